"""Endpoints ``sellerchat/*`` that read and write messages, as working clients use them.

Their official pages need a login; see the switches ``chat_allowed`` and ``chat_page_cap``.
"""

from typing import Any

from . import api_media, params
from .chat import Chat, show_conversation, show_message
from .errors import ApiError, bad_param
from .gate import Call
from .route import Route, get, post
from .show_item import picture_url
from .store import Store
from .talk import Conversation, Message
from .uploads import MEGABYTE

LARGEST_PICTURE = 2 * MEGABYTE


class ChatApi:
    """Shows conversations and sends messages."""

    def __init__(self, store: Store, chat: Chat) -> None:
        self._store = store
        self._chat = chat

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        message = "to_id*:int, message_type*:str, content*:obj, business_type:int, conversation_id:any"
        return {
            "sellerchat/get_conversation_list": get(self.conversations),
            "sellerchat/get_one_conversation": get(self.conversation),
            "sellerchat/get_message": get(self.messages),
            "sellerchat/send_message": post(self.send, message),
            "sellerchat/send_autoreply_message": post(self.autoreply, "to_id*:int, content*{text*:str}"),
            "sellerchat/get_unread_conversation_count": get(self.unread_count),
            "sellerchat/upload_image": post(self.upload),
        }

    def conversations(self, call: Call) -> dict[str, Any]:
        """GET get_conversation_list: ``older`` begins with the newest, ``latest`` with the oldest."""
        self._chat.check_access(call)
        direction, kind = params.text(call, "direction"), params.text(call, "type")
        if direction not in ("latest", "older") or kind not in ("all", "pinned", "unread"):
            raise bad_param("direction or type is invalid")
        size = params.within(call, "page_size", 1, 100, default=25)
        cursor = params.text(call, "next_timestamp_nano", "") or "0"
        if not cursor.isdigit():
            raise bad_param("next_timestamp_nano must be an integer")
        found = [talk for talk in self._own(call) if _is_kind(talk, kind)]
        found.sort(key=lambda talk: talk.last.at, reverse=direction == "older")
        since = int(cursor)
        if since:
            found = [talk for talk in found if (talk.last.at < since) == (direction == "older")]
            found = [talk for talk in found if talk.last.at != since]
        page = found[:size] if size <= self._store.switches.chat_page_cap else []
        more = bool(page) and len(found) > size
        following = (
            {"next_message_time_nano": str(page[-1].last.at), "conversation_id": str(page[-1].id)}
            if more
            else {}
        )
        result = {
            "page_size": len(page),
            "next_cursor": following or {"next_message_time_nano": "", "conversation_id": ""},
            "more": more,
        }
        rows = [show_conversation(self._store, talk) for talk in page]
        return {"response": {"page_result": result, "conversations": rows}}

    def _own(self, call: Call) -> list[Conversation]:
        own = (talk for talk in self._store.talks.values() if talk.shop_id == call.shop_id)
        return [talk for talk in own if not talk.deleted]

    def conversation(self, call: Call) -> dict[str, Any]:
        """GET get_one_conversation."""
        self._chat.check_access(call)
        talk = self._chat.find(call, params.text(call, "conversation_id"))
        return {"response": show_conversation(self._store, talk)}

    def messages(self, call: Call) -> dict[str, Any]:
        """GET get_message: newest first; ``next_offset`` is empty at the end."""
        self._chat.check_access(call)
        talk = self._chat.find(call, params.text(call, "conversation_id"))
        size = params.within(call, "page_size", 1, 100, default=25)
        offset = params.text(call, "offset", "") or "0"
        if not offset.isdigit():
            raise bad_param("offset must be an integer")
        wanted = params.id_list(call, "message_id_list")
        found = [
            message
            for message in reversed(talk.messages)
            if not message.deleted
            and (not int(offset) or message.id < int(offset))
            and (not wanted or message.id in wanted)
        ]
        page = found[:size] if size <= self._store.switches.chat_page_cap else []
        following = str(page[-1].id) if len(found) > len(page) > 0 else ""
        rows = [show_message(self._store, talk, message) for message in page]
        result = {"next_offset": following, "page_size": len(page)}
        return {"response": {"messages": rows, "page_result": result}}

    def send(self, call: Call) -> dict[str, Any]:
        """POST send_message: the answer has ``conversation_id`` as a JSON number above 2**53."""
        self._chat.check_access(call)
        kind, content = call.body["message_type"], call.body["content"]
        self._chat.check_content(call, kind, content)
        talk = self._chat.to_buyer(call, call.body["to_id"])
        return {"response": self._sent(talk, self._chat.write(talk, kind, content))}

    def autoreply(self, call: Call) -> dict[str, Any]:
        """POST send_autoreply_message: text only."""
        self._chat.check_access(call)
        talk = self._chat.to_buyer(call, call.body["to_id"])
        return {"response": self._sent(talk, self._chat.write(talk, "text", call.body["content"]))}

    def _sent(self, talk: Conversation, message: Message) -> dict[str, Any]:
        shown = show_message(self._store, talk, message)
        names = (
            "message_id",
            "to_id",
            "message_type",
            "content",
            "created_timestamp",
            "region",
            "message_option",
        )
        return {name: shown[name] for name in names} | {"request_id": "", "conversation_id": talk.id}

    def unread_count(self, call: Call) -> dict[str, Any]:
        """GET get_unread_conversation_count."""
        self._chat.check_access(call)
        count = sum(bool(talk.unread) for talk in self._own(call))
        return {"response": {"total_unread_count": count}}

    def upload(self, call: Call) -> dict[str, Any]:
        """POST upload_image: multipart, at most 2 MB."""
        self._chat.check_access(call)
        files = call.files.get("file", [])
        if len(files) != 1 or not files[0].picture:
            raise bad_param("file should be one jpg, jpeg, png or gif")
        if len(files[0].content) > LARGEST_PICTURE:
            raise ApiError("error_param", "The image is larger than 2 MB.")
        kept = api_media.keep(self._store, files[0])
        url = picture_url(kept.id)
        return {
            "response": {
                "url": url,
                "thumbnail": f"{url}_tn",
                "thumb_height": 120,
                "thumb_width": 120,
                "file_server_id": 0,
                "url_hash": kept.id,
            }
        }


def _is_kind(talk: Conversation, kind: str) -> bool:
    return kind == "all" or (talk.pinned if kind == "pinned" else bool(talk.unread))
