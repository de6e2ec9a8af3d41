"""Running this Odoo: configuration, environment and command lines."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools import browser, cache, odoo_source, postgres, python_env
from tools.odoo_source import OdooSource
from tools.process import merged, run

REPO = Path(__file__).resolve().parents[1]
LAUNCHER = REPO / "tools/odoo_launcher.py"


@dataclass(frozen=True)
class Runtime:
    """All that is needed to run Odoo: its code, an interpreter, a running database server."""

    source: OdooSource
    python: Path
    postgres: dict[str, str]  # PG* variables
    data: Path  # Odoo's data folder (file stores)
    config: Path

    @property
    def addons_path(self) -> str:
        """Where Odoo finds addons: its own and this checkout's."""
        return ",".join(str(path) for path in [*self.source.addons, REPO])

    @property
    def env(self) -> dict[str, str]:
        """The environment variables of every Odoo process."""
        env = {
            **self.postgres,
            "PYTHONPATH": str(self.source.parent),
            "PYTHONDONTWRITEBYTECODE": "1",
            "ODOO_RC": str(self.config),
            "TZ": "UTC",
        }
        places = [self.python.parent, browser.links_folder(), os.environ.get("PATH", os.defpath)]
        return {**env, "PATH": os.pathsep.join(str(place) for place in places)}

    def command(self, *arguments: object) -> list[object]:
        """The command line `odoo arguments…`."""
        return [self.python, LAUNCHER, *arguments]

    def odoo(self, what: str, *arguments: object, stdin: str | None = None) -> str:
        """Run `odoo arguments…` to its end and return its log. Raises `OceanError`."""
        return run(self.command(*arguments), what, env=self.env, stdin=stdin)

    def stage(self, database: str, script: str, **values: str) -> str:
        """Run `tools/stage/<script>.py` in an Odoo shell on `database`; `values` as OCEAN_* variables."""
        text = (REPO / "tools/stage" / f"{script}.py").read_text()
        env = {**self.env, **{f"OCEAN_{name.upper()}": value for name, value in values.items()}}
        command = self.command(
            "shell", "-d", database, "--no-http", "--max-cron-threads=0", "--log-level=warn"
        )
        return run(command, f"stage {script}", env=env, stdin=text)

    def foreground(self, *arguments: object) -> int:
        """Run `odoo arguments…` on this terminal; returns its exit code."""
        return subprocess.call([str(part) for part in self.command(*arguments)], env=merged(self.env))


@contextmanager
def runtime(odoo: str | None = None) -> Iterator[Runtime]:
    """A `Runtime`, made ready as far as it is not yet; `odoo` is the value of --odoo."""
    source = odoo_source.find(odoo)
    python = python_env.python()
    with postgres.server() as variables:
        yield Runtime(source, python, variables, cache.folder("odoo-data"), _config(source))


def _config(source: OdooSource) -> Path:
    """The configuration file of this checkout with `source`, written anew."""
    addons = [*source.addons, REPO]
    values: dict[str, Any] = {
        "addons_path": ",".join(str(path) for path in addons),
        "data_dir": cache.folder("odoo-data"),
        "http_interface": "127.0.0.1",
        "limit_time_cpu": 600,
        "limit_time_real_cron": 600,
        "max_cron_threads": 0,
        "list_db": True,
    }
    path = cache.folder("config") / f"odoo-{cache.digest([REPO, *addons])}.conf"
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text("[options]\n" + "".join(f"{name} = {value}\n" for name, value in values.items()))
    draft.replace(path)
    return path


def say(text: str) -> None:
    """Print `text` on standard output at once."""
    print(text, flush=True, file=sys.stdout)
