import re

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError

from ..lib.crypto import new_key_pair
from ..lib.times import Frame

OPEN_API = "open_api"
PARTNER = "partner"
# A name with a dot, no address and no port: HTTPS on its own port is all that is allowed.
HOST_NAME = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


class OceanAccount(models.Model):
    _inherit = "ocean.account"

    platform = fields.Selection(
        selection_add=[("tokopedia", "Tokopedia")], ondelete={"tokopedia": "set default"}
    )
    tokopedia_connection = fields.Selection(
        [
            (PARTNER, "Through TikTok Shop – works today"),
            (OPEN_API, "fs_id Open API – closed by Tokopedia on 30 Sep 2025; simulator, private gateways"),
        ],
        "Connection",
        required=True,
        default=PARTNER,
    )
    tokopedia_client_id = fields.Char(
        "Client ID", help="From the app's page; with the client secret it asks for tokens."
    )
    tokopedia_frame = fields.Selection(
        [
            (Frame.UTC.value, "UTC, as written"),
            (Frame.WALL_CLOCK.value, "Jakarta's wall clock, written as UTC"),
        ],
        "Clock of the platform",
        required=True,
        default=Frame.UTC.value,
        help="Whether times such as 09:00Z mean 09:00 in London or in Jakarta. If orders seem to be made "
        "seven hours too late, choose the other one.",
    )
    tokopedia_accounts_url = fields.Char(
        "Address of the simulator's accounts service",
        help="Only for the simulator, if it differs from its address.",
    )
    tokopedia_api_host = fields.Char(
        "Host of your gateway",
        help="A private gateway that speaks Tokopedia's API, for example gateway.example.com. It is called "
        "by HTTPS only. Empty for Tokopedia's own host, which is closed.",
    )
    tokopedia_accounts_host = fields.Char(
        "Host of your gateway's tokens", help="Where the gateway gives out tokens. Empty for Tokopedia's own."
    )
    tokopedia_private_key = fields.Text(groups=fields.NO_ACCESS, copy=False)
    tokopedia_key_at = fields.Datetime("Key registered", readonly=True, copy=False)

    @api.constrains("tokopedia_api_host", "tokopedia_accounts_host")
    def _check_tokopedia_host(self):
        for account in self:
            for host in (account.tokopedia_api_host, account.tokopedia_accounts_host):
                if host and not HOST_NAME.fullmatch(host):
                    raise ValidationError(
                        self.env._(
                            "“%(host)s” is not a host name. Enter only the name, in small letters, without "
                            "https:// and without a port.",
                            host=host,
                        )
                    )

    @api.constrains(
        "platform", "environment", "tokopedia_connection", "tokopedia_api_host", "tokopedia_accounts_host"
    )
    def _check_tokopedia_environment(self):
        for account in self.filtered(lambda row: row.platform == "tokopedia" and row._is_open_api()):
            own_hosts = account.tokopedia_api_host and account.tokopedia_accounts_host
            if account.environment == "sandbox" and not own_hosts:
                raise ValidationError(
                    self.env._(
                        "Tokopedia has no sandbox. Choose Simulator, or enter the hosts of your gateway."
                    )
                )

    def _is_open_api(self):
        self.ensure_one()
        return self.tokopedia_connection == OPEN_API

    def action_tokopedia_create_key(self):
        """Make a key pair, register its public half on the platform and read buyers that stayed closed again.

        The private half is kept only after the platform took the public one: until then it encrypts for the
        key before.
        """
        self.ensure_one()
        self._check_may_set_up_tokopedia()
        # sudo: managers may set the key up; nobody may read it or the secret that registers it
        account_sudo = self.sudo()
        pair = new_key_pair()
        try:
            self._platform()._register_key(account_sudo, pair.public_pem)
        except MarketplaceError as error:
            raise UserError(
                self.env._(
                    "The platform did not take the key: %(message)s. The key before, if there is one, stays "
                    "in use.",
                    message=error.message,
                )
            ) from error
        account_sudo.write(
            {"tokopedia_private_key": pair.private_pem, "tokopedia_key_at": fields.Datetime.now()}
        )
        self._read_closed_buyers_again()
        return True

    def _check_may_set_up_tokopedia(self):
        user = self.env.user
        if not (
            user.has_group("ocean_marketplace_base.group_manager") or user.has_group("base.group_system")
        ):
            raise AccessError(self.env._("Only Marketplaces managers may set up an app."))
        self.check_access("read")
        if self.platform != "tokopedia" or not self._is_open_api():
            raise UserError(self.env._("Only apps of Tokopedia's Open API have a key."))

    def _read_closed_buyers_again(self):
        # sudo: only the system writes platform orders
        orders_sudo = (
            self.env["ocean.order"]
            .sudo()
            .search(
                [
                    ("storefront_id.account_id", "=", self.id),
                    ("buyer_masked", "=", True),
                    ("state", "!=", False),
                ]
            )
        )
        orders_sudo._read_again()
        if orders_sudo:
            self.env["ocean.storefront"]._dispatch("orders")
