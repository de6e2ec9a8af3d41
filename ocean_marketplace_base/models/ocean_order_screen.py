from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import float_is_zero

from .ocean_order import MONEY_GROUPS


class OceanOrder(models.Model):
    """What only the screens of an order need: the verdict on its money and its parcels."""

    _inherit = "ocean.order"

    money_verdict = fields.Char("Verdict", compute="_compute_money_verdict", groups=MONEY_GROUPS)
    money_level = fields.Selection(
        [("ok", "Adds up"), ("unknown", "Not known yet"), ("gap", "Gap")],
        compute="_compute_money_verdict",
        groups=MONEY_GROUPS,
    )
    exception_kind = fields.Selection(related="exception_id.kind")
    picking_count = fields.Integer("Transfers", compute="_compute_picking_count")
    parcels_html = fields.Html("Parcel list", compute="_compute_parcels_html")

    @api.depends("ladder", "gap_accepted")
    @api.depends_context("lang")
    def _compute_money_verdict(self):
        for order in self:
            order.money_level, order.money_verdict = order._money_verdict()

    def _money_verdict(self):
        """Return (level, sentence) about the ladder of this order."""
        self.ensure_one()
        if not self.ladder:
            return "unknown", self.env._("The money of this order is not known yet.")
        if gaps := self._grave_gaps():
            text = "; ".join(gaps)
            if self.gap_accepted:
                return "ok", self.env._("%(gaps)s. Accepted: %(reason)s", gaps=text, reason=self.gap_reason)
            return "gap", self.env._("Gap: %(gaps)s", gaps=text)
        if self.ladder_state == "provisional":
            return "unknown", self.env._("Who pays which discount is not known yet; prices are provisional.")
        return "ok", self.env._("Adds up")

    def _grave_gaps(self):
        """Return one text, amount included, per difference that a person should know."""
        rows = self.ladder_line_ids.filtered(lambda row: row.level in ("error", "warn"))
        return [self._gap_text(row) for row in rows]

    def _gap_text(self, row):
        if float_is_zero(row.amount, precision_digits=2) or not self.currency_id:
            return row.label
        return f"{self.currency_id.format(row.amount)} ({row.label})"

    @api.depends("sale_order_ids")
    def _compute_picking_count(self):
        for order in self:
            # sudo: whether there are transfers may be known without rights on sales orders
            order.picking_count = len(order.sudo().sale_order_ids.picking_ids)

    @api.depends("packages")
    @api.depends_context("lang")
    def _compute_parcels_html(self):
        for order in self:
            order.parcels_html = order._parcels_table() if order.packages else False

    def _parcels_table(self):
        """Return the parcels as a table: number, carrier, tracking number, the platform's status."""
        head = (
            self.env._("Parcel"),
            self.env._("Carrier"),
            self.env._("Tracking number"),
            self.env._("Platform's status"),
        )
        keys = ("external_id", "carrier_name", "tracking_ref", "raw_status")
        rows = Markup().join(
            Markup("<tr>%s</tr>")
            % Markup().join(Markup("<td>%s</td>") % (parcel.get(key) or "–") for key in keys)
            for parcel in self.packages
        )
        titles = Markup().join(Markup("<th>%s</th>") % title for title in head)
        table = Markup(
            '<div class="table-responsive"><table class="table table-sm"><thead><tr>%s</tr></thead>'
            "<tbody>%s</tbody></table></div>"
        )
        return table % (titles, rows)


class OceanOrderLine(models.Model):
    _inherit = "ocean.order.line"

    def action_match(self):
        """Open the variant that this line sold, to choose its product."""
        self.ensure_one()
        self.check_access("read")
        # sudo: users may not create listings, but must find the row to match
        skus_sudo = self.env["ocean.listing.sku"].sudo()._ensure_for_lines(self.sudo())
        return self.storefront_id._action_of(
            "ocean_marketplace_base.ocean_listing_sku_action_match", [("id", "in", skus_sudo.ids)]
        )
