"""Orders and packages: their filters and what is done to them."""

from typing import Annotated, Literal

from typing_extensions import NotRequired, Required, TypedDict

from ...const import EXTERNAL_ORDER_BATCH, WAREHOUSE_FILTER
from .product import Dimensions, Weight
from .types import Id, Ids, Moment, Name, Seconds, filters, upto, wire

OrderStatus = Literal[
    "UNPAID",
    "ON_HOLD",
    "AWAITING_SHIPMENT",
    "PARTIALLY_SHIPPING",
    "AWAITING_COLLECTION",
    "IN_TRANSIT",
    "DELIVERED",
    "COMPLETED",
    "CANCELLED",
]
PackageStatus = Literal["PROCESSING", "FULFILLING", "COMPLETED", "CANCELLED", "TO_FULFILL"]
Handover = Literal["PICKUP", "DROP_OFF"]


@filters
class OrderFilter(TypedDict, total=False):
    """Filters of "Get Order List"; ``ge <= time < lt``."""

    order_status: OrderStatus
    create_time_ge: Moment
    create_time_lt: Moment
    update_time_ge: Moment
    update_time_lt: Moment
    shipping_type: Literal["TIKTOK", "SELLER", "TIKTOK_DIGITAL", "IN-STORE PICKUP"]
    buyer_user_id: Id
    is_buyer_request_cancel: bool
    warehouse_ids: Annotated[list[Id], upto(WAREHOUSE_FILTER, 1)]


@wire
class ExternalLine(TypedDict):
    """A line of an order here (``id``) and in another system (``origin_id``)."""

    id: Id
    origin_id: Name


@wire
class ExternalOrder(TypedDict):
    """An order in another system, e.g. ``platform`` ERP_SYSTEM."""

    id: Name
    platform: Name
    line_items: Annotated[list[ExternalLine], upto(EXTERNAL_ORDER_BATCH, 1)]


@wire
class ExternalReference(TypedDict):
    """An order here and what it is called elsewhere."""

    id: Id
    external_order: ExternalOrder


@filters
class PackageFilter(TypedDict, total=False):
    """Filters of "Search Package"; ``ge <= time < lt``."""

    create_time_ge: Moment
    create_time_lt: Moment
    update_time_ge: Moment
    update_time_lt: Moment
    package_status: PackageStatus


@wire
class PickupSlot(TypedDict):
    """One of the slots of "Get Package Handover Time Slots"."""

    start_time: Seconds
    end_time: Seconds


@wire
class SelfShipment(TypedDict):
    """How a parcel travels that the seller sends himself."""

    tracking_number: Name
    shipping_provider_id: Id


@filters
class Shipment(TypedDict, total=False):
    """How "Ship Package" hands a parcel over; nothing of it is needed in South East Asia."""

    handover_method: Handover
    pickup_slot: PickupSlot
    self_shipment: SelfShipment


@wire
class PackageShipment(TypedDict, total=False):
    """One parcel of "Batch Ship Packages"."""

    id: Required[Id]
    handover_method: Handover
    pickup_slot: PickupSlot
    self_shipment: SelfShipment


@wire
class OrderLineRef(TypedDict):
    """A line of an order, or a part of a bundle in it."""

    order_line_id: Id
    sub_item_id: NotRequired[Id]


@filters
class ParcelPlan(TypedDict, total=False):
    """What "Get Eligible Shipping Service" may know of a parcel."""

    order_line_item_ids: Ids
    order_line_list: list[OrderLineRef]
    weight: Weight
    dimension: Dimensions


@filters
class NewPackage(TypedDict, total=False):
    """What "Create Packages" may know of a parcel; the older version has ``order_line_item_ids``."""

    order_line_item_ids: Ids
    order_line_item: list[OrderLineRef]
    order_list_ids: Ids
    dimension: Dimensions
    weight: Weight
    shipping_service_id: Id


@wire
class SplitGroup(TypedDict):
    """Lines of an order that become one parcel; ``id`` is a number of the caller's."""

    id: Name
    order_line_item_ids: Ids


@wire
class CombinablePackage(TypedDict):
    """Orders that travel in one parcel, as "Search Combinable Packages" found them."""

    id: Id
    order_ids: NotRequired[Ids]


@wire
class Delivery(TypedDict, total=False):
    """What became of a parcel that the seller's own drivers carry."""

    id: Required[Id]
    delivery_type: Required[Literal["DELIVERY_SUCCESS", "DELIVERY_FAILED", "UPDATE_POD"]]
    fail_delivery_reason: Name
    file_type: Literal["IMG", "PDF"]
    file_url: Name


@wire
class Invoice(TypedDict):
    """A tax invoice (Brazil); ``file`` is Base64."""

    package_id: Id
    order_ids: Ids
    file_type: Literal["XML"]
    file: Annotated[str, upto(10_000_000, 1)]


@wire
class SyncedSku(TypedDict):
    """Units of a SKU in a parcel."""

    id: Id
    quantity: int


@wire
class SyncedDimension(TypedDict, total=False):
    """Whole numbers."""

    length: int
    width: int
    height: int
    unit: Name


@wire
class SyncedWeight(TypedDict, total=False):
    """A whole number."""

    value: int
    unit: Name


@wire
class SyncedPackage(TypedDict, total=False):
    """A parcel that a certified warehouse has handed over; times in milliseconds."""

    id: Required[Id]
    wms_order_id: Required[Name]
    time_zone: Required[Name]
    ship_time_millis: Required[int]
    create_time_millis: Required[int]
    handover_time_millis: Required[int]
    shipping_provider_id: Required[Id]
    shipping_provider_name: Required[Name]
    tracking_number: Required[Name]
    dimension: Required[SyncedDimension]
    weight: SyncedWeight
    skus: Required[Annotated[list[SyncedSku], upto(1000, 1)]]
    provider_warehouse_code: Name
    provider_warehouse_name: Name
    shipping_origin_city: Name
    tcw_warehouse_type: Name
