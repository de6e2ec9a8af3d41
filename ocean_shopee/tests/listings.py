from datetime import timedelta

from odoo import fields

from .common import SHOP, ShopeeCommon


class ListingCommon(ShopeeCommon):
    """Listings of a simulated shop, edited in its Seller Centre and read by the catalogue lane."""

    def setUp(self):
        super().setUp()
        # Prices as listed, so that nothing differs before a test makes it differ.
        for product in self.products:
            product.list_price = self.variant(product.default_code).list_price

    # === THE PLATFORM'S SIDE === #

    def item(self, sku):
        """Return the simulator's item with this SKU of its own."""
        return next(item for item in self.store.items.values() if item.shop_id == SHOP and item.sku == sku)

    def variant(self, sku):
        """Return the simulator's variant with this SKU."""
        items = [item for item in self.store.items.values() if item.shop_id == SHOP]
        return next(variant for item in items for variant in item.variants if variant.sku == sku)

    def at_seller_centre(self, act, sku, /, **options):
        """Do something to an item there: ``edit_item``, ``delete_item`` or ``review_item``."""
        with self.world.lock:
            self.shopee.configure({"shop": SHOP, act: {"item": self.item(sku).item_id, **options}})

    def edit(self, sku, /, **changes):
        self.at_seller_centre("edit_item", sku, **changes)

    # === OUR SIDE === #

    def pull(self, full=False):
        """Let the catalogue lane run now; `full` as once a day."""
        lane = self.lane("catalogue")
        lane.write({"next_try": False, "failures": 0, **({"watermark": False} if full else {})})
        self.drain("catalogue")

    def listing(self, sku):
        number = str(self.item(sku).item_id)
        return self.env["ocean.listing"].search(
            [("storefront_id", "=", self.storefront.id), ("external_id", "=", number)]
        )

    def calls(self, path="*"):
        """Return how often the platform was asked since its journal was cleared."""
        return len(self.world.journal.calls(path))

    def make_due(self, listing):
        """Let the time pass until `listing` is looked at again."""
        listing.check_at = fields.Datetime.now() - timedelta(seconds=1)
