"""Conversations: who may write what to whom, and how they are shown."""

from typing import Any

from .errors import ApiError, bad_param, not_found
from .events import Events
from .gate import Call
from .names import mask
from .store import Store
from .talk import FIRST_CONVERSATION, FIRST_MESSAGE, NANO, Conversation, Message

DAY = 86_400
LIMIT = 5
CONTENT = {
    "text": ("text",),
    "sticker": ("sticker_id", "sticker_package_id"),
    "image": ("image_url",),
    "item": ("item_id",),
    "order": ("order_sn",),
    "voucher": ("voucher_id", "voucher_code"),
    "video": ("vid", "video_url", "duration_seconds"),
}
"""Fields of the content by type of message."""


class Chat:
    """Writes messages and pushes them."""

    def __init__(self, store: Store, events: Events) -> None:
        self._store = store
        self._events = events

    def check_access(self, call: Call) -> None:
        """Refuse apps without chat.

        :raise ApiError: ``error_api_permission``
        """
        if not self._store.switches.chat_allowed:
            message = f"App {call.app.partner_id} has no permission to call this API."
            raise ApiError("error_api_permission", message, gateway=True)

    def find(self, call: Call, number: str) -> Conversation:
        """Return a conversation of the shop.

        :raise ApiError: ``error_not_found``
        """
        talk = self._store.talks.get(int(number)) if number.isdigit() else None
        if talk is None or talk.shop_id != call.shop_id or talk.deleted:
            raise not_found("conversation")
        return talk

    def check_content(self, call: Call, kind: str, content: dict[str, Any]) -> None:
        """Refuse content that does not fit its type, or names things that are not the shop's."""
        if kind not in CONTENT:
            raise bad_param("message_type is invalid")
        if any(content.get(name) in (None, "") for name in CONTENT[kind]):
            raise bad_param(f"content of {kind} needs {', '.join(CONTENT[kind])}")
        if kind == "item" and self._store.own_item(call.shop_id, content["item_id"]) is None:
            raise not_found("item")
        if kind == "order" and self._store.own_order(call.shop_id, content["order_sn"]) is None:
            raise not_found("order")

    def to_buyer(self, call: Call, buyer_id: int) -> Conversation:
        """Return the conversation with a buyer, a new one if there is none.

        :raise ApiError: ``user_is_forbidden`` for somebody who never bought anything
        """
        for talk in self._store.talks.values():
            if (talk.shop_id, talk.buyer_id) == (call.shop_id, buyer_id):
                return talk
        orders = self._store.orders_of(call.shop_id)
        name = next((order.buyer_name for order in orders if order.buyer_id == buyer_id), None)
        if not buyer_id or name is None:
            raise ApiError("user_is_forbidden", "You cannot chat with this user.")
        return self.begin(call.shop_id, buyer_id, name)

    def begin(self, shop_id: int, buyer_id: int, name: str) -> Conversation:
        """Begin a conversation, without a message yet."""
        talk = Conversation(self._store.number("talk", FIRST_CONVERSATION), shop_id, buyer_id, name)
        self._store.talks[talk.id] = talk
        return talk

    def write(self, talk: Conversation, kind: str, content: dict[str, Any]) -> Message:
        """Write as the shop.

        :raise ApiError: for the sixth message without an answer, or a text that was sent within a day
        """
        own = [message for message in talk.messages if message.by_shop]
        since = (self._store.now - DAY) * NANO
        if kind == "text" and any(one.content == content and one.at > since for one in own):
            raise ApiError("error_param", "The same message was sent within 24 hours.")
        unanswered = 0
        for message in reversed(talk.messages):
            if not message.by_shop:
                break
            unanswered += 1
        if unanswered >= LIMIT:
            raise ApiError("reach_5_message_limit", "Wait for the buyer to answer.")
        return self.add(talk, True, kind, content, source="openapi")

    def add(
        self, talk: Conversation, by_shop: bool, kind: str, content: dict[str, Any], source: str = "minichat"
    ) -> Message:
        """Add a message and push it (code 10)."""
        at = self._store.now * NANO
        if talk.messages:
            at = max(at, talk.last.at + 1)
        message = Message(self._store.number("message", FIRST_MESSAGE), by_shop, kind, content, at, source)
        talk.messages.append(message)
        talk.deleted = False
        self._events.chat(talk, message)
        return message


def show_conversation(store: Store, talk: Conversation) -> dict[str, Any]:
    """Return a conversation as get_conversation_list shows it."""
    last = talk.last
    return {
        "conversation_id": str(talk.id),
        "to_id": talk.buyer_id,
        "to_name": mask(talk.buyer_name) if store.switches.chat_masks else talk.buyer_name,
        "to_avatar": "",
        "shop_id": talk.shop_id,
        "unread_count": talk.unread,
        "pinned": talk.pinned,
        "mute": talk.mute,
        "last_read_message_id": str(talk.read),
        "latest_message_id": str(last.id),
        "latest_message_type": last.kind,
        "latest_message_content": last.content,
        "latest_message_from_id": talk.shop_id if last.by_shop else talk.buyer_id,
        "last_message_timestamp": last.at,
        "last_message_option": 0,
        "max_general_option_hide_time": "0",
        "opposite_last_deliver_msg_id": str(last.id),
        "opposite_last_read_msg_id": "0",
    }


def show_message(store: Store, talk: Conversation, message: Message) -> dict[str, Any]:
    """Return a message as get_message shows it; the shop's have its id as ``from_shop_id``."""
    buyer, shop = (talk.buyer_id, 0), (talk.shop_id, talk.shop_id)
    sender, receiver = (shop, buyer) if message.by_shop else (buyer, shop)
    return {
        "message_id": str(message.id),
        "request_id": "",
        "message_type": message.kind,
        "from_id": sender[0],
        "from_shop_id": sender[1],
        "to_id": receiver[0],
        "to_shop_id": receiver[1],
        "conversation_id": str(talk.id),
        "created_timestamp": message.at // NANO,
        "region": store.shops[talk.shop_id].region,
        "status": "normal",
        "source": message.source,
        "content": message.content,
        "message_option": 0,
        "source_content": {},
        "quoted_msg": None,
    }
