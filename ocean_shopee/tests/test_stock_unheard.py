from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import SECOND_SHOP
from .stock import StockCommon

BAG = "TAS-KANVAS"


@tagged("post_install", "-at_install")
class TestStockUnheard(StockCommon):
    """Platforms sell while we do not look: no number of ours gives away again what they sold."""

    def setUp(self):
        super().setUp()
        self.second = self._make_storefront(self.account, SECOND_SHOP)
        grant = self.grant(SECOND_SHOP).token
        self.connect(self.second, grant.access_token, grant.refresh_token)
        self.drain("catalogue")
        self.bag = self.products.filtered(lambda product: product.default_code == BAG)
        self.listed(self.second).product_id = self.bag
        self.put(self.bag, 40)

    def listed(self, storefront):
        return self.sku(self.bag, storefront) or self.env["ocean.listing.sku"].search(
            [("storefront_id", "=", storefront.id), ("seller_sku", "=", BAG)]
        )

    def start(self, **rule):
        if rule:
            self.rule(**rule)
        (self.storefront | self.second).stock_on = True
        self.push()
        self.world.journal.clear()

    def buy(self, units, shop=None):
        """A buyer orders bags; nobody tells us."""
        external = int((shop or self.storefront).external_shop_id)
        return self.place_one(shop=external, skus=[BAG], quantities=[units], status="READY_TO_SHIP")

    def hear(self, shop=None):
        """Orders of one shop arrive."""
        (self.storefront | self.second).paused = True
        (shop or self.storefront).paused = False
        (shop or self.storefront).lane_ids.write({"next_try": False, "failures": 0})
        self.drain("orders", "apply")
        (self.storefront | self.second).paused = False

    def numbers(self):
        return [self.variant(self.listed(shop)).stock for shop in (self.storefront, self.second)]

    def test_a_sale_lowers_the_other_shop_and_needs_no_call_to_its_own(self):
        self.start()
        self.buy(3)
        self.hear()
        self.push()
        sku = self.listed(self.storefront)
        self.assertEqual(self.numbers(), [37, 37])
        self.assertEqual((sku.push_state, sku.confirmed_qty, sku.platform_quantity), ("same", 37, 37))
        self.assertEqual(self.calls(), 1)

    def test_what_a_shop_sold_unheard_is_not_in_the_number_it_gets(self):
        self.start()
        self.buy(3)
        self.buy(2, self.second)
        self.hear()
        self.push()
        other = self.listed(self.second)
        self.assertEqual(self.numbers(), [37, 35])
        self.assertEqual((other.push_state, other.desired_qty, other.confirmed_qty), ("same", 37, 37))
        history = self.env["ocean.stock.push"].search([("sku_id", "=", other.id)], limit=1)
        self.assertEqual((history.to_qty, history.unheard_qty, history.answer), (35, 2, "ok"))

        self.hear(self.second)
        self.push()
        self.assertEqual(self.numbers(), [35, 35])
        self.assertEqual((other.push_state, other.desired_qty, other.confirmed_qty), ("same", 35, 35))
        self.assertEqual(self.calls(), 2)

    def test_a_shop_that_sold_all_unheard_is_told_nothing(self):
        self.start(percent=20, storefront_ids=self.second.ids)
        self.assertEqual(self.numbers(), [40, 8])
        self.buy(8, self.second)
        self.buy(30)
        self.hear()
        self.push()
        other = self.listed(self.second)
        self.assertEqual((self.numbers(), other.desired_qty, other.push_state), ([10, 0], 2, "same"))
        self.assertEqual(self.calls(), 0)
        self.hear(self.second)
        self.push()
        self.assertEqual(self.numbers(), [2, 0])

    def test_a_cancelled_order_gives_its_unit_back_everywhere(self):
        self.start()
        number = self.buy(3)
        self.hear()
        self.push()
        self.change(number, "cancel")
        self.hear()
        self.push()
        self.assertEqual(self.numbers(), [40, 40])
        self.assertEqual(set(self.listed(self.storefront).push_ids.mapped("answer")), {"ok"})
        self.assertEqual(self.listed(self.second).push_ids[0].reason, "release")

    def test_a_person_who_lowers_the_number_on_the_platform_is_found_out(self):
        self.start()
        self.variant(self.listed(self.second)).stock -= 4
        self.buy(3)
        self.hear()
        self.push()
        other = self.listed(self.second)
        self.assertEqual(self.numbers(), [37, 33])
        self.assertTrue(other.check_at)

        other.check_at = fields.Datetime.now() - timedelta(seconds=1)
        self.push()
        self.assertEqual((self.numbers(), other.push_state), ([37, 33], "drift"))
        other.low_at = other.check_at = fields.Datetime.now() - timedelta(hours=1)
        self.hear(self.second)  # all its orders are known: what is missing is none of them
        self.buy(2, self.second)  # and this one is not
        self.push()
        self.assertEqual(self.numbers(), [37, 35])
        self.assertEqual((other.push_state, other.desired_qty, other.low_at), ("same", 37, False))

    def test_a_number_that_a_person_sends_is_looked_at_again_where_it_sells(self):
        self.start()
        self.buy(1)
        self.hear()
        self.push()
        sku = self.listed(self.storefront)
        self.buy(3)
        sku.action_push_stock()
        self.push()
        self.assertEqual(self.numbers()[0], 39, "as the person wants it")
        self.assertTrue(sku.check_at)
        self.hear()
        sku.check_at = fields.Datetime.now() - timedelta(seconds=1)
        self.push()
        self.assertEqual((self.numbers(), sku.push_state), ([36, 36], "same"))

    def test_parts_stay_while_orders_come(self):
        self.start(percent=50, partitioned=True)
        self.assertEqual(self.numbers(), [20, 20])
        self.buy(3)
        self.hear()
        self.push()
        self.assertEqual((self.numbers(), self.calls()), ([17, 20], 0))
        answer = self.env["ocean.stock.why"]._line(self.listed(self.second).why_terms)
        self.assertIn("Keeps its part", answer)

    def test_parts_are_evened_out_when_one_shop_runs_low_the_other_lowered_first(self):
        self.start(percent=50, partitioned=True)
        self.buy(16)
        self.hear()
        self.push()
        self.assertEqual(self.numbers(), [12, 12])
        told = [(push.storefront_id, push.to_qty) for push in self.last_pushes(2)]
        self.assertEqual(told, [(self.second, 12), (self.storefront, 12)])

    def test_a_receipt_is_shared_out_at_once(self):
        self.start(percent=50, partitioned=True)
        self.buy(4)
        self.hear()
        self.put(self.bag, 24)
        self.push()
        self.assertEqual(self.numbers(), [30, 30])

    def test_sales_unheard_never_let_parts_add_up_to_more_than_there_is(self):
        self.start(percent=50, partitioned=True)
        self.buy(16)
        self.buy(5, self.second)
        self.hear()
        self.push()
        # 24 are left as far as we know: 12 each; the second has sold five of its own already.
        self.assertEqual(self.numbers(), [12, 7])
        self.hear(self.second)
        self.push()
        self.assertEqual(sum(self.numbers()), 40 - 16 - 5)

    def test_a_number_whose_answer_was_lost_may_be_there(self):
        self.start(percent=50, partitioned=True)
        with self.world.lock:
            self.faults.add("drop", path="*/update_stock", when="after")
        self.put(self.bag, 20)
        self.push()
        skus = self.listed(self.storefront) | self.listed(self.second)
        self.assertEqual(skus.mapped("lost_qty"), [30, 30])
        self.faults.clear()
        self.buy(5)
        skus.next_push = False
        self.push()
        self.assertEqual(self.numbers(), [25, 30])
        self.assertEqual(skus.mapped("lost_qty"), [0, 0])
        self.assertEqual(set(skus.mapped("push_state")), {"same"})
        self.hear()
        self.push()
        self.assertEqual(sum(self.numbers()), 55)

    def last_pushes(self, count):
        newest = self.env["ocean.stock.push"].search([("product_id", "=", self.bag.id)], limit=count)
        return newest.sorted("id")
