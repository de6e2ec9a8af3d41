import time

from odoo import fields
from odoo.tests import HttpCase, tagged

from .common import SECOND_SHOP, SHOP, TiktokShopCommon

DAY = 86_400


class TiktokShopHttpCommon(TiktokShopCommon, HttpCase):
    """The same with Odoo's own routes."""

    def push(self, **options):
        """Return a push of the platform (body and headers) without sending it."""
        with self.world.lock:
            return self.tiktok.send_push({"url": self.account.push_url, "dry": True, **options})[0]

    def post(self, push, body=None):
        data = push["body"].encode() if body is None else body
        headers = {"Content-Type": "application/json", **push["headers"]}
        self.env.flush_all()
        answer = self.url_open(f"/ocean/push/{self.account.access_key}", data=data, headers=headers)
        self.env.invalidate_all()
        return answer

    def events(self, **values):
        domain = [("account_id", "=", self.account.id)]
        return self.env["ocean.event"].search(
            domain + [(name, "=", value) for name, value in values.items()], order="id"
        )

    def settle(self):
        """Run what a push wakes; polling is not due."""
        lanes = self.env["ocean.lane"].search([("storefront_id.account_id", "=", self.account.id)])
        lanes.next_try = fields.Datetime.add(fields.Datetime.now(), hours=1)
        self.drain("orders", "apply")


@tagged("post_install", "-at_install")
class TestPush(TiktokShopHttpCommon):
    """Receiving pushes over HTTP."""

    def assert_accepted(self, answer):
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.content, b"", "anything in the body counts as a failure")

    def assert_refused(self, answer):
        self.assertEqual((answer.status_code, answer.content), (403, b""))
        self.assertEqual(self.events().mapped("outcome"), ["refused"])
        self.assertFalse(self.woken("orders"))

    def test_a_genuine_push_is_stored_and_wakes_the_lane(self):
        number = self.place_one()

        self.assert_accepted(self.post(self.push(order=number)))

        event = self.events()
        self.assertEqual((event.topic, event.raw_topic, event.outcome), ("order", "1", "new"))
        self.assertEqual((event.external_id, event.raw_status), (number, "AWAITING_SHIPMENT"))
        self.assertEqual(event.storefront_id, self.storefront)
        self.assertTrue(event.signature_ok)
        self.assertTrue(self.woken("orders"))

    def test_a_push_without_signature_is_refused(self):
        self.assert_refused(self.post(self.push(order=self.place_one(), forge="missing")))

    def test_a_push_with_a_wrong_signature_is_refused(self):
        self.assert_refused(self.post(self.push(order=self.place_one(), forge="wrong")))

    def test_a_push_whose_body_was_changed_is_refused(self):
        push = self.push(order=self.place_one())
        body = push["body"].replace("AWAITING_SHIPMENT", "CANCEL").encode()
        self.assertNotEqual(body, push["body"].encode())
        self.assert_refused(self.post(push, body=body))

    def test_an_app_without_secret_can_prove_nothing(self):
        push = self.push(order=self.place_one())
        self.account.app_secret = False
        self.assert_refused(self.post(push))

    def test_a_repeated_push_is_answered_but_stored_once(self):
        push = self.push(order=self.place_one())
        self.assert_accepted(self.post(push))
        self.settle()
        self.world.journal.clear()

        self.assert_accepted(self.post(push))
        self.settle()

        self.assertEqual(self.events().mapped("outcome"), ["read"])
        self.assertEqual(self.calls(), 0)

    def test_a_stale_push_is_ignored(self):
        old = int(time.time()) - 4 * DAY
        push = self.push(order=self.place_one(), timestamp=old, data={"update_time": old})

        self.assert_accepted(self.post(push))

        self.assertEqual(self.events().mapped("outcome_text"), ["stale"])
        self.assertFalse(self.woken("orders"))

    def test_type_1_lets_the_order_be_read_again(self):
        order = self.imported()
        self.change(order.external_id, "advance", steps=2)
        self.post(self.push(order=order.external_id))

        self.settle()

        self.assertEqual(order.state, "shipped")
        self.assertEqual((self.events().outcome, self.events().order_id), ("read", order))

    def test_type_1_about_an_order_we_do_not_know_imports_it(self):
        self.sync()
        number = self.place_one()
        self.post(self.push(order=number))

        self.settle()

        self.assert_matches_platform(number)

    def test_types_3_4_and_11_let_the_order_be_read_again_too(self):
        order = self.imported()
        self.change(order.external_id, "request_cancel")
        for code in (3, 4, 11):
            with self.subTest(code=code):
                self.world.clock.advance(2)
                self.change(order.external_id, "edit", buyer_note=f"type {code}")
                self.world.clock.advance(2)
                # A cancellation says only when it began, which may be before what we have.
                begun = {"create_time": self.store.now} if code == 11 else {}
                self.assert_accepted(self.post(self.push(code=code, order=order.external_id, data=begun)))
                self.settle()
                self.assertEqual(self.events(raw_topic=str(code)).outcome, "read")
                self.assertEqual(order.buyer_note, f"type {code}")
        self.assertEqual(order.state, "cancel_requested")

    def test_pushes_about_other_things_are_noted(self):
        number = self.place_one()
        bodies = {
            5: {"product_id": 1729592969712207008, "status": "ACTIVATE", "update_time": int(time.time())},
            12: {
                "order_id": number,
                "return_id": "4035",
                "return_status": "RETURN_OR_REFUND_REQUEST_PENDING",
            },
            13: {"conversation_id": "7494", "create_time": int(time.time())},
            14: {"conversation_id": "7494", "message_id": "7495", "type": "TEXT", "content": "{}"},
        }
        for code, data in bodies.items():
            self.assert_accepted(self.post(self.push(code=code, data=data)))

        self.settle()

        self.assertEqual(self.events().mapped("raw_topic"), [str(code) for code in bodies])
        self.assertEqual(set(self.events().mapped("outcome")), {"noted"})

    def test_type_6_cuts_the_storefront_off_and_tells_a_person(self):
        second = self.add_second()
        self.assert_accepted(self.post(self.push(code=6)))

        self.settle()

        self.assertEqual(self.storefront.connection, "cut_off")
        self.assertEqual(self.exceptions().mapped("kind"), ["auth_ended"])
        self.assertEqual(second.connection, "connected", "each shop has a push of its own")

    def test_type_6_cuts_linked_storefronts_off_as_well(self):
        linked = self._make_storefront(
            self.account, f"{SHOP}-linked", parent_id=self.storefront.id, channel="TOKOPEDIA"
        )
        linked.connection = "connected"
        self.assert_accepted(self.post(self.push(code=6)))

        self.settle()

        self.assertEqual((self.storefront | linked).mapped("connection"), ["cut_off", "cut_off"])
        self.assertEqual(self.exceptions().mapped("kind"), ["auth_ended"])

    def test_type_6_from_before_the_last_approval_does_nothing(self):
        push = self.push(code=6)
        self.env["ocean.storefront"]._connect_grants(self.account, self.company, self.grants(SHOP))
        self.assert_accepted(self.post(push))

        self.settle()

        self.assertEqual(self.storefront.connection, "connected")
        self.assertEqual(self.events().outcome, "older")

    def test_type_7_warns_before_the_approval_ends(self):
        with self.world.lock:
            self.tiktok.configure({"shop": SHOP, "authorized_for": 3 * DAY})
        self.assert_accepted(self.post(self.push(code=7)))

        self.settle()

        self.assertEqual(self.exceptions().mapped("kind"), ["auth_ending"])
        self.assertEqual(self.storefront.connection, "connected")

    def test_pushes_about_a_shop_nobody_connected_do_nothing(self):
        number = self.place_one(shop=SECOND_SHOP, skus=["SERBET-5P"])
        self.assert_accepted(self.post(self.push(order=number)))
        self.assert_accepted(self.post(self.push(code=6, shop=SECOND_SHOP)))
        self.world.journal.clear()

        self.settle()

        self.assertEqual(self.events(raw_topic="1").outcome, "failed")
        self.assertTrue(self.events(raw_topic="1").outcome_text)
        self.assertFalse(self.order(number))
        self.assertEqual(self.calls(), 0)
        self.assertEqual(self.storefront.connection, "connected")
        self.assertFalse(self.exceptions())

    def test_a_push_about_an_order_of_a_linked_storefront_reaches_it(self):
        linked = self._make_storefront(
            self.account, f"{SHOP}-linked", parent_id=self.storefront.id, channel="TOKOPEDIA"
        )
        order = self.imported(tokopedia=True)
        self.change(order.external_id, "advance", steps=2)
        self.post(self.push(order=order.external_id))

        self.settle()

        self.assertEqual(len(self.order(order.external_id)), 1)
        self.assertEqual((order.storefront_id, order.state), (linked, "shipped"))

    def test_a_genuine_push_that_is_not_understood_is_kept(self):
        envelope = {"type": 1, "shop_id": SHOP, "timestamp": int(time.time()), "data": {"order_id": ["?"]}}
        self.assert_accepted(self.post(self.push(envelope=envelope)))
        self.assertEqual(self.events().mapped("outcome"), ["failed"])
        self.assertTrue(self.events().body)

    def test_the_simulator_delivers_its_pushes_to_the_configured_address(self):
        with self.world.lock:
            self.tiktok.configure({"callback_url": self.account.push_url})
        self.env.flush_all()
        with self.allow_requests(all_requests=True):
            number = self.place_one()
            self.change(number, "advance", to="AWAITING_COLLECTION")
            self.assertTrue(self.world.pushes.drain())
        self.assertEqual({push.state for push in self.world.pushes.sent if push.kind == "1"}, {"delivered"})

        self.settle()

        self.assertEqual(self.order(number).state, "arranged")
        self.assert_matches_platform(number)
