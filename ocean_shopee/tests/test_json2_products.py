from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.ocean_marketplace_base.tests.common import GROUP_MANAGER, GROUP_USER

from .common import SECOND_SHOP, ShopeeCommon

PATH = "ocean.storefront/sync_products"


@tagged("post_install", "-at_install")
class TestJson2Products(ShopeeCommon, HttpCase):
    """`sync_products` over HTTP with API keys."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._make_user("produk_lead", GROUP_MANAGER)
        cls.worker = cls._make_user("produk_worker", GROUP_USER)
        cls.stranger = cls._make_user("produk_stranger", "")

    def setUp(self):
        super().setUp()
        self.drain("catalogue")

    def call(self, user, **body):
        """Return (status, answer) of a call with a key of `user`."""
        until = fields.Datetime.now() + timedelta(days=1)
        key = self.env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "test", until)
        body = {"ids": self.storefront.ids, **body}
        self.env.flush_all()
        with mute_logger("odoo.http"):
            answer = self.url_open(f"/json/2/{PATH}", json=body, headers={"Authorization": f"bearer {key}"})
        self.env.invalidate_all()
        return answer.status_code, answer.json()

    def run_of(self, number):
        return self.env["ocean.job"].browse(number)

    def listing(self, sku):
        variants = self.env["ocean.listing.sku"].search(
            [("storefront_id", "=", self.storefront.id), ("seller_sku", "=", sku)]
        )
        return variants.listing_id

    def test_listings_are_read_by_their_seller_skus(self):
        listing = self.listing("TAS-KANVAS")
        item = self.store.items[int(listing.external_id)]
        with self.world.lock:
            item.name = "Tas Kanvas Baru Sekali"
        status, answer = self.call(self.worker, references=["TAS-KANVAS", "TIDAK-ADA"])
        self.assertEqual((status, answer["queued"], answer["unknown"]), (200, 1, ["TIDAK-ADA"]))
        self.assertTrue(self.run_cron("commands"))
        run = self.run_of(answer["run_id"])
        self.assertEqual((run.state, run.done, run.user_id), ("done", 1, self.worker))
        self.assertEqual(listing.name, "Tas Kanvas Baru Sekali")

    def test_without_references_the_whole_shop_is_read(self):
        status, answer = self.call(self.worker)
        self.assertEqual((status, answer["queued"]), (200, 1))
        run = self.run_of(answer["run_id"])
        self.assertEqual(run.state, "queued")
        self.drain("catalogue")
        self.assertEqual(run.state, "done")

    def test_a_shop_that_cannot_be_read_makes_the_run_fail_in_words(self):
        with self.faults.during("server_error", path="/api/v2/product/get_item_list"):
            _status, answer = self.call(self.worker)
            self.run_cron("catalogue")
        run = self.run_of(answer["run_id"])
        self.assertEqual((run.state, run.failed), ("partial", 1))
        self.assertTrue(run.failed_ids.answer_text)

    def test_only_managers_push(self):
        status, answer = self.call(self.worker, push=True, pull=False, references=["TAS-KANVAS"])
        self.assertEqual(status, 403)
        self.assertIn("Manager", answer["message"])
        self.assertEqual(self.call(self.stranger)[0], 403)

    def test_pushing_what_does_not_differ_sends_nothing(self):
        self.storefront.policy_price = "theirs"
        self.world.journal.clear()
        status, answer = self.call(self.manager, push=True, pull=False, references=["TOPI-01"])
        self.assertEqual((status, answer["queued"]), (200, 1))
        run = self.run_of(answer["push_run_id"])
        self.assertEqual((run.state, run.done), ("done", 1))
        self.assertEqual(self.world.journal.report("*", "*", 0)["count"], 0)

    def test_wrong_arguments_are_refused_with_the_reason(self):
        for body, reason in (
            ({"ids": []}, "Give the ids"),
            ({"pull": False}, "Choose pull"),
            ({"references": []}, "at least one"),
            ({"references": "TAS-KANVAS"}, "list of seller SKUs"),
            ({"references": [f"SKU-{number}" for number in range(201)]}, "at most 200"),
        ):
            with self.subTest(reason):
                status, answer = self.call(self.manager, **body)
                self.assertEqual(status, 422, answer)
                self.assertIn(reason, answer["message"])

    def test_the_documentation_describes_every_parameter(self):
        self.manager.group_ids |= self.env.ref("api_doc.group_allow_doc")
        until = fields.Datetime.now() + timedelta(days=1)
        key = self.env["res.users.apikeys"].with_user(self.manager).sudo()._generate("rpc", "test", until)
        self.env.flush_all()
        answer = self.url_open(
            "/doc-bearer/ocean.storefront.json", json={}, headers={"Authorization": f"bearer {key}"}
        )
        shown = answer.json()["methods"]["sync_products"]
        self.assertTrue(shown["doc"])
        for name in ("references", "pull", "push"):
            self.assertTrue(shown["parameters"][name]["doc"], name)

    def test_a_storefront_of_another_company_is_not_there(self):
        company = self._make_company("Toko Sebelah")
        other = self._make_storefront(self.account, SECOND_SHOP, company=company)
        self.assertEqual(self.call(self.worker, ids=other.ids)[0], 403)
