"""Endpoints ``merchant/*`` (merchant-signed) and those of ``public/*`` that need no consent of a shop."""

from typing import Any

from . import params
from .errors import ApiError
from .gate import Call
from .route import Route, get, post
from .store import Store


class MerchantApi:
    """Answers about merchants."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "merchant/get_merchant_info": get(self.info, "merchant"),
            "merchant/get_shop_list_by_merchant": get(self.shops, "merchant"),
            "public/get_merchants_by_partner": get(self.by_partner, "public"),
            "public/get_shopee_ip_ranges": get(self.ip_ranges, "public"),
            "public/get_token_by_resend_code": post(self.resend, "resend_code*:str", "public"),
        }

    def info(self, call: Call) -> dict[str, Any]:
        """GET get_merchant_info: fields at top level."""
        merchant = self._store.merchants[call.merchant_id]
        link = self._store.grants.link(call.app.partner_id, merchant.id)
        assert link is not None, "the gate let a merchant without consent in"
        return {
            "merchant_name": merchant.name,
            "merchant_region": merchant.region,
            "merchant_currency": merchant.currency,
            "auth_time": link.auth_time,
            "expire_time": link.expire_time,
            "is_upgraded_cbsc": False,
        }

    def shops(self, call: Call) -> dict[str, Any]:
        """GET get_shop_list_by_merchant: top level, pages from 1."""
        size = params.within(call, "page_size", 1, 100)
        start = (params.within(call, "page_no", 1, 10**6) - 1) * size
        own = [shop for shop in self._store.shops.values() if shop.merchant_id == call.merchant_id]
        rows = [{"shop_id": shop.id, "sip_affi_shops": []} for shop in own]
        return {"shop_list": rows[start : start + size], "more": len(rows) > start + size}

    def by_partner(self, call: Call) -> dict[str, Any]:
        """GET get_merchants_by_partner: top level, pages from 1."""
        size = params.within(call, "page_size", 1, 100, default=100)
        start = (params.within(call, "page_no", 1, 10**6, default=1) - 1) * size
        rows = []
        for merchant in self._store.merchants.values():
            link = self._store.grants.link(call.app.partner_id, merchant.id)
            if link is not None and link.expire_time > self._store.now:
                times = {"auth_time": link.auth_time, "expire_time": link.expire_time}
                rows.append({"merchant_id": merchant.id, "region": merchant.region, **times})
        return {"authed_merchant_list": rows[start : start + size], "more": len(rows) > start + size}

    def ip_ranges(self, _call: Call) -> dict[str, Any]:
        """GET get_shopee_ip_ranges: where pushes come from; here from this machine."""
        return {"ip_list": ["127.0.0.1/32", "::1/128"]}

    def resend(self, call: Call) -> dict[str, Any]:
        """POST get_token_by_resend_code: a code that the console shows, here ``resend-<shop_id>``."""
        number = call.body["resend_code"].removeprefix("resend-")
        shop_id = int(number) if number.isdigit() else 0
        if self._store.grants.link(call.app.partner_id, shop_id) is None:
            raise ApiError("invalid_code", "Invalid resend_code, please check.")
        access, refresh = self._store.grants.issue(call.app.partner_id, [shop_id])
        return {
            "access_token": access,
            "refresh_token": refresh,
            "expire_in": self._store.grants.expires_in(access),
            "shop_id_list": [shop_id],
            "merchant_id_list": [],
        }
