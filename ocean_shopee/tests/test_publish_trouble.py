from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.tests import tagged

from .publish_common import ADD, UPDATE, PublishCommon

VARIANTS = "/api/v2/product/init_tier_variation"
REFRESH = "/api/v2/auth/access_token/get"


@tagged("post_install", "-at_install")
class TestPublishTrouble(PublishCommon):
    """Two workers, a token that dies on the way, products that change hands: nothing is published twice."""

    def assert_once(self, template):
        """Check that the shop has one item of the product, and one request made it."""
        for product in template.product_variant_ids:
            self.assertEqual(len(self.items_with(product.default_code)), 1)
        self.assertEqual(self.calls(ADD), 1)

    def ask(self, template):
        listing = self.draft(template)
        self.world.journal.clear()
        return listing, listing.with_user(self.seller)._ask("listing_publish")

    # === TWO WORKERS === #

    def test_of_two_workers_with_one_request_the_second_yields(self):
        listing, asked = self.ask(self.template)
        with self.own_env() as first:
            asked.with_env(first)._process()
        with self.own_env() as second:
            late = asked.with_env(second)
            late._fields["state"]._update_cache(late, "pending")  # its snapshot is older
            original, conflicts = type(late).write, [SerializationFailure()]

            def write(rows, values):
                if conflicts and values.get("state") == "sending":
                    raise conflicts.pop()  # as PostgreSQL does to who writes second
                return original(rows, values)

            with patch.object(type(late), "write", write):
                late._send()
            self.assertFalse(conflicts)
        self.assertEqual((asked.state, asked.tries), ("done", 1))
        self.assert_once(self.template)
        self.assertTrue(listing.external_id)

    def test_a_second_request_for_the_same_listing_is_the_first_one(self):
        listing, asked = self.ask(self.single)
        self.assertEqual(listing.with_user(self.seller)._ask("listing_publish"), asked)
        self.send()
        self.assert_once(self.single)

    # === TOKENS === #

    def test_a_token_that_dies_before_the_item_is_made_is_refreshed(self):
        listing, asked = self.ask(self.single)
        self.faults.add("expired_token", path=ADD, count=1)
        self.send()
        self.assertEqual((asked.state, asked.answer), ("done", False))
        self.assertEqual(len(self.items_with(self.single.product_variant_ids.default_code)), 1)
        self.assertEqual(self.calls(REFRESH), 1)
        self.assertEqual(self.storefront.connection, "connected")
        self.assertTrue(listing.external_id)

    def test_a_token_that_dies_between_the_item_and_its_variants_is_refreshed(self):
        listing, asked = self.ask(self.template)
        self.faults.add("expired_token", path=VARIANTS, count=2)  # until there is a new one
        with self.assertLogs("odoo.addons.ocean_shopee.lib.catalogue_write", "WARNING"):
            self.send()
        self.assertEqual((asked.state, asked.answer, asked.tries), ("done", False, 1))
        self.assert_once(self.template)
        self.assertEqual(len(self.item(listing).variants), 6)
        self.assertEqual(self.calls(REFRESH), 1)
        self.assertEqual(self.storefront.connection, "connected")
        self.assertFalse(self.exceptions())

    def test_a_token_that_dies_while_an_item_is_changed_is_refreshed(self):
        listing = self.published(self.single)
        self.single.name = "Kaos Satu Edisi Pantai"
        self.world.journal.clear()
        self.faults.add("expired_token", path=UPDATE, count=1)
        asked = listing.with_user(self.seller)._ask("listing_publish")
        self.send()
        self.assertEqual((asked.state, self.calls(REFRESH)), ("done", 1))
        self.assertEqual(self.item(listing).name, "Kaos Satu Edisi Pantai")

    def test_a_token_that_dies_among_many_items_stops_none_of_them(self):
        listings = self.published() | self.published(self.single)
        listings.with_user(self.seller).action_delete()
        delete = "/api/v2/product/delete_item"
        self.world.journal.clear()
        self.faults.add("expired_token", path=delete, match="*", count=1)
        self.send()
        self.send()
        self.assertEqual({self.item(listing).status for listing in listings}, {"SELLER_DELETE"})
        self.assertEqual(self.storefront.connection, "connected")

    # === COMPANIES === #

    def test_a_product_that_went_to_another_company_is_not_published(self):
        other = self.env["res.company"].create({"name": "Toko Sebelah"})
        listing = self.published(self.single)
        self.world.journal.clear()
        self.single.write({"company_id": other.id, "name": "Kaos Milik Sebelah"})
        asked = listing.with_user(self.seller)._ask("listing_publish")
        self.send()
        self.assertEqual((asked.state, self.calls(UPDATE)), ("failed", 0))
        self.assertIn("Toko Sebelah", asked.answer)
        [row] = self.exceptions(kind="listing_refused")
        self.assertIn("Toko Sebelah", row.detail)
        self.assertEqual(self.item(listing).name, "Kaos Satu")

        self.single.company_id = False
        row.action_retry()
        self.send()
        self.assertEqual(self.item(listing).name, "Kaos Milik Sebelah")
        self.assertFalse(self.exceptions())

    def test_a_product_of_another_company_is_not_created_on_the_platform(self):
        other = self.env["res.company"].create({"name": "Toko Sebelah"})
        _listing, asked = self.ask(self.single)
        self.single.company_id = other
        self.send()
        self.assertEqual((asked.state, self.calls(ADD)), ("failed", 0))
        self.assertIn("belongs to Toko Sebelah", asked.answer)
