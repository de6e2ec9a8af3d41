from odoo.exceptions import ValidationError
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.lib.platform import RawOrder, load_payload

from .common import ShopeeCommon


@tagged("post_install", "-at_install")
class TestLifecycle(ShopeeCommon):
    """What the storefront's policy makes of each status."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Invoices need accounts and a journal.
        cls.env["account.chart.template"].try_loading("generic_coa", company=cls.company, install_demo=False)

    def advance(self, order, status):
        self.change(order.external_id, "advance", to=status, force=True)
        self.sync()

    def deliver(self, order):
        picking = order.sale_order_ids.picking_ids
        for move in picking.move_ids:
            move.quantity = move.product_uom_qty
        picking.move_ids.picked = True
        picking.with_context(skip_backorder=True, skip_sms=True).button_validate()
        self.assertEqual(picking.state, "done")

    def test_units_are_held_until_the_delivery_takes_over_and_released_by_a_cancellation(self):
        order = self.imported(status="UNPAID", quantities=[3])
        line = order.line_ids
        self.assertEqual((line.hold_state, line.held_qty), ("open", 3))

        self.advance(order, "READY_TO_SHIP")
        self.assertEqual((line.hold_state, line.held_qty), ("closed", 0))
        self.assertEqual(sum(order.sale_order_ids.picking_ids.move_ids.mapped("product_uom_qty")), 3)

        self.change(order.external_id, "cancel", by="buyer")
        self.sync()
        self.assertEqual((line.hold_state, line.held_qty), ("released", 0))

    def test_a_line_holds_from_the_moment_it_is_matched(self):
        order = self.imported(status="UNPAID", skus=["TOPI-01"])
        self.assertEqual(order.line_ids.hold_state, "none")
        order.line_ids.product_id = self.products[0]
        self.assertEqual((order.line_ids.hold_state, order.line_ids.held_qty), ("open", 1))

    def test_an_unpaid_order_that_expires_releases_its_units(self):
        order = self.imported(status="UNPAID")
        self.change(order.external_id, "cancel", by="system")
        self.sync()
        self.assertEqual(order.line_ids.hold_state, "released")
        self.assertFalse(order.sale_order_ids)

    def test_confirmed_when_shipped(self):
        self.storefront.confirm_at = "shipped"
        order = self.imported()
        self.assertEqual(order.sale_order_ids.state, "draft")
        self.advance(order, "SHIPPED")
        self.assertEqual(order.sale_order_ids.state, "sale")

    def test_invoiced_and_posted_when_completed(self):
        self.storefront.invoice_at = "completed"
        order = self.imported(quantities=[2])
        sale = order.sale_order_ids
        self.advance(order, "SHIPPED")
        self.assertFalse(sale.invoice_ids)
        self.advance(order, "COMPLETED")

        self.assertEqual(sale.invoice_ids.state, "posted")
        self.assertEqual(sale.invoice_ids.amount_total, sale.amount_total)
        self.assertEqual(sale.invoice_ids.ref, order.external_id)

    def test_a_repeated_status_makes_no_second_invoice(self):
        self.storefront.invoice_at = "completed"
        order = self.imported()
        self.advance(order, "COMPLETED")
        self.change(order.external_id, "edit", seller_note="lagi")
        self.sync()
        self.assertEqual(len(order.sale_order_ids.invoice_ids), 1)
        self.assertFalse(self.exceptions())

    def test_an_order_first_seen_completed_is_invoiced_at_once(self):
        self.storefront.invoice_at = "shipped"
        order = self.imported(status="COMPLETED")
        self.assertEqual(order.sale_order_ids.invoice_ids.state, "posted")

    def test_what_is_invoiced_on_delivery_waits_for_its_transfer_and_says_so(self):
        self.products.invoice_policy = "delivery"
        self.storefront.invoice_at = "completed"
        order = self.imported()
        self.advance(order, "COMPLETED")
        sale = order.sale_order_ids
        self.assertFalse(sale.invoice_ids)
        [row] = self.exceptions(kind="not_invoiced")

        self.deliver(order)
        row.action_retry()
        self.drain("orders", "apply")
        self.assertEqual(sale.invoice_ids.state, "posted")
        self.assertEqual(row.state, "resolved")

    def test_invoicing_before_confirmation_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "before they are confirmed"):
            self.storefront.write({"confirm_at": "completed", "invoice_at": "shipped"})

    def test_invoicing_at_shipping_what_is_invoiced_on_delivery_is_refused_with_the_products(self):
        self.sync_listings()
        self.products[0].invoice_policy = "delivery"
        with self.assertRaisesRegex(ValidationError, self.products[0].name):
            self.storefront.invoice_at = "shipped"
        self.storefront.invoice_at = "delivered"

    def sync_listings(self):
        self.lane("catalogue").next_try = False
        self.drain("catalogue")

    def test_a_cancellation_after_the_invoice_waits_for_a_credit_note(self):
        self.storefront.invoice_at = "completed"
        order = self.imported()
        self.advance(order, "COMPLETED")
        self.change(order.external_id, "advance", to="CANCELLED", force=True)
        self.sync()
        self.assertEqual(order.exception_id.kind, "order_changed")
        self.assertIn("credit note", order.exception_id.technical_text)

    def test_an_unchanged_order_that_is_fetched_again_stores_no_second_version(self):
        order = self.imported()
        order.action_fetch_again()
        self.drain("orders", "apply")
        self.assertTrue(order.digest)
        self.assertEqual(len(order.payload_ids), 1)

    def test_an_older_update_that_arrives_late_changes_nothing(self):
        order = self.imported()
        [old] = order.payload_ids
        self.world.clock.advance(5)
        self.advance(order, "SHIPPED")
        state, sale_state = order.raw_status, order.sale_order_ids.state
        lane = self.lane()
        lane._store_answer([RawOrder(external_id=order.external_id, payload=load_payload(old.body))])
        self.drain("apply")
        self.assertEqual((order.raw_status, order.sale_order_ids.state), (state, sale_state))
