"""Leaves work for the catalogue and the stock lane, on a database whose shop is connected (see `prepare`).

For an Odoo shell (`env`). A new product waits to be published, all products have stock whose numbers were
never sent and are to be read back, and a rule waits to be tried on the orders of the past.
"""

# ruff: noqa: F821
import base64
import io
from datetime import timedelta

from PIL import Image

from odoo import fields

SHIRTS = "100244"  # the simulator's category of T-shirts: nothing is mandatory there
ROUNDS = 30
storefront = env["ocean.storefront"].search([])


def read_catalogue():
    """Have listings, categories and what a category asks for read."""
    cron = env.ref("ocean_marketplace_base.ir_cron_catalogue")
    triggers = env["ir.cron.trigger"]
    for _round in range(ROUNDS):
        woken = triggers.search([("cron_id", "=", cron.id)])
        woken.unlink()
        env["ocean.lane"]._cron_catalogue()
        if not woken:
            return
    raise SystemExit("the catalogue does not come to an end")


def listed():
    """The listed products, in an order that is always the same."""
    return env["ocean.listing.sku"].search([("product_id", "!=", False)]).sorted("seller_sku")


def picture(colour):
    """A square PNG, base64."""
    file = io.BytesIO()
    Image.new("RGB", (600, 600), colour).save(file, "PNG")
    return base64.b64encode(file.getvalue())


def ask_to_publish():
    """A new product with two pictures, its listing complete, waits to be published."""
    template = env["product.template"].create(
        {
            "name": "Kaos Pantai",
            "is_storable": True,
            "list_price": 95_000,
            "weight": 0.2,
            "description_sale": "Kaos katun untuk ke pantai.\nAdem dan cepat kering.",
            "image_1920": picture("navy"),
            "ocean_image_ids": [fields.Command.create({"image": picture("red")})],
        }
    )
    template.product_variant_ids.write({"default_code": "KAOS-PANTAI", "weight": 0.2})
    listing = env["ocean.listing"]._draft_for(storefront, template)
    template.ocean_profile_ids.category_id = env["ocean.category"].search([("external_id", "=", SHIRTS)])
    read_catalogue()
    missing = [problem for problem in listing._problems() if problem.blocking]
    if missing:
        raise SystemExit(f"not complete: {missing}")
    listing._ask("listing_publish")


def fill_shelf():
    """Count ten of everything that is listed; at most eight of it are shown."""
    place = storefront.warehouse_id.lot_stock_id
    for product in listed().product_id:
        env["stock.quant"]._update_available_quantity(product, place, 10)
    env["ocean.allocation.rule"].create({"name": "Cukup", "company_id": env.company.id, "cap": 8})
    storefront.stock_on = True
    listed().write({"check_due": True})


def ask_what_if():
    """Orders of the past, and a rule that is tried on them."""
    for days, sku in enumerate(listed()[:3], 2):
        moment = fields.Datetime.now() - timedelta(days=days)
        order = env["ocean.order"].create(
            {
                "storefront_id": storefront.id,
                "external_id": f"LALU{days}",
                "state": "completed",
                "date_order": moment,
                "remote_updated_at": moment,
                "needs_fetch": False,
            }
        )
        env["ocean.order.line"].create(
            {
                "order_id": order.id,
                "key": "1",
                "item_id": sku.listing_id.external_id,
                "sku_id": sku.external_id,
                "name": sku.product_id.name,
                "product_id": sku.product_id.id,
                "quantity": days,
            }
        )
    rule = env["ocean.allocation.rule"].create(
        {"name": "Gajian", "company_id": env.company.id, "cap": 1, "active": False}
    )
    rule._try_on_past(14, 10)


read_catalogue()
ask_what_if()
ask_to_publish()
fill_shelf()
env.cr.commit()
