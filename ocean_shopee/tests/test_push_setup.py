import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from odoo.exceptions import UserError
from odoo.tests import tagged

from .wizard import ShopeeWizardCommon


class Receiver(HTTPServer):
    """Answers pushes with an empty body, as the platform wants it."""

    def __init__(self, status=200):
        super().__init__(("127.0.0.1", 0), self._handler(status))
        self.url = f"http://127.0.0.1:{self.server_address[1]}/push"
        self._thread = threading.Thread(target=self.serve_forever, daemon=True)
        self._thread.start()

    def _handler(self, status):
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                """Stay quiet."""

        return Handler

    def close(self):
        self.shutdown()
        self.server_close()


@tagged("post_install", "-at_install")
class TestPushSetup(ShopeeWizardCommon):
    """Page Connection: which pushes go where, and having them sent here."""

    def receive(self, status=200):
        receiver = Receiver(status)
        self.addCleanup(receiver.close)
        self.account.push_url = receiver.url
        return receiver

    def where(self):
        return {int(row["topic"].split()[0]): row["where"] for row in self.storefront.push_state}

    def press_on_shop(self, button):
        self.press(self.storefront.with_user(self.seller), button)

    def test_pushes_that_are_used_are_switched_on_and_sent_here_others_stay_off(self):
        self.receive()
        self.app.callback_url, self.app.pushes_off = "https://erp.example.com/hook", {3, 4, 5, 10}
        self.press_on_shop("action_show_pushes")
        self.assertEqual((self.where()[1], self.where()[3]), ("other", "none"))

        self.press_on_shop("action_set_up_pushes")

        self.assertEqual({self.where()[code] for code in (1, 2, 3, 4, 12)}, {"ours"})
        self.assertEqual({self.where()[code] for code in (5, 10)}, {"none"})
        self.assertIn("this Odoo", self.storefront.with_user(self.seller).push_table)

    def test_codes_that_the_call_does_not_know_do_not_stop_the_others(self):
        self.receive()
        for taken in (False, True):
            self.store.switches.change("push_config_any", taken)
            self.press_on_shop("action_set_up_pushes")
            self.assertEqual(self.where()[3], "ours")

    def test_a_refusal_is_told_in_the_platforms_words_and_changes_nothing(self):
        self.receive(status=500)
        with self.assertRaisesRegex(UserError, "did not answer the verification message"):
            self.press_on_shop("action_set_up_pushes")
        self.assertFalse(self.app.callback_url)
        self.assertFalse(self.storefront.push_state)

    def test_a_storefront_that_is_not_connected_asks_for_that_first(self):
        self.storefront.action_disconnect()
        with self.assertRaisesRegex(UserError, "not connected"):
            self.press_on_shop("action_set_up_pushes")
