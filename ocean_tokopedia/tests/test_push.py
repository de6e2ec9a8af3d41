from odoo.tests import HttpCase, tagged

from .common import PUSH_SECRET, SECOND_SHOP, TokopediaCommon


class TokopediaHttpCommon(TokopediaCommon, HttpCase):
    """The same with Odoo's own routes."""

    def setUp(self):
        super().setUp()
        self.account.push_secret = PUSH_SECRET
        self.configure(webhook_secret=PUSH_SECRET)
        self._triggers("orders").unlink()  # of connecting

    def push(self, **options):
        """Return a push of the platform (body and headers) without sending it."""
        with self.world.lock:
            return self.platform.send_push({"url": self.account.push_url, "dry": True, **options})[0]

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
        lanes.next_try = "2199-01-01 00:00:00"
        self.drain("orders", "apply")


@tagged("post_install", "-at_install")
class TestPush(TokopediaHttpCommon):
    """Receiving pushes over HTTP."""

    def assert_refused(self, answer):
        self.assertEqual(answer.status_code, 403)
        self.assertEqual(self.events().mapped("outcome"), ["refused"])
        self.assertFalse(self.woken("orders"))

    def test_a_genuine_push_about_a_new_order_imports_it(self):
        self.sync()
        number = self.place_one()

        answer = self.post(self.push(kind="order_notification", order=number))

        self.assertEqual((answer.status_code, answer.content), (200, b""))
        self.assertEqual(self.events().storefront_id, self.storefront)
        self.assertTrue(self.woken("orders"))
        self.settle()
        self.assertEqual(self.events().outcome, "read")
        self.assert_matches_platform(number)

    def test_forged_pushes_are_refused(self):
        number = self.place_one()
        for forge in ("wrong", "missing"):
            with self.subTest(forge), self.rolled_back():
                self.assert_refused(self.post(self.push(order=number, forge=forge)))
        genuine = self.push(order=number)
        body = genuine["body"].replace('"order_status":220', '"order_status":10').encode()
        self.assertNotEqual(body, genuine["body"].encode())
        self.assert_refused(self.post(genuine, body=body))

    def test_an_app_without_push_key_can_prove_nothing(self):
        self.account.push_secret = False
        self.assert_refused(self.post(self.push(order=self.place_one())))

    def test_a_new_status_is_read_and_a_repeat_is_not(self):
        order = self.imported()
        self.change(order.external_id, "advance", to=500, force=True)
        push = self.push(kind="order_status", order=order.external_id)
        self.post(push)
        self.settle()
        self.assertEqual(order.state, "shipped")
        self.world.journal.clear()

        self.assertEqual(self.post(push).status_code, 200)
        self.settle()

        self.assertEqual(self.events().mapped("outcome"), ["read"])
        self.assertEqual(self.calls(), 0)

    def test_a_push_about_an_unknown_shop_fails_with_a_sentence(self):
        number = self.place_one(shop=SECOND_SHOP, skus=["TAS-KANVAS"])

        self.post(self.push(kind="order_status", order=number))
        self.settle()

        self.assertEqual(self.events().mapped("outcome"), ["failed"])
        self.assertTrue(self.events().outcome_text)
        self.assertFalse(self.order(number))

    def test_a_wish_to_cancel_names_no_shop_and_is_found_by_its_order(self):
        self.connect(SECOND_SHOP)
        order = self.imported(status=400)
        self.change(order.external_id, "request_cancel")
        push = self.push(kind="order_request_cancellation", order=order.external_id)
        self.assertNotIn("shop_id", push["body"])

        self.post(push)
        self.settle()

        self.assertEqual(self.events().storefront_id, self.storefront)
        self.assertEqual(order.state, "cancel_requested")

    def test_a_push_without_shop_about_an_unknown_order_goes_to_the_only_shop(self):
        number = self.place_one(status=400)
        self.change(number, "request_cancel")

        self.post(self.push(kind="order_request_cancellation", order=number))
        self.settle()

        self.assertEqual(self.order(number).storefront_id, self.storefront)
        self.assertEqual(self.order(number).state, "cancel_requested")

    def test_with_several_shops_nobody_guesses_whose_unknown_order_it_is(self):
        self.connect(SECOND_SHOP)
        number = self.place_one(status=400)
        self.change(number, "request_cancel")

        self.post(self.push(kind="order_request_cancellation", order=number))
        self.settle()

        self.assertFalse(self.events().storefront_id)
        self.assertEqual(self.events().outcome, "failed")

    def test_pushes_about_other_things_are_noted(self):
        product = next(iter(self.store.products_of(int(self.storefront.external_shop_id))))
        data = {
            "product_changes_data": [
                {
                    "action": "stock_overwrite",
                    "product_id": product.id,
                    "shop_id": int(self.storefront.external_shop_id),
                    "value": "7",
                    "update_time": self.store.now * 10**9,
                }
            ]
        }
        self.post(self.push(kind="product_changes", envelope=data))
        self.settle()
        self.assertEqual(self.events().mapped("outcome"), ["noted"])

    def test_what_is_signed_but_not_understood_is_kept_as_failed(self):
        answer = self.post(self.push(kind="order_status", raw="[1, 2]"))
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.events().mapped("topic"), ["unread"])
