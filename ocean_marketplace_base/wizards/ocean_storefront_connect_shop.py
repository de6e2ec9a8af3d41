from datetime import datetime, time, timezone

from odoo import api, fields, models


class OceanStorefrontConnectShop(models.TransientModel):
    """A shop that was found by an approval, with the settings it starts with."""

    _name = "ocean.storefront.connect.shop"
    _description = "Shop to start"

    connect_id = fields.Many2one("ocean.storefront.connect", required=True, ondelete="cascade", index=True)
    state = fields.Selection(
        [
            ("new", "New"),
            ("connected", "Already connected"),
            ("elsewhere", "Connected elsewhere"),
            ("link", "Linked storefront"),
        ],
        required=True,
        readonly=True,
    )
    selected = fields.Boolean("Start", default=True)
    storefront_id = fields.Many2one("ocean.storefront", readonly=True)
    parent_id = fields.Many2one("ocean.storefront", "Reached through", readonly=True)
    link_platform = fields.Char(readonly=True)
    name = fields.Char("Shop", required=True)
    region = fields.Char(readonly=True)
    days_left = fields.Integer("Days left", readonly=True)
    note = fields.Char(readonly=True)
    company_id = fields.Many2one("res.company")
    warehouse_id = fields.Many2one("stock.warehouse", domain="[('company_id', '=', company_id)]")
    pricelist_id = fields.Many2one("product.pricelist", domain="[('company_id', 'in', (False, company_id))]")
    team_id = fields.Many2one("crm.team", "Sales team", domain="[('company_id', 'in', (False, company_id))]")
    user_id = fields.Many2one("res.users", "Responsible", domain="[('company_ids', 'in', company_id)]")
    tax_id = fields.Many2one(
        "account.tax",
        "VAT in prices",
        domain="[('type_tax_use', '=', 'sale'), ('price_include', '=', True),"
        " ('company_id', 'parent_of', company_id)]",
        help="Marketplace prices include this tax. Empty: no VAT on sales.",
    )
    since = fields.Date("Orders since")
    orders_on = fields.Boolean("Orders", default=True)

    @api.onchange("company_id")
    def _onchange_company(self):
        """Propose the settings of the other company."""
        if self.company_id and self.warehouse_id.company_id != self.company_id:
            storefront_model = self.env["ocean.storefront"].with_company(self.company_id)
            self.update(
                {
                    "warehouse_id": storefront_model._default_warehouse(),
                    "tax_id": storefront_model._default_tax(),
                    "team_id": self.company_id.ocean_team_id,
                    "user_id": self.company_id.ocean_user_id or self.env.user,
                    "pricelist_id": False,
                }
            )

    # === FINDING === #

    @api.model
    def _add_grants(self, connect, grants, storefronts, refusals):
        """Add a line for each shop of `grants`, of which `storefronts` were connected."""
        by_shop = {storefront.external_shop_id: storefront for storefront in storefronts}
        for grant in grants:
            storefront = by_shop.get(grant.external_shop_id)
            values = (
                self._storefront_values(storefront) if storefront else self._refused_values(grant, refusals)
            )
            self.create({"connect_id": connect.id, **values})

    @api.model
    def _storefront_values(self, storefront):
        known = storefront.started
        return {
            **self._settings(storefront),
            "state": "connected" if known else "new",
            "selected": not known,
            "storefront_id": storefront.id,
            "note": self.env._("already connected") if known else False,
        }

    @api.model
    def _settings(self, storefront):
        since = fields.Datetime.context_timestamp(storefront, storefront.import_since)
        return {
            "name": storefront.name,
            "region": storefront.region,
            "days_left": storefront.token_days,
            "company_id": storefront.company_id.id,
            "warehouse_id": storefront.warehouse_id.id,
            "pricelist_id": storefront.pricelist_id.id,
            "team_id": storefront.team_id.id,
            "user_id": storefront.user_id.id,
            "tax_id": storefront.tax_id.id if storefront.vat_status == "taxed" else False,
            "since": since.date(),
            "orders_on": storefront.orders_on,
        }

    @api.model
    def _refused_values(self, grant, refusals):
        return {
            "state": "elsewhere",
            "selected": False,
            "name": grant.name or grant.external_shop_id,
            "region": grant.region,
            "note": refusals.get(grant.external_shop_id),
        }

    @api.model
    def _add_links(self, connect, platform, storefronts):
        """Add a line for each shop of `platform` that is reached through one of `storefronts`."""
        for storefront in storefronts:
            label = self.env[f"ocean.platform.{platform}"]._label(storefront.region or "")
            self.create(
                {
                    **self._settings(storefront),
                    "connect_id": connect.id,
                    "state": "link",
                    "parent_id": storefront.id,
                    "link_platform": platform,
                    "name": f"{storefront.name} ({label})",
                    "note": self.env._(
                        "“%(name)s” also sells on %(platform)s", name=storefront.name, platform=label
                    ),
                }
            )

    # === STARTING === #

    def _start(self):
        """Write the settings and let the storefronts work."""
        for line in self:
            storefront = line.storefront_id or line._link()
            line.storefront_id = storefront
            # The user may choose any of his companies, not only those that are switched on.
            companies = self.env.user.company_ids | line.company_id
            storefront = storefront.with_context(allowed_company_ids=companies.ids)
            storefront.write(line._storefront_changes())
            storefront._ensure_sales_settings()

    def _link(self):
        return self.parent_id._create_linked(self.env[f"ocean.platform.{self.link_platform}"])

    def _storefront_changes(self):
        self.ensure_one()
        if self.parent_id and self.parent_id.company_id != self.company_id:
            return {"name": self.name, "started": True}  # the other settings are of another company
        return {
            "name": self.name,
            "company_id": self.company_id.id,
            "warehouse_id": self.warehouse_id.id,
            "pricelist_id": self.pricelist_id.id,
            "team_id": self.team_id.id,
            "user_id": self.user_id.id,
            "vat_status": "taxed" if self.tax_id else "untaxed",
            "tax_id": self.tax_id.id,
            "import_since": self._since(),
            "orders_on": self.orders_on,
            "started": True,
        }

    def _since(self):
        midnight = datetime.combine(self.since, time.min)
        zone = self.env["ocean.storefront"]._timezone()
        return zone.localize(midnight).astimezone(timezone.utc).replace(tzinfo=None)

    def _drop(self):
        """Give up shops that were approved but not wanted."""
        # sudo: tokens are closed to every user
        storefronts_sudo = self.storefront_id.sudo()
        storefronts_sudo._forget_tokens()
        storefronts_sudo.active = False

    def action_open_storefront(self):
        """Open the storefront that this shop already has."""
        self.ensure_one()
        return self.storefront_id.action_open_form()
