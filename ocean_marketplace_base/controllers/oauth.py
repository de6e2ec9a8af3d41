import logging
from urllib.parse import quote

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request

from ..lib.errors import MarketplaceError

_logger = logging.getLogger(__name__)

OVERVIEW = "/odoo/action-ocean_marketplace_base.ocean_storefront_action"
RESUME = "/odoo/action-ocean_marketplace_base.ocean_storefront_connect_action_resume"


class OceanOauthController(http.Controller):
    """The platform sends the seller back here after the consent page."""

    @http.route("/ocean/oauth/<string:access_key>", type="http", auth="user", methods=["GET"])
    def ocean_oauth(self, access_key, **params):
        """Exchange the code for tokens and open the storefronts; on failure say what to do."""
        # sudo: who may not see apps shall read why, not only that access was denied
        account_sudo = request.env["ocean.account"].sudo().search([("access_key", "=", access_key)], limit=1)
        if not account_sudo:
            raise request.not_found()
        account = account_sudo.sudo(False)
        try:
            target = self._connect(account, params)
        except (AccessError, UserError) as error:
            return self._sorry(str(error))
        except MarketplaceError as error:
            _logger.info("approval of app %s failed: %s", account.id, error.code or type(error).__name__)
            return self._sorry(self._refusal(account, error))
        _logger.info("connected storefronts with app %s", account.id)
        return request.redirect(target)

    def _connect(self, account, params):
        """Connect the shops of the approval; return the page to go on with."""
        if not request.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(request.env._("Only Marketplaces managers may connect storefronts."))
        company, from_wizard = request.env["ocean.authorization"]._consume(account, params.get("state"))
        # The state must stay used up even if the exchange below fails.
        request.env.cr.commit()  # pylint: disable=invalid-commit
        if params.get("error"):
            raise UserError(
                request.env._("The seller closed the approval page. Nothing was saved on the platform.")
            )
        # sudo: managers may connect shops but may not read the app's secret
        grants = account._platform()._exchange_code(account.sudo(), params)
        if from_wizard:
            request.env["ocean.storefront.connect"]._for_callback(account)._take_grants(company, grants)
            return RESUME
        request.env["ocean.storefront"]._connect_grants(account, company, grants)
        return OVERVIEW

    def _refusal(self, account, error):
        """Return what the platform said and what may be the matter, for whoever comes back from its page."""
        return request.env._(
            "%(platform)s did not accept the approval: %(words)s (%(code)s). Nothing was changed. Try again; "
            "approval codes work once and live %(minutes)d minutes. If it names the secret or the key, enter "
            "it again in step 3.",
            platform=account._platform()._label(""),
            words=(error.message or type(error).__name__).rstrip("."),
            code=error.code or type(error).__name__,
            minutes=account._platform()._code_life().total_seconds() / 60,
        )

    def _sorry(self, message):
        return request.redirect(f"/ocean/sorry?message={quote(message)}")

    @http.route("/ocean/sorry", type="http", auth="user", methods=["GET"])
    def ocean_sorry(self, message="", **_params):
        """Show why a connection did not come about."""
        return request.render("ocean_marketplace_base.connection_failed", {"message": message})
