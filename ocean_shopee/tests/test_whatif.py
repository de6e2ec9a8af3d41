from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.lib.whatif import opening
from odoo.addons.ocean_marketplace_base.models import ocean_stock_whatif_run
from odoo.addons.ocean_marketplace_base.tests.common import GROUP_USER

from .stock import StockCommon

FIGURES = (
    "orders",
    "lost_before",
    "lost_after",
    "oversold_before",
    "oversold_after",
    "share_after",
    "risk_text",
)


class WhatifCommon(StockCommon):
    """Orders of the past are rows of ours, so they are written here as the import leaves them."""

    def past_order(self, days, quantity=1, product=None, storefront=None, **values):
        """Create an order that was placed `days` ago and holds stock."""
        product, storefront = product or self.kaos, storefront or self.storefront
        sku = self.sku(product, storefront)
        moment = fields.Datetime.now() - timedelta(days=days)
        order = self.env["ocean.order"].create(
            {
                "storefront_id": storefront.id,
                "external_id": f"LALU{self.env['ocean.order'].search_count([])}",
                "state": "to_ship",
                "date_order": moment,
                "remote_updated_at": moment,
                "needs_fetch": False,
                **values,
            }
        )
        self.env["ocean.order.line"].create(
            {
                "order_id": order.id,
                "key": "1",
                "item_id": sku.listing_id.external_id,
                "sku_id": sku.external_id,
                "name": product.name,
                "product_id": product.id,
                "quantity": quantity,
                "quantity_cancelled": quantity if order.state == "cancelled" else 0,
            }
        )
        return order

    def tried(self, rule, days=14, delay=10):
        """Try `rule` to the end; return what came out."""
        row = rule.with_user(self.seller)._try_on_past(days, delay)
        self.drain("whatif")
        return row

    def shelf(self, days=14):
        """Return the plain past of the T-shirt."""
        past = self.env["ocean.stock.past"].with_context(allowed_company_ids=self.company.ids)
        (shelf,) = past._shelves(self.kaos, self.company, self.later(days=-days))[0]
        return shelf

    def line(self, row, product=None, storefront=None):
        return row.line_ids.filtered(
            lambda line: (
                line.product_id == (product or self.kaos)
                and line.storefront_id == (storefront or self.storefront)
            )
        )


@tagged("post_install", "-at_install")
class TestWhatif(WhatifCommon):
    """A rule is tried on the orders of the past before it is switched on."""

    def setUp(self):
        super().setUp()
        # Ten units were counted; six are sold.
        quant = self.env["stock.quant"].with_context(inventory_mode=True)
        quant = quant.create(
            {"product_id": self.kaos.id, "location_id": self.stock.id, "inventory_quantity": 10}
        )
        quant.action_apply_inventory()
        self.counted = self.env["stock.move"].search([("product_id", "=", self.kaos.id)])
        self.counted.date = self.later(days=-30)
        for days in (6, 5, 4):
            self.past_order(days, quantity=2)
        self.draft = self.rule(name="Gajian", percent=50, active=False)

    def test_lost_sales_and_oversold_units_are_found(self):
        self.draft.cap = 1
        row = self.tried(self.draft)
        line = self.line(row)
        self.assertEqual(row.state, "done")
        self.assertEqual(row.order_count, 3)
        self.assertEqual((line.orders, line.lost_before, line.lost_after), (3, 0, 6))
        self.assertEqual((row.lost_before, row.lost_after, row.oversold_after), (0, 6, 0))
        self.assertEqual((row.lost_text, row.oversold_text), ("0 → 6 ▲", "0 → 0"))
        self.assertTrue(line.touched)
        self.assertAlmostEqual(line.share_after, 10, delta=0.1)
        self.assertIn("3 own orders · estimate, platform delay taken as 10 s", row.summary)

    def test_two_runs_give_the_same_figures_also_with_orders_in_between(self):
        first = self.tried(self.draft)
        kept = first.line_ids.read(FIGURES)
        self.past_order(-0.01, quantity=3)
        second = self.draft.with_user(self.seller)._try_on_past(14, 10)
        second.sudo().write({"since": first.since, "until": first.until})
        self.drain("whatif")
        self.assertTrue(kept)
        for one, other in zip(kept, second.line_ids.read(FIGURES), strict=True):
            self.assertEqual({**one, "id": 0}, {**other, "id": 0})

    def test_a_rule_that_says_what_todays_say_touches_nothing(self):
        self.draft.percent = 100
        row = self.tried(self.draft)
        self.assertEqual((row.touched_count, row.lost_before, row.lost_after), (0, 0, 0))

    def test_what_came_and_what_was_cancelled_is_reckoned_back(self):
        self.past_order(
            3, quantity=4, state="cancelled", remote_updated_at=fields.Datetime.now() - timedelta(days=2)
        )
        shelf = self.shelf()
        self.assertEqual((shelf.levels, opening(shelf)), ({self.kaos.id: 4}, {self.kaos.id: 10}))

    def test_a_receipt_within_the_days_was_not_there_before(self):
        self.assertEqual(self.counted.state, "done")
        self.counted.date = self.later(days=-1)
        line = self.line(self.tried(self.draft))
        self.assertEqual((line.lost_before, line.oversold_before), (6, 0), "nothing was there to sell")

    def test_what_our_own_deliveries_took_is_not_taken_twice(self):
        number = self.place_one(quantities=[3])
        self.sync()
        picking = self.sale(number).picking_ids
        picking.move_ids.write({"quantity": 3, "picked": True})
        picking.button_validate()
        self.assertEqual(picking.state, "done")
        shelf = self.shelf()
        self.assertEqual((shelf.levels, opening(shelf)), ({self.kaos.id: 1}, {self.kaos.id: 10}))
        self.assertFalse(shelf.moves)

    def test_the_moment_of_highest_risk_is_named(self):
        for _order in range(3):
            self.past_order(3, quantity=1)
        line = self.line(self.tried(self.draft))
        self.assertRegex(line.with_user(self.seller).risk_text, r"\d+ \w+.* \d\d:\d\d, 3 orders in [0-9] s")

    def test_a_campaign_is_tried_as_if_it_were_on(self):
        self.draft.write({"cap": 1, "date_from": self.later(days=2), "date_to": self.later(days=3)})
        self.assertEqual(self.tried(self.draft).lost_after, 6)

    def test_products_that_the_rule_leaves_out_are_not_replayed(self):
        self.draft.excluded_tmpl_ids = self.kaos.product_tmpl_id
        row = self.tried(self.draft)
        self.assertFalse(self.line(row))
        self.draft.write({"product_tmpl_ids": self.kaos.product_tmpl_id, "cap": 1})
        with self.assertRaisesRegex(UserError, "No listing with a product"):
            self.tried(self.draft)

    def test_work_goes_on_where_it_stopped(self):
        self.patch(ocean_stock_whatif_run, "AT_ONCE", 2)
        self.patch(ocean_stock_whatif_run, "SLICE", -1.0)  # each slice is over after one chunk
        row = self.draft.with_user(self.seller)._try_on_past(14, 10)
        self.assertTrue(self.run_cron("whatif"))
        self.assertEqual((row.state, row.job_id.done, row.job_id.waiting), ("running", 1, 2))
        self.assertTrue(self.woken("whatif"))
        self.draft.cap = 1  # the run keeps the rule it began with
        self.drain("whatif")
        self.assertEqual((row.state, row.job_id.done, row.lost_after), ("done", 3, 0))

    def test_a_chunk_that_fails_is_told_and_tried_again(self):
        row = self.draft.with_user(self.seller)._try_on_past(14, 10)
        kept = row.rules_tried
        row.sudo().rules_tried = [{"rule_id": "?"}]
        with self.assertLogs("odoo.addons.ocean_marketplace_base.models.ocean_stock_whatif_run"):
            self.drain("whatif")
        self.assertEqual((row.state, row.job_id.failed), ("partial", 1))
        self.assertIn("ValidationError", row.job_id.failed_ids.answer_text)
        row.sudo().rules_tried = kept
        row.job_id.with_user(self.seller).action_retry_failed()
        self.drain("whatif")
        self.assertEqual((row.state, row.job_id.failed), ("done", 0))

    def test_the_rest_can_be_cancelled(self):
        row = self.draft.with_user(self.seller)._try_on_past(14, 10)
        row.job_id.with_user(self.seller).action_cancel_rest()
        self.drain("whatif")
        self.assertEqual((row.state, len(row.line_ids)), ("cancelled", 0))
        with self.assertRaisesRegex(UserError, "no result"):
            row.with_user(self.seller).action_switch_on()

    # === THE RESULT === #

    def test_switched_on_the_rule_shows_what_was_tried(self):
        self.switch_on()
        row = self.tried(self.draft).with_user(self.seller)
        self.assertEqual(self.shown(), 4)
        self.assertTrue(row.may_switch_on)
        row.action_switch_on()
        self.push()
        self.assertTrue(self.draft.active)
        self.assertEqual((row.state, row.may_switch_on), ("on", False))
        self.assertEqual(self.shown(), 2)

    def test_a_rule_that_was_changed_since_is_tried_again_first(self):
        row = self.tried(self.draft).with_user(self.seller)
        self.draft.buffer = 3
        with self.assertRaisesRegex(UserError, "was changed since"):
            row.action_switch_on()
        self.assertFalse(self.draft.active)

    def test_a_change_is_tried_on_a_copy_that_takes_the_place_of_the_rule(self):
        rule = self.rule(name="Default", percent=100)
        change = self.env["ocean.allocation.rule"].browse(
            rule.with_user(self.seller).action_draft_change()["res_id"]
        )
        self.assertEqual((change.replaces_id, change.active, change.name), (rule, False, "Default"))
        self.assertEqual(rule.action_draft_change()["res_id"], change.id, "one is enough")
        change.cap = 1
        row = self.tried(change)
        self.assertEqual((row.lost_before, row.lost_after), (0, 6))
        row.with_user(self.seller).action_switch_on()
        self.assertEqual((change.active, rule.active), (True, False))
        self.assertFalse(change.replaces_id)

    def test_a_rule_that_is_on_is_compared_with_its_being_off(self):
        rule = self.rule(name="Default", cap=1)
        row = self.tried(rule)
        self.assertEqual((row.lost_before, row.lost_after), (0, 6))
        self.assertFalse(row.may_switch_on)

    def test_a_result_is_discarded_and_its_run_with_it(self):
        row = self.draft.with_user(self.seller)._try_on_past(14, 10)
        job = row.job_id
        action = row.action_discard()
        self.assertEqual((action["res_model"], action["res_id"]), ("ocean.allocation.rule", self.draft.id))
        self.assertEqual((row.exists().ids, job.state), ([], "cancelled"))

    def test_a_shared_pool_says_what_could_be_oversold(self):
        other = self._make_storefront(self.account, 301_177_009)
        listing = self.env["ocean.listing"].create(
            {"storefront_id": other.id, "external_id": "77", "name": "Kaos", "state": "live"}
        )
        self.env["ocean.listing.sku"].create(
            {"listing_id": listing.id, "external_id": "78", "name": "Kaos", "product_id": self.kaos.id}
        )
        row = self.tried(self.draft.copy({"percent": 80}))
        self.assertIn("Could oversell by up to 6 of", row.bound_text)

    def test_the_dialog_begins_a_run(self):
        action = self.draft.with_user(self.seller).action_try_on_past()
        dialog = self.env[action["res_model"]].with_user(self.seller).browse(action["res_id"])
        self.assertEqual((dialog.days, dialog.delay), (14, 10))
        self.assertEqual(dialog.note, "It is compared with today's rules.")
        shown = dialog.action_start()
        job = self.env["ocean.job"].with_user(self.seller).browse(shown["res_id"])
        self.drain("whatif")
        self.assertEqual(job.state, "done")
        self.assertEqual(job.item_ids.title, f"Products 1–{len(self.products)}")
        self.assertEqual(job._toast()["action_button"]["model"], "ocean.stock.whatif")
        self.assertEqual(job.action_open_whatif()["res_id"], job.whatif_ids.id)
        self.assertEqual(self.draft.with_user(self.seller).whatif_count, 1)

    def test_users_see_rules_but_try_none(self):
        worker = self._make_user("picker", GROUP_USER)
        row = self.tried(self.draft)
        with self.assertRaises(AccessError):
            self.draft.with_user(worker).action_try_on_past()
        with self.assertRaises(AccessError):
            self.draft.with_user(worker)._try_on_past(14, 10)
        with self.assertRaises(AccessError):
            row.with_user(worker).read(["name"])
        with self.assertRaises(AccessError):
            row.with_user(self.seller).write({"name": "x"})

    def test_other_companies_do_not_see_it(self):
        row = self.tried(self.draft)
        stranger = self._make_user(
            "other", "ocean_marketplace_base.group_manager", self._make_company("Toko Lain")
        )
        row = row.with_user(stranger).with_context(allowed_company_ids=stranger.company_ids.ids)
        with self.assertRaises(AccessError):
            row.read(["name"])
        self.assertFalse(row.search([]) or row.env["ocean.stock.whatif.line"].search([]))


@tagged("post_install", "-at_install")
class TestWhatifSpeed(WhatifCommon):
    """Two weeks of many orders are replayed with few reads."""

    def replay(self, row, products):
        self.env.flush_all()
        self.env.invalidate_all()
        row = row._in_company()
        before = self.env.cr.sql_log_count
        row._replay(products.ids)
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_the_number_of_queries_does_not_grow_with_the_orders(self):
        for product in self.products:
            self.put(product, 50)
        draft = self.rule(name="Gajian", percent=50, active=False)
        row = draft._try_on_past(14, 10)
        self.past_order(3)
        few = self.replay(row, self.products)
        for number in range(60):
            self.past_order(1 + number % 13, product=self.products[number % len(self.products)])
        self.assertLessEqual(self.replay(row, self.products), few + 12)
        self.assertEqual(sum(row.line_ids.mapped("orders")), 61)
