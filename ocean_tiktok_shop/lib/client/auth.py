"""Authorization of shops and their tokens.

Source: official pages "Authorization overview" and "Seller authorization guide". One consent covers all shops
of a seller, who share one pair of tokens. A refresh gives a new pair: the caller must not run two refreshes
of one seller at the same time and must store the new pair before using it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice
from odoo.addons.ocean_marketplace_base.lib.clock import Clock
from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthRevoked,
    ContractChanged,
    InvalidRequest,
    MarketplaceError,
    Rejected,
)
from odoo.addons.ocean_marketplace_base.lib.schema import Grant, Token
from odoo.addons.ocean_marketplace_base.lib.times import moment_of
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

from ..const import (
    CONSENT_HOST,
    CONSENT_HOST_US,
    CREATOR_HOST,
    EPOCH_FROM,
    PATH_CONSENT,
    PATH_CONSENT_LEGACY,
    PATH_CREATOR_CONSENT,
    PATH_EXCHANGE_CODE,
    PATH_REFRESH,
    PRODUCTION,
    SIMULATOR,
    TOKEN_HOST,
)
from ..signing import App
from .arguments import check_text
from .base import Gateway
from .tiktok_shop_client import TikTokShopClient

CREATOR: Final = "1"
"""``user_type`` of a creator's token; a seller's is 0, a partner's 3."""


@dataclass(frozen=True, kw_only=True)
class TikTokShopGrant(Grant):
    """A `Grant` with what later calls need: ``cipher`` names the shop, ``open_id`` who owns the tokens."""

    cipher: str
    seller_type: str = ""
    open_id: str = ""
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CreatorGrant:
    """What a creator has allowed."""

    token: Token
    open_id: str
    scopes: tuple[str, ...] = ()


def authorize_url(app: App, region: str, environment: str, base_url: str, state: str, host: str = "") -> str:
    """Return the page where a seller allows `app` to act for his shops.

    The page returns to the address that the Partner Center knows, with ``code`` and ``state``; there is no
    parameter for it. Installing from the app store in the Seller Center brings no ``state``. Apps without a
    service id get the older link, which takes the app key.

    :param region: two letters; sellers of the United States have a page of their own.
    :param base_url: of the simulator; not used otherwise.
    :param state: opaque, safe in a URL.
    :param host: in place of the usual one.
    """
    if check_choice("environment", environment, (PRODUCTION, SIMULATOR)) == SIMULATOR:
        root = base_url.rstrip("/")
    else:
        usual = CONSENT_HOST_US if region == "US" else CONSENT_HOST
        root = f"https://{host or (usual if app.service_id else TOKEN_HOST)}"
    if app.service_id:
        return f"{root}{PATH_CONSENT}?{urlencode({'service_id': app.service_id, 'state': state})}"
    return f"{root}{PATH_CONSENT_LEGACY}?{urlencode({'app_key': app.app_key, 'state': state})}"


def creator_authorize_url(app: App, environment: str, base_url: str, state: str) -> str:
    """Return the page where a creator allows `app` to act for him; parameters as in :func:`authorize_url`."""
    simulated = check_choice("environment", environment, (PRODUCTION, SIMULATOR)) == SIMULATOR
    root = base_url.rstrip("/") if simulated else f"https://{CREATOR_HOST}"
    return f"{root}{PATH_CREATOR_CONSENT}?{urlencode({'app_key': app.app_key, 'state': state})}"


def exchange_code(
    app: App, transport: Transport, token_url: str, base_url: str, params: Mapping[str, str], clock: Clock
) -> tuple[TikTokShopGrant, ...]:
    """Return the shops a seller has authorised; they share their tokens.

    ``GET /api/v2/token/get`` on the token host, then "Get Authorized Shops". A code works once, for 30
    minutes, so the first call is sent once.

    :param token_url: scheme and host of tokens, e.g. ``https://auth.tiktok-shops.com``.
    :param base_url: scheme and host of the API.
    :param params: query of the callback: ``code``, or ``error`` when the seller said no.
    :param clock: stamps the expiry of tokens that come without one.
    :raise Rejected: ``auth_denied`` when the seller said no, or the platform's code
    """
    data = _exchange(app, transport, token_url, params)
    token = _token(data, clock.now())
    client = TikTokShopClient(app, transport, base_url, shop_cipher="", access_token=token.access_token)
    return tuple(_grant(row, token, data) for row in client.authorization.get_authorized_shops())


def exchange_creator_code(
    app: App, transport: Transport, token_url: str, params: Mapping[str, str], clock: Clock
) -> CreatorGrant:
    """Return what a creator has allowed; parameters and errors as in :func:`exchange_code`.

    ``GET /api/v2/token/get`` on the token host.
    """
    data = _exchange(app, transport, token_url, params)
    if str(data.get("user_type")) != CREATOR:
        raise Rejected("these tokens are not a creator's", code="user_type")
    return CreatorGrant(
        token=_token(data, clock.now()), open_id=str(data.get("open_id") or ""), scopes=_scopes(data)
    )


def refresh(app: App, transport: Transport, token_url: str, refresh_token: str, clock: Clock) -> Token:
    """Return new tokens of a seller (that is, of all his shops).

    ``GET /api/v2/token/refresh`` on the token host, sent once. The answer has a refresh token again, which
    takes the place of the old one.

    :raise AuthRevoked: the seller has to authorise again
    """
    query = {
        "refresh_token": check_text("refresh_token", refresh_token, 2048),
        "grant_type": "refresh_token",
    }
    try:
        return _token(_token_data(app, transport, token_url, PATH_REFRESH, query), clock.now())
    except Rejected as error:
        raise _refusal_of_refresh(error) from None


def _exchange(app: App, transport: Transport, token_url: str, params: Mapping[str, str]) -> dict[str, Any]:
    query = {"auth_code": _callback_code(params), "grant_type": "authorized_code"}
    return _token_data(app, transport, token_url, PATH_EXCHANGE_CODE, query)


def _scopes(data: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(scope) for scope in data.get("granted_scopes") or ())


def _token_data(
    app: App, transport: Transport, token_url: str, path: str, query: Mapping[str, str]
) -> dict[str, Any]:
    """Return ``data`` of the token host, where calls are not signed and carry the secret instead."""
    params = [("app_key", app.app_key), ("app_secret", app.app_secret), *query.items()]
    envelope = Gateway(app, transport, token_url).get_once(path, params)
    return member(envelope, "data", dict)


def _callback_code(params: Mapping[str, str]) -> str:
    error = params.get("error")
    if error:
        raise Rejected("the seller did not agree", code=str(error)[:200])
    code = params.get("code")
    if not isinstance(code, str) or not 0 < len(code) <= 2048:
        raise InvalidRequest("the callback has no code")
    return code


def _refusal_of_refresh(error: MarketplaceError) -> MarketplaceError:
    """The codes of a used up or expired refresh token are not documented; their messages name it."""
    text = error.message.lower().replace("_", " ")
    if "refresh token" in text or "rt has expired" in text:
        return AuthRevoked(error.message, code=error.code, request_id=error.request_id)
    return error


def _grant(row: Mapping[str, Any], token: Token, data: Mapping[str, Any]) -> TikTokShopGrant:
    shop_id, cipher = str(row.get("id") or ""), row.get("cipher")
    if not shop_id or not isinstance(cipher, str) or not cipher:
        raise ContractChanged("a shop without id or cipher", path="data.shops")
    return TikTokShopGrant(
        external_shop_id=shop_id,
        token=token,
        name=str(row.get("name") or ""),
        region=str(row.get("region") or ""),
        authorized_until=token.refresh_expires_at,
        cipher=cipher,
        seller_type=str(row.get("seller_type") or ""),
        open_id=str(data.get("open_id") or ""),
        scopes=_scopes(data),
    )


def _token(data: Mapping[str, Any], now: datetime) -> Token:
    access_token, refresh_token = data.get("access_token"), data.get("refresh_token")
    access_expires_at = _expiry(data.get("access_token_expire_in"), now)
    if not (isinstance(access_token, str) and access_token and isinstance(refresh_token, str)):
        raise ContractChanged("the answer holds no tokens", path="data.access_token")
    if access_expires_at is None:
        raise ContractChanged("a time is expected", path="data.access_token_expire_in")
    return Token(
        access_token=access_token,
        refresh_token=refresh_token,
        access_expires_at=access_expires_at,
        refresh_expires_at=_expiry(data.get("refresh_token_expire_in"), now),
    )


def _expiry(value: object, now: datetime) -> datetime | None:
    """Return what an ``…_expire_in`` means: a time in spite of its name, though a duration will do."""
    text = str(value)
    if not (text.isascii() and text.isdigit()):
        return None
    return moment_of(text) if int(text) > EPOCH_FROM else now + timedelta(seconds=int(text))
