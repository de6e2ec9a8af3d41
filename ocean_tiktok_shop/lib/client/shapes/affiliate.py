"""Collaborations with creators. Commission rates are hundredths of a percent: 1000 is 10 %."""

from typing import Annotated, Any, Literal

from typing_extensions import NotRequired, Required, TypedDict

from .types import Amount, Id, Ids, Moment, Name, Seconds, between, filters, upto, wire

Rate = Annotated[int, between(0, 10000)]


@wire
class AmountRange(TypedDict, total=False):
    """From ``amount_ge`` to below ``amount_lt``."""

    amount_ge: Amount
    amount_lt: Amount


@wire
class RateRange(TypedDict, total=False):
    """From ``rate_ge`` to below ``rate_lt``."""

    rate_ge: int
    rate_lt: int


@wire
class CategoryRef(TypedDict):
    """A category."""

    id: Id


@filters
class MarketFilter(TypedDict, total=False):
    """Filters of the searches for open collaboration products."""

    title_keywords: list[Name]
    sales_price_range: AmountRange
    category: CategoryRef
    commission_rate_range: RateRange


@filters
class OpenFilter(TypedDict, total=False):
    """Filters of "Search Open Collaboration"."""

    keyword_type: Literal["PRODUCT_ID", "PRODUCT_NAME"]
    keyword: Name
    top_level_category_id: Id


@wire
class SampleRule(TypedDict, total=False):
    """When creators get a free sample without asking."""

    sample_quota: int
    is_sample_time_unlimited: bool
    start_time: Seconds
    end_time: Seconds
    thresholds: dict[str, Any]
    activate_status: Required[Name]


@filters
class CreatorFilter(TypedDict, total=False):
    """Filters of "Seller Search Creator on Marketplace"; ``search_key`` is that of the page before."""

    search_key: Name
    keyword: Name
    follower_demographics: dict[str, Any]
    gmv_ranges: list[Name]
    units_sold_ranges: list[Name]
    category: list[dict[str, Any]]
    content_performance: dict[str, Any]
    affiliate_data: dict[str, Any]
    advanced_filters: dict[str, Any]
    data_groups: list[Name]


@wire
class TargetProduct(TypedDict):
    """A product of a target collaboration; at least 10 %."""

    id: Id
    target_commission_rate: Annotated[int, between(1000, 10000)]
    shop_ads_commission_rate: NotRequired[Rate]


@wire
class TargetProductUpdate(TypedDict):
    """The same in "Update Target Collaboration", where the members have other names."""

    id: Id
    commission_rate: Annotated[int, between(1000, 10000)]
    target_ad_commission_rate: NotRequired[Rate]


@wire
class Contact(TypedDict, total=False):
    """Where creators reach the seller."""

    email: Required[Name]
    phone_number: Name
    whatsapp: Name
    telegram: Name
    line: Name


@wire
class FreeSample(TypedDict):
    """Whether there are samples, and whether asking for one is granted without review."""

    has_free_sample: bool
    is_sample_approval_exempt: bool


class _Target(TypedDict, total=False):
    name: Required[Name]
    message: Annotated[str, upto(500)]
    end_time: Required[Name]
    creator_user_open_ids: Required[Annotated[list[Id], upto(50, 1)]]
    seller_contact_info: Required[Contact]
    free_sample_rule: Required[FreeSample]
    preferred_content_type: Name


@wire
class NewTarget(_Target, total=False):
    """Body of "Create Target Collaboration"; ``end_time`` is unix seconds as text."""

    products: Required[Annotated[list[TargetProduct], upto(100, 1)]]


@wire
class Target(_Target, total=False):
    """Body of "Update Target Collaboration"."""

    products: Required[Annotated[list[TargetProductUpdate], upto(100, 1)]]


@wire
class TargetSearch(TypedDict):
    """A word to look for in products or collaborations."""

    keyword_type: Literal[
        "PRODUCT_ID", "PRODUCT_NAME", "TARGET_COLLABORATION_ID", "TARGET_COLLABORATION_NAME"
    ]
    keyword: Name


@filters
class TargetFilter(TypedDict, total=False):
    """Filters of "Search Target Collaborations"."""

    creator_accept_status: Literal["ACCEPT", "ALL"]
    free_sample_setting: Literal["WITH_FREE_SAMPLE", "ALL"]
    search_param: TargetSearch
    creator_user_open_id: Id


@filters
class SampleFilter(TypedDict, total=False):
    """Filters of "Seller Search Sample Applications"; two names are misspelled by the platform."""

    product_id: Id
    title: Name
    creator_user_oepn_id: Id
    username: Name
    target_collabration_id: Id
    order_id: Id
    status: Name


@filters
class OrderFilter(TypedDict, total=False):
    """Filters of "Search Seller Affiliate Orders"; ``ge <= time < lt``."""

    create_time_ge: Moment
    create_time_lt: Moment
    program_id: Id


@filters
class CreatorOrderFilter(TypedDict, total=False):
    """Filters of "Search Creator Affiliate Orders"."""

    create_time_ge: Moment
    create_time_lt: Moment


@filters
class CreatorSampleFilter(TypedDict, total=False):
    """Filters of "Search Creator Sample Applications"."""

    application_statuses: list[Name]


@filters
class ShowcaseAdd(TypedDict, total=False):
    """What "Add Showcase Products" adds: products, or the one behind a link."""

    product_ids: Ids
    product_link: Name
