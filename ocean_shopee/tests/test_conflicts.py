from contextlib import contextmanager

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .test_changes import ChangesCommon


@tagged("post_install", "-at_install")
class TestConflicts(ChangesCommon):
    """What Odoo cannot follow by itself is shown side by side, and a person chooses."""

    def setUp(self):
        super().setUp()
        self.user = self.seller
        self.company.country_id = self.env.ref("base.id")

    @contextmanager
    def refused(self, words):
        """Expect a refusal that says `words`, and take back what was done until then."""
        with self.assertRaises(UserError) as caught:
            yield
        self.assertRegex(str(caught.exception), words)

    def conflict(self, order, keys=None):
        """Return the exception of `order`, seen by a user, and its rows by key."""
        row = order.exception_id
        self.assertEqual((row.kind, row.state), ("order_changed", "open"))
        rows = {line.key.partition(":")[0]: line for line in row.difference_ids}
        if keys is not None:
            self.assertEqual(set(rows), set(keys))
        return row.with_user(self.user), rows

    def changed_on_both_sides(self, units=1):
        """Return an order of 3 units of which we made 5 and the platform cancelled `units`."""
        order = self.imported(quantities=[3])
        order.sale_order_ids.order_line.product_uom_qty = 5
        self.cancel_units(order, units)
        return order

    def moved_address(self):
        """Return an order whose address both sides changed."""
        order = self.imported(masked=False)
        order.sale_order_ids.partner_shipping_id = self.env["res.partner"].create({"name": "Gudang kedua"})
        self.edit_address(order)
        return order

    def test_both_sides_are_shown_and_nothing_is_overwritten(self):
        order = self.changed_on_both_sides()
        row, rows = self.conflict(order, ["qty", "total"])

        self.assertEqual(order.sale_order_ids.order_line.product_uom_qty, 5)
        quantity, total = rows["qty"], rows["total"]
        self.assertEqual((quantity.agreed, quantity.ours, quantity.theirs), ("3", "5", "2"))
        self.assertFalse(quantity.decision)
        self.assertEqual(quantity.effect, "3 units go back to stock")
        self.assertEqual((total.only_theirs, total.decision), (True, "theirs"))
        self.assertEqual(row.summary, f"Order {order.external_id} changed after import.")
        self.assertIn("is not shipped yet", row.difference_note)
        self.assertIn("last agreed", row.difference_note)

    def test_apply_is_refused_with_the_count_of_undecided_lines(self):
        order = self.changed_on_both_sides()
        row, rows = self.conflict(order)
        with self.refused("1 left"):
            row.action_apply_differences()
        rows["qty"].with_user(self.user).decision = "ours"
        row.action_apply_differences()
        self.assertEqual(row.state, "resolved")

    def test_mixed_choices_give_exactly_those_values(self):
        order = self.changed_on_both_sides()
        row, rows = self.conflict(order)
        rows["qty"].with_user(self.user).decision = "ours"

        row.action_apply_differences()

        sale = order.sale_order_ids
        self.assertEqual(sale.order_line.product_uom_qty, 5)
        self.assert_matches_platform(order.external_id)
        self.assertEqual(rows["qty"].result, "Ours kept; asked again only if the platform changes it")
        self.assertIn("Done:", rows["total"].result)
        self.assertTrue(rows["total"].applied_at)
        self.assertFalse(order.exception_id)
        self.assertIn(self.seller.name, row.closed_text)

    def test_taking_all_from_the_platform(self):
        order = self.changed_on_both_sides()
        row, _rows = self.conflict(order)
        row.action_take_platform()

        self.assertEqual(order.sale_order_ids.order_line.product_uom_qty, 2)
        self.assert_matches_platform(order.external_id)
        self.drain("apply")
        self.assertFalse(self.exceptions())

    def test_what_was_kept_is_asked_again_only_when_the_platform_changes_it(self):
        order = self.moved_address()
        row, _rows = self.conflict(order, ["address"])
        partner = order.sale_order_ids.partner_shipping_id
        row.action_keep_ours()
        self.edit(order, seller_note="x")
        self.assertFalse(self.exceptions())
        self.assertEqual(order.sale_order_ids.partner_shipping_id, partner)

        self.edit_address(order, full_address="Jl. Mawar 1, KOTA BANDUNG")
        _row, rows = self.conflict(order, ["address"])
        self.assertIn("Mawar", rows["address"].theirs)

    def test_a_kept_quantity_stays_when_the_price_changes_later(self):
        order = self.changed_on_both_sides()
        row, rows = self.conflict(order)
        rows["qty"].with_user(self.user).decision = "ours"
        row.action_apply_differences()
        order.write({"amount_revenue": order.amount_revenue - 1000, "needs_apply": True})
        order.line_ids.revenue -= 1000

        self.drain("apply")

        sale = order.sale_order_ids
        self.assertFalse(self.exceptions())
        self.assertEqual((sale.order_line.product_uom_qty, sale.amount_total), (5, order.amount_revenue))

    def test_a_second_change_refreshes_and_keeps_decisions_only_where_nothing_changed(self):
        order = self.changed_on_both_sides()
        order.sale_order_ids.partner_shipping_id = self.env["res.partner"].create({"name": "Gudang kedua"})
        self.edit(order, address={"full_address": "Jl. Kenanga 8, KOTA BANDUNG"}, masked=False)
        _row, rows = self.conflict(order, ["qty", "total", "address"])
        (rows["qty"] | rows["address"]).with_user(self.user).write({"decision": "theirs"})

        self.edit_address(order, full_address="Jl. Mawar 1, KOTA BANDUNG")

        _row, after = self.conflict(order, ["qty", "total", "address"])
        self.assertEqual(after["qty"], rows["qty"])
        self.assertEqual(after["qty"].decision, "theirs")
        self.assertNotEqual(after["address"], rows["address"])
        self.assertFalse(after["address"].decision)
        self.assertIn("Mawar", after["address"].theirs)

    def test_a_form_that_shows_old_values_cannot_decide_them(self):
        order = self.moved_address()
        row, rows = self.conflict(order)
        seen = rows["address"].id
        self.edit_address(order, full_address="Jl. Mawar 1, KOTA BANDUNG")
        with self.refused("changed again"):
            row.write({"difference_ids": [(1, seen, {"decision": "theirs"})]})

    def test_a_change_that_is_not_shown_yet_is_shown_instead_of_applied(self):
        order = self.moved_address()
        row, rows = self.conflict(order)
        rows["address"].with_user(self.user).decision = "theirs"
        partner = order.sale_order_ids.partner_shipping_id
        order.address_levels = {**order.address_levels, "full": "Jl. Mawar 1", "street": ""}

        answer = row.action_apply_differences()

        self.assertEqual(answer["tag"], "display_notification")
        self.assertEqual(order.sale_order_ids.partner_shipping_id, partner)
        _row, rows = self.conflict(order, ["address"])
        self.assertIn("Mawar", rows["address"].theirs)

    def test_after_shipping_the_platforms_address_is_refused_with_the_reason(self):
        order = self.imported(masked=False)
        address = order.sale_order_ids.partner_shipping_id
        self.deliver(order)
        self.edit_address(order)
        row, rows = self.conflict(order, ["address"])
        self.assertIn("The parcel has left", rows["address"].effect)
        self.assertIn("is shipped", row.difference_note)

        with self.refused("The parcel has left"):
            row.action_take_platform()
        row.action_keep_ours()
        self.assertEqual(order.sale_order_ids.partner_shipping_id, address)

    def test_an_address_taken_from_the_platform_reaches_the_transfer(self):
        order = self.moved_address()
        row, _rows = self.conflict(order)
        row.action_take_platform()
        sale = order.sale_order_ids
        self.assertEqual(sale.partner_shipping_id.zip, "40132")
        self.assertEqual(sale.picking_ids.partner_id, sale.partner_shipping_id)

    def test_invoiced_orders_wait_for_a_credit_note_and_follow_then(self):
        self.storefront.invoice_at = "shipped"
        order = self.imported(quantities=[3])
        self.change(order.external_id, "advance", to="SHIPPED", force=True)
        self.sync()
        sale = order.sale_order_ids
        invoice = sale.invoice_ids
        self.assertEqual(invoice.state, "posted")
        self.cancel_units(order, 1)
        row, rows = self.conflict(order, ["qty", "total"])
        self.assertIn("credit note", rows["qty"].effect)
        with self.refused("credit note"):
            row.action_take_platform()

        reversal = self.env["account.move.reversal"].create(
            {"move_ids": invoice.ids, "journal_id": invoice.journal_id.id}
        )
        reversal.reverse_moves()
        sale.invoice_ids.filtered(lambda move: move.move_type == "out_refund").action_post()
        row.action_retry()
        self.drain("apply")
        self.assertFalse(self.exceptions())
        self.assertEqual(sale.order_line.product_uom_qty, 2)
        self.assert_matches_platform(order.external_id)

    def test_units_cancelled_after_they_left_wait_for_their_return(self):
        order = self.imported(quantities=[3])
        self.deliver(order)
        self.cancel_units(order, 1)
        row, rows = self.conflict(order, ["qty", "total"])
        self.assertIn("receive their return", rows["qty"].effect)
        with self.refused("receive their return"):
            row.action_take_platform()
        self.assertEqual(order.sale_order_ids.order_line.product_uom_qty, 3)

    def test_a_sales_order_locked_by_hand_is_changed_only_when_a_person_says_so(self):
        order = self.imported(quantities=[3])
        sale = order.sale_order_ids
        sale.action_lock()
        self.cancel_units(order, 1)
        row, _rows = self.conflict(order)
        self.assertEqual(sale.order_line.product_uom_qty, 3)
        row.action_take_platform()
        self.assertEqual((sale.order_line.product_uom_qty, sale.locked), (2, True))

    def test_choices_are_undone_while_nothing_left(self):
        order = self.changed_on_both_sides()
        row, _rows = self.conflict(order)
        sale = order.sale_order_ids
        total = sale.amount_total
        row.action_take_platform()
        self.drain("apply")
        self.assertTrue(row.can_undo)

        row.action_undo_differences()

        self.assertEqual((sale.order_line.product_uom_qty, sale.amount_total), (5, total))
        self.conflict(order, ["qty", "total"])

    def test_nothing_is_undone_once_goods_have_left(self):
        order = self.changed_on_both_sides()
        row, _rows = self.conflict(order)
        row.action_take_platform()
        self.deliver(order)
        self.assertFalse(row.can_undo)
        with self.refused("cannot be undone"):
            row.action_undo_differences()

    def test_a_difference_that_vanishes_closes_its_exception(self):
        order = self.changed_on_both_sides()
        row, _rows = self.conflict(order)
        order.sale_order_ids.order_line.product_uom_qty = 2
        order.sale_order_ids.order_line.price_unit = order.amount_revenue / 2
        row.action_retry()
        self.drain("apply")
        self.assertEqual(row.state, "resolved")
        self.assertFalse(row.difference_ids)

    def test_users_decide_and_change_nothing_else(self):
        order = self.changed_on_both_sides()
        row, rows = self.conflict(order)
        user = self._make_user("packer", "ocean_marketplace_base.group_user")
        seen = rows["qty"].with_user(user)
        seen.action_theirs()
        seen.action_ours()
        self.assertEqual(seen.decision, "ours")
        with self.assertRaises(AccessError):
            seen.sides = {}
        with self.assertRaises(AccessError):
            row.with_user(user).difference_undo = {}
        with self.refused("cannot be decided here"):
            rows["total"].with_user(user).decision = "ours"
        row.with_user(user).action_apply_differences()
        self.assertEqual(order.sale_order_ids.order_line.product_uom_qty, 5)

    def test_open_both_leads_to_both_sides_and_fix_to_the_choice(self):
        order = self.changed_on_both_sides()
        row, rows = self.conflict(order)
        links = row.action_open_both()["params"]["links"]
        self.assertEqual([link["url"].split("/")[2] for link in links], ["ocean.order", "sale.order"])
        self.assertEqual(row.action_fix()["res_id"], row.id)
        self.assertEqual(rows["qty"].action_compare()["res_id"], rows["qty"].id)

    def test_long_values_are_compared_word_by_word(self):
        order = self.moved_address()
        _row, rows = self.conflict(order)
        self.assertIn("<del", rows["address"].comparison)
        self.assertIn("Kenanga", rows["address"].comparison)
