from odoo.tests import HttpCase, tagged

ADDON = "@ocean_marketplace_base"


@tagged("post_install", "-at_install")
class TestLiveJs(HttpCase):
    """The JavaScript tests of this addon, in a browser."""

    def _hoot_id(self, name):
        """Return the id HOOT gives the suite `name`, as Odoo's own test launcher computes it."""
        value = 0
        for char in name:
            value = (value * 31 + ord(char)) % 2**32
        return f"{value:08x}"

    def test_live_refresh(self):
        url = f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={self._hoot_id(ADDON)}"
        self.browser_js(
            url,
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )
