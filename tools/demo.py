"""`./ocean demo`: a running Odoo with shops connected and their orders imported."""

import time

from tools import database, odoo_run, ports, summary
from tools.odoo_run import say
from tools.progress import elapsed, step
from tools.stack import LOGIN, PASSWORD, UNMATCHED_SKU, Stack, stack

SHOWN = 20  # differing orders that are listed one by one


def main(odoo: str | None, once: bool, port: int | None, seed: int) -> int:
    """Run the demo; with `once` it ends after the summary. Returns the exit code."""
    chosen = ports.choose(port)
    with odoo_run.runtime(odoo) as runtime:
        name = f"demo_{chosen}"
        with stack(runtime, name, chosen, seed) as running:
            running.connect()
            running.import_all()
            differing = _report(running)
            if not once:
                _serve(running)
        if once:
            database.drop(runtime, running.database)
    return 1 if differing else 0


def _report(running: Stack) -> int:
    """Print address, login and table; the number of orders that differ."""
    found = summary.pairs(running.expected_orders(), *_read(running), UNMATCHED_SKU)
    differing = summary.differences(found)
    say(f"\n{summary.table(found)}\n")
    for line in differing[:SHOWN]:
        say(f"  {line}")
    say(f"{len(differing)} of {len(found)} orders differ" if differing else "no differences")
    if any(pair.waiting for pair in found):
        say(f"orders of the SKU {UNMATCHED_SKU} wait on purpose (no product): Marketplaces > Exceptions")
    say(f"\nOdoo:      {running.server.url}   login {LOGIN}, password {PASSWORD}")
    say(f"simulator: {running.simulator.control_url}")
    step(f"ready after {elapsed():.0f} s")
    return len(differing)


def _read(running: Stack) -> tuple[list[dict], list[dict]]:
    fields = ["external_id", "storefront_id", "raw_status", "exception_id", "amount_revenue"]
    orders = running.client.call("ocean.order", "search_read", [], fields)
    domain = [("ocean_order_id", "!=", False)]
    sales = running.client.call(
        "sale.order", "search_read", domain, ["ocean_order_id", "amount_total", "state"]
    )
    return orders, sales


def _serve(running: Stack) -> None:
    say("Ctrl-C stops everything; the database goes with the next demo on this port or `./ocean clean`.")
    try:
        while True:
            running.server.check()
            time.sleep(1)
    except KeyboardInterrupt:
        step("stopping")
