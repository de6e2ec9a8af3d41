"""The token (guide "Authentication"), on the accounts host."""

import base64
import binascii
from typing import Any
from urllib.parse import parse_qs

from odoo.addons.ocean_marketplace_base.sandbox.http import Request

from .errors import TokenError
from .model import App
from .store import Store


class AuthApi:
    """Answers ``/token``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def token(self, request: Request) -> dict[str, Any]:
        """POST /token: basic authentication; the same token again until it has run out.

        :raise TokenError: as the platform refuses it
        """
        app = self._app(request)
        form = parse_qs(request.body.decode(errors="replace"))
        grant = request.get("grant_type") or (form.get("grant_type") or [""])[0]
        if grant != "client_credentials":
            raise TokenError("unsupported_grant_type", "grant_type must be client_credentials", 400)
        now, switches = self._store.now, self._store.switches
        if switches.token_always_new or app.token_ends <= now:
            app.token = "c:" + self._store.world.token("token", app.fs_id)[:22]
            app.token_ends = now + switches.token_life
        return {
            "access_token": app.token,
            "event_code": "",
            "expires_in": app.token_ends - now,
            "last_login_type": "",
            "sq_check": False,
            "token_type": "Bearer",
        }

    def end_tokens(self) -> None:
        """Let the tokens of all apps have run out."""
        for app in self._store.apps.values():
            app.token_ends = 0

    def _app(self, request: Request) -> App:
        scheme, _blank, text = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Basic":
            raise TokenError("invalid_request", "basic authentication is needed")
        try:
            name, _colon, secret = base64.b64decode(text, validate=True).decode().partition(":")
        except (binascii.Error, ValueError):
            raise TokenError("invalid_request", "basic authentication is not readable") from None
        for app in self._store.apps.values():
            if (app.client_id, app.client_secret) == (name, secret):
                return app
        raise TokenError("invalid_client", "client authentication failed")
