from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ocean_marketplace_base.lib import failpoints

from .stock import StockCommon

CRON_LOGGER = "odoo.addons.base.models.ir_cron"


@tagged("post_install", "-at_install")
class TestStockFailpoints(StockCommon):
    """Dying right before or after any commit of the stock lane leads to the numbers of not dying."""

    def test_every_place_to_die_at_is_passed_by_the_story(self):
        places = {name for name in failpoints.FAILPOINTS if name.startswith("stock.")}
        self.assertEqual(places, {"stock.settled", "stock.before_pushed", "stock.pushed", "stock.checked"})

    def test_a_run_that_dies_at_any_commit_is_completed_by_the_next(self):
        for product in self.products:
            self.put(product, 10)
        self.storefront.stock_on = True
        self.rule(cap=8)
        number = self.place_one(quantities=[3], status="UNPAID")
        self.sync()
        self.env.cr.flush()
        numbers = {}
        for name in (None, *sorted(name for name in failpoints.FAILPOINTS if name.startswith("stock."))):
            with self.subTest(name), self.rolled_back():
                numbers[name] = self.run_story(number, name)
                self.assertEqual(numbers[name], numbers[None])
        self.assertEqual(set(numbers[None][0].values()), {(7, 7, "same", 7), (8, 8, "same", 8)})

    def run_story(self, number, failpoint):
        """Send everything, sell and check; return what is shown and how often it was said to be."""
        self.reset_platform()
        deaths = 0
        for act in (self.nothing, self.sell_more, self.check):
            act()
            self.env.cr.flush()
            deaths += self.carry_on(None if deaths else failpoint)
        self.assertEqual(deaths, 1 if failpoint else 0)
        self.assertFalse(self.env["ocean.stock.dirty"].search_count([]))
        rows = self.sku_rows()
        self.assertFalse(any(rows.mapped("check_due")))
        self.assertFalse(self.exceptions())
        shown = {
            sku.seller_sku: (sku.desired_qty, sku.confirmed_qty, sku.push_state, self.variant(sku).stock)
            for sku in rows
        }
        return shown, self.order(number).line_ids.held_qty

    def reset_platform(self):
        """Show the numbers of somebody else; the simulator is not rolled back."""
        with self.world.lock:
            for sku in self.sku_rows():
                self.variant(sku).stock = 1

    def sku_rows(self):
        return self.env["ocean.listing.sku"].search(
            [("storefront_id", "=", self.storefront.id), ("product_id", "!=", False)]
        )

    def nothing(self):
        """Only what waits since the numbers were switched on."""

    def sell_more(self):
        self.put(self.kaos, 2)
        self.put(self.kaos, -2)
        self.put(self.products[1], -1)
        self.put(self.products[1], 1)

    def check(self):
        self.sku_rows().action_check_stock()

    def carry_on(self, failpoint):
        """Run the lane until one whole round neither dies nor is woken; return how often it died."""
        deaths = 0
        for _round in range(12):
            self.lane("stock").write({"next_try": False})
            if failpoint and not deaths:
                with failpoints.armed(failpoint), mute_logger(CRON_LOGGER):
                    alive = self.run_cron("stock")
            else:
                alive = self.run_cron("stock")
            deaths += not alive
            if alive and not self.woken("stock"):
                return deaths
        raise AssertionError("this never comes to an end")
