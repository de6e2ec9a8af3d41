import logging
from urllib.parse import quote

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request

from ..lib.errors import MarketplaceError

_logger = logging.getLogger(__name__)


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
            storefronts = self._connect(account, params)
        except (AccessError, UserError) as error:
            return self._sorry(str(error))
        except MarketplaceError as error:
            _logger.info("approval of app %s failed: %s", account.id, error.code or type(error).__name__)
            return self._sorry(
                request.env._(
                    "The platform did not accept the approval (%(code)s). Nothing was changed. "
                    "Start again from Marketplaces; approval codes live only a few minutes.",
                    code=error.code or type(error).__name__,
                )
            )
        _logger.info("connected %d storefronts with app %s", len(storefronts), account.id)
        return request.redirect("/odoo/action-ocean_marketplace_base.ocean_storefront_action")

    def _connect(self, account, params):
        if not request.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(request.env._("Only Marketplaces managers may connect storefronts."))
        company = request.env["ocean.authorization"]._consume(account, params.get("state"))
        # The state must stay used up even if the exchange below fails.
        request.env.cr.commit()  # pylint: disable=invalid-commit
        if params.get("error"):
            raise UserError(
                request.env._("The seller closed the approval page. Nothing was saved on the platform.")
            )
        # sudo: managers may connect shops but may not read the app's secret
        grants = account._platform()._exchange_code(account.sudo(), params)
        return request.env["ocean.storefront"]._connect_grants(account, company, grants)

    def _sorry(self, message):
        return request.redirect(f"/ocean/sorry?message={quote(message)}")

    @http.route("/ocean/sorry", type="http", auth="user", methods=["GET"])
    def ocean_sorry(self, message="", **_params):
        """Show why a connection did not come about."""
        return request.render("ocean_marketplace_base.connection_failed", {"message": message})
