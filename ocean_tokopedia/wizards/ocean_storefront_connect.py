from odoo import api, fields, models

from ..models.ocean_account import OPEN_API, PARTNER


class OceanStorefrontConnect(models.TransientModel):
    _inherit = "ocean.storefront.connect"

    tokopedia_connection = fields.Selection(
        selection=lambda self: (
            self.env["ocean.account"]._fields["tokopedia_connection"]._description_selection(self.env)
        ),
        string="Connection",
        default=PARTNER,
    )
    tokopedia_client_id = fields.Char("Client ID")
    tokopedia_frame = fields.Selection(
        selection=lambda self: (
            self.env["ocean.account"]._fields["tokopedia_frame"]._description_selection(self.env)
        ),
        string="Clock of the platform",
        default="utc",
    )
    tokopedia_accounts_url = fields.Char("Address of the simulator's accounts service")
    tokopedia_api_host = fields.Char("Host of your gateway")
    tokopedia_accounts_host = fields.Char("Host of your gateway's tokens")
    tokopedia_key_at = fields.Datetime(related="account_id.tokopedia_key_at")

    @api.model
    def _account_fields(self):
        return [
            *super()._account_fields(),
            "tokopedia_connection",
            "tokopedia_client_id",
            "tokopedia_frame",
            "tokopedia_accounts_url",
            "tokopedia_api_host",
            "tokopedia_accounts_host",
        ]

    def _entered(self):
        """Required fields of the app keep their defaults where this platform is not the one."""
        needed = ("tokopedia_connection", "tokopedia_frame")
        return {name: value for name, value in super()._entered().items() if value or name not in needed}

    @api.depends("tokopedia_connection")
    def _compute_approval(self):
        return super()._compute_approval()

    def _accounts(self):
        """Apps of linked storefronts make themselves: only those with keys are offered."""
        accounts = super()._accounts()
        if self.platform != "tokopedia":
            return accounts
        return accounts.filtered(lambda app: app.tokopedia_connection == OPEN_API)

    def action_tokopedia_create_key(self):
        """Make and register the key that opens buyers, then test again."""
        self.ensure_one()
        self._check_rights()
        self._save_account()
        self.account_id.action_tokopedia_create_key()
        self._run_checks()
        return self._action_open()
