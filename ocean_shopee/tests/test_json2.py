from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.ocean_marketplace_base.tests.common import GROUP_MANAGER, GROUP_USER

from .common import SECOND_SHOP, ShopeeCommon

UNKNOWN = "990101ZZZZZZZZ"


@tagged("post_install", "-at_install")
class TestJson2(ShopeeCommon, HttpCase):
    """Our public methods over HTTP with API keys, as other programs call them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._make_user("api_lead", GROUP_MANAGER)
        cls.worker = cls._make_user("api_worker", GROUP_USER)
        cls.stranger = cls._make_user("api_stranger", "")

    def setUp(self):
        super().setUp()
        self.lane().write({"watermark": fields.Datetime.now(), "next_try": self.in_an_hour()})
        self.world.journal.clear()

    def in_an_hour(self):
        return fields.Datetime.add(fields.Datetime.now(), hours=1)

    def key(self, user):
        """Return a new API key of `user`."""
        keys = self.env["res.users.apikeys"].with_user(user)
        return keys.sudo()._generate("rpc", "test", fields.Datetime.now() + timedelta(days=1))

    def call(self, user, path, **body):
        """Return (status, answer) of a call with a key of `user`."""
        headers = {"Authorization": f"bearer {self.key(user)}", "Content-Type": "application/json"}
        self.env.flush_all()
        with mute_logger("odoo.http"):
            answer = self.url_open(f"/json/2/{path}", json=body, headers=headers)
        self.env.invalidate_all()
        return answer.status_code, answer.json()

    def refused(self, user, path, **body):
        """Return (status, sentence) of a call that must fail."""
        status, answer = self.call(user, path, **body)
        self.assertGreaterEqual(status, 400, answer)
        return status, answer["message"]

    def test_orders_are_read_by_their_numbers_and_the_run_can_be_read(self):
        known = self.imported()
        self.lane().next_try = self.in_an_hour()
        number = self.place_one()
        status, answer = self.call(
            self.worker,
            "ocean.storefront/sync_orders",
            ids=self.storefront.ids,
            references=[known.external_id, number],
        )
        self.assertEqual((status, answer["queued"], answer["unknown"]), (200, 2, [number]))

        self.drain("orders", "apply")

        self.assert_matches_platform(number)
        status, rows = self.call(
            self.worker, "ocean.job/read", ids=[answer["run_id"]], fields=["state", "total", "done", "failed"]
        )
        self.assertEqual(status, 200)
        self.assertEqual(
            {name: rows[0][name] for name in ("state", "total", "done", "failed")},
            {"state": "done", "total": 2, "done": 2, "failed": 0},
        )

    def test_an_order_is_cancelled_by_a_manager_and_by_nobody_else(self):
        order = self.imported()
        path, body = "ocean.order/cancel_order", {"ids": order.ids, "reason": "CUSTOMER_REQUEST"}
        self.assertEqual(self.refused(self.worker, path, **body)[0], 403)
        self.assertIn("Manager", self.refused(self.worker, path, **body)[1])
        self.assertEqual(self.refused(self.stranger, path, **body)[0], 403)

        status, answer = self.call(self.manager, path, **body)
        self.assertEqual(status, 200, answer)
        self.assertTrue(self.run_cron("commands"))
        status, rows = self.call(
            self.manager, "ocean.command/read", ids=answer["command_ids"], fields=["state"]
        )
        self.assertEqual((status, rows[0]["state"]), (200, "done"))
        self.assertEqual(self.refused(self.manager, path, ids=[], reason="OUT_OF_STOCK")[0], 422)

    def test_orders_of_a_time_are_read(self):
        numbers = self.place(2)
        since = (fields.Datetime.now() - timedelta(hours=1)).isoformat() + "Z"
        status, answer = self.call(
            self.manager, "ocean.storefront/sync_orders", ids=self.storefront.ids, since=since
        )
        self.assertEqual((status, answer["queued"], answer["unknown"]), (200, 1, []))
        self.drain("orders", "apply")
        for number in numbers:
            self.assert_matches_platform(number)

    def test_with_several_storefronts_unknown_numbers_are_only_reported(self):
        known = self.imported()
        second = self._make_storefront(self.account, SECOND_SHOP)
        shops = (self.storefront | second).ids
        status, answer = self.call(
            self.worker, "ocean.storefront/sync_orders", ids=shops, references=[known.external_id, UNKNOWN]
        )
        self.assertEqual((status, answer["queued"], answer["unknown"]), (200, 1, [UNKNOWN]))

    def test_no_call_talks_to_the_platform(self):
        order = self.imported()
        self.world.journal.clear()
        self.call(self.worker, "ocean.storefront/sync_orders", ids=self.storefront.ids, references=[UNKNOWN])
        self.call(self.worker, "ocean.order/update_order_status", ids=order.ids)
        self.call(self.manager, "ocean.account/authorize_url", ids=self.account.ids)
        self.assertEqual(self.world.journal.report("*", "*", 0)["count"], 0)
        self.assertTrue(self.woken("orders"))

    def test_the_status_of_orders_is_read_again(self):
        order = self.imported()
        self.lane().next_try = self.in_an_hour()
        self.change(order.external_id, "advance", steps=1)
        status, answer = self.call(self.worker, "ocean.order/update_order_status", ids=order.ids)
        self.assertEqual((status, answer["queued"]), (200, 1))
        self.assertEqual(order.state, "to_ship", "a call reads nothing by itself")
        self.drain("orders", "apply")
        self.assertEqual(order.state, "arranged")

    def test_the_address_of_the_consent_page_is_returned(self):
        status, answer = self.call(
            self.manager, "ocean.account/authorize_url", ids=self.account.ids, region="ID"
        )
        self.assertEqual((status, list(answer)), (200, ["url"]))
        self.assertIn("/api/v2/shop/auth_partner", answer["url"])
        pending = self.env["ocean.authorization"].search([("account_id", "=", self.account.id)])
        self.assertEqual(pending.user_id, self.manager)

    def test_only_managers_get_the_address_of_the_consent_page(self):
        status, _message = self.refused(self.worker, "ocean.account/authorize_url", ids=self.account.ids)
        self.assertEqual(status, 403)

    def test_people_without_our_groups_are_refused(self):
        order = self.imported()
        calls = {
            "ocean.account/authorize_url": {"ids": self.account.ids},
            "ocean.storefront/sync_orders": {"ids": self.storefront.ids, "references": [UNKNOWN]},
            "ocean.order/update_order_status": {"ids": order.ids},
        }
        for path, body in calls.items():
            with self.subTest(path):
                self.assertEqual(self.refused(self.stranger, path, **body)[0], 403)
                self.assertEqual(self.refused(self.stranger, path, **{**body, "ids": []})[0], 403)
        self.assertFalse(self.env["ocean.job"].search([]))

    def test_the_key_of_an_archived_user_opens_nothing(self):
        key = self.key(self.worker)
        self.worker.active = False
        self.env.flush_all()
        answer = self.url_open(
            "/json/2/ocean.storefront/sync_orders",
            json={"ids": self.storefront.ids, "references": [UNKNOWN]},
            headers={"Authorization": f"bearer {key}"},
        )
        self.assertEqual(answer.status_code, 401)

    def test_another_companys_storefronts_and_orders_cannot_be_named(self):
        order = self.imported()
        company = self._make_company("Toko Lain")
        elsewhere = self._make_user("api_elsewhere", GROUP_MANAGER, company)
        for path, body in (
            ("ocean.storefront/sync_orders", {"ids": self.storefront.ids, "references": [UNKNOWN]}),
            ("ocean.order/update_order_status", {"ids": order.ids}),
        ):
            self.assertEqual(self.refused(elsewhere, path, **body)[0], 403, path)

    def test_wrong_arguments_are_refused_with_the_reason(self):
        shop = {"ids": self.storefront.ids}
        cases = [
            ({}, "Enter order numbers"),
            ({"references": [UNKNOWN], "since": "2026-11-01"}, "not both"),
            ({"references": []}, "at least one"),
            ({"references": UNKNOWN}, "list of order numbers"),
            ({"references": [12345678]}, "list of order numbers"),
            ({"references": ["INV/2026/1"]}, "list of order numbers"),
            ({"references": [f"2601010000{number:04}" for number in range(201)]}, "at most 200"),
            ({"since": "kemarin"}, "ISO 8601"),
            ({"since": 20261101}, "ISO 8601"),
            ({"since": "2026-11-02T00:00:00Z", "until": "2026-11-01T00:00:00Z"}, "ends before it begins"),
            ({"since": "2020-01-01T00:00:00Z"}, "longer than a year"),
            ({"until": "2026-11-01T00:00:00Z"}, "Enter order numbers"),
        ]
        for body, reason in cases:
            with self.subTest(reason, body=str(body)[:80]):
                status, message = self.refused(self.worker, "ocean.storefront/sync_orders", **shop, **body)
                self.assertEqual(status, 422, message)
                self.assertIn(reason, message)
        for path, body in (
            ("ocean.storefront/sync_orders", {"references": [UNKNOWN]}),
            ("ocean.order/update_order_status", {"ids": []}),
            ("ocean.order/update_order_status", {"ids": [], "status": "shipped"}),
            ("ocean.storefront/sync_orders", {**shop, "order_ids": [UNKNOWN]}),
        ):
            with self.subTest(path, body=body):
                self.assertEqual(self.refused(self.worker, path, **body)[0], 422, path)
        status, _message = self.refused(self.worker, "ocean.order/update_order_status", ids=[99_999_999])
        self.assertEqual(status, 404)
        for body in ({"ids": []}, {"ids": self.account.ids, "region": "Indonesia"}):
            self.assertEqual(self.refused(self.manager, "ocean.account/authorize_url", **body)[0], 422)

    def test_a_storefront_that_is_cut_off_is_refused(self):
        self.storefront.connection = "cut_off"
        status, message = self.refused(
            self.worker, "ocean.storefront/sync_orders", ids=self.storefront.ids, references=[UNKNOWN]
        )
        self.assertEqual(status, 422)
        self.assertIn("is not connected", message)

    def test_the_documentation_describes_every_parameter(self):
        self.manager.group_ids |= self.env.ref("api_doc.group_allow_doc")
        key = self.key(self.manager)
        self.env.flush_all()
        for model, method, names in (
            ("ocean.storefront", "sync_orders", ["references", "since", "until"]),
            ("ocean.account", "authorize_url", ["region"]),
            ("ocean.order", "update_order_status", []),
        ):
            answer = self.url_open(
                f"/doc-bearer/{model}.json", json={}, headers={"Authorization": f"bearer {key}"}
            )
            self.assertEqual(answer.status_code, 200)
            shown = answer.json()["methods"][method]
            self.assertTrue(shown["doc"])
            self.assertEqual([name for name in shown["parameters"] if name in names], names)
            for name in names:
                self.assertTrue(shown["parameters"][name]["doc"], f"{method}: {name}")
