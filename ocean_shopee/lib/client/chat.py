"""Chat with buyers.

The official pages are behind a login; shapes are those of working clients. Apps of the kind "ERP System"
have no access. Ids are strings in most answers but numbers above 2**53 in that of send_message.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.answers import member, objects_at
from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice, check_flag, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import MEASURED, THIRD_PARTY, UNCONFIRMED, endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, InvalidRequest
from odoo.addons.ocean_marketplace_base.lib.http import FilePart

from ..const import CHAT_CONTENT, CHAT_IMAGE_BYTES, CHAT_IMAGE_TYPES, CHAT_PAGE, CHAT_TEXT_MAX
from ..signing import require_id
from .arguments import check_file, check_id, check_list, check_text, given, query
from .base import Resource

DIRECTIONS: Final = frozenset({"latest", "older"})
CONVERSATIONS: Final = frozenset({"all", "pinned", "unread"})
_BUSINESS: Final = 100


class ChatApi(Resource):
    """``/api/v2/sellerchat``.

    Only :meth:`send_message` is known to have codes of its own: refusals of the others carry the codes that
    hold for all methods (README).
    """

    @endpoint("GET", "/api/v2/sellerchat/get_conversation_list", MEASURED)
    def get_conversation_list(
        self,
        *,
        direction: str = "older",
        kind: str = "all",
        next_timestamp_nano: str = "",
        page_size: int = CHAT_PAGE,
    ) -> dict[str, Any]:
        """Return one page of conversations: ``{"conversations", "page_result": {"next_cursor", "more"}}``.

        ``GET /api/v2/sellerchat/get_conversation_list``. ``last_message_timestamp`` is in nanoseconds.

        :param direction: ``older`` starts with the newest; ``latest`` without time with the **oldest** one.
        :param kind: ``all``, ``pinned`` or ``unread``.
        :param next_timestamp_nano: ``next_cursor.next_message_time_nano`` of the page before.
        :param page_size: 1 to 25; larger pages come empty.
        :raise Rejected: ``error_api_permission`` for an app without access to the chat
        """
        after = require_id("next_timestamp_nano", next_timestamp_nano) if given(next_timestamp_nano) else ""
        params = query(
            direction=check_choice("direction", direction, DIRECTIONS),
            type=check_choice("kind", kind, CONVERSATIONS),
            next_timestamp_nano=after,
            page_size=check_int("page_size", page_size, 1, CHAT_PAGE),
        )
        envelope = self._gateway.get("/api/v2/sellerchat/get_conversation_list", params)
        objects_at(envelope, "response.conversations")
        if member(envelope, "response.page_result.more", bool):
            place = "response.page_result.next_cursor"
            if _time(member(envelope, place, dict)) in ("", next_timestamp_nano):
                raise ContractChanged("the list goes on without a new time", path=place)
        return envelope["response"]

    def iter_conversation_list(
        self, *, kind: str = "all", page_size: int = CHAT_PAGE
    ) -> Iterator[dict[str, Any]]:
        """Yield all conversations, those with the newest messages first."""
        cursor, more = "", True
        while more:
            page = self.get_conversation_list(kind=kind, next_timestamp_nano=cursor, page_size=page_size)
            yield from page["conversations"]
            more = page["page_result"]["more"]
            cursor = _time(page["page_result"]["next_cursor"]) if more else ""

    @endpoint("GET", "/api/v2/sellerchat/get_one_conversation", THIRD_PARTY)
    def get_one_conversation(self, conversation_id: str, *, business_type: int = 0) -> dict[str, Any]:
        """Return one conversation. ``GET /api/v2/sellerchat/get_one_conversation``.

        :param business_type: 0 buyers, 11 affiliates.
        :raise Rejected: ``error_api_permission`` for an app without access to the chat
        """
        params = query(conversation_id=_id(conversation_id), business_type=_business(business_type))
        return self._read("/api/v2/sellerchat/get_one_conversation", params)

    @endpoint("GET", "/api/v2/sellerchat/get_message", MEASURED)
    def get_message(
        self,
        conversation_id: str,
        *,
        offset: str = "",
        page_size: int = CHAT_PAGE,
        business_type: int = 0,
        message_ids: Iterable[str] = (),
    ) -> dict[str, Any]:
        """Return one page of messages, newest first: ``{"messages", "page_result": {"next_offset"}}``.

        ``GET /api/v2/sellerchat/get_message``. A message is the shop's when ``from_shop_id`` is its id;
        ``created_timestamp`` is in seconds.

        :param offset: ``next_offset`` of the page before.
        :param page_size: 1 to 25.
        :param message_ids: only these.
        :raise Rejected: ``error_api_permission`` for an app without access to the chat
        """
        ids = [require_id("message_ids", one) for one in check_list("message_ids", message_ids, least=0)]
        params = query(
            conversation_id=_id(conversation_id),
            offset=require_id("offset", offset) if given(offset) else "",
            page_size=check_int("page_size", page_size, 1, CHAT_PAGE),
            business_type=_business(business_type),
            message_id_list=",".join(ids),
        )
        envelope = self._gateway.get("/api/v2/sellerchat/get_message", params)
        objects_at(envelope, "response.messages")
        return envelope["response"]

    def iter_message(self, conversation_id: str, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield the messages of a conversation, newest first; `options` are those of :meth:`get_message`.

        The list has no flag for its end: it ends with an empty page or without a new offset.
        """
        offset = options.pop("offset", "")
        seen, page = {offset}, self.get_message(conversation_id, offset=offset, **options)
        yield from page["messages"]
        while page["messages"] and (offset := _next_offset(page)) not in seen:
            seen.add(offset)
            page = self.get_message(conversation_id, offset=offset, **options)
            yield from page["messages"]

    @endpoint("POST", "/api/v2/sellerchat/send_message", MEASURED)
    def send_message(
        self,
        to_id: str,
        message_type: str,
        content: Mapping[str, Any],
        *,
        business_type: int | None = None,
        conversation_id: str = "",
    ) -> dict[str, Any]:
        """Send a message and return it; ids in the answer may be numbers.

        ``POST /api/v2/sellerchat/send_message``; sent once. Not allowed in TW. The same text within 24 h is
        refused.

        :param to_id: the buyer's.
        :param message_type: one of ``CHAT_CONTENT``, which names the fields of `content` for each.
        :raise Rejected: ``reach_5_message_limit``, ``user_is_forbidden``, ``message_is_censored``
        """
        values: dict[str, Any] = {
            "to_id": check_id("to_id", to_id),
            "message_type": check_choice("message_type", message_type, CHAT_CONTENT),
            "content": _content(message_type, content),
        }
        if business_type is not None:
            values["business_type"] = _business(business_type)
        if conversation_id:
            values["conversation_id"] = _id(conversation_id)
        return self._write("/api/v2/sellerchat/send_message", values)

    @endpoint("POST", "/api/v2/sellerchat/send_autoreply_message", THIRD_PARTY)
    def send_autoreply_message(self, to_id: str, text: str) -> dict[str, Any]:
        """Send a text marked as automatic and return it.

        ``POST /api/v2/sellerchat/send_autoreply_message``.

        :raise Rejected: ``error_api_permission`` for an app without access to the chat
        """
        values = {"to_id": check_id("to_id", to_id), "content": _content("text", {"text": text})}
        return self._write("/api/v2/sellerchat/send_autoreply_message", values)

    @endpoint("POST", "/api/v2/sellerchat/read_conversation", THIRD_PARTY)
    def read_conversation(self, conversation_id: str, last_read_message_id: str) -> None:
        """Mark a conversation as read up to a message. ``POST /api/v2/sellerchat/read_conversation``.

        :raise Rejected: ``error_api_permission`` for an app without access to the chat
        """
        values = {
            "conversation_id": _id(conversation_id),
            "last_read_message_id": require_id("last_read_message_id", last_read_message_id),
        }
        self._gateway.post("/api/v2/sellerchat/read_conversation", values)

    @endpoint("POST", "/api/v2/sellerchat/unread_conversation", THIRD_PARTY)
    def unread_conversation(self, conversation_id: str) -> None:
        """Mark a conversation as unread. ``POST /api/v2/sellerchat/unread_conversation``.

        :raise Rejected: ``error_api_permission`` for an app without access to the chat
        """
        self._mark("unread_conversation", conversation_id)

    @endpoint("POST", "/api/v2/sellerchat/pin_conversation", THIRD_PARTY)
    def pin_conversation(self, conversation_id: str) -> None:
        """Pin a conversation to the top. ``POST /api/v2/sellerchat/pin_conversation``.

        :raise Rejected: ``error_api_permission`` for an app without access to the chat
        """
        self._mark("pin_conversation", conversation_id)

    @endpoint("POST", "/api/v2/sellerchat/unpin_conversation", THIRD_PARTY)
    def unpin_conversation(self, conversation_id: str) -> None:
        """Undo :meth:`pin_conversation`. ``POST /api/v2/sellerchat/unpin_conversation``.

        :raise Rejected: ``error_api_permission`` for an app without access to the chat
        """
        self._mark("unpin_conversation", conversation_id)

    @endpoint("POST", "/api/v2/sellerchat/mute_conversation", THIRD_PARTY)
    def mute_conversation(self, conversation_id: str) -> None:
        """Mute a conversation. ``POST /api/v2/sellerchat/mute_conversation``.

        :raise Rejected: ``error_api_permission`` for an app without access to the chat
        """
        self._mark("mute_conversation", conversation_id)

    @endpoint("POST", "/api/v2/sellerchat/unmute_conversation", UNCONFIRMED)
    def unmute_conversation(self, conversation_id: str) -> None:
        """Undo :meth:`mute_conversation`. ``POST /api/v2/sellerchat/unmute_conversation``.

        :raise Rejected: ``error_api_permission`` for an app without access to the chat
        """
        self._mark("unmute_conversation", conversation_id)

    @endpoint("POST", "/api/v2/sellerchat/delete_conversation", THIRD_PARTY)
    def delete_conversation(self, conversation_id: str) -> None:
        """Delete a conversation for the shop. ``POST /api/v2/sellerchat/delete_conversation``.

        :raise Rejected: ``error_api_permission`` for an app without access to the chat
        """
        self._mark("delete_conversation", conversation_id)

    @endpoint("POST", "/api/v2/sellerchat/delete_message", THIRD_PARTY)
    def delete_message(self, message_id: str, message_type: str) -> None:
        """Take a message back. ``POST /api/v2/sellerchat/delete_message``.

        :param message_type: that of the message, as the platform wrote it.
        :raise Rejected: ``error_api_permission`` for an app without access to the chat
        """
        values = {
            "message_id": require_id("message_id", message_id),
            "message_type": check_text("message_type", message_type, 64),
        }
        self._gateway.post("/api/v2/sellerchat/delete_message", values)

    @endpoint("GET", "/api/v2/sellerchat/get_unread_conversation_count", THIRD_PARTY)
    def get_unread_conversation_count(self) -> int:
        """Return the number of unread conversations.

        ``GET /api/v2/sellerchat/get_unread_conversation_count``.

        :raise Rejected: ``error_api_permission`` for an app without access to the chat
        """
        envelope = self._gateway.get("/api/v2/sellerchat/get_unread_conversation_count")
        return member(envelope, "response.total_unread_count", int)

    @endpoint("GET", "/api/v2/sellerchat/get_offer_toggle_status", THIRD_PARTY)
    def get_offer_toggle_status(self) -> str:
        """Return ``enabled`` or ``disabled``: whether buyers may make offers.

        ``GET /api/v2/sellerchat/get_offer_toggle_status``.

        :raise Rejected: ``error_api_permission`` for an app without access to the chat
        """
        envelope = self._gateway.get("/api/v2/sellerchat/get_offer_toggle_status")
        return member(envelope, "response.make_offer_status", str)

    @endpoint("POST", "/api/v2/sellerchat/set_offer_toggle_status", THIRD_PARTY)
    def set_offer_toggle_status(self, enabled: bool) -> None:
        """Say whether buyers may make offers. ``POST /api/v2/sellerchat/set_offer_toggle_status``.

        :raise Rejected: ``error_api_permission`` for an app without access to the chat
        """
        status = "enabled" if check_flag("enabled", enabled) else "disabled"
        self._gateway.post("/api/v2/sellerchat/set_offer_toggle_status", {"make_offer_status": status})

    @endpoint("POST", "/api/v2/sellerchat/upload_image", THIRD_PARTY)
    def upload_image(self, image: FilePart) -> dict[str, Any]:
        """Upload a picture for a message; return ``{"url", "thumbnail"}``.

        ``POST /api/v2/sellerchat/upload_image``, multipart.

        :param image: (file name, content, media type): JPEG, PNG or GIF of at most 2 MB.
        :raise Rejected: ``error_api_permission`` for an app without access to the chat
        """
        files = {"file": check_file("image", image, CHAT_IMAGE_BYTES, CHAT_IMAGE_TYPES)}
        envelope = self._gateway.upload("/api/v2/sellerchat/upload_image", files)
        member(envelope, "response.url", str)
        return envelope["response"]

    def _mark(self, name: str, conversation_id: str) -> None:
        self._gateway.post(f"/api/v2/sellerchat/{name}", {"conversation_id": _id(conversation_id)})


def _id(conversation_id: object) -> str:
    return require_id("conversation_id", conversation_id)


def _time(cursor: Mapping[str, Any]) -> str:
    """Return the time a page continues at: text, or a number above 2**53."""
    return str(cursor.get("next_message_time_nano") or "")


def _business(business_type: object) -> int:
    return check_int("business_type", business_type, 0, _BUSINESS)


def _content(message_type: str, content: object) -> dict[str, Any]:
    """Return the content of a message with exactly the fields of its type."""
    names = CHAT_CONTENT[message_type]
    if not isinstance(content, Mapping) or set(content) != names:
        raise InvalidRequest(f"content: a {message_type} has {', '.join(sorted(names))}")
    for name, value in content.items():
        if name in ("item_id", "voucher_id", "duration_seconds"):
            continue
        check_text(f"content.{name}", value, CHAT_TEXT_MAX)
    numbers = {
        name: check_id(f"content.{name}", str(content[name]))
        for name in ("item_id", "voucher_id", "duration_seconds")
        if name in names
    }
    return {**content, **numbers}


def _next_offset(page: Mapping[str, Any]) -> str:
    result = page.get("page_result")
    return str((result.get("next_offset") if isinstance(result, Mapping) else None) or "")
