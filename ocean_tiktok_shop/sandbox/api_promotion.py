"""Endpoints ``promotion/*``."""

from typing import Any

from .errors import ApiError
from .gate import Call
from .model import Record
from .paging import paged
from .store import Store

MOST_AHEAD = 365 * 86_400
SHORTEST = 600
LONGEST_FLASH_SALE = 72 * 3600
MOST_ROWS = 300
PERCENT = ("DIRECT_DISCOUNT",)
CLOSED = ("DEACTIVATED", "EXPIRED")


class PromotionApi:
    """Activities with their products, and coupons."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def _status(self, record: Record) -> str:
        data, now = record.data, self._store.now
        if data["status"] in ("DEACTIVATED", "DRAFT"):
            return str(data["status"])
        if now < data["begin_time"]:
            return "NOT_START"
        return "ONGOING" if now < data["end_time"] else "EXPIRED"

    def refresh(self) -> None:
        """Let activities start and end."""
        for record in self._store.records.get("activity", {}).values():
            record.data["status"] = self._status(record)

    def create(self, call: Call) -> dict[str, Any]:
        """POST /promotion/202309/activities: title up to 50 characters and new, begin not in the past."""
        self._check(call, "", call.body["activity_type"])
        number, now = self._store.new_id("activity"), self._store.now
        data = {**_sent(call), "products": [], "status": "NOT_START", "create_time": now, "update_time": now}
        record = self._store.keep("activity", Record(number, call.shop.id, data))
        data["status"] = self._status(record)
        return {"activity_id": number, "create_time": now, "update_time": now, "status": data["status"]}

    def _check(self, call: Call, own_id: str, kind: str) -> None:
        body = call.body
        titles = {
            record.data["title"]
            for record in self._store.of_shop("activity", call.shop.id)
            if record.id != own_id and record.data["status"] not in CLOSED
        }
        code = 0
        if len(body["title"]) > 50:
            code = 17029002
        elif body["title"] in titles:
            code = 17029004
        if code:
            raise ApiError(code)
        self._check_times(kind, body["begin_time"], body["end_time"], new=not own_id)

    def _check_times(self, kind: str, begin: int, end: int, new: bool) -> None:
        code = 0
        if begin < self._store.now - 60 and new:
            code = 17029005
        elif end - begin < SHORTEST:
            code = 17029006
        elif kind == "FLASHSALE" and end - begin > LONGEST_FLASH_SALE:
            code = 17029008
        elif end - begin > MOST_AHEAD:
            code = 17029007
        if code:
            raise ApiError(code)

    def _own(self, call: Call) -> Record:
        record = self._store.records.get("activity", {}).get(call.path["activity_id"])
        if record is None:
            raise ApiError(17029009)
        if record.shop_id != call.shop.id:
            raise ApiError(17029028)
        return record

    def _open(self, call: Call) -> Record:
        record = self._own(call)
        if record.data["status"] in CLOSED:
            raise ApiError(17029010 if record.data["status"] == "DEACTIVATED" else 17029012)
        return record

    def edit(self, call: Call) -> dict[str, Any]:
        """PUT /promotion/202309/activities/{activity_id}: with the body of a creation."""
        record = self._open(call)
        self._check(call, record.id, record.data["activity_type"])
        if record.data["status"] == "ONGOING" and call.body["begin_time"] != record.data["begin_time"]:
            raise ApiError(17029011)
        record.data.update({**_sent(call), "update_time": self._store.now})
        return self._brief(record)

    def _brief(self, record: Record) -> dict[str, Any]:
        return {
            "activity_id": record.id,
            "title": record.data["title"],
            "status": record.data["status"],
            "update_time": record.data["update_time"],
        }

    def put_products(self, call: Call) -> dict[str, Any]:
        """PUT /promotion/202309/activities/{activity_id}/products: up to 300 products and 300 SKUs."""
        record, entries = self._open(call), call.body["products"]
        if not entries:
            raise ApiError(17029033)
        if len(entries) > MOST_ROWS or sum(len(entry.get("skus") or []) for entry in entries) > MOST_ROWS:
            raise ApiError(17029025)
        if len({entry["id"] for entry in entries}) < len(entries):
            raise ApiError(17029039)
        for entry in entries:
            self._check_entry(call, record.data, entry)
        kept = {entry["id"]: entry for entry in record.data["products"]}
        kept |= {entry["id"]: entry for entry in entries}
        record.data.update(products=list(kept.values()), update_time=self._store.now)
        return self._brief(record) | {"total_count": len(kept)}

    def _check_entry(self, call: Call, activity: dict[str, Any], entry: dict[str, Any]) -> None:
        product = self._store.products.get(entry["id"])
        if product is None or product.shop_id != call.shop.id:
            raise ApiError(17029017)
        skus, by_sku = entry.get("skus") or [], activity["product_level"] == "VARIATION"
        if by_sku and not skus:
            raise ApiError(17029037)
        if not by_sku and skus:
            raise ApiError(17029013)
        known = {sku.id for sku in product.skus}
        if any(sku["id"] not in known for sku in skus):
            raise ApiError(17029016)
        for part in skus if by_sku else [entry]:
            self._check_price(activity, part)

    def _check_price(self, activity: dict[str, Any], part: dict[str, Any]) -> None:
        for name in ("quantity_limit", "quantity_per_user"):
            if part[name] != -1 and not 1 <= part[name] <= 99:
                raise ApiError(17029014)
        if activity["activity_type"] in PERCENT:
            if not part.get("discount"):
                raise ApiError(17029041)
        elif activity["activity_type"] in ("FIXED_PRICE", "FLASHSALE"):
            price = str(part.get("activity_price_amount") or "")
            if not price:
                raise ApiError(17029042)
            if not price.replace(".", "", 1).isdigit():
                raise ApiError(17029034)

    def remove_products(self, call: Call) -> dict[str, Any]:
        """DELETE /promotion/202309/activities/{activity_id}/products."""
        record = self._open(call)
        products, skus = call.body.get("product_ids") or [], call.body.get("sku_ids") or []
        known = {entry["id"] for entry in record.data["products"]}
        listed = {sku["id"] for entry in record.data["products"] for sku in entry.get("skus") or []}
        if set(products) - known:
            raise ApiError(17029023)
        if set(skus) - listed:
            raise ApiError(17029024)
        left = []
        for entry in record.data["products"]:
            own = [sku for sku in entry.get("skus") or [] if sku["id"] not in skus]
            if entry["id"] not in products and (own or not entry.get("skus")):
                left.append({**entry, "skus": own})
        record.data.update(products=left, update_time=self._store.now)
        shown = self._brief(record)
        del shown["title"]
        return shown

    def search(self, call: Call) -> dict[str, Any]:
        """POST /promotion/202309/activities/search: paging sits in the body."""
        wanted, title = call.body, call.body.get("activity_title", "").lower()
        rows = [
            record
            for record in self._store.of_shop("activity", call.shop.id)
            if wanted.get("status") in (None, "", record.data["status"])
            and wanted.get("activity_type") in (None, "", record.data["activity_type"])
            and title in record.data["title"].lower()
        ]
        page, more = paged(
            self._store,
            call,
            rows,
            lambda record: (record.data["create_time"], record.id),
            size=(50, 0, 100),
            in_body=True,
        )
        hidden = ("products", "target_user_info")
        shown = [
            {"id": record.id} | {name: value for name, value in record.data.items() if name not in hidden}
            for record in page
        ]
        return {**more, "activities": shown}

    def detail(self, call: Call) -> dict[str, Any]:
        """GET /promotion/202309/activities/{activity_id}."""
        record = self._own(call)
        return {"activity_id": record.id, **record.data, "products": self._products(call, record)}

    def _products(self, call: Call, record: Record) -> list[dict[str, Any]]:
        return [
            _priced(entry, call.shop.currency)
            | {"skus": [_priced(sku, call.shop.currency) for sku in entry.get("skus") or []]}
            for entry in record.data["products"]
        ]

    def deactivate(self, call: Call) -> dict[str, Any]:
        """POST /promotion/202309/activities/{activity_id}/deactivate."""
        record = self._open(call)
        record.data.update(status="DEACTIVATED", update_time=self._store.now)
        return self._brief(record)

    def republish(self, call: Call) -> dict[str, Any]:
        """POST /promotion/202607/activities/{activity_id}/republish: a deactivated one runs again, at the
        times that the call names."""
        record = self._own(call)
        if record.data["status"] != "DEACTIVATED":
            raise ApiError(17029001)
        times = _sent(call)
        if times:
            begin, end = ({**record.data, **times}[name] for name in ("begin_time", "end_time"))
            self._check_times(record.data["activity_type"], begin, end, new="begin_time" in times)
        record.data.update({**times, "status": "NOT_START", "update_time": self._store.now})
        record.data["status"] = self._status(record)
        return self._brief(record)

    def coupons(self, call: Call) -> dict[str, Any]:
        """POST /promotion/202406/coupons/search: coupons are read-only."""
        word, wanted = call.body.get("title_keyword", "").lower(), call.body
        rows = [
            record
            for record in self._store.of_shop("coupon", call.shop.id)
            if word in record.data["title"].lower()
            and (not wanted.get("status") or record.data["status"] in wanted["status"])
            and (not wanted.get("display_type") or record.data["display_type"] in wanted["display_type"])
        ]
        page, more = paged(self._store, call, rows, lambda record: (record.data["create_time"], record.id))
        return {**more, "coupons": [{"id": record.id, **record.data} for record in page]}

    def coupon(self, call: Call) -> dict[str, Any]:
        """GET /promotion/202406/coupons/{coupon_id}."""
        record = self._store.records.get("coupon", {}).get(call.path["coupon_id"])
        if record is None or record.shop_id != call.shop.id:
            raise ApiError(17029001)
        return {"coupon": {"id": record.id, **record.data}}


def _sent(call: Call) -> dict[str, Any]:
    """Return the documented fields of a body; what is not documented changes nothing."""
    return {name: call.body[name] for name in call.endpoint.body if call.body.get(name) is not None}


def _priced(entry: dict[str, Any], currency: str) -> dict[str, Any]:
    shown = {name: value for name, value in entry.items() if name not in ("activity_price_amount", "skus")}
    if entry.get("activity_price_amount"):
        shown["activity_price"] = {"amount": entry["activity_price_amount"], "currency": currency}
    return shown
