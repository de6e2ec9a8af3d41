import time

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import SHOP, ShopeeCommon

DAY = 86_400


class ShopeeHttpCommon(ShopeeCommon, HttpCase):
    """The same with Odoo's own routes."""

    def push(self, **options):
        """Return a push of the platform (body and headers) without sending it."""
        with self.world.lock:
            return self.shopee.send_push({"url": self.account.push_url, "dry": True, **options})[0]

    def post(self, push, path=None, body=None):
        data = push["body"].encode() if body is None else body
        headers = {"Content-Type": "application/json", **push["headers"]}
        return self.url_open(path or f"/ocean/push/{self.account.access_key}", data=data, headers=headers)

    def events(self, **values):
        domain = [("account_id", "=", self.account.id)]
        return self.env["ocean.event"].search(
            domain + [(name, "=", value) for name, value in values.items()], order="id"
        )

    def settle(self):
        """Run what a push wakes; polling is not due."""
        self.lane().next_try = fields.Datetime.add(fields.Datetime.now(), hours=1)
        self.drain("orders", "apply")


@tagged("post_install", "-at_install")
class TestPush(ShopeeHttpCommon):
    """Receiving pushes over HTTP."""

    def assert_accepted(self, answer):
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.content, b"", "anything in the body counts as a failure")

    def test_a_genuine_push_is_stored_and_answered_with_an_empty_body(self):
        number = self.place_one()

        self.assert_accepted(self.post(self.push(order=number)))

        event = self.events()
        self.assertEqual((event.topic, event.external_id, event.outcome), ("order", number, "new"))
        self.assertEqual(event.storefront_id, self.storefront)
        self.assertEqual(event.company_id, self.company)
        self.assertTrue(event.signature_ok)
        self.assertTrue(self.woken("orders"))

    def test_no_session_is_saved_for_a_push(self):
        answer = self.post(self.push(order=self.place_one()))
        self.assertNotIn("session_id", answer.headers.get("Set-Cookie", ""))

    def test_a_push_without_signature_is_refused(self):
        answer = self.post(self.push(order=self.place_one(), forge="missing"))
        self.assertEqual((answer.status_code, answer.content), (403, b""))
        self.assertEqual(self.events().mapped("outcome"), ["refused"])
        self.assertFalse(self.woken("orders"))

    def test_a_push_with_a_wrong_signature_is_refused(self):
        self.assertEqual(self.post(self.push(order=self.place_one(), forge="wrong")).status_code, 403)

    def test_a_push_whose_body_was_changed_is_refused(self):
        push = self.push(order=self.place_one())
        body = push["body"].replace("READY_TO_SHIP", "CANCELLED").encode()
        self.assertEqual(self.post(push, body=body).status_code, 403)

    def test_refused_pushes_leave_one_row_per_source_and_minute(self):
        moment = fields.Datetime.now().replace(second=10)
        self.patch(fields.Datetime, "now", staticmethod(lambda *_args: moment))
        forged = self.push(order=self.place_one(), forge="wrong")
        for _time in range(4):
            self.post(forged)
        self.assertEqual(len(self.events(outcome="refused")), 1)
        self.assertEqual(self.events().source_ip, "127.0.0.1")

        later = fields.Datetime.add(moment, minutes=1)
        self.patch(fields.Datetime, "now", staticmethod(lambda *_args: later))
        self.post(forged)
        self.assertEqual(len(self.events(outcome="refused")), 2)

    def test_a_repeated_push_is_answered_but_stored_once(self):
        push = self.push(order=self.place_one())
        self.assert_accepted(self.post(push))
        self.assert_accepted(self.post(push))
        self.assertEqual(len(self.events()), 1)

    def test_a_stale_push_is_ignored(self):
        number = self.place_one()
        old = int(time.time()) - 4 * DAY
        push = self.push(order=number, timestamp=old, data={"update_time": old})

        self.assert_accepted(self.post(push))

        self.assertEqual(self.events().mapped("outcome"), ["refused"])
        self.assertEqual(self.events().outcome_text, "stale")
        self.assertFalse(self.woken("orders"))

    @mute_logger("werkzeug")
    def test_an_oversized_push_is_refused_unread(self):
        push = self.push(order=self.place_one())
        answer = self.post(push, body=b"x" * (1024 * 1024 + 1))
        self.assertEqual((answer.status_code, answer.content), (413, b""))
        self.assertEqual(self.events().mapped("outcome_text"), ["oversized"])

    def test_a_push_for_an_unknown_app_leaves_nothing(self):
        before = self.env["ocean.event"].search_count([])
        answer = self.post(self.push(order=self.place_one()), path="/ocean/push/0123456789abcdef")
        self.assertEqual(answer.status_code, 404)
        self.assertEqual(self.env["ocean.event"].search_count([]), before)

    def test_an_app_without_keys_can_prove_nothing(self):
        self.account.write({"app_secret": False, "push_secret": False})
        self.assertEqual(self.post(self.push(order=self.place_one())).status_code, 403)

    def test_a_push_to_an_app_whose_addon_is_gone_is_not_found(self):
        push = self.push(order=self.place_one())
        self.account.platform = "none"
        self.assertEqual(self.post(push).status_code, 404)

    def test_a_push_about_a_shop_nobody_connected_is_kept_as_failed(self):
        push = self.push(code=3, shop=301_177_002, data={"ordersn": "X1", "status": "READY_TO_SHIP"})
        self.assert_accepted(self.post(push))

        self.settle()

        event = self.events()
        self.assertEqual(event.outcome, "failed")
        self.assertTrue(event.outcome_text)
        self.assertFalse(self.env["ocean.order"].search([("external_id", "=", "X1")]))

    def test_a_genuine_push_that_is_not_understood_is_kept(self):
        envelope = {"code": 3, "shop_id": SHOP, "timestamp": int(time.time()), "data": {"ordersn": ["?"]}}
        self.assert_accepted(self.post(self.push(envelope=envelope)))
        self.assertEqual(self.events().mapped("outcome"), ["failed"])
        self.assertTrue(self.events().body)

    def test_the_verification_message_of_the_console_is_accepted(self):
        self.assert_accepted(self.post(self.push(code=0)))

    def test_the_address_as_saved_is_signed_and_not_the_one_behind_the_proxy(self):
        number = self.place_one()
        inside = self.push(order=number)
        self.account.push_url = f"https://toko.example.com/ocean/push/{self.account.access_key}"
        outside = self.push(order=number, url=self.account.push_url)

        self.assertEqual(self.post(inside).status_code, 403)
        self.assert_accepted(self.post(outside))

    def test_apps_without_a_push_key_of_their_own_verify_with_the_app_secret(self):
        self.account.push_secret = False
        push = self.push(order=self.place_one(), forge="partner_key")
        self.assert_accepted(self.post(push))

    def test_a_push_with_news_lets_the_order_be_read_again(self):
        order = self.imported()
        self.change(order.external_id, "advance", steps=2)
        self.post(self.push(order=order.external_id))

        self.settle()

        self.assertEqual(order.state, "shipped")
        self.assertEqual((self.events().outcome, self.events().order_id), ("read", order))

    def test_a_push_about_an_order_we_do_not_know_imports_it(self):
        self.sync()
        number = self.place_one()
        self.post(self.push(order=number))

        self.settle()

        self.assert_matches_platform(number)

    def test_a_push_older_than_what_we_have_is_ignored(self):
        order = self.imported()
        self.world.clock.advance(20)
        old = self.push(order=order.external_id)
        self.change(order.external_id, "advance", steps=2)
        self.sync()
        self.world.journal.clear()

        self.post(old)
        self.settle()

        self.assertEqual(self.events().outcome, "older")
        self.assertEqual(self.world.journal.report("*", "*", 0)["count"], 0)
        self.assertEqual(order.state, "shipped")

    def test_several_pushes_about_one_order_cost_one_read(self):
        order = self.imported()
        for step in ("PROCESSED", "SHIPPED"):
            self.world.clock.advance(2)
            self.change(order.external_id, "advance", to=step)
            self.post(self.push(order=order.external_id))
        self.world.journal.clear()

        self.settle()

        self.assertEqual(self.events().mapped("outcome"), ["read", "merged"])
        self.assertEqual(self.world.journal.report("*get_order_detail", "*", 0)["count"], 1)

    def test_code_4_brings_the_tracking_number(self):
        order = self.imported()
        self.change(order.external_id, "advance")
        expected = self.brief(order.external_id)["tracking_number"]
        self.post(self.push(code=4, order=order.external_id))

        self.settle()

        self.assertEqual(order.tracking_ref, expected)
        self.assertEqual(order.state, "arranged")

    def test_code_1_is_noted(self):
        self.assert_accepted(self.post(self.push(code=1)))
        self.settle()
        self.assertEqual(self.events().mapped("outcome"), ["noted"])
        self.assertEqual(self.storefront.connection, "connected")

    def test_code_2_cuts_the_storefront_off_and_tells_a_person(self):
        self.assert_accepted(self.post(self.push(code=2)))

        self.settle()

        self.assertEqual(self.storefront.connection, "cut_off")
        self.assertEqual(self.exceptions().mapped("kind"), ["auth_ended"])

    def test_code_2_from_before_the_last_approval_does_nothing(self):
        push = self.push(code=2)
        self.env["ocean.storefront"]._connect_grants(self.account, self.company, (self.grant(SHOP),))
        self.assert_accepted(self.post(push))

        self.settle()

        self.assertEqual(self.storefront.connection, "connected")
        self.assertEqual(self.events().outcome, "older")

    def test_code_12_warns_before_the_approval_ends(self):
        with self.world.lock:
            self.shopee.configure({"shop": SHOP, "authorized_for": 3 * DAY})
        self.assert_accepted(self.post(self.push(code=12)))

        self.settle()

        self.assertEqual(self.exceptions().mapped("kind"), ["auth_ending"])
        self.assertEqual(self.storefront.connection, "connected")

    def test_the_simulator_delivers_its_pushes_to_the_configured_address(self):
        with self.world.lock:
            self.shopee.configure({"callback_url": self.account.push_url})
        self.env.flush_all()
        with self.allow_requests(all_requests=True):
            number = self.place_one()
            self.change(number, "advance")
            self.assertTrue(self.world.pushes.drain())
        self.assertEqual({push.state for push in self.world.pushes.sent if push.kind == "3"}, {"delivered"})

        self.settle()

        self.assertEqual(self.order(number).state, "arranged")
        self.assert_matches_platform(number)

    def test_replaying_and_shuffling_all_pushes_twice_changes_nothing(self):
        self.faults.add("push_lost")  # they are kept in a list instead of being sent
        with self.world.lock:
            self.shopee.configure({"callback_url": self.account.push_url})
        numbers = self.place(4)
        self.sync()
        for number, steps in zip(numbers, (1, 2, 3, 0), strict=True):
            self.world.clock.advance(3)
            for _step in range(steps):
                self.change(number, "advance")
        self.change(numbers[3], "cancel", by="buyer")
        self.sync()
        before = self._state(numbers)
        pushes = [push.as_dict() for push in self.world.pushes.sent]
        self.assertGreater(len(pushes), 8)

        rng = self.world.random("shuffle")
        for _round in range(2):
            rng.shuffle(pushes)
            for push in pushes:
                self.assert_accepted(self.post(push))
            self.settle()

        self.assertEqual(self._state(numbers), before)
        self.assertEqual(len(self.events()), len({push["body"] for push in pushes}))

    def _state(self, numbers):
        orders = self.env["ocean.order"].search([("external_id", "in", numbers)], order="external_id")
        return [
            (
                order.external_id,
                order.state,
                order.digest,
                order.amount_revenue,
                order.sale_order_ids.ids,
                order.sale_order_ids.state,
                order.sale_order_ids.amount_total,
                order.sale_order_ids.picking_ids.ids,
                order.payload_ids.ids,
                order.needs_fetch or order.needs_apply,
            )
            for order in orders
        ]

    def test_storing_a_push_takes_few_queries(self):
        number = self.place_one()
        push = self.push(order=number)
        body = push["body"].encode()
        event = self.env["ocean.event"]
        event._receive(self.account, push["headers"], b"{}", "203.0.113.1")  # warm up
        self.env.flush_all()
        with self.assertQueryCount(14):
            event._receive(self.account, push["headers"], body, "203.0.113.2")
            self.env.flush_all()
        self.assertEqual(len(self.events(topic="order")), 1)
