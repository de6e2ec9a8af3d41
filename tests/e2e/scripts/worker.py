"""Runs the lanes of a database to the end and prints what the database holds then; for an Odoo shell (`env`).

What depends on the moment (ids, times, sequence numbers) is left out, so that two runs can be compared.
"""

# ruff: noqa: F821
import json

ROUNDS = 50
STATE = {
    "orders": """
        SELECT o.external_id, o.state, o.raw_status, o.digest, o.amount_buyer_total, o.amount_revenue,
               o.ladder_state, o.needs_fetch, o.needs_apply, x.kind
          FROM ocean_order o LEFT JOIN ocean_exception x ON x.id = o.exception_id
    """,
    "lines": """
        SELECT o.external_id, l.key, l.quantity, l.revenue, p.default_code
          FROM ocean_order_line l JOIN ocean_order o ON o.id = l.order_id
          LEFT JOIN product_product p ON p.id = l.product_id
    """,
    "sales": """
        SELECT client_order_ref, state, amount_total, date_order FROM sale_order
         WHERE ocean_order_id IS NOT NULL
    """,
    "sale_lines": """
        SELECT s.client_order_ref, p.default_code, l.product_uom_qty, l.price_total
          FROM sale_order_line l JOIN sale_order s ON s.id = l.order_id
          LEFT JOIN product_product p ON p.id = l.product_id
    """,
    "moves": """
        SELECT s.client_order_ref, p.default_code, m.state, m.product_uom_qty, m.quantity, count(*)
          FROM stock_move m JOIN sale_order_line l ON l.id = m.sale_line_id
          JOIN sale_order s ON s.id = l.order_id JOIN product_product p ON p.id = m.product_id
         GROUP BY 1, 2, 3, 4, 5
    """,
    "buyers": """
        SELECT ocean_buyer_ref, name, count(*) FROM res_partner
         WHERE ocean_buyer_ref IS NOT NULL GROUP BY 1, 2
    """,
    "addresses": """
        SELECT ocean_address_digest, count(*) FROM res_partner
         WHERE ocean_address_digest IS NOT NULL GROUP BY 1
    """,
    "payloads": "SELECT res_id IS NOT NULL, digest, count(*) FROM ocean_payload GROUP BY 1, 2",
    "listings": """
        SELECT i.external_id, s.external_id, s.seller_sku, s.match_state
          FROM ocean_listing i JOIN ocean_listing_sku s ON s.listing_id = i.id
    """,
    "exceptions": "SELECT kind, cause_key, state, detail FROM ocean_exception",
    "events": "SELECT topic, external_id, outcome FROM ocean_event",
    "lanes": "SELECT lane, watermark IS NOT NULL, cursor IS NULL, failures FROM ocean_lane",
}


def left():
    orders = env["ocean.order"].search_count(["|", ("needs_fetch", "=", True), ("needs_apply", "=", True)])
    lanes = env["ocean.lane"]._due("orders") | env["ocean.lane"]._due("catalogue")
    return orders or lanes or env["ocean.event"].search_count([("outcome", "=", "new")])


def run():
    for _round in range(ROUNDS):
        env["ocean.lane"]._cron_catalogue()
        env["ocean.lane"]._cron_orders()
        env["ocean.order"]._cron_apply()
        env.invalidate_all()
        if not left():
            return
    raise SystemExit("the lanes do not come to an end")


def state():
    found = {}
    for name, query in STATE.items():
        env.cr.execute(query)
        found[name] = sorted(json.dumps(row, default=str) for row in env.cr.fetchall())
    return found


run()
print("STATE " + json.dumps(state()))
