from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TokopediaCommon


@tagged("post_install", "-at_install")
class TestRequests(TokopediaCommon):
    """Cancelling orders and answering buyers who want to."""

    def send(self, action, code=None, note=False):
        """Choose a reason in the dialog, if it is one, and let the lane send what was asked."""
        if isinstance(action, dict):
            dialog = self.env[action["res_model"]].with_user(self.seller).browse(action["res_id"])
            reasons = dialog.line_ids.reason_ids
            dialog.line_ids.reason_id = reasons.filtered(lambda row: row.code == code)
            dialog.note = note
            dialog.action_send()
        self.env["ocean.command"].search([]).write({"next_try": False})
        self.assertTrue(self.run_cron("commands"))
        self.sync()

    def status(self, order):
        return self.store.order(order.external_id).status

    def asked_by_buyer(self):
        order = self.imported(status=400)
        self.change(order.external_id, "request_cancel")
        order.action_fetch_again()
        self.sync()
        self.assertEqual(order.state, "cancel_requested")
        return order

    def test_a_paid_order_is_cancelled_for_one_of_the_platforms_reasons(self):
        order = self.imported()
        self.send(order.with_user(self.seller).action_request_cancel(), "2")
        self.assertEqual((self.status(order), order.state), (10, "cancelled"))
        self.assertEqual(order.sale_order_ids.state, "cancel")

    def test_an_accepted_order_is_cancelled_with_words_for_the_buyer(self):
        order = self.imported(status=400)
        self.send(order.with_user(self.seller).action_request_cancel(), "0", note="Gudang kebanjiran")
        self.assertEqual((self.status(order), order.state), (10, "cancelled"))

    def test_what_the_courier_has_cannot_be_cancelled(self):
        order = self.imported(status=450)
        self.change(order.external_id, "advance", to=500, force=True)
        self.sync()
        with self.assertRaises(UserError):
            order.with_user(self.seller).action_request_cancel()

    def test_the_buyers_wish_is_granted(self):
        order = self.asked_by_buyer()
        self.send(order.with_user(self.seller).action_accept_cancel())
        self.assertEqual((self.status(order), order.state), (10, "cancelled"))

    def test_the_buyers_wish_is_refused_and_the_order_goes_on(self):
        order = self.asked_by_buyer()
        self.send(order.with_user(self.seller).action_reject_cancel())
        self.assertEqual((self.status(order), order.state), (400, "to_ship"))
