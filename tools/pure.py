"""The addons' pure code (`lib/`, `sandbox/`) under its production names, without Odoo.

`odoo.addons.<addon>` becomes a namespace whose `__init__` is not run, so that
`odoo.addons.<addon>.lib.x` is one module with one set of classes here and inside Odoo.
"""

import sys
from pathlib import Path
from types import ModuleType

REPO = Path(__file__).resolve().parents[1]


def install_stubs() -> None:
    """Register the namespaces. Raises `RuntimeError` where Odoo itself is loaded."""
    loaded = sys.modules.get("odoo")
    if loaded is not None and not getattr(loaded, "ocean_stub", False):
        raise RuntimeError("Odoo is loaded already; pure code must run without it")
    _stub("odoo")
    _stub("odoo.addons")
    for addon in _pure_addons():
        _stub(f"odoo.addons.{addon.name}", addon)


def _pure_addons() -> list[Path]:
    found = {path.parent for kind in ("lib", "sandbox") for path in REPO.glob(f"ocean_*/{kind}")}
    return sorted(found)


def _stub(name: str, *places: Path) -> None:
    if name in sys.modules:
        return
    module = ModuleType(name)
    module.__path__ = [str(place) for place in places]
    module.ocean_stub = True  # type: ignore[attr-defined]
    sys.modules[name] = module
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)
