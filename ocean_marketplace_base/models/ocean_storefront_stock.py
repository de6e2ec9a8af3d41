from odoo import api, fields, models
from odoo.exceptions import UserError

from ..lib.errors import MarketplaceError
from ..lib.stock_keeper import StockLimits


class OceanStorefront(models.Model):
    """Stock of a storefront: whether numbers are sent, and the way to the platform."""

    _inherit = "ocean.storefront"

    stock_on = fields.Boolean(
        "Send stock",
        copy=False,
        help="Numbers are worked out anyway; only then are they sent to the platform.",
    )
    stock_buffer = fields.Integer(
        "Buffer", help="Units that are never shown, where no allocation rule says otherwise."
    )
    can_send_stock = fields.Boolean(compute="_compute_can_send_stock")
    rule_summary = fields.Char("Allocation rules", compute="_compute_rule_summary")

    _buffer_not_negative = models.Constraint("CHECK (stock_buffer >= 0)", "A buffer cannot be negative.")

    @api.depends("platform")
    def _compute_can_send_stock(self):
        for storefront in self:
            storefront.can_send_stock = "stock" in storefront._platform_features()

    def _compute_rule_summary(self):
        for storefront in self:
            rules = self.env["ocean.allocation.rule"].search([("company_id", "=", storefront.company_id.id)])
            mine = rules.filtered(
                lambda rule, shop=storefront: not rule.storefront_ids or shop in rule.storefront_ids
            )
            storefront.rule_summary = ", ".join(mine.mapped("name")) or self.env._("All stock is shown.")

    def write(self, vals):
        if vals.get("stock_on"):
            self._check_may_send_stock()
        result = super().write(vals)
        if vals.get("stock_on"):
            # What was confirmed long ago may have changed on the platform.
            self.env["ocean.stock.dirty"]._mark_rows(
                (0, shop.id, shop.company_id.id, "hand") for shop in self
            )
        return result

    def _check_may_send_stock(self):
        if not self.env.su:
            raise UserError(
                self.env._("Look at the preview of what would change first; it switches stock on.")
            )
        if not all(self.mapped("can_send_stock")):
            raise UserError(self.env._("The connection of this storefront takes no stock numbers."))

    def _with_stock_keeper(self, function):
        """Return ``function(stock keeper)`` of the shop; see `_with_client`."""
        return self._with_client("_stock_keeper", function)

    def _stock_limits(self):
        """Return the platform's `StockLimits`, ``None`` where it takes no numbers or has no keys yet."""
        # sudo: keepers are made of what no user may read; this one is only asked what it can do
        root_sudo = self.sudo()._roots().ensure_one()
        try:
            limits: StockLimits = root_sudo._platform()._stock_keeper(root_sudo, "-").limits
        except (MarketplaceError, NotImplementedError, UserError):
            return None
        return limits

    # === SWITCHING ON === #

    def action_preview_stock(self):
        """Open what would change if numbers were sent, from where sending is switched on.

        The platform is asked for its warehouses first: where it has several, a person says what they are.
        """
        self.ensure_one()
        self.action_read_warehouses()
        return self.env["ocean.stock.switch"].create({"storefront_id": self.id})._reopen()

    def action_stop_stock(self):
        """Send no numbers any more."""
        self.write({"stock_on": False})

    def action_push_stock(self):
        """Work out the numbers of these storefronts anew and send them all."""
        self.check_access("read")
        self._check_connected()
        self.env["ocean.stock.dirty"]._mark_rows((0, shop.id, shop.company_id.id, "hand") for shop in self)
        return self._notify_stock()

    @api.model
    def _notify_stock(self):
        return self.env["ocean.live"]._notification(self.env._("The numbers are on their way."))

    def action_view_stock(self):
        """Open the numbers of these storefronts."""
        return self._action_of(
            "ocean_marketplace_base.ocean_listing_sku_action_stock", [("storefront_id", "in", self.ids)]
        )
