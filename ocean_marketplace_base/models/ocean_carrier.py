from odoo import fields, models


class OceanCarrier(models.Model):
    """A platform's shipping channel and what it is in Odoo."""

    _name = "ocean.carrier"
    _description = "Carrier mapping"
    _order = "storefront_id, name, id"
    _check_company_auto = True

    storefront_id = fields.Many2one("ocean.storefront", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="storefront_id.company_id", store=True, index=True)
    external_id = fields.Char("Channel ID", required=True)
    name = fields.Char(required=True)
    delivery_carrier_id = fields.Many2one("delivery.carrier", "Delivery method", check_company=True)
    seller_ships = fields.Boolean(
        "You ship",
        help="You organise and pay the transport yourself, so the shipping the buyer paid is your revenue "
        "and becomes a line of the sales order.",
    )

    _channel_uniq = models.Constraint(
        "UNIQUE (storefront_id, external_id)", "This channel is already mapped."
    )

    def write(self, vals):
        """Read the orders of a channel again when who ships changes: then shipping is revenue, or no more."""
        changed = self.filtered(
            lambda carrier: "seller_ships" in vals and carrier.seller_ships != vals["seller_ships"]
        )
        result = super().write(vals)
        # sudo: managers map carriers; only the system writes platform orders
        orders_sudo = self.env["ocean.order"].sudo().search([("carrier_id", "in", changed.ids)])
        if orders_sudo:
            orders_sudo._read_again()
            self.env["ocean.storefront"]._dispatch("orders")
        return result
