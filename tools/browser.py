"""A Chromium for the browser tests: the one here, installed, or unpacked into the cache."""

import os
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

from tools import cache, debian
from tools.errors import OceanError
from tools.process import run
from tools.progress import step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Odoo's test base looks for these names on PATH, in this order.
LINKS = ("google-chrome", "chromium")
MEGABYTES = 1500
CURE = "install Chromium or name a Chromium or Chrome with --browser PATH"


def find(given: str | None = None) -> Path:
    """The browser to use; `given` is the value of --browser. Links for Odoo are made.

    Raises `OceanError` when there is none and none can be installed or unpacked.
    """
    named = given or os.environ.get("CHROME")
    if named and not shutil.which(named):
        raise OceanError(f"there is no browser {named}", CURE)
    found = shutil.which(named) if named else _present()
    path = Path(found).resolve() if found else _installed() or _unpacked()
    _check(path)
    _link(path)
    return path


def _present() -> str | None:
    return next((path for path in map(shutil.which, NAMES) if path), None)


def _installed() -> Path | None:
    """Chromium installed by apt, when this is root on a machine that has it."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    step("installing Chromium with apt-get")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        run(["apt-get", "update"], "apt-get update")
        run(
            ["apt-get", "install", "-y", "--no-install-recommends", "chromium"],
            "apt-get install chromium",
            env=quiet,
        )
    except OceanError as problem:
        step(f"that did not work: {problem}")
    found = _present()
    return Path(found) if found else None


def _unpacked() -> Path:
    """Debian's Chromium and the libraries it lacks here, unpacked; a script that starts it."""
    if not shutil.which("apt-get"):
        raise OceanError("there is no browser for the e2e tests here", CURE)
    step("unpacking Chromium into the cache")
    try:
        folder = debian.unpack_missing("chromium", "chromium", MEGABYTES, _complete)
    except OceanError as problem:
        raise OceanError(f"no browser for the e2e tests ({problem})", CURE) from None
    return folder / "ocean-chromium"


def _complete(folder: Path) -> None:
    """Write the start script: libraries, fonts and the program from the unpacked folder."""
    script = folder / "ocean-chromium"
    script.write_text(
        "#!/bin/sh\n"
        'here=$(dirname "$(readlink -f "$0")")\n'
        'for lib in "$here"/usr/lib/*-linux-gnu "$here"/lib/*-linux-gnu "$here"/usr/lib/*-linux-gnu/*/; do\n'
        '  [ -d "$lib" ] && LD_LIBRARY_PATH="$LD_LIBRARY_PATH${LD_LIBRARY_PATH:+:}$lib"\n'
        "done\n"
        "export LD_LIBRARY_PATH\n"
        '[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH="$here/etc/fonts"\n'
        'export XDG_DATA_DIRS="$here/usr/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}"\n'
        'exec "$here/usr/lib/chromium/chromium" --no-sandbox "$@"\n'
    )
    script.chmod(0o755)


def _check(path: Path) -> None:
    """Raise `OceanError` unless the browser starts and shows an empty page."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            str(path),
            "--headless",
            *flags(),
            f"--user-data-dir={profile}",
            "--dump-dom",
            "about:blank",
        ]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise OceanError(f"the browser {path} does not start ({error})", CURE) from None
    if "<html>" not in done.stdout:
        lines = done.stderr.strip().splitlines() or ["no output"]
        raise OceanError(f"the browser {path} does not start ({lines[-1]})", CURE)


def flags() -> list[str]:
    """Command-line flags for a Chromium that keeps to this machine; as root without sandbox."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return [
        *sandbox,
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
    ]


def links_folder() -> Path:
    """A folder for PATH in which the chosen browser has the names that Odoo looks for."""
    return cache.root() / "browser"


def _link(path: Path) -> None:
    folder = cache.folder("browser")
    for name in LINKS:
        draft = folder / f"{name}.{os.getpid()}.{threading.get_ident()}"
        draft.unlink(missing_ok=True)
        # A script, not a link: browsers look for their files beside the name they are started by.
        draft.write_text(f'#!/bin/sh\nexec "{path}" "$@"\n')
        draft.chmod(0o755)
        draft.replace(folder / name)
