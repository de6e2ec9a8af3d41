from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import file_open

from ..lib.crypto import public_pem_of
from .common import TokopediaCommon


@tagged("post_install", "-at_install")
class TestKey(TokopediaCommon):
    """The key that opens buyers."""

    def create_key(self):
        self.account.with_user(self.seller).action_tokopedia_create_key()

    def test_the_key_is_kept_and_its_public_half_registered(self):
        self.create_key()

        self.assertTrue(self.app.public_key)
        self.assertIn("BEGIN PUBLIC KEY", public_pem_of(self.account.tokopedia_private_key))
        self.assertTrue(self.account.tokopedia_key_at)

    def test_buyers_are_read_with_it(self):
        self.create_key()

        order = self.imported()

        buyer = self.store.order(order.external_id).buyer
        self.assertEqual(order.buyer_name, buyer["name"])
        self.assertFalse(order.buyer_masked)
        self.assertIn(self.store.order(order.external_id).street, order.address_text)
        self.assertEqual(order.sale_order_ids.partner_id.name, buyer["name"])

    def test_orders_whose_buyers_stayed_closed_are_read_again(self):
        order = self.imported()
        self.assertTrue(order.buyer_masked)

        self.create_key()
        self.drain("orders", "apply")

        self.assertFalse(order.buyer_masked)
        self.assertEqual(order.buyer_name, self.store.order(order.external_id).buyer["name"])

    def test_a_refused_key_leaves_the_one_before_in_use(self):
        self.create_key()
        kept = self.account.tokopedia_private_key
        self.faults.add("server_error", path="/v1/fs/*/register", count=1)

        with self.assertRaises(UserError):
            self.create_key()

        self.assertEqual(self.account.tokopedia_private_key, kept)

    def test_only_managers_make_keys_and_nobody_reads_one(self):
        self.create_key()
        user = self._make_user("packer", "ocean_marketplace_base.group_user")
        with self.assertRaises(AccessError):
            self.account.with_user(user).action_tokopedia_create_key()
        for reader in (self.seller, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                self.account.with_user(reader).read(["tokopedia_private_key"])
        self.assertFalse(self.account.copy({"app_key": "88"}).tokopedia_private_key)

    def test_apps_without_the_open_api_have_no_key(self):
        self.account.tokopedia_connection = "partner"
        with self.assertRaises(UserError):
            self.create_key()

    def test_a_copy_of_the_database_cannot_open_buyers(self):
        self.create_key()
        self.env.flush_all()
        with file_open("ocean_tokopedia/data/neutralize.sql") as script:
            self.env.cr.execute(script.read())
        self.env.invalidate_all()
        self.assertFalse(self.account.tokopedia_private_key)
