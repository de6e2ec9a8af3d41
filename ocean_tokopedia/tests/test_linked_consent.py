from urllib.parse import urlsplit

import requests

from odoo.tests import tagged

from odoo.addons.ocean_tiktok_shop.tests.common import SECOND_SHOP, SHOP
from odoo.addons.ocean_tiktok_shop.tests.test_push import TiktokShopHttpCommon


@tagged("post_install", "-at_install")
class TestConsent(TiktokShopHttpCommon):
    """One approval on TikTok Shop's page brings both storefronts of a shop."""

    def setUp(self):
        super().setUp()
        self.authenticate(self.seller.login, self.seller.login)
        self.app.redirect_url = self.account.redirect_url

    def approve(self):
        """Press Connect, approve on the platform's page and come back; return all storefronts."""
        self.store.switches.change("consent", "approve")
        action = self.account.with_user(self.seller).action_connect()
        self.env.flush_all()
        answer = requests.get(action["url"], allow_redirects=False, timeout=10)
        back = urlsplit(answer.headers["Location"])
        answer = self.url_open(f"{back.path}?{back.query}", allow_redirects=False)
        self.env.invalidate_all()
        self.assertNotIn("/ocean/sorry", answer.headers["Location"])
        return self.env["ocean.storefront"].search([], order="platform, external_shop_id")

    def described(self, shops):
        return {(shop.platform, shop.external_shop_id, shop.parent_id.external_shop_id) for shop in shops}

    def test_it_yields_a_linked_storefront_where_the_shop_sells_on_both(self):
        shops = self.approve()
        self.assertEqual(
            self.described(shops),
            {
                ("tiktok_shop", SHOP, False),
                ("tiktok_shop", SECOND_SHOP, False),
                ("tokopedia", SHOP, SHOP),
            },
        )
        self.assertEqual(set(shops.mapped("connection")), {"connected"})

    def test_approving_again_renews_both_and_makes_none_twice(self):
        first = self.approve()
        with self.world.lock:
            self.tiktok.configure({"shop": SHOP, "revoke": True})
        self.sync()
        self.assertEqual(set(first.mapped("connection")), {"cut_off"})

        second = self.approve()

        self.assertEqual(second, first)
        self.assertEqual(set(second.mapped("connection")), {"connected"})
        linked = second.filtered("parent_id")
        self.assertEqual(linked.authorized_until, linked.parent_id.authorized_until)

    def test_orders_of_the_first_import_are_routed(self):
        number = self.place_one(tokopedia=True)
        shops = self.approve()
        self.sync()
        self.assertEqual(self.order(number).storefront_id, shops.filtered("parent_id"))

    def test_an_approval_stands_though_tokopedia_could_not_be_asked(self):
        self.faults.add("server_error", path="/product/*/products/search")
        shops = self.approve()
        self.assertEqual(set(shops.mapped("platform")), {"tiktok_shop"})
        self.assertEqual(set(shops.mapped("connection")), {"connected"})
        self.assertTrue(shops.filtered(lambda shop: shop.external_shop_id == SHOP).tokopedia_missing)
