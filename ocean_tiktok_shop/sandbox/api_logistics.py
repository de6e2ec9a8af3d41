"""Endpoints ``logistics/*``, ``seller/*``, ``authorization/*`` and ``event/*``."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from .cross_border import global_warehouses
from .errors import ApiError, invalid
from .gate import Call
from .model import TIKTOK, TOKOPEDIA, Hook, Warehouse
from .places import OPTIONS, OWN_CARRIERS
from .pushes import EVENTS
from .store import Store


class LogisticsApi:
    """Warehouses, delivery options and carriers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def warehouses(self, call: Call) -> dict[str, Any]:
        """GET /logistics/202309/warehouses: one site may be two warehouses with one entity_id."""
        own = [place for place in self._store.warehouses.values() if place.shop_id == call.shop.id]
        return {"warehouses": [self._warehouse(call, place) for place in own]} if own else {}

    def _warehouse(self, call: Call, place: Warehouse) -> dict[str, Any]:
        province, city, district, village, postal = place.place
        return {
            "id": place.id,
            "entity_id": place.entity_id,
            "name": place.name,
            "effect_status": "ENABLED",
            "type": place.kind,
            "sub_type": "DOMESTIC_WAREHOUSE",
            "is_default": place.is_default,
            "address": {
                "region": "Indonesia",
                "state": province,
                "city": city,
                "distict": district,
                "town": village,
                "contact_person": call.shop.name,
                "postal_code": postal,
                "full_address": ", ".join((village, district, city, province, postal)),
                "region_code": call.shop.region,
                "phone_number": "(+62)81200000001",
            },
        }

    def delivery_options(self, call: Call) -> dict[str, Any]:
        """GET /logistics/202309/warehouses/{warehouse_id}/delivery_options."""
        place = self._store.warehouses.get(call.path["warehouse_id"])
        if place is None or place.shop_id != call.shop.id:
            raise ApiError(12052097)
        platforms = [TIKTOK, TOKOPEDIA] if call.shop.tokopedia else [TIKTOK]
        return {
            "delivery_options": [
                {
                    "id": number,
                    **option,
                    "dimension_limit": {"max_height": 100, "max_length": 100, "max_width": 100, "unit": "CM"},
                    "weight_limit": {"max_weight": 50_000, "min_weight": 1, "unit": "GRAM"},
                    "platform": platforms,
                }
                for number, option in OPTIONS.items()
            ]
        }

    def providers(self, call: Call) -> dict[str, Any]:
        """GET /logistics/202309/delivery_options/{delivery_option_id}/shipping_providers: own carriers."""
        option = OPTIONS.get(call.path["delivery_option_id"])
        if option is None:
            raise ApiError(21008116)
        if option["type"] != "SEND_BY_SELLER":
            raise ApiError(21008117)
        return {"shipping_providers": [{"id": number, "name": name} for number, name in OWN_CARRIERS.items()]}

    def global_warehouses(self, call: Call) -> dict[str, Any]:
        """GET /logistics/202309/global_warehouses: local sellers have none."""
        return {"global_warehouses": global_warehouses(self._store, call.open_id)}


class SellerApi:
    """Shops, permissions and webhooks."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def authorized_shops(self, call: Call) -> dict[str, Any]:
        """GET /authorization/202309/shops: all shops of the seller, with the cipher of each."""
        return {
            "shops": [
                {
                    "id": shop.id,
                    "name": shop.name,
                    "region": shop.region,
                    "seller_type": "CROSS_BORDER" if self._store.switches.cross_border else "LOCAL",
                    "cipher": shop.cipher,
                    "code": shop.code,
                }
                for shop in self._store.shops_of(call.open_id)
            ]
        }

    def active_shops(self, call: Call) -> dict[str, Any]:
        """GET /seller/202309/shops."""
        shops = [shop for shop in self._store.shops_of(call.open_id) if shop.active]
        return {"shops": [{"id": shop.id, "region": shop.region} for shop in shops]}

    def permissions(self, call: Call) -> dict[str, Any]:
        """GET /seller/202309/permissions: only cross-border sellers manage global products."""
        return {"permissions": ["MANAGE_GLOBAL_PRODUCT"] if self._store.switches.cross_border else []}

    def webhooks(self, call: Call) -> dict[str, Any]:
        """GET /event/202309/webhooks."""
        own = [hook for hook in self._store.hooks if hook.shop_id == call.shop.id]
        rows = [
            {
                "event_type": hook.event_type,
                "address": hook.address,
                "create_time": hook.create_time,
                "update_time": hook.update_time,
            }
            for hook in own
        ]
        return {"webhooks": rows, "total_count": len(rows)}

    def put_webhook(self, call: Call) -> dict[str, Any]:
        """PUT /event/202309/webhooks: one address per shop and event."""
        event, address, now = call.body["event_type"], call.body["address"], self._store.now
        if event not in EVENTS.values():
            raise invalid("body", "event_type", "unknown value")
        self._check_address(address)
        for hook in self._store.hooks:
            if (hook.shop_id, hook.event_type) == (call.shop.id, event):
                hook.address, hook.update_time = address, now
                return {}
        self._store.hooks.append(Hook(call.shop.id, event, address, now, now))
        return {}

    def _check_address(self, address: str) -> None:
        parts = urlsplit(address)
        host = parts.hostname or ""
        if self._store.switches.loopback_webhooks and host in ("127.0.0.1", "localhost"):
            return
        try:
            ipaddress.ip_address(host)
            numeric = True
        except ValueError:
            numeric = False
        if parts.scheme != "https" or parts.port or numeric or "." not in host:
            raise invalid("body", "address", "an https URL with a domain name and no port is needed")

    def delete_webhook(self, call: Call) -> dict[str, Any]:
        """DELETE /event/202309/webhooks: succeeds even if nothing was configured."""
        wanted = (call.shop.id, call.body["event_type"])
        self._store.hooks = [hook for hook in self._store.hooks if (hook.shop_id, hook.event_type) != wanted]
        return {}
