from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.tests.common import GROUP_USER

from .stock import StockCommon


class OversoldCommon(StockCommon):
    """A product of which two orders want four, and there are three."""

    def setUp(self):
        super().setUp()
        self.first = self.sold(2)
        self.second = self.sold(2, minutes=5)
        self.put(self.kaos, 3)
        self.storefront.stock_on = True
        self.push()

    def sold(self, units, minutes=0, **options):
        """Place and import one order; return it."""
        for product in self.products:
            self.variant(self.sku(product)).stock = 100  # the platform does not know yet how few there are
        order = self.imported(**{"quantities": [units], **options})
        order.sudo().date_order = fields.Datetime.now() - timedelta(hours=1) + timedelta(minutes=minutes)
        return order

    def cause(self, state="open"):
        return self.exceptions(state, kind="oversold")

    def dialog(self, user=None):
        user = user or self.seller
        action = self.cause().with_user(user).action_fix()
        return self.env[action["res_model"]].with_user(user).browse(action["res_id"])

    def line(self, order, user=None):
        return self.dialog(user).line_ids.filtered(lambda line: line.order_id == order)

    def bandung(self, units):
        """Return another warehouse that has `units`."""
        warehouse = self.env["stock.warehouse"].create(
            {"name": "Bandung", "code": "BDG", "company_id": self.company.id}
        )
        self.put(self.kaos, units, warehouse.lot_stock_id)
        return warehouse

    def receipt(self, units, days=2):
        """Return a receipt that is on its way."""
        kind = self.storefront.warehouse_id.in_type_id
        picking = self.env["stock.picking"].create(
            {
                "picking_type_id": kind.id,
                "origin": "PO00012",
                "scheduled_date": self.later(days=days),
                "location_id": self.env.ref("stock.stock_location_suppliers").id,
                "location_dest_id": self.stock.id,
                "move_ids": [
                    (
                        0,
                        0,
                        {
                            "product_id": self.kaos.id,
                            "product_uom_qty": units,
                            "date": self.later(days=days),
                            "location_id": self.env.ref("stock.stock_location_suppliers").id,
                            "location_dest_id": self.stock.id,
                        },
                    )
                ],
            }
        )
        picking.action_confirm()
        return picking


@tagged("post_install", "-at_install")
class TestOversoldFound(OversoldCommon):
    """One exception per product and set of places, as long as more is promised than there is."""

    def test_one_exception_says_what_is_missing(self):
        cause = self.cause()
        self.assertEqual((len(cause), cause.shortage, cause.count, cause.severity), (1, 1, 1, "1"))
        self.assertIn("KAOS-POLOS-M", cause.summary)
        self.assertEqual(cause.affected_ids, self.second)

    def test_it_is_found_once_however_often_it_is_looked_at(self):
        for _time in range(3):
            self.env["ocean.stock.dirty"]._mark(self.kaos, "stock")
            self.push()
        self.assertEqual(len(self.env["ocean.exception"].search([("kind", "=", "oversold")])), 1)

    def test_it_is_over_by_itself_when_goods_come(self):
        cause = self.cause()
        self.put(self.kaos, 1)
        self.push()
        self.assertEqual((cause.state, cause.closed_by_id), ("resolved", self.env["res.users"]))

    def test_it_returns_in_the_same_row(self):
        cause = self.cause()
        self.put(self.kaos, 1)
        self.push()
        self.put(self.kaos, -2)
        self.push()
        self.assertEqual((self.cause(), cause.shortage), (cause, 2))

    def test_a_transfer_that_reads_ready_proves_nothing(self):
        pickings = (self.first | self.second).sale_order_ids.picking_ids
        pickings.action_assign()
        self.assertIn("assigned", pickings.mapped("state"))
        self.assertTrue(self.cause())

    def test_open_holds_count_too(self):
        self.put(self.kaos, 1)
        self.push()
        self.assertFalse(self.cause())
        held = self.env["ocean.order"].create(
            {
                "storefront_id": self.storefront.id,
                "external_id": "H1",
                "state": "unpaid",
                "date_order": fields.Datetime.now(),
                "line_ids": [(0, 0, {"key": "1", "name": "Kaos", "quantity": 3, "product_id": self.kaos.id})],
            }
        )
        self.push()
        self.assertEqual((self.cause().shortage, self.cause().affected_ids), (3, held))

    def test_who_sends_no_stock_is_not_bothered(self):
        cause = self.cause()
        self.storefront.action_stop_stock()
        self.push()
        self.assertEqual(cause.state, "resolved")

    def test_ignoring_it_ends_with_the_shortage(self):
        cause = self.cause()
        cause.ignore_reason = "Sudah diurus"
        cause.action_ignore()
        self.env["ocean.stock.dirty"]._mark(self.kaos, "stock")
        self.push()
        self.assertEqual(cause.state, "ignored")
        self.put(self.kaos, 5)
        self.push()
        self.assertEqual(cause.state, "resolved")

    def test_a_listing_that_is_left_alone_is_looked_at_too(self):
        self.rule(takes="leave")
        self.push()
        self.assertFalse(self.sku().why_terms)
        self.assertTrue(self.cause())

    def test_trying_again_has_it_looked_at(self):
        self.env["stock.quant"].search(
            [("product_id", "=", self.kaos.id), ("location_id", "=", self.stock.id)]
        ).quantity = 9
        self.env.cr.flush()
        self.env["ocean.stock.dirty"].search([]).unlink()
        cause = self.cause()
        cause.with_user(self.seller).action_retry()
        self.push()
        self.assertEqual(cause.closed_by_id, self.seller)

    def test_many_products_take_no_more_queries(self):
        def cost(products):
            rows = self.env["ocean.listing.sku"].search([("product_id", "in", products.ids)])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            terms = {sku: sku.why_terms for sku in rows}
            figures = self.env["ocean.stock.shortage"]._figures_of(terms)
            self.env["ocean.exception"]._settle_oversold(products, figures)
            return self.cr.sql_log_count - before

        for product in self.products:
            self.put(product, 10)
        self.push()
        cost(self.products)
        self.assertEqual(cost(self.products[:1]), cost(self.products))


@tagged("post_install", "-at_install")
class TestOversoldOptions(OversoldCommon):
    """Each option is one click; nothing is chosen beforehand."""

    def test_the_newest_order_goes_without(self):
        dialog = self.dialog()
        self.assertEqual((dialog.demand, dialog.available), (4, 3))
        self.assertEqual(dialog.line_ids.order_id, self.second | self.first)
        self.assertEqual(dialog.line_ids.mapped("missing"), [1, 0])
        self.assertFalse(any(dialog.line_ids.mapped("decision")))

    def test_a_plain_sales_order_is_shown_as_well(self):
        sale = self.env["sale.order"].create(
            {
                "partner_id": self.env["res.partner"].create({"name": "Toko Sebelah"}).id,
                "warehouse_id": self.storefront.warehouse_id.id,
                "order_line": [(0, 0, {"product_id": self.kaos.id, "product_uom_qty": 5})],
            }
        )
        sale.action_confirm()
        self.push()
        line = self.dialog().line_ids[0]
        self.assertEqual((line.name, line.missing, line.can_cancel), (sale.name, 5, False))
        with self.assertRaisesRegex(UserError, "sales order itself"):
            line.action_cancel()

    # === OTHER WAREHOUSE === #

    def test_another_warehouse_delivers(self):
        bandung = self.bandung(5)
        line = self.line(self.second)
        self.assertEqual(line.move_text, "Bandung has 5")
        line.action_move()
        sale = self.second.sale_order_ids
        moves = sale.picking_ids.move_ids.filtered(lambda move: move.state != "cancel")
        self.assertEqual((moves.location_id, sum(moves.mapped("product_qty"))), (bandung.lot_stock_id, 2))
        self.assertEqual(sale.warehouse_id, bandung)
        self.assertIn("Bandung", sale.message_ids[0].body)
        self.push()
        self.assertFalse(self.cause())
        self.assertEqual(self.cause("resolved").closed_by_id, self.seller)

    def test_another_warehouse_can_be_taken_back(self):
        self.bandung(5)
        line = self.line(self.second)
        line.action_move()
        line.action_undo()
        sale = self.second.sale_order_ids
        moves = sale.picking_ids.move_ids.filtered(lambda move: move.state != "cancel")
        self.assertEqual((sale.warehouse_id, moves.location_id), (self.storefront.warehouse_id, self.stock))
        self.assertFalse(line.decision)
        self.push()
        self.assertTrue(self.cause())

    def test_a_warehouse_with_too_little_is_not_offered(self):
        self.bandung(1)
        line = self.line(self.second)
        self.assertIn("no other warehouse", line.move_text)
        with self.assertRaisesRegex(UserError, "no other warehouse"):
            line.action_move()

    def test_what_was_sold_there_meanwhile_is_noticed(self):
        bandung = self.bandung(2)
        line = self.line(self.second)
        self.put(self.kaos, -1, bandung.lot_stock_id)
        with self.assertRaisesRegex(UserError, "not enough any more"):
            line.action_move()

    def test_an_order_with_a_tracking_number_stays_where_it_is(self):
        self.bandung(5)
        self.second.sudo().tracking_ref = "SPXID000000001"
        self.assertIn("arranged", self.line(self.second).move_text)

    def test_an_order_that_is_held_only_has_nothing_to_move(self):
        self.bandung(5)
        held = self.sold(1, minutes=9, status="UNPAID")
        self.push()
        self.assertIn("no sales order", self.line(held).move_text)

    # === WAITING === #

    def test_waiting_for_a_receipt_puts_the_exception_off_until_then(self):
        receipt = self.receipt(4)
        self.second.sudo().ship_by = self.later(days=1)
        line = self.line(self.second)
        self.assertIn("PO00012", line.wait_text)
        self.assertIn("AFTER", line.wait_text)
        line.action_wait()
        cause = self.cause()
        self.assertEqual(cause.snooze_until, receipt.move_ids.date)
        self.assertEqual(self.second.stock_wait_until, receipt.move_ids.date)
        self.assertIn("PO00012", self.second.sale_order_ids.message_ids[0].body)
        line.action_undo()
        self.assertFalse(cause.snooze_until or self.second.stock_wait_until)

    def test_a_receipt_before_the_deadline_is_said_to_be(self):
        self.receipt(4)
        self.second.sudo().ship_by = self.later(days=3)
        self.assertIn("before it must", self.line(self.second).wait_text)

    def test_a_receipt_that_brings_too_little_helps_nobody(self):
        self.put(self.kaos, -3)
        self.push()
        self.receipt(3)
        lines = {line.order_id: line for line in self.dialog().line_ids}
        self.assertTrue(lines[self.first].receipt_date)
        self.assertFalse(lines[self.second].receipt_date)
        with self.assertRaises(UserError):
            lines[self.second].action_wait()

    def test_the_exception_waits_only_when_nobody_else_goes_without(self):
        self.put(self.kaos, -3)
        self.push()
        self.receipt(9)
        dialog = self.dialog()
        lines = {line.order_id: line for line in dialog.line_ids}
        lines[self.first].action_wait()
        self.assertFalse(self.cause().snooze_until)
        lines[self.second].action_wait()
        self.assertTrue(self.cause().snooze_until)

    def test_more_that_is_missing_wakes_it(self):
        self.receipt(4)
        self.line(self.second).action_wait()
        self.put(self.kaos, -1)
        self.push()
        self.assertFalse(self.cause().snooze_until)

    def test_what_was_decided_is_there_when_it_is_opened_again(self):
        self.receipt(4)
        self.line(self.second).action_wait()
        self.assertEqual(self.line(self.second).decision, "waits")

    # === TWO PARTS === #

    def test_the_rest_goes_now_and_the_item_follows(self):
        self.put(self.products[2], 5)
        third = self.sold(1, minutes=9, skus=["KAOS-POLOS-M", "TAS-KANVAS"], quantities=[1, 1])
        self.push()
        line = self.line(third)
        self.assertTrue(line.can_split, line.split_text)
        line.action_split()
        pickings = third.sale_order_ids.picking_ids
        self.assertEqual(len(pickings), 2)
        later = pickings.filtered("backorder_id")
        self.assertEqual(later.move_ids.product_id, self.kaos)
        self.assertEqual((pickings - later).move_ids.product_id, self.products[2])
        line.action_undo()
        self.assertEqual(third.sale_order_ids.picking_ids.move_ids.product_id, self.kaos | self.products[2])
        self.assertEqual(len(third.sale_order_ids.picking_ids), 1)

    def test_units_of_one_item_are_not_parted(self):
        line = self.line(self.second)
        self.assertIn("stay together", line.split_text)
        with self.assertRaisesRegex(UserError, "stay together"):
            line.action_split()

    def test_what_the_platform_sends_as_one_parcel_is_not_parted(self):
        self.put(self.products[2], 5)
        third = self.sold(1, minutes=9, skus=["KAOS-POLOS-M", "TAS-KANVAS"], quantities=[1, 1])
        third.sudo().raw_status = "UNPAID"
        self.push()
        self.assertIn("one parcel", self.line(third).split_text)

    def test_a_warehouse_that_delivers_in_steps_sends_it_whole(self):
        self.storefront.warehouse_id.delivery_steps = "pick_ship"
        self.put(self.products[2], 5)
        third = self.sold(1, minutes=9, skus=["KAOS-POLOS-M", "TAS-KANVAS"], quantities=[1, 1])
        self.push()
        line = self.line(third)
        self.assertEqual((line.units, line.missing), (1, 1))
        self.assertIn("several steps", line.split_text)

    # === CANCELLING === #

    def test_cancelling_opens_the_dialog_with_out_of_stock_chosen(self):
        action = self.line(self.second).action_cancel()
        dialog = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(dialog._name, "ocean.order.request")
        self.assertEqual((dialog.order_ids, dialog.line_ids.reason_id.code), (self.second, "OUT_OF_STOCK"))
        dialog.with_user(self.seller).action_send()
        self.env["ocean.command"].search([]).write({"next_try": False})
        self.run_cron("commands")
        self.sync()
        self.push()
        self.assertEqual(self.second.state, "cancelled")
        self.assertFalse(self.cause())

    def test_users_choose_but_only_managers_cancel(self):
        worker = self._make_user("picker", GROUP_USER)
        self.bandung(5)
        line = self.line(self.second, worker)
        with self.assertRaises(AccessError):
            line.action_cancel()
        line.action_move()
        self.assertEqual(self.second.sale_order_ids.warehouse_id.name, "Bandung")

    def test_nobody_presses_buttons_for_other_orders(self):
        line = self.line(self.second)
        with self.assertRaises(AccessError):
            line.write({"order_id": self.first.id})
        with self.assertRaises(AccessError):
            line.write({"undo": {"warehouse": 1}})
        other = self._make_user("other", GROUP_USER)
        with self.assertRaises(AccessError):
            line.with_user(other).action_move()
