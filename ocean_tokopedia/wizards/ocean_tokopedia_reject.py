from odoo import api, fields, models
from odoo.exceptions import UserError

from ..lib.const import (
    REASON_LENGTH,
    REJECT_COURIER,
    REJECT_OTHER,
    REJECT_PRICE,
    REJECT_SHOP_CLOSED,
    REJECT_STOCK,
    REJECT_VARIANT,
)
from ..models.ocean_order import REJECTED


class OceanTokopediaReject(models.TransientModel):
    """Ask why before an order is rejected on Tokopedia: the platform wants one of its own reasons.

    Before an order is accepted its buyer cancels by himself, so his wish is not among them.
    """

    _name = "ocean.tokopedia.reject"
    _description = "Reject an order on Tokopedia"

    order_id = fields.Many2one("ocean.order", required=True, readonly=True, ondelete="cascade")
    reason_code = fields.Selection(
        [
            (str(REJECT_STOCK), "Products out of stock"),
            (str(REJECT_VARIANT), "Variant not available"),
            (str(REJECT_PRICE), "Wrong price or weight"),
            (str(REJECT_SHOP_CLOSED), "Shop closed"),
            (str(REJECT_COURIER), "Trouble with the courier"),
            (str(REJECT_OTHER), "Other"),
        ],
        "Why",
        required=True,
        default=str(REJECT_STOCK),
    )
    reason = fields.Char(
        "For the buyer", required=True, size=REASON_LENGTH, help="The buyer reads it, so write Indonesian."
    )
    line_ids = fields.Many2many("ocean.order.line", string="Out of stock")
    closed_until = fields.Date("Closed until")

    @api.onchange("order_id")
    def _onchange_order_id(self):
        if len(self.order_id.line_ids) == 1:
            self.line_ids = self.order_id.line_ids

    def action_reject(self):
        """Reject the order on the platform."""
        self.ensure_one()
        if self.reason_code == str(REJECT_SHOP_CLOSED) and not self.closed_until:
            raise UserError(self.env._("Enter until when the shop is closed."))
        return self.order_id._tokopedia_answer(self._reject, REJECTED)

    def _reject(self, actions):
        """Tell the platform.

        :raise InvalidRequest: when it would not take it, before anything is sent
        """
        number, code = self.order_id.external_id, int(self.reason_code)
        more = {}
        if code == REJECT_STOCK:
            more["empty_products"] = self.line_ids.mapped("sku_id")
        elif code == REJECT_SHOP_CLOSED:
            more = {"shop_close_end_date": self.closed_until, "shop_close_note": self.reason}
        actions.reject(number, code, self.reason, **more)
