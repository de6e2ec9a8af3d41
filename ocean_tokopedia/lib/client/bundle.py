"""Bundles: several products, or several units of one, at one price."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_flag, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, InvalidRequest

from ..const import BUNDLE_NAME_LENGTH, PRICE_RANGE, STOCK_RANGE
from .arguments import check_choice, check_id, check_ids, check_list, check_moment, check_text, given
from .base import Resource, rows_of

SINGLE: Final = 1
MULTIPLE: Final = 2
ACTIVE: Final = 1
UPCOMING: Final = 2
CANCELLED: Final = -5
ALL: Final = 0


@dataclass(frozen=True, kw_only=True)
class BundleItem:
    """A product in a bundle: ``price`` in rupiah for one unit, ``min_order`` units of it.

    ``variant_prices`` are the prices of variants by their ids, for a product that has some.
    """

    product_id: str
    price: int
    min_order: int = 1
    shown: bool = True
    variant_prices: tuple[tuple[str, int], ...] = ()


class BundleApi(Resource):
    """``/v1/products/bundle``.

    Where a method names no code, refusals carry the codes that hold for all methods (README).
    """

    @endpoint("GET", "/v1/products/bundle/fs/{fs_id}/list")
    def get_page(self, *, type: int = MULTIPLE, status: int = ALL, last_group_id: str = "") -> dict[str, Any]:
        """Return a page of bundles: ``{"bundle_list_info": [...], "is_last_page", "last_group_id"}``.

        ``GET /v1/products/bundle/fs/{fs_id}/list``.

        :param type: ``SINGLE`` (several units of one product) or ``MULTIPLE``.
        :param status: ``ACTIVE``, ``UPCOMING``, ``CANCELLED`` or ``ALL``.
        :param last_group_id: of the page before.
        :raise Rejected: ``BDL_DLV_013`` for a wrong type
        """
        params = [
            self._gateway.shop_param,
            ("type", str(check_choice("type", type, (SINGLE, MULTIPLE)))),
            ("status", str(check_choice("status", status, (ACTIVE, UPCOMING, CANCELLED, ALL)))),
        ]
        if given(last_group_id):
            params.append(("last_group_id", str(check_id("last_group_id", last_group_id))))
        envelope = self._gateway.get("/v1/products/bundle/fs/{fs_id}/list", params)
        rows_of(envelope, "data.bundle_list_info")
        return member(envelope, "data", dict)

    def iter_all(self, *, type: int = MULTIPLE, status: int = ALL) -> Iterator[dict[str, Any]]:
        """Yield all bundles of a type, page after page."""
        following, more = "", True
        while more:
            page = self.get_page(type=type, status=status, last_group_id=following)
            rows = page.get("bundle_list_info") or []
            yield from rows
            before, following = following, str(page.get("last_group_id") or "")
            more = not member(page, "is_last_page", bool) and bool(rows)
            if more and following.strip("0") in ("", before):
                raise ContractChanged("the list goes on without a new cursor", path="data.last_group_id")

    @endpoint("GET", "/v1/products/bundle/fs/{fs_id}/info")
    def get_bundles(self, bundle_ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return bundles with their items. ``GET /v1/products/bundle/fs/{fs_id}/info?bundle_id=``."""
        numbers = ",".join(map(str, check_ids("bundle_ids", bundle_ids)))
        return self._info(("bundle_id", numbers))

    @endpoint("GET", "/v1/products/bundle/fs/{fs_id}/info")
    def get_bundles_of(self, product_id: str) -> list[dict[str, Any]]:
        """Return the bundles that hold a product, with their items.

        ``GET /v1/products/bundle/fs/{fs_id}/info?product_id=``.
        """
        return self._info(("product_id", str(check_id("product_id", product_id))))

    @endpoint("POST", "/v1/products/bundle/fs/{fs_id}/create")
    def create(
        self,
        name: str,
        items: Iterable[BundleItem],
        *,
        warehouse_ids: Iterable[str],
        start: datetime,
        end: datetime | None = None,
        quota: int,
        max_order: int = 1,
    ) -> list[str]:
        """Make a bundle and return its ids; one item makes a ``SINGLE`` bundle, more make a ``MULTIPLE`` one.

        ``POST /v1/products/bundle/fs/{fs_id}/create``.

        :param name: 3 to 15 characters.
        :param start, end: aware; without an end it goes on until cancelled.
        :param quota: how many bundles there are.
        :raise Rejected: ``BDL_USC_003`` to ``BDL_USC_012`` for rules that only the platform can check
        """
        rows = [_item(item) for item in check_list("items", items)]
        first = check_moment("start", start)
        last = 0 if end is None else check_moment("end", end)
        if last and last <= first:
            raise InvalidRequest("start, end: the bundle ends before it starts")
        bundle = {
            "bundle_name": check_text("name", name, BUNDLE_NAME_LENGTH[1], BUNDLE_NAME_LENGTH[0]),
            "bundle_type": SINGLE if len(rows) == 1 else MULTIPLE,
            "bundle_status": ACTIVE,
            "start_time_unix": first,
            "stop_time_unix": last,
            "warehouse_id": check_ids("warehouse_ids", warehouse_ids),
            "max_order": check_int("max_order", max_order, 1, STOCK_RANGE[1]),
            "original_quota": check_int("quota", quota, 1, STOCK_RANGE[1]),
            "bundle_items": rows,
        }
        params = [self._gateway.shop_param]
        envelope = self._gateway.send(
            "POST", "/v1/products/bundle/fs/{fs_id}/create", {"bundle": bundle}, params
        )
        return [str(number) for number in member(envelope, "data.bundle_ids", list)]

    @endpoint("PATCH", "/v1/products/bundle/fs/{fs_id}/edit")
    def cancel(self, bundle_id: str) -> None:
        """End a bundle, which is all the platform lets one change.

        ``PATCH /v1/products/bundle/fs/{fs_id}/edit``.

        :raise Rejected: ``BDL_DLV_…`` for the request, ``BDL_USC_…`` for a rule
        """
        body = {"bundle_id": check_id("bundle_id", bundle_id)}
        path = "/v1/products/bundle/fs/{fs_id}/edit"
        envelope = self._gateway.send("PATCH", path, body, [self._gateway.shop_param])
        member(envelope, "data.bundle_id", int)

    def _info(self, param: tuple[str, str]) -> list[dict[str, Any]]:
        envelope = self._gateway.get("/v1/products/bundle/fs/{fs_id}/info", [self._gateway.shop_param, param])
        return rows_of(envelope, "data.bundle_info")


def _item(item: BundleItem) -> dict[str, Any]:
    if not isinstance(item, BundleItem):
        raise InvalidRequest("items: a list of BundleItem is needed")
    return {
        "product_id": check_id("product_id", item.product_id),
        "status": 1 if check_flag("shown", item.shown) else 2,
        "bundle_price": check_int("price", item.price, *PRICE_RANGE),
        "min_order": check_int("min_order", item.min_order, 1, STOCK_RANGE[1]),
        "children": [
            {
                "variant_id": check_id("variant_prices", variant),
                "variant_price": check_int("variant_prices", price, *PRICE_RANGE),
            }
            for variant, price in item.variant_prices
        ],
    }
