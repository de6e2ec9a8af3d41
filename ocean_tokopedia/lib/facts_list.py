"""An order as the list and the push about a new order tell it."""

from collections.abc import Sequence
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib import schema
from odoo.addons.ocean_marketplace_base.lib.money import to_decimal

from .facts import (
    PROMO_KNOWN,
    Courier,
    Facts,
    Figure,
    Item,
    Money,
    check_items,
    country_of,
    currency_of,
    deadlines_of,
    is_masked,
    list_price_of,
    notes_of,
    unique_keys,
)
from .fields import load
from .payloads import Amounts, DetailRow, ListAddress, ListBuyer, ListOrder, Logistics, Product, Recipient
from .times import Frame

_PATH: Final = "order"
_KNOWN: Final = frozenset(Amounts.model_fields)
_ADDON_KNOWN: Final = frozenset({"total_price"})
_COUNTRY_NAMES: Final = frozenset({"indonesia", "id"})


def facts_of_list(raw: Any, frame: Frame) -> Facts:
    """Return what a row of the list, or the push about a new order, says.

    :raise ContractChanged: with the path of the field that is not as promised
    """
    order = load(ListOrder, raw, _PATH, frame)
    items = check_items(_items(order), f"{_PATH}.products")
    return Facts(
        order_id=order.order_id,
        status=order.order_status,
        currency=currency_of(order.products[0].currency),
        created_at=order.create_time,
        paid_at=order.payment_date,
        items=items,
        money=_money(order, raw),
        courier=_courier(order.logistics),
        buyer=_buyer(order.buyer),
        address=_address(order.recipient),
        awb=order.custom_fields.awb if order.custom_fields else "",
        warehouse=order.warehouse_id,
        is_cod=order.is_cod_mitra,
        buyer_note=notes_of([product.notes for product in order.products]),
        **deadlines_of(order.shipment_fulfillment, order.order_status),
    )


def _items(order: ListOrder) -> tuple[Item, ...]:
    rows = _detail_rows(order)
    keys = unique_keys([row.order_dtl_id or product.id for product, row, _in in rows])
    rejected = _rejected(order)
    return tuple(
        _item(product, row, key, index, rejected.pop(product.id, 0), bundled)
        for index, ((product, row, bundled), key) in enumerate(zip(rows, keys, strict=True))
    )


def _detail_rows(order: ListOrder) -> list[tuple[Product, DetailRow, bool]]:
    """Give each product the first row of its own that no product before it took."""
    detail = order.bundle_detail
    free = [(row, True) for row in detail.bundle] if detail else []
    free += [(row, False) for row in detail.non_bundle] if detail else []
    found = []
    for product in order.products:
        mine = next((entry for entry in free if entry[0].product_id == product.id), None)
        if mine:
            free.remove(mine)
        found.append((product, *(mine or (DetailRow(), False))))
    return found


def _rejected(order: ListOrder) -> dict[str, int]:
    sums: dict[str, int] = {}
    for row in order.products_fulfilled:
        sums[row.product_id] = sums.get(row.product_id, 0) + (row.quantity_reject or 0)
    return sums


def _item(product: Product, row: DetailRow, key: str, index: int, rejected: int, bundled: bool) -> Item:
    path = f"{_PATH}.products[{index}]"
    whole = product.price * product.quantity
    return Item(
        key=key,
        product_id=product.id,
        sku=product.sku,
        name=product.name,
        quantity=product.quantity,
        rejected=rejected,
        price=product.price,
        list_price=list_price_of(product.price, row.normal_price),
        total=whole if product.total_price is None else product.total_price,
        path=path,
        total_path=f"{path}.total_price",
        list_path=f"{_PATH}.bundle_detail",
        rejected_path=f"{_PATH}.products_fulfilled",
        bundled=bundled,
    )


def _money(order: ListOrder, raw: dict[str, Any]) -> Money:
    amounts, path = order.amt, f"{_PATH}.amt"
    addon = raw.get("addon_info")
    return Money(
        goods=Figure(amount=amounts.ttl_product_price, path=f"{path}.ttl_product_price"),
        shipping=Figure(amount=amounts.shipping_cost, path=f"{path}.shipping_cost"),
        insurance=Figure(amount=amounts.insurance_cost, path=f"{path}.insurance_cost"),
        total=Figure(amount=amounts.ttl_amount, path=f"{path}.ttl_amount"),
        points=Figure(amount=amounts.toppoints_amount, path=f"{path}.toppoints_amount"),
        voucher=_voucher(order),
        unplaced=(("service.warranty", _addon(addon)),),
        promo=order.promo_order_detail,
        raws=(
            (path, raw.get("amt"), _KNOWN),
            (f"{_PATH}.promo_order_detail", raw.get("promo_order_detail"), PROMO_KNOWN),
            (f"{_PATH}.addon_info", addon, _ADDON_KNOWN),
        ),
    )


def _voucher(order: ListOrder) -> Figure:
    """The amount stands in two places, of which older answers have one."""
    figure = Figure(amount=order.amt.voucher_amount, path=f"{_PATH}.amt.voucher_amount")
    info = order.voucher_info
    if figure.amount or info is None or info.voucher_amount is None:
        return figure
    return Figure(amount=info.voucher_amount, path=f"{_PATH}.voucher_info.voucher_amount")


def _addon(addon: Any) -> Figure:
    """What is bought along with products; no source tells its fields for certain."""
    value = addon.get("total_price") if isinstance(addon, dict) else None
    try:
        return Figure(amount=to_decimal(value), path=f"{_PATH}.addon_info.total_price")
    except ValueError:
        return Figure()


def _courier(logistics: Logistics | None) -> Courier:
    if logistics is None:
        return Courier()
    return Courier(
        shipper_id=logistics.shipping_id,
        service_id=logistics.sp_id,
        shipper=logistics.shipping_agency,
        service=logistics.service_type,
    )


def _buyer(buyer: ListBuyer | None) -> schema.Buyer:
    buyer = buyer or ListBuyer()
    return schema.Buyer(
        external_id=buyer.id, username=buyer.name, email=buyer.email, masked=is_masked(buyer.name)
    )


def _address(recipient: Recipient | None) -> schema.Address:
    recipient = recipient or Recipient()
    address = recipient.address or ListAddress()
    return schema.Address(
        name=recipient.name,
        phone=recipient.phone,
        street=_street(address),
        district=address.district,
        city=address.city,
        state=address.province,
        zip=address.postal_code,
        country_code=country_of(address.country),
        full=address.address_full,
        masked=is_masked(recipient.name, recipient.phone, address.address_full),
    )


def _street(address: ListAddress) -> str:
    """``address_full`` less the levels with fields of their own, which stand behind the street."""
    levels = _levels((address.district, address.city, address.province, address.country, address.postal_code))
    parts = [part.strip() for part in address.address_full.split(",")]
    while len(parts) > 1 and parts[-1].casefold() in levels:
        parts.pop()
    return ", ".join(parts)


def _levels(texts: Sequence[str]) -> set[str]:
    return {text.casefold() for text in texts} | _COUNTRY_NAMES
