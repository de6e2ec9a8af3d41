"""Endpoints ``product/get_comment`` and ``product/reply_comment``."""

from typing import Any

from . import pages, params
from .errors import ApiError
from .gate import Call
from .names import mask
from .route import Route, get, post
from .store import Store
from .talk import Review

LONGEST_REPLY = 500


class CommentApi:
    """Shows what buyers think and takes answers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "product/get_comment": get(self.comments),
            "product/reply_comment": post(
                self.reply, "comment_list*[]<1..100>{comment_id*:int, comment*:str}"
            ),
        }

    def comments(self, call: Call) -> dict[str, Any]:
        """GET get_comment: newest first, by cursor."""
        size = params.within(call, "page_size", 1, 100)
        item_id, comment_id = params.number(call, "item_id", 0), params.number(call, "comment_id", 0)
        if item_id and self._store.own_item(call.shop_id, item_id) is None:
            raise ApiError("product.item_not_exist", "The item does not exist.")
        found = [
            review
            for review in self._store.reviews.values()
            if review.shop_id == call.shop_id
            and item_id in (0, review.item_id)
            and comment_id in (0, review.id)
        ]
        if comment_id and not found:
            raise ApiError("product.cmt_not_exist", "The comment does not exist.")
        found.sort(key=lambda review: (-review.create_time, review.id))
        page, more, cursor = pages.by_cursor(found, params.text(call, "cursor", ""), size)
        rows = [self._row(review) for review in page]
        return {"response": {"item_comment_list": rows, "more": more, "next_cursor": cursor}}

    def _row(self, review: Review) -> dict[str, Any]:
        row = {
            "comment_id": str(review.id) if self._store.switches.comment_id_as_text else review.id,
            "comment": review.text,
            "buyer_username": mask(review.buyer_name),
            "order_sn": review.order_sn,
            "item_id": review.item_id,
            "model_id": review.model_id,
            "model_id_list": [review.model_id] if review.model_id else [],
            "create_time": review.create_time,
            "rating_star": review.rating,
            "editable": "EDITABLE",
            "hidden": False,
            "media": {"image_url_list": [], "video_url_list": []},
        }
        if review.reply:
            row["comment_reply"] = {"reply": review.reply, "hidden": False, "create_time": review.reply_time}
        return row

    def reply(self, call: Call) -> dict[str, Any]:
        """POST reply_comment: each comment once; refusals are rows."""
        rows = [self._reply_one(call, row) for row in call.body["comment_list"]]
        failed = [str(row["comment_id"]) for row in rows if "fail_error" in row]
        return {"response": {"result_list": rows}, "warning": failed}

    def _reply_one(self, call: Call, row: dict[str, Any]) -> dict[str, Any]:
        number, text = row["comment_id"], row["comment"]
        review = self._store.reviews.get(number)
        if review is None or review.shop_id != call.shop_id:
            return _failed(number, "product.error_not_exist", "The comment does not exist.")
        if not 1 <= len(text) <= LONGEST_REPLY:
            return _failed(number, "product.comment_length_invalid", "A reply has 1 to 500 characters.")
        if review.reply:
            return _failed(number, "product.duplicate_request", "The comment was replied to already.")
        review.reply, review.reply_time = text, self._store.now
        return {"comment_id": number}


def _failed(number: int, code: str, message: str) -> dict[str, Any]:
    return {"comment_id": number, "fail_error": code, "fail_message": message}
