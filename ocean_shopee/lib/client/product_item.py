"""Items."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member, objects_at
from odoo.addons.ocean_marketplace_base.lib.arguments import (
    batches,
    check_choice,
    check_flag,
    check_int,
    check_moment,
)
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from ..const import ITEM_BATCH, ITEM_PAGE, ITEM_STATUSES
from ..signing import require_id
from .arguments import check_id, check_list, check_numbers, check_text, query
from .base import Resource
from .bodies import body
from .bodies_product import ChangedItem, NewItem
from .paging import all_by_offset, offset_page

_MAX_OFFSET = 2**31 - 1


class ItemMethods(Resource):
    """The part of ``/api/v2/product`` that lists and writes items.

    Where a method names no code, refusals carry the codes that hold for all methods (README).
    """

    @endpoint("GET", "/api/v2/product/get_item_list")
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
        :raise Rejected: ``error_param_item_status``, ``error_update_time_range``,
            ``error_query_query_limit_too_large``, ``error_param_shop_id_not_found``
        """
        params = [
            ("offset", str(check_int("offset", offset, 0, _MAX_OFFSET))),
            ("page_size", str(check_int("page_size", page_size, 1, ITEM_PAGE))),
        ]
        params += _statuses(statuses)
        for name, moment in (("update_time_from", updated_from), ("update_time_to", updated_to)):
            if moment is not None:
                params.append((name, str(check_moment(name, moment))))
        return offset_page(self._gateway.get("/api/v2/product/get_item_list", params), "item", offset)

    def iter_item_list(
        self, statuses: Iterable[str] = ITEM_STATUSES, **options: Any
    ) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_item_list`, page after page; `options` are its keyword arguments."""
        statuses, first = check_list("statuses", statuses), options.pop("offset", 0)
        return all_by_offset(
            lambda offset: self.get_item_list(statuses, offset=offset, **options), "item", first
        )

    @endpoint("GET", "/api/v2/product/get_item_base_info")
    def get_item_base_info(
        self, item_ids: Iterable[str], *, tax_info: bool = False, complaint_policy: bool = False
    ) -> list[dict[str, Any]]:
        """Return the items of `item_ids`; calls with 50 ids each. Prices and stock only without variants.

        ``GET /api/v2/product/get_item_base_info``. Prices in the shop's currency, weights in kg as text.

        :param tax_info, complaint_policy: whether to ask for these too.
        :raise Rejected: ``error_item_not_found``, ``error_param_shop_id_not_found``,
            ``error_query_over_itemid_size`` for too many ids, ``error_invalid_language``
        """
        more = query(
            need_tax_info=check_flag("tax_info", tax_info) or None,
            need_complaint_policy=check_flag("complaint_policy", complaint_policy) or None,
        )
        return self._by_ids("get_item_base_info", item_ids, more)

    @endpoint("GET", "/api/v2/product/get_item_extra_info")
    def get_item_extra_info(self, item_ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return ``sale``, ``views``, ``likes``, ``rating_star`` and ``comment_count`` of items, 50 per call.

        ``GET /api/v2/product/get_item_extra_info``.

        :raise Rejected: ``error_item_not_found``, ``error_param_shop_id_not_found``,
            ``error_query_over_itemid_size`` for too many ids
        """
        return self._by_ids("get_item_extra_info", item_ids)

    @endpoint("GET", "/api/v2/product/search_item")
    def search_item(
        self,
        *,
        item_name: str = "",
        item_sku: str = "",
        attribute_status: int | None = None,
        statuses: Iterable[str] = (),
        deboost_only: bool | None = None,
        offset: str = "",
        page_size: int = ITEM_PAGE,
    ) -> dict[str, Any]:
        """Return one page of ids: ``{"item_id_list", "total_count", "next_offset"}``.

        ``GET /api/v2/product/search_item``. The offset is a string; the last page has none.

        :param item_name, item_sku, attribute_status: one of them at least. ``attribute_status`` is 1 for
            items without a required attribute, 2 without an optional one.
        :param page_size: 1 to 100.
        :raise Rejected: ``error_item_not_found``
        """
        if not (item_name or item_sku or attribute_status):
            raise InvalidRequest("one of item_name, item_sku and attribute_status is needed")
        words = {"item_name": item_name, "item_sku": item_sku, "offset": offset}
        params = query(
            page_size=check_int("page_size", page_size, 1, ITEM_PAGE),
            attribute_status=attribute_status and check_int("attribute_status", attribute_status, 1, 2),
            deboost_only=deboost_only if deboost_only is None else check_flag("deboost_only", deboost_only),
            **{name: check_text(name, word, 500, empty=True) for name, word in words.items()},
        )
        params += _statuses(statuses) if statuses != () else []
        page = self._read("/api/v2/product/search_item", params)
        page.setdefault("item_id_list", [])
        member({"response": page}, "response.item_id_list", list)
        return page

    def iter_search_item(self, **options: Any) -> Iterator[str]:
        """Yield all ids of :meth:`search_item`; `options` are its keyword arguments."""
        page = self.search_item(**options)
        yield from map(str, page["item_id_list"])
        # An offset that stays the same, or an empty page, would be asked for for ever.
        while page["item_id_list"] and page.get("next_offset") not in (None, "", options.get("offset", "")):
            options["offset"] = str(page["next_offset"])
            page = self.search_item(**options)
            yield from map(str, page["item_id_list"])

    @endpoint("GET", "/api/v2/product/get_item_violation_info")
    def get_item_violation_info(self, item_ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return why items are banned or shown less, 50 per call; rows may carry ``fail_error``.

        ``GET /api/v2/product/get_item_violation_info``.
        """
        return self._by_ids("get_item_violation_info", item_ids)

    @endpoint("POST", "/api/v2/product/add_item")
    def add_item(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """Create an item and return it with its ``item_id``. Wait 5 s before giving it variants.

        ``POST /api/v2/product/add_item``. The answer names some fields differently (``images``).

        :param item: fields of :class:`~.bodies_product.NewItem`; price in the shop's currency, weight in kg,
            sizes in cm, images by id, at most 9. Limits of the category: :meth:`get_item_limit`.
        :raise Rejected: ``error_invalid_category``, ``error_less_required_attribute``,
            ``error_invalid_price`` and many more
        """
        envelope = self._gateway.post("/api/v2/product/add_item", body(NewItem, item, "item"))
        member(envelope, "response.item_id", int)
        return envelope["response"]

    @endpoint("POST", "/api/v2/product/update_item")
    def update_item(self, item_id: str, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Change an item and return it. Weight and size given here replace those of all its variants.

        ``POST /api/v2/product/update_item``. Price and stock are not changed here.

        :param changes: fields of :class:`~.bodies_product.ChangedItem`
        :raise Rejected: ``error_item_not_found``, ``error_busi_cannot_update_field`` and many more
        """
        values = {"item_id": check_id("item_id", item_id)} | body(ChangedItem, changes, "changes")
        return self._write("/api/v2/product/update_item", values)

    @endpoint("POST", "/api/v2/product/delete_item")
    def delete_item(self, item_id: str) -> None:
        """Delete an item. ``POST /api/v2/product/delete_item``.

        :raise Rejected: ``error_item_not_found``, ``error_cannt_delete_in_promotion``
        """
        self._gateway.post("/api/v2/product/delete_item", {"item_id": check_id("item_id", item_id)})

    @endpoint("GET", "/api/v2/product/get_boosted_list")
    def get_boosted_list(self) -> list[dict[str, Any]]:
        """Return ``{"item_id", "cool_down_second"}`` of the items that are shown first.

        ``GET /api/v2/product/get_boosted_list``.

        :raise Rejected: ``error_get_boosted_item_info_failed``, ``error_item_not_found``,
            ``error_param_shop_id_not_found``
        """
        return objects_at(self._gateway.get("/api/v2/product/get_boosted_list"), "response.item_list")

    def _by_ids(
        self, name: str, item_ids: Iterable[str], more: Iterable[tuple[str, str]] = ()
    ) -> list[dict[str, Any]]:
        ids = [require_id("item_ids", value) for value in check_numbers("item_ids", item_ids)]
        rows: list[dict[str, Any]] = []
        for batch in batches(ids, ITEM_BATCH):
            # Working clients send commas, although the samples of the documentation have brackets.
            params = [("item_id_list", ",".join(batch)), *more]
            rows += objects_at(self._gateway.get(f"/api/v2/product/{name}", params), "response.item_list")
        return rows


def _statuses(statuses: Iterable[str]) -> list[tuple[str, str]]:
    found = check_list("statuses", statuses)
    return [("item_status", check_choice("statuses", status, ITEM_STATUSES)) for status in found]
