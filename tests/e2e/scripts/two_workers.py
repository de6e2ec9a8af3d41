"""One of two processes that work on the same orders at once: lanes, and what people press meanwhile.

For an Odoo shell (`env`). Each scheduled action locks itself as in production; whoever is second goes on.
"""

# ruff: noqa: F821
import random
import time

from psycopg2.errors import SerializationFailure

from odoo.exceptions import UserError

PATIENCE = 90  # seconds
CRONS = ("ir_cron_catalogue", "ir_cron_orders", "ir_cron_apply")
PRESSES = 25


def attempt(action):
    """Do `action` in a transaction of its own; a conflict is the other's turn."""
    try:
        action()
        env.cr.commit()
    except (SerializationFailure, UserError):
        env.cr.rollback()
        time.sleep(0.05)


def run(name):
    env.ref(f"ocean_marketplace_base.{name}").method_direct_trigger()


def press():
    """A person looks again at some order, or retries what waits."""
    orders = env["ocean.order"].search([("state", "!=", False)])
    if orders:
        order = random.choice(orders)
        random.choice((order.action_fetch_again, order.action_retry))()


def left():
    env.cr.rollback()
    waiting = env["ocean.order"].search_count(["|", ("needs_fetch", "=", True), ("needs_apply", "=", True)])
    due = env["ocean.lane"]._due("orders") | env["ocean.lane"]._due("catalogue")
    return waiting or due or env["ocean.event"].search_count([("outcome", "=", "new")])


stop = time.monotonic() + PATIENCE
presses = PRESSES
while time.monotonic() < stop and (left() or presses):
    attempt(lambda: run(random.choice(CRONS)))
    if presses:
        presses -= 1
        attempt(press)
print("STATE", "unfinished" if left() else "finished")
