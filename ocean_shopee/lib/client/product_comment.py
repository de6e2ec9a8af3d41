"""Reviews of buyers and the shop's replies."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.arguments import check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..const import ITEM_PAGE, REPLY_BATCH, REPLY_MAX
from .arguments import check_cursor, check_id, check_list, check_text, given, query
from .base import Resource
from .paging import all_by_cursor, cursor_page
from .rows import Row, RowRules, post_rows

_BY_COMMENT: Final = RowRules(key=("comment_id",), done=("response.result_list",))


class CommentMethods(Resource):
    """The part of ``/api/v2/product`` about comments."""

    @endpoint("GET", "/api/v2/product/get_comment")
    def get_comment(
        self, *, item_id: str = "", comment_id: str = "", cursor: str = "", page_size: int = ITEM_PAGE
    ) -> dict[str, Any]:
        """Return one page of reviews, newest first: ``{"item_comment_list", "more", "next_cursor"}``.

        ``GET /api/v2/product/get_comment``. The platform shows some hundred per shop or item.

        :param item_id: only of this item; of the whole shop without.
        :param comment_id: only this one.
        :param page_size: 1 to 100.
        :raise Rejected: ``product.cmt_not_exist``, ``product.item_not_exist``
        """
        params = query(
            item_id=check_id("item_id", item_id) if given(item_id) else "",
            comment_id=check_id("comment_id", comment_id) if given(comment_id) else "",
            page_size=check_int("page_size", page_size, 1, ITEM_PAGE),
        )
        params.append(("cursor", check_cursor(cursor)))
        envelope = self._gateway.get("/api/v2/product/get_comment", params)
        return cursor_page(envelope, "item_comment_list", cursor)

    def iter_comment(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_comment`; `options` are its keyword arguments."""
        first = options.pop("cursor", "")
        return all_by_cursor(
            lambda cursor: self.get_comment(cursor=cursor, **options), "item_comment_list", first
        )

    @endpoint("POST", "/api/v2/product/reply_comment")
    def reply_comment(self, replies: Mapping[str, str]) -> list[RowResult]:
        """Answer reviews, each once; calls with 100 each. Keys: ``(comment_id,)``.

        ``POST /api/v2/product/reply_comment``.

        :param replies: by ``comment_id``, 1 to 500 characters.
        :raise Rejected: ``product.duplicate_request``, ``product.comment_length_invalid``
        """
        if not isinstance(replies, Mapping):
            raise InvalidRequest("replies: a mapping from comment_id to text is needed")
        rows = [
            Row(
                (comment_id,),
                {
                    "comment_id": check_id("replies", comment_id),
                    "comment": check_text("replies", replies[comment_id], REPLY_MAX),
                },
            )
            for comment_id in check_list("replies", list(replies))
        ]
        return post_rows(
            self._gateway,
            "/api/v2/product/reply_comment",
            rows,
            size=REPLY_BATCH,
            body=lambda found: {"comment_list": found},
            rules=_BY_COMMENT,
        )
