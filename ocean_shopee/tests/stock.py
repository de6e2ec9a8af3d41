from odoo import fields

from .common import ShopeeCommon


class StockCommon(ShopeeCommon):
    """Listings of the simulator that are matched to products with stock, and numbers that are sent."""

    def setUp(self):
        super().setUp()
        self.drain("catalogue")
        self.stock = self.storefront.warehouse_id.lot_stock_id
        self.kaos = self.products[0]

    def put(self, product, units, place=None):
        """Have `units` more of `product` lie in a place."""
        self.env["stock.quant"]._update_available_quantity(product, place or self.stock, units)

    def switch_on(self):
        self.storefront.stock_on = True
        self.push()

    def push(self):
        """Work out and send everything that is marked."""
        self.env.cr.flush()
        self.lane("stock").write({"next_try": False, "failures": 0})
        self.drain("stock")

    def sku(self, product=None, storefront=None):
        domain = [
            ("storefront_id", "=", (storefront or self.storefront).id),
            ("product_id", "=", (product or self.kaos).id),
        ]
        return self.env["ocean.listing.sku"].search(domain)

    def variant(self, sku=None):
        """Return the variant of the simulator behind a row."""
        sku = sku or self.sku()
        return self.store.items[int(sku.listing_id.external_id)].variant(int(sku.external_id))

    def shown(self, product=None):
        """Return what the platform shows for `product`."""
        return self.variant(self.sku(product)).stock

    def calls(self, path="*/update_stock"):
        return self.world.journal.report(path)["count"]

    def rule(self, **values):
        return self.env["ocean.allocation.rule"].create(
            {"name": "Uji", "company_id": self.company.id, **values}
        )

    def later(self, **delta):
        return fields.Datetime.add(fields.Datetime.now(), **delta)
