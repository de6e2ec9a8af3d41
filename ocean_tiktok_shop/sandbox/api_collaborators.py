"""Endpoints ``affiliate_seller/*`` about single creators: removal, links to samples, what they wrote."""

from typing import Any
from urllib.parse import urlencode

from .api_affiliate import own_product
from .errors import ApiError, invalid
from .gate import Call
from .model import Record
from .store import Store


class CollaboratorApi:
    """What a seller does with one creator."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def remove(self, call: Call) -> dict[str, Any]:
        """POST /affiliate_seller/*/open_collaborations/{open_collaboration_id}/remove_creator: the listing
        leaves the creator's showcase and his market."""
        own = self._store.of_shop("open_collaboration", call.shop.id)
        record = next((row for row in own if row.id == call.path["open_collaboration_id"]), None)
        if record is None or record.data["product_id"] != call.body["product_id"]:
            raise ApiError(16024008)
        creator = self._store.records.get("creator", {}).get(call.body["creator_user_open_id"])
        if creator is None:
            raise ApiError(16901005)
        record.data["removed"] = sorted({*record.data.get("removed", ()), creator.id})
        kept = [number for number in creator.data["showcase"] if number != call.body["product_id"]]
        creator.data["showcase"] = kept
        return {}

    def sample_link(self, call: Call) -> dict[str, Any]:
        """GET /affiliate_seller/202512/sample_applications/deeplink: for a variant of a listing."""
        product = own_product(self._store, call, call.text("product_id"))
        if call.text("sku_id") not in [sku.id for sku in product.skus]:
            raise ApiError(16024008)
        if call.number("valid_days", 1) < 1:
            raise invalid("query", "valid_days", "less than a day")
        names = ("product_id", "sku_id", "campaign_id", "collaboration_id", "valid_days")
        query = {name: call.text(name) for name in names if call.text(name)}
        return {"deeplink": f"aweme://ec/affiliate/sample_request?{urlencode(query)}"}

    def newest(self, call: Call) -> dict[str, Any]:
        """GET /affiliate_seller/202412/conversations/messages/list/newest: what each creator wrote last
        and nobody has read."""
        rows = [row for row in self._store.of_shop("creator_talk", call.shop.id) if row.data["unread"]]
        return {"newest_message_list": [_newest(row) for row in rows]}


def _newest(record: Record) -> dict[str, Any]:
    last = record.data["messages"][-1]
    shown = {name: last[name] for name in ("conversation_id", "content", "type", "sender_id")}
    return {**shown, "unread_message_count": record.data["unread"]}
