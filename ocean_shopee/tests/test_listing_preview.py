import time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .publish_common import PublishCommon


@tagged("post_install", "-at_install")
class TestPreview(PublishCommon):
    """Dialogs before anything is sent."""

    def open(self, action):
        return self.env[action["res_model"]].with_user(self.seller).browse(action["res_id"])

    def test_the_preview_lists_only_what_differs_and_sends_only_what_is_chosen(self):
        listing, other = self.published(self.single), self.published()
        self.single.write({"name": "Kaos Satu Baru", "list_price": 90_000})
        self.env.invalidate_all()
        listings = (listing | other).with_user(self.seller)
        dialog = self.open(listings.action_publish_changes())
        self.assertEqual(sorted(dialog.line_ids.mapped("content_key")), ["name", "price"])
        self.assertEqual(dialog.unchanged_count, 1)
        price = dialog.line_ids.filtered(lambda line: line.content_key == "price")
        self.assertIn("95,000", price.now)
        self.assertIn("90,000", price.then)

        price.chosen = False
        dialog.action_push_selected()
        self.send()
        item = self.item(listing)
        self.assertEqual((item.name, item.variants[0].list_price), ("Kaos Satu Baru", 95_000))

    def test_prices_in_red_are_left_out_without_a_reason(self):
        listing = self.published(self.single)
        self.single.product_variant_ids.ocean_floor_price = 94_000
        self.single.list_price = 40_000
        self.env.invalidate_all()
        dialog = self.open(listing.with_user(self.seller).action_send_prices())
        self.assertEqual(dialog.line_ids.mapped("danger"), ["price"])
        with self.assertRaisesRegex(UserError, "reason"):
            dialog.action_push_all()
        dialog.accept_reason = "Last pieces"
        dialog.action_push_all()
        self.send()
        self.assertEqual(self.item(listing).variants[0].list_price, 40_000)
        self.assertEqual(listing.sku_ids.accepted_reason, "Last pieces")

    def test_a_price_that_falls_by_more_than_half_is_in_red(self):
        listing = self.published(self.single)
        self.single.list_price = 40_000
        self.env.invalidate_all()
        dialog = self.open(listing.with_user(self.seller).action_publish_changes())
        self.assertEqual(dialog.line_ids.mapped("danger"), ["drop"])

    def test_without_changes_there_is_no_dialog(self):
        listing = self.published(self.single)
        with self.assertRaisesRegex(UserError, "Nothing differs"):
            listing.with_user(self.seller).action_publish_changes()

    def test_incomplete_products_are_named_and_cannot_be_chosen(self):
        self.draft(self.single)
        both = (self.single | self.template).with_user(self.seller)
        dialog = self.open(both.action_ocean_publish())
        self.assertEqual(dialog.storefront_ids, self.storefront)
        dialog.action_check()
        states = {line.product_tmpl_id: line.state for line in dialog.line_ids}
        self.assertEqual(states, {self.single: "ready", self.template: "incomplete"})
        wrong = dialog.line_ids.filtered(lambda line: line.state == "incomplete")
        self.assertIn("category", wrong.missing)
        self.assertEqual(wrong.action_open()["res_id"], wrong.listing_id.id)
        wrong.chosen = True
        with self.assertRaisesRegex(UserError, "Complete"):
            dialog.action_publish()
        wrong.chosen = False
        dialog.action_publish()
        self.send()
        self.assertEqual(len(self.items_with("KAOS-SATU-1")), 1)


@tagged("post_install", "-at_install")
class TestNightly(PublishCommon):
    """What differs is found at night, and sent where that is switched on."""

    def test_changed_prices_are_shown_or_sent_by_themselves(self):
        listing = self.published(self.single)
        self.single.list_price = 90_000
        self.env.invalidate_all()
        with self.own_env() as env:
            env["ocean.job"]._cron_nightly()
        self.assertEqual(listing.push_state, "differs")
        self.assertEqual(self.item(listing).variants[0].list_price, 95_000)

        self.storefront.listing_push = "automatic"
        with self.own_env() as env:
            env["ocean.job"]._cron_nightly()
        self.send()
        self.assertEqual(self.item(listing).variants[0].list_price, 90_000)
        self.assertEqual(listing.push_state, "same")

    def test_a_steep_price_drop_waits_for_a_person(self):
        """The products of the seeded items cost 999 here, much less than there."""
        self.storefront.listing_push = "automatic"
        [bag] = self.items_with("TAS-KANVAS")
        price = bag.variants[0].list_price
        with self.own_env() as env:
            env["ocean.job"]._cron_nightly()
        self.send()
        self.assertEqual(bag.variants[0].list_price, price)
        listing = self.env["ocean.listing"].search([("external_id", "=", str(bag.item_id))])
        self.assertEqual(listing.push_state, "differs")


@tagged("post_install", "-at_install")
class TestMany(PublishCommon):
    """500 listings."""

    COUNT = 500

    def many(self):
        """Return listings that both sides agree on."""
        listing = self.published(self.single)
        remote = listing.remote
        templates = self.env["product.template"].create(
            [
                {
                    "name": f"Massal {number}",
                    "type": "consu",
                    "list_price": 95_000,
                    "taxes_id": False,
                    "default_code": f"MASSAL-{number}",
                    "weight": 0.2,
                    "company_id": False,
                }
                for number in range(self.COUNT)
            ]
        )
        return self.env["ocean.listing"].create(
            [
                {
                    "storefront_id": self.storefront.id,
                    "external_id": str(7_000_000 + number),
                    "name": template.name,
                    "state": "live",
                    "remote": {**remote, "name": template.name},
                    "product_tmpl_id": template.id,
                    "sku_ids": [
                        fields.Command.create(
                            {
                                "external_id": "0",
                                "seller_sku": template.default_code,
                                "product_id": template.product_variant_id.id,
                                "list_price": 95_000,
                            }
                        )
                    ],
                }
                for number, template in enumerate(templates)
            ]
        )

    def test_500_unchanged_listings_send_nothing_and_take_few_queries(self):
        listings = self.many().with_user(self.seller)
        self.env["ocean.job"].with_user(self.seller)._open_listings("listing_publish", listings)
        self.env.flush_all()
        self.env.invalidate_all()
        self.world.journal.clear()
        with self.assertQueryCount(60):
            self.assertFalse(listings._wanted_keys("listing_publish"))
        run = self.env["ocean.job"].with_user(self.seller)._open_listings("listing_publish", listings)
        self.assertEqual((run.state, run.done), ("done", self.COUNT))
        self.assertFalse(self.env["ocean.command"].search([("state", "=", "pending")]))
        self.assertEqual(self.calls("*"), 0)

    def test_500_products_are_checked_and_queued_in_seconds(self):
        self.published(self.single)
        category = self.single.ocean_profile_ids.category_id
        templates = self.env["product.template"].create(
            [
                {
                    "name": f"Baru {number}",
                    "type": "consu",
                    "list_price": 95_000,
                    "taxes_id": False,
                    "default_code": f"BARU-{number}",
                    "weight": 0.2,
                    "description_sale": "Kaos katun.",
                    "image_1920": self.single.image_1920 if not number else False,
                    "company_id": False,
                }
                for number in range(self.COUNT)
            ]
        )
        action = templates.with_user(self.seller).action_ocean_publish()
        dialog = self.env[action["res_model"]].with_user(self.seller).browse(action["res_id"])
        started = time.monotonic()
        dialog.action_check()
        self.assertEqual((len(dialog.line_ids), dialog.incomplete_count), (self.COUNT, self.COUNT))
        templates.ocean_profile_ids.category_id = category
        dialog.action_check()
        ready = dialog.line_ids.filtered(lambda line: line.state == "ready")
        self.assertEqual(ready.listing_id.name, "Baru 0")
        self.assertLess(time.monotonic() - started, 30)
