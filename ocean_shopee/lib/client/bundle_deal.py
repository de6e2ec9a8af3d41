"""Bundle deals: buy several, pay less."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.answers import member, objects_at
from odoo.addons.ocean_marketplace_base.lib.arguments import check_flag, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..const import BUNDLE_PAGE, MARKETING_BATCH
from .arguments import check_id, check_ids, query
from .base import Resource
from .bodies import body
from .bodies_marketing import ChangedBundle, NewBundle
from .paging import all_by_number, numbered_page
from .rows import Row, RowRules, post_rows

ALL: Final = 1
_VALUES: Final = {1: "fix_price", 2: "discount_percentage", 3: "discount_value"}
_BY_ITEM: Final = RowRules(key=("item_id",), failed=("response.failed_list",), silent=True)


class BundleDealApi(Resource):
    """``/api/v2/bundle_deal``. Amounts in the shop's currency. Keys of rows: ``(item_id,)``.

    Where a method names no code, refusals carry the codes that hold for all methods (README).
    """

    @endpoint("POST", "/api/v2/bundle_deal/add_bundle_deal")
    def add_bundle_deal(self, bundle: Mapping[str, Any]) -> dict[str, Any]:
        """Create a bundle deal without items; return ``{"bundle_deal_id"}``.

        ``POST /api/v2/bundle_deal/add_bundle_deal``.

        :param bundle: fields of :class:`~.bodies_marketing.NewBundle`; at most 2 further tiers.
        :raise Rejected: ``bundle.bundle_deal_start_time_error``, ``bundle.bundle_deal_under_min_amount`` and
            others
        """
        values = body(NewBundle, bundle, "bundle")
        if _VALUES[values["rule_type"]] not in values:
            raise InvalidRequest(f"bundle.{_VALUES[values['rule_type']]}: needed for this rule_type")
        if values["end_time"] <= values["start_time"]:
            raise InvalidRequest("bundle: it ends after it starts")
        return self._write("/api/v2/bundle_deal/add_bundle_deal", values)

    @endpoint("POST", "/api/v2/bundle_deal/update_bundle_deal")
    def update_bundle_deal(self, bundle_deal_id: str, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Change a bundle deal and return it. ``POST /api/v2/bundle_deal/update_bundle_deal``.

        :param changes: fields of :class:`~.bodies_marketing.ChangedBundle`
        :raise Rejected: ``bundle.bundle_deal_ongoing_promotion_info_lock`` and others
        """
        values = _id(bundle_deal_id) | body(ChangedBundle, changes, "changes")
        return self._write("/api/v2/bundle_deal/update_bundle_deal", values)

    @endpoint("POST", "/api/v2/bundle_deal/delete_bundle_deal")
    def delete_bundle_deal(self, bundle_deal_id: str) -> dict[str, Any]:
        """Delete a bundle deal that has not begun. ``POST /api/v2/bundle_deal/delete_bundle_deal``.

        :raise Rejected: ``bundle.bundle_deal_delete_failed``, ``bundle.bundle_deal_not_exists``
        """
        return self._write("/api/v2/bundle_deal/delete_bundle_deal", _id(bundle_deal_id))

    @endpoint("POST", "/api/v2/bundle_deal/end_bundle_deal")
    def end_bundle_deal(self, bundle_deal_id: str) -> dict[str, Any]:
        """End a running bundle deal now. ``POST /api/v2/bundle_deal/end_bundle_deal``.

        :raise Rejected: ``bundle.bundle_deal_stop_failed``, ``bundle.bundle_deal_not_exists``
        """
        return self._write("/api/v2/bundle_deal/end_bundle_deal", _id(bundle_deal_id))

    @endpoint("POST", "/api/v2/bundle_deal/add_bundle_deal_item")
    def add_bundle_deal_item(
        self, bundle_deal_id: str, item_ids: Iterable[str], *, enabled: bool = True
    ) -> list[RowResult]:
        """Add items; calls with 50 each. ``POST /api/v2/bundle_deal/add_bundle_deal_item``.

        :raise Rejected: ``bundle.bundle_deal_not_exists``, ``bundle.bundle_expired``
        """
        return self._send_items("add_bundle_deal_item", bundle_deal_id, item_ids, _status(enabled))

    @endpoint("POST", "/api/v2/bundle_deal/update_bundle_deal_item")
    def update_bundle_deal_item(
        self, bundle_deal_id: str, item_ids: Iterable[str], *, enabled: bool
    ) -> list[RowResult]:
        """Switch items on or off; calls with 50 each. ``POST /api/v2/bundle_deal/update_bundle_deal_item``.

        :raise Rejected: ``bundle.bundle_deal_not_exists``, ``bundle.bundle_expired``
        """
        return self._send_items("update_bundle_deal_item", bundle_deal_id, item_ids, _status(enabled))

    @endpoint("POST", "/api/v2/bundle_deal/delete_bundle_deal_item")
    def delete_bundle_deal_item(self, bundle_deal_id: str, item_ids: Iterable[str]) -> list[RowResult]:
        """Take items out; calls with 50 each. ``POST /api/v2/bundle_deal/delete_bundle_deal_item``.

        :raise Rejected: ``bundle.bundle_deal_not_exists``
        """
        return self._send_items("delete_bundle_deal_item", bundle_deal_id, item_ids, {})

    @endpoint("GET", "/api/v2/bundle_deal/get_bundle_deal")
    def get_bundle_deal(self, bundle_deal_id: str) -> dict[str, Any]:
        """Return one bundle deal. ``GET /api/v2/bundle_deal/get_bundle_deal``.

        :raise Rejected: ``bundle.bundle_deal_not_exists``
        """
        return self._read("/api/v2/bundle_deal/get_bundle_deal", query(**_id(bundle_deal_id)))

    @endpoint("GET", "/api/v2/bundle_deal/get_bundle_deal_item")
    def get_bundle_deal_item(self, bundle_deal_id: str) -> list[dict[str, Any]]:
        """Return ``{"item_id", "status"}`` of all items. ``GET /api/v2/bundle_deal/get_bundle_deal_item``.

        :raise Rejected: ``bundle.bundle_deal_not_exists``
        """
        params = query(**_id(bundle_deal_id))
        envelope = self._gateway.get("/api/v2/bundle_deal/get_bundle_deal_item", params)
        member(envelope, "response", dict).setdefault("item_list", [])
        return objects_at(envelope, "response.item_list")

    @endpoint("GET", "/api/v2/bundle_deal/get_bundle_deal_list")
    def get_bundle_deal_list(
        self, *, time_status: int = ALL, page_no: int = 1, page_size: int = BUNDLE_PAGE
    ) -> dict[str, Any]:
        """Return one page of bundle deals: ``{"bundle_deal_list", "more"}``.

        ``GET /api/v2/bundle_deal/get_bundle_deal_list``.

        :param time_status: 1 all, 2 upcoming, 3 ongoing, 4 expired.
        :param page_no: from 1.
        :param page_size: 1 to 1000.
        """
        params = query(
            time_status=check_int("time_status", time_status, 1, 4),
            page_no=check_int("page_no", page_no, 1, 2**31 - 1),
            page_size=check_int("page_size", page_size, 1, BUNDLE_PAGE),
        )
        envelope = self._gateway.get("/api/v2/bundle_deal/get_bundle_deal_list", params)
        return numbered_page(envelope, "bundle_deal_list")

    def iter_bundle_deal_list(
        self, *, time_status: int = ALL, page_size: int = BUNDLE_PAGE
    ) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_bundle_deal_list`."""
        return all_by_number(
            lambda page: self.get_bundle_deal_list(
                time_status=time_status, page_no=page, page_size=page_size
            ),
            "bundle_deal_list",
            1,
        )

    def _send_items(
        self, name: str, bundle_deal_id: str, item_ids: Iterable[str], more: dict[str, int]
    ) -> list[RowResult]:
        shared = _id(bundle_deal_id)
        return post_rows(
            self._gateway,
            f"/api/v2/bundle_deal/{name}",
            [Row((str(number),), {"item_id": number, **more}) for number in check_ids("item_ids", item_ids)],
            size=MARKETING_BATCH,
            body=lambda rows: shared | {"item_list": rows},
            rules=_BY_ITEM,
        )


def _id(bundle_deal_id: object) -> dict[str, int]:
    return {"bundle_deal_id": check_id("bundle_deal_id", bundle_deal_id)}


def _status(enabled: object) -> dict[str, int]:
    """The documentation's sample adds items with status 1; 2 switches them off."""
    return {"status": 1 if check_flag("enabled", enabled) else 2}
