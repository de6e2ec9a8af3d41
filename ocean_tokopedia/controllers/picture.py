from odoo import http
from odoo.http import request

from ..models.ir_attachment import PATH

# Never shown as a page of ours, whatever the bytes are.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "public, max-age=86400",
}
TYPES = ("image/jpeg", "image/png")


class OceanPictureController(http.Controller):
    """Serve pictures to the platform, which fetches them by their addresses and knows no login."""

    @http.route(
        PATH + "<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        csrf=False,
        save_session=False,
        readonly=True,
    )
    def ocean_picture(self, token, **_params):
        """Answer with the picture that `token` was signed for, with 404 for anything else."""
        picture = request.env["ir.attachment"]._ocean_of_token(token)
        if not picture or picture.mimetype not in TYPES:
            return request.make_response("", status=404)
        return request.make_response(picture.raw, [("Content-Type", picture.mimetype), *HEADERS.items()])
