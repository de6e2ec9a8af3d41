from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TiktokShopCommon


@tagged("post_install", "-at_install")
class TestRequests(TiktokShopCommon):
    """Cancelling orders and answering buyers who want to."""

    def run_commands(self):
        self.env["ocean.command"].search([]).write({"next_try": False})
        self.assertTrue(self.run_cron("commands"))
        self.sync()

    def command(self, order):
        return self.env["ocean.command"].search([("order_id", "=", order.id)], limit=1)

    def dialog(self, action):
        return self.env[action["res_model"]].with_user(self.seller).browse(action["res_id"])

    def asked_by_buyer(self):
        order = self.imported()
        self.change(order.external_id, "request_cancel")
        self.sync()
        self.assertEqual(order.state, "cancel_requested")
        return order

    def test_the_seller_cancels_with_a_reason_that_fits(self):
        order = self.imported()
        dialog = self.dialog(order.with_user(self.seller).action_request_cancel())
        self.assertEqual(
            set(dialog.line_ids.reason_ids.mapped("code")),
            {"seller_cancel_reason_out_of_stock", "seller_cancel_reason_wrong_price"},
        )
        dialog.line_ids.reason_id = dialog.line_ids.reason_ids[-1]
        dialog.action_send()
        self.run_commands()

        self.assertEqual(self.command(order).state, "done", self.command(order).answer)
        self.assertEqual((order.state, order.sale_order_ids.state), ("cancelled", "cancel"))

    def test_a_wish_to_cancel_says_until_when_it_must_be_answered(self):
        order = self.asked_by_buyer()
        self.assertEqual(order.respond_by - order.cancel_asked_at, timedelta(hours=48))
        self.assertEqual(order.due_at, order.respond_by)
        self.assertIn("Answer before", order.stop_text)
        self.assertTrue(order.deliver_by)

        order.with_user(self.seller).action_accept_cancel()
        self.run_commands()
        self.assertFalse(order.respond_by or order.due_at or order.stop_text)

    def test_a_reason_is_needed(self):
        dialog = self.dialog(self.imported().with_user(self.seller).action_request_cancel())
        with self.assertRaisesRegex(UserError, "reason"):
            dialog.action_send()

    def test_accepting_the_buyers_wish_cancels_here_and_there(self):
        order = self.asked_by_buyer()
        self.assertEqual(order.sale_order_ids.picking_ids.ocean_stop_reason, "cancel_requested")
        order.with_user(self.seller).action_accept_cancel()
        self.run_commands()

        self.assertEqual(self.command(order).state, "done", self.command(order).answer)
        self.assertEqual((order.state, order.sale_order_ids.state), ("cancelled", "cancel"))

    def test_rejecting_needs_one_of_todays_reasons_and_the_order_goes_on(self):
        order = self.asked_by_buyer()
        dialog = self.dialog(order.with_user(self.seller).action_reject_cancel())
        self.assertGreater(len(dialog.line_ids.reason_ids), 1)
        dialog.line_ids.reason_id = dialog.line_ids.reason_ids[0]
        dialog.action_send()
        self.run_commands()

        self.assertEqual(self.command(order).state, "done", self.command(order).answer)
        self.assertEqual(order.state, "to_ship")
        self.assertFalse(order.sale_order_ids.picking_ids.ocean_stop_reason)

    def test_a_wish_that_was_withdrawn_meanwhile_is_told(self):
        order = self.asked_by_buyer()
        self.change(order.external_id, "advance", to="AWAITING_COLLECTION", force=True)
        with self.world.lock:
            for case in self.store.cancellations.values():
                case.status = "CANCELLATION_REQUEST_CANCEL"
        with self.assertRaisesRegex(UserError, "does not ask to cancel any more"):
            order.with_user(self.seller).action_reject_cancel()
