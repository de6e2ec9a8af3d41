"""What changes often: price, stock, visibility. Some rows of a call may fail while others succeed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.arguments import batches, check_flag, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..const import BOOST_MAX, ITEM_BATCH, MODEL_BATCH
from .arguments import check_amount, check_id, check_ids, check_list, check_text
from .base import Resource
from .rows import Row, RowRules, post_rows, read_rows

_STOCK_MAX: Final = 2**31 - 1
_DONE: Final = ("response.success_list",)
_FAILED: Final = ("response.failure_list",)
_BY_MODEL: Final = RowRules(key=("model_id",), done=_DONE, failed=_FAILED)
_BY_ITEM: Final = RowRules(key=("item_id",), done=_DONE, failed=_FAILED)
NO_MODEL: Final = "0"
"""The variant of an item without variants."""


@dataclass(frozen=True, kw_only=True)
class StockLevel:
    """The stock a variant shall have. ``location_id`` only in shops with several warehouses."""

    model_id: str = NO_MODEL
    stock: int
    location_id: str = ""


class StockMethods(Resource):
    """The part of ``/api/v2/product`` about prices, stock and visibility."""

    @endpoint("POST", "/api/v2/product/update_price")
    def update_price(self, item_id: str, prices: Mapping[str, Decimal]) -> list[RowResult]:
        """Set original prices of the variants of an item; calls with 50 each. Keys: ``(model_id,)``.

        ``POST /api/v2/product/update_price``. Locked during a promotion. In ID, CO and PL before tax.

        :param prices: by ``model_id``, ``"0"`` for an item without variants; in the shop's currency, with two
            decimals in SG, MY, BR, MX, PL, ES and AR and none elsewhere.
        :raise Rejected: ``error_item_not_found``, ``error_edit_item_price_for_item_has_model`` and others
        """
        if not isinstance(prices, Mapping):
            raise InvalidRequest("prices: a mapping from model_id to price is needed")
        rows = [
            Row(
                (model_id,),
                {
                    "model_id": check_id("prices", model_id),
                    "original_price": check_amount("prices", prices[model_id]),
                },
            )
            for model_id in check_list("prices", list(prices))
        ]
        return self._send_item_rows("update_price", item_id, "price_list", rows)

    @endpoint("POST", "/api/v2/product/update_stock")
    def update_stock(self, item_id: str, levels: Iterable[StockLevel]) -> list[RowResult]:
        """Set the seller's stock of the variants of an item; calls with 50 variants each.

        ``POST /api/v2/product/update_stock``. The numbers are absolute. Refused below what promotions
        reserve, while holiday mode switches, and for stock in the platform's warehouses.
        Keys: ``(model_id,)``, with a result for each place of a variant.

        :raise Rejected: ``error_item_not_found``, ``error_edit_item_stock_for_item_has_model`` and others
        """
        rows = [
            Row((model_id,), {"model_id": int(model_id), "seller_stock": [_place(level) for level in places]})
            for model_id, places in _by_model(check_list("levels", levels)).items()
        ]
        return self._send_item_rows("update_stock", item_id, "stock_list", rows)

    @endpoint("POST", "/api/v2/product/unlist_item")
    def unlist_item(self, item_ids: Iterable[str], *, unlist: bool = True) -> list[RowResult]:
        """Hide items, or show them again; calls with 50 each. Keys: ``(item_id,)``.

        ``POST /api/v2/product/unlist_item``. Refused for items in a promotion.

        :raise Rejected: ``error_cannt_unlisted_in_promotion``,
            ``error_busi_cannot_delist_reviewing_or_banned_item``, ``error_busi_invalid_shop_status``,
            ``error_item_not_found`` and others
        """
        check_flag("unlist", unlist)
        rows = [
            Row((str(number),), {"item_id": number, "unlist": unlist})
            for number in check_ids("item_ids", item_ids)
        ]
        return post_rows(
            self._gateway,
            "/api/v2/product/unlist_item",
            rows,
            size=ITEM_BATCH,
            body=lambda found: {"item_list": found},
            rules=_BY_ITEM,
        )

    @endpoint("POST", "/api/v2/product/boost_item")
    def boost_item(self, item_ids: Iterable[str]) -> list[RowResult]:
        """Show 1 to 5 items first for some hours. Keys: ``(item_id,)``. ``POST /api/v2/product/boost_item``.

        :raise Rejected: ``error_boost_item_failed``
        """
        numbers = check_ids("item_ids", item_ids, BOOST_MAX)
        envelope = self._gateway.post("/api/v2/product/boost_item", {"item_id_list": numbers}, by_row=True)
        response = envelope.get("response")
        done = response.get("success_list") if isinstance(response, dict) else None
        if isinstance(done, dict):
            # The one list of successes that holds bare ids.
            rows = [{"item_id": number} for number in done.get("item_id_list") or ()]
            envelope = {**envelope, "response": {**response, "success_list": rows}}
        keys = [(str(number),) for number in numbers]
        return read_rows(envelope, keys, _BY_ITEM, self._gateway.transport.clock.now(), write=True)

    @endpoint("GET", "/api/v2/product/get_item_promotion")
    def get_item_promotion(self, item_ids: Iterable[str]) -> list[RowResult]:
        """Return ``promotion``, the current and coming promotions of items; calls with 50 each.

        ``GET /api/v2/product/get_item_promotion``. Keys: ``(item_id,)``.

        :raise Rejected: ``error_item_not_found``, ``error_get_shop_fail``
        """
        results: list[RowResult] = []
        for batch in batches(check_ids("item_ids", item_ids), ITEM_BATCH):
            params = [("item_id_list", ",".join(map(str, batch)))]
            envelope = self._gateway.get("/api/v2/product/get_item_promotion", params, by_row=True)
            keys = [(str(number),) for number in batch]
            results += read_rows(envelope, keys, _BY_ITEM, self._gateway.transport.clock.now())
        return results

    def _send_item_rows(self, name: str, item_id: str, field: str, rows: list[Row]) -> list[RowResult]:
        number = check_id("item_id", item_id)
        return post_rows(
            self._gateway,
            f"/api/v2/product/{name}",
            rows,
            size=MODEL_BATCH,
            body=lambda found: {"item_id": number, field: found},
            rules=_BY_MODEL,
        )


def _by_model(levels: list[Any]) -> dict[str, list[StockLevel]]:
    found: dict[str, list[StockLevel]] = {}
    for level in levels:
        if not isinstance(level, StockLevel):
            raise InvalidRequest("levels: a list of StockLevel is needed")
        check_id("levels.model_id", level.model_id)
        check_int("levels.stock", level.stock, 0, _STOCK_MAX)
        check_text("levels.location_id", level.location_id, 64, empty=True)
        found.setdefault(level.model_id, []).append(level)
    return found


def _place(level: StockLevel) -> dict[str, Any]:
    place = {"location_id": level.location_id} if level.location_id else {}
    return {**place, "stock": level.stock}
