"""An order as Get Order List and Get Order Detail show it: one row of ``line_items`` per unit."""

from typing import Any

from .model import Order, Package, Unit
from .money import allocate, buyer_total, shipping_fee, total_of
from .names import COUNTRIES, mask, masked_phone
from .places import OPTIONS
from .store import Store

DAY = 86_400
NO_ADDRESS = ("UNPAID", "ON_HOLD")
LEVELS = (("Country", "country"), ("Province", "province"), ("City", "city"), ("District", "district"),
          ("Village", "village"))  # fmt: skip
ADDRESS_FIELDS = (
    "full_address",
    "phone_number",
    "name",
    "first_name",
    "last_name",
    "postal_code",
    "region_code",
    "address_detail",
    "address_line1",
    "address_line2",
    "address_line3",
    "address_line4",
)
LINE_STATUS = {"ON_HOLD": "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING": "AWAITING_SHIPMENT"}
PACKED_STATUS = {"PROCESSING": "AWAITING_COLLECTION", "FULFILLING": "IN_TRANSIT"}


def order_detail(store: Store, order: Order) -> dict[str, Any]:
    """Return `order` as the API shows it."""
    packages = {package.id: package for package in store.packages_of(order)}
    shown = _basics(store, order) | _course(order) | _times(order) | _marks(order)
    shown["payment"] = payment(store, order)
    shown["recipient_address"] = recipient(order)
    shown["packages"] = [{"id": package_id} for package_id in packages]
    far = allocate(order.charges.distance_fee, [unit.sale_price for unit in order.units])
    shown["line_items"] = [
        _line(store, order, unit, packages.get(unit.package_id)) | ({"distance_fee": str(fee)} if fee else {})
        for unit, fee in zip(order.units, far, strict=True)
    ]
    first = next(iter(packages.values()), None)
    if first is not None and first.status != "TO_FULFILL":
        shown["tracking_number"] = tracking(store, first)
        shown["shipping_provider"], shown["shipping_provider_id"] = first.provider_name, first.provider_id
    return shown


def tracking(store: Store, package: Package) -> str:
    """Return the tracking number of a package, empty until it is there."""
    known = package.ship_time and (package.pickup_time or package.tracking_due <= store.now)
    return package.tracking_number if known else ""


def _basics(store: Store, order: Order) -> dict[str, Any]:
    option = OPTIONS[order.delivery_option]
    return {
        "id": order.id,
        "status": order.status,
        "create_time": order.create_time,
        "update_time": order.update_time,
        "user_id": order.buyer_id,
        "buyer_nickname": order.buyer_nickname,
        "buyer_email": f"v{order.buyer_id[-10:]}@chat.seller.tiktok.com" if order.buyer_id else "",
        "buyer_message": order.buyer_message,
        "seller_note": order.seller_note,
        "commerce_platform": order.commerce_platform,
        "order_type": "NORMAL",
        "fulfillment_type": order.fulfillment_type,
        "shipping_type": order.shipping_type,
        "delivery_type": "HOME_DELIVERY",
        "delivery_option_id": order.delivery_option,
        "delivery_option_name": option["name"],
        "warehouse_id": order.units[0].warehouse_id if order.units else "",
        "payment_method_name": order.payment_method,
        "is_cod": order.cod,
        "need_upload_invoice": _invoice_state(store, order),
        "tracking_number": "",
        "shipping_provider": "",
        "shipping_provider_id": "",
    }


def _invoice_state(store: Store, order: Order) -> str:
    """Return ``need_upload_invoice`` of an order: only Brazil wants invoices."""
    if store.shops[order.shop_id].region != "BR":
        return "NO_NEED"
    kept = store.records.get("invoice", {}).values()
    return "INVOICE_UPLOADED" if any(order.id in one.data["order_ids"] for one in kept) else "NEED_INVOICE"


def _course(order: Order) -> dict[str, Any]:
    shown: dict[str, Any] = {"has_updated_recipient_address": order.address_updated}
    if order.tag:
        shown["split_or_combine_tag"] = order.tag
    if order.status == "CANCELLED":
        shown |= {"cancellation_initiator": order.cancel_by, "cancel_reason": order.cancel_reason}
    return shown


def _times(order: Order) -> dict[str, int]:
    paid = order.paid_time or order.create_time
    shown = {
        "paid_time": order.paid_time,
        "rts_time": order.rts_time,
        "collection_time": order.collection_time,
        "delivery_time": order.delivery_time,
        "cancel_time": order.cancel_time,
        "request_cancel_time": order.request_cancel_time,
    }
    if order.status != "UNPAID":
        shown |= {
            "rts_sla_time": paid + 2 * DAY,
            "shipping_due_time": paid + 2 * DAY,
            "tts_sla_time": paid + 3 * DAY,
            "collection_due_time": paid + 4 * DAY,
            "cancel_order_sla_time": paid + 5 * DAY,
            "delivery_due_time": paid + 10 * DAY,
        }
    return {name: value for name, value in shown.items() if value}


def _marks(order: Order) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "is_sample_order": order.sample,
        "is_on_hold_order": order.status == "ON_HOLD",
        "is_buyer_request_cancel": bool(order.request_cancel_time) and order.status != "CANCELLED",
        "is_replacement_order": bool(order.replaced_order_id),
        "is_exchange_order": False,
    }
    if order.replaced_order_id:
        shown["replaced_order_id"] = order.replaced_order_id
    if order.charges.distance_fee:
        shown["order_rights"] = [2]
    return shown


def payment(store: Store, order: Order) -> dict[str, str]:
    """Return the amounts of the whole order at checkout."""
    own, units = order.charges, order.units
    amounts: dict[str, int] = {
        "sub_total": total_of(units, "sale_price"),
        "shipping_fee": shipping_fee(order, store.switches),
        "seller_discount": total_of(units, "seller_discount"),
        "platform_discount": total_of(units, "platform_discount"),
        "total_amount": buyer_total(order, store.switches),
        "original_total_product_price": total_of(units, "original_price"),
        "original_shipping_fee": own.shipping_list,
        "shipping_fee_seller_discount": own.shipping_seller,
        "shipping_fee_platform_discount": own.shipping_platform,
        "shipping_fee_cofunded_discount": own.shipping_cofunded,
        "tax": 0,
        "buyer_service_fee": total_of(units, "buyer_service_fee"),
        "handling_fee": own.handling_fee,
        "shipping_insurance_fee": own.shipping_insurance,
        "item_insurance_fee": own.item_insurance,
    }
    if own.payment_promo:
        amounts["payment_platform_discount"] = own.payment_promo
    if own.distance_fee:
        amounts |= {"distance_fee": own.distance_fee, "distance_shipping_fee": own.distance_shipping}
    return {"currency": order.currency} | {name: str(amount) for name, amount in amounts.items()}


def recipient(order: Order) -> dict[str, Any]:
    """Return the address, empty before payment and while on hold, masked if the platform ships."""
    empty: dict[str, Any] = dict.fromkeys(ADDRESS_FIELDS, "")
    place = order.address
    if order.status in NO_ADDRESS or not place:
        return empty
    shown = place | {"country": COUNTRIES.get(place["country"], place["country"])}
    if order.masked:
        shown |= {
            "name": mask(place["name"]),
            "street": mask(place["street"]),
            "phone": masked_phone(place["phone"]),
        }
    first, _, last = shown["name"].partition(" ")
    parts = [
        shown[key] for key in ("street", "village", "district", "city", "province", "country", "postal_code")
    ]
    return empty | {
        "full_address": ", ".join(part for part in parts if part),
        "phone_number": shown["phone"],
        "name": shown["name"],
        "first_name": first,
        "last_name": last,
        "postal_code": shown["postal_code"],
        "region_code": place["country"],
        "address_detail": shown["street"],
        "address_line1": shown["province"],
        "address_line2": shown["city"],
        "address_line3": shown["district"],
        "address_line4": shown["village"],
        "district_info": [
            {"address_level_name": name, "address_name": shown[key], "address_level": f"L{level}"}
            for level, (name, key) in enumerate(LEVELS)
            if shown[key]
        ],
    }


def line_status(order: Order, unit: Unit, package: Package | None) -> str:
    """Return the status of one unit."""
    if unit.cancelled:
        return "CANCELLED"
    if order.status == "PARTIALLY_SHIPPING" and package is not None:
        return PACKED_STATUS.get(package.status, "AWAITING_SHIPMENT")
    return LINE_STATUS.get(order.status, order.status)


def _line(store: Store, order: Order, unit: Unit, package: Package | None) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": unit.id,
        "product_id": unit.product_id,
        "product_name": unit.product_name,
        "sku_id": unit.sku_id,
        "sku_name": unit.sku_name,
        "sku_image": f"https://p16-oec-sg.ibyteimg.com/{unit.sku_id}~tplv-origin-jpeg.jpeg",
        "sku_type": "NORMAL",
        "seller_sku": unit.seller_sku,
        "currency": order.currency,
        "original_price": str(unit.original_price),
        "sale_price": str(unit.sale_price),
        "seller_discount": str(unit.seller_discount),
        "platform_discount": str(unit.platform_discount),
        "buyer_service_fee": str(unit.buyer_service_fee),
        "display_status": line_status(order, unit, package),
        "is_gift": unit.gift,
        "is_dangerous_good": False,
        "needs_prescription": False,
        "package_id": package.id if package else "",
        "package_status": package.status if package else "TO_FULFILL",
        "tracking_number": tracking(store, package) if package else "",
        "shipping_provider_id": package.provider_id if package and package.ship_time else "",
        "shipping_provider_name": package.provider_name if package and package.ship_time else "",
    }
    if unit.gift:
        shown["gift_retail_price"] = str(unit.retail_price)
    if unit.cancelled:
        shown |= {"cancel_user": unit.cancel_user, "cancel_reason": unit.cancel_reason}
    if package and package.ship_time:
        shown["rts_time"] = package.ship_time
    return shown


def price_detail(store: Store, order: Order) -> dict[str, Any]:
    """Return Get Price Detail; the voucher fields hold type codes, not money."""
    own = order.charges
    shown = _prices(order.currency, order.units, shipping_fee(order, store.switches), own.shipping_list)
    shown["shipping_fee_deduction_seller"] = str(own.shipping_seller)
    shown["shipping_fee_deduction_platform"] = str(own.shipping_platform + own.shipping_cofunded)
    shown["line_items"] = [{"id": unit.id} | _prices(order.currency, [unit], 0, 0) for unit in order.units]
    return shown


def _prices(currency: str, units: list[Unit], paid: int, listed: int) -> dict[str, Any]:
    original, sale = total_of(units, "original_price"), total_of(units, "sale_price")
    amounts = {
        "total": original + listed,
        "payment": sale + paid,
        "sku_list_price": original,
        "sku_sale_price": sale,
        "subtotal": sale,
        "subtotal_deduction_seller": total_of(units, "seller_discount"),
        "subtotal_deduction_platform": total_of(units, "platform_discount"),
        "subtotal_tax_amount": 0,
        "shipping_list_price": listed,
        "shipping_sale_price": paid,
        "shipping_fee_deduction_seller": 0,
        "shipping_fee_deduction_platform": 0,
        "tax_amount": 0,
        "net_price_amount": sale,
        "cod_fee": 0,
        "sku_gift_original_price": total_of(units, "retail_price"),
        "sku_gift_net_price": 0,
    }
    codes = {"voucher_deduction_platform": "", "voucher_deduction_seller": "", "tax_rate": "0"}
    return {"currency": currency} | {name: str(amount) for name, amount in amounts.items()} | codes
