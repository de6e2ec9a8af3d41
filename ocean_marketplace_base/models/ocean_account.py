import uuid

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..lib.hosts import HostPolicy
from ..lib.ratelimit import shared_limiter
from ..lib.transport import Transport

ENVIRONMENTS = [
    ("production", "Production"),
    ("sandbox", "Platform sandbox"),
    ("simulator", "Simulator"),
]
PUSH_PATH = "/ocean/push"
OAUTH_PATH = "/ocean/oauth"


class OceanAccount(models.Model):
    """Keys of the seller's own app on a platform. One app may serve shops of several companies."""

    _name = "ocean.account"
    _description = "Platform app"
    _order = "platform, name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    platform = fields.Selection([("none", "Not installed")], required=True, default="none", index=True)
    retired_platform = fields.Char(
        readonly=True, copy=False, help="The platform of this app while its addon is not installed."
    )
    environment = fields.Selection(ENVIRONMENTS, required=True, default="production")
    app_key = fields.Char(
        "App ID", required=True, help="The public number or key of your app on the platform."
    )
    company_id = fields.Many2one(
        "res.company", index=True, help="Leave empty when shops of several companies use this app."
    )
    simulator_url = fields.Char(
        "Simulator address",
        help="Address of a running simulator on this machine, for example http://127.0.0.1:8700.",
    )
    access_key = fields.Char(
        "Address key",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: uuid.uuid4().hex,
        help="Part of this app's push and approval addresses; it is not a secret.",
    )
    push_url = fields.Char(
        "Push address",
        compute="_compute_urls",
        store=True,
        readonly=False,
        precompute=True,
        copy=False,
        help="Exactly as you save it on the platform: signatures are computed over this text.",
    )
    redirect_url = fields.Char(
        "Approval address", compute="_compute_urls", store=True, readonly=False, precompute=True, copy=False
    )
    app_secret = fields.Char(groups=fields.NO_ACCESS, copy=False)
    push_secret = fields.Char(groups=fields.NO_ACCESS, copy=False)
    app_secret_input = fields.Char(
        "App secret",
        compute="_compute_secret_inputs",
        inverse="_inverse_app_secret",
        groups="base.group_system",
    )
    push_secret_input = fields.Char(
        "Push key",
        compute="_compute_secret_inputs",
        inverse="_inverse_push_secret",
        groups="base.group_system",
    )
    app_secret_hint = fields.Char("App secret set", compute="_compute_secret_hints")
    push_secret_hint = fields.Char("Push key set", compute="_compute_secret_hints")
    storefront_ids = fields.One2many("ocean.storefront", "account_id", "Storefronts")
    storefront_count = fields.Integer(compute="_compute_storefront_count")

    _app_uniq = models.UniqueIndex(
        "(platform, app_key, environment) WHERE active AND platform != 'none'",
        "This app is already set up in this environment.",
    )
    _access_key_uniq = models.Constraint("UNIQUE (access_key)", "Address keys are unique.")

    @api.model
    def default_get(self, fields):
        """Propose the platform when only one is installed."""
        values = super().default_get(fields)
        platforms = [value for value, _label in self._fields["platform"].selection if value != "none"]
        if values.get("platform") == "none" and len(platforms) == 1:
            values["platform"] = platforms[0]
        return values

    @api.depends("access_key")
    def _compute_urls(self):
        base = self.get_base_url()
        for account in self:
            account.push_url = f"{base}{PUSH_PATH}/{account.access_key}"
            account.redirect_url = f"{base}{OAUTH_PATH}/{account.access_key}"

    def _compute_secret_inputs(self):
        self.app_secret_input = False
        self.push_secret_input = False

    def _inverse_app_secret(self):
        for account in self.filtered("app_secret_input"):
            account.sudo().app_secret = account.app_secret_input.strip()
        self.invalidate_recordset(["app_secret_input"])  # what was entered is not sent back

    def _inverse_push_secret(self):
        for account in self.filtered("push_secret_input"):
            account.sudo().push_secret = account.push_secret_input.strip()
        self.invalidate_recordset(["push_secret_input"])

    @api.depends("app_secret", "push_secret")
    def _compute_secret_hints(self):
        for account in self:
            # sudo: nobody may read the secrets; the last four characters tell which one is set
            account_sudo = account.sudo()
            account.app_secret_hint = self._hint(account_sudo.app_secret)
            account.push_secret_hint = self._hint(account_sudo.push_secret)

    @api.model
    def _hint(self, secret):
        if not secret:
            return False
        return self.env._("set · …%(tail)s", tail=secret[-4:] if len(secret) > 12 else "")

    @api.depends("storefront_ids")
    def _compute_storefront_count(self):
        counts = dict(
            self.env["ocean.storefront"]._read_group(
                [("account_id", "in", self.ids)], ["account_id"], ["__count"]
            )
        )
        for account in self:
            account.storefront_count = counts.get(account, 0)

    @api.constrains("environment", "simulator_url")
    def _check_simulator_url(self):
        for account in self:
            if account.environment == "simulator" and not account.simulator_url:
                raise ValidationError(
                    self.env._("Enter the address of the simulator, or choose another environment.")
                )

    @api.model
    def _retire_platform(self, platform):
        """Remember the platform of apps whose addon is being uninstalled."""
        # sudo: called by an uninstall hook
        apps_sudo = self.sudo().with_context(active_test=False).search([("platform", "=", platform)])
        apps_sudo.retired_platform = platform

    @api.model
    def _revive_platform(self, platform):
        """Give apps their platform back when its addon is installed again: with their addresses, which the
        seller has entered on the platform.
        """
        # sudo: called by an install hook
        retired = [("platform", "=", "none"), ("retired_platform", "=", platform)]
        apps_sudo = self.sudo().with_context(active_test=False).search(retired)
        apps_sudo.write({"platform": platform, "retired_platform": False})

    def _platform(self):
        """Return the adapter of this app's platform.

        :raise UserError: when its addon is not installed
        """
        self.ensure_one()
        if not self._is_platform_installed():
            raise UserError(
                self.env._(
                    "The addon for the platform of “%(name)s” is not installed. "
                    "Install it and connect again.",
                    name=self.name,
                )
            )
        return self.env[f"ocean.platform.{self.platform}"]

    def _is_platform_installed(self):
        self.ensure_one()
        return f"ocean.platform.{self.platform}" in self.env

    def _transport(self):
        """Return a new transport that may reach only what this app's environment allows."""
        self.ensure_one()
        return Transport(self._host_policy(), limiter=shared_limiter())

    def _host_policy(self):
        """Fail closed: a neutralised database reaches no host, a simulator only this machine."""
        if self.env["ir.config_parameter"].sudo().get_param("database.is_neutralized"):
            return HostPolicy.none()
        if self.environment == "simulator":
            return HostPolicy.loopback()
        return HostPolicy.exact(self._platform()._hosts(self))

    def action_connect(self):
        """Open the platform's consent page for this app, or the wizard where there is no such page."""
        self._check_may_connect()
        # sudo: managers connect storefronts but may not read the keys of the app
        if self._platform()._approval(self.sudo()) != "consent":
            return self.action_connect_storefront()
        return self._action_consent()

    def action_connect_storefront(self):
        """Open the wizard with this app."""
        self._check_may_connect()
        return self.env["ocean.storefront.connect"]._action_for_account(self)

    def _check_may_connect(self):
        self.ensure_one()
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may connect storefronts."))
        self.check_access("read")

    def _action_consent(self, from_wizard=False):
        """Open the consent page; `from_wizard` says that the callback leads back into the wizard."""
        self._check_may_connect()
        # sudo: managers connect storefronts but may not read or write the keys of the app
        account_sudo = self.sudo()
        if not account_sudo.app_secret:
            raise UserError(
                self.env._(
                    "The app “%(name)s” has no secret yet. Ask an administrator to enter it.", name=self.name
                )
            )
        state = self.env["ocean.authorization"]._issue(self, from_wizard)
        url = self._platform()._authorize_url(account_sudo, state, self.redirect_url)
        return {"type": "ir.actions.act_url", "url": url, "target": "self"}

    def action_view_storefronts(self):
        """Open the storefronts that use this app."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ocean_marketplace_base.ocean_storefront_action"
        )
        action["domain"] = [("account_id", "in", self.ids)]
        return action
