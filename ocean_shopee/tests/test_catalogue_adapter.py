from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.lib.stock_keeper import StockChange

from .common import SHOP, ShopeeCommon


@tagged("post_install", "-at_install")
class TestCatalogueAdapter(ShopeeCommon):
    """The catalogue and the stock keeper of a shop, as the adapter makes them of records."""

    def setUp(self):
        super().setUp()
        self.adapter = self.env["ocean.platform.shopee"]
        token = self.storefront.access_token
        self.catalogue = self.adapter._catalogue(self.storefront, token)
        self.keeper = self.adapter._stock_keeper(self.storefront, token)
        self.item = next(
            item for item in self.store.items.values() if item.shop_id == SHOP and item.sku == "TAS-KANVAS"
        )

    def test_listings_can_be_published_and_stock_be_sent(self):
        self.assertLessEqual({"publish", "stock", "listings", "orders", "push"}, self.adapter._features())
        self.assertNotIn("recover", self.adapter._features())

    def test_a_listing_is_read_in_the_market_of_the_storefront(self):
        number = str(self.item.item_id)
        listing = self.catalogue.read([number])[number]
        self.assertEqual(listing.content.variants[0].price, self.item.variants[0].list_price)
        self.assertEqual(listing.url, f"https://shopee.co.id/product/{SHOP}/{number}")
        self.assertEqual(self.catalogue.limits.price_digits, 0)

    def test_a_listing_is_found_by_its_seller_sku(self):
        found = self.catalogue.find(["TAS-KANVAS", "NO-SUCH"])
        self.assertEqual(found, {"TAS-KANVAS": str(self.item.item_id)})

    def test_a_quantity_is_sent(self):
        change = StockChange(item_id=str(self.item.item_id), sku_id="0", quantity=17)
        (result,) = self.keeper.push([change])
        self.assertEqual((result.error, result.confirmed), (None, 17))
        self.assertEqual(self.item.variants[0].stock, 17)
        (level,) = self.keeper.read([str(self.item.item_id)])
        self.assertEqual(level.quantity, 17)

    def test_only_the_real_platform_is_given_time_before_variants(self):
        self.assertEqual(self.catalogue.settle, 0)
        self.account.environment = "production"
        slow = self.adapter._catalogue(self.storefront, self.storefront.access_token)
        self.assertEqual(slow.settle, 5)
