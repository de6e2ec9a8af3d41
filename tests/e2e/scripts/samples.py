"""Imports third parties' sample orders through the real importer and prints what became of them.

For an Odoo shell (`env`); OCEAN_SAMPLES is a JSON list of payloads as the reader returns them.
"""

# ruff: noqa: F821
import json
import os
from datetime import datetime, timedelta, timezone

from odoo.addons.ocean_marketplace_base.lib.platform import RawOrder, load_payload
from odoo.addons.ocean_marketplace_base.lib.schema import Grant, Token

account = env["ocean.account"].create(
    {
        "name": "Samples",
        "platform": "shopee",
        "environment": "simulator",
        "app_key": "1",
        "simulator_url": "http://127.0.0.1:9",
        "app_secret_input": "never used, nothing is called",
    }
)
token = Token(
    access_token="a", refresh_token="r", access_expires_at=datetime.now(timezone.utc) + timedelta(1)
)
found = {}
for number, sample in enumerate(json.loads(os.environ["OCEAN_SAMPLES"])):
    payload = load_payload(json.dumps(sample))
    order = payload["order"]
    env["res.currency"].with_context(active_test=False).search(
        [("name", "=", order["currency"])]
    ).active = True
    grant = Grant(external_shop_id=str(number), name=f"Shop {number}", region=order["region"], token=token)
    storefront = env["ocean.storefront"]._connect_grants(account, env.company, (grant,))
    for line in order["item_list"]:
        sku = line["model_sku"] or line["item_sku"]
        if sku and not env["product.product"].search_count([("default_code", "=", sku)]):
            env["product.product"].create({"name": sku, "default_code": sku, "type": "consu"})
    lane = storefront.lane_ids.filtered(lambda row: row.lane == "orders")
    lane._ensure_stubs(storefront, [order["order_sn"]])
    lane._store_answer([RawOrder(external_id=order["order_sn"], payload=payload)])
    env["ocean.order"].search([("storefront_id", "=", storefront.id)])._apply_batch()
    row = env["ocean.order"].search([("storefront_id", "=", storefront.id)])
    found[order["order_sn"]] = {
        "buyer": row.amount_buyer_total,
        "revenue": row.amount_revenue,
        "sale": row.sale_order_ids.amount_total,
        "state": row.sale_order_ids.state,
        "exception": row.exception_id.kind,
    }
print("STATE " + json.dumps(found))
