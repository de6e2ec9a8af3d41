"""Endpoints ``shop/*``."""

from typing import Any

from . import params
from .errors import ApiError, bad_param
from .gate import Call
from .item_rules import WAREHOUSES
from .route import Route, get, post
from .store import Store

HOUR = 3600
LONGEST_NAME = 30
NOTICES = (
    (3, "Promo akhir tahun", "Daftarkan produk Anda sebelum 5 Desember."),
    (2, "Perubahan biaya layanan", "Biaya layanan diperbarui mulai bulan depan."),
    (1, "Selamat datang", "Terima kasih telah bergabung."),
)
"""Notifications of the platform: id, title and text, newest first."""


class ShopApi:
    """Answers ``shop/*``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "shop/get_shop_info": get(self.info),
            "shop/get_profile": get(self.profile),
            "shop/update_profile": post(
                self.update_profile, "shop_name:str, shop_logo:str, description<0..500>:str"
            ),
            "shop/get_warehouse_detail": get(self.warehouses),
            "shop/get_shop_notification": get(self.notifications),
            "shop/get_shop_holiday_mode": get(self.holiday),
            "shop/set_shop_holiday_mode": post(
                self.set_holiday,
                "holiday_mode_on*:bool, holiday_mode_type<0..1>:int, holiday_mode_start_time:int, "
                "holiday_mode_end_time:int, holiday_mode_description:str",
            ),
        }

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
                "shop_logo": shop.logo or f"https://cf.shopee.co.id/file/logo_{shop.id}",
                "description": shop.description,
                "shop_name": shop.name,
            }
        }

    def update_profile(self, call: Call) -> dict[str, Any]:
        """POST update_profile: only what is given changes."""
        shop = self._store.shops[call.shop_id]
        given = {name: value for name, value in call.body.items() if value is not None}
        name = given.get("shop_name", shop.name)
        if not 1 <= len(name) <= LONGEST_NAME:
            raise ApiError("error_data_check", f"A shop name has 1 to {LONGEST_NAME} characters.")
        shop.name = name
        shop.logo = given.get("shop_logo", shop.logo)
        shop.description = given.get("description", shop.description)
        return self.profile(call)

    def warehouses(self, call: Call) -> dict[str, Any]:
        """GET get_warehouse_detail: refused for shops with one warehouse, see ``multi_warehouse``."""
        if not self._store.switches.multi_warehouse:
            message = "Your shop is not in multi-warehouse whitelist."
            raise ApiError("warehouse.error_not_in_whitelist", message)
        address = next(one for one in self._store.addresses.values() if one.shop_id == call.shop_id)
        place = {name: value for name, value in address.place.items() if name not in ("name", "phone")}
        rows = [
            {
                "warehouse_id": number,
                "warehouse_name": f"Gudang {number}",
                "warehouse_type": 1,
                "location_id": location,
                "address_id": address.id,
                **place,
                "state_code": "",
                "holiday_mode_state": 0,
            }
            for number, location in enumerate(WAREHOUSES, 1)
        ]
        return {"response": rows}

    def notifications(self, call: Call) -> dict[str, Any]:
        """GET get_shop_notification: no ``response``; the table shows one object, a page may need a list."""
        size = params.within(call, "page_size", 1, 50, default=10)
        before = params.number(call, "cursor", 0) or 2**31
        page = [notice for notice in NOTICES if notice[0] < before][:size]
        rows = [
            {
                "create_time": self._store.world.epoch - (4 - number) * 86_400,
                "title": title,
                "content": text,
                "url": "",
            }
            for number, title, text in page
        ]
        return {"cursor": page[-1][0] if page else 0, "data": rows}

    def holiday(self, call: Call) -> dict[str, Any]:
        """GET get_shop_holiday_mode."""
        own = self._store.shops[call.shop_id].holiday
        shown = {
            "holiday_mode_on": False,
            "holiday_mode_mtime": 0,
            "holiday_mode_type": 0,
            "holiday_mode_start_time": 0,
            "holiday_mode_end_time": 0,
            "holiday_mode_description": "",
            "debug_msg": "",
        }
        return {"response": shown | {name: own[name] for name in shown if name in own}}

    def set_holiday(self, call: Call) -> dict[str, Any]:
        """POST set_shop_holiday_mode: it begins on the hour and ends a second before one."""
        start, end = call.body.get("holiday_mode_start_time"), call.body.get("holiday_mode_end_time")
        if start is not None and start % HOUR:
            raise bad_param("holiday_mode_start_time should be on the hour")
        if end is not None and (end + 1) % HOUR:
            raise bad_param("holiday_mode_end_time should be one second before the hour")
        now, switch = self._store.now, self._store.switches.holiday_switch
        times = {"holiday_mode_mtime": now, "switching_until": now + switch}
        self._store.shops[call.shop_id].holiday = dict(call.body) | times
        return {"response": {"debug_msg": ""}}
