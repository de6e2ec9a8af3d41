"""The addons' tests in Odoo's own runner, and Odoo's own lint of the addons."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tools import browser, cache, database, odoo_log, ports
from tools.errors import OceanError
from tools.odoo_run import REPO, Runtime, runtime
from tools.process import merged
from tools.progress import step
from tools.tally import Tally

# The two classes check Odoo's own 600 addons: one takes many minutes, the other needs eslint.
LINT_TAGS = "/test_lint,-/test_lint:TestPyLint,-/test_lint:TestESLint"
# Installed only here: an invented platform proves that one more costs one folder.
TEST_ADDONS = REPO / "tests/addons"


# The tests of what all platforms share stand in this addon: about two thirds of all.
LARGEST = "ocean_shopee"


def addons(options: Any) -> Tally:
    """Run the addons' tests: those of the largest addon in one Odoo, the others' in another beside it."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        beside = pool.submit(largest, options)
        return others(options) + beside.result()


def largest(options: Any) -> Tally:
    """Run the tests of the addon that has most of them."""
    return _addons("odoo_1", options, [LARGEST])


def others(options: Any) -> Tally:
    """Run the tests of all other addons, those under tests/addons among them."""
    return _addons("odoo_2", options, [name for name in _names() if name != LARGEST])


def _names() -> list[str]:
    return [*database.addons(), *database.addons(TEST_ADDONS)]


def _addons(part: str, options: Any, tested: list[str]) -> Tally:
    """Install all addons of this checkout, and those under tests/addons, and run the tests of some there."""
    _prepare_browser(options)
    with runtime(options.odoo) as made:
        return _run(
            made, part, database.base(made), _names(), ",".join(f"/{name}" for name in tested), options
        )


def lint(options: Any) -> Tally:
    """Run Odoo's `test_lint` on a database with the addons."""
    with runtime(options.odoo) as made:
        return _run(made, "lint", database.plain(made), [*database.addons(), "test_lint"], LINT_TAGS, options)


def _prepare_browser(options: Any) -> None:
    try:
        browser.find(options.browser)
    except OceanError as problem:
        step(f"without a browser, tests that need one will fail: {problem}")


def _run(made: Runtime, part: str, template: str, install: list[str], tags: str, options: Any) -> Tally:
    name = database.clone(made, template, f"{database.prefix()}_test_{part}_{os.getpid()}")
    try:
        step(f"installing {', '.join(install)} and running its tests in Odoo")
        log = _log(made, name, part, install, tags)
    finally:
        if not options.keep:
            database.drop(made, name)
    return _judge(part, odoo_log.read(log))


def _log(made: Runtime, name: str, part: str, install: list[str], tags: str) -> str:
    arguments = ["-d", name, "-i", ",".join(install), "--test-tags", tags, "--stop-after-init"]
    places = f"--addons-path={made.addons_path},{TEST_ADDONS}"
    command = made.command(*arguments, places, f"--http-port={ports.anyone()}", "--max-cron-threads=0")
    path = cache.folder("logs") / f"test-{part}.log"
    with open(path, "wb") as log:
        subprocess.run(
            [str(each) for each in command],
            env=merged(made.env),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
    step(f"its log is {path}")
    return path.read_text(errors="replace")


def _judge(part: str, outcome: odoo_log.Outcome) -> Tally:
    for text in [*outcome.skipped, *outcome.complaints]:
        print(text, flush=True)
    warned = odoo_log.warnings(outcome)
    if warned:
        step(f"{part}: {len(warned)} warnings or errors in the log count as one failure")
    if not outcome.finished or not outcome.run:
        step(f"{part}: Odoo ran no test")
    bad = int(bool(warned)) + int(not outcome.finished or not outcome.run)
    return Tally(outcome.passed, outcome.failed + bad, len(outcome.skipped))
