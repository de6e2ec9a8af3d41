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
# What two cores do side by side; only the browser's tests, which wait for screens, come alone.
LANES: tuple[dict[str, Part], ...] = (
    {"odoo of the largest addon": odoo_tests.largest},
    {"lint": _lint, "odoo of the other addons": odoo_tests.others, "unit": _unit, "contract": _contract},
)


def main(options: Any) -> int:
    """Run the part `options.part` or all; the last line is the count. Returns the exit code."""
    if options.odoo:  # for the processes that we start as well
        os.environ["ODOO_HOME"] = os.path.abspath(os.path.expanduser(options.odoo))
    total = _all(options) if options.part == "all" else _part(options.part, PARTS[options.part], options)
    step(f"all done after {elapsed():.0f} s")
    print(total, flush=True)
    return 0 if total.good else 1


def _all(options: Any) -> Tally:
    """Run all parts, in lanes beside each other, and the browser's at the end."""
    with ThreadPoolExecutor(max_workers=len(LANES)) as pool:
        lanes = [pool.submit(_lane, lane, options) for lane in LANES]
        total = sum((lane.result() for lane in lanes), Tally())
    return total + _part("e2e", _e2e, options)


def _lane(parts: dict[str, Part], options: Any) -> Tally:
    return sum((_part(name, part, options) for name, part in parts.items()), Tally())


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
