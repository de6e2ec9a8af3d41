"""Promotion activities and coupons."""

from typing import Annotated, Any, Literal

from typing_extensions import Required, TypedDict

from ...const import ACTIVITY_BATCH
from .types import Amount, Id, Ids, Name, Seconds, filters, upto, wire

ActivityType = Literal[
    "FIXED_PRICE",
    "DIRECT_DISCOUNT",
    "FLASHSALE",
    "SHIPPING_DISCOUNT",
    "BUY_MORE_SAVE_MORE",
    "BUY_X_GET_Y",
    "GIFT_WITH_PURCHASE",
]
ActivityStatus = Literal["DRAFT", "NOT_START", "ONGOING", "EXPIRED", "DEACTIVATED", "NOT_EFFECTIVE"]
ProductLevel = Literal["PRODUCT", "SHOP", "VARIATION"]


@wire
class _ActivityParts(TypedDict, total=False):
    title: Required[Annotated[str, upto(50, 1)]]
    duration_type: Literal["NORMAL", "INDEFINITE"]
    begin_time: Required[Seconds]
    end_time: Required[Seconds]
    participation_limit: list[dict[str, Any]]
    discount: dict[str, Any]
    target_user_info: dict[str, Any]
    auction_support_type: Name


@wire
class NewActivity(_ActivityParts, total=False):
    """Body of "Create Activity"; products are added afterwards. The title is unique in the shop."""

    activity_type: Required[ActivityType]
    product_level: Required[ProductLevel]


@wire
class Activity(_ActivityParts, total=False):
    """Body of "Update Activity"."""

    product_level: ProductLevel


@wire
class _Offer(TypedDict, total=False):
    id: Required[Id]
    activity_price_amount: Amount
    discount: Amount
    quantity_limit: Required[int]
    quantity_per_user: Required[int]


@wire
class SkuOffer(_Offer):
    """Price or discount (percent) of a SKU; quantities 1 to 99, or -1 for no limit."""


@wire
class ProductOffer(_Offer, total=False):
    """Price or discount (percent) of a product; quantities 1 to 99, or -1 for no limit."""

    skus: Annotated[list[SkuOffer], upto(ACTIVITY_BATCH)]


@filters
class OtherProducts(TypedDict, total=False):
    """Products that are given or left out (BUY_X_GET_Y, activities of the whole shop)."""

    benefit_product_ids: Ids
    exclude_product_ids: Ids


@filters
class ActivityFilter(TypedDict, total=False):
    """Filters of "Search Activities"."""

    status: ActivityStatus
    activity_title: Name
    activity_type: ActivityType


@filters
class CouponFilter(TypedDict, total=False):
    """Filters of "Search Coupons"."""

    status: list[Literal["NOT_START", "ONGOING", "EXPIRED", "DEACTIVATED"]]
    title_keyword: Name
    display_type: list[Literal["REGULAR", "LIVE", "CREATOR_EXCLUSIVE", "CHAT", "PROMO_CODE"]]
