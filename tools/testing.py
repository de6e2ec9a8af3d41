"""`./ocean test`: lint, pure tests, Odoo's own tests and the browser's, counted together."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tools import lint, odoo_tests, pytest_run
from tools.errors import OceanError
from tools.progress import elapsed, step
from tools.tally import Tally

Part = Callable[[Any], Tally]


def _unit(options: Any) -> Tally:
    return pytest_run.run(["unit", "architecture"], options, optional=["payloads"])


def _contract(options: Any) -> Tally:
    return pytest_run.run(["contract"], options)


def _odoo(options: Any) -> Tally:
    return odoo_tests.addons(options)


def _e2e(options: Any) -> Tally:
    return pytest_run.browser_tests(options)


def _lint(options: Any) -> Tally:
    return lint.static() + odoo_tests.lint(options)


PARTS: dict[str, Part] = {"lint": _lint, "unit": _unit, "contract": _contract, "odoo": _odoo, "e2e": _e2e}
# One Odoo runs all tests of the addons on one core for minutes; the parts before the browser share the rest.
BESIDE = "odoo"


def main(options: Any) -> int:
    """Run the part `options.part` or all; the last line is the count. Returns the exit code."""
    if options.odoo:  # for the processes that we start as well
        os.environ["ODOO_HOME"] = os.path.abspath(os.path.expanduser(options.odoo))
    total = _all(options) if options.part == "all" else _part(options.part, options)
    step(f"all done after {elapsed():.0f} s")
    print(total, flush=True)
    return 0 if total.good else 1


def _all(options: Any) -> Tally:
    """Run all parts; only the browser's tests, which wait for screens, have the machine to themselves."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        beside = pool.submit(_part, BESIDE, options)
        total = sum((_part(name, options) for name in PARTS if name not in (BESIDE, "e2e")), Tally())
        total += beside.result()
    return total + _part("e2e", options)


def _part(name: str, options: Any) -> Tally:
    step(f"--- {name}")
    try:
        tally = PARTS[name](options)
    except OceanError as problem:
        if options.part == name:
            raise
        step(f"ocean: {problem}")
        tally = Tally(failed=1)
    step(f"{name}: {tally}")
    return tally
