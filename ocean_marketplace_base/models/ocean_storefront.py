from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

LANES = {
    "orders": "ocean_marketplace_base.ir_cron_orders",
    "apply": "ocean_marketplace_base.ir_cron_apply",
    "catalogue": "ocean_marketplace_base.ir_cron_catalogue",
    "stock": "ocean_marketplace_base.ir_cron_stock",
}
# Work that is not done storefront by storefront, and the scheduled action that does it.
CRONS = {
    "commands": "ocean_marketplace_base.ir_cron_commands",
    "alerts": "ocean_marketplace_base.ir_cron_alerts",
}
FIRST_IMPORT_DAYS = 15
INVOICE_AT = [
    ("never", "By hand"),
    ("shipped", "When the platform says shipped"),
    ("delivered", "When the platform says delivered"),
    ("completed", "When the platform says completed"),
]


class OceanStorefront(models.Model):
    """One authorised shop. What moves with a run is on `ocean.lane`, never here."""

    _name = "ocean.storefront"
    _description = "Storefront"
    # Activities for other users need the thread, too.
    _inherit = ["mail.thread", "mail.activity.mixin", "ocean.retry", "ocean.alert"]
    _order = "sequence, name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    account_id = fields.Many2one(
        "ocean.account", "Platform app", required=True, ondelete="restrict", index=True
    )
    platform = fields.Selection(related="account_id.platform", store=True, index=True)
    environment = fields.Selection(related="account_id.environment", store=True)
    external_shop_id = fields.Char("Shop ID", required=True, readonly=True)
    region = fields.Char(size=2, readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self.env.company.currency_id
    )
    paused = fields.Boolean(help="While paused nothing is read from or sent to the platform.")
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        check_company=True,
        default=lambda self: self.env.company.ocean_user_id or self.env.user,
    )

    orders_on = fields.Boolean("Import orders", default=True)
    import_since = fields.Datetime(
        "Orders since",
        required=True,
        default=lambda self: fields.Datetime.now() - timedelta(days=FIRST_IMPORT_DAYS),
        help="Orders changed before this moment are not looked for.",
    )
    unpaid_policy = fields.Selection(
        [("hold", "Wait for payment"), ("quotation", "Create a quotation")],
        "Unpaid orders",
        required=True,
        default="hold",
    )
    confirm_at = fields.Selection(
        [
            ("paid", "As soon as it is paid"),
            ("shipped", "When the platform says shipped"),
            ("completed", "When the platform says completed"),
            ("never", "Leave as quotation"),
        ],
        "Confirm sales orders",
        required=True,
        default="paid",
    )
    invoice_at = fields.Selection(
        INVOICE_AT,
        "Create invoices",
        required=True,
        default=lambda self: self.env.company.ocean_invoice_at or "never",
        help="Invoices are posted. They carry the order number as reference.",
    )
    lock_completed = fields.Boolean(
        "Lock completed orders", help="Lock the sales order when the platform completes it."
    )
    unit_price_policy = fields.Selection(
        [
            ("exact", "One line, exact unit price"),
            ("split", "Two lines when a unit price would not be whole"),
        ],
        "Unit prices",
        required=True,
        default="exact",
    )
    warehouse_id = fields.Many2one(
        "stock.warehouse",
        check_company=True,
        required=True,
        default=lambda self: self._default_warehouse(),
        help="Orders are delivered from this warehouse.",
    )
    pricelist_id = fields.Many2one(
        "product.pricelist", check_company=True, help="Its currency is the shop's."
    )
    team_id = fields.Many2one(
        "crm.team", "Sales team", check_company=True, default=lambda self: self.env.company.ocean_team_id
    )
    utm_source_id = fields.Many2one("utm.source", "Source", ondelete="restrict")
    vat_status = fields.Selection(
        [("taxed", "Prices include VAT"), ("untaxed", "No VAT on sales")],
        "VAT",
        required=True,
        default=lambda self: "taxed" if self._default_tax() else "untaxed",
    )
    tax_id = fields.Many2one(
        "account.tax",
        "Sales tax",
        check_company=True,
        domain=[("type_tax_use", "=", "sale")],
        default=lambda self: self._default_tax(),
        help="Marketplace prices include tax, so this tax must be price-included.",
    )

    parent_id = fields.Many2one(
        "ocean.storefront",
        "Reached through",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The storefront whose approval and connection this one shares.",
    )
    child_ids = fields.One2many("ocean.storefront", "parent_id", "Linked storefronts")
    channel = fields.Char(
        readonly=True, help="The mark by which the platform tells this storefront's orders from the others."
    )
    lane_ids = fields.One2many("ocean.lane", "storefront_id", "Lanes")
    carrier_ids = fields.One2many("ocean.carrier", "storefront_id", "Carriers")
    exception_ids = fields.One2many("ocean.exception", "storefront_id", "All exceptions")
    push_url = fields.Char(related="account_id.push_url", groups="ocean_marketplace_base.group_manager")

    _shop_uniq = models.UniqueIndex(
        "(platform, environment, external_shop_id) WHERE active", "This shop is already connected."
    )

    @api.model
    def _default_warehouse(self):
        return self.env["stock.warehouse"].search([("company_id", "=", self.env.company.id)], limit=1)

    @api.model
    def _default_tax(self):
        """Return the company's sales tax, or the price-included one that is like it."""
        tax = self.env.company.account_sale_tax_id
        if not tax or tax.price_include:
            return tax
        alike = self.env["account.tax"].search(
            [
                *self.env["account.tax"]._check_company_domain(self.env.company),
                ("type_tax_use", "=", "sale"),
                ("amount_type", "=", tax.amount_type),
                ("amount", "=", tax.amount),
            ]
        )
        return alike.filtered("price_include")[:1]

    @api.constrains("vat_status", "tax_id")
    def _check_tax(self):
        for storefront in self.filtered(lambda shop: shop.vat_status == "taxed"):
            if not storefront.tax_id or not storefront.tax_id.price_include:
                raise ValidationError(
                    self.env._(
                        "Marketplace prices include VAT. Choose a price-included sales tax for “%(name)s”, "
                        "or set VAT to “No VAT on sales”.",
                        name=storefront.name,
                    )
                )

    @api.constrains("pricelist_id", "currency_id")
    def _check_pricelist(self):
        for storefront in self.filtered("pricelist_id"):
            if storefront.pricelist_id.currency_id != storefront.currency_id:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” sells in %(currency)s. Choose a pricelist in that currency.",
                        name=storefront.name,
                        currency=storefront.currency_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        storefronts = super().create(vals_list)
        storefronts._create_lanes()
        storefronts._ensure_sales_settings()
        return storefronts

    def _create_lanes(self):
        self.env["ocean.lane"].sudo().create(
            [
                {"storefront_id": storefront.id, "lane": lane}
                for storefront in self
                if not storefront.parent_id  # what is reached through another has no lanes of its own
                for lane in LANES
            ]
        )

    def _ensure_sales_settings(self):
        """Give each storefront a pricelist in its currency and a UTM source of its own name."""
        for storefront in self:
            if not storefront.pricelist_id:
                storefront.pricelist_id = storefront._find_pricelist()
            if not storefront.utm_source_id:
                # sudo: connecting a shop must not need marketing rights
                storefront.utm_source_id = self.env["utm.source"].sudo().create({"name": storefront.name})

    def _find_pricelist(self):
        self.ensure_one()
        preset = self.company_id.ocean_pricelist_id
        if preset.currency_id == self.currency_id:
            return preset
        # sudo: managers of marketplaces need not manage pricelists
        pricelist_model = self.env["product.pricelist"].sudo()
        found = pricelist_model.search(
            [("currency_id", "=", self.currency_id.id), ("company_id", "in", [False, self.company_id.id])],
            limit=1,
        )
        return found or pricelist_model.create(
            {
                "name": self.env._("Marketplaces %(currency)s", currency=self.currency_id.name),
                "currency_id": self.currency_id.id,
                "company_id": self.company_id.id,
            }
        )

    def _platform(self):
        """Return the adapter of this storefront's platform.

        :raise UserError: when its addon is not installed
        """
        self.ensure_one()
        return self.account_id._platform()

    @api.model
    def _retire_platform(self, platform):
        """Archive the storefronts of a platform whose addon is being uninstalled; their history stays."""
        # sudo: called by an uninstall hook
        storefronts_sudo = self.sudo().with_context(active_test=False).search([("platform", "=", platform)])
        storefronts_sudo._forget_tokens()
        storefronts_sudo.active = False
        self.env["ocean.account"]._retire_platform(platform)

    def _family(self):
        """Return these storefronts and those that are reached through them, archived ones too: their orders
        are known and must not be imported once more.
        """
        return self | self.with_context(active_test=False).child_ids

    def _roots(self):
        """Return the storefronts whose connection and lanes work for these: themselves or their parents."""
        return self.filtered(lambda shop: not shop.parent_id) | self.parent_id

    def _for_channel(self, channel):
        """Return to whom of the family what is marked `channel` belongs: by default the root."""
        root = self._roots().ensure_one()
        return (
            root.child_ids.filtered(lambda child: channel and child.active and child.channel == channel)[:1]
            or root
        )

    def _for_channels(self, channels):
        """Return who of the family shows a listing with these marks; without marks it is the root's."""
        root = self._roots().ensure_one()
        return self.browse().union(*(root._for_channel(channel) for channel in channels)) or root

    def _is_running(self):
        """Return whether lanes may work for this storefront."""
        self.ensure_one()
        return bool(
            self.active
            and self.started
            and not self.paused
            and self.orders_on
            and self.connection == "connected"
            and self.account_id._is_platform_installed()
        )

    @api.model
    def _dispatch(self, lane):
        """Wake `lane`: the one place that triggers its cron."""
        # sudo: users wake lanes but may not touch scheduled actions
        self.env.ref(LANES.get(lane) or CRONS[lane]).sudo()._trigger()

    def action_sync_now(self):
        """Look for changed orders and listings now instead of at the next turn."""
        self.check_access("write")
        self._check_connected()
        # sudo: lanes are written by the system; asking for a run is part of a user's work
        lanes_sudo = self.sudo()._roots().lane_ids.filtered(lambda lane: lane.lane in ("orders", "catalogue"))
        lanes_sudo.write({"next_try": False, "failures": 0})
        self._dispatch("orders")
        self._dispatch("catalogue")
        return self.env["ocean.live"]._notification(
            self.env._("Looking for changes now. The figures move as soon as something is found.")
        )

    def _check_connected(self):
        for storefront in self:
            if storefront.connection != "connected":
                raise UserError(
                    self.env._("“%(name)s” is not connected. Press Reconnect first.", name=storefront.name)
                )

    def action_pause(self):
        """Stop reading from and sending to the platform, for linked storefronts too."""
        self._family().write({"paused": True})

    def action_resume(self):
        """Start again where the storefront stopped."""
        self._family().write({"paused": False})
        self._dispatch("orders")

    def action_reconnect(self):
        """Ask the seller for a new approval; linked storefronts have that of their parent."""
        return self._roots().ensure_one().account_id.action_connect()

    def action_view_orders(self):
        """Open the orders of these storefronts."""
        return self._action_of(
            "ocean_marketplace_base.ocean_order_action", [("storefront_id", "in", self.ids)]
        )

    def action_view_orders_today(self):
        """Open the orders counted as "today"."""
        domain = [("storefront_id", "in", self.ids), *self._today_domain()]
        return self._action_of("ocean_marketplace_base.ocean_order_action", domain)

    def action_view_exceptions(self):
        """Open what needs a person in these storefronts."""
        domain = [("storefront_id", "in", self.ids), ("state", "=", "open")]
        return self._action_of("ocean_marketplace_base.ocean_exception_action", domain)

    def action_view_listings(self):
        """Open the listings of these storefronts."""
        return self._action_of(
            "ocean_marketplace_base.ocean_listing_action", [("storefront_id", "in", self.ids)]
        )

    def action_view_logs(self):
        """Open the log of these storefronts."""
        domain = [("storefront_id", "in", (self | self.parent_id).ids)]
        return self._action_of("ocean_marketplace_base.ocean_log_action", domain)

    def _action_of(self, xmlid, domain):
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        action.update({"domain": domain, "context": {}})
        return action
