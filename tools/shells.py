"""Odoo shells as processes of their own."""

import subprocess
from pathlib import Path

from tools import process
from tools.odoo_run import Runtime

SCRIPTS = Path(__file__).resolve().parents[1] / "tests/e2e/scripts"


def command(runtime: Runtime, name: str) -> list[str]:
    """Return the command line of an Odoo shell on database `name`."""
    options = ["shell", "-d", name, "--no-http", "--max-cron-threads=0", "--log-level=warn"]
    return [str(part) for part in runtime.command(*options)]


def text_of(script: str) -> str:
    """Return the source of `script`: the name of a file in tests/e2e/scripts, or the source itself."""
    path = SCRIPTS / f"{script}.py"
    return path.read_text() if script.isidentifier() and path.is_file() else script


def odoo_shell(
    runtime: Runtime, name: str, script: str, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess:
    """Run `script` to its end and return the finished process."""
    environment = process.merged({**runtime.env, **(env or {})})
    return subprocess.run(
        command(runtime, name),
        input=text_of(script),
        env=environment,
        text=True,
        capture_output=True,
        check=False,
    )


def marked(printed: str, mark: str) -> str | None:
    """Return what follows `mark` on the last line of `printed` that begins with it, ``None`` without one."""
    lines = [line for line in printed.splitlines() if line.startswith(f"{mark} ")]
    return lines[-1].removeprefix(f"{mark} ") if lines else None
