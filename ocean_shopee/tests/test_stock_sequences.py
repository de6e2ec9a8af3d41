import random

from odoo.tests import tagged

from .common import SECOND_SHOP
from .stock import StockCommon

SEED, STEPS, SYNC_EVERY = 19, 200, 10
UNITS = 30
# Both seeded shops sell the bag; for the shirts the second shop's own listings are taken.
SAME = {"KAOS-POLOS-M": "WAJAN-24", "TAS-KANVAS": "TAS-KANVAS"}


@tagged("post_install", "-at_install")
class TestStockSequences(StockCommon):
    """Any sequence of orders, payments, cancellations, receipts and late or repeated news adds up."""

    def setUp(self):
        super().setUp()
        self.rng = random.Random(SEED)
        self.second = self._make_storefront(self.account, SECOND_SHOP)
        grant = self.grant(SECOND_SHOP).token
        self.connect(self.second, grant.access_token, grant.refresh_token)
        self.drain("catalogue")
        self.shops = self.storefront | self.second
        self.goods = self.products.filtered(lambda product: product.default_code in SAME)
        for product in self.goods:
            self._listed(self.second, SAME[product.default_code]).product_id = product
            self.put(product, UNITS)
        self.rule(percent=60, buffer=2, storefront_ids=self.second.ids, partitioned=True)
        self.rule(takes="next", last_units=4, last_storefront_id=self.storefront.id, sequence=5)
        self.shops.stock_on = True
        self.settle(self.shops)
        self.placed, self.added = [], dict.fromkeys(self.goods, 0)

    def _listed(self, storefront, seller_sku):
        domain = [("storefront_id", "=", storefront.id), ("seller_sku", "=", seller_sku)]
        return self.env["ocean.listing.sku"].search(domain)

    def settle(self, shops):
        """Let news of `shops` arrive and their numbers go out; the others' news stays on its way."""
        self.env.cr.flush()
        (self.shops - shops).paused = True
        shops.lane_ids.write({"next_try": False, "failures": 0})
        self.drain("orders", "apply", "stock")
        self.shops.paused = False

    # === WHAT MAY HAPPEN === #

    def step_place(self):
        shop, product = self.rng.choice(self.shops), self.rng.choice(self.goods)
        sku = self.sku(product, shop)
        units = self.rng.randint(1, 3)
        if units > self.variant(sku).stock:
            return
        status = self.rng.choice(["UNPAID", "READY_TO_SHIP"])
        shop_id = int(shop.external_shop_id)
        self.placed += self.place(shop=shop_id, skus=[sku.seller_sku], quantities=[units], status=status)

    def step_pay(self):
        if unpaid := [number for number in self.placed if self.store.orders[number].status == "UNPAID"]:
            self.change(self.rng.choice(unpaid), "advance")

    def step_cancel(self):
        if alive := self._alive():
            self.change(self.rng.choice(alive), "cancel")

    def step_receive_or_adjust(self):
        product, units = self.rng.choice(self.goods), self.rng.choice([-3, -2, -1, 1, 2, 3, 4])
        self.put(product, units)
        self.added[product] += units

    def step_hear_again(self):
        """The same order is read once more, as after a repeated push."""
        if known := self.env["ocean.order"].search([("storefront_id", "in", self.shops.ids)]):
            self.rng.choice(known).needs_fetch = True

    def step_settle_one(self):
        self.settle(self.rng.choice(self.shops))

    def _alive(self):
        return [number for number in self.placed if self.store.orders[number].status != "CANCELLED"]

    # === WHAT MUST HOLD === #

    def units(self, product):
        """Return what the platform sold of `product` and did not cancel."""
        skus = {self.sku(product, shop).seller_sku for shop in self.shops}
        briefs = [self.brief(number) for number in self._alive()]
        return sum(
            count
            for brief in briefs
            for sku, count in zip(brief["skus"], brief["quantities"], strict=True)
            if sku in skus
        )

    def figures(self):
        return self.goods._get_stock_figures(self.stock)

    def check_always(self):
        for product, row in self.figures().items():
            self.assertGreaterEqual(row["holds"], 0, product.name)
            self.assertGreaterEqual(row["demand"], 0, product.name)
        for shop in self.shops:
            for product in self.goods:
                sku = self.sku(product, shop)
                self.assertLessEqual(sku.desired_qty, max(0, sku.sellable_qty))

    def check_settled(self):
        """All news has arrived: Odoo counts as the platform does, and shows what the rules allow."""
        for product, row in self.figures().items():
            self.assertEqual(row["holds"] + row["demand"], self.units(product), product.name)
            sellable = UNITS + self.added[product] - self.units(product)
            self.assertEqual(row["sellable"], sellable, product.name)
            first, second = (self.sku(product, shop) for shop in self.shops)
            self.assertEqual(first.desired_qty, max(0, sellable), product.name)
            most = max(0, min(int((sellable - 2) * 0.6), sellable - 4))
            self.assertEqual(second.desired_qty, most, product.name)
            for sku in (first, second):
                self.assertEqual((sku.push_state, self.variant(sku).stock), ("same", sku.desired_qty))

    def numbers(self):
        return {
            (shop, product): self.sku(product, shop).desired_qty
            for shop in self.shops
            for product in self.goods
        }

    def test_everything_adds_up_and_returns_to_its_start(self):
        start = self.numbers()
        self.check_settled()
        steps = [name for name in dir(self) if name.startswith("step_")]
        weights = [8 if name == "step_place" else 3 if name != "step_settle_one" else 1 for name in steps]
        for number in range(1, STEPS + 1):
            [name] = self.rng.choices(steps, weights)
            with self.subTest(step=number, what=name):
                getattr(self, name)()
            if number % SYNC_EVERY == 0:
                self.settle(self.rng.choice([self.storefront, self.second, self.shops]))
                self.check_always()
            if number % (SYNC_EVERY * 5) == 0:
                self.settle(self.shops)
                self.check_settled()
        self.assertGreater(len(self.placed), STEPS // 5, "the sequence sells something")
        for number in self._alive():
            self.change(number, "cancel")
        for product, units in self.added.items():
            self.put(product, -units)
        self.added = dict.fromkeys(self.goods, 0)
        self.settle(self.shops)
        self.check_settled()
        self.assertEqual(self.numbers(), start)
        open_holds = self.env["ocean.order.line"].search_count([("hold_state", "=", "open")])
        self.assertEqual(open_holds, 0)
