"""`./ocean bench WHAT`: run `tests/bench/bench_WHAT.py` in an Odoo shell on a fresh database.

A flash sale needs whole processes instead, see `tools.flashsale`.
"""

import subprocess
from collections.abc import Sequence

from tools import database, flashsale
from tools.errors import OceanError
from tools.odoo_run import REPO, runtime
from tools.process import merged


def main(odoo: str | None, what: str, arguments: Sequence[str]) -> int:
    """Run one bench; it finds `arguments` in OCEAN_BENCH_ARGS and its folder in OCEAN_BENCH_FOLDER.

    Returns its exit code.
    """
    if what == "flashsale":
        return flashsale.main(odoo, arguments)
    script = REPO / f"tests/bench/bench_{what}.py"
    if not script.is_file():
        known = sorted(path.stem.removeprefix("bench_") for path in script.parent.glob("bench_*.py"))
        known.append("flashsale")
        raise OceanError(f"there is no bench {what}", f"known: {', '.join(known) or 'none'}")
    with runtime(odoo) as made:
        name = database.clone(made, database.suite(made), f"{database.prefix()}_bench_{what}")
        try:
            command = made.command(
                "shell", "-d", name, "--no-http", "--max-cron-threads=0", "--log-level=warn"
            )
            values = {"OCEAN_BENCH_ARGS": " ".join(arguments), "OCEAN_BENCH_FOLDER": str(script.parent)}
            env = merged({**made.env, **values})
            text = script.read_text()
            return subprocess.run(
                [str(part) for part in command], env=env, input=text, text=True, check=False
            ).returncode
        finally:
            database.drop(made, name)
