from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.lib.schema import Topic
from odoo.addons.ocean_marketplace_base.models.ocean_lane_catalogue import CHUNK

from .common import SHOP
from .listings import ListingCommon


@tagged("post_install", "-at_install")
class TestListings(ListingCommon):
    """Listings follow the platform: content, variants, review; what vanishes is asked for first."""

    def test_content_variants_prices_and_page_are_read(self):
        self.pull()

        item, listing = self.item("KAOS-POLOS"), self.listing("KAOS-POLOS")
        content = listing._remote_content()
        self.assertEqual(content.description, item.description)
        self.assertEqual(content.category_id, str(item.category_id))
        self.assertEqual(content.weight, 180)
        self.assertEqual([option.name for option in content.options], ["Ukuran"])
        self.assertEqual(listing.state, "live")
        self.assertTrue(listing.published_at)
        self.assertTrue(listing.url.startswith("https://"))
        sku = listing.sku_ids.filtered(lambda row: row.seller_sku == "KAOS-POLOS-M")
        self.assertEqual((sku.options, sku.list_price, sku.platform_price), (["M"], 65_000, 49_000))

    def test_reading_again_writes_nothing_where_nothing_changed(self):
        self.pull(full=True)
        self.pull(full=True)
        before = {row.id: row.write_date for row in self.env["ocean.listing"].search([])}
        variants = self.env["ocean.listing.sku"].search([])
        dates = variants.mapped("write_date")
        lane = self.lane("catalogue")
        listings = lane._call(lambda reader: list(reader.listings()))

        with self.assertQueryCount(40):
            lane._store_listings(listings)
            self.env.flush_all()

        self.env.invalidate_all()
        self.assertEqual({row.id: row.write_date for row in self.env["ocean.listing"].search([])}, before)
        self.assertEqual(variants.mapped("write_date"), dates)

    def test_the_number_of_queries_does_not_grow_with_the_number_of_listings(self):
        self.pull()
        lane = self.lane("catalogue")
        listings = lane._call(lambda reader: list(reader.listings()))

        counts = []
        for some in (listings[:3], listings):
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            lane._store_listings(some)
            counts.append(self.env.cr.sql_log_count - start)

        self.assertLessEqual(len(listings), CHUNK)
        self.assertLessEqual(counts[1], counts[0] + 2)

    def test_between_two_full_readings_only_changed_items_are_read_whole(self):
        self.pull()
        self.edit("TAS-KANVAS", description="Kanvas 14 oz.")
        self.world.journal.clear()

        self.pull()

        self.assertEqual(self.listing("TAS-KANVAS")._remote_content().description, "Kanvas 14 oz.")
        self.assertEqual(self.calls("/api/v2/product/get_item_base_info"), 1)
        self.assertEqual(self.calls("/api/v2/product/get_model_list"), 0)
        self.assertTrue(self.listing("KAOS-POLOS").sku_ids, "an outline takes no variants away")

    def test_what_changed_on_the_platform_is_in_the_history(self):
        self.pull()
        self.edit("TAS-KANVAS", name="Tote Bag Kanvas Premium")
        self.pull()

        row = self.listing("TAS-KANVAS").history_ids
        self.assertEqual((row.what, row.side, row.label), ("changed", "theirs", "Name"))
        self.assertEqual(row.before_text, "Tote Bag Kanvas Tebal Resleting")
        self.assertEqual(row.after_text, "Tote Bag Kanvas Premium")
        self.assertFalse(row.user_id)

    def test_what_nobody_had_before_is_a_dash_in_the_history(self):
        self.pull()
        listing = self.listing("TAS-KANVAS")
        self.env["ocean.listing.history"]._note(
            listing, "sent", {"weight": (None, 300), "variants": (None, None)}
        )
        listing.history_ids.invalidate_recordset()

        rows = {row.part: row for row in listing.history_ids}
        self.assertEqual((rows["weight"].before_text, rows["weight"].after_text), ("–", "300 g"))
        self.assertEqual((rows["variants"].before_text, rows["variants"].after_text), ("–", "–"))

    # === VARIANTS THAT COME AND GO === #

    def test_a_variant_that_was_matched_stays_archived_and_comes_back(self):
        self.pull()
        item, listing = self.item("KAOS-POLOS"), self.listing("KAOS-POLOS")
        sku = listing.sku_ids.filtered(lambda row: row.seller_sku == "KAOS-POLOS-M")
        product = sku.product_id
        gone = [variant for variant in item.variants if variant.sku in ("KAOS-POLOS-M", "KAOS-POLOS-XL")]
        with self.world.lock:
            item.variants = [variant for variant in item.variants if variant not in gone]
        self.edit("KAOS-POLOS", description="Dua ukuran.")
        self.pull()

        self.assertEqual(set(listing.sku_ids.mapped("seller_sku")), {"KAOS-POLOS-S", "KAOS-POLOS-L"})
        everything = listing.with_context(active_test=False).sku_ids
        self.assertIn(sku, everything, "it is matched: orders may name it")
        self.assertNotIn("KAOS-POLOS-XL", everything.mapped("seller_sku"), "nothing pointed at it")

        with self.world.lock:
            item.variants += gone
        self.edit("KAOS-POLOS", description="Empat ukuran.")
        self.pull()
        self.assertTrue(sku.active)
        self.assertEqual(sku.product_id, product)
        self.assertEqual(len(listing.sku_ids), 4)

    def test_a_simple_item_that_gets_variants_and_loses_them_keeps_its_product(self):
        self.pull()
        item, listing = self.item("TAS-KANVAS"), self.listing("TAS-KANVAS")
        alone = listing.sku_ids
        simple, tiers = item.variants, item.tiers
        other = self.item("KAOS-POLOS")
        with self.world.lock:
            item.tiers, item.variants = (
                other.tiers,
                [
                    type(variant)(
                        **{**vars(variant), "model_id": variant.model_id + 7, "sku": f"TAS-{variant.name}"}
                    )
                    for variant in other.variants
                ],
            )
        self.edit("TAS-KANVAS", description="Empat ukuran.")
        self.pull()

        self.assertFalse(alone.active)
        self.assertEqual(alone.product_id.default_code, "TAS-KANVAS")
        self.assertEqual(len(listing.sku_ids), 4)

        with self.world.lock:
            item.tiers, item.variants = tiers, simple
        self.edit("TAS-KANVAS", description="Satu ukuran lagi.")
        self.pull()
        self.assertEqual(listing.sku_ids, alone)
        self.assertEqual(alone.product_id.default_code, "TAS-KANVAS")

    def test_an_order_of_a_variant_that_was_given_up_still_finds_its_product(self):
        number = self.place_one()
        self.pull()
        item, listing = self.item("KAOS-POLOS"), self.listing("KAOS-POLOS")
        sku = listing.sku_ids.filtered(lambda row: row.seller_sku == "KAOS-POLOS-M")
        sku.product_id.default_code = "LAIN"
        with self.world.lock:
            item.variants = [variant for variant in item.variants if variant.sku != "KAOS-POLOS-M"]
        self.edit("KAOS-POLOS", description="Tanpa M.")
        self.pull()
        self.sync()

        self.assertFalse(sku.active)
        self.assertEqual(self.order(number).line_ids.product_id, sku.product_id)

    # === GONE === #

    def test_an_item_that_vanished_is_asked_for_and_then_gone(self):
        self.pull()
        number = self.item("TAS-KANVAS").item_id
        listing = self.listing("TAS-KANVAS")
        with self.world.lock:
            del self.store.items[number]
        self.pull()
        self.assertEqual(listing.state, "live", "a reading of changes says nothing of what is missing")

        self.pull(full=True)
        self.assertEqual(listing.state, "deleted")
        self.assertEqual(listing.history_ids[0].what, "gone")
        row = self.exceptions(kind="listing_gone")
        self.assertIn(listing.name, row.summary)
        self.assertEqual(row.action_fix()["res_id"], listing.id)

    def test_an_item_deleted_at_the_seller_centre_is_told_once(self):
        self.pull()
        self.at_seller_centre("delete_item", "TAS-KANVAS")
        self.pull(full=True)
        self.pull(full=True)

        self.assertEqual(self.listing("TAS-KANVAS").state, "deleted")
        self.assertEqual(len(self.exceptions(kind="listing_gone")), 1)

    def test_an_old_item_that_nobody_matched_goes_silently(self):
        self.pull()
        self.at_seller_centre("delete_item", "SANDAL-JEPIT")
        self.pull(full=True)

        self.assertEqual(self.listing("SANDAL-JEPIT").state, "deleted")
        self.assertFalse(self.exceptions(kind="listing_gone"))

    def test_an_item_that_came_back_closes_its_row(self):
        self.pull()
        self.at_seller_centre("delete_item", "TAS-KANVAS")
        self.pull(full=True)
        row = self.exceptions(kind="listing_gone")
        with self.world.lock:
            self.item("TAS-KANVAS").status = "NORMAL"
        self.pull(full=True)

        self.assertEqual(self.listing("TAS-KANVAS").state, "live")
        self.assertEqual(row.state, "resolved")

    # === SINGLE ITEMS === #

    def test_check_now_reads_just_that_item(self):
        self.pull()
        listing = self.listing("TAS-KANVAS")
        self.edit("TAS-KANVAS", name="Tote Bag Baru")
        self.world.journal.clear()

        listing.with_user(self.seller).action_check_now()
        self.drain("catalogue")

        self.assertEqual(listing.name, "Tote Bag Baru")
        self.assertFalse(listing.needs_fetch)
        self.assertEqual(self.calls("/api/v2/product/get_item_base_info"), 1)
        self.assertEqual(self.calls("/api/v2/product/get_item_list"), 0)

    def test_a_push_about_a_listing_reads_it_again(self):
        self.pull()
        listing = self.listing("TAS-KANVAS")
        self.edit("TAS-KANVAS", name="Tote Bag Baru")
        self.push(Topic.LISTING, listing.external_id)
        self.drain("orders", "catalogue")

        self.assertEqual(listing.name, "Tote Bag Baru")

    def test_a_push_about_an_unknown_item_looks_for_new_ones_after_a_pause(self):
        self.pull()
        lane = self.lane("catalogue")
        planned = lane.next_try
        self.push(Topic.LISTING, "777")
        self.drain("orders")
        self.assertLess(lane.next_try, planned)
        self.assertGreater(lane.next_try, lane.last_run)

    def push(self, topic, number):
        self.env["ocean.event"].create(
            {
                "account_id": self.account.id,
                "storefront_id": self.storefront.id,
                "topic": topic.value,
                "external_id": number,
                "dedupe_key": f"{topic.value}:{number}",
                "signature_ok": True,
            }
        )

    # === REVIEW === #

    def test_a_review_is_followed_to_its_end(self):
        item = self.item("TAS-KANVAS")
        with self.world.lock:
            item.listed_from = self.store.now + 3600
        self.pull()
        listing = self.listing("TAS-KANVAS")
        self.assertEqual(listing.state, "checking")
        first = listing.check_at
        self.make_due(listing)
        self.drain("catalogue")
        self.assertEqual(listing.state, "checking")
        self.assertGreater(listing.check_at, first, "later and later")

        self.at_seller_centre("review_item", "TAS-KANVAS", verdict="pass")
        self.make_due(listing)
        self.drain("catalogue")
        self.assertEqual(listing.state, "live")
        self.assertFalse(listing.check_at)

    def test_a_refused_review_says_why_until_it_is_live_again(self):
        self.pull()
        reason = {
            "type": "Images",
            "reason": "Image 2 shows a phone number",
            "suggestion": "Replace the image",
        }
        self.at_seller_centre("review_item", "TAS-KANVAS", verdict="ban", **reason)
        self.pull()

        listing = self.listing("TAS-KANVAS")
        self.assertEqual(listing.state, "blocked")
        self.assertTrue(listing.refused)
        self.assertIn("Image 2 shows a phone number.", listing.review_text)
        self.assertEqual(listing.alerts["review"]["level"], "danger")
        row = self.exceptions(kind="listing_review")
        self.assertEqual(row.action_fix()["res_id"], listing.id)

        item = self.item("TAS-KANVAS")
        with self.world.lock:
            item.violations = []
        self.edit("TAS-KANVAS", status="NORMAL")
        self.pull()
        self.assertEqual(row.state, "resolved")
        self.assertFalse(listing.review_text)

    # === DOUBLE SKUS === #

    def test_a_sku_of_two_variants_is_told_and_over_when_it_is_mended(self):
        self.edit("SANDAL-JEPIT", sku="SAMA")
        self.pull()
        row = self.exceptions(kind="listing_sku_duplicate")
        self.assertIn("SAMA", row.summary)
        action = row.action_fix()
        self.assertEqual(
            set(self.env[action["res_model"]].search(action["domain"]).listing_id),
            {self.listing("SANDAL-JEPIT")},
        )

        for variant in self.item("SANDAL-JEPIT").variants:
            self.edit("SANDAL-JEPIT", model_id=variant.model_id, sku=f"SANDAL-{variant.name}")
        self.pull()
        self.assertEqual(row.state, "resolved")

    # === RIGHTS AND SCREENS === #

    def test_who_keeps_the_content_is_the_managers_decision(self):
        self.pull()
        listing = self.listing("TAS-KANVAS")
        user = self._make_user("clerk", "ocean_marketplace_base.group_user")
        with self.assertRaises(AccessError):
            listing.with_user(user).action_manage()
        listing.with_user(self.seller).action_manage()
        self.assertTrue(listing.managed)
        listing.with_user(self.seller).action_leave()
        self.assertFalse(listing.managed)

    def test_the_screens_show_figures_pictures_and_facts(self):
        order = self.imported()
        self.pull()
        listing = self.listing("KAOS-POLOS").with_user(self.seller)

        self.assertEqual(listing.matched_text, "2/4")
        self.assertIn("49", listing.price_text)
        self.assertEqual(listing.sold_month, sum(order.line_ids.mapped("quantity")))
        self.assertIn("<img", listing.pictures)
        self.assertIn("180 g", listing.facts)
        self.assertFalse(listing.alerts)

    def test_reading_all_is_a_run_of_its_own(self):
        self.pull()
        action = self.env["ocean.listing"].with_user(self.seller).action_read_all()
        self.assertFalse(self.lane("catalogue").watermark, "all is read, not only what changed")
        self.drain("catalogue")

        run = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(run.state, "done")
        self.assertEqual(run.storefront_ids.mapped("external_shop_id"), [str(SHOP)])
