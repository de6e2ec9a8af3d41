"""What analytics may be asked beside the days."""

from typing import Literal

from typing_extensions import TypedDict

from .types import Id, Name, filters

Currency = Literal["LOCAL", "USD"]
Granularity = Literal["ALL", "1D"]
SortOrder = Literal["ASC", "DESC"]


@filters
class Figures(TypedDict, total=False):
    """For one thing; without `granularity` one interval is returned."""

    granularity: Granularity
    currency: Currency
    with_comparison: bool


@filters
class Overview(TypedDict, total=False):
    """For all videos or live sessions of some accounts."""

    granularity: Granularity
    currency: Currency
    account_type: Name
    today: bool


@filters
class Listing(TypedDict, total=False):
    """For lists; the fields to sort by differ, see the pages."""

    currency: Currency
    sort_field: Name
    sort_order: SortOrder
    account_type: Name
    category_filter: list[Id]
    product_status_filter: Literal["ALL", "INACTIVE", "LIVE"]
    product_ids: list[Id]


@filters
class Ranking(TypedDict, total=False):
    """For the bestsellers of the whole market."""

    currency: Currency
    category_id: Id
