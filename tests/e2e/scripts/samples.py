"""Imports sample orders and pushes through the real importer and prints what became of them.

For an Odoo shell (`env`). OCEAN_SAMPLES is a JSON list of shops: ``{"account": values of the app, "shop",
"region", "currency", "orders": {number: payload as the reader returns it},
"pushes": [{"body", "headers"}]}``.
"""

# ruff: noqa: F821
import json
import os

from odoo.addons.ocean_marketplace_base.lib.platform import RawOrder, load_payload


def connect(sample):
    account = env["ocean.account"].create(
        {
            "name": "Samples",
            "environment": "simulator",
            "simulator_url": "http://127.0.0.1:9",
            **sample["account"],
        }
    )
    currency = env["res.currency"].with_context(active_test=False).search([("name", "=", sample["currency"])])
    currency.active = True
    storefront = env["ocean.storefront"].create(
        {
            "name": f"Samples {account.platform} {sample['shop']}",
            "account_id": account.id,
            "external_shop_id": sample["shop"],
            "region": sample["region"],
            "currency_id": currency.id,
        }
    )
    storefront.connection = "connected"
    return storefront


def import_orders(storefront, orders):
    lane = storefront.lane_ids.filtered(lambda row: row.lane == "orders")
    lane._ensure_stubs(storefront, list(orders))
    lane._store_answer(
        [
            RawOrder(external_id=number, payload=load_payload(json.dumps(payload)))
            for number, payload in orders.items()
        ]
    )
    rows = env["ocean.order"].search([("storefront_id", "=", storefront.id)])
    for line in rows.line_ids:
        product = env["product.product"].search([("default_code", "=", line.seller_sku)], limit=1)
        line.product_id = product or env["product.product"].create(
            {"name": line.name, "default_code": line.seller_sku, "type": "consu"}
        )
    env.cr.commit()
    rows._apply_batch()
    return {row.external_id: outcome(row) for row in rows}


def outcome(row):
    return {
        "buyer": row.amount_buyer_total,
        "revenue": row.amount_revenue,
        "sale": row.sale_order_ids.amount_total,
        "state": row.sale_order_ids.state,
        "exception": row.exception_id.kind,
    }


def receive(storefront, pushes):
    events = env["ocean.event"]
    found = []
    for push in pushes:
        known = events.search([])
        accepted = events._receive(storefront.account_id, push["headers"], push["body"].encode(), "sample")
        new = events.search([]) - known
        found.append([accepted, sorted(new.mapped("topic")), new.mapped("outcome")])
    return found


found = []
for sample in json.loads(os.environ["OCEAN_SAMPLES"]):
    shop = connect(sample)
    found.append(
        {"orders": import_orders(shop, sample["orders"]), "pushes": receive(shop, sample.get("pushes", []))}
    )
print("STATE " + json.dumps(found))
