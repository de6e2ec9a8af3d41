from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from .stock import StockCommon


@tagged("post_install", "-at_install")
class TestStockMarks(StockCommon):
    """Whatever changes a number leaves a mark, as an insert and nothing else."""

    def setUp(self):
        super().setUp()
        self.push()

    def marks(self):
        """Return {(product, storefront)} of the marks that are there, and forget them."""
        self.env.cr.flush()
        rows = self.env["ocean.stock.dirty"].search([])
        found = {(row.product_id, row.storefront_id) for row in rows}
        rows.unlink()
        return found

    def about(self, product=None):
        return {pair for pair in self.marks() if pair[0] == (product or self.kaos).id}

    def move(self, units=2):
        return self.env["stock.move"].create(
            {
                "product_id": self.kaos.id,
                "product_uom_qty": units,
                "location_id": self.stock.id,
                "location_dest_id": self.env.ref("stock.stock_location_customers").id,
                "company_id": self.company.id,
            }
        )

    def test_quants_leave_marks_and_reservations_do_not(self):
        self.put(self.kaos, 5)
        self.assertTrue(self.about())
        self.env["stock.quant"]._update_reserved_quantity(self.kaos, self.stock, 2)
        self.assertFalse(self.about())

    def test_moves_leave_marks_at_each_step(self):
        move = self.move()
        self.assertTrue(self.about())
        move._action_confirm()
        self.assertTrue(self.about())
        move.product_uom_qty = 3
        self.assertTrue(self.about())
        move._action_cancel()
        self.assertTrue(self.about())
        move.unlink()
        self.assertTrue(self.about())

    def test_holds_leave_marks_for_the_storefront_whose_number_moved(self):
        number = self.place_one(status="UNPAID")
        self.sync()
        self.assertIn((self.kaos.id, self.storefront.id), self.about())
        self.change(number, "cancel")
        self.sync()
        self.assertIn((self.kaos.id, self.storefront.id), self.about())

    def test_matching_leaves_marks_for_both_products(self):
        other = self._make_product("LAIN")
        self.sku().product_id = other
        found = {product for product, _shop in self.marks()}
        self.assertLessEqual({self.kaos.id, other.id}, found)

    def test_rules_leave_marks_for_what_they_are_about(self):
        rule = self.rule(cap=3)
        self.assertIn((0, 0), self.marks())
        rule.product_tmpl_ids = self.kaos.product_tmpl_id
        self.assertTrue(self.marks())
        rule.cap = 4
        self.assertEqual(self.marks(), {(self.kaos.id, 0)})
        rule.active = False
        self.assertTrue(self.about())
        rule.unlink()
        self.assertTrue(self.about())

    def test_the_storefronts_warehouse_and_products_leave_marks(self):
        other = self.env["stock.warehouse"].create(
            {"name": "Dua", "code": "DUA", "company_id": self.company.id}
        )
        self.marks()
        self.storefront.warehouse_id = other
        self.assertIn((0, self.storefront.id), self.marks())
        self.kaos.categ_id = self.env["product.category"].create({"name": "Kaos"})
        self.assertTrue(self.about())

    def test_a_rolled_back_savepoint_takes_its_marks_along_and_keeps_earlier_ones(self):
        tas = self.products[2]
        self.env["ocean.stock.dirty"]._mark(self.kaos, "stock")
        with self.rolled_back():
            self.env["ocean.stock.dirty"]._mark(tas, "stock")
            self.env.cr.flush()
        self.assertEqual(self.marks(), {(self.kaos.id, 0)})

    def test_many_marks_of_one_transaction_are_one_row_each(self):
        for _time in range(5):
            self.env["ocean.stock.dirty"]._mark(self.kaos, "stock")
        self.env.cr.flush()
        self.assertEqual(self.env["ocean.stock.dirty"].search_count([("product_id", "=", self.kaos.id)]), 1)

    def test_the_lane_is_woken_only_where_numbers_are_sent(self):
        self._triggers("stock").unlink()
        self.put(self.kaos, 1)
        self.env.cr.flush()
        self.assertFalse(self.woken("stock"))
        self.switch_on()
        self._triggers("stock").unlink()
        self.put(self.kaos, 1)
        self.env.cr.flush()
        self.assertTrue(self.woken("stock"))

    def test_nothing_is_marked_where_nothing_is_listed(self):
        self.env["ocean.listing.sku"].search([]).write({"product_id": False})
        self.marks()
        self.put(self.kaos, 1)
        self.assertFalse(self.marks())

    def test_schedules_begin_and_end_by_themselves(self):
        self.put(self.kaos, 100)
        self.switch_on()
        now = fields.Datetime.now()
        rule = self.rule(cap=5, date_from=now + timedelta(hours=1), date_to=now + timedelta(hours=2))
        self.assertLessEqual({rule.date_from, rule.date_to}, set(self._triggers("stock").mapped("call_at")))
        self.push()
        self.assertEqual((rule.in_force, self.shown()), (False, 100))
        self.set_dates(rule, now - timedelta(hours=1), now + timedelta(hours=1))
        self.push()
        self.assertEqual((rule.in_force, self.shown()), (True, 5))
        self.set_dates(rule, now - timedelta(hours=2), now - timedelta(hours=1))
        self.push()
        self.assertEqual((rule.in_force, self.shown()), (False, 100))

    def set_dates(self, rule, start, end):
        """Let time pass for a rule: no write happens, so nothing is marked."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ocean_allocation_rule SET date_from = %s, date_to = %s WHERE id = %s",
            (start, end, rule.id),
        )
        rule.invalidate_recordset()

    def test_lines_of_a_whole_storefront_are_spread_over_its_products(self):
        self.marks()
        self.env["ocean.stock.dirty"]._mark_storefronts(self.storefront, "settings")
        self.env.cr.flush()
        self.env["ocean.stock.dirty"]._settle()
        found = self.env["ocean.stock.dirty"].search([])
        self.assertEqual(set(found.mapped("product_id")), set(self.products.ids))

    def test_an_edited_order_line_leaves_a_mark(self):
        order = self.env["ocean.order"].create(
            {
                "storefront_id": self.storefront.id,
                "external_id": "M1",
                "state": "unpaid",
                "line_ids": [
                    Command.create({"key": "1", "name": "Kaos", "quantity": 2, "product_id": self.kaos.id})
                ],
            }
        )
        self.assertEqual(order.line_ids.held_qty, 2)
        self.assertIn((self.kaos.id, self.storefront.id), self.about())
        order.line_ids.quantity = 5
        self.assertEqual(order.line_ids.held_qty, 5)
        self.assertIn((self.kaos.id, self.storefront.id), self.about())
