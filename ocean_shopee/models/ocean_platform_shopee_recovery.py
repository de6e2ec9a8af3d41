from odoo import models

from ..lib.push_lost import lost_pushes


class OceanPlatformShopee(models.AbstractModel):
    """Shopee keeps pushes that did not arrive for three days."""

    _inherit = "ocean.platform.shopee"

    def _lost_pushes(self, account):
        with account._transport() as transport:
            page = self._push_api(account, transport).get_lost_push_message()
        return lost_pushes(page["push_message_list"], page.get("last_message_id"))

    def _confirm_lost_pushes(self, account, mark):
        with account._transport() as transport:
            self._push_api(account, transport).confirm_consumed_lost_push_message(int(mark))
