from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ShopeeCommon


@tagged("post_install", "-at_install")
class TestExceptions(ShopeeCommon):
    """One row per cause, however many orders wait for it."""

    def test_fifty_orders_with_one_unknown_sku_are_one_row(self):
        numbers = self.place(50, skus=["TOPI-01"])
        self.sync()

        row = self.exceptions()
        self.assertEqual(len(row), 1)
        self.assertEqual(row.count, 50)
        total = sum(self.brief(number)["buyer_total"] for number in numbers)
        self.assertEqual(row.amount, total)

    def test_matching_the_sku_lets_all_of_them_through_and_closes_the_row(self):
        self.drain("catalogue")
        numbers = self.place(8, skus=["TOPI-01"])
        self.sync()
        row = self.exceptions()
        user = self._make_user("matcher", "ocean_marketplace_base.group_user,base.group_user")
        sku = row.with_user(user)._unmatched_skus()
        self.assertEqual(len(sku), 1)

        sku.with_user(user).product_id = self._make_product("LAIN-SAMA-SEKALI")
        self.drain("apply")

        self.assertEqual(row.state, "resolved")
        self.assertEqual(row.count, 0)
        for number in numbers:
            self.assert_matches_platform(number)

    def test_500_orders_with_one_bad_sku_are_one_row_that_drains_to_zero(self):
        self.storefront.confirm_at = "never"  # quotations: 500 transfers are not what is tested here
        self.place(500, skus=["TOPI-01"])
        self.sync()
        row = self.exceptions()
        self.assertEqual((len(row), row.count), (1, 500))
        self.assertEqual(row.amount, sum(row.order_ids.mapped("amount_buyer_total")))
        last = max(row.order_ids.mapped("exception_at"))
        self.assertEqual(row.last_seen, last)
        self.assertLessEqual(row.first_seen, row.last_seen)
        many = self.queries_of_the_inbox()

        row.order_ids[3:]._clear_exception()
        row.invalidate_recordset()
        self.assertEqual(row.count, 3)
        self.assertEqual(self.queries_of_the_inbox(), many, "however many orders wait")

        self.env["ocean.order"].search([("storefront_id", "=", self.storefront.id)]).write(
            {"needs_apply": True}
        )
        self.drain("apply")
        self.assertEqual(row.count, 500)
        self._make_product("TOPI-01")
        row.with_user(self.seller).action_retry()
        self.drain("apply")
        self.assertEqual((row.state, row.count, row.amount), ("resolved", 0, 0))
        self.assertFalse(self.exceptions())
        self.assertIn(self.seller.name, row.closed_text)

    def queries_of_the_inbox(self):
        """Return how many queries the list takes, with all its columns."""
        columns = ("severity", "summary", "count", "amount", "first_seen", "last_seen", "fix_hint", "state")
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self.env["ocean.exception"].web_search_read(
            [("state", "=", "open")], {name: {} for name in (*columns, "closed_text", "user_id")}
        )
        return self.cr.sql_log_count - before

    def test_reporting_many_orders_of_one_cause_takes_no_query_per_order(self):
        orders = self.env["ocean.order"].create(
            [{"storefront_id": self.storefront.id, "external_id": f"U{at}"} for at in range(300)]
        )
        exceptions = self.env["ocean.exception"]
        row = exceptions._report(self.storefront, "currency", "USD", "USD", orders=orders[:1])
        self.env.flush_all()
        before = self.cr.sql_log_count

        exceptions._report(self.storefront, "currency", "USD", "USD", orders=orders[1:])
        self.env.flush_all()

        self.assertLess(self.cr.sql_log_count - before, 20)
        row.invalidate_recordset()
        self.assertEqual(row.count, 300)

    def test_rows_are_sorted_by_severity_and_by_what_is_at_stake(self):
        small = self.imported(skus=["TOPI-01"]).exception_id
        self.place(3, skus=["TOPI-02"])
        self.sync()
        big = self.exceptions() - small
        light = self.env["ocean.exception"]._report(self.storefront, "no_split", "X", "X")
        self.assertEqual(self.exceptions(), big + small + light)

    def test_a_row_says_who_mended_it_or_that_it_vanished(self):
        row = self.imported(skus=["TOPI-01"]).exception_id
        product = self._make_product("TOPI-01")
        self.drain("apply")
        self.assertIn("by itself", row.closed_text)

        product.default_code = "LAIN"
        self.imported(skus=["TOPI-01"])
        row.with_user(self.seller).action_retry()
        self.drain("apply")
        self.assertEqual((row.state, row.touched_by_id.id), ("open", False), "trying alone mends nothing")
        product.default_code = "TOPI-01"
        row.with_user(self.seller).action_retry()
        self.drain("apply")
        self.assertEqual(row.closed_by_id, self.seller)
        self.assertIn(self.seller.name, row.closed_text)

    def test_retrying_many_causes_only_marks_the_work(self):
        self.imported(skus=["TOPI-01"])
        self.imported(skus=["TOPI-02"])
        rows = self.exceptions()
        self.assertEqual(len(rows), 2)
        for sku in ("TOPI-01", "TOPI-02"):
            self._make_product(sku)
        rows.with_user(self.seller).action_retry()
        self.assertEqual(rows.mapped("state"), ["open", "open"])
        self.assertTrue(all(rows.order_ids.mapped("needs_apply")))
        self.assertTrue(self.woken("apply"))
        self.drain("apply")
        self.assertEqual(rows.mapped("state"), ["resolved", "resolved"])

    def test_every_kind_opens_a_place_to_mend_it(self):
        order = self.imported()
        user = self._make_user("mender", "ocean_marketplace_base.group_user")
        exceptions = self.env["ocean.exception"]
        for kind, _label in exceptions._selection_kind():
            row = exceptions._report(self.storefront, kind, order.external_id, "1", orders=order)
            with self.subTest(kind=kind):
                self.assertTrue(row.summary and row.what_it_stops and row.fix_hint)
                if kind not in ("auth_ended", "auth_ending"):  # managers approve, on the platform's page
                    action = row.with_user(user).action_fix()
                    self.assertIn(action["type"], ("ir.actions.act_window", "ir.actions.client"))

    def test_a_refused_request_counts_the_order_it_is_about(self):
        order = self.imported()
        row = self.env["ocean.exception"]._report(
            self.storefront, "command_refused", f"{order.external_id}:cancel", "No"
        )
        self.assertEqual((row.count, row.amount), (1, order.amount_buyer_total))
        self.assertEqual(row.affected_ids, order)

    def test_a_cause_that_returns_reopens_its_row(self):
        self.storefront.user_id = self.seller
        first = self.imported(skus=["TOPI-01"])
        row = first.exception_id
        self.assertEqual(row.activity_ids.user_id, self.seller)
        product = self._make_product("TOPI-01")
        row.action_retry()
        self.drain("apply")
        self.assertEqual(row.state, "resolved")
        self.assertFalse(row.activity_ids)
        product.default_code = "BUKAN-LAGI"

        second = self.imported(skus=["TOPI-01"])

        self.assertEqual(second.exception_id, row)
        self.assertEqual((row.state, row.count), ("open", 1))
        self.assertFalse(row.closed_text)
        self.assertEqual(row.activity_ids.user_id, self.seller, "somebody is told again")

    def test_an_ignored_cause_stays_ignored_while_new_orders_join_it(self):
        row = self.imported(skus=["TOPI-01"]).exception_id
        row.ignore_reason = "Tidak dijual lagi"
        row.with_user(self.seller).action_ignore()

        self.imported(skus=["TOPI-01"])

        self.assertEqual((row.state, row.count), ("ignored", 2))
        self.assertFalse(self.exceptions())

    def test_an_order_that_waits_for_something_else_leaves_the_first_row(self):
        order = self.imported(skus=["TOPI-01"])
        row = order.exception_id
        self.change(
            order.external_id, "edit", overrides={"detail": {"item_list.0.model_quantity_purchased": -1}}
        )

        self.sync()

        self.assertEqual(order.exception_id.kind, "payload_invalid")
        self.assertEqual(row.state, "resolved", "nobody waits for it any more")

    def test_one_poisoned_order_of_a_batch_is_set_aside_and_24_go_through(self):
        numbers = self.place(25)
        poisoned = numbers[12]
        self.drain("orders")
        sale_model = type(self.env["sale.order"])
        original = sale_model.create

        def create(records, vals_list):
            if any(values.get("client_order_ref") == poisoned for values in vals_list):
                raise RuntimeError("Aturan perusahaan")
            return original(records, vals_list)

        with self.rolled_back():
            self.patch(sale_model, "create", create)
            self.drain("apply")

            self.assertEqual(self.order(poisoned).exception_id.kind, "apply_failed")
            self.assertIn("Aturan perusahaan", self.exceptions().summary)
            self.assertFalse(self.sale(poisoned))
            for number in set(numbers) - {poisoned}:
                self.assert_matches_platform(number)

            self.patch(sale_model, "create", original)
            self.exceptions().with_user(self.seller).action_retry()
            self.drain("apply")
            self.assertFalse(self.exceptions())
            self.assert_matches_platform(poisoned)

    @mute_logger("odoo.addons.ocean_marketplace_base.models.ocean_lane_orders")
    def test_one_order_that_cannot_be_stored_is_set_aside_and_its_neighbours_stay(self):
        numbers = self.place(5)
        poisoned = numbers[2]
        order_model = type(self.env["ocean.order"])
        original = order_model._parsed_values

        def parsed_values(order, parsed, digest):
            if order.external_id == poisoned:
                raise ZeroDivisionError
            return original(order, parsed, digest)

        self.patch(order_model, "_parsed_values", parsed_values)
        self.sync()
        self.assertEqual(self.order(poisoned).exception_id.kind, "order_unreadable")
        for number in set(numbers) - {poisoned}:
            self.assert_matches_platform(number)

        self.patch(order_model, "_parsed_values", original)
        self.exceptions().with_user(self.seller).action_retry()
        self.drain("orders", "apply")
        self.assertFalse(self.exceptions())
        self.assert_matches_platform(poisoned)

    def test_an_order_the_platform_does_not_show_waits_and_is_read_again_on_retry(self):
        number = self.place_one()
        with self.own_env() as env:
            self.lane().with_env(env)._discover(float("inf"))
        kept = self.store.orders.pop(number)

        self.drain("orders", "apply")

        order = self.order(number)
        self.assertEqual(order.exception_id.kind, "order_unreadable")
        self.assertFalse(order.needs_fetch)
        self.store.orders[number] = kept
        self.exceptions().with_user(self.seller).action_retry()
        self.drain("orders", "apply")
        self.assertFalse(self.exceptions())
        self.assert_matches_platform(number)

    def test_users_retry_but_only_managers_ignore(self):
        row = self.imported(skus=["TOPI-01"]).exception_id
        user = self._make_user("ignorer", "ocean_marketplace_base.group_user")
        mine = row.with_user(user)
        mine.ignore_reason = "malas"

        with self.assertRaisesRegex(Exception, "managers"):
            mine.action_ignore()
        with self.assertRaisesRegex(Exception, "managers"):
            mine.write({"state": "ignored"})
        mine.action_assign_to_me()
        mine.action_snooze()
        mine.action_retry()
        self.assertEqual((row.state, row.user_id), ("open", user))
        self.assertTrue(self.woken("apply"))

    def test_ignoring_needs_a_reason(self):
        row = self.imported(skus=["TOPI-01"]).exception_id
        with self.assertRaisesRegex(Exception, "why"):
            row.with_user(self.seller).action_ignore()
        self.assertEqual(row.state, "open")
