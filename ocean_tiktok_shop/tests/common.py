import itertools
import time
from datetime import datetime, timedelta, timezone

from odoo import fields

from odoo.addons.ocean_marketplace_base.lib.schema import Token
from odoo.addons.ocean_marketplace_base.sandbox.server import SandboxServer
from odoo.addons.ocean_marketplace_base.tests.common import MarketplaceCommon

from ..lib.client.auth import TikTokShopGrant

SHOP = "7495540735365777507"
SECOND_SHOP = "7495540735365777508"  # of the same seller: one consent, one pair of tokens
# The first shop of the simulator has two orders to begin with, of the first and the last of these.
SKUS = ("KAOS-OMBAK-M", "KAOS-POLOS-M", "TAS-KANVAS", "HIJAB-VOAL-HTM")
UNMATCHED_SKU = "TOPI-01"
# The simulated clock is a little behind, so that whatever changes lies inside the next window. The platform
# refuses calls from more than 30 s in the future.
BEHIND = 20
_seeds = itertools.count(11)


class TiktokShopCommon(MarketplaceCommon):
    """One storefront connected to a simulator of its own per test; the real client, no patches."""

    seeded_orders = 0
    since_days = 1

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.products = cls.env["product.product"].concat(*[cls._make_product(sku) for sku in SKUS])
        cls.account = cls._make_account(platform="tiktok_shop")
        cls.storefront = cls._make_storefront(
            cls.account, SHOP, import_since=fields.Datetime.now() - timedelta(days=cls.since_days)
        )

    def setUp(self):
        super().setUp()
        # Another seed is another app: what one test used up of its call limit is not missed in the next.
        self.start_sandbox(next(_seeds))

    def start_sandbox(self, seed):
        """Start a simulator and connect the storefront to it."""
        self.sandbox = SandboxServer(
            seed=seed, platforms=["tiktok_shop"], orders=self.seeded_orders, start=time.time() - BEHIND
        ).start()
        self.addCleanup(self.sandbox.close)
        self.tiktok = self.sandbox.platforms["tiktok_shop"]
        self.store = self.tiktok.store
        self.world = self.sandbox.world
        self.faults = self.world.faults
        info = self.sandbox.info["tiktok_shop"]
        self.app = self.store.apps[info["app_key"]]
        self.account.write(
            {
                "app_key": info["app_key"],
                "app_secret": info["app_secret"],
                "tiktok_service_id": info["service_id"],
                "simulator_url": info["base_url"],
            }
        )
        self.tokens = (info["access_token"], info["refresh_token"])
        self.connect(self.storefront)

    def connect(self, storefront, hours=24):
        """Connect the storefront of one of the seller's shops: all have his tokens, each its cipher."""
        access_token, refresh_token = self.tokens
        storefront.write(
            {
                "connection": "connected",
                "access_token": access_token,
                "refresh_token": refresh_token,
                "access_expires_at": fields.Datetime.now() + timedelta(hours=hours),
                "authorized_until": fields.Datetime.now() + timedelta(days=300),
                "tiktok_cipher": self.store.shops[storefront.external_shop_id].cipher,
            }
        )

    def add_second(self, **values):
        """Return a connected storefront of the seller's other shop."""
        values.setdefault("import_since", self.storefront.import_since)
        storefront = self._make_storefront(self.account, SECOND_SHOP, **values)
        self.connect(storefront)
        return storefront

    def grants(self, *shop_ids):
        """Return what an exchange of a code brings for these shops."""
        with self.world.lock:
            open_id = self.store.shops[SHOP].open_id
            self.store.grants.authorize(self.app.key, open_id)
            access, refresh = self.store.grants.issue(self.app.key, open_id, self.app.scopes)
        ends = datetime.now(timezone.utc) + timedelta(days=7)
        token = Token(access_token=access, refresh_token=refresh, access_expires_at=ends)
        return tuple(
            TikTokShopGrant(
                external_shop_id=shop_id, token=token, region="ID", cipher=self.store.shops[shop_id].cipher
            )
            for shop_id in shop_ids
        )

    # === THE PLATFORM'S SIDE === #

    def place(self, count=1, **options):
        """Place `count` orders; return their numbers."""
        with self.world.lock:
            return self.tiktok.place_orders({"count": count, "skus": ["KAOS-POLOS-M"], **options})

    def place_one(self, **options):
        return self.place(**options)[0]

    def change(self, number, action, **options):
        """Advance, cancel, edit an order or let the buyer ask to cancel."""
        with self.world.lock:
            return self.tiktok.change_order(number, action, options)

    def brief(self, number):
        with self.world.lock:
            return self.tiktok.brief(self.store.orders[number])

    def calls(self, path="*"):
        """Return how many calls the platform got."""
        return self.world.journal.report(path, "*", 0)["count"]

    # === OUR SIDE === #

    def sync(self):
        """Look for changed orders now and import them to the end."""
        lanes = self.env["ocean.lane"].search(
            [("storefront_id.account_id", "=", self.account.id), ("lane", "=", "orders")]
        )
        lanes.write({"next_try": False, "failures": 0})
        self.drain("orders", "apply")

    def lane(self, name="orders", storefront=None):
        return (storefront or self.storefront).lane_ids.filtered(lambda lane: lane.lane == name)

    def order(self, number):
        """Return the order whichever storefront has it; more than one is a failure of its own."""
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
