"""What the simulated platform keeps. Money is in rupiah, times are unix seconds (UTC), weights are grams."""

from dataclasses import dataclass, field
from typing import Any

BANNED, PENDING, DELETED, ACTIVE, INACTIVE = -2, -1, 0, 1, 3
"""Statuses of products (guide "get-product")."""


@dataclass
class App:
    """An app of the console. ``urls`` are its webhooks by name; buyers are encrypted for ``public_key``."""

    fs_id: int
    client_id: str
    client_secret: str
    shops: set[int] = field(default_factory=set)
    public_key: str = ""
    urls: dict[str, str] = field(default_factory=dict)
    webhook_secret: str = ""
    whitelist: list[str] = field(default_factory=lambda: ["127.0.0.1"])
    token: str = ""
    token_ends: int = 0


@dataclass
class Place:
    """Where something is: names and the platform's ids of district, city and province."""

    district_id: int
    district: str
    city_id: int
    city: str
    province_id: int
    province: str
    postal_code: str
    geo: str


@dataclass
class Warehouse:
    """A warehouse of a shop; the first one is its main one."""

    id: int
    name: str
    place: Place
    address: str


@dataclass
class Shop:
    """A seller's shop. ``services`` are the courier services in use, ``showcases`` names by id."""

    id: int
    user_id: int
    name: str
    domain: str
    created: str
    warehouses: list[Warehouse]
    services: set[int]
    showcases: dict[int, str]
    is_open: bool = True
    close_note: str = ""
    closed_until: str = ""

    @property
    def main_warehouse(self) -> int:
        """Id of the main warehouse."""
        return self.warehouses[0].id


@dataclass
class Product:
    """A product, or a variant of one (``parent_id``; ``options`` are places in the parent's ``selection``).

    ``stock`` is by warehouse, without what a flash sale has set apart; one that is not ``counted`` is always
    available. ``emptied`` tells that it was hidden because its stock went to 0. ``dimension`` is in cm,
    ``annotations`` are ids of attribute values. At ``check_at`` its check ends, 0 for none.
    """

    id: int
    shop_id: int
    name: str
    sku: str
    price: int
    stock: dict[int, int]
    category_id: int
    weight: int
    description: str = ""
    condition: int = 1
    status: int = ACTIVE
    min_order: int = 1
    showcase_id: int = 0
    parent_id: int = 0
    children: list[int] = field(default_factory=list)
    selection: list[dict[str, Any]] = field(default_factory=list)
    options: list[int] = field(default_factory=list)
    size_chart: str = ""
    pictures: list[str] = field(default_factory=list)
    wholesale: list[dict[str, int]] = field(default_factory=list)
    preorder: dict[str, Any] = field(default_factory=dict)
    dimension: dict[str, int] = field(default_factory=dict)
    annotations: list[int] = field(default_factory=list)
    must_insurance: bool = False
    counted: bool = True
    check_at: int = 0
    create_time: int = 0
    update_time: int = 0
    sold: int = 0
    emptied: bool = False

    @property
    def total_stock(self) -> int:
        """Stock of all warehouses."""
        return sum(self.stock.values())


@dataclass
class Line:
    """One order line. ``price`` is per unit after the seller's own discount, ``list_price`` before it."""

    detail_id: int
    product_id: int
    name: str
    sku: str
    quantity: int
    price: int
    list_price: int
    weight: int
    note: str = ""
    rejected: int = 0

    @property
    def total(self) -> int:
        """Price of all units."""
        return self.price * self.quantity

    @property
    def active(self) -> int:
        """Units still to be delivered."""
        return self.quantity - self.rejected


@dataclass
class Courier:
    """A courier's service. With ``own`` the seller ships and is paid the shipping cost."""

    shipper_id: int
    shipper: str
    service_id: int
    service: str
    own: bool = False


@dataclass
class Step:
    """One entry of an order's history."""

    status: int
    at: int
    actor: str
    comment: str = ""


@dataclass
class CancelRequest:
    """A buyer's wish to cancel; ``status`` 1 open, 2 refused."""

    at: int
    reason: str
    status: int = 1


@dataclass
class Order:
    """One order. ``overrides`` are changes to what the API shows of it, see ``patch.py``."""

    id: int
    shop_id: int
    warehouse_id: int
    status: int
    invoice: str
    payment_id: int
    create_time: int
    update_time: int
    pay_time: int
    lines: list[Line]
    buyer_id: int
    buyer: dict[str, str]
    street: str
    place: Place
    courier: Courier
    shipping_cost: int = 0
    insurance: int = 0
    promo_product: int = 0
    promo_shipping: int = 0
    cashback: int = 0
    points: int = 0
    voucher: int = 0
    cod: bool = False
    plus: bool = False
    accept_by: int = 0
    ship_by: int = 0
    accept_time: int = 0
    ship_time: int = 0
    deliver_time: int = 0
    awb: str = ""
    awb_time: int = 0
    booking_code: str = ""
    printed: bool = False
    cancel_request: CancelRequest | None = None
    comment: str = ""
    pof: dict[int, int] = field(default_factory=dict)
    history: list[Step] = field(default_factory=list)
    overrides: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass
class Ticket:
    """A buyer's complaint about an order."""

    id: int
    order_id: int
    problem: str
    status: str
    opened: int
    closed: int = 0
    solution: str = ""
    fault: str = ""
    refund: int = 0


@dataclass
class Reply:
    """One message of a conversation; ``kind`` and ``payload`` of an attachment."""

    id: int
    at: int
    from_buyer: bool
    text: str
    kind: int = 0
    payload: dict[str, Any] = field(default_factory=dict)


@dataclass
class Conversation:
    """A shop's conversation with a buyer."""

    id: int
    shop_id: int
    buyer_id: int
    name: str
    unread: int = 0
    replies: list[Reply] = field(default_factory=list)


@dataclass
class Question:
    """A question on a product's page with its answers (pairs of time and text, all by the seller)."""

    id: int
    product_id: int
    user_id: int
    user: str
    at: int
    text: str
    answers: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class Movement:
    """One change of a shop's balance."""

    id: int
    shop_id: int
    at: int
    amount: int
    kind: int
    description: str
    group: str
    note: str


@dataclass
class SlashPrice:
    """The discount of one product for a time.

    A flash sale of the platform has ``reserve``, the units that it set apart.
    """

    id: int
    shop_id: int
    product_id: int
    price: int
    percentage: int
    start: int
    end: int
    max_order: int
    warehouse_id: int
    cancelled: bool = False
    reserve: int = 0

    @property
    def is_flash_sale(self) -> bool:
        """Whether it is the platform's, not the shop's."""
        return bool(self.reserve)


@dataclass
class Bundle:
    """Several products at one price; ``items`` as they were handed in."""

    id: int
    group_id: int
    shop_id: int
    name: str
    type: int
    start: int
    stop: int
    warehouse_ids: list[int]
    quota: int
    max_order: int
    items: list[dict[str, Any]]
    cancelled: bool = False


@dataclass
class Upload:
    """Products handed in by v2, and what became of them at ``ready``."""

    id: int
    shop_id: int
    ready: int
    total: int
    done: list[int]
    failed: list[dict[str, Any]]
