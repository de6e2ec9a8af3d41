"""What the simulated platform keeps. Money is in whole units of the shop's currency, times are unix seconds,
ids are text as the API shows them."""

from dataclasses import dataclass, field
from typing import Any

TIKTOK = "TIKTOK_SHOP"
TOKOPEDIA = "TOKOPEDIA"


@dataclass
class App:
    """A partner's app. ``redirect_url`` and ``callback_url`` are what Partner Center holds: where consent
    leads, and where webhooks go that no shop has an address of its own for."""

    key: str
    secret: str
    service_id: str
    scopes: list[str]
    redirect_url: str = ""
    callback_url: str = ""


@dataclass
class Account:
    """Somebody who can give consent: a seller with shops (``user_type`` 0), a creator (1), a partner (3)."""

    open_id: str
    name: str
    region: str
    user_type: int = 0


@dataclass
class Shop:
    """A shop of a seller. With ``tokopedia`` it sells on both storefronts; ``withheld`` is whether the
    platform withholds income tax (article 22) from its sales."""

    id: str
    open_id: str
    name: str
    region: str
    currency: str
    cipher: str
    code: str
    tokopedia: bool = False
    withheld: bool = False
    active: bool = True
    accepts_chat: bool = True


@dataclass
class Warehouse:
    """A place goods leave from or come back to. Two kinds of one site share ``entity_id``."""

    id: str
    shop_id: str
    entity_id: str
    name: str
    kind: str
    is_default: bool
    place: tuple[str, str, str, str, str]


@dataclass
class Hook:
    """The address of one kind of webhook for one shop, set by the API."""

    shop_id: str
    event_type: str
    address: str
    create_time: int
    update_time: int


@dataclass
class Sku:
    """One sellable variant. ``stock``, ``committed`` and ``held``, which is the platform's part, are by
    warehouse."""

    id: str
    seller_sku: str
    name: str
    attributes: list[dict[str, Any]]
    list_price: int
    price: int
    stock: dict[str, int]
    committed: dict[str, int] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def available(self) -> int:
        """Units that can still be sold."""
        return sum(self.stock.values())


@dataclass
class Product:
    """A listing. ``content`` is what the seller sent of it, ``pending`` an edit under review, ``draft`` one
    not submitted; ``audit_due`` is when the running audit ends, 0 for none, ``passes`` its result, and
    ``reasons`` why it fails, as ``audit_failed_reasons`` shows it."""

    id: str
    shop_id: str
    content: dict[str, Any]
    skus: list[Sku]
    create_time: int
    update_time: int
    status: str = "ACTIVATE"
    audit: str = "APPROVED"
    audit_due: int = 0
    passes: bool = True
    reasons: list[dict[str, Any]] = field(default_factory=list)
    platforms: dict[str, str] = field(default_factory=dict)
    pending: dict[str, Any] | None = None
    draft: dict[str, Any] | None = None

    @property
    def title(self) -> str:
        """Name of the listing."""
        return str(self.content.get("title", ""))


@dataclass
class Unit:
    """One unit of an order: a row of ``line_items``. Money is per unit."""

    id: str
    product_id: str
    sku_id: str
    product_name: str
    sku_name: str
    seller_sku: str
    original_price: int
    warehouse_id: str
    seller_discount: int = 0
    platform_discount: int = 0
    buyer_service_fee: int = 0
    retail_price: int = 0
    gift: bool = False
    cancelled: bool = False
    returned: bool = False
    cancel_user: str = ""
    cancel_reason: str = ""
    package_id: str = ""

    @property
    def sale_price(self) -> int:
        """What the buyer pays for the unit."""
        return self.original_price - self.seller_discount - self.platform_discount

    @property
    def revenue(self) -> int:
        """What the seller earns with the unit, fees not deducted."""
        return self.original_price - self.seller_discount


@dataclass
class Charges:
    """Amounts of a whole order beside its goods, all positive."""

    shipping_list: int = 0
    shipping_seller: int = 0
    shipping_platform: int = 0
    shipping_cofunded: int = 0
    handling_fee: int = 0
    shipping_insurance: int = 0
    item_insurance: int = 0
    payment_promo: int = 0
    distance_fee: int = 0
    distance_shipping: int = 0
    affiliate_rate: int = 0


@dataclass
class Package:
    """A parcel. ``unit_ids`` may belong to several orders once combined."""

    id: str
    shop_id: str
    order_ids: list[str]
    unit_ids: list[str]
    create_time: int
    update_time: int
    status: str = "TO_FULFILL"
    tag: str = "DEFAULT"
    tracking_number: str = ""
    tracking_due: int = 0
    label_due: int = 0
    provider_id: str = ""
    provider_name: str = ""
    handover_method: str = ""
    pickup_slot: dict[str, int] = field(default_factory=dict)
    ship_time: int = 0
    pickup_time: int = 0
    delivery_time: int = 0
    corrected: bool = False


@dataclass
class Order:
    """One order. ``overrides`` are changes to what the API shows of it, see ``patch.py``; ``settled`` are
    the times at which it entered statements, with the units given back by then, and
    ``partial_refund`` is what the buyer got back without giving anything back, not yet in a statement."""

    id: str
    shop_id: str
    status: str
    currency: str
    create_time: int
    update_time: int
    units: list[Unit]
    charges: Charges
    buyer_id: str
    buyer_nickname: str
    address: dict[str, str]
    masked: bool
    payment_method: str
    delivery_option: str
    commerce_platform: str = TIKTOK
    shipping_type: str = "TIKTOK"
    fulfillment_type: str = "FULFILLMENT_BY_SELLER"
    paid_time: int = 0
    rts_time: int = 0
    collection_time: int = 0
    delivery_time: int = 0
    complete_time: int = 0
    cancel_time: int = 0
    cancel_by: str = ""
    cancel_reason: str = ""
    request_cancel_time: int = 0
    cod: bool = False
    sample: bool = False
    replaced_order_id: str = ""
    tag: str = ""
    buyer_message: str = ""
    seller_note: str = ""
    address_updated: bool = False
    external: list[dict[str, Any]] = field(default_factory=list)
    settled: list[dict[str, Any]] = field(default_factory=list)
    partial_refund: int = 0
    overrides: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def active(self) -> list[Unit]:
        """Units not cancelled."""
        return [unit for unit in self.units if not unit.cancelled]


@dataclass
class Cancellation:
    """A cancellation of an order; ``kind`` is BUYER_CANCEL (to be answered) or CANCEL."""

    id: str
    order_id: str
    shop_id: str
    kind: str
    status: str
    role: str
    reason: str
    unit_ids: list[str]
    create_time: int
    update_time: int
    refund_due: int = 0


@dataclass
class Return:
    """A return, refund or replacement. ``partial_refund`` is what the seller offered, 0 for nothing;
    ``request_id`` is that of the request it was taken out of, ``document_type`` what the buyer got to
    send the goods back with."""

    id: str
    order_id: str
    shop_id: str
    kind: str
    status: str
    role: str
    reason: str
    unit_ids: list[str]
    create_time: int
    update_time: int
    refund_total: int = 0
    shipment_type: str = "PLATFORM"
    handover_method: str = "DROP_OFF"
    tracking_number: str = ""
    provider_id: str = ""
    document_type: str = ""
    request_id: str = ""
    arbitration: str = ""
    partial_refund: int = 0
    buyer_keeps: bool = False
    refund_due: int = 0
    records: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Adjustment:
    """A statement row that is no sale; ``amount`` is signed from the seller's view."""

    id: str
    shop_id: str
    kind: str
    amount: int
    order_id: str
    time: int


@dataclass
class Message:
    """A chat message; ``content`` is JSON text as the API carries it."""

    id: str
    kind: str
    content: str
    create_time: int
    index: str
    sender: str


@dataclass
class Session:
    """A stretch of a chat, from the first words of the buyer until it is ended, ``end_time`` 0 until then.
    ``first_response`` is when the seller first wrote in it, 0 for not yet."""

    id: str
    begin_time: int
    phase: str
    end_time: int = 0
    first_response: int = 0


@dataclass
class Conversation:
    """A chat with a buyer."""

    id: str
    shop_id: str
    buyer_id: str
    nickname: str
    buyer_platform: str
    create_time: int
    messages: list[Message] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    unread: int = 0


@dataclass
class Record:
    """Something with an id, kept as the API shows it: an activity, coupon, collaboration, creator, sample.

    What belongs to a seller and to no shop has the seller's open_id as ``shop_id``.
    """

    id: str
    shop_id: str
    data: dict[str, Any]
