import itertools
import time
from datetime import timedelta

from odoo import fields

from odoo.addons.ocean_marketplace_base.sandbox.server import SandboxServer
from odoo.addons.ocean_marketplace_base.tests.common import MarketplaceCommon

SHOP = "8212734"
SECOND_SHOP = "8212802"  # of the same app: one token for both
SKUS = ("KAOS-OMBAK-M", "KAOS-POLOS-M", "TAS-KANVAS")
PUSH_SECRET = "rahasia-webhook-uji"
# The simulated clock is a little behind, so that whatever changes lies inside the next window.
BEHIND = 20
_seeds = itertools.count(31)


class TokopediaCommon(MarketplaceCommon):
    """One storefront of the Open API, connected by keys to a simulator of its own per test."""

    since_days = 1

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.products = cls.env["product.product"].concat(*[cls._make_product(sku) for sku in SKUS])
        cls.account = cls._make_account(platform="tokopedia", tokopedia_connection="open_api")
        cls.storefront = cls._make_storefront(
            cls.account, SHOP, import_since=fields.Datetime.now() - timedelta(days=cls.since_days)
        )

    def setUp(self):
        super().setUp()
        self.sandbox = SandboxServer(
            seed=next(_seeds), platforms=["tokopedia"], orders=0, start=time.time() - BEHIND
        ).start()
        self.addCleanup(self.sandbox.close)
        self.platform = self.sandbox.platforms["tokopedia"]
        self.store = self.platform.store
        self.world = self.sandbox.world
        self.faults = self.world.faults
        info = self.sandbox.info["tokopedia"]
        self.app = self.store.apps[info["fs_id"]]
        self.account.write(
            {
                "app_key": str(info["fs_id"]),
                "app_secret": info["client_secret"],
                "tokopedia_client_id": info["client_id"],
                "simulator_url": info["base_url"],
            }
        )
        self.connect(SHOP)

    def connect(self, *shop_ids):
        """Connect shops by the app's keys, as the last step of the wizard does; return their storefronts."""
        grants = self.env["ocean.platform.tokopedia"]._grants_by_keys(self.account, shop_ids)
        return self.env["ocean.storefront"]._connect_grants(self.account, self.company, grants)

    # === THE PLATFORM'S SIDE === #

    def place(self, count=1, **options):
        """Place `count` orders; return their numbers."""
        with self.world.lock:
            return self.platform.place_orders({"count": count, "skus": ["KAOS-POLOS-M"], **options})

    def place_one(self, **options):
        return self.place(**options)[0]

    def change(self, number, action, **options):
        with self.world.lock:
            return self.platform.change_order(number, action, options)

    def brief(self, number):
        with self.world.lock:
            return self.platform.brief(self.store.order(number))

    def configure(self, **options):
        with self.world.lock:
            return self.platform.configure(options)

    def calls(self, path="*"):
        """Return how many calls the platform got."""
        return self.world.journal.report(path, "*", 0)["count"]

    # === OUR SIDE === #

    def sync(self):
        """Look for new orders now and import them to the end."""
        lanes = self.env["ocean.lane"].search(
            [("storefront_id.account_id", "=", self.account.id), ("lane", "=", "orders")]
        )
        lanes.write({"next_try": False, "failures": 0})
        self.drain("orders", "apply")

    def order(self, number):
        return self.env["ocean.order"].search([("external_id", "=", number)])

    def sale(self, number):
        return self.order(number).sale_order_ids

    def imported(self, **options):
        """Place one order, import it and return it."""
        number = self.place_one(**options)
        self.sync()
        return self.order(number)

    def exceptions(self, storefront=None, state="open"):
        return self.env["ocean.exception"].search(
            [("storefront_id", "=", (storefront or self.storefront).id), ("state", "=", state)]
        )

    def assert_matches_platform(self, number):
        """Check that the sales order has the seller's revenue as the simulator keeps it, to the cent."""
        sale = self.sale(number)
        self.assertEqual(len(sale), 1, f"{number} has no sales order")
        self.assertEqual(sale.amount_total, self.brief(number)["seller_revenue"], number)
        self.assertEqual(sale.amount_total, self.order(number).amount_revenue)
