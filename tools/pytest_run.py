"""Running pytest in the private environment and counting what it reports."""

import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
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


def run(
    folders: list[str], options: Any, optional: list[str] | None = None, env: dict[str, str] | None = None
) -> Tally:
    """Run the tests of `folders` under tests/; `optional` ones only where the sample payloads are."""
    names = [*folders, *((optional or []) if PAYLOADS.is_dir() else [])]
    found = [TESTS / name for name in names if (TESTS / name).is_dir()]
    if not found:
        raise OceanError(f"there are no tests in {', '.join(names)}")
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.xml"
        code = subprocess.call(_command(found, report, options), cwd=REPO, env=_env(env))
        return _tally(code, report)


def _command(found: list[Path], report: Path, options: Any) -> list[str]:
    selected = ["-k", options.expression] if options.expression else []
    command = [python_env.python(), "-m", "pytest", "-c", TESTS / "pytest.ini", f"--junitxml={report}", "-q"]
    return [str(part) for part in [*command, *selected, *found]]


def _env(more: dict[str, str] | None) -> dict[str, str]:
    return merged({"PYTHONDONTWRITEBYTECODE": "1", **(more or {})})


def _tally(code: int, report: Path) -> Tally:
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
    return Tally(number["tests"] - failed - number["skipped"], failed, number["skipped"])


def browser_tests(options: Any) -> Tally:
    """Run tests/e2e with a browser. Raises `OceanError` when there is none."""
    chosen = browser.find(options.browser)
    keep = {"OCEAN_KEEP": "1"} if options.keep else {}
    return run(["e2e"], options, env={"CHROME": str(chosen), **keep})
