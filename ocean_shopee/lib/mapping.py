"""From Shopee's payloads to the canonical model. Pure functions."""

from collections.abc import Sequence
from typing import Any

from odoo.addons.ocean_marketplace_base.lib import schema
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.fields import load
from odoo.addons.ocean_marketplace_base.lib.ladder import Ladder
from odoo.addons.ocean_marketplace_base.lib.ladder_builder import LadderBuilder
from odoo.addons.ocean_marketplace_base.lib.ladder_codes import CHECKOUT

from .fields import part
from .ladder_shopee import LineRevenue, full_ladder, provisional_ladder
from .ladder_shopee_checkout import Head
from .ladder_shopee_fields import ITEMS
from .ladder_shopee_lines import LineSplit, Units, line_keys, match_items, split_line, units_alone, units_of
from .mapping_listing import map_listing as map_listing
from .mapping_parts import PLATFORM, address_of, buyer_of, line_of, main_keys, packages_of
from .payloads import Escrow, EscrowItem, OrderDetail
from .status import order_status

_CANCELLED = "CANCELLED"
_SHRINKING = frozenset({_CANCELLED, "TO_RETURN"})
_CROSS_BORDER = "fulfilled_by_cb_seller"


def map_order(payload: dict[str, Any]) -> schema.Order:
    """Return the order of a payload ``{"order": …, "escrow": …}``.

    :param payload: ``order`` is one element of ``order_list`` of Shopee v2 get_order_detail; ``escrow`` is
        the ``response`` of Shopee v2 get_escrow_detail, or ``None`` while there is none (the ladder is
        provisional)
    :raise ContractChanged: with the path of the field that is not as promised
    """
    detail = load(OrderDetail, payload.get("order"), "order")
    if not detail.item_list:
        raise ContractChanged("an order without items", path="order.item_list")
    keys = line_keys(detail.item_list)
    units = [
        units_of(item, key, index)
        for index, (item, key) in enumerate(zip(detail.item_list, keys, strict=True))
    ]
    if part(payload.get("escrow")) is None:
        return _order(detail, units, [None] * len(units), *provisional_ladder(_head(detail, False), units))
    escrow = load(Escrow, payload["escrow"], "escrow")
    if escrow.order_sn != detail.order_sn:
        raise ContractChanged("the escrow belongs to another order", path="escrow.order_sn")
    head = _head(detail, _is_shrunk(detail, units, escrow))
    builder = LadderBuilder(detail.currency)
    splits = _splits(builder, detail, units, escrow.order_income.items, head.shrunk)
    return _order(detail, units, splits, *full_ladder(builder, head, splits, payload["escrow"]))


def map_escrow(escrow: dict[str, Any], currency: str = "") -> schema.Order:
    """Return what an escrow alone says of an order: its lines and its money, no status and no address.

    :param escrow: ``response`` of Shopee v2 get_escrow_detail
    :param currency: the shop's; the payload itself names it at most in its adjustments
    :raise ContractChanged: with the path of the field that is not as promised
    """
    data = load(Escrow, escrow, "escrow")
    items = data.order_income.items
    if not items:
        raise ContractChanged("an escrow without items", path=ITEMS)
    named = [row.currency for row in data.order_income.order_adjustment if row.currency]
    builder = LadderBuilder(currency or (named[0] if named else ""))
    faces = [item.as_order_item() for item in items]
    units = [
        units_alone(item, key, n) for n, (item, key) in enumerate(zip(items, line_keys(faces), strict=True))
    ]
    splits = [
        split_line(builder, unit, item, n) for n, (unit, item) in enumerate(zip(units, items, strict=True))
    ]
    ladder, revenues = full_ladder(builder, Head(currency=builder.currency), splits, escrow)
    lines = [line_of(*parts, "") for parts in zip(faces, units, splits, revenues, strict=True)]
    return schema.Order(
        platform=PLATFORM,
        external_id=data.order_sn,
        status=schema.OrderStatus.UNKNOWN,
        raw_status="",
        currency=builder.currency,
        buyer=buyer_of("", data.buyer_user_name),
        lines=tuple(lines),
        **_money(ladder),
    )


def _is_shrunk(detail: OrderDetail, units: Sequence[Units], escrow: Escrow) -> bool:
    gone = any(unit.cancelled or unit.returned for unit in units)
    refunded = bool(escrow.order_income.seller_return_refund or escrow.return_order_sn_list)
    return gone or refunded or detail.order_status in _SHRINKING


def _head(detail: OrderDetail, shrunk: bool) -> Head:
    return Head(
        currency=detail.currency,
        region=detail.region,
        is_cancelled=detail.order_status == _CANCELLED,
        shrunk=shrunk,
        cod=detail.cod,
        cross_border=detail.fulfillment_flag == _CROSS_BORDER,
        total_amount=detail.total_amount,
    )


def _splits(
    builder: LadderBuilder,
    detail: OrderDetail,
    units: Sequence[Units],
    items: Sequence[EscrowItem],
    shrunk: bool,
) -> list[LineSplit]:
    """Pair the lines of order and escrow. A line that only one of them has is a contradiction.

    An escrow without any lines is none: then the order's prices stand alone.
    """
    matches = match_items(detail.item_list, items)
    splits = []
    for unit, index in zip(units, matches, strict=True):
        if index is not None:
            splits.append(split_line(builder, unit, items[index], index, shrunk=shrunk))
            continue
        if items:
            amount = unit.price * unit.quantity
            builder.gap("CHK_ITEMS", CHECKOUT, amount, amount * 0, "The escrow has no such line.", unit.path)
        splits.append(split_line(builder, unit, EscrowItem.model_construct(), -1))
    for index in sorted(set(range(len(items))).difference(matches)):
        amount = items[index].discounted_price or items[index].original_price or builder.quantum * 0
        builder.gap(
            "CHK_ITEMS", CHECKOUT, amount * 0, amount, "The order has no such line.", f"{ITEMS}[{index}]"
        )
    return splits


def _order(
    detail: OrderDetail,
    units: Sequence[Units],
    splits: Sequence[LineSplit | None],
    ladder: Ladder,
    revenues: Sequence[LineRevenue],
) -> schema.Order:
    parts = zip(detail.item_list, units, splits, revenues, main_keys(detail.item_list, units), strict=True)
    packages = packages_of(detail, units)
    return schema.Order(
        platform=PLATFORM,
        external_id=detail.order_sn,
        status=order_status(detail.order_status),
        raw_status=detail.order_status,
        region=detail.region,
        currency=detail.currency,
        created_at=detail.create_time,
        paid_at=detail.pay_time,
        updated_at=detail.update_time,
        ship_by=detail.ship_by_date,
        buyer=buyer_of(detail.buyer_user_id, detail.buyer_username),
        address=address_of(detail.recipient_address, detail.region),
        lines=tuple(line_of(*part) for part in parts),
        packages=packages,
        payment_method=detail.payment_method,
        is_cod=detail.cod,
        carrier_id=next((package.carrier_id for package in packages if package.carrier_id), ""),
        carrier_name=detail.shipping_carrier or detail.checkout_shipping_carrier,
        is_sample=bool(detail.affiliate_sample_type),
        buyer_note=detail.message_to_seller,
        seller_note=detail.note,
        cancelled_by=detail.cancel_by,
        cancel_reason=detail.cancel_reason or detail.buyer_cancel_reason,
        **_money(ladder),
    )


def _money(ladder: Ladder) -> dict[str, Any]:
    packaging = [rung.amount for rung in ladder.rungs if rung.code == "rev.packaging"]
    return {
        "ladder": ladder,
        "buyer_total": ladder.totals.get("buyer"),
        "revenue_total": ladder.totals["revenue"],
        "packaging_revenue": sum(packaging, ladder.quantum * 0),
    }
