"""Statements: what the seller gets for an order, by SKU, by order and by day.

All amounts are signed from the seller's view, and they add up: revenue is the sum of its breakdown, shipping
and fees of theirs, the settlement of the three, an order of its SKUs, a statement of its rows (TikTok Shop
finance guide and the reference of Get Transactions by Order and by Statement).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from .model import Adjustment, Order, Shop, Unit
from .money import allocate, rate, seller_ships, shipping_fee, total_of
from .store import Store
from .switches import Switches

DAY = 86_400
COMMISSION = Fraction(8, 100)
DYNAMIC = Fraction(4, 100)
PROCESSING_FEE = 1250
INCOME_TAX = Fraction(5, 1000) / Fraction(111, 100)
REVENUE = (
    "subtotal_before_discount_amount",
    "seller_discount_amount",
    "refund_subtotal_before_discount_amount",
    "seller_discount_refund_amount",
    "cod_service_fee_amount",
    "refund_cod_service_fee_amount",
    "distant_item_fee_amount",
)
SHIPPING = (
    "actual_shipping_fee_amount",
    "shipping_fee_discount_amount",
    "customer_paid_shipping_fee_amount",
    "return_shipping_fee_amount",
    "replacement_shipping_fee_amount",
    "failed_delivery_subsidy_amount",
    "distant_shipping_fee_amount",
)
FEES = (
    "platform_commission_amount",
    "dynamic_commission_amount",
    "referral_fee_amount",
    "transaction_fee_amount",
    "affiliate_commission_amount",
    "affiliate_commission_amount_before_pit",
    "mall_service_fee_amount",
    "platform_special_service_fee_amount",
)
TAXES = ("vat_amount", "pit_amount", "article_22_income_tax_withheld")
ALIAS = "affiliate_commission_amount_before_pit"
"""Repeats another fee; never part of a sum."""


@dataclass
class Money:
    """A settlement: amounts by field in four groups. ``residual`` is a fee that no field names."""

    revenue: dict[str, int] = field(default_factory=lambda: dict.fromkeys(REVENUE, 0))
    shipping: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SHIPPING, 0))
    fee: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FEES, 0))
    tax: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TAXES, 0))
    residual: int = 0
    quantity: int = 0

    @property
    def revenue_total(self) -> int:
        """Sum of the revenue breakdown."""
        return sum(self.revenue.values())

    @property
    def shipping_total(self) -> int:
        """Sum of the shipping breakdown."""
        return sum(self.shipping.values())

    @property
    def fee_total(self) -> int:
        """Sum of fees and taxes."""
        return sum(self.fee.values()) - self.fee[ALIAS] + sum(self.tax.values()) + self.residual

    @property
    def settlement(self) -> int:
        """What the seller gets."""
        return self.revenue_total + self.shipping_total + self.fee_total

    def add(self, other: "Money") -> None:
        """Add another settlement to this one."""
        for mine, more in ((self.revenue, other.revenue), (self.shipping, other.shipping),
                           (self.fee, other.fee), (self.tax, other.tax)):  # fmt: skip
            for name, amount in more.items():
                mine[name] += amount
        self.residual += other.residual
        self.quantity += other.quantity


@dataclass(frozen=True)
class Row:
    """A statement row: an order (then with its SKUs) or an adjustment; ``statement_time`` is its cut."""

    id: str
    shop_id: str
    at: int
    order: Order | None
    skus: dict[str, Money]
    adjustment: Adjustment | None = None

    @property
    def statement_time(self) -> int:
        """The next 00:00 UTC."""
        return self.at - self.at % DAY + DAY

    @property
    def money(self) -> Money:
        """The row as a whole."""
        whole = Money()
        for money in self.skus.values():
            whole.add(money)
        return whole

    @property
    def amount(self) -> int:
        """What the seller gets by this row."""
        return self.adjustment.amount if self.adjustment else self.money.settlement


def sku_money(
    store: Store, order: Order, sold: list[Unit], refunded: list[Unit], sale: bool
) -> dict[str, Money]:
    """Return the settlement of each SKU of `order`.

    :param sold: units that the row is about
    :param refunded: those of them that the buyer got money back for
    :param sale: the row is the first of the order, with shipping and the fees of the whole order
    """
    groups: dict[str, list[Unit]] = {}
    for unit in sold:
        groups.setdefault(unit.sku_id, []).append(unit)
    gone = {unit.id for unit in refunded}
    found = {sku_id: _goods(store, order, units, gone, sale) for sku_id, units in groups.items()}
    if sale:
        _spread(
            store.switches,
            order,
            list(found.values()),
            [total_of(units, "revenue") for units in groups.values()],
        )
    return found


def _goods(store: Store, order: Order, units: list[Unit], gone: set[str], sale: bool) -> Money:
    money, back = Money(), [unit for unit in units if unit.id in gone]
    if sale:
        money.quantity = len(units)
        money.revenue["subtotal_before_discount_amount"] = total_of(units, "original_price")
        money.revenue["seller_discount_amount"] = -total_of(units, "seller_discount")
    money.revenue["refund_subtotal_before_discount_amount"] = -total_of(back, "original_price")
    money.revenue["seller_discount_refund_amount"] = total_of(back, "seller_discount")
    base = money.revenue_total
    paid = total_of(units if sale else [], "sale_price") - total_of(back, "sale_price")
    affiliate = -rate(paid, Fraction(order.charges.affiliate_rate, 10_000))
    money.fee["platform_commission_amount"] = -rate(base, COMMISSION)
    money.fee["dynamic_commission_amount"] = -rate(base, DYNAMIC)
    money.fee["affiliate_commission_amount"] = money.fee[ALIAS] = affiliate
    if store.shops[order.shop_id].withheld:
        money.tax["article_22_income_tax_withheld"] = -rate(base, INCOME_TAX)
    return money


def _spread(switches: Switches, order: Order, skus: list[Money], weights: list[int]) -> None:
    """Split the amounts of the whole order over its SKUs."""
    own, ships = order.charges, seller_ships(order)
    incentive = own.shipping_platform + own.shipping_cofunded // 2
    taken = -(own.distance_fee - own.distance_shipping)
    whole = [
        ("shipping", "actual_shipping_fee_amount", 0 if ships else -own.shipping_list),
        ("shipping", "shipping_fee_discount_amount", incentive),
        ("shipping", "customer_paid_shipping_fee_amount", shipping_fee(order, switches)),
        ("shipping", "distant_shipping_fee_amount", -own.distance_shipping),
        ("revenue", "distant_item_fee_amount", own.distance_fee),
        ("fee", "platform_special_service_fee_amount", taken),
    ]
    for group, name, total in whole:
        for money, share in zip(skus, allocate(total, weights), strict=True):
            getattr(money, group)[name] += share
    fee = -PROCESSING_FEE if sum(weights) else 0
    for money, share in zip(skus, allocate(fee, weights), strict=True):
        if switches.processing_fee_field:
            money.fee.setdefault(switches.processing_fee_field, 0)
            money.fee[switches.processing_fee_field] += share
        else:
            money.residual += share


def order_rows(store: Store, order: Order) -> list[Row]:
    """Return the statement rows of `order`, oldest first: the sale, then refunds that came later."""
    rows = []
    for number, entry in enumerate(order.settled):
        listed = [unit for unit in order.units if unit.id in entry["units"]]
        if entry["kind"] == "sale":
            skus = sku_money(store, order, order.active, listed, sale=True)
        else:
            skus = sku_money(store, order, listed or order.active[:1], listed, sale=False)
        for money in list(skus.values())[:1]:
            money.revenue["refund_subtotal_before_discount_amount"] -= entry["partial"]
        row_id = str(store.world.random("row", order.id, number).randrange(10**18, 2 * 10**18))
        rows.append(Row(row_id, order.shop_id, entry["at"], order, skus))
    return rows


def all_rows(store: Store, shop: Shop) -> list[Row]:
    """Return all statement rows of a shop, oldest first."""
    rows = [row for order in store.orders_of(shop.id) for row in order_rows(store, order)]
    rows += [
        Row(entry.id, shop.id, entry.time, None, {}, entry)
        for entry in store.adjustments.values()
        if entry.shop_id == shop.id
    ]
    return sorted(rows, key=lambda row: (row.at, row.id))


@dataclass
class Statement:
    """All rows of a shop up to one 00:00 UTC, since the one before."""

    id: str
    time: int
    rows: list[Row] = field(default_factory=list)

    def total(self, name: str) -> int:
        """Return the sum of a property of the money of all order rows."""
        return sum(getattr(row.money, name) for row in self.rows if row.order is not None)

    @property
    def adjustments(self) -> int:
        """Sum of the adjustments."""
        return sum(row.amount for row in self.rows if row.adjustment)

    @property
    def settlement(self) -> int:
        """What the seller gets for the day."""
        return sum(row.amount for row in self.rows)


def statements(store: Store, shop: Shop) -> list[Statement]:
    """Return the statements of a shop, oldest first; the running day only if the switch says so."""
    found: dict[int, Statement] = {}
    for row in all_rows(store, shop):
        at = row.statement_time
        if at > store.now and not store.switches.open_statement:
            continue
        if at not in found:
            found[at] = Statement(statement_id(store, shop, at), at)
        found[at].rows.append(row)
    return list(found.values())


def statement_id(store: Store, shop: Shop, at: int) -> str:
    """Return the id of the statement of a shop with its cut at `at`."""
    return str(
        store.world.random("statement", shop.id, at).randrange(7_238_000_000_000_000_000, 7_239 * 10**15)
    )


def estimates(store: Store, shop: Shop) -> Iterator[tuple[Order, Money]]:
    """Yield paid orders that are in no statement yet, with what the seller may expect."""
    for order in store.orders_of(shop.id):
        if order.settled or order.status in ("UNPAID", "CANCELLED") or not order.active:
            continue
        whole = Money()
        returned = [unit for unit in order.active if unit.returned]
        for money in sku_money(store, order, order.active, returned, sale=True).values():
            money.tax["article_22_income_tax_withheld"] = 0  # no estimate names it
            whole.add(money)
        yield order, whole


def estimated_breakdowns(money: Money) -> dict[str, Any]:
    """Return the breakdown fields of an estimate, which has other names and fewer fields."""
    shown = breakdowns(money)
    fees, taxes = shown["fee_tax_breakdown"]["fee"], shown["fee_tax_breakdown"]["tax"]
    fees["affiliate_commission_before_pit_amount"] = fees.pop(ALIAS)
    del taxes["pit_amount"], taxes["article_22_income_tax_withheld"]
    del shown["shipping_cost_breakdown"]["failed_delivery_subsidy_amount"]
    return shown


def text(amounts: dict[str, int]) -> dict[str, str]:
    """Return amounts as the API shows them."""
    return {name: str(amount) for name, amount in amounts.items()}


def breakdowns(money: Money) -> dict[str, Any]:
    """Return the breakdown fields of a settlement."""
    cost: dict[str, Any] = dict(text(money.shipping))
    cost["supplementary_component"] = {
        "platform_shipping_fee_discount_amount": "0",
        "shipping_fee_subsidy_amount": "0",
    }
    return {
        "revenue_breakdown": text(money.revenue),
        "shipping_cost_breakdown": cost,
        "fee_tax_breakdown": {"fee": text(money.fee), "tax": text(money.tax)},
    }
