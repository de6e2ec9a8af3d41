"""Endpoints ``shop/*``."""

from typing import Any

from .gate import Call
from .store import Store


class ShopApi:
    """Answers ``shop/*``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def info(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/shop/get_shop_info: fields at top level, no ``response``."""
        shop = self._store.shops[call.shop_id]
        link = self._store.grants.link(call.app.partner_id, shop.id)
        assert link is not None, "the gate let a shop without consent in"
        return {
            "shop_name": shop.name,
            "region": shop.region,
            "status": shop.status,
            "sip_affi_shops": [],
            "is_cb": False,
            "auth_time": link.auth_time,
            "expire_time": link.expire_time,
            "is_sip": False,
            "is_upgraded_cbsc": False,
            "merchant_id": None,
            "shop_fulfillment_flag": "Others",
            "is_main_shop": False,
            "is_direct_shop": False,
            "linked_main_shop_id": 0,
            "linked_direct_shop_list": [],
        }

    def profile(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/shop/get_profile."""
        shop = self._store.shops[call.shop_id]
        return {
            "response": {
                "shop_logo": f"https://cf.shopee.co.id/file/logo_{shop.id}",
                "description": shop.description,
                "shop_name": shop.name,
            }
        }
