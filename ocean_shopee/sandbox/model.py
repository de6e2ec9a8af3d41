"""What the simulated platform keeps: apps, shops, products and orders. Money is in whole units of the shop's
currency, times are unix seconds."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Shop:
    """A seller's shop. ``main_account_id`` is the account that owns several shops, 0 for none."""

    id: int
    name: str
    region: str
    currency: str
    main_account_id: int
    status: str = "NORMAL"
    description: str = ""


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
class Variant:
    """One sellable variant; ``model_id`` 0 for an item without variants."""

    model_id: int
    sku: str
    name: str
    tier_index: tuple[int, ...]
    list_price: int
    price: int
    stock: int


@dataclass
class Item:
    """A listing with its variants. ``tiers`` are pairs of a name and its options."""

    item_id: int
    shop_id: int
    name: str
    sku: str
    category_id: int
    weight: float
    tiers: list[tuple[str, list[str]]]
    variants: list[Variant]
    description: str
    create_time: int
    update_time: int
    status: str = "NORMAL"

    @property
    def has_model(self) -> bool:
        """Whether the item comes in variants."""
        return bool(self.tiers)


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
    package_number: str
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
    tracking_number: str = ""
    tracking_time: int = 0
    pickup_time: int = 0
    return_status: str = "TO_CONFIRM_RECEIVE"
    held_status: str = ""
    cancel_by: str = ""
    cancel_reason: str = ""
    buyer_cancel_reason: str = ""
    pending_terms: list[str] = field(default_factory=list)
    overrides: dict[str, dict[str, Any]] = field(default_factory=dict)
