"""What the app has in the developer console and may read or set by call: its public key and its addresses."""

from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from ..crypto import check_public_pem
from .base import Resource


class ConsoleApi(Resource):
    """``/v1/fs/{fs_id}/register?upload=1`` and ``/v1/fs/{fs_id}/whitelist``.

    Where a method names no code, refusals carry the codes that hold for all methods (README).
    """

    @endpoint("POST", "/v1/fs/{fs_id}/register")
    def register_public_key(self, public_pem: str) -> None:
        """Register the key that buyers' data are encrypted for, in place of the one before.

        ``POST /v1/fs/{fs_id}/register?upload=1``, a file. Registering webhooks is the same path without it.

        :param public_pem: RSA, 2048 bits; see :func:`..crypto.new_key_pair`.
        :raise Rejected: ``http_400`` and the like, after the HTTP status: the documented refusal has no code
        """
        part = ("public_key.pem", check_public_pem(public_pem).encode("ascii"), "application/x-pem-file")
        self._gateway.upload("/v1/fs/{fs_id}/register", [("upload", "1")], {"public_key": part})

    @endpoint("GET", "/v1/fs/{fs_id}/whitelist", "third party")
    def get_whitelist(self) -> dict[str, Any]:
        """Return the addresses that may call for this app: ``{"fs_id", "ip_whitelisted": [...]}``.

        ``GET /v1/fs/{fs_id}/whitelist``; they are changed in the console only.
        """
        envelope = self._gateway.get("/v1/fs/{fs_id}/whitelist")
        member(envelope, "data.ip_whitelisted", list)
        return member(envelope, "data", dict)
