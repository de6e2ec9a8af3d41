import logging
import time
from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..lib.errors import (
    AuthExpired,
    AuthRevoked,
    MarketplaceError,
    Transient,
)
from .ocean_retry import CONFLICTS

_logger = logging.getLogger(__name__)

# Refresh this long before the token ends, so that a slow run does not meet the end.
REFRESH_MARGIN = timedelta(minutes=10)
LOCK_PATIENCE = 20.0  # seconds to wait for another process that is refreshing
REMIND_DAYS = (30, 7, 1)
APPROVAL = "ocean_marketplace_base.mail_activity_type_approval"


class OceanStorefront(models.Model):
    """Tokens of a storefront: only the refresh writes them, under a row lock in its own cursor."""

    _inherit = "ocean.storefront"

    connection = fields.Selection(
        [("new", "Not connected"), ("connected", "Connected"), ("cut_off", "Disconnected")],
        default="new",
        required=True,
        readonly=True,
        copy=False,
    )
    connected_at = fields.Datetime("Last approval", readonly=True, copy=False)
    access_token = fields.Char(groups=fields.NO_ACCESS, copy=False)
    refresh_token = fields.Char(groups=fields.NO_ACCESS, copy=False)
    access_expires_at = fields.Datetime("Token valid until", readonly=True, copy=False)
    refresh_expires_at = fields.Datetime("Renewable until", readonly=True, copy=False)
    authorized_until = fields.Datetime("Approved until", readonly=True, copy=False)

    @api.model
    def _connect_grants(self, account, company, grants):
        """Create or renew the storefronts of `grants`, which start to work at once; return them.

        :raise UserError: after the others are connected, when a shop is already connected elsewhere
        """
        storefronts, refusals = self._connect_each(account, company, grants)
        if refusals:
            raise UserError("\n".join(dict.fromkeys(refusals.values())))
        return storefronts

    @api.model
    def _connect_each(self, account, company, grants, started=True):
        """Create or renew the storefronts of `grants`; without `started` new ones wait for their settings.

        A refused shop does not hold back the others: the new approval may have ended their old tokens.

        :return: the storefronts, and why the other shops were refused, by their id on the platform
        """
        storefronts, refusals = self.browse(), {}
        for grant in grants:
            try:
                storefronts |= self._connect_grant(account, company, grant, started)
            except UserError as error:
                refusals[grant.external_shop_id] = str(error)
        storefronts._after_connect()
        return storefronts, refusals

    @api.model
    def _connect_grant(self, account, company, grant, started=True):
        storefront = self._find_for_grant(account, company, grant)
        waits = not started and not storefront.active
        if not storefront:
            storefront = self._create_for_grant(account, company, grant)
        # sudo: token fields are closed to every user; this is the only other writer beside the refresh
        storefront.sudo().write(
            {
                "active": True,
                **({"started": False} if waits else {}),
                "account_id": account.id,
                "connection": "connected",
                "connected_at": fields.Datetime.now(),
                "authorized_until": self._naive(grant.authorized_until),
                **self._token_values(grant.token),
                **account._platform()._grant_values(grant),
            }
        )
        linked = ("connection", "connected_at", "authorized_until")
        storefront.sudo().child_ids.write({name: storefront.sudo()[name] for name in linked})
        return storefront

    @api.model
    def _find_for_grant(self, account, company, grant):
        """Return the storefront of the shop. An archived one is taken up again: its orders are imported, and
        a second storefront would import them once more.
        """
        same_shop = Domain("external_shop_id", "=", grant.external_shop_id)
        same_shop &= Domain("environment", "=", account.environment)
        # While the platform's addon was not installed, its storefronts had no platform.
        same_app = Domain("platform", "=", "none") & Domain("account_id.app_key", "=", account.app_key)
        same_shop &= Domain("platform", "=", account.platform) | same_app
        same_shop &= Domain("parent_id", "=", False)  # linked storefronts have no approval of their own
        # sudo: the shop may belong to a company the user does not see; it must not be connected twice
        found_sudo = (
            self.sudo().with_context(active_test=False).search(same_shop, order="active DESC, id DESC")
        )
        active_sudo = found_sudo.filtered("active")
        if active_sudo and active_sudo.company_id != company:
            raise UserError(self._connected_elsewhere(active_sudo))
        ours_sudo = active_sudo or found_sudo.filtered(lambda shop: shop.company_id == company)[:1]
        return self.browse(ours_sudo.ids)

    @api.model
    def _connected_elsewhere(self, found_sudo):
        if found_sudo.company_id in self.env.user.company_ids:
            return self.env._(
                "The shop “%(shop)s” is already connected in %(company)s. "
                "Disconnect it there first, or switch company.",
                shop=found_sudo.name,
                company=found_sudo.company_id.name,
            )
        return self.env._("This shop is already connected in another company. Ask your administrator.")

    @api.model
    def _create_for_grant(self, account, company, grant):
        currency = self._currency_of_region(account, grant) or company.currency_id
        if not self.with_company(company)._default_warehouse():  # Odoo gives further companies none
            raise UserError(
                self.env._(
                    "“%(company)s” has no warehouse to deliver orders from. Create one in Inventory, then "
                    "connect again.",
                    company=company.name,
                )
            )
        return self.with_company(company).create(
            {
                "name": grant.name or grant.external_shop_id,
                "account_id": account.id,
                "external_shop_id": grant.external_shop_id,
                "region": grant.region,
                "company_id": company.id,
                "currency_id": currency.id,
            }
        )

    @api.model
    def _currency_of_region(self, account, grant):
        country = self.env["res.country"].search([("code", "=", grant.region or "")], limit=1)
        return country.currency_id if country.currency_id.active else self.env["res.currency"]

    def _after_connect(self):
        """Forget old failures and reminders and start all lanes."""
        # sudo: lanes, exceptions and reminders are written by the system
        self.sudo().lane_ids.write({"failures": 0, "next_try": False})
        self.env["ocean.exception"].sudo()._resolve_kinds(self, ["auth_ended", "auth_ending"], "auth")
        self.sudo().activity_unlink([APPROVAL])
        for lane in ("catalogue", "orders"):
            self._dispatch(lane)

    @api.model
    def _naive(self, moment):
        return moment.replace(tzinfo=None) if moment else False

    @api.model
    def _token_values(self, token):
        return {
            "access_token": token.access_token,
            "refresh_token": token.refresh_token,
            "access_expires_at": self._naive(token.access_expires_at),
            "refresh_expires_at": self._naive(token.refresh_expires_at),
        }

    def _reader(self, force_refresh=False):
        """Return a reader of this shop with a valid token. May call the platform to refresh it.

        :raise AuthRevoked: the shop must be connected again
        """
        # sudo: code that works for users may use tokens that no user may read
        root_sudo = self.sudo()._roots().ensure_one()
        token = root_sudo._valid_access_token(force_refresh)
        return root_sudo._platform()._reader(root_sudo, token)

    def _valid_access_token(self, force_refresh=False):
        self.ensure_one()
        if self.connection != "connected":
            raise AuthRevoked(f"storefront {self.id} is not connected")
        ends = self.access_expires_at
        if not force_refresh and ends and ends - REFRESH_MARGIN > fields.Datetime.now():
            return self.access_token
        return self._refresh_access_token(self.access_token)

    def _refresh_access_token(self, seen):
        """Refresh unless another process did since `seen` was read; return the valid access token.

        The caller's snapshot does not see the new token, so it is returned. The HTTP call happens under the
        row lock on purpose: a rotating refresh token may be used only once.
        """
        patience = time.monotonic() + LOCK_PATIENCE
        while True:
            try:
                with self.env.registry.cursor() as cr:
                    return self.with_env(self.env(cr=cr, user=SUPERUSER_ID))._refresh_locked(seen)
            except CONFLICTS as error:  # another process is refreshing, or has just done so
                if time.monotonic() > patience:
                    raise Transient("another process holds the token") from error
                time.sleep(0.2)

    def _refresh_locked(self, seen):
        sharers = self._token_sharers()
        sharers.lock_for_update(allow_referencing=True)
        if self.access_token != seen:
            return self.access_token
        try:
            token = self._platform()._refresh_token(
                self.account_id, self.external_shop_id, self.refresh_token
            )
        except (AuthRevoked, AuthExpired) as error:
            for storefront in sharers:
                storefront._cut_off(error)
            self.env.cr.commit()  # pylint: disable=invalid-commit  # own cursor: must outlive the error
            raise AuthRevoked(error.message, code=error.code, request_id=error.request_id) from error
        sharers.write(self._token_values(token))
        self.env.cr.commit()  # pylint: disable=invalid-commit  # own cursor: the old refresh token is used up
        _logger.info("storefront %s: token renewed until %s", self.id, token.access_expires_at)
        return token.access_token

    def _token_sharers(self):
        """Return the storefronts that live on the same token: some platforms give one per seller, those
        without refresh tokens one per app.
        """
        same_app = Domain("account_id", "=", self.account_id.id)
        if self.refresh_token:
            return self.search(same_app & Domain("refresh_token", "=", self.refresh_token), order="id")
        # Those that were disconnected have none either.
        connected = self.search(same_app & Domain("connection", "=", "connected"), order="id")
        others = connected.filtered(lambda shop: not shop.refresh_token and not shop.parent_id)
        return (self | others).sorted("id")

    def _cut_off(self, error=None):
        """The consent is gone: pause all work and tell a person once."""
        self.ensure_one()
        self._family().write({"connection": "cut_off"})
        self.env["ocean.exception"]._report(
            self,
            "auth_ended",
            cause_key="auth",
            technical=self.env["ocean.exception"]._technical(error)
            if isinstance(error, MarketplaceError)
            else {},
        )

    def action_disconnect(self):
        """Forget the tokens. Orders and listings stay readable."""
        self.check_access("write")
        # sudo: token fields are closed to every user
        self.sudo()._forget_tokens()

    def _forget_tokens(self):
        self._family().write({"connection": "cut_off"})
        self.write(
            {
                "access_token": False,
                "refresh_token": False,
                "access_expires_at": False,
                "refresh_expires_at": False,
            }
        )

    @api.model
    def _cron_approvals(self):
        """Open an exception for approvals about to end; remind the responsible 30, 7 and 1 days before."""
        now = fields.Datetime.now()
        for storefront in self.search(
            [("connection", "=", "connected"), ("authorized_until", "!=", False), ("parent_id", "=", False)]
        ):
            days = (storefront.authorized_until - now).days
            if days <= 7:
                self.env["ocean.exception"]._report(storefront, "auth_ending", cause_key="auth")
            if days in REMIND_DAYS:
                storefront._remind_approval(days)
        self.env["ir.cron"]._commit_progress(0, remaining=0)

    def _remind_approval(self, days):
        """Schedule the reminder for `days`; that of an earlier day, or approval, gives way to it."""
        self.ensure_one()
        summary = self.env._("Approval ends in %(days)d days: reconnect", days=days)
        if summary in self.activity_search([APPROVAL]).mapped("summary"):
            return
        self.activity_unlink([APPROVAL])
        self.activity_schedule(
            APPROVAL,
            summary=summary,
            user_id=self.user_id.id or self.env.uid,
        )
