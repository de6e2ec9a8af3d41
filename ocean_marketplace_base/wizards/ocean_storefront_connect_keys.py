from odoo import api, fields, models
from odoo.exceptions import UserError


class OceanStorefrontConnect(models.TransientModel):
    """Steps 2 and 3: what to do on the platform, the keys, and whether they work."""

    _inherit = "ocean.storefront.connect"

    app_key = fields.Char("App ID")
    simulator_url = fields.Char("Simulator address")
    app_secret = fields.Char(groups=fields.NO_ACCESS)
    push_secret = fields.Char(groups=fields.NO_ACCESS)
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
    checks = fields.Json(readonly=True)
    checks_html = fields.Html("Test", compute="_compute_checks_html", sanitize=False)
    has_failed = fields.Boolean(compute="_compute_checks_html")
    request_text = fields.Text("Request to an administrator", compute="_compute_request_text")

    def _compute_secret_inputs(self):
        self.app_secret_input = False
        self.push_secret_input = False

    def _inverse_app_secret(self):
        for wizard in self.filtered("app_secret_input"):
            wizard.sudo().app_secret = wizard.app_secret_input.strip()
        self.invalidate_recordset(["app_secret_input"])  # what was entered is not sent back

    def _inverse_push_secret(self):
        for wizard in self.filtered("push_secret_input"):
            wizard.sudo().push_secret = wizard.push_secret_input.strip()
        self.invalidate_recordset(["push_secret_input"])

    @api.depends("account_id", "app_secret", "push_secret")
    def _compute_secret_hints(self):
        hint = self.env["ocean.account"]._hint
        for wizard in self:
            # sudo: nobody may read the secrets; the last characters tell which one is set
            wizard_sudo = wizard.sudo()
            wizard.app_secret_hint = hint(wizard_sudo.app_secret) or wizard.account_id.app_secret_hint
            wizard.push_secret_hint = hint(wizard_sudo.push_secret) or wizard.account_id.push_secret_hint

    @api.depends("checks")
    def _compute_checks_html(self):
        for wizard in self:
            rows = wizard.checks or []
            wizard.has_failed = any(row["passed"] is False for row in rows)
            wizard.checks_html = rows and self.env["ir.qweb"]._render(
                "ocean_marketplace_base.connection_checks", {"rows": rows}
            )

    @api.depends("platform", "environment", "account_id")
    def _compute_request_text(self):
        words = dict(self._selection_environment())
        for wizard in self:
            if not wizard.platform or wizard.account_id:
                wizard.request_text = False
                continue
            account = wizard._draft_account()
            wizard.request_text = self.env._(
                "Please enter the keys of our %(platform)s app (%(environment)s) in Odoo: open Marketplaces "
                "and press Connect a storefront. Its approval address is %(redirect)s and its push address "
                "is %(push)s.",
                platform=wizard._label(),
                environment=words.get(wizard.environment, wizard.environment),
                redirect=account.redirect_url,
                push=account.push_url,
            )

    def _write_checklist(self):
        self.step_ids = [
            fields.Command.clear(),
            *(
                fields.Command.create({"text": step.text, "value": step.value})
                for step in self._adapter()._checklist(self._draft_account())
            ),
        ]

    # === SAVING === #

    def action_save(self):
        """Keep the app and its keys; the wizard goes on from there another time."""
        self.ensure_one()
        self._check_rights()
        self._save_account()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "The app is saved. Press Connect a storefront to go on where you stopped."
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _save_account(self):
        """Write what was entered on the app; a new app is created.

        :raise UserError: when something is missing, or this user may not enter keys
        """
        if not self.may_enter_keys:
            if not self.account_id:
                raise UserError(self.env._("Ask an administrator to enter the keys."))
            return
        if not self.app_key:
            raise UserError(self.env._("Enter the number or key of your app."))
        account = (
            self.account_id or self._accounts().filtered(lambda app: app.app_key == self.app_key.strip())[:1]
        )
        values = {**self._entered(), "app_key": self.app_key.strip(), **self._entered_secrets()}
        if account:
            account.write(values)
        else:
            account = account.create({**self._identity(), "name": self._account_name(), **values})
        # sudo: the secrets are where they belong now
        self.sudo().write({"account_id": account.id, "app_secret": False, "push_secret": False})
        if not account.app_secret_hint:
            raise UserError(self.env._("Enter the secret of your app."))

    def _entered_secrets(self):
        # sudo: nobody may read what was entered
        entered = {f"{name}_input": self.sudo()[name] for name in ("app_secret", "push_secret")}
        return {name: value for name, value in entered.items() if value}

    def _account_name(self):
        return f"{self._label()} {self.app_key.strip()}"

    # === TESTING === #

    def action_test(self):
        """Try the keys on the platform and show the result line by line."""
        self.ensure_one()
        self._check_rights()
        self._save_account()
        self._run_checks()
        return self._action_open()

    def action_continue(self):
        """Go on although a test failed: some cures need the approval first."""
        self.ensure_one()
        self._check_rights()
        self._save_account()
        self._begin_approve()
        return self._action_open()

    def _leave_keys(self):
        self._save_account()
        self._run_checks()
        if not self.has_failed:
            self._begin_approve()

    def _run_checks(self):
        self.env.cr.commit()  # pylint: disable=invalid-commit  # no row stays locked while the platform is asked
        self.checks = self.account_id._test()
