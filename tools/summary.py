"""What the platforms say beside what Odoo says, order by order, and the table made of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

TOLERANCE = Decimal("0.005")


@dataclass(frozen=True)
class Pair:
    """One order on both sides. Money is what the seller sells for, in the order's currency."""

    platform: str
    shop: str  # name of the storefront that the order belongs to
    status: str  # the platform's own word
    number: str
    told: Decimal  # by the platform
    found: Decimal | None  # in Odoo; None if the order is not there
    status_found: str  # the platform's word as Odoo has it
    sold: bool  # a sale order exists
    waiting: bool  # an exception keeps it from becoming one
    on_purpose: bool = False  # it waits because one of its SKUs was left without product

    @property
    def difference(self) -> Decimal:
        """Odoo's money less the platform's; the whole sum when the order is missing."""
        return (self.found or Decimal(0)) - self.told

    @property
    def same(self) -> bool:
        """Whether both sides agree on existence, status and money, and nothing keeps the order waiting."""
        agrees = self.status == self.status_found and abs(self.difference) < TOLERANCE
        return self.found is not None and agrees and not self.stuck

    @property
    def stuck(self) -> bool:
        """Whether the order waits though nobody meant it to."""
        return self.waiting and not self.on_purpose


def pairs(
    told: Iterable[dict[str, Any]],
    orders: Iterable[dict[str, Any]],
    sales: Iterable[dict[str, Any]],
    unmatched: str = "",
) -> list[Pair]:
    """Match the simulator's orders with `ocean.order` and `sale.order` rows as Odoo reads them.

    Each order told has its ``storefront`` (id, name): in another one it does not count.
    `unmatched` is the SKU whose orders wait on purpose.
    """
    by_number = {(row["storefront_id"][0], row["external_id"]): row for row in orders}
    by_order = {row["ocean_order_id"][0]: row for row in sales}
    return [_pair(row, by_number.get((row["storefront"][0], row["id"])), by_order, unmatched) for row in told]


def _pair(
    told: dict[str, Any], order: dict[str, Any] | None, sales: dict[int, dict[str, Any]], unmatched: str
) -> Pair:
    sale = sales.get(order["id"]) if order else None
    return Pair(
        platform=told["platform"],
        shop=told["storefront"][1],
        status=told["status"],
        number=told["id"],
        told=_money(told["seller_revenue"]),
        found=_found(order, sale) if order else None,
        status_found=order["raw_status"] if order else "",
        sold=bool(sale),
        waiting=bool(order and order["exception_id"]),
        on_purpose=unmatched in told.get("skus", ()),
    )


def _found(order: dict[str, Any], sale: dict[str, Any] | None) -> Decimal:
    if sale:
        return Decimal(0) if sale["state"] == "cancel" else _money(sale["amount_total"])
    return _money(order["amount_revenue"])


def _money(value: Any) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.01"))


TEXTS = 3  # columns of words; figures follow
HEADS = (
    "platform",
    "shop",
    "status",
    "orders",
    "in Odoo",
    "sale orders",
    "waiting",
    "platform IDR",
    "Odoo IDR",
    "difference",
)


def table(found: Sequence[Pair]) -> str:
    """The summary: a row per shop and status, one per shop and one of totals."""
    shops: dict[tuple[str, str], dict[str, list[Pair]]] = {}
    for pair in found:
        shops.setdefault((pair.platform, pair.shop), {}).setdefault(pair.status, []).append(pair)
    rows = []
    for shop, statuses in shops.items():
        rows += [(*shop, status, *_figures(group)) for status, group in statuses.items()]
        rows.append((*shop, "all", *_figures([pair for group in statuses.values() for pair in group])))
    rows.append(("total", "", "", *_figures(found)))
    return _aligned([HEADS, *rows])


def _figures(group: Sequence[Pair]) -> tuple[str, ...]:
    here = [pair for pair in group if pair.found is not None]
    sums = (sum(pair.told for pair in group), sum(pair.found or 0 for pair in here))
    counts = (len(group), len(here), sum(pair.sold for pair in group), sum(pair.waiting for pair in group))
    return (*map(str, counts), *(f"{value:,.0f}" for value in (*sums, sums[1] - sums[0])))


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column < TEXTS else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def differences(found: Iterable[Pair]) -> list[str]:
    """A line for every order on which the two sides do not agree."""
    return [_told(pair) for pair in found if not pair.same]


def _told(pair: Pair) -> str:
    name = f"{pair.platform} {pair.number}"
    if pair.found is None:
        return f"{name}: {pair.status} is not in Odoo at {pair.shop}"
    if pair.status != pair.status_found:
        return f"{name}: {pair.status} on the platform, {pair.status_found or 'no status'} in Odoo"
    if pair.stuck:
        return f"{name}: {pair.status} waits in Odoo, see Marketplaces > Exceptions"
    return f"{name}: {pair.status} {pair.told:,.2f} on the platform, {pair.found:,.2f} in Odoo"
