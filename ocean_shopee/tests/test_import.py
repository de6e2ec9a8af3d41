from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import SQL

from .common import BEHIND, SHOP, ShopeeCommon


@tagged("post_install", "-at_install")
class TestImport(ShopeeCommon):
    """Discover, fetch and apply against the simulator."""

    def discover(self, stop):
        with self.own_env() as env:
            self.lane().with_env(env)._discover(stop)

    def test_discover_leaves_a_stub_per_order_and_moves_the_watermark_with_the_whole_window(self):
        numbers = self.place(3)
        self.faults.add("server_error", path="*get_order_detail")

        self.discover(stop=float("inf"))

        orders = self.env["ocean.order"].search([("storefront_id", "=", self.storefront.id)])
        self.assertEqual(set(orders.mapped("external_id")), set(numbers))
        self.assertFalse(any(orders.mapped("state")), "a stub has only its number")
        self.assertTrue(all(orders.mapped("needs_fetch")))
        self.assertAlmostEqual(self.lane().watermark, fields.Datetime.now(), delta=timedelta(seconds=10))

    def test_an_unfinished_window_keeps_the_watermark_and_is_resumed_at_its_cursor(self):
        numbers = self.place(130)  # two pages of at most 100
        before = self.lane().watermark

        self.discover(stop=0)  # the time is up after the first page
        lane = self.lane()
        self.assertTrue(lane.cursor["cursor"])
        self.assertEqual(lane.watermark, before)
        self.assertFalse(lane.next_try, "the rest of the window is due at once")
        self.assertEqual(self.env["ocean.log"].search([], limit=1).result, "partial")
        first_page = self.env["ocean.order"].search_count([("storefront_id", "=", self.storefront.id)])
        self.assertLess(first_page, len(numbers))

        self.world.journal.clear()
        self.discover(stop=float("inf"))
        lane = self.lane()
        self.assertFalse(lane.cursor)
        self.assertTrue(lane.watermark)
        found = self.env["ocean.order"].search([("storefront_id", "=", self.storefront.id)])
        self.assertEqual(set(found.mapped("external_id")), set(numbers))
        self.assertEqual(self.world.journal.report("*get_order_list", "*", 0)["count"], -(-130 // 100) - 1)

    def test_a_window_that_fails_halfway_leaves_the_watermark_where_it_was(self):
        self.sync()
        before = self.lane().watermark
        self.place(130)
        self.faults.add("server_error", path="*get_order_list")

        self.lane().next_try = False
        self.drain("orders")

        lane = self.lane()
        self.assertEqual(lane.watermark, before)
        self.assertEqual(lane.failures, 1)
        self.assertGreater(lane.next_try, fields.Datetime.now())

    def test_reading_unchanged_orders_again_writes_nothing_but_the_queue_flags(self):
        self.place(5, skus=["KAOS-POLOS-M", "TAS-KANVAS"])
        self.sync()
        before = self._versions()

        self.sync()

        self.assertEqual(self._versions(), before)

    def _versions(self):
        """Return what tells row versions apart in every table an import writes, but the orders' queue."""
        self.env.flush_all()
        versions = {}
        for table in ("ocean_order_line", "ocean_payload", "sale_order", "sale_order_line", "res_partner"):
            query = SQL("SELECT id, ctid::text FROM %s ORDER BY id", SQL.identifier(table))
            versions[table] = self.env.execute_query(query)
        orders = self.env["ocean.order"].search([("storefront_id", "=", self.storefront.id)])
        versions["digests"] = orders.mapped("digest")
        versions["queues"] = [(order.needs_fetch, order.needs_apply) for order in orders]
        return versions

    def test_an_answer_older_than_what_is_stored_is_ignored(self):
        order = self.imported()
        newer = order.remote_updated_at
        earlier = int(newer.timestamp()) - 3600
        self.change(
            order.external_id,
            "edit",
            overrides={"detail": {"update_time": earlier, "order_status": "CANCELLED"}},
        )

        order.write({"needs_fetch": True})
        self.drain("orders", "apply")

        self.assertEqual(order.state, "to_ship")
        self.assertEqual(order.remote_updated_at, newer)
        self.assertFalse(order.needs_fetch)

    def test_a_new_status_is_found_by_polling_and_taken_over(self):
        order = self.imported()
        self.change(order.external_id, "advance", steps=2)

        self.sync()

        self.assertEqual(order.state, "shipped")
        self.assertEqual(len(order.payload_ids), 2)

    def test_every_version_of_the_platform_data_is_kept(self):
        order = self.imported()
        self.change(order.external_id, "edit", buyer_note="Tolong cepat")
        self.sync()

        self.assertEqual(order.buyer_note, "Tolong cepat")
        bodies = order.payload_ids.mapped("body")
        self.assertEqual(len(set(bodies)), 2)
        self.assertEqual(order.payload_ids[0].digest, order.digest)

    def test_unpaid_orders_are_kept_and_become_sales_orders_when_they_are_paid(self):
        order = self.imported(status="UNPAID")
        self.assertEqual((order.state, order.import_state), ("unpaid", "kept"))
        self.assertFalse(order.sale_order_ids)

        self.change(order.external_id, "advance", to="READY_TO_SHIP")
        self.sync()

        self.assertEqual(order.sale_order_ids.state, "sale")
        self.assert_matches_platform(order.external_id)

    def test_unpaid_orders_become_quotations_if_the_storefront_wants_them(self):
        self.storefront.unpaid_policy = "quotation"
        order = self.imported(status="UNPAID")
        self.assertEqual(order.sale_order_ids.state, "draft")

        self.change(order.external_id, "advance", to="READY_TO_SHIP")
        self.sync()

        self.assertEqual(order.sale_order_ids.state, "sale")

    def test_every_run_leaves_a_row_even_if_it_finds_nothing(self):
        self.sync()

        log = self.env["ocean.log"].search([("storefront_id", "=", self.storefront.id)], limit=1)
        self.assertEqual((log.kind, log.got, log.changed, log.result), ("discover", 0, 0, "ok"))
        self.assertTrue(log.window_from)
        self.assertTrue(log.window_to)

    def test_a_paused_storefront_is_left_alone(self):
        self.place()
        self.storefront.action_pause()
        self.world.journal.clear()

        self.drain("orders", "apply", "catalogue")

        self.assertEqual(self.world.journal.report("*", "*", 0)["count"], 0)
        self.storefront.action_resume()
        self.assertTrue(self.woken("orders"))
        self.drain("orders", "apply")
        self.assertEqual(
            len(self.env["sale.order"].search([("ocean_storefront_id", "=", self.storefront.id)])), 1
        )

    def test_listings_are_read_and_matched_by_sku(self):
        self.drain("catalogue")

        skus = self.env["ocean.listing.sku"].search([("storefront_id", "=", self.storefront.id)])
        listed = [item for item in self.store.items.values() if item.shop_id == SHOP]
        self.assertEqual(len(skus), sum(len(item.variants) for item in listed))
        matched = skus.filtered("product_id")
        self.assertEqual(set(matched.mapped("seller_sku")), set(self.products.mapped("default_code")))
        self.assertTrue(all(sku.product_id.default_code == sku.seller_sku for sku in matched))

    def test_the_simulated_clock_is_behind_so_that_windows_hold_what_happens(self):
        order = self.imported()
        age = fields.Datetime.now() - order.date_order
        self.assertAlmostEqual(age, timedelta(seconds=BEHIND), delta=timedelta(seconds=20))
