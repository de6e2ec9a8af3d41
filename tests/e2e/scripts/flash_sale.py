"""Have three storefronts sell the same products from one warehouse, and send them numbers.

For an Odoo shell (`env`) on a database with connected shops and their listings. OCEAN_SALE is JSON:
``shops`` {platform: number of its shop}, ``products`` how many, ``units`` of each, ``mode`` (`shared`,
`partitioned` or `last`), ``last`` units kept in the last mode,
``buffer`` in the partitioned. Prints what is sold where.
"""

# ruff: noqa: F821
import json
import os

wanted = json.loads(os.environ["OCEAN_SALE"])
several = ("BATIK-PARANG",)  # lies in two warehouses of one platform
products = env["product.product"].create(
    [
        {"name": f"Kilat {wanted['mode']} {number:02d}", "type": "consu", "is_storable": True}
        for number in range(wanted["products"])
    ]
)
shops = env["ocean.storefront"]
table = []
for platform, number in wanted["shops"].items():
    shop = env["ocean.storefront"].search(
        [("platform", "=", platform), ("external_shop_id", "=", str(number)), ("parent_id", "=", False)]
    )
    domain = [("storefront_id", "=", shop.id), ("listing_id.state", "=", "live"), ("seller_sku", "!=", False)]
    listed = env["ocean.listing.sku"].search(domain, order="seller_sku")
    listed = listed.filtered(lambda sku: not sku.seller_sku.startswith(several))[: len(products)]
    for sku, product in zip(listed, products, strict=True):
        sku.product_id = product
        table.append(
            {
                "platform": platform,
                "shop": str(number),
                "storefront": shop.id,
                "product": product.id,
                "id": sku.id,
                "sku": sku.seller_sku,
                "item": sku.listing_id.external_id,
                "variant": sku.external_id,
            }
        )
    shops |= shop
place = shops[0].warehouse_id.lot_stock_id
for product in products:
    env["stock.quant"]._update_available_quantity(product, place, wanted["units"])
rules = {
    "shared": [],
    "partitioned": [{"percent": 100 // len(shops), "partitioned": True, "buffer": wanted["buffer"]}],
    "last": [{"takes": "next", "last_units": wanted["last"], "last_storefront_id": shops[0].id}],
}
env["ocean.allocation.rule"].search([("name", "=", "Kilat")]).unlink()  # of the sale before
for values in rules[wanted["mode"]]:
    env["ocean.allocation.rule"].create({"name": "Kilat", "company_id": env.company.id, **values})
shops.stock_on = True
env.cr.commit()
env.cr.execute("ANALYZE")
env.cr.commit()
print("SALE", json.dumps(table))
