from odoo import api
from odoo.tests import tagged

from .stock import StockCommon


@tagged("post_install", "-at_install")
class TestStockRaces(StockCommon):
    """What a user's transaction inserts while the lane works is neither lost nor in anybody's way."""

    def setUp(self):
        super().setUp()
        self.put(self.kaos, 10)
        self.switch_on()

    def test_a_mark_that_comes_while_the_lane_works_is_settled_by_the_next_turn(self):
        dirty = self.env["ocean.stock.dirty"]
        dirty._mark(self.kaos, "stock")
        self.env.cr.flush()
        seen = dirty.search([])
        original = type(self.env["ocean.listing.sku"])._settle_stock

        @api.model
        def settle_and_be_overtaken(model, marks):
            original(model, marks)
            dirty._insert([(self.kaos.id, 0, 0, "order")])

        self.patch(type(self.env["ocean.listing.sku"]), "_settle_stock", settle_and_be_overtaken)
        dirty._settle()
        left = dirty.search([])
        self.assertEqual(left.mapped("reason"), ["order"])
        self.assertFalse(left & seen)

    def test_a_number_that_changes_while_it_is_sent_is_sent_again(self):
        sku = self.sku()
        keeper = type(self.env["ocean.platform.shopee"])
        original = keeper._stock_keeper
        case = self

        class Overtaken:
            """The real keeper; while it works, goods leave."""

            def __init__(self, inner):
                self.inner, self.limits, self.read = inner, inner.limits, inner.read

            def push(self, changes):
                results = self.inner.push(changes)
                if not case.overtaken:
                    case.overtaken = True
                    with case.own_env() as env:
                        env["stock.quant"]._update_available_quantity(
                            env["product.product"].browse(case.kaos.id),
                            env["stock.location"].browse(case.stock.id),
                            -4,
                        )
                return results

        self.overtaken = False
        self.patch(
            keeper, "_stock_keeper", lambda model, shop, token: Overtaken(original(model, shop, token))
        )
        self.put(self.kaos, 5)
        self.push()
        self.assertTrue(self.overtaken)
        self.assertEqual((sku.desired_qty, sku.push_state, self.shown()), (11, "same", 11))
