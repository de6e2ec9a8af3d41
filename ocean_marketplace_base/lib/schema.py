"""The canonical data model: what every platform's payloads are mapped into.

Amounts are ``Decimal`` in the order's currency, times are aware UTC ``datetime``, ids are ``str``.
``None`` means *not delivered by the platform*, which is not the same as zero or empty.
Platform adapters build these objects in their ``lib/mapping.py``; the base sees nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import datetime, timezone
from decimal import Decimal
from enum import Enum
from typing import Any

from .content import Content
from .ladder import Ladder


class OrderStatus(str, Enum):
    """Neutral order status (design: one total table per platform maps to it)."""

    UNPAID = "unpaid"
    ON_HOLD = "on_hold"
    TO_SHIP = "to_ship"
    ARRANGED = "arranged"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    COMPLETED = "completed"
    CANCEL_REQUESTED = "cancel_requested"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class ListingStatus(str, Enum):
    """Neutral listing status."""

    DRAFT = "draft"
    CHECKING = "checking"
    LIVE = "live"
    HIDDEN = "hidden"
    BLOCKED = "blocked"
    DELETED = "deleted"
    UNKNOWN = "unknown"


class Topic(str, Enum):
    """What a push is about."""

    ORDER = "order"
    TRACKING = "tracking"
    LISTING = "listing"
    AUTHORIZED = "authorized"
    DEAUTHORIZED = "deauthorized"
    AUTH_EXPIRING = "auth_expiring"
    PING = "ping"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where the parcel goes. ``masked`` when the platform hides parts of it with asterisks."""

    name: str = ""
    phone: str = ""
    street: str = ""
    village: str = ""
    district: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    country_code: str = ""
    full: str = ""
    masked: bool = False


@dataclass(frozen=True, kw_only=True)
class Buyer:
    """Who bought. ``external_id`` is the platform's stable id, ``""`` when it gives none."""

    external_id: str = ""
    username: str = ""
    email: str = ""
    masked: bool = False


@dataclass(frozen=True, kw_only=True)
class OrderLine:
    """One line of an order.

    ``unit_keys`` are the platform's ids of its single units, where it has such ids.
    ``unit_list_price`` and ``unit_price`` are per unit as the order shows them; all other amounts are
    totals of the line. ``revenue`` is ``rev.items`` of the ladder for ``active_quantity`` units: list price
    less what the seller pays of discounts and vouchers, tax included. It is ``None`` while unknown.
    """

    key: str
    item_id: str
    sku_id: str
    seller_sku: str
    name: str
    variant: str = ""
    quantity: int
    cancelled_quantity: int = 0
    returned_quantity: int = 0
    unit_list_price: Decimal
    unit_price: Decimal
    list_amount: Decimal
    seller_discount: Decimal | None = None
    platform_discount: Decimal | None = None
    seller_voucher: Decimal | None = None
    platform_voucher: Decimal | None = None
    revenue: Decimal | None = None
    is_gift: bool = False
    is_bundle: bool = False
    is_preorder: bool = False
    main_line_key: str = ""
    image_url: str = ""
    platform_warehouse: str = ""
    unit_keys: tuple[str, ...] = ()

    @property
    def active_quantity(self) -> int:
        """Units still to be delivered: ordered less those cancelled before shipment."""
        return self.quantity - self.cancelled_quantity


@dataclass(frozen=True, kw_only=True)
class PackageLine:
    """Units of an order line in one package."""

    line_key: str
    quantity: int


@dataclass(frozen=True, kw_only=True)
class Package:
    """One parcel as the platform sees it."""

    external_id: str
    raw_status: str = ""
    carrier_id: str = ""
    carrier_name: str = ""
    tracking_ref: str = ""
    lines: tuple[PackageLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Order:
    """One marketplace order.

    ``seller_ships`` is true when the seller, not the platform, organises and is paid for transport;
    ``None`` when the order does not say (then the carrier mapping decides). ``source_order_id`` is the order
    that a replacement or an exchange follows.

    ``ship_by`` and ``deliver_by`` are the last moments to hand over and to deliver. ``respond_by`` is there
    only while the seller owes an answer: to a new order that must be accepted, or to a buyer who asked to
    cancel at ``cancel_asked_at``.
    """

    platform: str
    external_id: str
    status: OrderStatus
    raw_status: str
    region: str = ""
    currency: str
    created_at: datetime | None = None
    paid_at: datetime | None = None
    updated_at: datetime | None = None
    ship_by: datetime | None = None
    deliver_by: datetime | None = None
    respond_by: datetime | None = None
    cancel_asked_at: datetime | None = None
    buyer: Buyer = field(default_factory=Buyer)
    address: Address = field(default_factory=Address)
    lines: tuple[OrderLine, ...] = ()
    packages: tuple[Package, ...] = ()
    ladder: Ladder | None = None
    buyer_total: Decimal | None = None
    revenue_total: Decimal | None = None
    shipping_revenue: Decimal = Decimal(0)
    packaging_revenue: Decimal = Decimal(0)
    payment_method: str = ""
    is_cod: bool = False
    carrier_id: str = ""
    carrier_name: str = ""
    seller_ships: bool | None = None
    is_sample: bool = False
    is_replacement: bool = False
    is_exchange: bool = False
    source_order_id: str = ""
    buyer_note: str = ""
    seller_note: str = ""
    cancelled_by: str = ""
    cancel_reason: str = ""
    channel: str = ""


@dataclass(frozen=True, kw_only=True)
class ListingSku:
    """One sellable variant of a listing. ``quantity`` is the number the platform shows.

    ``price`` is what buyers pay now, campaigns included; the normal price is in `Listing.content`.
    """

    sku_id: str
    seller_sku: str = ""
    name: str = ""
    barcode: str = ""
    price: Decimal | None = None
    quantity: int | None = None


@dataclass(frozen=True, kw_only=True)
class ReviewNote:
    """Why the platform hides, blocks or refuses a listing, in its words.

    ``key`` is of `content.KEYS`, or ``""``.
    """

    text: str
    code: str = ""
    key: str = ""
    advice: str = ""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One item of a shop with its variants; an item without variants has one sku.

    ``channels`` are the marks of the platforms on which it is shown, where one shop sells on several; empty
    where it says nothing of that. ``channel_statuses`` are status and raw status by mark, where there is one
    of its own. ``content`` is everything it says, ``None`` where only its outline was read.
    """

    platform: str
    external_id: str
    name: str
    status: ListingStatus
    raw_status: str
    seller_sku: str = ""
    currency: str = ""
    updated_at: datetime | None = None
    image_url: str = ""
    channels: tuple[str, ...] = ()
    channel_statuses: Mapping[str, tuple[ListingStatus, str]] = field(default_factory=dict)
    skus: tuple[ListingSku, ...] = ()
    content: Content | None = None
    notes: tuple[ReviewNote, ...] = ()
    url: str = ""

    def on_channel(self, channel: str) -> "Listing":
        """Return the listing as the platform with the mark `channel` shows it."""
        status, raw_status = self.channel_statuses.get(channel, (self.status, self.raw_status))
        return replace(self, status=status, raw_status=raw_status)


@dataclass(frozen=True, kw_only=True)
class Event:
    """A push, reduced to a hint: read ``external_id`` of ``shop_ids`` again.

    ``dedupe_key`` is equal for repeated deliveries of the same push and different otherwise.
    """

    topic: Topic
    raw_topic: str
    dedupe_key: str
    shop_ids: tuple[str, ...] = ()
    external_id: str = ""
    occurred_at: datetime | None = None
    raw_status: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Token:
    """Credentials of one shop. Times are absolute."""

    access_token: str
    refresh_token: str
    access_expires_at: datetime
    refresh_expires_at: datetime | None = None

    def __repr__(self):
        return f"Token(access_expires_at={self.access_expires_at!r})"


@dataclass(frozen=True, kw_only=True)
class Grant:
    """One shop a seller has authorised, with its token.

    ``channels`` are the marks of other platforms on which it sells too, as far as that was asked.
    """

    external_shop_id: str
    token: Token
    name: str = ""
    region: str = ""
    authorized_until: datetime | None = None
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ShopInfo:
    """What the platform says of a shop."""

    external_shop_id: str
    name: str
    region: str
    currency: str = ""
    authorized_until: datetime | None = None
    status: str = ""


def to_plain(value: Any) -> Any:
    """Return `value` as plain JSON data: amounts as decimal strings, times as ISO 8601 UTC with ``Z``."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: to_plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (list, tuple, set, frozenset)):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    return value
