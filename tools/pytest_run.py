"""Running pytest in the private environment and counting what it reports."""

import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tools import browser, python_env
from tools.errors import OceanError
from tools.process import merged
from tools.progress import step
from tools.python_env import REPO
from tools.tally import Tally

TESTS = REPO / "tests"
PAYLOADS = REPO.parent / "shared/payloads"  # third parties' samples, where they are laid out
NO_TESTS = 5  # pytest's exit code
# Files of tests/e2e whose tests compute in shells of Odoo, without a browser or a served Odoo.
SHELLS = (
    "test_companies.py",
    "test_kills.py",
    "test_kills_catalogue_stock.py",
    "test_sample_orders.py",
    "test_stock_collisions.py",
    "test_uninstall.py",
)
TIMED = ("test_stock_seconds.py",)  # measures seconds: nothing else may run beside it


def run(
    folders: list[str],
    options: Any,
    optional: list[str] | None = None,
    env: dict[str, str] | None = None,
    without: Iterable[Path] = (),
) -> Tally:
    """Run the tests of `folders` under tests/ but for the files `without`; `optional` folders only where the
    sample payloads are.
    """
    names = [*folders, *((optional or []) if PAYLOADS.is_dir() else [])]
    found = [TESTS / name for name in names if (TESTS / name).is_dir()]
    if not found:
        raise OceanError(f"there are no tests in {', '.join(names)}")
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.xml"
        code = subprocess.call(_command(found, report, options, without), cwd=REPO, env=_env(env))
        return _tally(code, report, options)


def _command(found: list[Path], report: Path, options: Any, without: Iterable[Path]) -> list[str]:
    selected = ["-k", options.expression] if options.expression else []
    selected += [f"--ignore={path}" for path in without]
    command = [python_env.python(), "-m", "pytest", "-c", TESTS / "pytest.ini", f"--junitxml={report}", "-q"]
    return [str(part) for part in [*command, *selected, *found]]


def _env(more: dict[str, str] | None) -> dict[str, str]:
    return merged({"PYTHONDONTWRITEBYTECODE": "1", **(more or {})})


def _tally(code: int, report: Path, options: Any) -> Tally:
    if code == NO_TESTS and options.expression:
        return Tally()
    if code == NO_TESTS or not report.is_file():
        step(f"pytest ran no tests (exit code {code})")
        return Tally(failed=1)
    suites = ElementTree.parse(report).getroot().iter("testsuite")
    total = sum((_suite(suite) for suite in suites), Tally())
    stopped = code not in (0, 1) and not total.failed  # interrupted or misused
    return total + Tally(failed=1) if stopped else total


def _suite(suite: ElementTree.Element) -> Tally:
    number = {name: int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")}
    failed = number["failures"] + number["errors"]
    passed = max(number["tests"] - failed - number["skipped"], 0)  # a test may fail and break its tear-down
    return Tally(passed, failed, number["skipped"])


def browser_tests(options: Any) -> Tally:
    """Run the tests of tests/e2e that use a served Odoo, most of them with a browser.

    Raises `OceanError` when there is no browser.
    """
    return _e2e(options, _browser(options), lambda name: name not in (*SHELLS, *TIMED))


def shell_tests(options: Any) -> Tally:
    """Run the tests of tests/e2e that work in shells of Odoo."""
    return _e2e(options, {}, lambda name: name in SHELLS)


def timed_tests(options: Any) -> Tally:
    """Run the tests of tests/e2e that measure seconds. Raises `OceanError` when there is no browser."""
    return _e2e(options, _browser(options), lambda name: name in TIMED)


def _browser(options: Any) -> dict[str, str]:
    return {"CHROME": str(browser.find(options.browser))}


def _e2e(options: Any, env: dict[str, str], chosen: Callable[[str], bool]) -> Tally:
    """Run those files of tests/e2e whose name is `chosen`."""
    keep = {"OCEAN_KEEP": "1"} if options.keep else {}
    others = [path for path in (TESTS / "e2e").glob("test_*.py") if not chosen(path.name)]
    return run(["e2e"], options, env={**env, **keep}, without=others)
