import itertools

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import hmac as odoo_hmac

from ..lib.errors import MarketplaceError
from ..models.ocean_account import ENVIRONMENTS
from ..models.ocean_selection import selection_words

STEPS = [
    ("platform", "Platform"),
    ("prepare", "Prepare"),
    ("keys", "Keys"),
    ("approve", "Approve"),
    ("start", "Start"),
    ("import", "Import"),  # after the wizard: shows how far the first import is
]
TITLE_WIDE = ("start", "import")


class OceanStorefrontConnect(models.TransientModel):
    """Connect a storefront, step by step.

    The app and its keys are saved on `ocean.account` and shops on `ocean.storefront` as soon as they are
    known, so that nothing is lost with this record. Platform addons add their fields, name them in
    `_account_fields`, and fill the named sockets of the form: ``step_platform``, ``step_prepare``,
    ``step_keys`` and ``step_approve``.
    """

    _name = "ocean.storefront.connect"
    _description = "Connect a storefront"
    _rec_name = "title"

    step = fields.Selection(STEPS, required=True, default="platform")
    title = fields.Char(compute="_compute_title")
    resumed = fields.Boolean(readonly=True)
    platform = fields.Selection(selection="_selection_platform")
    environment = fields.Selection(selection="_selection_environment", required=True, default="production")
    account_id = fields.Many2one("ocean.account", "Platform app", ondelete="cascade")
    account_count = fields.Integer(compute="_compute_account_count")
    approval = fields.Selection(
        [
            ("consent", "On the platform's page"),
            ("keys", "By keys"),
            ("linked", "Through another storefront"),
        ],
        compute="_compute_approval",
    )
    may_enter_keys = fields.Boolean(compute="_compute_may_enter_keys")
    step_ids = fields.One2many("ocean.storefront.connect.step", "connect_id", "Checklist")
    shop_ids = fields.One2many("ocean.storefront.connect.shop", "connect_id", "Shops")

    @api.model
    def _selection_platform(self):
        # sudo: whoever connects need not read apps
        words = selection_words(self.env["ocean.account"].sudo(), "platform")
        return [(value, word) for value, word in words.items() if f"ocean.platform.{value}" in self.env]

    @api.model
    def _selection_environment(self):
        """Offer the simulator only where it is switched on or in use."""
        # sudo: users without the right to read apps may still read this record's values
        simulated = self.env.user.has_group("ocean_marketplace_base.group_simulator") or bool(
            self.env["ocean.account"].sudo().search_count([("environment", "=", "simulator")], limit=1)
        )
        words = selection_words(self.env["ocean.account"], "environment")
        return [(value, words[value]) for value, _label in ENVIRONMENTS if value != "simulator" or simulated]

    @api.depends("platform", "account_id", "step", "resumed")
    def _compute_title(self):
        for wizard in self:
            if wizard.step == "import":
                wizard.title = self.env._("First import")
            elif wizard.resumed and wizard.step == "keys":
                wizard.title = self.env._(
                    "Continue connecting %(platform)s app %(key)s",
                    platform=wizard._label(),
                    key=wizard.account_id.app_key,
                )
            else:
                wizard.title = self.env._("Connect a storefront")

    @api.depends("platform", "environment")
    def _compute_account_count(self):
        for wizard in self:
            wizard.account_count = len(wizard._accounts())

    @api.depends("platform", "account_id")
    def _compute_approval(self):
        for wizard in self:
            wizard.approval = (
                wizard._adapter()._approval(wizard._draft_account()) if wizard.platform else False
            )

    @api.depends_context("uid")
    def _compute_may_enter_keys(self):
        self.may_enter_keys = self.env["ocean.account"].has_access("create")

    def _adapter(self):
        self.ensure_one()
        return self.env[f"ocean.platform.{self.platform}"]

    def _label(self):
        return self._adapter()._label("") if self.platform else ""

    def _accounts(self):
        domain = Domain("platform", "=", self.platform) & Domain("environment", "=", self.environment)
        return self.env["ocean.account"].search(domain, order="id desc")

    # === THE APP === #

    @api.model
    def _account_fields(self):
        """Return the names of the fields that this wizard and an app have in common."""
        return ["app_key", "simulator_url"]

    def _draft_account(self):
        """Return the app with its secrets; one that is not saved yet only holds what was entered."""
        self.ensure_one()
        if self.account_id:
            return self.account_id.sudo()  # sudo: managers may use keys that they may not read
        # sudo: managers prepare an app that only administrators save
        return self.env["ocean.account"].sudo().new({**self._identity(), **self._entered()})

    def _identity(self):
        return {
            "platform": self.platform,
            "environment": self.environment,
            "access_key": self._address_key(),
        }

    def _entered(self):
        return {name: self[name] for name in self._account_fields()}

    def _address_key(self):
        """Return the address key of the next app: the same until it is saved, because the seller enters
        the addresses on the platform before the keys are entered here.
        """
        # sudo: archived apps and those of other companies keep their addresses
        accounts_sudo = self.env["ocean.account"].sudo().with_context(active_test=False)
        words = f"{self.env.company.id}.{self.platform}.{self.environment}"
        keys = (
            odoo_hmac(self.env(su=True), "ocean.account.address", f"{words}.{number}")[:32]
            for number in itertools.count()
        )
        return next(
            key for key in keys if not accounts_sudo.search_count([("access_key", "=", key)], limit=1)
        )

    # === OPENING === #

    @api.model
    def _action_begin(self, environment=False):
        """Open the wizard; an app that has no storefront yet goes on where it stopped."""
        accounts = self.env["ocean.account"].search(
            Domain("platform", "in", [value for value, _label in self._selection_platform()])
            & (Domain("environment", "=", environment) if environment else Domain.TRUE),
            order="id desc",
        )
        unused = accounts.filtered(lambda account: not account.storefront_count)
        if unused:
            return self._action_for_account(unused[0])
        platforms = self._selection_platform()
        values = {"platform": platforms[0][0]} if len(platforms) == 1 else {}
        if environment:
            values["environment"] = environment
            # Whoever only wants to try takes what is there.
            if accounts:
                return self._action_for_account(accounts[0])
        return self.create(values)._action_open()

    @api.model
    def _action_for_account(self, account):
        """Open the wizard with a saved app: at its keys, or where there are none at the approval."""
        wizard = self._create_for(account)
        wizard._take_account()
        wizard._write_checklist()
        wizard.write({"step": "prepare" if wizard.approval == "linked" else "keys", "resumed": True})
        return wizard._action_open()

    @api.model
    def _create_for(self, account):
        return self.create(
            {"platform": account.platform, "environment": account.environment, "account_id": account.id}
        )

    @api.model
    def action_resume(self):
        """Open this user's last wizard again, as the platform's page leads back here."""
        self.check_access("create")
        wizard = self.search([("create_uid", "=", self.env.uid)], order="write_date desc, id desc", limit=1)
        return wizard._action_open() if wizard and wizard.step != "import" else self._action_begin()

    def _action_open(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ocean_marketplace_base.ocean_storefront_connect_action"
        )
        return {
            **action,
            "name": self.title,
            "res_id": self.id,
            "context": {"dialog_size": "extra-large" if self.step in TITLE_WIDE else "large"},
        }

    def _take_account(self):
        """Show what is saved of the app."""
        self.ensure_one()
        # sudo: managers see an app's settings here without the right to change them
        account_sudo = self.account_id.sudo()
        self.write({name: account_sudo[name] for name in self._account_fields()})

    # === STEPS === #

    def action_next(self):
        """Leave this step for the next one."""
        self.ensure_one()
        self._check_rights()
        getattr(self, f"_leave_{self.step}")()
        return self._action_open()

    def action_back(self):
        """Go to the step before."""
        self.ensure_one()
        self.step = {"keys": "prepare", "approve": "keys"}.get(self.step, "platform")
        return self._action_open()

    def action_other_app(self):
        """Connect with another app instead of the one that is going on."""
        return self.create({})._action_open()

    def _check_rights(self):
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may connect storefronts."))
        # The keys and tokens behind these are used with more rights than the user has.
        self.account_id.check_access("read")
        companies = self.env.user.company_ids.ids
        shops = self.shop_ids.storefront_id | self.shop_ids.parent_id
        shops.with_context(allowed_company_ids=companies).check_access("write")

    @api.onchange("platform", "environment")
    def _onchange_platform(self):
        """Propose the app that is set up: it serves further shops as well."""
        self.account_id = self._accounts()[:1]

    def _leave_platform(self):
        if not self.platform:
            raise UserError(self.env._("Choose a platform."))
        if self.environment not in self._adapter()._environments():
            raise UserError(
                self.env._(
                    "%(platform)s has no environment of this kind. Choose another environment.",
                    platform=self._label(),
                )
            )
        if self.account_id not in self._accounts():
            self.account_id = False
        if not self.account_id and not self.may_enter_keys:
            self.account_id = self._accounts()[:1]
        if self.account_id:
            self._take_account()
        elif self.environment == "simulator" and not self.simulator_url:
            self.simulator_url = self._known_simulator()
        self.write({"step": "prepare", "checks": False})
        self._write_checklist()

    def _known_simulator(self):
        # sudo: an address on this machine, of whatever app
        known = (
            self.env["ocean.account"]
            .sudo()
            .search([("simulator_url", "!=", False)], order="id desc", limit=1)
        )
        return known.simulator_url or "http://127.0.0.1:8700"

    def _leave_prepare(self):
        if self.approval == "linked":
            self._begin_linked()
        else:
            self.step = "keys"

    def _begin_approve(self):
        self.step = "approve"

    def _begin_linked(self):
        """Show the shops that can be reached through connected storefronts; nobody is asked for approval.

        :raise UserError: when there are none
        """
        try:
            found = self._adapter()._linkable(self._connected_storefronts())
        except MarketplaceError as error:
            raise UserError(self._refusal(error)) from error
        if not found:
            raise UserError(
                self.env._(
                    "No connected storefront leads to a shop on %(platform)s that is not connected yet. "
                    "Connect the seller's storefront on the other platform first.",
                    platform=self._label(),
                )
            )
        self.write({"step": "start", "shop_ids": [fields.Command.clear()]})
        self.env["ocean.storefront.connect.shop"]._add_links(self, self.platform, found)

    def _connected_storefronts(self):
        return self.env["ocean.storefront"].search(
            [
                ("connection", "=", "connected"),
                ("environment", "=", self.environment),
                ("parent_id", "=", False),
                ("company_id", "=", self.env.company.id),
            ]
        )

    def _refusal(self, error):
        """Return a sentence with the platform's own words."""
        return self.env._(
            "%(platform)s refused: %(words)s. Nothing was changed. Mend this on the platform, then try "
            "again.",
            platform=self._label(),
            words=(error.message or type(error).__name__).rstrip("."),
        )


class OceanStorefrontConnectStep(models.TransientModel):
    """Something the seller does on the platform's side; the box is for him and not enforced."""

    _name = "ocean.storefront.connect.step"
    _description = "What to do on the platform"

    connect_id = fields.Many2one("ocean.storefront.connect", required=True, ondelete="cascade", index=True)
    done = fields.Boolean()
    text = fields.Char("What to do there", readonly=True)
    value = fields.Char("Copy this", readonly=True)
