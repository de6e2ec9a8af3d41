"""The lines of a Shopee order: what the order says of them and how the escrow splits their price."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.ladder_builder import LadderBuilder
from odoo.addons.ocean_marketplace_base.lib.ladder_codes import CHECKOUT

from .ladder_shopee_fields import ITEMS
from .payloads import EscrowItem, OrderItem

_ZERO = Decimal(0)
_UNIT_DIGITS = 6


@dataclass(frozen=True, kw_only=True)
class Units:
    """What the order says of a line; prices are per unit."""

    key: str
    quantity: int
    cancelled: int
    returned: int
    list_price: Decimal
    price: Decimal
    is_bundle: bool
    path: str

    @property
    def active(self) -> int:
        """Return the units not cancelled before shipment."""
        return self.quantity - self.cancelled


@dataclass(frozen=True, kw_only=True)
class LineSplit:
    """A line's price, split by who pays which discount. All amounts are of the whole line and not negative,
    save for contradictory payloads. ``seller_voucher`` and ``platform_voucher`` are Shopee's own shares;
    `path` is the escrow's line.
    """

    units: Units
    path: str
    list_amount: Decimal
    seller_discount: Decimal
    bundle_discount: Decimal
    platform_discount: Decimal
    seller_voucher: Decimal | None
    platform_voucher: Decimal | None

    @property
    def discounted(self) -> Decimal:
        """Return what the line costs before vouchers."""
        return self.list_amount - self.seller_discount - self.bundle_discount - self.platform_discount


def line_keys(items: Sequence[OrderItem]) -> list[str]:
    """Return a key per line: ``line_item_id`` if Shopee sends unique ones, else the other ids together."""
    ids = [item.line_item_id for item in items]
    if all(ids) and len(set(ids)) == len(ids):
        return ids
    seen: dict[str, int] = {}
    keys = []
    for item in items:
        base = ":".join((item.item_id, item.model_id, item.order_item_id, item.promotion_group_id))
        seen[base] = seen.get(base, 0) + 1
        keys.append(base if seen[base] == 1 else f"{base}#{seen[base]}")
    return keys


def units_of(item: OrderItem, key: str, index: int) -> Units:
    """Return what the order says of its line `index`.

    :raise ContractChanged: if more units are cancelled and returned than were bought
    """
    path = f"order.item_list[{index}]"
    quantity, returned = item.model_quantity_purchased, item.returned_qty or 0
    cancelled = item.cancelled_qty
    if cancelled is None:  # older answers name only what is left
        cancelled = 0 if item.active_qty is None else max(quantity - returned - item.active_qty, 0)
    for name, count in (("active_qty", item.active_qty or 0), ("cancelled_qty", cancelled + returned)):
        if count > quantity:
            raise ContractChanged("more units than were bought", path=f"{path}.{name}")
    return Units(
        key=key,
        quantity=quantity,
        cancelled=cancelled,
        returned=returned,
        list_price=item.model_original_price,
        price=item.model_discounted_price,
        is_bundle=item.is_bundle,
        path=path,
    )


def units_alone(item: EscrowItem, key: str, index: int) -> Units:
    """Return what can be said of the units of line `index` from the escrow alone; all count as active."""
    quantity = item.quantity_purchased
    listed = item.original_price or _ZERO
    total = listed if item.discounted_price is None else item.discounted_price
    return Units(
        key=key,
        quantity=quantity,
        cancelled=0,
        returned=0,
        list_price=round(listed / (quantity or 1), _UNIT_DIGITS),
        price=round(total / (quantity or 1), _UNIT_DIGITS),
        is_bundle=item.is_bundle,
        path=f"{ITEMS}[{index}]",
    )


def match_items(items: Sequence[OrderItem], escrow: Sequence[EscrowItem]) -> list[int | None]:
    """Return for every order line the index of its escrow line, ``None`` where there is none.

    Lines are the same by ``line_item_id``; without it by item and model, and among several of those (a unit
    bought alone and another in a bundle) by bundle and quantity, then by place.
    """
    free = list(range(len(escrow)))
    found: list[int | None] = []
    for item in items:
        best = max(free, key=lambda index: _likeness(item, escrow[index], index), default=None)
        if best is not None and _likeness(item, escrow[best], best)[0]:
            free.remove(best)
            found.append(best)
        else:
            found.append(None)
    return found


def _likeness(item: OrderItem, other: EscrowItem, index: int) -> tuple[int, bool, bool, int]:
    same_line = bool(item.line_item_id) and item.line_item_id == other.line_item_id
    same_sku = (item.item_id, item.model_id) == (other.item_id, other.model_id)
    if item.line_item_id and other.line_item_id and not same_line:
        same_sku = False
    same_quantity = item.model_quantity_purchased == other.quantity_purchased
    return (2 if same_line else int(same_sku), item.is_bundle == other.is_bundle, same_quantity, -index)


def split_line(
    builder: LadderBuilder, units: Units, item: EscrowItem, index: int, *, shrunk: bool = False
) -> LineSplit:
    """Return the split of a line and note its contradictions as ``CHK_ITEMS``.

    :param index: of the escrow's line; negative if there is none and `item` is empty

    :param shrunk: whether something was cancelled or returned. Then Shopee rewrites the escrow's lines in
        place, down to price 0, and the order's unit prices are the checkout.
    """
    path = units.path if index < 0 else f"{ITEMS}[{index}]"
    listed = item.original_price if item.original_price is not None else units.list_price * units.quantity
    rebate = item.shopee_discount or _ZERO
    discounted = _discounted(item, units, listed, rebate)
    if shrunk and discounted < units.price * units.quantity:
        return _from_order(units, item, path)
    given = item.seller_discount
    if given is not None:
        hint = "List price less discounts is not the price of the line."
        builder.check(
            "CHK_ITEMS", CHECKOUT, listed - given - rebate, discounted, hint, f"{path}.discounted_price"
        )
    _check_price(builder, units, item, discounted, path)
    bundle = _bundle_part(item, listed - rebate - discounted, discounted)
    return LineSplit(
        units=units,
        path=path,
        list_amount=listed,
        seller_discount=listed - rebate - discounted - bundle,
        bundle_discount=bundle,
        platform_discount=rebate,
        seller_voucher=item.discount_from_voucher_seller,
        platform_voucher=item.discount_from_voucher_shopee,
    )


def _discounted(item: EscrowItem, units: Units, listed: Decimal, rebate: Decimal) -> Decimal:
    if item.discounted_price is not None:
        return item.discounted_price
    if item.seller_discount is not None:
        return listed - item.seller_discount - rebate
    if item.selling_price is not None:
        return item.selling_price
    return units.price * units.quantity


def _bundle_part(item: EscrowItem, seller: Decimal, discounted: Decimal) -> Decimal:
    """The discount that came with a bundle: what lies between ``selling_price`` and the final price."""
    if not item.is_bundle or item.selling_price is None:
        return _ZERO
    return min(max(item.selling_price - discounted, _ZERO), max(seller, _ZERO))


def _from_order(units: Units, item: EscrowItem, path: str) -> LineSplit:
    listed = units.list_price * units.quantity
    return LineSplit(
        units=units,
        path=path,
        list_amount=listed,
        seller_discount=listed - units.price * units.quantity,
        bundle_discount=_ZERO,
        platform_discount=_ZERO,
        seller_voucher=item.discount_from_voucher_seller,
        platform_voucher=item.discount_from_voucher_shopee,
    )


def _check_price(
    builder: LadderBuilder, units: Units, item: EscrowItem, discounted: Decimal, path: str
) -> None:
    """Unit price × quantity of the order must be the escrow's line, up to the rounding of the unit price."""
    if not units.price or units.is_bundle or item.is_bundle:
        return
    total = units.price * units.quantity
    prices = (discounted, discounted if item.selling_price is None else item.selling_price)
    if all(abs(total - price) >= builder.quantum * units.quantity for price in prices):
        hint = "The order's unit price and the escrow's line are different amounts."
        sources = (f"{units.path}.model_discounted_price", f"{path}.discounted_price")
        builder.gap("CHK_ITEMS", CHECKOUT, total, discounted, hint, *sources)
