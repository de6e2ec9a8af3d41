"""Endpoints ``sellerchat/*`` that mark, pin, mute and delete."""

from typing import Any

from . import params
from .chat import Chat
from .errors import ApiError, bad_param
from .gate import Call
from .route import Route, get, post
from .store import Store
from .talk import Conversation

MARKS = {
    "unread_conversation": {"marked_unread": True},
    "pin_conversation": {"pinned": True},
    "unpin_conversation": {"pinned": False},
    "mute_conversation": {"mute": True},
    "unmute_conversation": {"mute": False},
    "delete_conversation": {"deleted": True},
}
"""What each endpoint sets."""


class ChatMarkApi:
    """Changes how conversations look to the shop."""

    def __init__(self, store: Store, chat: Chat) -> None:
        self._store = store
        self._chat = chat

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        found = {f"sellerchat/{name}": post(self.mark, "conversation_id*:any") for name in MARKS}
        return found | {
            "sellerchat/read_conversation": post(
                self.read, "conversation_id*:any, last_read_message_id*:any"
            ),
            "sellerchat/delete_message": post(self.delete_message, "message_id*:any, message_type*:str"),
            "sellerchat/get_offer_toggle_status": get(self.offers),
            "sellerchat/set_offer_toggle_status": post(self.set_offers, "make_offer_status*:str"),
        }

    def _talk(self, call: Call) -> Conversation:
        self._chat.check_access(call)
        return self._chat.find(call, str(call.body["conversation_id"]))

    def mark(self, call: Call) -> dict[str, Any]:
        """POST the endpoints of :data:`MARKS`."""
        talk = self._talk(call)
        for name, value in MARKS[call.request.path.rsplit("/", 1)[1]].items():
            setattr(talk, name, value)
        return {"response": {}}

    def read(self, call: Call) -> dict[str, Any]:
        """POST read_conversation: read up to a message."""
        talk, last = self._talk(call), str(call.body["last_read_message_id"])
        if last not in (str(message.id) for message in talk.messages):
            raise ApiError("error_param", "last_read_message_id is not in the conversation.")
        talk.read, talk.marked_unread = max(talk.read, int(last)), False
        return {"response": {}}

    def delete_message(self, call: Call) -> dict[str, Any]:
        """POST delete_message: takes back a message of the shop."""
        self._chat.check_access(call)
        number = str(call.body["message_id"])
        for talk in self._store.talks.values():
            for message in talk.messages if talk.shop_id == call.shop_id else ():
                if str(message.id) == number and message.by_shop:
                    message.deleted = True
                    return {"response": {}}
        raise ApiError("error_not_found", "The message is not found.")

    def offers(self, call: Call) -> dict[str, Any]:
        """GET get_offer_toggle_status."""
        self._chat.check_access(call)
        shop = self._store.shops[call.shop_id]
        status = "enabled" if shop.offers else "disabled"
        return {"response": {"shop_id": shop.id, "make_offer_status": status}}

    def set_offers(self, call: Call) -> dict[str, Any]:
        """POST set_offer_toggle_status."""
        status = params.body_text(call, "make_offer_status")
        if status not in ("enabled", "disabled"):
            raise bad_param("make_offer_status should be enabled or disabled")
        self._store.shops[call.shop_id].offers = status == "enabled"
        return self.offers(call)
