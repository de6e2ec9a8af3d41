from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.ocean_tiktok_shop.tests.common import SHOP, TiktokShopCommon

from ..hooks import uninstall_hook

TOKOPEDIA = "TOKOPEDIA"
ONLY_TIKTOK = "TAS-KANVAS"


class LinkedCommon(TiktokShopCommon):
    """A shop of TikTok Shop that sells on Tokopedia too, and its linked storefront."""

    def setUp(self):
        super().setUp()
        self.linked = self.link()

    def link(self, storefront=None):
        """Press the button of the TikTok Shop storefront; return the linked storefront."""
        with self.committing():
            action = (storefront or self.storefront).with_user(self.seller).action_create_tokopedia()
        return self.env["ocean.storefront"].browse(action["res_id"])

    def listings(self, storefront):
        return self.env["ocean.listing"].search([("storefront_id", "=", storefront.id)])

    def sku(self, storefront, seller_sku):
        return self.env["ocean.listing.sku"].search(
            [("storefront_id", "=", storefront.id), ("seller_sku", "=", seller_sku)]
        )


@tagged("post_install", "-at_install")
class TestLink(LinkedCommon):
    """Making the linked storefront, once."""

    def test_it_is_a_storefront_of_its_own_beside_its_parent(self):
        linked, parent = self.linked, self.storefront
        self.assertEqual((linked.parent_id, linked.channel), (parent, TOKOPEDIA))
        self.assertEqual(linked.name, f"{parent.name} (Tokopedia)")
        self.assertEqual((linked.platform, linked.platform_mark), ("tokopedia", "TP"))
        self.assertEqual(linked.external_shop_id, parent.external_shop_id)
        self.assertEqual((linked.company_id, linked.warehouse_id), (self.company, parent.warehouse_id))
        self.assertEqual((linked.region, linked.currency_id), ("ID", self.rupiah))
        self.assertEqual((linked.connection, linked.authorized_until), ("connected", parent.authorized_until))
        self.assertNotEqual(linked.utm_source_id, parent.utm_source_id)
        self.assertFalse(linked.lane_ids)
        self.assertTrue(self.woken("catalogue"))

    def test_its_app_needs_no_secret_and_is_like_the_parents(self):
        app = self.linked.account_id
        self.assertEqual((app.platform, app.tokopedia_connection), ("tokopedia", "partner"))
        self.assertEqual((app.app_key, app.environment), (self.account.app_key, "simulator"))
        self.assertEqual(app.company_id, self.account.company_id)
        self.assertFalse(app.app_secret or app.push_secret)

    def test_pressing_again_opens_the_same_one(self):
        self.assertEqual(self.link(), self.linked)
        self.assertFalse(self.storefront.tokopedia_missing)
        self.assertEqual(len(self.storefront._family()), 2)

    def test_an_archived_one_is_taken_up_again_with_the_name_it_was_given(self):
        self.linked.write({"active": False, "name": "Ombak Hijau"})
        self.assertEqual(self.link(), self.linked)
        self.assertEqual((self.linked.active, self.linked.name), (True, "Ombak Hijau"))

    def test_shops_of_one_app_share_its_app_on_tokopedia(self):
        with self.world.lock:
            made = self.tiktok.add_shops({"count": 1, "tokopedia": True})[0]
        other = self._make_storefront(self.account, made["shop_id"])
        other.write(
            {
                "access_token": made["access_token"],
                "refresh_token": made["refresh_token"],
                "access_expires_at": fields.Datetime.now() + timedelta(hours=5),
                "tiktok_cipher": made["shop_cipher"],
            }
        )
        self.assertEqual(self.link(other).account_id, self.linked.account_id)

    def test_a_shop_that_does_not_sell_there_is_told_so(self):
        second = self.add_second()
        with self.assertRaises(UserError) as caught:
            self.link(second)
        self.assertIn(second.name, str(caught.exception))
        self.assertFalse(second.child_ids)

    def test_only_connected_shops_of_indonesia_are_asked(self):
        self.linked.active = False
        for values in ({"region": "MY"}, {"connection": "cut_off"}):
            with self.subTest(values), self.rolled_back():
                self.storefront.write(values)
                self.world.journal.clear()
                adapter = self.env["ocean.platform.tokopedia"]
                self.assertFalse(adapter._linkable(self.storefront))
                self.assertEqual(self.calls(), 0)

    def test_only_managers_link(self):
        user = self._make_user("packer", "ocean_marketplace_base.group_user")
        with self.assertRaises(AccessError):
            self.storefront.with_user(user).action_create_tokopedia()

    def test_both_are_seen_in_their_company_only(self):
        other = self._make_company("Toko Lain")
        stranger = self._make_user("stranger", "ocean_marketplace_base.group_manager", other)
        number = self.place_one(tokopedia=True)
        self.sync()
        shops = self.env["ocean.storefront"].with_user(stranger)
        shops = shops.with_context(allowed_company_ids=other.ids)
        self.assertFalse(shops.search([]))
        self.assertFalse(shops.env["ocean.order"].search([("external_id", "=", number)]))
        ours = self.env["ocean.storefront"].with_user(self.seller).search([])
        self.assertEqual(ours, self.storefront | self.linked)


@tagged("post_install", "-at_install")
class TestRouting(LinkedCommon):
    """Orders and listings go to the storefront that they are marked for."""

    def test_orders_are_sold_by_the_storefront_of_their_mark(self):
        ours, theirs = self.place_one(), self.place_one(tokopedia=True)

        self.sync()

        self.assertEqual(self.order(ours).storefront_id, self.storefront)
        self.assertEqual(self.order(theirs).storefront_id, self.linked)
        self.assertEqual(self.order(theirs).platform, "tokopedia")
        for number in (ours, theirs):
            self.assert_matches_platform(number)
        self.assertEqual(self.sale(theirs).source_id, self.linked.utm_source_id)

    def test_later_changes_reach_a_routed_order(self):
        order = self.imported(tokopedia=True)
        self.change(order.external_id, "advance", steps=2)

        self.sync()

        self.assertEqual(len(self.order(order.external_id)), 1)
        self.assertEqual((order.storefront_id, order.state), (self.linked, "shipped"))
        self.assertFalse(order.tokopedia_to_accept, "only the Open API wants orders accepted")

    def test_an_order_stays_where_it_is_sold_when_its_storefront_is_archived(self):
        order = self.imported(tokopedia=True)
        self.linked.active = False
        self.change(order.external_id, "advance", steps=2)
        new = self.place_one(tokopedia=True)

        self.sync()

        self.assertEqual(len(self.order(order.external_id)), 1)
        self.assertEqual((order.storefront_id, order.state), (self.linked, "shipped"))
        self.assertEqual(self.order(new).storefront_id, self.storefront)

    def test_a_listing_is_on_every_storefront_that_shows_it(self):
        alone = next(row for row in self.store.products_of(SHOP) if row.skus[0].seller_sku == ONLY_TIKTOK)
        del alone.platforms[TOKOPEDIA]
        tokopedia_only = next(row for row in self.store.products_of(SHOP) if row is not alone)
        tokopedia_only.content["is_pre_owned"] = True

        self.drain("catalogue")

        count = len(list(self.store.products_of(SHOP)))
        on_root = self.listings(self.storefront).mapped("external_id")
        on_child = self.listings(self.linked).mapped("external_id")
        self.assertEqual((len(on_root), len(on_child)), (count - 1, count - 1))
        self.assertNotIn(alone.id, on_child)
        self.assertNotIn(tokopedia_only.id, on_root)

    def test_without_linked_storefront_the_root_has_them_all(self):
        self.linked.active = False
        self.drain("catalogue")
        self.assertEqual(len(self.listings(self.storefront)), len(list(self.store.products_of(SHOP))))
        self.assertFalse(self.listings(self.linked))

    def test_matching_a_variant_matches_its_twin_both_ways(self):
        self.drain("catalogue")
        first, second = (self.sku(shop, "KAOS-OMBAK-L") for shop in (self.storefront, self.linked))
        product = self._make_product("PRODUK-KITA")

        second.with_user(self.seller).product_id = product
        self.assertEqual(first.product_id, product)
        first.with_user(self.seller).product_id = False
        self.assertFalse(second.product_id)

    def test_a_new_row_takes_the_match_of_its_twin(self):
        self.linked.active = False
        self.drain("catalogue")
        product = self._make_product("PRODUK-KITA")
        self.sku(self.storefront, "KAOS-OMBAK-L").product_id = product
        self.link()

        self.drain("catalogue")

        self.assertEqual(self.sku(self.linked, "KAOS-OMBAK-L").product_id, product)

    def test_a_routed_order_is_matched_by_the_roots_row_where_there_is_no_other(self):
        self.linked.active = False
        self.drain("catalogue")
        product = self._make_product("PRODUK-KITA")
        self.sku(self.storefront, "KAOS-OMBAK-L").product_id = product
        self.link()

        order = self.imported(tokopedia=True, skus=["KAOS-OMBAK-L"])

        self.assertEqual(order.storefront_id, self.linked)
        self.assertEqual(order.line_ids.product_id, product)

    def test_the_pair_shares_one_number_that_only_the_root_publishes(self):
        self.drain("catalogue")
        first, second = (self.sku(shop, "KAOS-OMBAK-L") for shop in (self.storefront, self.linked))
        self.assertEqual((first._publisher(), second._publisher()), (first, first))
        self.assertEqual((first.is_shared, second.is_shared), (False, True))
        first.unlink()
        self.assertEqual(second._publisher(), second, "nobody else shows it")


@tagged("post_install", "-at_install")
class TestTogether(LinkedCommon):
    """What happens to the parent happens to the linked storefront."""

    def pair(self, name):
        return tuple((self.storefront | self.linked).mapped(name))

    def test_pausing_and_resuming_the_parent_does_so_for_both(self):
        self.storefront.with_user(self.seller).action_pause()
        self.assertEqual(self.pair("health"), ("paused", "paused"))
        self.storefront.with_user(self.seller).action_resume()
        self.assertEqual(self.pair("paused"), (False, False))

    def test_it_has_the_sync_of_its_parent(self):
        self.place_one()
        self.sync()
        self.assertTrue(self.linked.last_sync)
        self.assertEqual(self.pair("last_sync"), (self.storefront.last_sync,) * 2)
        self.linked.with_user(self.seller).action_sync_now()
        self.assertTrue(self.woken("orders"))

    def test_disconnecting_the_parent_ends_both_and_the_child_says_whom_to_reconnect(self):
        self.storefront.with_user(self.seller).action_disconnect()
        self.assertEqual(self.pair("connection"), ("cut_off", "cut_off"))
        self.assertIn(self.storefront.name, self.linked.health_reason)
        action = self.linked.with_user(self.seller).action_reconnect()
        self.assertEqual(action["type"], "ir.actions.act_url")
        self.assertIn("authorize", action["url"])

    def test_a_consent_taken_back_cuts_both_off_with_one_exception(self):
        with self.world.lock:
            self.tiktok.configure({"shop": SHOP, "revoke": True})
        for _time in range(2):
            self.sync()
        self.assertEqual(self.pair("connection"), ("cut_off", "cut_off"))
        self.assertEqual(self.exceptions().mapped("kind"), ["auth_ended"])
        self.assertFalse(self.exceptions(self.linked))

    def test_an_approval_that_ends_is_announced_once(self):
        ends = fields.Datetime.now() + timedelta(days=7, hours=1)
        (self.storefront | self.linked).authorized_until = ends
        self.assertTrue(self.run_cron("approvals"))
        self.assertEqual(self.exceptions().mapped("kind"), ["auth_ending"])
        self.assertFalse(self.exceptions(self.linked))

    def test_pushes_are_set_up_where_the_parents_go(self):
        self.assertEqual(self.linked._push_target()[1], self.storefront)

    def uninstall(self):
        """What uninstalling does to the records that stay."""
        uninstall_hook(self.env)
        self.linked.account_id.platform = "none"
        self.env.invalidate_all()

    def test_uninstalling_keeps_the_history_and_imports_nothing_twice(self):
        order = self.imported(tokopedia=True)
        self.uninstall()
        self.assertFalse(self.linked.active)
        self.assertEqual((order.storefront_id, len(order.sale_order_ids)), (self.linked, 1))
        self.change(order.external_id, "advance", steps=2)

        self.sync()

        self.assertEqual(len(self.order(order.external_id)), 1)
        self.assertEqual(order.state, "shipped")
        self.assertEqual(self.storefront.connection, "connected")

    def test_reinstalling_links_the_same_storefront_again(self):
        order = self.imported(tokopedia=True)
        self.uninstall()

        self.assertEqual(self.link(), self.linked)

        self.assertEqual((self.linked.active, self.linked.platform), (True, "tokopedia"))
        self.assertEqual(self.linked.account_id.tokopedia_connection, "partner")
        self.assertEqual(order.storefront_id, self.linked)
