"""Prints what a database still knows of its storefronts and orders; for an Odoo shell (`env`)."""

# ruff: noqa: F821
import json

from odoo.exceptions import UserError

storefronts = env["ocean.storefront"].with_context(active_test=False).search([])
orders = env["ocean.order"].search([])


def refusal():
    """What is said when somebody presses Reconnect while the platform's addon is not there."""
    try:
        storefronts[:1].action_reconnect()
    except UserError as error:
        return str(error)
    return ""


# Forms and lists open without the platform's addon.
orders.web_read({"display_name": {}, "platform_mark": {}, "masked_payload": {}, "timeline_ids": {}})
storefronts.web_read({"health": {}, "platform_label": {}, "orders_today": {}, "identity_text": {}})
env["ocean.lane"]._cron_orders()
env["ocean.order"]._cron_apply()
print(
    "STATE "
    + json.dumps(
        {
            "storefronts": [[shop.platform, shop.active, shop.connection] for shop in storefronts],
            "orders": sorted(orders.mapped("external_id")),
            "lines": len(orders.line_ids),
            "payloads": len(env["ocean.payload"].search([])),
            "listings": len(env["ocean.listing"].search([])),
            "sales": sorted(orders.sale_order_ids.mapped("client_order_ref")),
            "refusal": refusal(),
            "addresses": env["ocean.account"].search([]).mapped("access_key"),
        }
    )
)
