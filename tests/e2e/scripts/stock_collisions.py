"""A user's transaction and the stock lane overlap in both orders; prints whether both could commit.

For an Odoo shell (`env`) on a database with a connected shop and matched listings.
"""

# ruff: noqa: F821
import json

from psycopg2.errors import SerializationFailure

storefront = env["ocean.storefront"].search([], limit=1)
storefront.stock_on = True
product = env["product.product"].search([("is_storable", "=", True), ("default_code", "!=", False)], limit=1)
listing = env["ocean.listing"].create(
    {"storefront_id": storefront.id, "external_id": "4711", "name": "Balapan", "state": "live"}
)
sku = env["ocean.listing.sku"].create(
    {"listing_id": listing.id, "external_id": "0", "product_id": product.id}
)
place = storefront.warehouse_id.lot_stock_id
env["stock.quant"]._update_available_quantity(product, place, 10)
env.cr.commit()


def settle(cr):
    env(cr=cr)["ocean.stock.dirty"]._settle()
    cr.commit()


def receive(cr, units):
    """A user's work up to its commit: stock changes and leaves a mark."""
    user = env(cr=cr)
    user["stock.quant"]._update_available_quantity(
        user["product.product"].browse(product.id), user["stock.location"].browse(place.id), units
    )
    cr.flush()


def both(first, second):
    """Return whether both transactions commit, the second having begun before the first ended."""
    with env.registry.cursor() as one, env.registry.cursor() as two:
        two.execute("SELECT 1")  # its snapshot is taken before the first changes anything
        try:
            first(one)
            second(two)
            two.commit()
        except SerializationFailure:
            return False
    return True


def user_first(cr):
    receive(cr, 5)
    cr.commit()


outcome = {
    "lane commits while the user works": both(settle, lambda cr: receive(cr, 5)),
    "user commits while the lane works": both(user_first, settle),
}
with env.registry.cursor() as cr:
    settle(cr)
    settle(cr)
env.cr.rollback()
env.invalidate_all()
outcome["number"] = sku.desired_qty
outcome["marks left"] = env["ocean.stock.dirty"].search_count([])
print("OUTCOME", json.dumps(outcome))
