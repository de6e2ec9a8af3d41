from odoo.tests import Form, tagged

from odoo.addons.ocean_tiktok_shop.tests.common import TiktokShopCommon


@tagged("post_install", "-at_install")
class TestRelinkMovedShop(TiktokShopCommon):
    """A shop that moved from Tokopedia's own API to TikTok Shop takes its matches along."""

    def setUp(self):
        super().setUp()
        account = self._make_account(platform="tokopedia", tokopedia_connection="open_api")
        self.old_shop = self._make_storefront(account, "8212734")
        self.drain("catalogue")
        self.new = self.skus(self.storefront)[:3]
        self.new.product_id = False
        goods = [(f"LAMA-{number}", f"Barang {number}") for number in range(3)]
        self.goods = self.env["product.product"].concat(
            *[self._make_product(code, name=name) for code, name in goods]
        )
        for sku, product in zip(self.new, self.goods, strict=True):
            self._old_item(sku, product)

    def skus(self, storefront):
        return self.env["ocean.listing.sku"].search(
            [("storefront_id", "=", storefront.id), ("seller_sku", "!=", False)]
        )

    def _old_item(self, twin, product):
        """Have the old shop list `product` with the seller SKU that the new item has."""
        listing = self.env["ocean.listing"].create(
            {
                "storefront_id": self.old_shop.id,
                "external_id": f"90{twin.id}",
                "name": product.name,
                "state": "live",
            }
        )
        self.env["ocean.listing.sku"].create(
            {
                "listing_id": listing.id,
                "external_id": f"91{twin.id}",
                "seller_sku": twin.seller_sku,
                "product_id": product.id,
            }
        )

    def moved(self):
        """Re-link all that is found; return the run."""
        form = Form(self.env["ocean.listing.relink"].with_user(self.seller))
        form.old_storefront_id = self.old_shop
        form.new_storefront_id = self.storefront
        wizard = form.save()
        self.assertEqual(set(wizard.line_ids.mapped("rule")), {"sku"})
        action = wizard.action_apply()
        return self.env["ocean.job"].browse(action["params"]["job_ids"])

    def test_the_items_of_the_new_platform_are_the_products_of_the_old_one(self):
        run = self.moved()
        self.assertEqual([sku.product_id for sku in self.new], list(self.goods))
        self.assertEqual((run.kind, run.total), ("relink", 3))
        self.assertEqual(self.skus(self.old_shop).product_id, self.goods, "the old shop keeps its matches")

    def test_undoing_leaves_what_was_edited_by_hand_and_says_so(self):
        run = self.moved()
        other = self.products[0]
        first, second, third = self.new
        first.with_user(self.seller).product_id = other
        second.with_user(self.seller).ignored = True

        action = run.with_user(self.seller).action_undo()

        self.assertEqual(first.product_id, other)
        self.assertEqual((second.product_id, second.ignored), (self.goods[1], True))
        self.assertFalse(third.product_id)
        message = action["params"]["message"]
        self.assertIn("1 match undone.", message)
        self.assertIn("2 were changed since and stay.", message)
        self.assertEqual(self.skus(self.old_shop).product_id, self.goods)

    def test_what_was_edited_and_set_back_by_hand_is_undone_too(self):
        run = self.moved()
        self.new[0].product_id = self.products[0]
        self.new[0].product_id = self.goods[0]
        run.with_user(self.seller).action_undo()
        self.assertFalse(self.new.product_id)

    def test_a_run_is_undone_only_once(self):
        run = self.moved()
        run.with_user(self.seller).action_undo()
        self.new[0].product_id = self.goods[0]
        self.assertFalse(run.may_undo)
        self.assertEqual(self.new[0].product_id, self.goods[0])
