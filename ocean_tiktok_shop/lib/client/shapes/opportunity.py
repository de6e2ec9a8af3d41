"""What opportunities and product scores may be asked for."""

from typing import Annotated

from typing_extensions import NotRequired, TypedDict

from .product import Image, Money
from .types import Amount, Id, Ids, Moment, Name, filters, upto, wire


@filters
class OpportunityFilter(TypedDict, total=False):
    """Filters of "List Opportunities"; ``ge <= time < lt``."""

    category_ids: Ids
    create_time_ge: Moment
    create_time_lt: Moment
    tag_codes: list[Name]


@filters
class SubmissionFilter(TypedDict, total=False):
    """Filters of "Get Submission Records"."""

    status: Name
    opportunity_id: Id
    product_id: Id
    submit_time_ge: Moment
    submit_time_lt: Moment


@filters
class ScoreFilter(TypedDict, total=False):
    """Filters of "List Product SKPP Statuses"."""

    product_ids: Ids
    skpp_status: Name


@wire
class SalesProperty(TypedDict):
    """A property with the values that are known."""

    id: Id
    values: list[dict[str, Id]]


@filters
class PropertyHint(TypedDict, total=False):
    """What "Recommend Required Product Properties" may know beside category and title."""

    description: Annotated[str, upto(10000)]
    images: list[Image]
    sales_properties: list[SalesProperty]
    target_property_ids: list[Id]


@wire
class TransactionPrice(TypedDict):
    """What somebody paid elsewhere, with a picture that proves it."""

    amount: Amount
    currency: Name
    transaction_time: Name
    image: NotRequired[Image]


@wire
class StrikethroughPrice(TypedDict):
    """What a SKU costs elsewhere."""

    id: Id
    external_sku_id: Name
    external_retail_price: Money
    external_transaction_price: TransactionPrice
