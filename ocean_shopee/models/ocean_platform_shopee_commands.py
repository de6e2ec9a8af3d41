from odoo import models

from odoo.addons.ocean_marketplace_base.lib import commands
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from ..lib.client import ShopeeClient

OUT_OF_STOCK = "OUT_OF_STOCK"


class OceanPlatformShopee(models.AbstractModel):
    """Cancelling orders and answering buyers who want to."""

    _inherit = "ocean.platform.shopee"

    def _command_reasons(self, storefront, access_token, command):
        if command.kind != commands.CANCEL:
            return []  # an answer to the buyer takes none
        return [
            commands.Reason(code=OUT_OF_STOCK, text=self.env._("Out of stock")),
            commands.Reason(code="CUSTOMER_REQUEST", text=self.env._("The buyer asked for it")),
            commands.Reason(code="UNDELIVERABLE_AREA", text=self.env._("The area is not delivered to")),
            commands.Reason(code="COD_NOT_SUPPORTED", text=self.env._("Cash on delivery is not possible")),
        ]

    def _command_refusal(self, order, kind):
        # "cancel_order" is refused once there is a tracking number.
        if kind == commands.CANCEL and order.tracking_ref:
            return self.env._("it has a tracking number")
        return ""

    def _send_command(self, storefront, access_token, command):
        account = storefront.account_id
        with account._transport() as transport:
            client = ShopeeClient(
                self._app(account),
                transport,
                self._base_url(account),
                shop_id=storefront.external_shop_id,
                access_token=access_token,
            )
            self._send(client.order, command)

    def _send(self, api, command):
        if command.kind == commands.CANCEL:
            items = [{"item_id": item.item_id, "model_id": item.sku_id or "0"} for item in command.items]
            missing = items if command.reason_code == OUT_OF_STOCK else ()
            api.cancel_order(command.external_id, command.reason_code, items=missing)
        elif command.kind in (commands.ACCEPT_CANCEL, commands.REJECT_CANCEL):
            accept = command.kind == commands.ACCEPT_CANCEL
            api.handle_buyer_cancellation(command.external_id, accept=accept)
        else:
            raise InvalidRequest(f"{command.kind}: not known to this platform")
