import itertools
import time
from datetime import datetime, timedelta, timezone

from odoo import fields

from odoo.addons.ocean_marketplace_base.lib.schema import Grant, Token
from odoo.addons.ocean_marketplace_base.sandbox.server import SandboxServer
from odoo.addons.ocean_marketplace_base.tests.common import MarketplaceCommon

SHOP = 301_177_001
SECOND_SHOP = 301_177_002
SKUS = ("KAOS-POLOS-M", "KAOS-POLOS-L", "TAS-KANVAS", "CELANA-CHINO-L", "KAOSKAKI-3P")
# The simulated clock is a little behind, so that whatever changes lies inside the next window.
BEHIND = 60
_seeds = itertools.count(11)


class ShopeeCommon(MarketplaceCommon):
    """One storefront connected to a simulator of its own per test; the real client, no patches."""

    seeded_orders = 0

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.products = cls.env["product.product"].concat(*[cls._make_product(sku) for sku in SKUS])
        cls.account = cls._make_account(platform="shopee")
        cls.storefront = cls._make_storefront(
            cls.account, SHOP, import_since=fields.Datetime.now() - timedelta(days=1)
        )

    def setUp(self):
        super().setUp()
        # Another seed is another app: what one test used up of its call limit is not missed in the next.
        self.start_sandbox(next(_seeds))

    def start_sandbox(self, seed, start=None):
        """Start a simulator and connect the storefront to it."""
        start = start or time.time() - BEHIND
        self.sandbox = SandboxServer(
            seed=seed, platforms=["shopee"], orders=self.seeded_orders, start=start
        ).start()
        self.addCleanup(self.sandbox.close)
        self.shopee = self.sandbox.platforms["shopee"]
        self.store = self.shopee.store
        self.world = self.sandbox.world
        self.faults = self.world.faults
        info = self.sandbox.info["shopee"]
        self.app = self.store.apps[info["partner_id"]]
        self.account.write(
            {
                "app_key": str(info["partner_id"]),
                "app_secret": info["partner_key"],
                "push_secret": info["push_key"],
                "simulator_url": info["base_url"],
            }
        )
        self.connect(self.storefront, info["access_token"], info["refresh_token"])

    def connect(self, storefront, access_token, refresh_token, hours=4):
        storefront.write(
            {
                "connection": "connected",
                "access_token": access_token,
                "refresh_token": refresh_token,
                "access_expires_at": fields.Datetime.now() + timedelta(hours=hours),
                "authorized_until": fields.Datetime.now() + timedelta(days=300),
            }
        )

    def grant(self, shop_id, **values):
        """Return the grant of a shop of the simulator, as an exchange of a code would."""
        with self.world.lock:
            self.store.grants.authorize(self.app.partner_id, [shop_id], 0, kills=False)
            access, refresh = self.store.grants.issue(self.app.partner_id, [shop_id])
        ends = datetime.now(timezone.utc) + timedelta(hours=4)
        token = Token(access_token=access, refresh_token=refresh, access_expires_at=ends)
        return Grant(**{"external_shop_id": str(shop_id), "token": token, "region": "ID", **values})

    # === THE PLATFORM'S SIDE === #

    def place(self, count=1, **options):
        """Place `count` orders; return their numbers."""
        with self.world.lock:
            return self.shopee.place_orders({"count": count, "skus": ["KAOS-POLOS-M"], **options})

    def place_one(self, **options):
        return self.place(**options)[0]

    def change(self, number, action, **options):
        """Advance, cancel, edit an order or let the buyer ask to cancel."""
        with self.world.lock:
            return self.shopee.change_order(number, action, options)

    def brief(self, number):
        return self.shopee.brief(self.store.orders[number])

    # === OUR SIDE === #

    def sync(self):
        """Look for changed orders now and import them to the end."""
        lane = self.lane()
        lane.write({"next_try": False, "failures": 0})
        self.drain("orders", "apply")

    def lane(self, name="orders"):
        return self.storefront.lane_ids.filtered(lambda lane: lane.lane == name)

    def order(self, number, storefront=None):
        return self.env["ocean.order"].search(
            [("external_id", "=", number), ("storefront_id", "=", (storefront or self.storefront).id)]
        )

    def sale(self, number):
        return self.order(number).sale_order_ids

    def imported(self, **options):
        """Place one order, import it and return it."""
        number = self.place_one(**options)
        self.sync()
        return self.order(number)

    def map_own_courier(self):
        """Say that the shop's own courier is paid by the seller, which the platform's order does not tell."""
        self.env["ocean.carrier"].create(
            {
                "storefront_id": self.storefront.id,
                "external_id": "80021",
                "name": "Kurir Toko",
                "seller_ships": True,
            }
        )

    def exceptions(self, state="open", **values):
        domain = [("storefront_id", "=", self.storefront.id), ("state", "=", state)]
        return self.env["ocean.exception"].search(
            domain + [(name, "=", value) for name, value in values.items()]
        )

    def assert_matches_platform(self, number):
        """Check that the sales order has the seller's revenue as the simulator keeps it, to the cent."""
        sale = self.sale(number)
        self.assertEqual(len(sale), 1, f"{number} has no sales order")
        self.assertEqual(sale.amount_total, self.brief(number)["seller_revenue"], number)
        self.assertEqual(sale.amount_total, self.order(number).amount_revenue)
