"""Chat with buyers."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

import simplejson

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice, check_flag, check_moment
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from ..const import CONVERSATION_PAGE, MESSAGE_IMAGE_BYTES, MESSAGE_LENGTH, MESSAGE_PAGE
from .answers import data_of, iterate, page_of
from .arguments import check_day, check_id, check_text, paging, sorting
from .base import Resource
from .uploads import MESSAGE_IMAGES, file_part

_SEND_VERSIONS: Final = ("202606", "202309")
_MESSAGE_SORTS: Final = ("create_time", "index")
_MEMBERS: Final[Mapping[str, tuple[str, ...]]] = {
    "TEXT": ("content",),
    "IMAGE": ("url", "width", "height"),
    "PRODUCT_CARD": ("product_id",),
    "ORDER_CARD": ("order_id",),
    "RETURN_REFUND_CARD": ("order_id", "sku_id"),
    "COUPON_CARD": ("coupon_id",),
    "VIDEO": ("vid",),
    "LOGISTICS_CARD": ("order_id",),
}
"""What the content of a message must hold, by its type."""


class CustomerServiceApi(Resource):
    """``/customer_service``; TikTok has to approve the scope.

    Buyers may be written to who chatted in the last 30 days, ordered in the last 60 or have a return.
    10,000 messages a day (``45101004``). In Indonesia ``participants[].buyer_platform`` tells TikTok Shop and
    Tokopedia apart.
    """

    @endpoint("GET", "/customer_service/202309/conversations")
    def get_conversations(
        self, *, page_size: int = CONVERSATION_PAGE, page_token: str = "", locale: str = ""
    ) -> dict[str, Any]:
        """Return one page of ``conversations``, the latest first: ``{"id", "unread_count", …}``.

        ``GET /customer_service/202309/conversations`` ("Get Conversations"), page size 1 to 20.

        :raise Rejected: ``45101003`` nothing there
        :raise Throttled: ``45101004`` 10000 calls a day
        """
        params = paging(page_size, page_token, CONVERSATION_PAGE) + _locale(locale)
        envelope = self._gateway.get("/customer_service/202309/conversations", params)
        return page_of(envelope, "conversations", page_token)

    def iter_conversations(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_conversations`; `options` are its keyword arguments."""
        return iterate(self.get_conversations, "conversations", **options)

    @endpoint("GET", "/customer_service/202601/conversations/{conversation_id}", "third party")
    def get_conversation(
        self, conversation_id: str, *, need_session_id: bool = False, need_session_info: bool = False
    ) -> dict[str, Any]:
        """Return one conversation, with ``cur_session_id`` and ``cur_session`` if they are asked for.

        ``GET /customer_service/202601/conversations/{conversation_id}`` ("Get Conversation").
        """
        path = f"/customer_service/202601/conversations/{check_id('conversation_id', conversation_id)}"
        wishes = {"need_session_id": need_session_id, "need_session_info": need_session_info}
        params = [(name, "true") for name, wish in wishes.items() if check_flag(name, wish)]
        return member(self._gateway.get(path, params), "data.conversation", dict)

    @endpoint("GET", "/customer_service/202309/conversations/{conversation_id}/messages")
    def get_conversation_messages(
        self,
        conversation_id: str,
        *,
        page_size: int = MESSAGE_PAGE,
        page_token: str = "",
        sort_field: str = "create_time",
        sort_order: str = "DESC",
        locale: str = "",
    ) -> dict[str, Any]:
        """Return one page of messages: ``{"messages": [{"id", "type", "content", "sender"…}]}``.

        ``GET /customer_service/202309/conversations/{conversation_id}/messages`` ("Get Conversation
        Messages"), page size 1 to 10. ``content`` is JSON in a text; order messages by ``index``.

        :raise Rejected: ``45101003`` nothing there
        :raise Throttled: ``45101004`` 10000 calls a day
        """
        params = paging(page_size, page_token, MESSAGE_PAGE)
        params += sorting(sort_field, sort_order, _MESSAGE_SORTS) + _locale(locale)
        envelope = self._gateway.get(_conversation(conversation_id, "messages"), params)
        return page_of(envelope, "messages", page_token)

    def iter_conversation_messages(self, conversation_id: str, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_conversation_messages`; `options` are its keyword arguments."""
        options["conversation_id"] = conversation_id
        return iterate(self.get_conversation_messages, "messages", **options)

    @endpoint("POST", "/customer_service/202606/conversations/{conversation_id}/messages", "third party")
    @endpoint("POST", "/customer_service/202309/conversations/{conversation_id}/messages")
    def send_message(
        self,
        conversation_id: str,
        message_type: str,
        content: Mapping[str, Any],
        *,
        version: str = _SEND_VERSIONS[0],
    ) -> str:
        """Send a message; return its id.

        ``POST /customer_service/202606/conversations/{conversation_id}/messages`` ("Send Message").

        :param message_type: TEXT, IMAGE, PRODUCT_CARD, ORDER_CARD, RETURN_REFUND_CARD, COUPON_CARD; VIDEO and
            LOGISTICS_CARD since 202606.
        :param content: e.g. ``{"content": "Hello"}`` for a TEXT of at most 2000 characters.
        :raise Rejected: ``45101006`` for words that are not allowed
        :raise Throttled: ``45111012`` for more than one coupon card in 2 seconds
        """
        body = {
            "type": check_choice("message_type", message_type, _MEMBERS),
            "content": _content(message_type, content),
        }
        path = f"/customer_service/{check_choice('version', version, _SEND_VERSIONS)}/conversations"
        path = f"{path}/{check_id('conversation_id', conversation_id)}/messages"
        return member(self._gateway.write("POST", path, body), "data.message_id", str)

    @endpoint("POST", "/customer_service/202309/conversations")
    def create_conversation(self, buyer_user_id: str) -> str:
        """Return the id of the conversation with a buyer, the earlier one if there was one.

        ``POST /customer_service/202309/conversations`` ("Create Conversation").

        :raise Rejected: ``45109003`` the buyer may not be written to
        :raise Transient: ``45101001`` internal error
        """
        body = {"buyer_user_id": check_id("buyer_user_id", buyer_user_id)}
        envelope = self._gateway.write("POST", "/customer_service/202309/conversations", body)
        return member(envelope, "data.conversation_id", str)

    @endpoint("POST", "/customer_service/202309/conversations/{conversation_id}/messages/read")
    def read_message(self, conversation_id: str) -> None:
        """Mark all messages of a conversation as read.

        ``POST /customer_service/202309/conversations/{conversation_id}/messages/read`` ("Read Message").

        :raise Rejected: ``45101003`` nothing there
        :raise Throttled: ``45101004`` 10000 calls a day
        """
        self._gateway.write("POST", _conversation(conversation_id, "messages/read"))

    @endpoint("POST", "/customer_service/202309/images/upload")
    def upload_buyer_messages_image(self, content: bytes) -> dict[str, Any]:
        """Return ``{"url", "width", "height"}`` of a picture for a message of type IMAGE.

        ``POST /customer_service/202309/images/upload`` ("Upload Buyer Messages Image"): JPG, PNG, GIF or
        WEBP of at most 10 MB.

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        :raise Transient: ``45101001`` and ``45101008`` internal error
        """
        files = {"data": file_part(content, MESSAGE_IMAGES, MESSAGE_IMAGE_BYTES)}
        envelope = self._gateway.upload("/customer_service/202309/images/upload", files)
        member(envelope, "data.url", str)
        return data_of(envelope)

    @endpoint("GET", "/customer_service/202309/agents/settings")
    def get_agent_settings(self) -> bool:
        """Say whether conversations are assigned to the agents that answer by API.

        ``GET /customer_service/202309/agents/settings`` ("Get Agent Settings").
        """
        envelope = self._gateway.get("/customer_service/202309/agents/settings")
        return member(envelope, "data.can_accept_chat", bool)

    @endpoint("PUT", "/customer_service/202309/agents/settings")
    def update_agent_settings(self, *, can_accept_chat: bool) -> None:
        """Let conversations be assigned to the agents that answer by API, or not.

        ``PUT /customer_service/202309/agents/settings`` ("Update Agent Settings").

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        :raise Transient: ``45101001`` internal error
        """
        body = {"can_accept_chat": check_flag("can_accept_chat", can_accept_chat)}
        self._gateway.write("PUT", "/customer_service/202309/agents/settings", body)

    @endpoint("GET", "/customer_service/202407/performance")
    def get_customer_service_performance(
        self, support_date_ge: date, support_date_lt: date
    ) -> dict[str, Any]:
        """Return ``{"support_session_count", "response_percentage", "satisfaction_percentage"…}``.

        ``GET /customer_service/202407/performance`` ("Get Customer Service Performance"), days of the shop.
        """
        params = [
            ("support_date_ge", check_day("support_date_ge", support_date_ge)),
            ("support_date_lt", check_day("support_date_lt", support_date_lt)),
        ]
        envelope = self._gateway.get("/customer_service/202407/performance", params)
        return member(envelope, "data.performance", dict)

    @endpoint("POST", "/customer_service/202602/sessions/search", "third party")
    def search_sessions(
        self,
        begin_time_ge: datetime,
        begin_time_lt: datetime,
        *,
        page_size: int = CONVERSATION_PAGE,
        page_token: str = "",
    ) -> dict[str, Any]:
        """Return one page of chat sessions: ``{"sessions": […], "next_page_token"}``.

        ``POST /customer_service/202602/sessions/search`` ("Search Sessions").

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        body = {
            "begin_time_ge": check_moment("begin_time_ge", begin_time_ge),
            "begin_time_lt": check_moment("begin_time_lt", begin_time_lt),
        }
        params = paging(page_size, page_token, CONVERSATION_PAGE)
        envelope = self._gateway.search("/customer_service/202602/sessions/search", params, body)
        return page_of(envelope, "sessions", page_token)

    @endpoint(
        "POST",
        "/customer_service/202605/conversations/{conversation_id}/sessions/{session_id}/end",
        "third party",
    )
    def end_session(self, conversation_id: str, session_id: str) -> None:
        """Close a chat session.

        ``POST /customer_service/202605/conversations/{conversation_id}/sessions/{session_id}/end`` ("End
        Session").

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        path = f"/customer_service/202605/conversations/{check_id('conversation_id', conversation_id)}"
        self._gateway.write("POST", f"{path}/sessions/{check_id('session_id', session_id)}/end")


def _conversation(conversation_id: str, action: str) -> str:
    identifier = check_id("conversation_id", conversation_id)
    return f"/customer_service/202309/conversations/{identifier}/{action}"


def _locale(locale: str) -> list[tuple[str, str]]:
    return [("locale", check_text("locale", locale, 16))] if locale != "" else []


def _content(message_type: str, content: Mapping[str, Any]) -> str:
    """Return the content as JSON in a text, which is how it stands in the body."""
    if not isinstance(content, Mapping):
        raise InvalidRequest("content: an object is needed")
    missing = [name for name in _MEMBERS[message_type] if content.get(name) in (None, "")]
    if missing:
        raise InvalidRequest(f"content: {message_type} needs {', '.join(missing)}")
    if message_type == "TEXT":
        check_text("content.content", content["content"], MESSAGE_LENGTH)
    try:
        return simplejson.dumps(dict(content), ensure_ascii=False, use_decimal=True)
    except (TypeError, ValueError):
        raise InvalidRequest("content: it holds something that is not JSON") from None
