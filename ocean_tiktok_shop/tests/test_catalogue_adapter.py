from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.lib.errors import AuthRevoked
from odoo.addons.ocean_marketplace_base.lib.schema import ListingStatus
from odoo.addons.ocean_marketplace_base.lib.stock_keeper import StockChange

from .common import SHOP, TiktokShopCommon


@tagged("post_install", "-at_install")
class TestCatalogueAdapter(TiktokShopCommon):
    """The catalogue and the stock keeper of a shop, as the adapter makes them of records."""

    def setUp(self):
        super().setUp()
        self.adapter = self.env["ocean.platform.tiktok_shop"]
        token = self.storefront.access_token
        self.catalogue = self.adapter._catalogue(self.storefront, token)
        self.keeper = self.adapter._stock_keeper(self.storefront, token)
        self.product = next(
            product
            for product in self.store.products.values()
            if product.shop_id == SHOP and product.skus[0].seller_sku == "TAS-KANVAS"
        )

    def test_listings_can_be_published_recovered_and_stock_be_sent(self):
        self.assertLessEqual(
            {"publish", "recover", "stock", "listings", "orders", "push"}, self.adapter._features()
        )

    def test_a_listing_is_read_in_the_market_of_the_storefront(self):
        listing = self.catalogue.read([self.product.id])[self.product.id]
        self.assertEqual((listing.status, listing.currency), (ListingStatus.LIVE, "IDR"))
        self.assertEqual(listing.content.variants[0].price, self.product.skus[0].price)
        self.assertEqual((self.catalogue.limits.price_digits, self.catalogue.limits.name_min), (0, 25))

    def test_a_listing_is_found_by_its_seller_sku(self):
        self.assertEqual(self.catalogue.find(["TAS-KANVAS", "NO-SUCH"]), {"TAS-KANVAS": self.product.id})

    def test_a_quantity_is_sent(self):
        change = StockChange(item_id=self.product.id, sku_id=self.product.skus[0].id, quantity=17)
        (result,) = self.keeper.push([change])
        self.assertFalse(result.error)
        self.assertEqual(self.product.skus[0].available, 17)
        (level,) = self.keeper.read([self.product.id])
        self.assertEqual(level.quantity, 17)

    def test_an_approval_that_does_not_cover_the_shop_is_not_tried_again(self):
        self.storefront.tiktok_cipher = "ROW_someone_else"
        token = self.storefront.access_token
        with self.assertRaises(AuthRevoked):
            self.adapter._catalogue(self.storefront, token).find(["TAS-KANVAS"])
        with self.assertRaises(AuthRevoked):
            list(self.adapter._catalogue(self.storefront, token).categories())
