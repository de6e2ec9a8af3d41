from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.tests.common import GROUP_USER

from .publish_common import ADD, PRICE, SHIRTS, UPDATE, UPLOAD, WRITES, PublishCommon


@tagged("post_install", "-at_install")
class TestPublish(PublishCommon):
    """Create and update."""

    def test_a_product_with_variants_and_pictures_is_created_with_everything(self):
        listing = self.published()
        item = self.item(listing)
        self.assertEqual((item.name, str(item.category_id)), ("Kaos Pantai", SHIRTS))
        self.assertIn("Adem dan cepat kering.", item.description)
        self.assertEqual(len(item.images), 6)
        self.assertEqual(
            sorted(variant.sku for variant in item.variants),
            sorted(self.template.product_variant_ids.mapped("default_code")),
        )
        self.assertEqual({variant.list_price for variant in item.variants}, {95_000})
        self.assertEqual(self.calls(UPLOAD), 6)

        self.assertEqual((listing.state, listing.push_state), ("live", "same"))
        self.assertTrue(all(sku.external_id for sku in listing.sku_ids))
        self.assertEqual(listing.sku_ids.product_id, self.template.product_variant_ids)
        self.assertFalse(listing._keys_to_send())
        self.assertFalse(self.exceptions())

    def test_a_changed_name_is_sent_alone(self):
        listing = self.published(self.single)
        self.world.journal.clear()
        self.single.name = "Kaos Satu Edisi Pantai"
        listing.with_user(self.seller)._ask("listing_publish")
        self.assertEqual(listing.push_state, "sending")
        self.send()
        self.assertEqual(self.item(listing).name, "Kaos Satu Edisi Pantai")
        self.assertEqual((self.calls(UPDATE), self.calls(ADD, PRICE, UPLOAD)), (1, 0))
        self.assertEqual(listing.push_state, "same")

    def test_a_price_of_the_pricelist_is_sent_and_read_back(self):
        listing = self.published(self.single)
        self.storefront.pricelist_id.item_ids = [
            fields.Command.create(
                {"applied_on": "3_global", "compute_price": "percentage", "percent_price": 10}
            )
        ]
        self.env.invalidate_all()
        listing.with_user(self.seller)._ask("listing_publish", keys=["price"])
        self.send()
        self.assertEqual(self.item(listing).variants[0].list_price, 85_500)
        self.assertEqual(listing.sku_ids.list_price, 85_500)

    def test_pictures_that_the_shop_has_are_not_sent_again(self):
        self.published()
        other = self._make_template("Kaos Kembar")
        other.image_1920 = self.template.image_1920
        before = self.calls(UPLOAD)
        self.published(other)
        self.assertEqual(self.calls(UPLOAD), before)

    def test_publishing_what_is_the_same_asks_nothing(self):
        listings = self.published() | self.published(self.single)
        self.world.journal.clear()
        run = self.env["ocean.job"].with_user(self.seller)._open_listings("listing_publish", listings)
        self.assertEqual((run.state, run.done), ("done", 2))
        self.assertEqual(self.env["ocean.command"].search_count([("state", "=", "pending")]), 0)
        self.assertEqual(self.calls("*"), 0)

    def test_what_is_incomplete_is_told_before_anything_is_sent(self):
        listing = self.draft(self.single)
        self.single.weight = 0
        listing.with_user(self.seller)._ask("listing_publish")
        self.send()
        self.assertEqual(listing.command_ids.state, "failed")
        self.assertIn("weight", listing.command_ids.answer)
        self.assertEqual(self.calls(*WRITES), 0)
        [row] = self.exceptions(kind="listing_refused")
        self.assertIn("Kaos Satu", row.detail)
        self.assertEqual(row.action_fix()["res_id"], listing.id)

        self.single.weight = 0.2
        row.action_retry()
        self.send()
        self.assertTrue(listing.external_id)
        self.assertFalse(self.exceptions())

    def test_a_category_that_lost_its_permission_is_told_in_the_words_of_the_platform(self):
        listing = self.draft(self.single)
        self.store.switches.blocked_categories = SHIRTS
        listing.with_user(self.seller)._ask("listing_publish")
        self.send()
        self.assertEqual(listing.command_ids.technical_code, "error_category_is_block")
        [row] = self.exceptions(kind="listing_refused")
        self.assertIn("not allowed to list", row.detail)
        self.assertEqual(row.count, 1)
        self.assertFalse(listing.create_key)

    def test_a_sku_that_the_shop_uses_already_is_told_with_its_item(self):
        self.single.product_variant_ids.default_code = "TAS-KANVAS"
        listing = self.draft(self.single)
        listing.with_user(self.seller)._ask("listing_publish")
        self.send()
        self.assertEqual(self.calls(ADD), 0)
        self.assertIn("already has an item with the SKU TAS-KANVAS", listing.command_ids.answer)

    def test_an_item_that_vanished_on_the_platform_is_told(self):
        listing = self.published(self.single)
        self.item(listing).status = "SELLER_DELETE"
        self.single.name = "Kaos Satu Baru"
        listing.with_user(self.seller)._ask("listing_publish")
        self.send()
        self.assertEqual(listing.command_ids[:1].state, "failed")
        self.assertTrue(self.exceptions(kind="listing_refused"))

    def test_a_price_below_the_floor_stays_and_the_rest_is_published(self):
        listing = self.published(self.single)
        product = self.single.product_variant_ids
        product.ocean_floor_price = 90_000
        self.single.write({"list_price": 50_000, "name": "Kaos Satu Murah"})
        listing.with_user(self.seller)._ask("listing_publish")
        self.send()
        item = self.item(listing)
        self.assertEqual((item.name, item.variants[0].list_price), ("Kaos Satu Murah", 95_000))
        self.assertEqual(listing.command_ids[:1].state, "done")
        [row] = self.exceptions(kind="price_refused")
        self.assertIn("below the floor price", row.detail)

        listing.sku_ids.with_user(self.seller)._accept_prices("Clearance")
        row.action_retry()
        self.send()
        self.assertEqual(item.variants[0].list_price, 50_000)
        self.assertFalse(self.exceptions())

    def test_a_user_may_not_publish(self):
        user = self._make_user("kasir", GROUP_USER)
        listing = self.draft(self.single)
        with self.assertRaises(AccessError):
            listing.with_user(user)._ask("listing_publish")
        with self.assertRaises(AccessError):
            self.single.with_user(user).action_ocean_publish()
        with self.assertRaises(AccessError):
            self.env["ocean.listing.preview"].with_user(user)._open(listing.with_user(user))


@tagged("post_install", "-at_install")
class TestStates(PublishCommon):
    """Hide, show, delete, recover."""

    def test_many_are_hidden_in_one_call_and_shown_again(self):
        listings = self.published() | self.published(self.single)
        run = self.env["ocean.job"].browse(listings.with_user(self.seller).action_hide()["res_id"])
        self.world.journal.clear()
        self.send()
        self.assertEqual({self.item(listing).status for listing in listings}, {"UNLIST"})
        self.assertEqual(self.calls("/api/v2/product/unlist_item"), 1)
        self.assertEqual((run.state, run.done), ("done", 2))
        self.assertEqual(set(listings.mapped("state")), {"hidden"})

        listings.with_user(self.seller).action_show()
        self.send()
        self.assertEqual({self.item(listing).status for listing in listings}, {"NORMAL"})

    def test_one_that_is_refused_does_not_stop_the_others(self):
        listings = self.published() | self.published(self.single)
        self.item(listings[0]).listed_from = self.store.now + 600  # under review again
        run = self.env["ocean.job"].browse(listings.with_user(self.seller).action_hide()["res_id"])
        self.send()
        self.assertEqual((run.state, run.done, run.failed), ("partial", 1, 1))
        self.assertTrue(run.failed_ids.answer_text)
        self.assertTrue(self.exceptions(kind="listing_refused"))

        self.item(listings[0]).listed_from = 0
        run.action_retry_failed()
        self.send()
        self.assertEqual((run.state, run.done), ("done", 2))

    def test_deleting_deletes_here_and_there_without_alarm(self):
        listing = self.published(self.single)
        listing.with_user(self.seller).action_delete()
        self.send()
        self.assertEqual(self.item(listing).status, "SELLER_DELETE")
        self.drain("catalogue")
        self.assertEqual(listing.state, "deleted")
        self.assertFalse(self.exceptions())

    def test_a_draft_that_no_platform_knows_just_goes(self):
        listing = self.draft(self.single)
        listing.with_user(self.seller).action_delete()
        self.assertFalse(listing.exists())

    def test_the_contrary_is_forgotten_while_it_waits(self):
        listing = self.published(self.single)
        hide = listing.with_user(self.seller)._ask("listing_hide")
        listing.with_user(self.seller)._ask("listing_show")
        self.assertEqual(hide.state, "cancelled")

    def test_what_the_platform_cannot_do_has_no_button(self):
        self.assertTrue(self.storefront.can_publish)
        self.assertFalse(self.storefront.can_recover)

    def test_bringing_back_what_the_platform_cannot_is_refused_at_once(self):
        listing = self.published(self.single)
        listing.sudo().state = "deleted"
        with self.assertRaisesRegex(UserError, "cannot bring deleted listings back"):
            listing.with_user(self.seller).action_recover()
        self.assertNotIn("listing_recover", listing.command_ids.mapped("kind"))

    def test_the_rest_of_a_run_can_be_cancelled(self):
        listings = self.published() | self.published(self.single)
        run = self.env["ocean.job"].browse(listings.with_user(self.seller).action_hide()["res_id"])
        run.with_user(self.seller).action_cancel_rest()
        self.send()
        self.assertEqual((run.state, run.cancelled), ("cancelled", 2))
        self.assertEqual({self.item(listing).status for listing in listings}, {"NORMAL"})


@tagged("post_install", "-at_install")
class TestChangingVariants(PublishCommon):
    """A product gets options and loses them again, or some of its variants: the platform follows."""

    def change(self, template):
        """Publish what `template` is now; return what the shop sells: {SKU: places of its options}."""
        for number, product in enumerate(template.product_variant_ids, 1):
            product.write({"default_code": product.default_code or f"UBAH-{number}", "weight": 0.2})
        listing = self.env["ocean.listing"]._draft_for(self.storefront, template)
        listing.with_user(self.seller)._ask("listing_publish")
        self.send()
        self.send()
        self.assertEqual(len(listing), 1)
        self.assertEqual(listing.command_ids[:1].state, "done", listing.command_ids[:1].answer)
        self.env.invalidate_all()
        self.assertFalse(listing._differing_keys())
        self.assertEqual(listing.sku_ids.product_id, template.product_variant_ids)
        self.assertTrue(all(listing.sku_ids.mapped("external_id")))
        self.assertFalse(self.exceptions())
        return {variant.sku: variant.tier_index for variant in self.item(listing).variants}

    def test_a_simple_product_gets_options_and_loses_them_again(self):
        listing = self.published(self.single)
        attribute = self.env["product.attribute"].create(
            {
                "name": "Panjang",
                "value_ids": [fields.Command.create({"name": name}) for name in ("1 m", "2 m")],
            }
        )
        self.single.attribute_line_ids = [
            fields.Command.create({"attribute_id": attribute.id, "value_ids": attribute.value_ids.ids})
        ]
        self.assertEqual(self.change(self.single), {"UBAH-1": (0,), "UBAH-2": (1,)})

        self.single.attribute_line_ids.unlink()
        self.single.product_variant_ids.default_code = "KAOS-SATU-BARU"
        self.assertEqual(self.change(self.single), {"KAOS-SATU-BARU": ()})
        self.assertEqual(listing.sku_ids.seller_sku, "KAOS-SATU-BARU")

    def test_a_value_that_the_product_lost_is_no_choice_any_more_until_it_is_back(self):
        self.published()
        line = self.template.attribute_line_ids[1]
        value = line.value_ids[2]
        line.value_ids = [fields.Command.unlink(value.id)]
        self.assertEqual(len(self.change(self.template)), 4)
        line.value_ids = [fields.Command.link(value.id)]
        self.assertEqual(len(self.change(self.template)), 6)

    def test_a_product_of_another_company_is_refused_by_name(self):
        self.single.company_id = self._make_company("Kedai Lain", "base.sg", "base.SGD")
        dialog = self.env["ocean.listing.publish"].create(
            {"product_tmpl_ids": self.single.ids, "storefront_ids": self.storefront.ids}
        )
        with self.assertRaisesRegex(UserError, "company of: .*Kaos Satu"):
            dialog.action_check()
        with self.assertRaises(UserError):
            self.env["ocean.listing"]._draft_for(self.storefront, self.single)
