"""Items and their variants."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, InvalidRequest

from ..const import ITEM_BATCH, ITEM_PAGE, ITEM_STATUSES
from ..signing import require_id
from .arguments import batches, check_choice, check_int, check_moment, check_numbers
from .base import Resource, member, rows_of

_MAX_OFFSET = 2**31 - 1


class ProductApi(Resource):
    """``/api/v2/product``."""

    def get_item_list(
        self,
        statuses: Iterable[str] = ITEM_STATUSES,
        *,
        offset: int = 0,
        page_size: int = ITEM_PAGE,
        updated_from: datetime | None = None,
        updated_to: datetime | None = None,
    ) -> dict[str, Any]:
        """Return one page of items: ``{"item": [{"item_id", "item_status"}], "has_next_page"}``.

        ``GET /api/v2/product/get_item_list``. Very deep offsets are refused with ``error_param``.
        ``next_offset`` continues.

        :param statuses: of ``ITEM_STATUSES``; the parameter is repeated for each.
        :param page_size: 1 to 100.
        :param updated_from, updated_to: aware.
        """
        if isinstance(statuses, (str, bytes)) or not isinstance(statuses, Iterable):
            raise InvalidRequest("statuses: a list of strings is needed")
        params = [
            ("offset", str(check_int("offset", offset, 0, _MAX_OFFSET))),
            ("page_size", str(check_int("page_size", page_size, 1, ITEM_PAGE))),
        ]
        params += [("item_status", check_choice("statuses", status, ITEM_STATUSES)) for status in statuses]
        if params[-1][0] != "item_status":
            raise InvalidRequest("statuses: the list is empty")
        for name, moment in (("update_time_from", updated_from), ("update_time_to", updated_to)):
            if moment is not None:
                params.append((name, str(check_moment(name, moment))))
        return _checked_page(self._gateway.get("/api/v2/product/get_item_list", params), offset)

    def iter_item_list(
        self, statuses: Iterable[str] = ITEM_STATUSES, **options: Any
    ) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_item_list`, page after page; `options` are its keyword arguments."""
        statuses = list(statuses)
        page = self.get_item_list(statuses, **options)
        yield from page["item"]
        while page["has_next_page"]:
            page = self.get_item_list(statuses, **options | {"offset": page["next_offset"]})
            yield from page["item"]

    def get_item_base_info(self, item_ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return the items of `item_ids`; calls with 50 ids each. Prices and stock only without variants.

        ``GET /api/v2/product/get_item_base_info``.
        """
        ids = [require_id("item_ids", value) for value in check_numbers("item_ids", item_ids)]
        rows: list[dict[str, Any]] = []
        for batch in batches(ids, ITEM_BATCH):
            # Working clients send commas, although the sample of the documentation has brackets.
            envelope = self._gateway.get(
                "/api/v2/product/get_item_base_info", [("item_id_list", ",".join(batch))]
            )
            rows += rows_of(envelope, "response.item_list")
        return rows

    def get_model_list(self, item_id: str) -> dict[str, Any]:
        """Return all variants of an item with prices, stock and SKUs: ``{"tier_variation", "model"}``.

        ``GET /api/v2/product/get_model_list``, no paging.
        """
        params = [("item_id", require_id("item_id", item_id))]
        return member(self._gateway.get("/api/v2/product/get_model_list", params), "response", dict)


def _checked_page(envelope: dict[str, Any], offset: int) -> dict[str, Any]:
    """Return the page; refuse one that would be asked for for ever. A shop without items has no ``item``."""
    page = member(envelope, "response", dict)
    page.setdefault("item", [])
    rows_of(envelope, "response.item")
    if member(envelope, "response.has_next_page", bool):
        following = member(envelope, "response.next_offset", int)
        if following <= offset:
            raise ContractChanged("the list goes on without a new offset", path="response.next_offset")
    return page
