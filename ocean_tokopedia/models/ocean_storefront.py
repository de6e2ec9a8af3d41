from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError
from odoo.addons.ocean_tiktok_shop.lib.const import TOKOPEDIA


class OceanStorefront(models.Model):
    _inherit = "ocean.storefront"

    tokopedia_missing = fields.Boolean(compute="_compute_tokopedia_missing")

    @api.depends("platform", "region", "connection", "child_ids.active", "child_ids.channel")
    def _compute_tokopedia_missing(self):
        for storefront in self:
            storefront.tokopedia_missing = (
                storefront.platform == "tiktok_shop"
                and storefront.region == "ID"
                and storefront.connection == "connected"
                and storefront._for_channel(TOKOPEDIA) == storefront
            )

    @api.model
    def _connect_grant(self, account, company, grant, started=True):
        """One approval brings both storefronts of a shop that sells on both; the wizard asks before."""
        storefront = super()._connect_grant(account, company, grant, started)
        if started and TOKOPEDIA in grant.channels:
            storefront._create_linked(self.env["ocean.platform.tokopedia"])
        return storefront

    def _is_tokopedia_side(self):
        """Return whether this is the Tokopedia side of a shop of TikTok Shop."""
        return bool(self.parent_id) and self.channel == TOKOPEDIA

    def _with_catalogue(self, function):
        """The Tokopedia side has a catalogue of its own, which leaves the other side alone where it can."""
        if not self._is_tokopedia_side():
            return super()._with_catalogue(function)
        # sudo: catalogues are made of what no user may read
        shop_sudo = self.sudo()
        adapter = shop_sudo._platform()
        return self._with_token(lambda token: function(adapter._catalogue(shop_sudo, token)))

    def action_create_tokopedia(self):
        """Create the Tokopedia storefront of this TikTok Shop storefront and open it."""
        self.ensure_one()
        self._check_may_connect()
        self.check_access("write")
        linked = self._for_channel(TOKOPEDIA) - self
        try:
            linked = linked or self._link_channels("tokopedia")
        except MarketplaceError as error:
            raise UserError(
                self.env._("TikTok Shop did not tell: %(message)s. Try again.", message=error.message)
            ) from error
        if not linked:
            raise UserError(
                self.env._(
                    "“%(name)s” has nothing for sale on Tokopedia. Put a product on Tokopedia in the Seller "
                    "Center, then try again.",
                    name=self.name,
                )
            )
        return {
            "type": "ir.actions.act_window",
            "res_model": "ocean.storefront",
            "res_id": linked.id,
            "views": [(False, "form")],
        }
