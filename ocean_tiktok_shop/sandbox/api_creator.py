"""Endpoints ``affiliate_creator/*`` (with a creator's token) and the chat of sellers with creators."""

from typing import Any

from .api_affiliate import commission, span
from .api_upload import measure
from .errors import ApiError, invalid
from .gate import Call
from .model import Record, Unit
from .paging import in_window, paged
from .store import Document, Store


class CreatorApi:
    """What a creator does."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def _me(self, call: Call) -> Record:
        return self._store.records["creator"][call.open_id]

    def profile(self, call: Call) -> dict[str, Any]:
        """GET /affiliate_creator/*/profiles."""
        me = self._me(call)
        return {
            "username": me.data["username"],
            "selection_region": me.data["selection_region"],
            "register_region": me.data["selection_region"],
            "permissions": ["LIVE_STREAM_PERMISSION", "ADD_AFFILIATE_PERMISSION"],
            "user_type": "TIKTOK_SHOP_CREATOR",
            "creator_user_open_id": me.id,
        }

    def showcase(self, call: Call) -> dict[str, Any]:
        """GET /affiliate_creator/202405/showcases/products."""
        rows = list(enumerate(self._me(call).data["showcase"]))
        page, more = paged(self._store, call, rows, lambda row: (row[0], row[1]), size=(20, 1, 20))
        return {**more, "products": [self._shown(number) for _place, number in page]}

    def _shown(self, number: str) -> dict[str, Any]:
        product = self._store.products[number]
        shop = self._store.shops[product.shop_id]
        return {
            "id": number,
            "title": product.title,
            "shop": {"name": shop.name},
            "price": {
                "original_price": span(product, shop.currency, "list_price"),
                "seller_discount_price": span(product, shop.currency, "price"),
            },
            "status": {"inventory_status": "IN_STOCK", "review_status": "APPROVED", "added_status": "ADDED"},
            "source": "AFFILIATE",
            "sale_regions": [shop.region],
        }

    def add(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_creator/202405/showcases/products/add."""
        mine, errors = self._me(call).data["showcase"], []
        for number in call.body.get("product_ids") or []:
            if number not in self._store.products:
                errors.append({"code": 12052032, "message": "The product does not exist",
                               "detail": {"product_id": number}})  # fmt: skip
            elif number not in mine:
                mine.append(number)
        return {"errors": errors}

    def remove(self, call: Call) -> dict[str, Any]:
        """DELETE /affiliate_creator/202409/showcases/products."""
        me = self._me(call)
        me.data["showcase"] = [
            number for number in me.data["showcase"] if number not in call.body["product_ids"]
        ]
        return {}

    def top(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_creator/202409/showcases/products/top."""
        me, first = self._me(call), call.body["product_ids"]
        rest = [number for number in me.data["showcase"] if number not in first]
        me.data["showcase"] = [number for number in first if number in me.data["showcase"]] + rest
        return {}

    def targets(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_creator/202405/target_collaborations/search: those I am invited to."""
        rows = [
            record
            for record in self._store.records.get("target_collaboration", {}).values()
            if call.open_id in record.data["creator_user_open_ids"] and record.shop_id == call.body["shop_id"]
        ]
        page, more = paged(self._store, call, rows, lambda record: (record.data["create_time"], record.id))
        shown = [
            {
                "id": record.id,
                "name": record.data["name"],
                "status": "LIVE" if record.data["status"] == "ONGOING" else "ENDED",
                "products": [
                    {"id": entry["id"], "title": self._store.products[entry["id"]].title}
                    for entry in record.data["products"]
                ],
            }
            for record in page
        ]
        return {**more, "target_collaborations": shown}

    def orders(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_creator/*/orders/search: orders that I brought."""
        name = self._me(call).data["username"]
        rows = []
        for order in self._store.orders.values():
            if order.charges.affiliate_rate and in_window(
                self._store, call.body, "create_time", order.create_time
            ):
                groups: dict[str, list[Unit]] = {}
                for unit in order.units:
                    groups.setdefault(unit.sku_id, []).append(unit)
                skus = [commission(self._store, order, units) for units in groups.values()]
                if skus[0]["creator_username"] == name:
                    rows.append((order, skus))
        page, more = paged(self._store, call, rows, lambda row: (row[0].create_time, row[0].id))
        shown = [
            {
                "id": order.id,
                "create_time": order.create_time,
                "delivery_time": order.delivery_time,
                "status": "SETTLED" if order.settled else "ORDERED",
                "skus": [_mine(sku) for sku in skus],
            }
            for order, skus in page
        ]
        return {**more, "orders": shown}

    def samples(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_creator/202412/sample_applications/search: mine."""
        wanted = call.body.get("application_statuses") or []
        rows = [
            record
            for record in self._store.records.get("sample", {}).values()
            if record.data["creator"]["creator_open_id"] == call.open_id
            and (not wanted or record.data["status"] in wanted)
        ]
        page, more = paged(self._store, call, rows, lambda record: (0, record.id))
        shown = [
            {
                "id": record.id,
                "sample_product": {
                    "id": record.data["product"]["id"],
                    "sku_id": record.data["product"]["sku_id"],
                },
                "main_order_id": record.data["order_id"],
                "status": record.data["status"],
            }
            for record in page
        ]
        return {"next_page_token": more["next_page_token"], "sample_applications": shown}

    def map_products(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_creator/202607/map_toko_product, and its older GET: ids of before the merger."""
        numbers = call.body.get("toko_pids") or [
            int(text) for text in call.entries("toko_pids") if text.isdigit()
        ]
        known = self._store.records.get("toko_product", {})
        found = [
            {"toko_pid": number, "tts_pid": int(known[str(number)].data["product_id"])}
            for number in numbers
            if str(number) in known
        ]
        return {"product": found, "error": {"code": 0, "message": ""}}

    # chat of sellers with creators

    def talks(self, call: Call) -> dict[str, Any]:
        """GET /affiliate_seller/202412/conversations."""
        rows = self._store.of_shop("creator_talk", call.shop.id)
        page, more = paged(self._store, call, rows, lambda record: (0, record.id))
        shown = [self._talk(record) for record in page]
        return {
            "has_more": bool(more["next_page_token"]),
            "next_page_token": more["next_page_token"],
            "conversations": shown,
        }

    def _talk(self, record: Record) -> dict[str, Any]:
        creator = self._store.records["creator"][record.data["creator"]]
        return {
            "id": record.id,
            "unread_count": record.data["unread"],
            "username": creator.data["username"],
            "avatar": "",
            "creator_im_id": creator.id,
        }

    def open_talk(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/*/conversations."""
        creator = call.body["creator_open_id"]
        if creator not in self._store.records.get("creator", {}):
            raise ApiError(16032001)
        known = [
            row for row in self._store.of_shop("creator_talk", call.shop.id) if row.data["creator"] == creator
        ]
        data = {"creator": creator, "unread": 0, "messages": []}
        new = Record(self._store.new_id("creator talk"), call.shop.id, data)
        record = known[0] if known else self._store.keep("creator_talk", new)
        shown = self._talk(record)
        return {"conversation_id": shown.pop("id"), "is_new": not known, **shown}

    def _own_talk(self, call: Call) -> Record:
        record = self._store.records.get("creator_talk", {}).get(call.path["conversation_id"])
        if record is None or record.shop_id != call.shop.id:
            raise ApiError(16032001)
        return record

    def say(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/202412/conversations/{conversation_id}/messages."""
        record = self._own_talk(call)
        if not call.body["content"]:
            raise invalid("body", "content")
        message = {
            "id": self._store.new_id("creator message"),
            "conversation_id": record.id,
            "type": call.body["msg_type"],
            "content": call.body["content"],
            "create_time": self._store.now,
            "sender_id": call.shop.id,
        }
        record.data["messages"].append(message)
        return {"message_id": message["id"]}

    def messages(self, call: Call) -> dict[str, Any]:
        """GET /affiliate_seller/202412/conversation/{conversation_id}/messages."""
        rows = list(enumerate(self._own_talk(call).data["messages"]))
        page, more = paged(self._store, call, rows, lambda row: (row[0], row[1]["id"]))
        shown = [{"conversation_index": str(place), "message_body": body} for place, body in page]
        token = more["next_page_token"]
        return {"has_more": bool(token), "next_page_token": token, "messages": shown}

    def read(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/202412/conversatons/read: the path is spelt so."""
        own = {record.id: record for record in self._store.of_shop("creator_talk", call.shop.id)}
        for number in call.body["conversation_ids"]:
            if number in own:
                own[number].data["unread"] = 0
        return {
            "failed_conversation_ids": [
                number for number in call.body["conversation_ids"] if number not in own
            ]
        }

    def image(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/202511/images/upload."""
        data = call.files.get("data", b"")
        kind, width, height = measure(data)
        path = self._store.publish(
            f"{self._store.world.token('creator')}.{kind}", Document(f"image/{kind}", data)
        )
        return {"url": call.request.base_url + path, "width": width, "height": height}


RENAMED = {
    "estimated_paid_commission": "estimated_commission",
    "estimated_paid_shop_ads_commission": "estimated_shop_ads_commission",
    "actual_paid_commission": "actual_commission",
    "actual_paid_shop_ads_commission": "actual_shop_ads_commission",
    "sku_id": "id",
}
"""Names of the seller's view of a commission and those of the creator's."""


def _mine(sku: dict[str, Any]) -> dict[str, Any]:
    """Return a commission as creators see it."""
    hidden = ("creator_username", "settlement_status")
    shown = {RENAMED.get(name, name): value for name, value in sku.items() if name not in hidden}
    return shown | {name: int(shown[name]) for name in ("commission_rate", "shop_ads_commission_rate")}
