from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.tests.common import GROUP_USER
from odoo.addons.ocean_shopee.sandbox.deals import Cut, Cuts, Discount

from .stock import StockCommon

UPDATE = "*/update_stock"


@tagged("post_install", "-at_install")
class TestStockPush(StockCommon):
    """Numbers reach the platform, and what it answers is a state a person can read."""

    def test_switched_off_numbers_are_worked_out_but_not_sent(self):
        before = self.shown()
        self.put(self.kaos, 7)
        self.push()
        self.assertEqual(self.sku().desired_qty, 7)
        self.assertEqual(self.sku().push_state, "drift")
        self.assertEqual(self.calls(), 0)
        self.assertEqual(self.shown(), before)

    def test_a_receipt_reaches_the_platform(self):
        self.put(self.kaos, 7)
        self.switch_on()
        self.assertEqual(self.shown(), 7)
        sku = self.sku()
        self.assertEqual((sku.push_state, sku.confirmed_qty, sku.platform_quantity), ("same", 7, 7))
        self.assertTrue(sku.confirmed_at)
        self.put(self.kaos, 3)
        self.push()
        self.assertEqual(self.shown(), 10)
        history = self.env["ocean.stock.push"].search([("sku_id", "=", sku.id)], limit=1)
        self.assertEqual(
            (history.from_qty, history.to_qty, history.reason, history.answer), (7, 10, "stock", "ok")
        )
        self.assertEqual(history.terms_text, "Sellable 10 · Published → 10")

    def test_numbers_that_are_as_they_were_are_not_sent_again(self):
        self.put(self.kaos, 7)
        self.switch_on()
        self.world.journal.clear()
        self.env["ocean.stock.dirty"]._mark(self.products, "stock")
        self.push()
        self.assertEqual(self.calls(), 0)

    def test_an_order_holds_its_units_and_a_cancellation_gives_them_back(self):
        self.put(self.kaos, 10)
        self.switch_on()
        number = self.place_one(quantities=[3], status="UNPAID")
        self.sync()
        self.push()
        self.assertEqual(self.order(number).line_ids.hold_state, "open")
        self.assertEqual((self.sku().desired_qty, self.shown()), (7, 7))
        self.change(number, "advance")
        self.sync()
        self.push()
        self.assertEqual(self.order(number).line_ids.hold_state, "closed")
        self.assertEqual((self.sku().desired_qty, self.shown()), (7, 7), "held once, by hold or by move")
        self.change(number, "cancel")
        self.sync()
        self.push()
        self.assertEqual((self.sku().desired_qty, self.shown()), (10, 10))

    def test_a_capped_number_is_filled_up_again_after_an_order(self):
        self.put(self.kaos, 100)
        self.rule(cap=5)
        self.switch_on()
        self.assertEqual(self.shown(), 5)
        number = self.place_one(quantities=[2], status="UNPAID")
        self.assertEqual(self.shown(), 3, "the platform takes what is ordered")
        self.sync()
        self.push()
        self.assertEqual(self.order(number).line_ids.held_qty, 2)
        self.assertEqual((self.sku().desired_qty, self.shown()), (5, 5))

    def test_the_variants_of_an_item_go_in_one_call(self):
        shirts = self.products[:2]
        for product in shirts:
            self.put(product, 4)
        self.assertEqual(len(self.sku(shirts[0]).listing_id | self.sku(shirts[1]).listing_id), 1)
        self.switch_on()
        self.world.journal.clear()
        for product in shirts:
            self.put(product, 2)
        self.push()
        self.assertEqual(self.calls(), 1)
        self.assertEqual([self.shown(product) for product in shirts], [6, 6])

    def test_half_of_an_item_may_be_refused(self):
        shirts = self.products[:2]
        for product in shirts:
            self.put(product, 4)
        ghost = self.sku(shirts[1])
        ghost.external_id = "999"
        self.switch_on()
        self.assertEqual((self.sku(shirts[0]).push_state, self.shown(shirts[0])), ("same", 4))
        self.assertEqual(ghost.push_state, "refused")
        self.assertTrue(ghost.push_error)
        cause = self.exceptions(kind="stock_refused")
        self.assertEqual((len(cause), cause.count), (1, 1))
        self.assertEqual(cause.action_fix()["res_model"], "ocean.listing.sku")

    def test_a_refusal_ends_when_the_number_is_taken(self):
        self.put(self.kaos, 4)
        sku = self.sku()
        right, sku.external_id = sku.external_id, "999"
        self.switch_on()
        cause = self.exceptions(kind="stock_refused")
        self.world.journal.clear()
        self.env["ocean.stock.dirty"]._mark(self.kaos, "stock")
        self.push()
        self.assertEqual(self.calls(), 0, "what was refused is not sent again as it is")
        sku.external_id = right
        cause.action_retry()
        self.push()
        self.assertEqual((sku.push_state, self.shown(), cause.state), ("same", 4, "resolved"))

    def test_a_lost_answer_is_sent_again(self):
        self.put(self.kaos, 4)
        with self.world.lock:
            self.faults.add("drop", path=UPDATE, when="after")
        self.switch_on()
        sku = self.sku()
        self.assertEqual((sku.push_state, sku.push_tries), ("sending", 1))
        self.assertEqual(self.env["ocean.stock.push"].search([("sku_id", "=", sku.id)]).answer, "lost")
        self.assertFalse(self.exceptions(kind="stock_refused"))
        self.faults.clear()
        sku.next_push = fields.Datetime.now() - timedelta(seconds=1)
        self.push()
        self.assertEqual((sku.push_state, sku.confirmed_qty, self.shown()), ("same", 4, 4))

    def test_a_campaign_that_holds_the_number_is_a_state_with_a_date(self):
        self.put(self.kaos, 3)
        ends = self.campaign(units=20, hours=30)
        self.switch_on()
        sku = self.sku()
        self.assertEqual(sku.push_state, "locked")
        self.assertEqual(sku.locked_until, ends)
        self.assertTrue(sku.push_text.startswith("Locked until "), sku.push_text)
        self.assertFalse(self.exceptions(kind="stock_refused"))
        self.world.journal.clear()
        self.put(self.kaos, 1)
        self.push()
        self.assertEqual(self.calls(), 0, "a locked number waits for its end")
        self.store.discounts.clear()
        sku.next_push = fields.Datetime.now() - timedelta(seconds=1)
        self.push()
        self.assertEqual((sku.push_state, self.shown()), ("same", 4))

    def campaign(self, units, hours):
        """Have a campaign set `units` of the shirt apart; return when it ends."""
        sku = self.sku()
        variant, now = self.variant(sku), int(self.store.now)
        variant.stock = units + 10
        deal = Discount(
            id=77_001, shop_id=self.shop_id(), name="Gajian", start=now - 60, end=now + hours * 3600
        )
        cut = Cut(variant.list_price, units)
        deal.items[int(sku.listing_id.external_id)] = Cuts({variant.model_id: cut})
        with self.world.lock:
            self.store.discounts[deal.id] = deal
        return fields.Datetime.to_datetime("1970-01-01") + timedelta(seconds=deal.end)

    def shop_id(self):
        return int(self.storefront.external_shop_id)

    def test_the_platforms_maximum_caps_the_number(self):
        most = self.storefront._stock_limits().most
        self.put(self.kaos, most + 500)
        self.switch_on()
        self.assertEqual((self.sku().desired_qty, self.shown()), (most, most))
        self.assertIn("by the platform", self.sku().why_json)

    def test_negative_stock_shows_zero(self):
        self.put(self.kaos, -3)
        self.switch_on()
        self.assertEqual((self.sku().desired_qty, self.shown()), (0, 0))
        self.assertIn("count the stock", self.sku().why_json)

    def test_a_listing_mapped_twice_shows_the_number_twice_and_partitioned_once(self):
        self.put(self.kaos, 9)
        self.sku(self.products[2]).product_id = self.kaos
        self.push()
        self.assertEqual(self.sku().mapped("desired_qty"), [9, 9])
        self.rule(partitioned=True)
        self.push()
        self.assertEqual(sum(self.sku().mapped("desired_qty")), 9)

    def test_what_nobody_counts_is_left_alone_or_gets_its_fixed_number(self):
        before = self.shown()
        self.kaos.is_storable = False
        self.switch_on()
        self.assertFalse(self.sku().push_state)
        self.assertEqual(self.shown(), before)
        self.rule(takes="fixed", fixed=25, product_tmpl_ids=self.kaos.product_tmpl_id.ids)
        self.push()
        self.assertEqual((self.sku().desired_qty, self.shown()), (25, 25))

    def test_packs_are_shown_held_and_sold_as_packs(self):
        six = self.env["uom.uom"].create(
            {
                "name": "Isi 6",
                "relative_factor": 6,
                "relative_uom_id": self.env.ref("uom.product_uom_unit").id,
            }
        )
        self.put(self.kaos, 20)
        self.sku().uom_id = six
        self.switch_on()
        self.assertEqual(self.sku().pack_size, 6)
        self.assertEqual(self.shown(), 3)
        number = self.place_one(quantities=[2], status="UNPAID")
        self.sync()
        self.push()
        self.assertEqual(self.order(number).line_ids.held_qty, 12)
        self.assertEqual(self.shown(), 1)
        self.change(number, "advance")
        self.sync()
        self.push()
        line = self.sale(number).order_line.filtered("ocean_line_id")
        self.assertEqual((line.product_uom_qty, line.product_uom_id), (2, six))
        self.assertEqual(sum(line.move_ids.mapped("product_qty")), 12)
        self.assertEqual(self.sku().desired_qty, 1)
        self.assert_matches_platform(number)

    def test_a_pack_must_be_made_of_the_products_unit(self):
        with self.assertRaises(UserError):
            self.sku().uom_id = self.env.ref("uom.product_uom_kgm")

    def test_an_unmatched_variant_is_left_alone(self):
        self.put(self.kaos, 4)
        self.switch_on()
        sku = self.sku()
        sku.product_id = False
        self.put(self.kaos, 5)
        self.push()
        self.assertFalse(sku.push_state)
        self.assertEqual(self.variant(sku).stock, 4)

    def test_a_paused_storefront_gets_no_numbers_and_all_of_them_later(self):
        self.put(self.kaos, 4)
        self.switch_on()
        self.storefront.action_pause()
        self.put(self.kaos, 5)
        self.push()
        self.assertEqual((self.sku().push_state, self.shown()), ("sending", 4))
        self.storefront.action_resume()
        self.push()
        self.assertEqual((self.sku().push_state, self.shown()), ("same", 9))

    def test_a_dead_token_stops_the_lane_and_not_the_numbers(self):
        self.put(self.kaos, 4)
        self.storefront.stock_on = True
        self.env.cr.flush()
        with self.world.lock:
            self.faults.add("server_error", path=UPDATE)
        self.push()
        self.assertEqual(self.sku().push_state, "sending")
        self.faults.clear()
        self.sku().next_push = False
        self.push()
        self.assertEqual((self.sku().push_state, self.shown()), ("same", 4))

    def test_sending_is_switched_on_only_after_a_look_at_what_would_change(self):
        self.put(self.kaos, 4)
        storefront = self.storefront.with_user(self.seller)
        with self.assertRaises(UserError):
            storefront.stock_on = True
        action = storefront.action_preview_stock()
        wizard = self.env[action["res_model"]].with_user(self.seller).browse(action["res_id"])
        line = wizard.line_ids.filtered(lambda line: line.sku_id == self.sku())
        self.assertEqual((line.now, line.then), (self.shown(), 4))
        self.assertIn("would change", wizard.summary)
        wizard.action_switch_on()
        self.push()
        self.assertEqual(self.shown(), 4)

    def test_users_push_and_only_managers_switch(self):
        worker = self._make_user("picker", GROUP_USER)
        self.put(self.kaos, 4)
        self.switch_on()
        self.variant().stock = 77
        self.sku().with_user(worker).action_push_stock()
        self.push()
        self.assertEqual(self.shown(), 4)
        with self.assertRaises(AccessError):
            self.storefront.with_user(worker).action_stop_stock()
        with self.assertRaises(AccessError):
            self.rule().with_user(worker).write({"cap": 1})
