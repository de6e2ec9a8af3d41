import hashlib
import hmac
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import hmac as odoo_hmac

LIFETIME = timedelta(minutes=30)


class OceanAuthorization(models.Model):
    """A consent that was asked for and not yet answered.

    The ``state`` sent to the platform is signed, bound to the user who asked and used once: taking it
    deletes the row, so a second callback with the same state finds nothing.
    """

    _name = "ocean.authorization"
    _description = "Pending approval"

    account_id = fields.Many2one("ocean.account", required=True, ondelete="cascade", index=True)
    user_id = fields.Many2one("res.users", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade", index=True)
    from_wizard = fields.Boolean(help="The callback leads back into the wizard that asked.")
    nonce_hash = fields.Char(required=True, groups=fields.NO_ACCESS)
    expires_at = fields.Datetime(required=True)

    _nonce_uniq = models.Constraint("UNIQUE (nonce_hash)", "A state is used once.")

    @api.model
    def _issue(self, account, from_wizard=False):
        """Return a new signed state for `account` and the current user."""
        nonce = secrets.token_urlsafe(24)
        # sudo: users have no rights on this table, only this method and `_consume` touch it
        self.sudo().create(
            {
                "account_id": account.id,
                "user_id": self.env.uid,
                "company_id": self.env.company.id,
                "from_wizard": from_wizard,
                "nonce_hash": self._hash(nonce),
                "expires_at": fields.Datetime.now() + LIFETIME,
            }
        )
        return f"{nonce}.{self._signature(account, nonce)}"

    @api.model
    def _consume(self, account, state):
        """Return the company the approval was asked for, and whether by the wizard; the state is used up.

        :raise AccessError: forged, foreign or already used state
        :raise UserError: the state has expired
        """
        nonce, _dot, signature = (state or "").rpartition(".")
        if not nonce or not hmac.compare_digest(signature.encode(), self._signature(account, nonce).encode()):
            raise AccessError(
                self.env._("This approval was not asked for here. Start again from Marketplaces.")
            )
        # sudo: see `_issue`
        pending_sudo = self.sudo().search(
            [("nonce_hash", "=", self._hash(nonce)), ("account_id", "=", account.id)]
        )
        if not pending_sudo or pending_sudo.user_id != self.env.user:
            raise AccessError(
                self.env._(
                    "This approval was already used or belongs to another user. "
                    "Start again from Marketplaces."
                )
            )
        company, from_wizard = pending_sudo.company_id, pending_sudo.from_wizard
        expires_at = pending_sudo.expires_at
        pending_sudo.unlink()
        if expires_at < fields.Datetime.now():
            raise UserError(
                self.env._("This approval took too long and has expired. Start again from Marketplaces.")
            )
        return company, from_wizard

    @api.model
    def _hash(self, nonce):
        return hashlib.sha256(nonce.encode()).hexdigest()

    @api.model
    def _signature(self, account, nonce):
        message = f"{account.id}.{self.env.uid}.{nonce}"
        return odoo_hmac(self.env(su=True), "ocean.authorization", message)

    @api.autovacuum
    def _gc_expired(self):
        self.sudo().search([("expires_at", "<", fields.Datetime.now())], limit=1000).unlink()
