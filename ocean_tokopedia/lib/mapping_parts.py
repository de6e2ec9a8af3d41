"""The parts of an order in canonical form: courier, lines, the parcel."""

from typing import Final

from odoo.addons.ocean_marketplace_base.lib import schema

from .facts import Courier, Facts, Item
from .ladder_tokopedia import LineRevenue, Units

_OWN_SHIPPER: Final = "999"
# "Custom Logistik" is shipper 999; "Kurir Toko" is what buyers read where the seller's people deliver.
_OWN_NAMES: Final = ("custom logistik", "kurir toko")
_PARCEL_FROM: Final = 400


def ships_self(courier: Courier) -> bool | None:
    """Return whether the seller transports; ``None`` where the carrier's own setting shall decide."""
    own = courier.shipper_id == _OWN_SHIPPER or courier.shipper.casefold().startswith(_OWN_NAMES)
    return True if own else None


def carrier_id(courier: Courier) -> str:
    """Return courier and service in one id, ``23-45``; without a service, as in the list, ``23``."""
    return "-".join(part for part in (courier.shipper_id, courier.service_id) if part)


def carrier_name(courier: Courier) -> str:
    """Return courier and service as people say them: ``JNE Reguler``."""
    return f"{courier.shipper} {courier.service}".strip()


def line_of(facts: Facts, item: Item, units: Units, money: LineRevenue) -> schema.OrderLine:
    """Return a line. Variants are products of their own here, and orders name only those."""
    return schema.OrderLine(
        key=item.key,
        item_id=item.product_id,
        sku_id=item.product_id,
        seller_sku=item.sku,
        name=item.name,
        quantity=item.quantity,
        cancelled_quantity=units.cancelled,
        returned_quantity=units.returned,
        unit_list_price=item.list_price,
        unit_price=item.price,
        list_amount=item.list_amount,
        seller_discount=item.discount,
        seller_voucher=money.seller_voucher,
        revenue=money.revenue,
        is_gift=not item.total and item.list_amount > 0,
        is_bundle=item.bundled,
        is_preorder=facts.is_preorder,
        image_url=item.image,
        platform_warehouse=facts.warehouse,
    )


def packages_of(facts: Facts, lines: tuple[schema.OrderLine, ...]) -> tuple[schema.Package, ...]:
    """Return the one parcel of an order, once there is one; it has no id of its own."""
    if not facts.awb and facts.status < _PARCEL_FROM:
        return ()
    courier = facts.courier
    return (
        schema.Package(
            external_id=facts.order_id,
            raw_status=str(facts.status),
            carrier_id=carrier_id(courier),
            carrier_name=courier.carried_by or carrier_name(courier),
            tracking_ref=facts.awb,
            lines=tuple(
                schema.PackageLine(line_key=line.key, quantity=line.active_quantity)
                for line in lines
                if line.active_quantity
            ),
        ),
    )
