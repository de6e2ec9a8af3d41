from odoo import http
from odoo.http import request

MAX_BODY = 1024 * 1024  # bytes; pushes are a few hundred


class OceanPushController(http.Controller):
    """Receive pushes: verify, store, answer. Everything else is done by the orders lane."""

    @http.route(
        "/ocean/push/<string:access_key>",
        type="http",
        auth="public",
        methods=["POST"],
        csrf=False,
        save_session=False,
    )
    def ocean_push(self, access_key, **_params):
        """Answer with an empty body: platforms count anything else as a failure."""
        # sudo: pushes are anonymous; the signature is what proves them
        account_sudo = request.env["ocean.account"].sudo().search([("access_key", "=", access_key)], limit=1)
        if not account_sudo or not account_sudo._is_platform_installed():
            return request.make_response("", status=404)
        length = request.httprequest.content_length
        if length is None or length > MAX_BODY:
            request.env["ocean.event"].sudo()._refuse(account_sudo, "oversized", self._source())
            return request.make_response("", status=413)
        body = request.httprequest.get_data(cache=False)
        accepted = (
            request.env["ocean.event"]
            .sudo()
            ._receive(account_sudo, request.httprequest.headers, body, self._source())
        )
        return request.make_response("", status=200 if accepted else 403)

    def _source(self):
        return request.httprequest.remote_addr or ""
