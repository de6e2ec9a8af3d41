from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.lib.stock_keeper import StockLimits
from odoo.addons.ocean_shopee.lib.stock_keeper import ShopeeStockKeeper

from .stock import StockCommon


@tagged("post_install", "-at_install")
class TestStockZero(StockCommon):
    """A platform that refuses the number 0: the item is hidden instead, and shown again with stock."""

    def setUp(self):
        super().setUp()
        self.patch(ShopeeStockKeeper, "limits", StockLimits(most=99_999, least=1))
        self.tas = self.products[2]
        self.put(self.tas, 4)
        self.switch_on()
        self.item = self.store.items[int(self.sku(self.tas).listing_id.external_id)]

    def status(self):
        return self.item.status_at(self.store.now)

    def test_an_item_without_stock_is_hidden_and_comes_back(self):
        self.assertEqual((self.shown(self.tas), self.status()), (4, "NORMAL"))
        self.put(self.tas, -4)
        self.world.journal.clear()
        self.push()
        sku = self.sku(self.tas)
        self.assertEqual((self.status(), self.calls()), ("UNLIST", 0), "no zero is sent")
        self.assertTrue(sku.hidden_at_zero)
        self.assertEqual((sku.push_state, sku.confirmed_qty), ("same", 0))
        self.assertEqual(sku.push_ids[:1].answer, "hidden")
        self.assertIn("the item is hidden", sku.why_json)
        self.put(self.tas, 3)
        self.push()
        self.assertEqual((self.status(), self.shown(self.tas)), ("NORMAL", 3))
        self.assertFalse(sku.hidden_at_zero)
