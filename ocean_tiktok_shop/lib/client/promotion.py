"""Activities (discounts, flash sales, gifts) and coupons."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from typing_extensions import Unpack

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import batches, check_moment
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from ..const import ACTIVITY_BATCH, ACTIVITY_PAGE
from .answers import data_of, iterate, page_of
from .arguments import check_id, check_ids, check_shape, check_shapes, paging
from .base import Resource
from .shapes.promotion import (
    Activity,
    ActivityFilter,
    CouponFilter,
    NewActivity,
    OtherProducts,
    ProductOffer,
)


class PromotionApi(Resource):
    """``/promotion``. What runs cannot be edited once it is DEACTIVATED or EXPIRED. Coupons are read only."""

    @endpoint("POST", "/promotion/202309/activities")
    def create_activity(self, activity: NewActivity) -> dict[str, Any]:
        """Return ``{"activity_id", "status", "create_time"}`` of a new activity, which has no products yet.

        ``POST /promotion/202309/activities`` ("Create Activity").

        :raise Rejected: ``17029004`` the title exists, ``17029005`` it begins in the past, ``17029006`` too
            short, ``17029007`` too long, ``17029036`` unknown kind of activity
        """
        body = check_shape(NewActivity, "activity", activity)
        envelope = self._gateway.write("POST", "/promotion/202309/activities", body)
        member(envelope, "data.activity_id", str)
        return data_of(envelope)

    @endpoint("PUT", "/promotion/202309/activities/{activity_id}")
    def update_activity(self, activity_id: str, activity: Activity) -> dict[str, Any]:
        """Change an activity; return ``{"activity_id", "status", "update_time"}``.

        ``PUT /promotion/202309/activities/{activity_id}`` ("Update Activity").

        :raise Rejected: ``17029009`` no such activity, ``17029010`` deactivated, ``17029012`` expired,
            ``17029011`` the beginning is fixed, ``17029022`` a product is in two activities
        """
        body = check_shape(Activity, "activity", activity)
        return data_of(self._gateway.write("PUT", _activity(activity_id), body))

    @endpoint("PUT", "/promotion/202309/activities/{activity_id}/products")
    def update_activity_products(
        self, activity_id: str, products: Iterable[ProductOffer], **others: Unpack[OtherProducts]
    ) -> dict[str, Any]:
        """Add products to an activity or change their offers; return the last ``{"status", "total_count"}``.

        ``PUT /promotion/202309/activities/{activity_id}/products`` ("Update Activity Product"); calls with
        300 products and 300 SKUs each. What the earlier calls did stays when a later one fails.

        :raise Rejected: ``17029017`` a product is not of this shop, ``17029022`` a product is in two
            activities, ``17029018`` more than there is in stock, ``17029020`` too high a discount,
            ``17029034`` wrong price
        :raise Throttled: ``17029054`` too many calls
        :raise Transient: ``17029055`` timeout
        """
        rows = check_shapes(ProductOffer, "products", products)
        head = {"activity_id": check_id("activity_id", activity_id)}
        more = check_shape(OtherProducts, "", others)
        data: dict[str, Any] = {}
        for batch in _offer_batches(rows):
            body = {"products": batch, **head, **more}
            data = data_of(self._gateway.write("PUT", _activity(activity_id, "products"), body))
        return data

    @endpoint("DELETE", "/promotion/202309/activities/{activity_id}/products")
    def remove_activity_products(
        self,
        activity_id: str,
        *,
        product_ids: Iterable[str] = (),
        sku_ids: Iterable[str] = (),
        **others: Unpack[OtherProducts],
    ) -> dict[str, Any]:
        """Take products or SKUs out of an activity; return the last ``{"activity_id", "status"}``.

        ``DELETE /promotion/202309/activities/{activity_id}/products`` ("Remove Activity Product"), with a
        body; calls with 300 ids each.

        :raise Rejected: ``17029023`` and ``17029024`` not in this activity, ``17029009`` no such activity,
            ``17029012`` expired, ``17029047`` a flash sale is running
        :raise Transient: ``17029055`` timeout
        """
        path = _activity(activity_id, "products")
        bodies: list[Mapping[str, Any]] = []
        for name, values in (("product_ids", product_ids), ("sku_ids", sku_ids)):
            ids = check_ids(name, values) if values != () else []
            bodies += [{name: list(batch)} for batch in batches(ids, ACTIVITY_BATCH)]
        if others:
            bodies.append(check_shape(OtherProducts, "", others))
        if not bodies:
            raise InvalidRequest("product_ids, sku_ids: nothing to remove")
        return [data_of(self._gateway.write("DELETE", path, body)) for body in bodies][-1]

    @endpoint("POST", "/promotion/202309/activities/search")
    def search_activities(
        self, *, page_size: int = ACTIVITY_PAGE, page_token: str = "", **filters: Unpack[ActivityFilter]
    ) -> dict[str, Any]:
        """Return one page of activities: ``{"activities": […], "next_page_token"}``.

        ``POST /promotion/202309/activities/search`` ("Search Activities"). Here the page stands in the body.

        :raise Rejected: ``17029001`` wrong parameter, ``17029059`` too deep a page
        :raise Transient: ``17029055`` timeout
        """
        page: dict[str, Any] = dict(paging(page_size, page_token, ACTIVITY_PAGE))
        body = page | {"page_size": page_size} | check_shape(ActivityFilter, "", filters)
        envelope = self._gateway.search("/promotion/202309/activities/search", (), body)
        return page_of(envelope, "activities", page_token)

    def iter_activities(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`search_activities`; `options` are its keyword arguments."""
        return iterate(self.search_activities, "activities", **options)

    @endpoint("GET", "/promotion/202309/activities/{activity_id}")
    def get_activity(self, activity_id: str) -> dict[str, Any]:
        """Return one activity with its products and their offers.

        ``GET /promotion/202309/activities/{activity_id}`` ("Get Activity").

        :raise Rejected: ``17029009`` no such activity, ``17029028`` not of this shop
        :raise Transient: ``17029055`` timeout
        """
        return data_of(self._gateway.get(_activity(activity_id)))

    @endpoint("POST", "/promotion/202309/activities/{activity_id}/deactivate")
    def deactivate_activity(self, activity_id: str) -> dict[str, Any]:
        """End an activity; return ``{"activity_id", "title", "status"}``.

        ``POST /promotion/202309/activities/{activity_id}/deactivate`` ("Deactivate Activity").

        :raise Rejected: ``17029009`` no such activity, ``17029010`` deactivated already, ``17029012``
            expired, ``17029028`` not of this shop
        :raise Transient: ``17029055`` timeout
        """
        return data_of(self._gateway.write("POST", _activity(activity_id, "deactivate")))

    @endpoint("POST", "/promotion/202607/activities/{activity_id}/republish", "third party")
    def republish_activity(
        self, activity_id: str, begin_time: datetime, end_time: datetime
    ) -> dict[str, Any]:
        """Run an activity again that has ended.

        ``POST /promotion/202607/activities/{activity_id}/republish`` ("Republish Activity").

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        body = {
            "begin_time": check_moment("begin_time", begin_time),
            "end_time": check_moment("end_time", end_time),
        }
        path = f"/promotion/202607/activities/{check_id('activity_id', activity_id)}/republish"
        return data_of(self._gateway.write("POST", path, body))

    @endpoint("POST", "/promotion/202406/coupons/search")
    def search_coupons(
        self, *, page_size: int = ACTIVITY_PAGE, page_token: str = "", **filters: Unpack[CouponFilter]
    ) -> dict[str, Any]:
        """Return one page of coupons: ``{"coupons": […], "next_page_token"}``.

        ``POST /promotion/202406/coupons/search`` ("Search Coupons").

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        params = paging(page_size, page_token, ACTIVITY_PAGE)
        body = check_shape(CouponFilter, "", filters)
        return page_of(
            self._gateway.search("/promotion/202406/coupons/search", params, body), "coupons", page_token
        )

    def iter_coupons(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`search_coupons`, page after page; `options` are its keyword arguments."""
        return iterate(self.search_coupons, "coupons", **options)

    @endpoint("GET", "/promotion/202406/coupons/{coupon_id}")
    def get_coupon(self, coupon_id: str) -> dict[str, Any]:
        """Return one coupon.

        ``GET /promotion/202406/coupons/{coupon_id}`` ("Get Coupon").
        """
        envelope = self._gateway.get(f"/promotion/202406/coupons/{check_id('coupon_id', coupon_id)}")
        return member(envelope, "data.coupon", dict)


def _activity(activity_id: str, action: str = "") -> str:
    path = f"/promotion/202309/activities/{check_id('activity_id', activity_id)}"
    return f"{path}/{action}" if action else path


def _offer_batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield offers so that no piece has more than 300 products or 300 SKUs."""
    batch: list[dict[str, Any]] = []
    skus = 0
    for row in rows:
        count = len(row.get("skus", ()))
        if batch and (len(batch) == ACTIVITY_BATCH or skus + count > ACTIVITY_BATCH):
            yield batch
            batch, skus = [], 0
        batch.append(row)
        skus += count
    yield batch
