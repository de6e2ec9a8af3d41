from odoo import models

from odoo.addons.ocean_marketplace_base.lib import commands
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from ..lib.const import (
    REJECT_COURIER,
    REJECT_OTHER,
    REJECT_PRICE,
    REJECT_SHIPPING,
    REJECT_STOCK,
    REJECT_VARIANT,
)

BEFORE_ACCEPTING = "220"
ACCEPTED = frozenset({"400", "450"})


class OceanPlatformTokopedia(models.AbstractModel):
    """Cancelling orders of the Open API and answering buyers who want to.

    The base asks the platform of the root, so orders that are reached through TikTok Shop never come here.
    """

    _inherit = "ocean.platform.tokopedia"

    def _command_reasons(self, storefront, access_token, command):
        if command.kind != commands.CANCEL:
            return []
        words = self._cancel_words()
        codes = (REJECT_SHIPPING, REJECT_COURIER)
        if command.raw_status == BEFORE_ACCEPTING:
            codes = (REJECT_STOCK, REJECT_VARIANT, REJECT_PRICE, REJECT_COURIER, REJECT_OTHER)
        # The buyer reads the note; these three mean nothing without one ("reject-order").
        vague = (REJECT_SHIPPING, REJECT_COURIER, REJECT_OTHER)
        return [commands.Reason(code=str(code), text=words[code], needs_note=code in vague) for code in codes]

    def _cancel_words(self):
        return {
            REJECT_SHIPPING: self.env._("It cannot be shipped"),
            REJECT_STOCK: self.env._("Products out of stock"),
            REJECT_VARIANT: self.env._("Variant not available"),
            REJECT_PRICE: self.env._("Wrong price or weight"),
            REJECT_COURIER: self.env._("Trouble with the courier"),
            REJECT_OTHER: self.env._("Other"),
        }

    def _command_refusal(self, order, kind):
        if kind == commands.CANCEL and order.raw_status not in {BEFORE_ACCEPTING, *ACCEPTED}:
            return self.env._("it has left already, or was never paid")
        return ""

    def _send_command(self, storefront, access_token, command):
        actions = self._shop_client(storefront, access_token).order_action
        if command.kind == commands.CANCEL:
            self._send_cancel(actions, command)
        elif command.kind == commands.ACCEPT_CANCEL:
            actions.accept_cancel(command.external_id, command.note or "Sesuai permintaan pembeli")
        elif command.kind == commands.REJECT_CANCEL:
            actions.refuse_cancel(command.external_id)
        else:
            raise InvalidRequest(f"{command.kind}: not known to this platform")

    def _send_cancel(self, actions, command):
        code = int(command.reason_code or REJECT_OTHER)
        missing = [item.sku_id for item in command.items] if code == REJECT_STOCK else []
        reason = command.note or self._cancel_words().get(code, "") or "-"
        actions.reject(command.external_id, code, reason, empty_products=missing)
