"""Publishes, sends numbers and replays rules to the end and prints what the database holds then.

For an Odoo shell (`env`). What depends on the moment (ids, times) is left out, so that two runs can be
compared. The seller gives the new product another name as soon as it is published.
"""

# ruff: noqa: F821
import json
import time

ROUNDS = 60
NAMES = ("Kaos Pantai", "Kaos Pantai Baru")
STATE = {
    "listings": "SELECT name, state, external_id IS NULL, create_key FROM ocean_listing",
    "numbers": """
        SELECT l.name, s.seller_sku, s.desired_qty, s.confirmed_qty, s.platform_quantity, s.push_state,
               s.check_due, s.external_id IS NULL
          FROM ocean_listing_sku s JOIN ocean_listing l ON l.id = s.listing_id
    """,
    "pushes": """
        SELECT s.seller_sku, p.to_qty, p.answer, count(*)
          FROM ocean_stock_push p JOIN ocean_listing_sku s ON s.id = p.sku_id GROUP BY 1, 2, 3
    """,
    "marks": "SELECT count(*) FROM ocean_stock_dirty",
    "commands": "SELECT kind, state, answer FROM ocean_command",
    # Without what a variant has of its own: it is named by an id that a new item has only after the answer.
    "history": """
        SELECT what, part, before, after, count(*)
          FROM ocean_listing_history WHERE part NOT LIKE '%:%' GROUP BY 1, 2, 3, 4
    """,
    "pictures": "SELECT use, checksum, count(*) FROM ocean_image_upload GROUP BY 1, 2",
    "orders": "SELECT external_id, state, needs_fetch, needs_apply FROM ocean_order",
    "held": """
        SELECT p.default_code, l.held_qty
          FROM ocean_order_line l JOIN product_product p ON p.id = l.product_id
    """,
    "sales": "SELECT client_order_ref, state, amount_total FROM sale_order WHERE ocean_order_id IS NOT NULL",
    "runs": """
        SELECT j.kind, j.state, i.state, i.answer
          FROM ocean_job j JOIN ocean_job_item i ON i.job_id = j.id
    """,
    "whatif": """
        SELECT p.default_code, l.orders, l.lost_before, l.lost_after, l.oversold_before, l.oversold_after,
               count(*) FROM ocean_stock_whatif_line l JOIN product_product p ON p.id = l.product_id
         GROUP BY 1, 2, 3, 4, 5, 6
    """,
    "exceptions": "SELECT kind, cause_key, state FROM ocean_exception",
}
listing = env["ocean.listing"].search([("name", "in", NAMES)])
product = listing.product_tmpl_id


def left():
    """Whether something is still to be done, by us or by the platform, which looks at a new item first."""
    waiting = {
        "ocean.command": [("state", "in", ("pending", "sending", "unknown"))],
        "ocean.stock.dirty": [],
        "ocean.listing.sku": ["|", ("push_state", "in", ("sending", "drift")), ("check_due", "=", True)],
        "ocean.job.item": [("state", "=", "waiting")],
        "ocean.order": ["|", ("needs_fetch", "=", True), ("needs_apply", "=", True)],
        "ocean.event": [("outcome", "=", "new")],
        "ocean.listing": ["|", ("needs_fetch", "=", True), ("state", "in", ("draft", "checking"))],
    }
    return {model: found for model, domain in waiting.items() if (found := env[model].search(domain))}


def work():
    env["ocean.lane"]._cron_orders()
    env["ocean.order"]._cron_apply()
    env["ocean.command"]._cron_commands()
    env["ocean.lane"]._cron_catalogue()
    env["ocean.lane"]._cron_stock()
    env["ocean.stock.whatif"]._cron_whatif()
    env.invalidate_all()


def renamed():
    """Give the published product its new name; return whether it has it."""
    if product.name == NAMES[1]:
        return True
    product.name = NAMES[1]
    listing._ask("listing_publish")
    env.cr.commit()
    return False


def run():
    for _round in range(ROUNDS):
        work()
        if not left() and renamed():
            return
        if "ocean.listing" in left():
            time.sleep(0.3)
            listing._look_now()
    raise SystemExit(f"this does not come to an end: {left()}")


def state():
    found = {}
    for name, query in STATE.items():
        env.cr.execute(query)
        found[name] = sorted(json.dumps(row, default=str) for row in env.cr.fetchall())
    return found


run()
print("STATE " + json.dumps(state()))
