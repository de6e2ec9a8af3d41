"""What the simulated platform keeps: apps, shops, products and orders. Money is in whole units of the shop's
currency, times are unix seconds."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Shop:
    """A seller's shop. ``main_account_id`` is the account that owns several shops, 0 for none. ``holiday`` is
    its holiday mode as the API shows it, ``channels`` its own settings of carriers by their id."""

    id: int
    name: str
    region: str
    currency: str
    main_account_id: int
    status: str = "NORMAL"
    description: str = ""
    merchant_id: int = 0
    logo: str = ""
    offers: bool = True
    holiday: dict[str, Any] = field(default_factory=dict)
    channels: dict[int, dict[str, Any]] = field(default_factory=dict)


@dataclass
class Merchant:
    """A company that owns shops, an account of its own towards apps."""

    id: int
    name: str
    region: str
    currency: str


@dataclass
class App:
    """A partner's app. ``callback_url`` gets its pushes, ``redirect_domain`` limits where consent leads."""

    partner_id: int
    partner_key: str
    push_key: str
    callback_url: str = ""
    redirect_domain: str = ""
    pushes_off: set[int] = field(default_factory=set)
    blocked_shops: set[int] = field(default_factory=set)
    push_status: str = "Normal"


@dataclass
class Link:
    """A shop's consent to an app, from ``auth_time`` until ``expire_time``."""

    shop_id: int
    partner_id: int
    auth_time: int
    expire_time: int


@dataclass
class Line:
    """One order line. ``list_price`` and ``price`` are per unit; ``bundle_off`` is what a bundle deal takes
    off the whole line. A ``gift`` has price 0."""

    key: int
    item_id: int
    model_id: int
    item_name: str
    item_sku: str
    model_name: str
    model_sku: str
    quantity: int
    list_price: int
    price: int
    weight: float
    promotion: str = ""
    promotion_id: int = 0
    group: int = 0
    bundle_off: int = 0
    gift: bool = False
    cancelled: int = 0
    returned: int = 0
    return_requested: int = 0

    @property
    def listed(self) -> int:
        """List price of all units."""
        return self.list_price * self.quantity

    @property
    def selling(self) -> int:
        """Price of all units after the item's own promotion."""
        return self.price * self.quantity

    @property
    def discounted(self) -> int:
        """Price of all units after the bundle deal too."""
        return self.selling - self.bundle_off

    @property
    def active(self) -> int:
        """Units not cancelled."""
        return self.quantity - self.cancelled


@dataclass
class Channel:
    """A carrier. With ``integrated`` false the seller ships and is paid the shipping fee."""

    id: int
    name: str
    integrated: bool = True


@dataclass
class Parcel:
    """One package of an order: its number, its units by the key of their line, and how it is shipped.
    ``tracking_time`` is when its tracking number is known; ``way`` is pickup, dropoff or non_integrated."""

    number: str
    units: dict[int, int] = field(default_factory=dict)
    status: str = "LOGISTICS_NOT_START"
    tracking_number: str = ""
    tracking_time: int = 0
    pickup_time: int = 0
    delivery_time: int = 0
    way: str = ""
    address_id: int = 0
    slot: str = ""

    def tracking_at(self, now: int) -> str:
        """Return the tracking number as far as it is known at unix time `now`."""
        return self.tracking_number if now >= self.tracking_time else ""


@dataclass
class Order:
    """One order. ``overrides`` are changes to what the API shows of it, see ``patch.py``."""

    sn: str
    shop_id: int
    status: str
    region: str
    currency: str
    create_time: int
    update_time: int
    pay_time: int
    ship_by: int
    lines: list[Line]
    buyer_id: int
    buyer_name: str
    address: dict[str, str]
    channel: Channel
    payment_method: str
    parcels: list[Parcel]
    days_to_ship: int = 2
    masked: bool = True
    cod: bool = False
    seller_voucher: int = 0
    voucher_code: str = ""
    platform_voucher: int = 0
    coins: int = 0
    coin_cashback: int = 0
    affiliate_fee: int = 0
    shipping_list: int = 0
    shipping_rebate: int = 0
    service_fee: int = 0
    cod_fee: int = 0
    insurance: int = 0
    buyer_note: str = ""
    seller_note: str = ""
    note_time: int = 0
    reserved: bool = False
    complete_time: int = 0
    adjustments: list[dict[str, Any]] = field(default_factory=list)
    held_status: str = ""
    cancel_by: str = ""
    cancel_reason: str = ""
    buyer_cancel_reason: str = ""
    pending_terms: list[str] = field(default_factory=list)
    overrides: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def is_split(self) -> bool:
        """Whether the order is split into several packages."""
        return len(self.parcels) > 1

    def parcel(self, number: str) -> Parcel | None:
        """Return the package `number`, if it is one of this order."""
        return next((parcel for parcel in self.parcels if parcel.number == number), None)
