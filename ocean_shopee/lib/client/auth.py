"""Authorization of shops and their tokens.

Source: official guide "Authorization and authentication". Refresh tokens are single use: the caller must
not run two refreshes of one shop at the same time and must store the new pair before using it.
"""

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.clock import Clock, SystemClock
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, InvalidRequest, MarketplaceError
from odoo.addons.ocean_marketplace_base.lib.schema import Grant, Token
from odoo.addons.ocean_marketplace_base.lib.times import moment_of
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

from ..const import (
    AUTH_HOSTS,
    EPOCH_FROM,
    PATH_AUTH_PARTNER,
    PATH_EXCHANGE_CODE,
    PATH_REFRESH,
    REFRESH_TOKEN_LIFE,
    SIMULATOR,
)
from ..signing import App, require_id, signed_params
from .base import Gateway
from .public import PublicApi
from .shopee_client import ShopeeClient

_logger = logging.getLogger(__name__)


@endpoint("GET", PATH_AUTH_PARTNER)
def authorize_url(
    app: App,
    location: str,
    environment: str,
    base_url: str,
    redirect_url: str,
    state: str,
    clock: Clock | None = None,
) -> str:
    """Return the page where a seller allows `app` to act for a shop.

    In production and sandbox that is the portal, which returns ``state`` by itself. A simulator has the older
    signed link only, valid for 5 minutes, which does not: there the state travels in `redirect_url`.

    :param base_url: of the simulator; not used otherwise.
    :param redirect_url: its domain must be registered in the console.
    :param state: opaque, safe in a URL.
    """
    if environment == SIMULATOR:
        timestamp = int((clock or SystemClock()).now().timestamp())
        params = [
            *signed_params(app, PATH_AUTH_PARTNER, timestamp),
            ("redirect", _add_state(redirect_url, state)),
        ]
        return f"{base_url.rstrip('/')}{PATH_AUTH_PARTNER}?{urlencode(params)}"
    if (environment, location) not in AUTH_HOSTS:
        raise InvalidRequest(f"no Shopee portal for {environment!r} in {location!r}")
    params = [
        ("auth_type", "seller"),
        ("partner_id", app.partner_id),
        ("redirect_uri", redirect_url),
        ("response_type", "code"),
        ("state", state),
    ]
    return f"https://{AUTH_HOSTS[environment, location]}/auth?{urlencode(params)}"


@endpoint("POST", PATH_EXCHANGE_CODE)
def exchange_code(
    app: App, transport: Transport, base_url: str, params: Mapping[str, str], clock: Clock
) -> tuple[Grant, ...]:
    """Return the shops a seller has authorised, each with its own tokens.

    ``POST /api/v2/auth/token/get``. A main account authorises several shops with one refresh token, which is
    then used once for each shop; from there every shop has its own chain. Where that fails, the shop gets
    the common pair, so that no shop that was authorised is lost. A code works once, for 10 minutes.

    :param params: query of the callback: ``code`` and either ``shop_id`` or ``main_account_id``.
    :param clock: stamps the expiry of the tokens.
    :raise Rejected: ``invalid_code`` for a code that was used or is too old, ``invalid_shop_id``,
        ``invalid_main_acount_id``
    """
    code, owner, owner_id = _callback(params)
    gateway = Gateway(app, transport, base_url)
    body = {"code": code, "partner_id": int(app.partner_id), owner: int(owner_id)}
    envelope = gateway.post(PATH_EXCHANGE_CODE, body)
    token = _token(envelope, clock.now())
    if owner == "shop_id":
        return (_grant(gateway, owner_id, token),)
    shop_ids = [_shop_id(value) for value in member(envelope, "shop_id_list", list)]
    return tuple(_own_grant(gateway, shop_id, token, clock) for shop_id in dict.fromkeys(shop_ids))


@endpoint("POST", PATH_REFRESH)
def refresh(
    app: App, transport: Transport, base_url: str, shop_id: str, refresh_token: str, clock: Clock
) -> Token:
    """Return new tokens of a shop; `refresh_token` is used up, the old access token lives 5 more minutes.

    ``POST /api/v2/auth/access_token/get``, sent once.

    :raise Rejected: ``invalid_partner_id``, ``error_partner_key_expired``
    :raise AuthRevoked: the seller has to authorise again: ``error_shop_refresh_token``,
        ``refresh_token_expired``, ``shop_access_expired``, ``shop_no_linked`` and others
    """
    return _refresh(Gateway(app, transport, base_url), shop_id, refresh_token, clock)


def iter_shops_by_partner(app: App, transport: Transport, base_url: str) -> Iterator[dict[str, Any]]:
    """Yield ``{"shop_id", "region", "auth_time", "expire_time"}`` of all shops that authorised `app`.

    See :meth:`~.public.PublicApi.get_shops_by_partner`.
    """
    return PublicApi(Gateway(app, transport, base_url)).iter_shops_by_partner()


def _add_state(redirect_url: str, state: str) -> str:
    parts = urlsplit(redirect_url)
    query = "&".join(part for part in (parts.query, urlencode({"state": state})) if part)
    return urlunsplit(parts._replace(query=query))


def _callback(params: Mapping[str, str]) -> tuple[str, str, str]:
    code = params.get("code")
    if not (isinstance(code, str) and 0 < len(code) <= 512):
        raise InvalidRequest("the callback has no code")
    owners = [name for name in ("shop_id", "main_account_id") if params.get(name)]
    if len(owners) != 1:
        raise InvalidRequest("the callback names exactly one of shop_id and main_account_id")
    return code, owners[0], require_id(owners[0], params[owners[0]])


def _refresh(gateway: Gateway, shop_id: str, refresh_token: str, clock: Clock) -> Token:
    if not isinstance(refresh_token, str) or not refresh_token:
        raise InvalidRequest("the refresh token is missing")
    body = {
        "refresh_token": refresh_token,
        "partner_id": int(gateway.app.partner_id),
        "shop_id": int(require_id("shop_id", shop_id)),
    }
    return _token(gateway.post(PATH_REFRESH, body), clock.now())


def _own_grant(gateway: Gateway, shop_id: str, common: Token, clock: Clock) -> Grant:
    try:
        token = _refresh(gateway, shop_id, common.refresh_token, clock)
    except MarketplaceError as error:
        _logger.warning("shop %s keeps the tokens of its main account: %s", shop_id, error)
        token = common
    return _grant(gateway, shop_id, token)


def _grant(gateway: Gateway, shop_id: str, token: Token) -> Grant:
    """Return the grant with what the shop says of itself, if it answers; the tokens matter more."""
    client = ShopeeClient(
        gateway.app, gateway.transport, gateway.base_url, shop_id=shop_id, access_token=token.access_token
    )
    try:
        info = client.shop.get_shop_info()
    except MarketplaceError as error:
        _logger.warning("shop %s does not describe itself: %s", shop_id, error)
        return Grant(external_shop_id=shop_id, token=token)
    return Grant(
        external_shop_id=shop_id,
        token=token,
        name=str(info.get("shop_name") or ""),
        region=info["region"],
        authorized_until=moment_of(info.get("expire_time")),
    )


def _token(envelope: dict[str, Any], now: datetime) -> Token:
    access_token, refresh_token = (
        member(envelope, "access_token", str),
        member(envelope, "refresh_token", str),
    )
    life = str(envelope.get("expire_in"))
    if not access_token or not refresh_token or not (life.isascii() and life.isdigit()):
        raise ContractChanged("the answer holds no tokens", path="access_token")
    expires_at = moment_of(life) if int(life) > EPOCH_FROM else now + timedelta(seconds=int(life))
    return Token(
        access_token=access_token,
        refresh_token=refresh_token,
        access_expires_at=expires_at or now,
        refresh_expires_at=now + REFRESH_TOKEN_LIFE,
    )


def _shop_id(value: object) -> str:
    text = str(value)
    if isinstance(value, bool) or not (text.isascii() and text.isdigit()):
        raise ContractChanged("a shop id is a number", path="shop_id_list")
    return text
