"""`python -m tools.endpoint_tables`: write the tables of endpoints into the READMEs of the platform addons.

Run it in an environment with the packages of requirements.txt after changing a client or a simulator; a test
compares. An addon takes part when it has `lib/client/` and a README with the two markers.
"""

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from tools.pure import REPO, install_stubs

CLIENT = "lib/client"


def main() -> int:
    """Write the tables; returns 0."""
    install_stubs()
    for readme in readmes():
        text = current(readme)
        if text != readme.read_text(encoding="utf-8"):
            readme.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{readme.relative_to(REPO)}\n")
    return 0


def readmes() -> list[Path]:
    """The READMEs of all addons with a client."""
    found = (path.parents[1] / "README.md" for path in REPO.glob(f"ocean_*/{CLIENT}"))
    return sorted(path for path in found if path.is_file())


def current(readme: Path) -> str:
    """The text of `readme` with its table as the code has it; needs `install_stubs` before."""
    tables = importlib.import_module("odoo.addons.ocean_marketplace_base.lib.endpoint_table")
    rows = tables.rows_of(contents(readme.parent))
    block = tables.table(rows, _routes(readme.parent, rows))
    return tables.put_into(readme.read_text(encoding="utf-8"), block)


def contents(addon: Path) -> list[Any]:
    """What the modules of the client of `addon` define, in the order of their names."""
    return [thing for module in _modules(addon) for thing in vars(module).values() if _is_own(thing, module)]


def _modules(addon: Path) -> Iterator[ModuleType]:
    for path in sorted((addon / CLIENT).rglob("*.py")):
        inside = ".".join(path.relative_to(addon).with_suffix("").parts)
        if path.stem != "__init__":
            yield importlib.import_module(f"odoo.addons.{addon.name}.{inside}")


def _is_own(thing: Any, module: ModuleType) -> bool:
    return getattr(thing, "__module__", None) == module.__name__ and isinstance(thing, type | type(_is_own))


def _routes(addon: Path, rows: list[Any]) -> set[tuple[str, str]]:
    """Those of the endpoints of `rows` that the simulator of `addon` claims; which verb, tests tell."""
    if not (addon / "sandbox/simulator.py").is_file():
        return set()
    sandbox = "odoo.addons.ocean_marketplace_base.sandbox"
    clock = importlib.import_module(f"{sandbox}.clock").Clock()
    world = importlib.import_module(f"{sandbox}.world").World(1, clock)
    simulator = importlib.import_module(f"odoo.addons.{addon.name}.sandbox.simulator").SIMULATOR(world)
    pairs = {(row.endpoint.verb, row.endpoint.path) for row in rows}
    return {(verb, path) for verb, path in pairs if simulator.claims(re.sub(r"{[^}]*}", "1", path)) == 2}


if __name__ == "__main__":
    sys.exit(main())
