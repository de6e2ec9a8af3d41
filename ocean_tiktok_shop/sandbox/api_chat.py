"""Endpoints ``customer_service/*``."""

import json
from typing import Any

from .api_upload import measure
from .cases import RETURNABLE
from .chat import Chat
from .errors import ApiError
from .gate import Call
from .model import Conversation, Message
from .paging import paged
from .store import Document, Store

SENSITIVE = ("whatsapp", "wa.me")
REQUIRED = {
    "TEXT": ("content",),
    "IMAGE": ("url", "width", "height"),
    "PRODUCT_CARD": ("product_id",),
    "ORDER_CARD": ("order_id",),
    "RETURN_REFUND_CARD": ("order_id", "sku_id"),
    "COUPON_CARD": ("coupon_id",),
    "VIDEO": ("vid",),
    "LOGISTICS_CARD": ("order_id",),
}
"""Fields in the JSON text of ``content``, by type of message."""
NEW_TYPES = ("VIDEO", "LOGISTICS_CARD")


class ChatApi:
    """Conversations with buyers."""

    def __init__(self, store: Store, chat: Chat) -> None:
        self._store = store
        self._chat = chat

    def conversations(self, call: Call) -> dict[str, Any]:
        """GET /customer_service/202309/conversations: at most 20 per page, the latest first."""
        rows = [talk for talk in self._store.conversations.values() if talk.shop_id == call.shop.id]
        page, more = paged(
            self._store, call, rows, lambda talk: (_latest(talk), talk.id), size=(20, 1, 20), order="DESC"
        )
        return {
            "next_page_token": more["next_page_token"],
            "conversations": [self._shown(talk) for talk in page],
        }

    def _shown(self, talk: Conversation) -> dict[str, Any]:
        shown = {
            "id": talk.id,
            "participant_count": 2,
            "can_send_message": True,
            "unread_count": talk.unread,
            "create_time": talk.create_time,
            "participants": [self._person(talk, "BUYER"), self._person(talk, "SHOP")],
        }
        if talk.messages:
            shown["latest_message"] = self._message(talk, talk.messages[-1])
        return shown

    def _person(self, talk: Conversation, role: str) -> dict[str, Any]:
        if role != "BUYER":
            shop = self._store.shops[talk.shop_id]
            return {
                "im_user_id": shop.id,
                "user_id": shop.id,
                "role": role,
                "nickname": shop.name,
                "avatar": "",
            }
        return {
            "im_user_id": talk.buyer_id,
            "user_id": talk.buyer_id,
            "role": "BUYER",
            "nickname": talk.nickname,
            "avatar": "",
            "buyer_platform": talk.buyer_platform,
        }

    def _message(self, talk: Conversation, message: Message) -> dict[str, Any]:
        person = self._person(talk, message.sender)
        return {
            "id": message.id,
            "type": message.kind,
            "content": message.content,
            "create_time": message.create_time,
            "is_visible": True,
            "index": message.index,
            "sender": {name: person[name] for name in ("im_user_id", "role", "nickname", "avatar")},
        }

    def _own(self, call: Call) -> Conversation:
        talk = self._store.conversations.get(call.path["conversation_id"])
        if talk is None:
            raise ApiError(45101003)
        if talk.shop_id != call.shop.id:
            raise ApiError(45102007)
        return talk

    def messages(self, call: Call) -> dict[str, Any]:
        """GET /customer_service/202309/conversations/{conversation_id}/messages: at most 10 per page."""
        talk = self._own(call)
        page, more = paged(
            self._store,
            call,
            talk.messages,
            lambda row: (row.create_time, row.index),
            size=(10, 1, 10),
            order="DESC",
        )
        return {
            "next_page_token": more["next_page_token"],
            "unsupported_msg_tips": "",
            "messages": [self._message(talk, message) for message in page],
        }

    def send(self, call: Call) -> dict[str, Any]:
        """POST /customer_service/*/conversations/{conversation_id}/messages: `content` is JSON text."""
        talk, kind = self._own(call), call.body["type"]
        if kind not in REQUIRED or (kind in NEW_TYPES and call.version == "202309"):
            raise ApiError(45111001)
        self._check_content(call, kind, _parse(call.body["content"], kind))
        message = self._chat.write(talk, "SHOP", kind, call.body["content"])
        return {"message_id": message.id}

    def _check_content(self, call: Call, kind: str, content: dict[str, Any]) -> None:
        if kind == "TEXT" and any(word in str(content["content"]).lower() for word in SENSITIVE):
            raise ApiError(45101006)
        order = self._store.orders.get(str(content.get("order_id", "")))
        if "order_id" in content and (order is None or order.shop_id != call.shop.id):
            raise ApiError(45101003)
        if kind == "RETURN_REFUND_CARD" and (order is None or order.status not in RETURNABLE):
            raise ApiError(45101002)
        product = self._store.products.get(str(content.get("product_id", "")))
        if kind == "PRODUCT_CARD" and (product is None or product.shop_id != call.shop.id):
            raise ApiError(45101003)
        coupon = self._store.records.get("coupon", {}).get(str(content.get("coupon_id", "")))
        if kind == "COUPON_CARD" and (coupon is None or coupon.shop_id != call.shop.id):
            raise ApiError(45111017)

    def create(self, call: Call) -> dict[str, Any]:
        """POST /customer_service/202309/conversations: with a buyer who ordered or wrote."""
        buyer = call.body["buyer_user_id"]
        for talk in self._store.conversations.values():
            if (talk.shop_id, talk.buyer_id) == (call.shop.id, buyer):
                return {"conversation_id": talk.id}
        order = next((row for row in self._store.orders_of(call.shop.id) if row.buyer_id == buyer), None)
        if order is None:
            raise ApiError(45109003)
        return {"conversation_id": self._chat.open(order).id}

    def read(self, call: Call) -> dict[str, Any]:
        """POST /customer_service/202309/conversations/{conversation_id}/messages/read."""
        self._own(call).unread = 0
        return {}

    def image(self, call: Call) -> dict[str, Any]:
        """POST /customer_service/202309/images/upload: at most 10 MB."""
        data = call.files.get("data", b"")
        if len(data) > 10 * 2**20:
            raise ApiError(45101008)
        try:
            kind, width, height = measure(data)
        except ApiError:
            raise ApiError(45101001) from None
        path = self._store.publish(
            f"{self._store.world.token('chat')}.{kind}", Document(f"image/{kind}", data)
        )
        return {"url": call.request.base_url + path, "width": width, "height": height}

    def settings(self, call: Call) -> dict[str, Any]:
        """GET /customer_service/202309/agents/settings."""
        return {"can_accept_chat": call.shop.accepts_chat}

    def put_settings(self, call: Call) -> dict[str, Any]:
        """PUT /customer_service/202309/agents/settings."""
        call.shop.accepts_chat = call.body["can_accept_chat"]
        return {}

    def performance(self, call: Call) -> dict[str, Any]:
        """GET /customer_service/202407/performance."""
        own = [talk for talk in self._store.conversations.values() if talk.shop_id == call.shop.id]
        figures = {
            "support_session_count": len(own),
            "response_percentage": "98.5",
            "satisfaction_percentage": "96.0",
            "response_time_mins": "3.2",
        }
        return {"performance": figures}


def _latest(talk: Conversation) -> int:
    return talk.messages[-1].create_time if talk.messages else talk.create_time


def _parse(text: str, kind: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except ValueError:
        content = None
    if not isinstance(content, dict) or any(content.get(name) in (None, "") for name in REQUIRED[kind]):
        raise ApiError(45101001, "Invalid parameter. Please check the parameters.")
    return content
