"""The parts of an order in canonical form: buyer, address, lines, packages."""

from collections.abc import Sequence
from typing import Final

from odoo.addons.ocean_marketplace_base.lib import schema

from .ladder_tiktok_lines import Fold, Unit, sum_of
from .payloads import LineItem, OrderDetail, Recipient

_PREORDERS: Final = frozenset({"PRE_ORDER", "MADE_TO_ORDER", "BACK_ORDER"})
_COUNTRY_LENGTH: Final = 2
_LEVELS: Final = {"L1": "state", "L2": "city", "L3": "district", "L4": "village"}
"""Levels of an address by number, as Indonesia has them; other markets have others, but name them."""
_LEVEL_NAMES: Final = {
    "country": "",
    "state": "state",
    "province": "state",
    "region": "state",
    "city": "city",
    "regency": "city",
    "municipality": "city",
    "county": "district",
    "district": "district",
    "sub-district": "village",
    "subdistrict": "village",
    "ward": "village",
    "village": "village",
}


def _masked(*texts: str) -> bool:
    """Buyer data is hidden behind asterisks (``S*** P***``) where the platform ships."""
    return any("*" in text for text in texts)


def buyer_of(detail: OrderDetail) -> schema.Buyer:
    """Return the buyer; the e-mail address is one of the platform that forwards."""
    return schema.Buyer(
        external_id=detail.user_id,
        username=detail.buyer_nickname,
        email=detail.buyer_email,
        masked=_masked(detail.buyer_nickname, detail.buyer_email),
    )


def address_of(recipient: Recipient | None) -> schema.Address:
    """Return the address; in Indonesia its levels are province, city, kecamatan and kelurahan."""
    if recipient is None:
        return schema.Address()
    levels = _levels(recipient)
    name = recipient.name or f"{recipient.first_name} {recipient.last_name}".strip()
    return schema.Address(
        name=name,
        phone=recipient.phone_number,
        street=_street(recipient),
        village=levels.get("village", ""),
        district=levels.get("district", ""),
        city=levels.get("city", "") or recipient.post_town,
        state=levels.get("state", ""),
        zip=recipient.postal_code,
        country_code=country_of(recipient),
        full=recipient.full_address,
        masked=_masked(name, recipient.phone_number, recipient.full_address, recipient.postal_code),
    )


def country_of(recipient: Recipient | None) -> str:
    """Return the country of an address as two letters, ``""`` if it is hidden or not told."""
    region = recipient.region_code.upper() if recipient else ""
    return region if len(region) == _COUNTRY_LENGTH and region.isalpha() else ""


def _levels(recipient: Recipient) -> dict[str, str]:
    found: dict[str, str] = {}
    for level in recipient.district_info:
        name = _LEVEL_NAMES.get(
            level.address_level_name.lower(), _LEVELS.get(level.address_level.upper(), "")
        )
        if name:
            found.setdefault(name, level.address_name)
    return found


def _street(recipient: Recipient) -> str:
    """What lies below the levels: in its own field, or else what the full address has before them."""
    if recipient.address_detail:
        return recipient.address_detail
    if not recipient.full_address:
        return ", ".join(filter(None, (recipient.address_line1, recipient.address_line2)))
    levels = {level.address_name.casefold() for level in recipient.district_info}
    levels |= {recipient.postal_code.casefold(), recipient.region_code.casefold()}
    parts = [part.strip() for part in recipient.full_address.split(",")]
    while len(parts) > 1 and parts[-1].casefold() in levels:
        parts.pop()
    return ", ".join(parts)


def line_of(fold: Fold, detail: OrderDetail) -> schema.OrderLine:
    """Return a line. Vouchers are inside the discounts; the platform does not tell them apart."""
    item, first = fold.item, fold.units[0]
    return schema.OrderLine(
        key=fold.key,
        unit_keys=tuple(unit.item.id for unit in fold.units),
        item_id=item.product_id,
        sku_id=item.sku_id,
        seller_sku=item.seller_sku,
        name=item.product_name,
        variant=item.sku_name,
        quantity=len(fold.units),
        cancelled_quantity=fold.cancelled,
        unit_list_price=first.list_price,
        unit_price=first.price,
        list_amount=sum_of(fold.units, "list_price"),
        seller_discount=sum_of(fold.units, "seller_discount"),
        platform_discount=sum_of(fold.units, "platform_discount"),
        revenue=fold.revenue,
        is_gift=item.is_gift,
        is_bundle=item.is_bundle,
        is_preorder=_is_preorder(item, detail),
        image_url=item.sku_image,
        platform_warehouse=detail.warehouse_id,
    )


def _is_preorder(item: LineItem, detail: OrderDetail) -> bool:
    return bool(_PREORDERS & {item.sku_type.upper(), detail.order_type.upper()})


def packages_of(detail: OrderDetail, lines: Sequence[Fold]) -> tuple[schema.Package, ...]:
    """Return the packages: the order names them, its units say what is in them and where they are."""
    units = [unit for line in lines for unit in line.units if unit.item.package_id]
    numbers = [package.id for package in detail.packages] + [unit.item.package_id for unit in units]
    known = dict.fromkeys(numbers)
    return tuple(_package(number, detail, lines, alone=len(known) == 1) for number in known)


def _package(number: str, detail: OrderDetail, lines: Sequence[Fold], *, alone: bool) -> schema.Package:
    """Return a package; if it is the only one, what the order says of shipping is about it."""
    packed = {line.key: [unit for unit in line.units if unit.item.package_id == number] for line in lines}
    items = [unit.item for units in packed.values() for unit in units]
    return schema.Package(
        external_id=number,
        raw_status=_first(items, "package_status"),
        carrier_id=_first(items, "shipping_provider_id") or (detail.shipping_provider_id if alone else ""),
        carrier_name=_first(items, "shipping_provider_name") or (detail.shipping_provider if alone else ""),
        tracking_ref=_first(items, "tracking_number") or (detail.tracking_number if alone else ""),
        lines=tuple(
            schema.PackageLine(line_key=key, quantity=count)
            for key, units in packed.items()
            if (count := _to_deliver(units))
        ),
    )


def _to_deliver(units: Sequence[Unit]) -> int:
    return sum(not unit.cancelled for unit in units)


def _first(items: Sequence[LineItem], name: str) -> str:
    return next((value for item in items if (value := getattr(item, name))), "")
