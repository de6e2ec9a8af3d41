"""`./ocean test`: lint, pure tests, Odoo's own tests and the browser's, counted together."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tools import browser, lint, odoo_tests, pytest_run
from tools.errors import OceanError
from tools.progress import elapsed, step
from tools.tally import Tally

Part = Callable[[Any], Tally]
AT_ONCE = 2  # there are two cores at least


def _unit(options: Any) -> Tally:
    return pytest_run.run(["unit", "architecture"], options, optional=["payloads"])


def _contract(options: Any) -> Tally:
    return pytest_run.run(["contract"], options)


def _odoo(options: Any) -> Tally:
    return odoo_tests.addons(options)


def _e2e(options: Any) -> Tally:
    browser.find(options.browser)  # raises when there is none, before minutes of other tests
    return _side_by_side(E2E, options) + pytest_run.timed_tests(options)


def _lint(options: Any) -> Tally:
    return lint.static() + odoo_tests.lint(options)


PARTS: dict[str, Part] = {"lint": _lint, "unit": _unit, "contract": _contract, "odoo": _odoo, "e2e": _e2e}
E2E: dict[str, Part] = {
    "e2e in a browser": pytest_run.browser_tests,
    "e2e in shells": pytest_run.shell_tests,
}
# What all parts consist of, the longest first, so that both cores have work until the end.
PIECES: dict[str, Part] = {
    "odoo of the largest addon": odoo_tests.largest,
    "odoo of the other addons": odoo_tests.others,
    **E2E,
    "lint": _lint,
    "contract": _contract,
    "unit": _unit,
}


def main(options: Any) -> int:
    """Run the part `options.part` or all; the last line is the count. Returns the exit code."""
    if options.odoo:  # for the processes that we start as well
        os.environ["ODOO_HOME"] = os.path.abspath(os.path.expanduser(options.odoo))
    total = _all(options) if options.part == "all" else _part(options.part, PARTS[options.part], options)
    step(f"all done after {elapsed():.0f} s")
    print(total, flush=True)
    return 0 if total.good else 1


def _all(options: Any) -> Tally:
    """Run all parts beside each other; what goes by the clock comes alone at the end."""
    total = _side_by_side(PIECES, options)
    return total + _part("e2e by the clock", pytest_run.timed_tests, options)


def _side_by_side(parts: dict[str, Part], options: Any) -> Tally:
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        running = [pool.submit(_part, name, part, options) for name, part in parts.items()]
        return sum((each.result() for each in running), Tally())


def _part(name: str, part: Part, options: Any) -> Tally:
    step(f"--- {name}")
    try:
        tally = part(options)
    except OceanError as problem:
        if options.part == name:
            raise
        step(f"ocean: {problem}")
        tally = Tally(failed=1)
    step(f"{name}: {tally}")
    return tally
