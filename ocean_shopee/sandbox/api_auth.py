"""Token and partner endpoints (Shopee v2 authorization guide). Their answers have no ``response`` level."""

from typing import Any

from . import params
from .errors import ApiError, bad_param
from .gate import Call
from .route import Route, get, post
from .store import Store


class AuthApi:
    """Endpoints ``auth/*`` and ``public/*``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "auth/token/get": post(self.token_get, level="public"),
            "auth/access_token/get": post(self.access_token_get, level="public"),
            "public/get_shops_by_partner": get(self.shops_by_partner, "public"),
        }

    def token_get(self, call: Call) -> dict[str, Any]:
        """POST /api/v2/auth/token/get: a code for tokens, of exactly one shop or main account."""
        self._check_partner(call)
        code = params.body_text(call, "code")
        shop_id, main = self._id(call, "shop_id"), self._id(call, "main_account_id")
        if bool(shop_id) == bool(main):
            raise bad_param("exactly one of shop_id and main_account_id is required")
        found, access, refresh = self._store.grants.redeem(call.app.partner_id, code, shop_id, main)
        answer = {"access_token": access, "refresh_token": refresh, "expire_in": self._expire_in(access)}
        merchants = [number for number in found.shop_ids if number in self._store.merchants]
        shops = [number for number in found.shop_ids if number not in self._store.merchants]
        return answer | ({"shop_id_list": shops, "merchant_id_list": merchants} if main else {})

    def access_token_get(self, call: Call) -> dict[str, Any]:
        """POST /api/v2/auth/access_token/get: a refresh token for the next pair of one shop."""
        self._check_partner(call)
        refresh = params.body_text(call, "refresh_token")
        shop_id, merchant_id = self._id(call, "shop_id"), self._id(call, "merchant_id")
        if bool(shop_id) == bool(merchant_id):
            raise bad_param("one of shop_id and merchant_id is required")
        if merchant_id:
            return self._refresh_merchant(call, refresh, merchant_id)
        if shop_id in self._store.shops and self._store.shops[shop_id].status == "BANNED":
            raise ApiError("shop_banned", "The shop is banned.")
        access, renewed = self._store.grants.rotate(
            call.app.partner_id, refresh, shop_id, self._store.switches
        )
        return {
            "partner_id": call.app.partner_id,
            "shop_id": shop_id,
            "access_token": access,
            "refresh_token": renewed,
            "expire_in": self._expire_in(access),
        }

    def _refresh_merchant(self, call: Call, refresh: str, merchant_id: int) -> dict[str, Any]:
        if self._store.grants.link(call.app.partner_id, merchant_id) is None:
            raise ApiError("merchant_no_linked", "The merchant is not linked to this partner.")
        access, renewed = self._store.grants.rotate(
            call.app.partner_id, refresh, merchant_id, self._store.switches
        )
        return {
            "partner_id": call.app.partner_id,
            "merchant_id": merchant_id,
            "access_token": access,
            "refresh_token": renewed,
            "expire_in": self._expire_in(access),
        }

    def _id(self, call: Call, name: str) -> int:
        value = call.body.get(name)
        if (
            self._store.switches.number_texts
            and isinstance(value, str)
            and value.isascii()
            and value.isdigit()
        ):
            return int(value)
        return params.body_number(call, name)

    def _check_partner(self, call: Call) -> None:
        if self._id(call, "partner_id") != call.app.partner_id:
            raise bad_param("partner_id of the body is missing or differs from the query")

    def _expire_in(self, access: str) -> int:
        left = self._store.grants.expires_in(access)
        return self._store.now + left if self._store.switches.expire_in_epoch else left

    def shops_by_partner(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/public/get_shops_by_partner: pages from 1, at most 100 per page."""
        size = params.within(call, "page_size", 1, 100, default=100)
        start = (params.within(call, "page_no", 1, 10**6, default=1) - 1) * size
        links = [
            link
            for link in self._store.grants.links.values()
            if link.partner_id == call.app.partner_id
            and link.expire_time > self._store.now
            and link.shop_id in self._store.shops
        ]
        rows = [
            {
                "shop_id": link.shop_id,
                "region": self._store.shops[link.shop_id].region,
                "auth_time": link.auth_time,
                "expire_time": link.expire_time,
                "sip_affi_shop_list": [],
            }
            for link in sorted(links, key=lambda link: link.shop_id)
        ]
        return {"authed_shop_list": rows[start : start + size], "more": len(rows) > start + size}
