import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged

from .common import ShopeeCommon

WRONG = {"detail": {"item_list.0.model_quantity_purchased": -1}}


class TimeMachineCommon(ShopeeCommon):
    """Orders with a history."""

    def dialog(self, action, user=None):
        return self.env[action["res_model"]].with_user(user or self.seller).browse(action["res_id"])

    def versions(self, order):
        return self.env["ocean.payload"]._versions_of(order)

    def happened(self, order, kind=None):
        order.invalidate_recordset(["timeline_ids"])
        return order.timeline_ids.filtered(lambda row: not kind or row.kind == kind)

    def changed(self, **values):
        """Return an order whose platform data changed once after its import."""
        order = self.imported()
        self.change(order.external_id, "edit", **values)
        self.sync()
        self.assertEqual(len(self.versions(order)), 2)
        return order

    def rebuild(self, orders):
        return self.dialog(orders.with_user(self.seller).action_rebuild())


@tagged("post_install", "-at_install")
class TestWhatHappened(TimeMachineCommon):
    """The story of an order."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Invoices need accounts and a journal.
        cls.env["account.chart.template"].try_loading("generic_coa", company=cls.company, install_demo=False)

    def test_it_shows_per_version_which_fields_changed(self):
        order = self.changed(seller_note="Bungkus rapi")

        last, first = self.happened(order, "read")
        self.assertFalse(first.changes)
        self.assertIn("→ Bungkus rapi", last.changes)
        self.assertEqual(last.sentence[-8:], self.versions(order)[-1].digest[:8])

    def test_buyer_data_is_masked_for_everybody(self):
        order = self.changed(address={"name": "Budi Baru", "full_address": "Jl. Rahasia 12"})

        text = str(self.happened(order).mapped("changes"))
        self.assertIn("***", text)
        self.assertNotIn("Budi Baru", text)
        self.assertNotIn("Rahasia", text)

    def test_requests_exceptions_sales_steps_and_log_lines_are_in_it(self):
        order = self.imported(skus=["TOPI-01"])
        self.assertEqual(self.happened(order, "exception").exception_id, order.exception_id)
        self._make_product("TOPI-01")
        self.drain("apply")
        self.env["ocean.command"].create(
            {"storefront_id": self.storefront.id, "order_id": order.id, "kind": "cancel"}
        )
        transfer = order.sale_order_ids.picking_ids
        transfer.move_ids.quantity = 1
        transfer.move_ids.picked = True
        transfer.with_context(skip_backorder=True, skip_sms=True).button_validate()
        order.sale_order_ids._create_invoices()
        self.env.flush_all()

        rows = self.happened(order)
        self.assertLessEqual(
            {"read", "log", "asked", "sale", "transfer", "invoice"}, set(rows.mapped("kind"))
        )
        self.assertTrue(all(row.sentence and row.who_name for row in rows))
        self.assertEqual(len(set(rows.ids)), len(rows))

    def test_a_closed_exception_of_its_own_stays_in_the_story(self):
        order = self.imported()
        row = self.env["ocean.exception"]._report(
            self.storefront, "total_gap", order.external_id, order.external_id, orders=order
        )
        order._clear_exception()
        closed = self.happened(order, "closed")
        self.assertEqual(closed.exception_id, row)
        self.assertIn("by itself", closed.sentence)

    def test_the_story_takes_no_query_per_row(self):
        order = self.changed(seller_note="satu")
        few = self.queries(order)
        for note in ("dua", "tiga", "empat"):
            self.change(order.external_id, "edit", seller_note=note)
            self.sync()
        self.assertEqual(self.queries(order), few)

    def queries(self, order):
        self.env.flush_all()
        self.env.invalidate_all()
        spec = {"sentence": {}, "who_name": {}, "changes": {}, "happened_at": {}, "outcome": {}}
        before = self.cr.sql_log_count
        order.web_read({"timeline_ids": {"fields": spec}})
        return self.cr.sql_log_count - before

    def test_two_versions_are_compared_field_by_field(self):
        order = self.changed(seller_note="Bungkus rapi", address={"name": "Budi Baru"})

        dialog = self.dialog(order.with_user(self.seller).action_compare_versions())
        texts = [(line.field, line.before, line.after) for line in dialog.line_ids]
        self.assertIn("Bungkus rapi", str(texts))
        self.assertNotIn("Budi Baru", str(texts))
        dialog.before_id = dialog.after_id
        self.assertFalse(dialog.line_ids)

    def test_only_managers_compare_rebuild_and_mend(self):
        order = self.changed(seller_note="x")
        user = self._make_user("watcher", "ocean_marketplace_base.group_user")
        theirs = order.with_user(user)
        self.assertTrue(theirs.timeline_ids.mapped("changes"))
        for act in (
            theirs.action_compare_versions,
            theirs.action_rebuild,
            theirs.timeline_ids[:1].action_compare,
        ):
            with self.assertRaises(AccessError):
                act()
        with self.assertRaises(AccessError):
            theirs.env["ocean.payload.edit"]._open(theirs)
        with self.assertRaises(AccessError):
            theirs.env["ocean.order.rebuild"].create({})


@tagged("post_install", "-at_install")
class TestRebuild(TimeMachineCommon):
    """Orders mapped once more from what is stored."""

    def assert_no_difference(self, orders):
        dialog = self.rebuild(orders)
        found = [(line.order_id.external_id, line.field, line.now, line.rebuilt) for line in dialog.line_ids]
        self.assertEqual(found, [])
        self.assertIn("no difference", dialog.result_text)
        self.assertFalse(dialog.can_apply or dialog.mended_text)

    def test_orders_in_every_status_show_no_difference(self):
        numbers = self.place(8, skus=["KAOS-POLOS-M", "TAS-KANVAS"])
        self.sync()
        for number, steps in zip(numbers[:4], range(1, 5), strict=True):
            for _step in range(steps):
                self.change(number, "advance")
                self.sync()
        self.change(numbers[5], "cancel")
        self.change(numbers[6], "request_cancel")
        self.change(numbers[7], "edit", seller_note="catatan")
        self.sync()
        orders = self.env["ocean.order"].search([("external_id", "in", numbers)])
        self.assertGreater(len(set(orders.mapped("state"))), 4)

        self.assert_no_difference(orders)

    def test_a_difference_is_shown_first_and_then_applied(self):
        order = self.imported(skus=["KAOS-POLOS-M", "TAS-KANVAS"])
        order.write({"seller_note": "salah", "amount_revenue": 1})
        order.line_ids[0].quantity = 7
        order.line_ids.create({"order_id": order.id, "key": "tidak-ada", "name": "Hantu", "item_id": "1"})

        dialog = self.rebuild(order)
        fields_found = {line.field for line in dialog.line_ids}
        self.assertEqual(len(fields_found), 4, fields_found)
        self.assertEqual(order.amount_revenue, 1, "nothing is written yet")

        dialog.action_apply()
        self.drain("apply")
        self.assert_no_difference(order)
        self.assertEqual(len(order.line_ids), 2)
        self.assert_matches_platform(order.external_id)
        self.assertEqual(len(self.versions(order)), 1, "nothing new came")

    def test_an_order_that_could_not_be_read_is_mended_when_the_reader_is(self):
        number = self.place_one()
        reader = type(self.env["ocean.platform.shopee"])

        def refuse(adapter, payload):
            raise ContractChanged("new shape", path="order.x")

        original = reader._map_order
        self.patch(reader, "_map_order", refuse)
        self.sync()
        order = self.order(number)
        self.assertEqual(order.exception_id.kind, "payload_invalid")
        self.patch(reader, "_map_order", original)

        dialog = self.rebuild(order)
        self.assertTrue(dialog.can_apply)
        self.assertIn(number, dialog.mended_text)
        dialog.action_apply()
        self.drain("apply")
        self.assertFalse(order.exception_id)
        self.assert_matches_platform(number)

    def test_data_that_is_not_kept_any_more_cannot_be_rebuilt(self):
        order = self.imported()
        self.versions(order).body = False
        dialog = self.rebuild(order)
        self.assertFalse(dialog.can_apply)
        self.assertIn("digests", dialog.result_text)

    def test_pushes_lead_to_the_orders_they_are_about(self):
        order = self.imported()
        event = self.env["ocean.event"].create(
            {"account_id": self.account.id, "topic": "order", "dedupe_key": "k", "order_id": order.id}
        )
        dialog = self.dialog(event.with_user(self.seller).action_rebuild())
        self.assertEqual(dialog.order_ids, order)
        event.order_id = False
        with self.assertRaises(UserError):
            event.with_user(self.seller).action_rebuild()


@tagged("post_install", "-at_install")
class TestProcessAgain(TimeMachineCommon):
    """Pushes that were not understood when they came."""

    def unread(self, body):
        self.env["ocean.event"]._store_unread(self.account, ContractChanged("new shape"), body, "10.0.0.1")
        return self.env["ocean.event"].search(
            [("topic", "=", "unread"), ("account_id", "=", self.account.id)]
        )

    def test_an_unread_push_is_read_anew(self):
        number = self.place_one()
        with self.world.lock:
            push = self.shopee.send_push({"url": self.account.push_url, "dry": True, "order": number})[0]
        event = self.unread(push["body"].encode())
        self.assertEqual(event.outcome, "failed")

        event.with_user(self.seller).action_process_again()

        self.assertEqual(event.outcome, "noted")
        found = self.env["ocean.event"].search([("topic", "=", "order"), ("external_id", "=", number)])
        self.assertEqual((len(found), found.storefront_id, found.outcome), (1, self.storefront, "new"))
        self.drain("orders", "apply")
        self.assert_matches_platform(number)
        event.with_user(self.seller).action_process_again()
        self.assertEqual(found.search_count([("external_id", "=", number)]), 1, "once is enough")

    def test_what_still_cannot_be_read_stays_failed_and_says_why(self):
        event = self.unread(b'{"code": 3, "shop_id": "?"')
        event.with_user(self.seller).action_process_again()
        self.assertEqual(event.outcome, "failed")
        self.assertTrue(event.outcome_text)


@tagged("post_install", "-at_install")
class TestMendByHand(TimeMachineCommon):
    """Quarantined data that a manager edits."""

    def broken(self, **values):
        number = self.place_one()
        self.change(number, "edit", overrides=WRONG, **values)
        self.sync()
        order = self.order(number)
        self.assertEqual(order.exception_id.kind, "payload_invalid")
        return order

    def mend(self, order):
        dialog = self.dialog(order.exception_id.with_user(self.seller).action_fix())
        copy = json.loads(dialog.edited)
        self.assertEqual(self.quantity(copy)["model_quantity_purchased"], -1)
        self.quantity(copy)["model_quantity_purchased"] = 1
        dialog.edited = json.dumps(copy)
        return dialog

    def quantity(self, payload):
        return payload["order"]["item_list"][0]

    def test_check_says_which_field_is_wrong_and_when_it_is_readable(self):
        order = self.broken()
        dialog = self.dialog(order.exception_id.with_user(self.seller).action_fix())
        dialog.action_check()
        self.assertIn("model_quantity_purchased", dialog.result_text)
        self.assertFalse(dialog.is_readable)
        with self.assertRaisesRegex(UserError, "model_quantity_purchased"):
            dialog.action_save()

        dialog.edited = "{"
        dialog.action_check()
        self.assertIn("JSON", dialog.result_text)

        mended = self.mend(order)
        mended.action_check()
        self.assertTrue(mended.is_readable)

    def test_the_buyer_is_hidden_and_kept(self):
        order = self.broken(masked=False)
        dialog = self.mend(order)
        username = self.store.orders[order.external_id].buyer_name
        self.assertNotIn(username, dialog.edited + dialog.stored)
        dialog.action_save()
        self.assertIn(username, self.versions(order)[-1].body)
        self.assertEqual(order.buyer_name, username)

    def test_both_versions_are_kept_and_the_order_is_imported(self):
        order = self.broken()
        row = order.exception_id
        self.mend(order).action_save()
        self.drain("apply")

        came, edited = self.versions(order)
        self.assertEqual((came.source, edited.source), ("poll", "edited"))
        self.assertEqual((edited.edited_by_id, edited.replaces_id), (self.seller, came))
        self.assertTrue(edited.edited_at)
        self.assertNotEqual(edited.digest, came.digest)
        self.assertEqual(row.state, "resolved")
        self.assertEqual(row.closed_by_id, self.seller)
        self.assertTrue(order.sale_order_ids)
        self.assertEqual(self.happened(order, "edited").who_name, self.seller.name)
        self.assertIn("-1 → 1", self.happened(order, "edited").changes)
        dialog = self.rebuild(order)
        self.assertFalse(dialog.line_ids)

    def test_the_same_version_of_the_platform_changes_nothing_when_it_comes_again(self):
        order = self.broken()
        self.mend(order).action_save()
        self.drain("apply")
        order.with_user(self.seller).action_fetch_again()
        self.drain("orders", "apply")
        self.assertFalse(order.exception_id or order.needs_fetch)
        self.assertEqual(len(self.versions(order)), 2)

    def test_a_later_version_of_the_platform_wins(self):
        order = self.broken()
        dialog = self.mend(order)
        copy = json.loads(dialog.edited)
        copy["order"]["update_time"] += 10_000_000
        copy["order"]["note"] = "dari kami"
        dialog.edited = json.dumps(copy)
        dialog.action_save()
        self.drain("apply")
        self.assertEqual(order.seller_note, "dari kami")

        self.change(order.external_id, "edit", overrides={}, seller_note="dari platform")
        self.sync()
        self.assertEqual(order.seller_note, "dari platform")
        self.assertFalse(self.rebuild(order).line_ids)
        self.assert_matches_platform(order.external_id)

    def test_a_newer_version_that_came_meanwhile_is_not_overwritten(self):
        order = self.broken()
        dialog = self.mend(order)
        self.change(order.external_id, "edit", overrides=WRONG, seller_note="lagi")
        self.sync()
        with self.assertRaisesRegex(UserError, "newer"):
            dialog.action_save()

    def test_the_data_of_another_order_is_refused(self):
        order = self.broken()
        dialog = self.mend(order)
        copy = json.loads(dialog.edited)
        copy["order"]["order_sn"] = "LAIN"
        dialog.edited = json.dumps(copy)
        dialog.action_check()
        self.assertFalse(dialog.is_readable)

    def test_users_see_the_order_and_managers_the_editor(self):
        order = self.broken()
        user = self._make_user("packer", "ocean_marketplace_base.group_user")
        self.assertEqual(order.exception_id.with_user(user).action_fix()["res_model"], "ocean.order")
        action = order.exception_id.with_user(self.seller).action_fix()
        self.assertEqual(action["res_model"], "ocean.payload.edit")
