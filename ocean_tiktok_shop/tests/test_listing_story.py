from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.tests.listing_story import ListingStory

from .common import TiktokShopCommon

TOPS = "601226"


@tagged("post_install", "-at_install")
class TestListingStory(ListingStory, TiktokShopCommon):
    """Publishing to TikTok Shop, from a product to the simulator and back."""

    category = TOPS
    details = {"ocean_length": 30.0, "ocean_width": 25.0, "ocean_height": 4.0}

    def product_of(self, listing):
        return self.store.products[listing.external_id]

    def at_platform(self, listing, **changes):
        options = {"title": changes["name"]} if "name" in changes else {}
        if "price" in changes:
            options["skus"] = {sku.id: {"price": changes["price"]} for sku in self.product_of(listing).skus}
        with self.world.lock:
            self.tiktok.configure({"product": listing.external_id, **options})

    def test_a_product_is_published_edited_on_both_sides_repriced_and_deleted(self):
        self.tell_story()

    def test_forbidden_words_that_fail_the_audit_are_read_on_the_listing_and_mended(self):
        template = self.make_template("Kemeja Pantai Katun Replika Merek")
        listing = self.draft_of(template)
        listing.with_user(self.seller)._ask("listing_publish")
        self.send_all()
        self.world.clock.advance(60)
        if listing.external_id:
            self.read_again(listing)
        rows = self.env["ocean.exception"].search([("state", "=", "open")])
        self.assertIn("replika", " ".join([*rows.mapped("technical_text"), *rows.mapped("detail")]).lower())

        template.write(
            {
                "name": "Kemeja Pantai Katun Lengan Pendek",
                "ocean_description": "Katun lembut, jahitan rapi, nyaman dipakai setiap hari.",
            }
        )
        self.publish(listing)
        self.end_review(listing)
        self.read_again(listing)
        self.assertEqual(listing.state, "live")
        self.assertFalse(self.env["ocean.exception"].search([("state", "=", "open")]).mapped("summary"))

    def test_an_answer_that_is_lost_after_the_product_was_created_makes_no_second_one(self):
        listing = self.draft_of(self.make_template())
        before = set(self.store.products)
        self.faults.add("server_error", path="/product/202309/products", count=1, when="after")
        listing.with_user(self.seller)._ask("listing_publish")
        self.send_all()
        self.send_all()
        self.assertTrue(listing.external_id)
        self.assertEqual(set(self.store.products) - before, {listing.external_id})
        self.assertEqual(self.product_of(listing).content["title"], listing.product_tmpl_id.name)

    def items_there(self):
        return set(self.store.products)

    def test_a_token_that_dies_at_any_call_of_publishing_is_refreshed_and_nothing_is_made_twice(self):
        self.kill_token_at_each_call()
