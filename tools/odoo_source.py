"""Finding Odoo 19: a given folder, an importable one, or Debian's package unpacked."""

import importlib.machinery
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tools import debian
from tools.cache import digest
from tools.errors import OceanError
from tools.progress import step

SERIES = "19.0"

# Debian's Odoo and the packages its web client links into; without jQuery every page fails.
PACKAGES = (
    "odoo-19",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-font-awesome",
    "fonts-roboto-unhinted",
    "fonts-montserrat",
    "fonts-inconsolata",
    "fonts-ocr-b",
)
# Left out of Debian's package; its absence is an error in every browser's console.
MISSING_FILE = "addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"
MEGABYTES = 1500


@dataclass(frozen=True)
class OdooSource:
    """Where Odoo is: `parent` goes on the Python path, `addons` are its addon folders."""

    parent: Path
    addons: tuple[Path, ...]
    identity: str  # changes when the code of this Odoo changes


def find(given: str | None) -> OdooSource:
    """The Odoo to use; `given` is the value of --odoo.

    Raises `OceanError` when there is none, or the given one is not of series 19.0.
    """
    path = given or os.environ.get("ODOO_HOME")
    if path:
        return at(Path(path).expanduser().resolve())
    return _importable() or _unpacked()


def at(folder: Path) -> OdooSource:
    """The Odoo in `folder`: a checkout, an unpacked release or Debian's package unpacked."""
    for parent in (folder, folder / "usr/lib/python3/dist-packages", folder.parent):
        if (parent / "odoo/release.py").is_file():
            return _checked(parent, folder)
    raise OceanError(
        f"no Odoo in {folder}", "give the folder of an Odoo 19.0 checkout or release with --odoo or ODOO_HOME"
    )


def _checked(parent: Path, told: Path) -> OdooSource:
    found = series(parent / "odoo/release.py")
    if found != SERIES:
        raise OceanError(
            f"Odoo in {told} is of series {found}, not {SERIES}", "give an Odoo 19.0 with --odoo"
        )
    candidates = (parent / "odoo/addons", parent / "addons")
    addons = tuple(path for path in candidates if path.is_dir())
    return OdooSource(parent, addons, _identity(parent))


def series(release: Path) -> str:
    """The series, such as `19.0`, that a `release.py` declares; `unknown` if it declares none."""
    match = re.search(r"^version_info\s*=\s*\(\s*'?([^,']+)'?,\s*(\d+)", release.read_text(), re.MULTILINE)
    return f"{match[1]}.{match[2]}" if match else "unknown"


def _identity(parent: Path) -> str:
    head = (
        subprocess.run(
            ["git", "-C", str(parent), "rev-parse", "HEAD"], capture_output=True, text=True, check=False
        )
        if (parent / ".git").exists()
        else None
    )
    stamp = (parent / "odoo/release.py").stat().st_mtime_ns
    return digest([parent, head.stdout if head else "", stamp])


def _importable() -> OdooSource | None:
    # The finder itself, since tests put stubs of that name among the loaded modules.
    spec = importlib.machinery.PathFinder.find_spec("odoo")
    for place in (spec.submodule_search_locations or []) if spec else []:
        parent = Path(place).parent
        if (parent / "odoo/release.py").is_file() and series(parent / "odoo/release.py") == SERIES:
            step(f"using the installed Odoo in {parent}")
            return _checked(parent, parent)
    return None


def _unpacked() -> OdooSource:
    return at(debian.unpack("odoo", PACKAGES, "sid", MEGABYTES, _complete))


def _complete(folder: Path) -> None:
    missing = folder / "usr/lib/python3/dist-packages/odoo" / MISSING_FILE
    missing.parent.mkdir(parents=True, exist_ok=True)
    if not missing.exists():
        missing.write_text("")
