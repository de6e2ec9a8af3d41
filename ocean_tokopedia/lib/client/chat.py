"""Conversations with buyers."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from ..const import CHAT_PAGE
from .arguments import check_choice, check_id, check_page, check_text, check_url
from .base import Resource, rows_of

IMAGE: Final = 2
PDF: Final = 17
QUOTATION: Final = 19
_TEXT: Final = 10_000
_Row = dict[str, Any]


class ChatApi(Resource):
    """``/v1/chat``. Times are milliseconds; ``read_status`` is 1 for unread and 2 for read.

    A refusal is told by the HTTP status alone: ``error_code`` is 0 even then.
    """

    @endpoint("GET", "/v1/chat/fs/{fs_id}/messages")
    def list_conversations(
        self, *, page: int = 1, per_page: int = CHAT_PAGE, filter: str = "all"
    ) -> list[dict[str, Any]]:
        """Return one page of conversations, the last changed first; an empty page ends the list.

        ``GET /v1/chat/fs/{fs_id}/messages``: ``[{"message_key", "msg_id", "attributes"}]``.

        :param per_page: 1 to 15.
        :param filter: ``all``, ``read`` or ``unread``.
        :raise Rejected: ``http_400`` and the like, after the HTTP status
        """
        params = [
            self._gateway.shop_param,
            *check_page(page, per_page, CHAT_PAGE),
            ("filter", check_choice("filter", filter, ("all", "read", "unread"))),
        ]
        return rows_of(self._gateway.get("/v1/chat/fs/{fs_id}/messages", params), "data")

    def iter_conversations(self, *, filter: str = "all") -> Iterator[dict[str, Any]]:
        """Yield all conversations, once each, page after page."""
        yield from _pages(lambda page: self.list_conversations(page=page, filter=filter), "msg_id")

    @endpoint("GET", "/v1/chat/fs/{fs_id}/messages/{msg_id}/replies")
    def list_replies(self, msg_id: str, *, page: int = 1, per_page: int = CHAT_PAGE) -> list[dict[str, Any]]:
        """Return one page of what was said in a conversation; an empty page ends the list.

        ``GET /v1/chat/fs/{fs_id}/messages/{msg_id}/replies``. ``msg`` may hold HTML; ``is_opposite`` tells
        the buyer's words from ours.

        :param per_page: 1 to 15.
        :raise Rejected: ``http_400`` and the like, after the HTTP status
        """
        params = [self._gateway.shop_param, *check_page(page, per_page, CHAT_PAGE)]
        path = "/v1/chat/fs/{fs_id}/messages/{msg_id}/replies"
        return rows_of(self._gateway.get(path, params, msg_id=check_id("msg_id", msg_id)), "data")

    def iter_replies(self, msg_id: str) -> Iterator[dict[str, Any]]:
        """Yield all that was said in a conversation, once each, page after page."""
        yield from _pages(lambda page: self.list_replies(msg_id, page=page), "reply_id")

    @endpoint("GET", "/v1/chat/fs/{fs_id}/initiate")
    def initiate(self, order_id: str) -> dict[str, Any]:
        """Return the conversation with the buyer of an order, begun if need be: ``{"contact", "msg_id"}``.

        ``GET /v1/chat/fs/{fs_id}/initiate``.

        :raise Rejected: ``http_400`` and the like, after the HTTP status
        """
        params = [("order_id", str(check_id("order_id", order_id)))]
        envelope = self._gateway.get("/v1/chat/fs/{fs_id}/initiate", params)
        member(envelope, "data.msg_id", int)
        return member(envelope, "data", dict)

    @endpoint("POST", "/v1/chat/fs/{fs_id}/messages/{msg_id}/reply")
    def send_text(self, msg_id: str, text: str) -> dict[str, Any]:
        """Say `text` in a conversation and return it as the platform keeps it.

        ``POST /v1/chat/fs/{fs_id}/messages/{msg_id}/reply``. Not to be repeated blindly: it would be said
        twice.

        :raise Rejected: ``http_400`` and the like, after the HTTP status
        """
        return self._say(msg_id, {"message": check_text("text", text, _TEXT)})

    @endpoint("POST", "/v1/chat/fs/{fs_id}/messages/{msg_id}/reply")
    def send_file(self, msg_id: str, file_url: str, *, kind: int = IMAGE) -> dict[str, Any]:
        """Send an image (``IMAGE``) or a document (``PDF``) that lies at a public address.

        ``POST /v1/chat/fs/{fs_id}/messages/{msg_id}/reply``.

        :raise Rejected: ``http_400`` and the like, after the HTTP status
        """
        kind = check_choice("kind", kind, (IMAGE, PDF))
        payload = {"file_path": check_url("file_url", file_url)}
        return self._say(msg_id, {"attachment_type": kind, "payload": payload})

    @endpoint("POST", "/v1/chat/fs/{fs_id}/messages/{msg_id}/reply")
    def send_quotation(
        self, msg_id: str, *, identifier: str, title: str, price: str, url: str, thumbnail: str
    ) -> dict[str, Any]:
        """Send a card with an offer. ``POST /v1/chat/fs/{fs_id}/messages/{msg_id}/reply``.

        :param price: as shown, e.g. ``Rp10.000``.
        :param url, thumbnail: public addresses.
        :raise Rejected: ``http_400`` and the like, after the HTTP status
        """
        payload = {
            "thumbnail": check_url("thumbnail", thumbnail),
            "identifier": check_text("identifier", identifier, 100),
            "title": check_text("title", title, 200),
            "price": check_text("price", price, 50),
            "url": check_url("url", url),
        }
        return self._say(msg_id, {"attachment_type": QUOTATION, "payload": payload})

    def _say(self, msg_id: str, content: dict[str, Any]) -> dict[str, Any]:
        body = {"shop_id": int(self._gateway.shop_id), **content}
        path = "/v1/chat/fs/{fs_id}/messages/{msg_id}/reply"
        envelope = self._gateway.send("POST", path, body, msg_id=check_id("msg_id", msg_id))
        member(envelope, "data.msg_id", int)
        return member(envelope, "data", dict)


def _pages(read: Callable[[int], list[_Row]], key: str) -> Iterator[_Row]:
    """Yield all rows; a message that comes in meanwhile pushes others onto the next page."""
    seen: set[str] = set()
    page = 1
    while rows := read(page):
        fresh = [row for row in rows if str(row.get(key)) not in seen]
        if not fresh:
            return
        seen.update(str(row.get(key)) for row in fresh)
        yield from fresh
        page += 1
