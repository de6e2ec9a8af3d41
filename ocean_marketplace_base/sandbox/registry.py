"""Finds the simulated platforms among the installed addons, without knowing any by name."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .platform import PlatformSimulator
from .world import World

MODULE = "sandbox/simulator.py"


def _addons() -> Iterator[str]:
    beside = Path(__file__).resolve().parents[2]
    places = {beside, *(Path(path).resolve() for path in importlib.import_module("odoo.addons").__path__)}
    for place in sorted(places):
        yield from (path.parents[1].name for path in place.glob(f"ocean_*/{MODULE}"))


def simulators(world: World, only: list[str] | None = None) -> dict[str, PlatformSimulator]:
    """Return the platforms' simulators by key, all of them or those with a key in `only`.

    :raise LookupError: if a key in `only` is nobody's
    """
    found: dict[str, Any] = {}
    for addon in sorted(set(_addons()), key=lambda name: (not _named(name, only), name)):
        if only is not None and set(only) == set(found):
            break
        kind = importlib.import_module(f"odoo.addons.{addon}.sandbox.simulator").SIMULATOR
        if only is None or kind.key in only:
            found[kind.key] = kind(world)
    if missing := set(only or ()) - set(found):
        raise LookupError(f"no simulator for {', '.join(sorted(missing))}")
    return found


def _named(addon: str, only: list[str] | None) -> bool:
    """Return whether the addon's name says that its platform is wanted, so that it is imported first."""
    return only is None or addon.removeprefix("ocean_") in only
