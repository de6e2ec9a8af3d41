"""The token of an app.

Source: guide "Authentication", and "news/update22okt". One token serves all shops of the app; there is no
consent page and no refresh token. A new token is made only when the one before has run out: asking earlier
gives the same one with what is left of its life, so its life is read and never assumed.
"""

import threading
from datetime import timedelta
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import AuthExpired, ContractChanged
from odoo.addons.ocean_marketplace_base.lib.failures import Failure
from odoo.addons.ocean_marketplace_base.lib.http import Request
from odoo.addons.ocean_marketplace_base.lib.redact import scrub
from odoo.addons.ocean_marketplace_base.lib.retry import RetryPolicy, call_with_retry
from odoo.addons.ocean_marketplace_base.lib.schema import Token
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

from ..errors import failure_of, to_error
from ..signing import App, basic_authorization

DEFAULT_RETRY: Final = RetryPolicy()
_MOST_SECONDS: Final = 10 * 366 * 86_400


class AuthApi:
    """Asks for tokens and keeps the last one. Share it between the clients of an app. Safe in threads.

    :param str accounts_url: scheme and host of the accounts service.
    :param Token token: one that was kept from before; its ``refresh_token`` is empty.
    """

    def __init__(
        self,
        app: App,
        transport: Transport,
        accounts_url: str,
        *,
        token: Token | None = None,
        retry: RetryPolicy = DEFAULT_RETRY,
    ):
        self._app = app
        self._transport = transport
        self._url = accounts_url.rstrip("/") + "/token"
        self._retry = retry
        self._lock = threading.Lock()
        self._token = token

    @property
    def token(self) -> Token | None:
        """The token in use, to be kept; ``None`` before the first call."""
        return self._token

    @endpoint("POST", "/token")
    def fetch_token(self) -> Token:
        """Ask for the token of the app and use it from now on.

        ``POST /token?grant_type=client_credentials`` on the accounts host, basic authentication, no body.

        :raise Rejected: ``invalid_client`` for wrong credentials
        """
        with self._lock:
            return self._renew()

    def access_token(self) -> str:
        """Return a token that has not run out, asking for one if need be."""
        with self._lock:
            token = self._token
            if token is None or self._transport.clock.now() >= token.access_expires_at:
                token = self._renew()
            return token.access_token

    def replace(self, refused: str) -> str:
        """Return another token than `refused`, which the API did not accept.

        :raise AuthExpired: when the platform insists on that one
        """
        with self._lock:
            if self._token is None or self._token.access_token == refused:
                self._renew()
            assert self._token is not None, "renewing sets it"
            if self._token.access_token == refused:
                raise AuthExpired("the platform refuses a token and gives out the same one")
            return self._token.access_token

    def _renew(self) -> Token:
        self._token = call_with_retry(self._ask, self._retry, self._transport.clock)
        return self._token

    def _ask(self) -> Token:
        request = Request(
            method="POST",
            url=self._url,
            params=(("grant_type", "client_credentials"),),
            headers={"Authorization": basic_authorization(self._app)},
            idempotent=True,
            rate_key=(self._app.fs_id, "/token"),
        )
        asked_at = self._transport.clock.now()
        response = self._transport.exchange(request)
        try:
            payload = response.json()
        except ContractChanged:
            payload = None
        found = failure_of(payload, response.status)
        if found and payload.get("error"):
            code, message, _id = found
            secrets = (self._app.client_secret, basic_authorization(self._app))
            raise to_error(
                Failure(code=code[:200], message=scrub(message[:1000], secrets), status=response.status)
            )
        response.raise_for_status(request, asked_at)
        if response.status >= 400 or not isinstance(payload, dict):
            raise ContractChanged(f"no token in the answer (HTTP {response.status})", path="access_token")
        life = _seconds(payload)
        return Token(
            access_token=_access_token(payload),
            refresh_token="",
            access_expires_at=asked_at + timedelta(seconds=life),
        )


class KeptToken(AuthApi):
    """A token that somebody else keeps and renews: one that is refused is told, not replaced."""

    def __init__(self, app: App, transport: Transport, accounts_url: str, access_token: str):
        super().__init__(app, transport, accounts_url)
        self._kept = access_token

    def access_token(self) -> str:
        """Return the token as it was given."""
        return self._kept

    def replace(self, refused: str) -> str:
        """Refuse.

        :raise AuthExpired: always: the keeper has to renew it
        """
        raise AuthExpired("the token is not accepted any more")


def _access_token(payload: dict[str, Any]) -> str:
    """Return the token verbatim: live ones begin with ``c:``."""
    value = payload.get("access_token")
    if not isinstance(value, str) or not value or not value.isascii() or not value.isprintable():
        raise ContractChanged("a token is expected", path="access_token")
    return value


def _seconds(payload: dict[str, Any]) -> int:
    value = str(payload.get("expires_in"))
    if not (value.isascii() and value.isdigit() and int(value) <= _MOST_SECONDS):
        raise ContractChanged("a number of seconds is expected", path="expires_in")
    return int(value)
