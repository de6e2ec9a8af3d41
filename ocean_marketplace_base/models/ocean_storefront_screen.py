from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_date


class OceanStorefront(models.Model):
    """What only the screens of storefronts need: connecting, first use, and lists behind the figures."""

    _inherit = "ocean.storefront"

    sync_text = fields.Char("Synced", compute="_compute_sync_text")
    identity_text = fields.Char("Shop", compute="_compute_identity_text")

    @api.depends("name", "platform", "region", "external_shop_id")
    @api.depends_context("ocean_mark_apart")
    def _compute_display_name(self):
        """Sellers name their shops alike everywhere: put the platform's mark before a name that is not alone.

        Lists that show the mark in a column of its own pass ``ocean_mark_apart``.
        """
        # sudo: a name says the same to everyone, whichever of its namesakes he may see
        namesakes_sudo = self.sudo().search([("name", "in", self.mapped("name"))]) | self.sudo()
        by_name = namesakes_sudo.grouped("name")
        for storefront in self:
            others_sudo = by_name[storefront.name] - storefront.sudo()
            storefront.display_name = storefront._name_beside(others_sudo)

    def _name_beside(self, others_sudo):
        """Return the name of this storefront, told apart from `others_sudo` of the same name."""
        if not others_sudo:
            return self.name
        marks = [] if self.env.context.get("ocean_mark_apart") else [self.platform_mark]
        alike = others_sudo.filtered(lambda other: other.platform_mark == self.platform_mark)
        numbers = [f"({self.external_shop_id})"] if alike else []
        return " ".join([*marks, self.name, *numbers])

    @api.depends("platform", "region", "external_shop_id")
    def _compute_identity_text(self):
        for storefront in self:
            shop = self.env._("shop %(number)s", number=storefront.external_shop_id)
            words = (storefront.platform_label, storefront.region, shop)
            storefront.identity_text = " · ".join(word for word in words if word)

    @api.depends("last_sync")
    @api.depends_context("lang", "tz")
    def _compute_sync_text(self):
        today = fields.Date.context_today(self)
        for storefront in self:
            storefront.sync_text = storefront._moment_text(storefront.last_sync, today)

    def _moment_text(self, moment, today):
        if not moment:
            return self.env._("not yet")
        local = fields.Datetime.context_timestamp(self, moment)
        time = local.strftime("%H:%M")
        return (
            time if local.date() == today else f"{format_date(self.env, local, date_format='d MMM')} {time}"
        )

    # === CONNECTING === #

    @api.model
    def _action_connect(self):
        """Open the wizard; an interrupted one goes on where it stopped."""
        self._check_may_connect()
        return self.env["ocean.storefront.connect"]._action_begin()

    @api.model
    def _action_try_simulator(self):
        """Open the wizard for a shop of the simulator."""
        self._check_may_connect()
        return self.env["ocean.storefront.connect"]._action_begin(environment="simulator")

    @api.model
    def _check_may_connect(self):
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may connect storefronts."))

    @api.model
    def get_empty_list_help(self, help_message):
        """Offer the buttons this user may press."""
        buttons = []
        user = self.env.user
        if user.has_group("ocean_marketplace_base.group_manager"):
            buttons.append(
                ("ocean_storefront_action_connect", "btn-primary", self.env._("Connect a storefront"))
            )
            if user.has_group("ocean_marketplace_base.group_simulator"):
                title = self.env._("Try with the simulator")
                buttons.append(("ocean_storefront_action_try_simulator", "btn-secondary", title))
        link = Markup('<a type="action" name="ocean_marketplace_base.%s" class="btn %s m-1">%s</a>')
        return super().get_empty_list_help(help_message) + Markup("<p>%s</p>") % Markup().join(
            link % button for button in buttons
        )

    # === LISTS BEHIND THE FIGURES === #

    def action_view_to_ship(self):
        """Open the orders counted as "to ship"."""
        domain = [("storefront_id", "in", self.ids), ("state", "=", "to_ship")]
        return self._action_of("ocean_marketplace_base.ocean_order_action", domain)

    def action_view_late(self):
        """Open the orders counted as "late"."""
        domain = [("storefront_id", "in", self.ids), *self.env["ocean.order"]._late_domain()]
        return self._action_of("ocean_marketplace_base.ocean_order_action", domain)

    def action_view_unmatched(self):
        """Open the variants that are not matched to a product."""
        domain = [("storefront_id", "in", self.ids), ("product_id", "=", False)]
        return self._action_of("ocean_marketplace_base.ocean_listing_sku_action_match", domain)
