"""The shop, its showcases and its couriers."""

from datetime import date, datetime
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.http import Response, json_response

from . import params
from .couriers import COURIERS
from .errors import ApiError
from .gate import Call, Gate
from .model import Shop, Warehouse
from .params import whole
from .store import JAKARTA, Store

FIRST_SHOWCASE = 1_420_201
GROUPS = ((2, "Semua Produk", "etalase"), (3, "Produk Terjual", "sold"))


class ShopApi:
    """Answers ``/v1|v2/shop`` and ``/v1/showcase``."""

    def __init__(self, store: Store, gate: Gate) -> None:
        self._store = store
        self._gate = gate

    def info(self, call: Call) -> list[dict[str, Any]]:
        """GET /v1/shop/fs/{fs_id}/shop-info: one shop, or all of the app."""
        if call.request.get("shop_id"):
            return [_shop(self._gate.query_shop(call, "SHP_DLV_001"))]
        rows = [_shop(self._store.shops[number]) for number in sorted(call.app.shops)]
        return rows[params.page(call, 50, "SHP_DLV_002", 50)]

    def status(self, call: Call) -> Response:
        """POST /v2/shop/fs/{fs_id}/shop-status: the answer has an envelope within the envelope."""
        body = call.json(dict, "SHP_DLV_003")
        shop = self._gate.shop(call, body.get("shop_id"), "SHP_DLV_001")
        refusal = self._change(shop, body)
        inner = {"process_time": 0.02, "Messages": None, "reason": "", "error_code": "200"}
        outer = {
            "process_time": 0.09,
            "messages": "Successfully Update Shop Status",
            "reason": "",
            "error_code": 200,
        }
        said = "Berhasil memperbarui Status Toko"
        if refusal:
            inner |= {"Messages": [refusal], "reason": "Edit Failed", "error_code": "400"}
            outer |= {"messages": "Failed Update Shop Status", "error_code": 500}
            said = ""
        body = {"header": outer, "data": {"header": inner, "data": said}}
        return json_response(body, 500 if refusal else 200, error=refusal)

    def _change(self, shop: Shop, body: dict[str, Any]) -> str:
        """Open or close `shop` and return why not, ``""`` for success."""
        if body.get("action") == "open":
            shop.is_open, shop.close_note, shop.closed_until = True, "", ""
            return ""
        start, end = _day(body.get("start_date")), _day(body.get("end_date"))
        if body.get("action") != "close" or start is None or end is None:
            return "Format tidak sesuai"
        today = datetime.fromtimestamp(self._store.now, JAKARTA).date()
        if start < today and not body.get("close_now"):
            return "Tanggal mulai tutup tidak bisa kurang dari hari ini"
        if end < start:
            return "Tanggal akhir tutup tidak bisa kurang dari tanggal mulai"
        if start <= today or body.get("close_now"):
            shop.is_open = False
        shop.close_note, shop.closed_until = str(body.get("close_note") or ""), end.strftime("%Y%m%d")
        return ""

    # showcases

    def showcases(self, call: Call) -> dict[str, Any]:
        """GET /v1/showcase/fs/{fs_id}/get."""
        shop = self._gate.query_shop(call, "SHW_DLV_003")
        page = params.within(call, "page", 10**6, "SHW_DLV_003", 1)
        size = params.within(call, "page_count", 10, "SHW_DLV_003", 10)
        display = call.request.get("display") or "all"
        rows = [self._showcase(shop, number) for number in shop.showcases]
        if call.request.get("hide_zero") == "true":
            rows = [row for row in rows if row["product_count"]]
        groups = [_row(shop, number, name, alias, 0) for number, name, alias in GROUPS]
        where = f"{shop.domain}/v1/shop/showcase?display={display}"
        return {
            "showcase": [] if display == "group" else rows[(page - 1) * size : page * size],
            "showcase_group": [] if display == "showcase" else groups,
            "use_ace": False,
            "showcase_without_ace": [4, 5],
            "prev_link": f"{where}&p={max(1, page - 1)}",
            "next_link": f"{where}&p={page + 1}",
        }

    def _showcase(self, shop: Shop, number: int) -> dict[str, Any]:
        products = self._store.products_of(shop.id)
        count = sum(product.showcase_id == number and not product.parent_id for product in products)
        name = shop.showcases[number]
        return _row(shop, number, name, name.lower().replace(" ", "-"), count)

    def showcase_create(self, call: Call) -> dict[str, Any]:
        """POST /v1/showcase/fs/{fs_id}/create."""
        shop, name = self._gate.query_shop(call, "SHW_DLV_003"), call.json().get("name")
        if not isinstance(name, str) or not name.strip() or name in shop.showcases.values():
            raise ApiError("SHW_DLV_003", "Nama etalase tidak valid")
        number = self._store.next_id("showcase", FIRST_SHOWCASE)
        shop.showcases[number] = name
        return {"message": "Berhasil menambah Etalase Toko", "created_id": number}

    def showcase_update(self, call: Call) -> dict[str, Any]:
        """PATCH or POST /v1/showcase/fs/{fs_id}/update."""
        shop, body = self._gate.query_shop(call, "SHW_DLV_003"), call.json()
        number, name = self._own(shop, body), body.get("name")
        if not isinstance(name, str) or not name.strip():
            raise ApiError("SHW_DLV_003", "Nama etalase tidak valid")
        shop.showcases[number] = name
        return {"message": "Berhasil memperbarui Etalase Toko"}

    def showcase_delete(self, call: Call) -> dict[str, Any]:
        """POST /v1/showcase/fs/{fs_id}/delete."""
        shop = self._gate.query_shop(call, "SHW_DLV_003")
        number = self._own(shop, call.json())
        del shop.showcases[number]
        for product in self._store.products_of(shop.id):
            product.showcase_id = 0 if product.showcase_id == number else product.showcase_id
        return {"message": "Berhasil menghapus Etalase Toko"}

    def _own(self, shop: Shop, body: dict[str, Any]) -> int:
        number = whole(body.get("id"))
        if number not in shop.showcases:
            raise ApiError("ETS_USC_001", "Etalase tidak ditemukan")
        return number

    def etalase(self, call: Call) -> dict[str, Any]:
        """GET /inventory/v1/fs/{fs_id}/product/etalase."""
        shop = self._gate.query_shop(call)
        uri = f"https://www.tokopedia.com/{shop.domain}"
        rows = [
            {"etalase_id": number, "etalase_name": name, "url": f"{uri}/etalase/{number}"}
            for number, name in shop.showcases.items()
        ]
        place = shop.warehouses[0].place.province
        return {"shop": {"id": shop.id, "name": shop.name, "uri": uri, "location": place}, "etalase": rows}

    # couriers

    def couriers(self, call: Call) -> list[dict[str, Any]]:
        """GET /v2/logistic/fs/{fs_id}/info: all couriers."""
        self._gate.query_shop(call)
        return [
            {
                "shipper_id": shipper_id,
                "shipper_name": name,
                "logo": f"https://images.tokopedia.net/img/kurir-{code}.png",
                "services": [
                    {"service_id": number, "service_name": service, "service_desc": f"{name} {service}"}
                    for number, service in services
                ],
            }
            for shipper_id, name, code, services in COURIERS
        ]

    def active_couriers(self, call: Call) -> dict[str, Any]:
        """GET /v1/logistic/fs/{fs_id}/active-info: couriers with a service in use."""
        shop = self._gate.query_shop(call)
        rows = [
            {
                "ShipmentID": shipper_id,
                "ShipmentName": name,
                "ShipmentCode": code,
                "ShipmentAvailable": 1,
                "ShipmentImage": f"https://images.tokopedia.net/img/kurir-{code}.png",
                "ShipmentPackages": [
                    {"IsAvailable": 1, "ProductName": service, "ShippingProductID": number}
                    for number, service in services
                    if number in shop.services
                ],
                "AWBStatus": 1,
            }
            for shipper_id, name, code, services in COURIERS
            if any(number in shop.services for number, _service in services)
        ]
        return {"Shops": [{"ShopID": shop.id, "ShipmentInfos": rows}]}

    def update_couriers(self, call: Call) -> dict[str, Any]:
        """POST /v2/logistic/fs/{fs_id}/update: switch services on and off."""
        shop, body = self._gate.query_shop(call), call.json()
        known = {
            str(shipper): {str(number) for number, _name in services}
            for shipper, _n, _c, services in COURIERS
        }
        changed = set(shop.services)
        for shipper, states in body.items():
            if not isinstance(states, dict) or not set(states) <= known.get(shipper, set()):
                raise ApiError("ICR_VLD_002", "Unknown shipper or service")
            changed |= {int(number) for number, state in states.items() if state == 1}
            changed -= {int(number) for number, state in states.items() if state == 0}
        if not changed:
            raise ApiError("ICR_VLD_002", "At least one service is needed")
        shop.services = changed
        return {
            "status": "OK",
            "server_process_time": "0.02",
            "message_status": [],
            "data": {"success": 1},
        }


def _shop(shop: Shop) -> dict[str, Any]:
    return {
        "shop_id": shop.id,
        "user_id": shop.user_id,
        "shop_name": shop.name,
        "logo": f"https://images.tokopedia.net/img/shops/{shop.id}.png",
        "shop_url": f"https://tokopedia.com/{shop.domain}",
        "is_open": int(shop.is_open),
        "status": 1 if shop.is_open else 2,
        "date_shop_created": shop.created,
        "domain": shop.domain,
        "admin_id": [shop.user_id],
        "reason": shop.close_note,
        "district_id": shop.warehouses[0].place.district_id,
        "province_name": shop.warehouses[0].place.province,
        "warehouses": [_warehouse(shop, row) for row in shop.warehouses],
        "subscribe_tokocabang": False,
        "is_mitra": False,
    }


def _warehouse(shop: Shop, warehouse: Warehouse) -> dict[str, Any]:
    place, main = warehouse.place, warehouse is shop.warehouses[0]
    latitude, _comma, longitude = place.geo.partition(",")
    return {
        "warehouse_id": warehouse.id,
        "partner_id": {"Int64": 0, "Valid": False},
        "shop_id": {"Int64": shop.id, "Valid": True},
        "warehouse_name": warehouse.name,
        "district_id": place.district_id,
        "district_name": place.district,
        "city_id": place.city_id,
        "city_name": place.city,
        "province_id": place.province_id,
        "province_name": place.province,
        "status": 1,
        "postal_code": place.postal_code,
        "is_default": int(main),
        "latlon": place.geo,
        "latitude": latitude,
        "longitude": longitude,
        "email": "",
        "address_detail": warehouse.address,
        "phone": "",
        "warehose_type": "Default Shop Location" if main else "Shop Location",
    }


def _row(shop: Shop, number: int, name: str, alias: str, count: int) -> dict[str, Any]:
    return {
        "id": number,
        "name": name,
        "alias": alias,
        "uri": f"https://www.tokopedia.com/{shop.domain}/etalase/{alias}",
        "product_count": count,
        "is_highlighted": False,
        "badge": "",
        "ace_default_sort": 0,
    }


def _day(value: Any) -> date | None:
    try:
        return datetime.strptime(str(value), "%Y%m%d").replace(tzinfo=JAKARTA).date()
    except ValueError:
        return None
