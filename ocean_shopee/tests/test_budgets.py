from odoo.tests import tagged

from .common import ShopeeCommon


@tagged("post_install", "-at_install")
class TestBudgets(ShopeeCommon):
    """Upper bounds of queries on the hot paths; all of them are per order, whatever the batch."""

    def answers(self, numbers):
        return self.storefront._reader().read_orders(numbers)

    def stubs(self, count):
        numbers = self.place(count, skus=["KAOS-POLOS-M", "TAS-KANVAS"])
        with self.own_env() as env:
            self.lane().with_env(env)._discover(float("inf"))
        return self.env["ocean.order"].search([("external_id", "in", numbers)])

    def warm_up(self):
        self.imported(skus=["KAOS-POLOS-M", "TAS-KANVAS"])

    def test_storing_orders_takes_few_queries_each(self):
        self.warm_up()
        orders = self.stubs(25)
        answers = self.answers(orders.mapped("external_id"))
        self.env.invalidate_all()

        # Four of them match products: units are held from the moment an order is seen.
        with self.assertQueryCount(29):
            self.assertEqual(orders._store_raw(answers), 25)
            self.env.flush_all()

    def test_applying_25_orders_takes_few_queries_each(self):
        self.warm_up()
        orders = self.stubs(25)
        orders._store_raw(self.answers(orders.mapped("external_id")))
        self.env.flush_all()
        self.env.invalidate_all()

        # Manufacturing asks for the bill of each product when orders are confirmed.
        per_order = 30 if "mrp.bom" in self.env else 24
        with self.assertQueryCount(per_order * 25):
            orders._in_company()._apply()
            self.env.flush_all()
        self.assertEqual(orders.sale_order_ids.mapped("state"), ["sale"] * 25)

    def test_reading_unchanged_orders_takes_no_query_per_order(self):
        orders = self.stubs(25)
        answers = self.answers(orders.mapped("external_id"))
        orders._store_raw(answers)
        self.env.flush_all()
        orders.write({"needs_fetch": True})
        self.env.flush_all()
        self.env.invalidate_all()

        with self.assertQueryCount(4):
            self.assertEqual(orders._store_raw(answers), 0)
            self.env.flush_all()
        self.assertFalse(any(orders.mapped("needs_fetch")))
