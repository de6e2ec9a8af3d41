"""Conversations with buyers (guides "interaction-api/*"); refusals are told by the HTTP status alone."""

from typing import Any

from . import params
from .errors import ApiError
from .gate import Call, Gate
from .model import Conversation, Reply, Shop
from .params import whole
from .pushes import Pushes
from .store import Store

PAGE = 15
FIRST_CONVERSATION = 121_201
FIRST_REPLY = 900_101
ATTACHMENTS = (0, 2, 17, 19)


class ChatApi:
    """Answers ``/v1/chat``."""

    def __init__(self, store: Store, gate: Gate, pushes: Pushes) -> None:
        self._store = store
        self._gate = gate
        self._pushes = pushes

    def conversations(self, call: Call) -> list[dict[str, Any]]:
        """GET /v1/chat/fs/{fs_id}/messages: the last changed first."""
        shop = self._shop(call, call.request.get("shop_id"))
        part = params.page(call, PAGE, "CHT_DLV_001")
        wanted = call.request.get("filter") or "all"
        if wanted not in ("all", "read", "unread"):
            raise ApiError("CHT_DLV_001", "invalid filter")
        rows = [
            row
            for row in self._store.conversations.values()
            if row.shop_id == shop.id
            and row.replies
            and wanted in ("all", "unread" if row.unread else "read")
        ]
        rows.sort(key=lambda row: (-row.replies[-1].at, -row.replies[-1].id))
        return [_conversation(row) for row in rows[part]]

    def replies(self, call: Call) -> list[dict[str, Any]]:
        """GET /v1/chat/fs/{fs_id}/messages/{msg_id}/replies: the newest first."""
        shop = self._shop(call, call.request.get("shop_id"))
        found = self._conversation(shop, call)
        part = params.page(call, PAGE, "CHT_DLV_001")
        return [_reply(shop, found, row) for row in reversed(found.replies)][part]

    def initiate(self, call: Call) -> dict[str, Any]:
        """GET /v1/chat/fs/{fs_id}/initiate: the conversation with an order's buyer, begun if need be."""
        order = self._gate.order(call, call.request.get("order_id") or "")
        found = self.conversation_with(order.shop_id, order.buyer_id, order.buyer["name"])
        return {"contact": _contact(found), "is_success": True, "msg_id": found.id}

    def send(self, call: Call) -> dict[str, Any]:
        """POST /v1/chat/fs/{fs_id}/messages/{msg_id}/reply."""
        body = call.json(dict, "CHT_DLV_001")
        shop = self._shop(call, body.get("shop_id"))
        found = self._conversation(shop, call)
        kind, payload = body.get("attachment_type", 0), body.get("payload") or {}
        text = str(body.get("message") or "")
        if kind not in ATTACHMENTS or not isinstance(payload, dict) or bool(kind) != bool(payload):
            raise ApiError("CHT_DLV_001", "invalid attachment_type")
        if not text and not kind:
            raise ApiError("CHT_DLV_001", "message is empty")
        found.unread = 0
        reply = self._add(found, text, from_buyer=False)
        reply.kind, reply.payload = kind, payload
        return {
            "msg_id": found.id,
            "sender_id": shop.user_id,
            "role": 2,
            "msg": text,
            "reply_time": reply.at * 1000,
            "from": shop.name,
            "attachment": _attachment(kind, payload),
        }

    def conversation_with(self, shop_id: int, buyer_id: int, name: str) -> Conversation:
        """Return the conversation of a shop with a buyer, begun if need be."""
        for row in self._store.conversations.values():
            if (row.shop_id, row.buyer_id) == (shop_id, buyer_id):
                return row
        number = self._store.next_id("conversation", FIRST_CONVERSATION)
        self._store.conversations[number] = Conversation(number, shop_id, buyer_id, name)
        return self._store.conversations[number]

    def buyer_says(self, found: Conversation, text: str, at: int | None = None) -> None:
        """Let the buyer say something; pushed unless it lies in the past."""
        self._add(found, text, from_buyer=True, at=at)
        found.unread += 1
        if at is None:
            self._pushes.chat(found)

    def seller_said(self, found: Conversation, text: str, at: int) -> None:
        """Let the seller have said something in the past."""
        self._add(found, text, from_buyer=False, at=at)
        found.unread = 0

    def _add(self, found: Conversation, text: str, *, from_buyer: bool, at: int | None = None) -> Reply:
        moment = self._store.now if at is None else at
        reply = Reply(self._store.next_id("reply", FIRST_REPLY), moment, from_buyer, text)
        found.replies.append(reply)
        return reply

    def _shop(self, call: Call, value: Any) -> Shop:
        if whole(value) is None:
            raise ApiError("CHT_DLV_001", "invalid shop_id format")
        return self._gate.shop(call, value)

    def _conversation(self, shop: Shop, call: Call) -> Conversation:
        found = self._store.conversations.get(whole(call.parts["msg_id"]) or 0)
        if found is None or found.shop_id != shop.id:
            raise ApiError("CHT_DLV_001", "message is not found", 404)
        return found


def _contact(found: Conversation) -> dict[str, Any]:
    thumbnail = f"https://accounts.tokopedia.com/image/v1/u/{found.buyer_id}/user_thumbnail/"
    attributes = {"name": found.name, "tag": "Pengguna", "thumbnail": thumbnail}
    return {"id": found.buyer_id, "role": "user", "attributes": attributes}


def _conversation(found: Conversation) -> dict[str, Any]:
    last = found.replies[-1]
    return {
        "message_key": f"user-{found.buyer_id}~shop-{found.shop_id}",
        "msg_id": found.id,
        "attributes": {
            "contact": _contact(found),
            "last_reply_msg": last.text,
            "last_reply_time": last.at * 1000,
            "read_status": 1 if found.unread else 2,
            "unreads": found.unread,
            "pin_status": 0,
        },
    }


def _reply(shop: Shop, found: Conversation, reply: Reply) -> dict[str, Any]:
    return {
        "msg_id": found.id,
        "sender_id": found.buyer_id if reply.from_buyer else shop.user_id,
        "role": "User" if reply.from_buyer else "Shop Owner",
        "msg": reply.text,
        "reply_time": reply.at * 1000,
        "reply_id": reply.id,
        "sender_name": found.name if reply.from_buyer else shop.name,
        "read_status": 2,
        "read_time": 0,
        "status": 1,
        "attachment_id": reply.id if reply.kind else 0,
        "message_is_read": True,
        "is_opposite": reply.from_buyer,
        "is_first_reply": reply is found.replies[0],
        "is_reported": False,
    }


def _attachment(kind: int, payload: dict[str, Any]) -> dict[str, Any]:
    if kind == 19:
        url = str(payload.get("url") or "")
        fallback = {"html": f"<div>{url}</div>", "message": url}
        return {"quotation_profile": payload, "fallback_attachment": fallback}
    return {"attributes": payload} if kind else {}
