"""The private Python environment: a venv with pinned packages, keyed by the pins."""

import importlib.util
import platform
import shutil
import sys
from pathlib import Path

from tools import cache
from tools.errors import OceanError
from tools.process import run
from tools.progress import step

REPO = Path(__file__).resolve().parents[1]
REQUIREMENTS = (
    REPO / "requirements.txt",
    REPO / "tools/requirements-odoo.txt",
    REPO / "tools/constraints.txt",
)
MEGABYTES = 1500


def key() -> str:
    """Digest of the requirement files and of the interpreter that runs them."""
    # The base prefix is the same inside the environment, where the browser tests run.
    return cache.digest(
        [platform.python_version(), sys.base_prefix, *(path.read_text() for path in REQUIREMENTS)]
    )


def python() -> Path:
    """The interpreter of the environment, built on first use.

    Raises `OceanError` when venv or pip are missing or a package cannot be had.
    """
    return cache.build("python", key(), _build, MEGABYTES) / "bin/python"


def _build(folder: Path) -> None:
    if not importlib.util.find_spec("ensurepip") or not importlib.util.find_spec("venv"):
        raise OceanError(
            f"this Python ({sys.executable}) has no venv or pip",
            "install them (on Debian: apt-get install python3-venv) or run ./ocean with another Python",
        )
    step(f"making a Python {platform.python_version()} environment")
    run([sys.executable, "-m", "venv", folder], "python -m venv")
    step("installing the pinned Python packages (the longest step without output)")
    run(
        [
            folder / "bin/python",
            "-m",
            "pip",
            "install",
            "--no-input",
            "--prefer-binary",
            "-r",
            REQUIREMENTS[1],
        ],
        "pip install",
    )
    _move_scripts(folder / "bin", folder, cache.root() / f"python-{key()}")


def _move_scripts(programs: Path, old: Path, new: Path) -> None:
    """Let the scripts in `programs`, which name their interpreter by its full path, name the new place."""
    for path in programs.iterdir():
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            path.write_bytes(content.replace(str(old).encode(), str(new).encode()))


def pip_unpack(requirement: str, folder: Path) -> None:
    """Unpack the wheel of one pinned `requirement`, without its dependencies, into `folder`."""
    scratch = folder / ".pip"
    run(
        [python(), "-m", "pip", "install", "--no-input", "--no-deps", "--target", scratch, requirement],
        f"pip install {requirement}",
    )
    for item in scratch.iterdir():
        shutil.move(item, folder / item.name)
    scratch.rmdir()
