from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import file_open

from ..lib.errors import HostNotAllowed
from ..lib.http import Request
from .common import MarketplaceCommon


@tagged("post_install", "-at_install")
class TestNeutralize(MarketplaceCommon):
    """A copy of a database acts in nobody's name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls._make_account(
            environment="production", app_secret="kunci", push_secret="kunci-push", simulator_url=False
        )
        cls.storefront = cls._make_storefront(cls.account, 7)
        cls.storefront.write({"access_token": "a", "refresh_token": "b"})
        cls.env["ocean.authorization"]._issue(cls.account)

    def neutralize(self):
        self.env.flush_all()
        with file_open("ocean_marketplace_base/data/neutralize.sql") as script:
            self.env.cr.execute(script.read())
        self.env["ir.config_parameter"].set_param("database.is_neutralized", True)
        self.env.invalidate_all()

    def test_no_secret_and_no_pending_approval_is_left(self):
        self.neutralize()

        accounts = self.env["ocean.account"].with_context(active_test=False).search([])
        storefronts = self.env["ocean.storefront"].with_context(active_test=False).search([])
        self.assertFalse(any(accounts.mapped("app_secret") + accounts.mapped("push_secret")))
        self.assertFalse(any(storefronts.mapped("access_token") + storefronts.mapped("refresh_token")))
        self.assertFalse(self.env["ocean.authorization"].search([]))
        self.assertEqual(self.account.environment, "simulator")
        self.assertEqual(self.storefront.environment, "simulator")
        self.assertEqual(self.storefront.connection, "cut_off")

    def test_no_host_can_be_reached_any_more(self):
        self.neutralize()

        for url in ("https://example.com/", "http://127.0.0.1:9/", "http://localhost/"):
            with self.subTest(url), self.assertRaises(HostNotAllowed):
                self.account._transport().send(Request(method="GET", url=url))

    def test_the_simulator_reaches_this_machine_only(self):
        self.account.write({"environment": "simulator", "simulator_url": "http://127.0.0.1:9"})
        with self.assertRaises(HostNotAllowed):
            self.account._transport().send(Request(method="GET", url="https://example.com/"))

    def test_one_app_in_two_environments_does_not_stop_it(self):
        twin = self._make_account(app_key=self.account.app_key, environment="sandbox", name="Kembar")
        twin_shop = self._make_storefront(twin, 7)

        self.neutralize()

        self.assertEqual((self.account.active, twin.active), (True, False))
        self.assertEqual((self.storefront.active, twin_shop.active), (True, False))

    def test_an_app_without_its_platform_addon_says_so_and_is_left_alone(self):
        self.assertEqual(self.account.platform, "none")
        with self.assertRaisesRegex(UserError, "not installed"):
            self.account._platform()
        self.assertFalse(self.storefront._is_running())
        self.assertEqual(self.storefront.platform_mark, "–")
        self.drain()
        self.assertFalse(self.env["ocean.log"].search([("storefront_id", "=", self.storefront.id)]))
