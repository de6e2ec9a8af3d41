from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import SHOP, TokopediaCommon


@tagged("post_install", "-at_install")
class TestAnswers(TokopediaCommon):
    """Accepting and rejecting paid orders."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.packer = cls._make_user("packer", "ocean_marketplace_base.group_user")

    def accept(self, order):
        return order.with_user(self.packer).action_tokopedia_accept()["params"]["type"]

    def reject(self, order, code="1", **values):
        wizard = self.env["ocean.tokopedia.reject"].with_user(self.packer)
        made = wizard.create({"order_id": order.id, "reason_code": code, "reason": "Stok habis", **values})
        return made.action_reject()["params"]["type"]

    def answers(self, verb):
        return self.calls(f"/v1/order/*/fs/*/{verb}")

    def status(self, order):
        return self.store.order(order.external_id).status

    def test_a_paid_order_is_accepted_and_read_again(self):
        order = self.imported()
        self.assertTrue(order.tokopedia_to_accept)

        self.assertEqual(self.accept(order), "success")

        self.assertEqual(self.status(order), 400)
        self.drain("orders", "apply")
        self.assertEqual((order.raw_status, order.tokopedia_to_accept), ("400", False))

    def test_an_accepted_order_offers_no_answer(self):
        order = self.imported(status=400)
        with self.assertRaises(UserError):
            self.accept(order)
        self.assertEqual(self.answers("ack"), 0)

    def test_accepting_what_somebody_accepted_meanwhile_sends_nothing(self):
        order = self.imported()
        self.change(order.external_id, "advance", to=400)

        self.assertEqual(self.accept(order), "success")

        self.assertEqual(self.answers("ack"), 0)
        self.assertTrue(order.needs_fetch)

    def test_a_lost_answer_is_looked_up_and_not_repeated(self):
        order = self.imported()
        self.faults.add("drop", path="/v1/order/*/ack", count=1, when="after")

        self.assertEqual(self.accept(order), "success")

        self.assertEqual(self.status(order), 400)
        self.assertEqual(self.answers("ack"), 1)

    def test_an_answer_that_did_not_get_through_is_an_error_and_can_be_repeated(self):
        order = self.imported()
        self.faults.add("server_error", path="/v1/order/*/ack", count=1)
        with self.assertRaises(UserError):
            self.accept(order)
        self.assertEqual(self.status(order), 220)

        self.assertEqual(self.accept(order), "success")
        self.assertEqual(self.status(order), 400)

    def test_a_dead_token_is_renewed_on_the_way(self):
        order = self.imported()
        self.faults.add("expired_token", path="/v1/order/*/ack", count=1)

        self.assertEqual(self.with_commits(lambda: self.accept(order)), "success")

        self.assertEqual(self.status(order), 400)

    def with_commits(self, function):
        with self.committing():
            return function()

    def test_an_order_is_rejected_for_each_reason_of_the_platform(self):
        day = fields.Date.today() + timedelta(days=3)
        for code, values in (
            ("1", {}),
            ("2", {}),
            ("3", {}),
            ("4", {"closed_until": day}),
            ("5", {}),
            ("7", {}),
        ):
            with self.subTest(code):
                order = self.imported()
                self.assertEqual(self.reject(order, code, **values), "success")
                self.assertEqual(self.status(order), 10)
                self.drain("orders", "apply")
                self.assertEqual(order.state, "cancelled")
                self.assertEqual(order.sale_order_ids.state, "cancel")
        self.assertFalse(self.store.shops[int(SHOP)].is_open, "reason 4 closes the shop")

    def test_rejecting_for_lack_of_stock_names_the_products(self):
        order = self.imported(skus=["KAOS-POLOS-M", "TAS-KANVAS"])
        line = order.line_ids.filtered(lambda row: row.seller_sku == "TAS-KANVAS")

        self.reject(order, "1", line_ids=[fields.Command.link(line.id)])

        stock = {
            sku.sku: sku.stock[self.store.shops[int(SHOP)].main_warehouse]
            for sku in self.store.sellable(int(SHOP))
        }
        self.assertEqual(stock["TAS-KANVAS"], 0)
        self.assertGreater(stock["KAOS-POLOS-M"], 0)

    def test_a_closed_shop_needs_a_date_before_anything_is_sent(self):
        order = self.imported()
        with self.assertRaises(UserError):
            self.reject(order, "4")
        self.assertEqual(self.answers("nack"), 0)

    def test_rejecting_what_somebody_accepted_meanwhile_sends_nothing_and_says_so(self):
        order = self.imported()
        self.change(order.external_id, "advance", to=400)

        self.assertEqual(self.reject(order), "warning")

        self.assertEqual(self.status(order), 400)
        self.assertEqual(self.answers("nack"), 0)
        self.drain("orders", "apply")
        self.assertEqual(order.raw_status, "400")

    def test_the_button_opens_the_wizard_for_this_order(self):
        order = self.imported()
        action = order.with_user(self.packer).action_tokopedia_reject()
        self.assertEqual(action["context"], {"default_order_id": order.id})
