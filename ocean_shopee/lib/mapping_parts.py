"""The parts of a Shopee order in canonical form: buyer, address, lines, packages."""

from collections.abc import Sequence

from odoo.addons.ocean_marketplace_base.lib import schema

from .ladder_shopee import LineRevenue
from .ladder_shopee_lines import LineSplit, Units
from .payloads import OrderDetail, OrderItem, PackageItem, Recipient

PLATFORM = "shopee"
NO_VARIANT = "0"
"""``model_id`` of an item without variants."""
_COUNTRY_LENGTH = 2
_COUNTRY_NAMES = frozenset({"indonesia", "id"})


def _masked(*texts: str) -> bool:
    """Shopee hides buyer data behind asterisks (``b***1``)."""
    return any("*" in text for text in texts)


def buyer_of(user_id: str, username: str) -> schema.Buyer:
    """Return the buyer; Shopee gives no e-mail address."""
    return schema.Buyer(external_id=user_id, username=username, masked=_masked(username))


def address_of(recipient: Recipient | None, region: str = "") -> schema.Address:
    """Return the address. In Indonesia ``state`` is the province, ``town`` the kelurahan.

    :param region: the order's, taken where the address has no readable country
    """
    if recipient is None:
        return schema.Address()
    return schema.Address(
        name=recipient.name,
        phone=recipient.phone,
        street=_street(recipient),
        village=recipient.town,
        district=recipient.district,
        city=recipient.city,
        state=recipient.state,
        zip=recipient.zipcode,
        country_code=_country(recipient.region) or _country(region),
        full=recipient.full_address,
        masked=_masked(recipient.name, recipient.phone, recipient.full_address, recipient.zipcode),
    )


def _country(region: str) -> str:
    return region.upper() if len(region) == _COUNTRY_LENGTH and region.isalpha() else ""


def _street(recipient: Recipient) -> str:
    """``full_address`` less the levels with fields of their own, which Shopee writes behind the street."""
    levels = {
        text.casefold()
        for text in (
            recipient.town,
            recipient.district,
            recipient.city,
            recipient.state,
            recipient.region,
            recipient.zipcode,
        )
    }
    parts = [part.strip() for part in recipient.full_address.split(",")]
    while len(parts) > 1 and (parts[-1].casefold() in levels or parts[-1].casefold() in _COUNTRY_NAMES):
        parts.pop()
    return ", ".join(parts)


def main_keys(items: Sequence[OrderItem], units: Sequence[Units]) -> list[str]:
    """Return for every line of an add-on deal the key of its main line, ``""`` for all others."""
    mains = {
        item.add_on_deal_id: unit.key
        for item, unit in reversed(list(zip(items, units, strict=True)))
        if item.add_on_deal_id and item.main_item
    }
    return ["" if item.main_item else mains.get(item.add_on_deal_id, "") for item in items]


def line_of(
    item: OrderItem, units: Units, split: LineSplit | None, money: LineRevenue, main_key: str
) -> schema.OrderLine:
    """Return a line; without `split` nobody knows yet who pays which discount."""
    listed = split.list_amount if split else units.list_price * units.quantity
    free = split.discounted == 0 if split else units.price == 0 and not units.is_bundle
    return schema.OrderLine(
        key=units.key,
        item_id=item.item_id,
        sku_id=item.model_id or NO_VARIANT,
        seller_sku=item.model_sku or item.item_sku,
        name=item.item_name,
        variant=item.model_name,
        quantity=units.quantity,
        cancelled_quantity=units.cancelled,
        returned_quantity=units.returned,
        unit_list_price=units.list_price,
        unit_price=units.price,
        list_amount=listed,
        seller_discount=split.seller_discount + split.bundle_discount if split else None,
        platform_discount=split.platform_discount if split else None,
        seller_voucher=money.seller_voucher,
        platform_voucher=split.platform_voucher if split else None,
        revenue=money.revenue,
        is_gift=free and listed > 0,
        is_bundle=units.is_bundle,
        main_line_key=main_key,
        image_url=item.image_info.image_url if item.image_info else "",
        platform_warehouse=item.product_location_id,
    )


def packages_of(detail: OrderDetail, units: Sequence[Units]) -> tuple[schema.Package, ...]:
    """Return the packages. Shopee v2 get_order_detail names no tracking number."""
    packages = []
    for info in detail.package_list:
        lines = (_package_line(part, detail.item_list, units) for part in info.item_list)
        packages.append(
            schema.Package(
                external_id=info.package_number,
                raw_status=info.logistics_status,
                carrier_id=info.logistics_channel_id,
                carrier_name=info.shipping_carrier,
                lines=tuple(line for line in lines if line),
            )
        )
    return tuple(packages)


def _package_line(
    part: PackageItem, items: Sequence[OrderItem], units: Sequence[Units]
) -> schema.PackageLine | None:
    """The line a packed item belongs to: the first with as many equal ids as possible."""
    same = [
        (item.order_item_id == part.order_item_id, item.promotion_group_id == part.promotion_group_id, -index)
        for index, item in enumerate(items)
        if (item.item_id, item.model_id) == (part.item_id, part.model_id)
    ]
    if not same or part.model_quantity is None:
        return None
    return schema.PackageLine(line_key=units[-max(same)[2]].key, quantity=part.model_quantity)
