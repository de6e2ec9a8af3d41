"""Endpoints ``affiliate_seller/*`` about collaborations with chosen creators."""

from typing import Any

from .api_affiliate import own_product, picture, span
from .errors import ApiError
from .gate import Call
from .model import Record, Shop
from .paging import paged
from .store import Store

LOWEST_RATE = 1000
MOST_PRODUCTS = 100
MOST_CREATORS = 50


class TargetApi:
    """Invitations of creators."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/*/target_collaborations: up to 100 products, 50 creators, at least 10 %."""
        body = call.body
        if len(body["products"]) > MOST_PRODUCTS or len(body["creator_user_open_ids"]) > MOST_CREATORS:
            raise ApiError(98001004)
        if not body["end_time"].isdigit():
            raise ApiError(98001004)
        for entry in body["products"]:
            own_product(self._store, call, entry["id"])
            if entry["target_commission_rate"] < LOWEST_RATE:
                raise ApiError(98001004)
        creators = self._store.records.get("creator", {})
        strangers = [number for number in body["creator_user_open_ids"] if number not in creators]
        clashes = self._clashes(
            call, body["creator_user_open_ids"], [entry["id"] for entry in body["products"]]
        )
        now = self._store.now
        data = {**body, "create_time": now, "update_time": now, "status": "ONGOING"}
        record = self._store.keep(
            "target_collaboration", Record(self._store.new_id("target"), call.shop.id, data)
        )
        return {
            "target_collaboration": {"id": record.id},
            "target_collaboration_conflicts": [
                {"creator_user_open_id": creator, "product_id": product} for creator, product, _own in clashes
            ],
            "invalid_open_id_list": strangers,
            "invalid_product_id_list": [],
            "create_time": now,
        }

    def _clashes(self, call: Call, creators: list[str], products: list[str]) -> list[tuple[str, str, str]]:
        return [
            (creator, product, record.id)
            for record in self._targets(call)
            for creator in creators
            for product in products
            if creator in record.data["creator_user_open_ids"]
            and any(entry["id"] == product for entry in record.data["products"])
        ]

    def _targets(self, call: Call) -> list[Record]:
        own = self._store.of_shop("target_collaboration", call.shop.id)
        return [record for record in own if record.data["status"] == "ONGOING"]

    def conflicts(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/202605/target_collaborations/conflicts/check."""
        found = self._clashes(call, call.body["creator_open_id_list"], call.body["product_id_list"])
        names = ("creator_open_id", "product_id", "existing_collaboration_id")
        return {
            "has_conflict": bool(found),
            "conflict_items": [dict(zip(names, row, strict=True)) for row in found],
        }

    def _target(self, call: Call) -> Record:
        record = self._store.records.get("target_collaboration", {}).get(call.path["target_collaboration_id"])
        if record is None or record.shop_id != call.shop.id:
            raise ApiError(50001700)
        return record

    def edit(self, call: Call) -> dict[str, Any]:
        """PUT /affiliate_seller/*/target_collaborations/{target_collaboration_id}."""
        record = self._target(call)
        if record.data["status"] != "ONGOING":
            raise ApiError(50001701)
        if not call.body["end_time"].isdigit():
            raise ApiError(98001004)
        for entry in call.body["products"]:
            own_product(self._store, call, entry["id"])
        record.data.update({**call.body, "update_time": self._store.now})
        return {"target_collaboration_conflicts": [], "update_failed": {}}

    def delete(self, call: Call) -> dict[str, Any]:
        """DELETE /affiliate_seller/202409/target_collaborations/{target_collaboration_id}."""
        self._target(call).data["status"] = "CANCELING"
        return {}

    def get(self, call: Call) -> dict[str, Any]:
        """GET /affiliate_seller/*/target_collaborations/{target_collaboration_id}."""
        record = self._target(call)
        creators = self._store.records.get("creator", {})
        shown = self._target_row(record)
        shown["creator_invited_count"] = shown.pop("creator_inivited_count")
        shown["seller_contact_info"] = record.data["seller_contact_info"]
        shown["products"] = [self._target_product(call.shop, entry) for entry in record.data["products"]]
        shown["creators"] = [
            {
                "creator_open_id": number,
                "username": creators[number].data["username"],
                "nickname": creators[number].data["nickname"],
                "collaboration_status": "NORMAL",
            }
            for number in record.data["creator_user_open_ids"]
            if number in creators
        ]
        return {"target_collaboration": shown}

    def _target_product(self, shop: Shop, entry: dict[str, Any]) -> dict[str, Any]:
        product = self._store.products[entry["id"]]
        commission = entry.get("target_commission_rate") or entry.get("commission_rate")
        return {
            "id": product.id,
            "title": product.title,
            "main_image_url": picture(product),
            "original_price": span(product, shop.currency, "list_price"),
            "commission": {"rate": commission, **span(product, shop.currency, "price")},
            "status": "LIVE",
            "collaboration_status": "NORMAL",
        }

    def _target_row(self, record: Record) -> dict[str, Any]:
        data = record.data
        return {
            "id": record.id,
            "name": data["name"],
            "message": data.get("message", ""),
            "start_time": data["create_time"],
            "end_time": int(data["end_time"]),
            "create_time": data["create_time"],
            "update_time": data["update_time"],
            "creator_inivited_count": len(data["creator_user_open_ids"]),
            "showcase_creator_count": 0,
            "content_creator_count": 0,
            "product_count": len(data["products"]),
            "free_sample_rule": data["free_sample_rule"],
            "type": "STANDARD",
        }

    def search(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/*/target_collaborations/search."""
        rows = [
            record
            for record in self._store.of_shop("target_collaboration", call.shop.id)
            if call.body["collaboration_status"] in (record.data["status"], "VALID")
        ]
        page, more = paged(self._store, call, rows, lambda record: (record.data["create_time"], record.id))
        return {**more, "target_collaborations": [self._target_row(record) for record in page]}

    def link(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/202509/target_collaboration/{target_collaboration_id}/link."""
        return {"link": f"https://affiliate-id.tokopedia.com/invitation/{self._target(call).id}"}
