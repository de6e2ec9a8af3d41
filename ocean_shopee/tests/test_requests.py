from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ocean_marketplace_base.lib import commands, failpoints

from .common import ShopeeCommon

CANCEL_PATH = "/api/v2/order/cancel_order"
COMMAND_LOGGER = "odoo.addons.ocean_marketplace_base.models.ocean_command"
ANSWER_PATH = "/api/v2/order/handle_buyer_cancellation"


class RequestsCommon(ShopeeCommon):
    """Orders that people cancel or answer."""

    def run_commands(self):
        self.env["ocean.command"].search([]).write({"next_try": False})
        self.assertTrue(self.run_cron("commands"))

    def command(self, order):
        return self.env["ocean.command"].search([("order_id", "=", order.id)], limit=1)

    def calls(self, path):
        return self.world.journal.report(path, "*", 0)["count"]

    def ask_to_cancel(self, order, code="CUSTOMER_REQUEST"):
        """Go through the dialog as a manager does."""
        action = order.with_user(self.seller).action_request_cancel()
        dialog = self.env[action["res_model"]].with_user(self.seller).browse(action["res_id"])
        reasons = dialog.line_ids.reason_ids
        dialog.line_ids.reason_id = reasons.filtered(lambda reason: reason.code == code)
        dialog.action_send()
        return dialog

    def asked_by_buyer(self):
        order = self.imported()
        self.change(order.external_id, "request_cancel", reason="CUSTOMER_REQUEST")
        self.sync()
        self.assertEqual(order.state, "cancel_requested")
        return order


@tagged("post_install", "-at_install")
class TestCancel(RequestsCommon):
    """The seller cancels."""

    def test_a_cancelled_order_frees_its_stock(self):
        order = self.imported()
        sale = order.sale_order_ids
        self.assertTrue(sale.picking_ids.move_ids)

        self.ask_to_cancel(order)
        self.assertTrue(order.waiting_command)
        self.run_commands()
        self.sync()

        self.assertEqual(self.command(order).state, "done")
        self.assertEqual(order.state, "cancelled")
        self.assertEqual(sale.state, "cancel")
        self.assertEqual(set(sale.picking_ids.mapped("state")), {"cancel"})
        self.assertFalse(order.waiting_command)

    def test_the_dialog_has_the_reasons_of_the_platform(self):
        order = self.imported()
        dialog = self.ask_to_cancel(order)
        self.assertIn("OUT_OF_STOCK", dialog.line_ids.reason_ids.mapped("code"))
        self.assertEqual(self.command(order).reason_code, "CUSTOMER_REQUEST")

    def test_out_of_stock_names_the_items(self):
        order = self.imported(skus=["KAOS-POLOS-M", "TAS-KANVAS"], count=1)
        self.ask_to_cancel(order, "OUT_OF_STOCK")
        self.run_commands()
        self.assertEqual(self.command(order).state, "done", self.command(order).answer)

    def test_an_order_with_a_tracking_number_is_refused_before_the_platform_is_asked(self):
        order = self.imported()
        order.sudo().tracking_ref = "SPXID000000001"
        with self.assertRaisesRegex(UserError, "tracking number"):
            order.with_user(self.seller).action_request_cancel()

    def test_what_the_platform_refuses_is_one_exception_with_its_words(self):
        order = self.imported()
        self.change(order.external_id, "advance", to="SHIPPED", force=True)
        self.ask_to_cancel(order)
        self.run_commands()

        command = self.command(order)
        self.assertEqual(command.state, "failed")
        self.assertTrue(command.answer)
        [row] = self.exceptions(kind="command_refused")
        self.assertIn(order.external_id, row.detail)
        self.assertEqual(row.action_fix()["res_id"], order.id)

    def test_the_same_is_not_asked_twice(self):
        order = self.imported()
        self.ask_to_cancel(order)
        again = self.env["ocean.command"]._ask(order, commands.CANCEL)
        self.assertEqual(again, self.command(order))
        self.run_commands()
        self.assertEqual(self.calls(CANCEL_PATH), 1)

    def test_a_user_may_not_cancel(self):
        order = self.imported()
        user = self._make_user("packer", "ocean_marketplace_base.group_user")
        with self.assertRaises(AccessError):
            order.with_user(user).action_request_cancel()
        with self.assertRaises(AccessError):
            order.with_user(user).cancel_order(reason="OUT_OF_STOCK")

    def test_the_method_for_other_programs_asks_and_returns_the_request(self):
        order = self.imported()
        answer = order.with_user(self.seller).cancel_order(reason="CUSTOMER_REQUEST")
        self.assertEqual(answer, {"command_ids": self.command(order).ids})
        with self.assertRaises(UserError):
            order.browse().with_user(self.seller).cancel_order(reason="CUSTOMER_REQUEST")


@tagged("post_install", "-at_install")
class TestLostAnswers(RequestsCommon):
    """The network fails in the middle: nothing happens twice, nothing is forgotten."""

    def test_an_answer_lost_after_the_effect_is_found_out_and_not_repeated(self):
        order = self.imported()
        self.ask_to_cancel(order)
        with self.faults.during("server_error", path=CANCEL_PATH, count=1, when="after"):
            self.run_commands()
        self.assertEqual(self.command(order).state, "unknown")

        self.run_commands()
        self.assertEqual(self.command(order).state, "done")
        self.assertEqual(self.calls(CANCEL_PATH), 1)

    def test_a_request_that_never_arrived_is_sent_again(self):
        order = self.imported()
        self.ask_to_cancel(order)
        with self.faults.during("server_error", path=CANCEL_PATH, count=1, when="before"):
            self.run_commands()
        self.assertEqual(self.command(order).state, "unknown")

        self.run_commands()
        self.run_commands()
        self.assertEqual(self.command(order).state, "done")

    def test_a_worker_that_dies_at_any_step_leaves_a_request_that_is_finished_once(self):
        for name in ("command.claimed", "command.sent", "command.answered"):
            with self.subTest(failpoint=name):
                order = self.imported()
                before = self.calls(CANCEL_PATH)
                self.ask_to_cancel(order)
                self.run_dying(name)
                for _round in range(3):
                    self.run_commands()
                self.assertEqual(self.command(order).state, "done")
                self.assertEqual(self.calls(CANCEL_PATH) - before, 1)

    def test_our_own_code_breaking_after_the_answer_refuses_nothing_and_asks_what_happened(self):
        order = self.imported()
        self.ask_to_cancel(order)
        with (
            patch.object(type(order), "_command_done", side_effect=ValueError("a bug of ours")),
            mute_logger(COMMAND_LOGGER),
        ):
            self.run_commands()
        self.assertEqual(self.command(order).state, "unknown")
        self.assertTrue(self.command(order).next_try)
        self.assertFalse(self.exceptions(kind="command_refused"))

        self.run_commands()
        self.assertEqual(self.command(order).state, "done")
        self.assertEqual(self.calls(CANCEL_PATH), 1)

    def test_our_own_code_breaking_before_anything_was_sent_is_told(self):
        order = self.imported()
        self.ask_to_cancel(order)
        with (
            patch.object(type(self.storefront), "_valid_access_token", side_effect=ValueError("a bug")),
            mute_logger(COMMAND_LOGGER),
        ):
            self.run_commands()
        self.assertEqual((self.command(order).state, self.calls(CANCEL_PATH)), ("failed", 0))
        self.assertTrue(self.exceptions(kind="command_refused"))

    def run_dying(self, name):
        """Run the scheduled action until it dies at `name`."""
        with failpoints.armed(name), mute_logger("odoo.addons.base.models.ir_cron"):
            self.assertFalse(self.run_cron("commands"))


@tagged("post_install", "-at_install")
class TestBuyerAsks(RequestsCommon):
    """The buyer wants to cancel."""

    def test_accepting_cancels_here_and_there(self):
        order = self.asked_by_buyer()
        user = self._make_user("packer", "ocean_marketplace_base.group_user")
        order.with_user(user).action_accept_cancel()
        self.run_commands()
        self.sync()

        self.assertEqual((order.state, order.sale_order_ids.state), ("cancelled", "cancel"))

    def test_rejecting_lets_the_order_go_on(self):
        order = self.asked_by_buyer()
        action = order.with_user(self.seller).action_reject_cancel()
        self.env[action["res_model"]].with_user(self.seller).browse(action["res_id"]).action_send()
        self.run_commands()
        self.sync()

        self.assertEqual(self.command(order).state, "done")
        self.assertEqual(order.state, "to_ship")
        self.assertFalse(order.sale_order_ids.picking_ids.ocean_stop_reason)

    def test_an_order_that_nobody_wants_to_cancel_cannot_be_answered(self):
        with self.assertRaisesRegex(UserError, "status"):
            self.imported().with_user(self.seller).action_accept_cancel()


@tagged("post_install", "-at_install")
class TestStopSign(RequestsCommon):
    """Pull the parcel."""

    def picking(self, order):
        picking = order.sale_order_ids.picking_ids
        picking.move_ids.quantity = picking.move_ids.product_uom_qty
        picking.move_ids.picked = True
        return picking

    def test_a_transfer_whose_buyer_asked_to_cancel_does_not_leave(self):
        picking = self.picking(self.asked_by_buyer())
        self.assertEqual(picking.ocean_stop_reason, "cancel_requested")
        found = self.env["stock.picking"].search([("ocean_stop_reason", "!=", False)])
        self.assertIn(picking, found)

        for validate in (picking.button_validate, picking._action_done):
            with self.assertRaisesRegex(UserError, "STOP"):
                validate()
        self.assertNotEqual(picking.state, "done")

    def test_a_warehouse_worker_without_marketplace_rights_is_refused_with_the_reason(self):
        picking = self.picking(self.asked_by_buyer())
        worker = self._make_user("gudang", "stock.group_stock_user")
        with self.assertRaisesRegex(UserError, "The buyer asked to cancel"):
            picking.with_user(worker).button_validate()

    def test_a_manager_lifts_the_stop_with_a_reason(self):
        picking = self.picking(self.asked_by_buyer())
        with self.assertRaises(AccessError):
            picking.with_user(self._make_user("packer", "ocean_marketplace_base.group_user"))._ocean_release(
                "x"
            )
        picking.with_user(self.seller)._ocean_release("buyer called")

        self.assertFalse(picking.ocean_stop_reason)
        self.assertEqual(
            (picking.ocean_released_for, picking.ocean_released_uid), ("buyer called", self.seller)
        )
        picking.button_validate()
        self.assertEqual(picking.state, "done")

    def test_other_transfers_are_not_stopped(self):
        order = self.imported()
        self.assertFalse(order.sale_order_ids.picking_ids.ocean_stop_reason)
        others = self.env["stock.picking"].search([("ocean_stop_reason", "=", False)])
        self.assertIn(order.sale_order_ids.picking_ids, others)
