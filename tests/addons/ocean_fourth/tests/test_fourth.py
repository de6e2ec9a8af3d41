import json
import time
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected
from odoo.addons.ocean_marketplace_base.sandbox.server import SandboxServer
from odoo.addons.ocean_marketplace_base.tests.common import MarketplaceCommon

SHOP = "41"
# The simulated clock is a little behind, so that whatever changes lies inside the next window.
BEHIND = 20


@tagged("post_install", "-at_install")
class TestFourth(MarketplaceCommon):
    """A platform that the base has never heard of: connected, orders imported, pushes understood."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.products = cls._make_product("KOPI-250") | cls._make_product("TEH-100")
        cls.account = cls._make_account(platform="fourth", app_key="shop key", name="Fourth")

    def setUp(self):
        super().setUp()
        self.sandbox = SandboxServer(
            seed=3, platforms=["fourth"], orders=0, start=time.time() - BEHIND
        ).start()
        self.addCleanup(self.sandbox.close)
        self.fourth = self.sandbox.platforms["fourth"]
        info = self.sandbox.info["fourth"]
        self.account.write(
            {"app_secret": info["key"], "push_secret": info["key"], "simulator_url": info["base_url"]}
        )
        self.storefront = self.connect(SHOP)

    def connect(self, shop_id):
        grants = self.account._platform()._grants_by_keys(self.account, [shop_id])
        storefront = self.env["ocean.storefront"]._connect_grants(self.account, self.company, grants)
        storefront.import_since = fields.Datetime.now() - timedelta(days=1)
        return storefront

    def place(self, **options):
        with self.sandbox.world.lock:
            return self.fourth.place_orders(options)

    def change(self, number, action):
        with self.sandbox.world.lock:
            self.fourth.change_order(number, action, {})

    def sync(self):
        self.storefront.lane_ids.write({"next_try": False, "failures": 0})
        self.drain("catalogue", "orders", "apply")

    def order(self, number):
        return self.env["ocean.order"].search([("external_id", "=", number)])

    def test_orders_become_sales_orders_with_the_money_of_the_platform(self):
        numbers = self.place(count=3)
        self.sync()

        self.assertEqual(self.storefront.name, "Warung Empat")
        for number in numbers:
            sale = self.order(number).sale_order_ids
            self.assertEqual(sale.state, "sale", number)
            self.assertEqual(sale.amount_total, 2 * 42_000 + 2 * 18_500)
            self.assertEqual(sale.order_line.product_id, self.products)
            self.assertEqual(sum(sale.picking_ids.move_ids.mapped("product_uom_qty")), 4)

    def test_the_listings_are_matched_by_sku(self):
        self.sync()

        skus = self.env["ocean.listing.sku"].search([("storefront_id", "=", self.storefront.id)])
        self.assertEqual(skus.product_id, self.products)

    def test_a_cancellation_follows(self):
        [number] = self.place()
        self.sync()
        self.change(number, "cancel")
        self.sync()

        self.assertEqual(self.order(number).state, "cancelled")
        self.assertEqual(self.order(number).sale_order_ids.state, "cancel")

    def test_a_push_is_verified_and_read(self):
        [number] = self.place(skus=["KOPI-250"])
        with self.sandbox.world.lock:
            [sent] = self.fourth.send_push({"order": number})
        events = self.env["ocean.event"]
        body = sent["body"].encode()

        self.assertFalse(events._receive(self.account, {"X-Signature": "0" * 64}, body, "test"))
        self.assertTrue(events._receive(self.account, sent["headers"], body, "test"))
        self.assertEqual(json.loads(body)["shop"], self.storefront.external_shop_id)
        self.drain("orders", "apply")

        self.assertEqual(self.order(number).sale_order_ids.amount_total, 84_000)

    def test_a_refused_key_cuts_the_storefront_off(self):
        self.account.app_secret = "another key"
        self.sync()

        self.assertEqual(self.storefront.connection, "cut_off")
        self.assertEqual(self.storefront.exception_ids.kind, "auth_ended")

    def test_a_foreign_shop_is_not_opened(self):
        with self.assertRaises(Rejected):
            self.connect("43")

    def test_the_platform_has_name_mark_and_its_own_value(self):
        self.assertEqual(self.storefront.platform, "fourth")
        self.assertEqual((self.storefront.platform_label, self.storefront.platform_mark), ("Fourth", "F4"))
