"""`./ocean sandbox` and `./ocean parse`: the addons' pure code, run without Odoo.

Both need pydantic, so the command restarts itself in the private Python environment.
"""

import importlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from tools import python_env
from tools.errors import OceanError
from tools.pure import REPO, install_stubs

INSIDE = "OCEAN_PURE"  # set in the environment of the restarted command


def sandbox(arguments: Sequence[str]) -> int:
    """Run the simulator with `arguments` until it is stopped; returns its exit code."""
    if INSIDE not in os.environ:
        _restart(["sandbox", *arguments])
    install_stubs()
    module = importlib.import_module("odoo.addons.ocean_marketplace_base.sandbox.main")
    return module.main(list(arguments)) or 0


def command(*arguments: object) -> list[object]:
    """The command line that runs `./ocean arguments…` in the private environment."""
    return [python_env.python(), "-u", REPO / "ocean", *arguments]


def environment() -> dict[str, str]:
    """The variables that go with `command`."""
    return {INSIDE: "1", "PYTHONDONTWRITEBYTECODE": "1"}


def _restart(arguments: Sequence[str]) -> NoReturn:
    line = [str(part) for part in command(*arguments)]
    os.execve(line[0], line, {**os.environ, **environment()})


def parse(platform: str, kind: str, files: Sequence[str]) -> int:
    """Print the canonical JSON of payload `files`; 1 and one line if they do not parse."""
    if INSIDE not in os.environ:
        _restart(["parse", platform, kind, *files])
    install_stubs()
    errors = importlib.import_module("odoo.addons.ocean_marketplace_base.lib.errors")
    convert = _converter(platform, kind)
    try:
        value = convert([_read(name) for name in files])
    except errors.ContractChanged as error:
        sys.stderr.write(f"ocean parse: {error}\n")
        return 1
    print(json.dumps(value, indent=2, ensure_ascii=False))
    return 0


def _converter(platform: str, kind: str) -> Callable[[list[bytes]], Any]:
    """The function of `platform` for `kind`; `OceanError` names the known ones."""
    known = sorted(path.parents[1].name.removeprefix("ocean_") for path in REPO.glob("ocean_*/lib/parse.py"))
    if platform not in known:
        raise OceanError(f"unknown platform {platform}", f"one of: {', '.join(known) or 'none yet'}")
    kinds = importlib.import_module(f"odoo.addons.ocean_{platform}.lib.parse").KINDS
    if kind not in kinds:
        raise OceanError(f"unknown kind {kind}", f"{platform} has: {', '.join(sorted(kinds))}")
    return kinds[kind]


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise OceanError(f"cannot read {name} ({error.strerror})") from None
