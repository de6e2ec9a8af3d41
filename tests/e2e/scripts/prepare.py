"""Connects the simulator's first shop by its tokens, with a product for each listed variant.

For an Odoo shell (`env`).
"""

# ruff: noqa: F821
import json
import os
from datetime import datetime, timedelta, timezone

from odoo.addons.ocean_marketplace_base.lib.schema import Grant, Token

info = json.loads(os.environ["OCEAN_SIMULATOR"])["shopee"]
known = env["ocean.account"].search([("platform", "=", "shopee"), ("app_key", "=", str(info["partner_id"]))])
account = known or env["ocean.account"].create(
    {
        "name": "Simulator",
        "platform": "shopee",
        "environment": "simulator",
        "app_key": str(info["partner_id"]),
        "simulator_url": info["base_url"],
        "app_secret_input": info["partner_key"],
        "push_secret_input": info["push_key"],
    }
)
ends = datetime.now(timezone.utc) + timedelta(hours=4)
token = Token(access_token=info["access_token"], refresh_token=info["refresh_token"], access_expires_at=ends)
grant = Grant(
    external_shop_id=str(info["shop_id"]),
    name="Ombak",
    region="ID",
    token=token,
    authorized_until=ends + timedelta(days=300),
)
storefront = env["ocean.storefront"]._connect_grants(account, env.company, (grant,))
for listing in storefront._reader().listings():
    for sku in listing.skus:
        known = env["product.product"].search_count([("default_code", "=", sku.seller_sku)])
        if sku.seller_sku != "TOPI-01" and not known:
            env["product.product"].create(
                {
                    "name": sku.seller_sku,
                    "default_code": sku.seller_sku,
                    "type": "consu",
                    "is_storable": True,
                    "company_id": False,
                }
            )
env.cr.commit()
