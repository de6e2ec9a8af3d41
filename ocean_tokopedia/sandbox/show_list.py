"""How the order list, and the notification of a new order, show an order."""

from typing import Any

from .model import Line, Order
from .money import discount, subtotal, total
from .store import Store


def list_row(store: Store, order: Order) -> dict[str, Any]:
    """Return `order` as a row of the list, without its buyer."""
    return {
        "fs_id": "",
        "order_id": order.id,
        "is_cod_mitra": order.cod,
        "accept_partial": False,
        "invoice_ref_num": order.invoice,
        "have_product_bundle": False,
        "products": [_named(store, _product(line)) for line in order.lines],
        "products_fulfilled": [_fulfilled(line) for line in order.lines],
        "bundle_detail": {
            "bundle": None,
            "non_bundle": [_plain_line(order, line) for line in order.lines],
            "total_product": len(order.lines),
        },
        "device_type": "android",
        "buyer": _named(
            store, {"id": order.buyer_id, "name": "", "phone": "", "email": "", "user_status": 1}
        ),
        "shop_id": order.shop_id,
        "payment_id": order.payment_id,
        "payment_date": store.zulu(order.pay_time),
        "recipient": _named(store, {"name": "", "phone": "", "address": _address(order)}),
        "logistics": _logistics(order),
        "amt": amounts(order),
        "dropshipper_info": {},
        "voucher_info": _voucher(order),
        "order_status": order.status,
        "warehouse_id": order.warehouse_id,
        "fulfill_by": 0,
        "create_time": store.epoch(order.create_time),
        "custom_fields": {"awb": known_awb(store, order)},
        "promo_order_detail": promo(order),
        "addon_info": None,
        "shipment_fulfillment": {
            "accept_deadline": store.zulu(order.accept_by),
            "confirm_shipping_deadline": store.zulu(order.ship_by),
        },
        "is_plus": order.plus,
    }


def list_personal(order: Order) -> dict[str, Any]:
    """Return the part of :func:`list_row` that is encrypted."""
    buyer = order.buyer
    address = {"address_full": full_address(order)}
    return {
        "buyer": dict(buyer),
        "recipient": {"name": buyer["name"], "phone": buyer["phone"], "address": address},
    }


def notification(store: Store, order: Order, fs_id: int) -> dict[str, Any]:
    """Return `order` as the webhook of a new order says it, without its buyer. Names are capital there."""
    row = list_row(store, order)
    kept = (
        "order_id",
        "accept_partial",
        "shop_id",
        "warehouse_id",
        "payment_id",
        "logistics",
        "amt",
        "device_type",
        "create_time",
        "order_status",
        "is_plus",
        "payment_date",
    )
    return {
        "fs_id": fs_id,
        **{name: row[name] for name in kept},
        "invoice_num": order.invoice,
        "products": [
            _capital(_product(line)) | {"currency": "Rp.", "is_eligible_pof": False} for line in order.lines
        ],
        "customer": {"id": order.buyer_id, "Name": "", "phone": "", "email": ""},
        "recipient": {"Name": "", "phone": "", "address": _address(order)},
        "shop_name": store.shops[order.shop_id].name,
        "dropshipper_info": {"Name": "", "phone": ""},
        "voucher_info": {"voucher_type": 0, "voucher_code": row["voucher_info"]["voucher_code"]},
        "custom_fields": {},
        "bundle_detail": {"bundle": None, "non_bundle": None, "total_product": 0},
    }


def notification_personal(order: Order) -> dict[str, Any]:
    """Return the part of :func:`notification` that is encrypted."""
    whole = list_personal(order)
    return {"customer": _capital(whole["buyer"]), "recipient": _capital(whole["recipient"])}


def status_payload(order: Order, fs_id: int) -> dict[str, Any]:
    """Return what the webhooks of status and cancellation say."""
    return {
        "fs_id": fs_id,
        "order_status": order.status,
        "order_id": order.id,
        "shop_id": order.shop_id,
        "warehouse_id": order.warehouse_id,
        "product_details": [_capital(_product(line)) | {"currency": "Rp."} for line in order.lines],
    }


def amounts(order: Order) -> dict[str, int]:
    """Return the amounts of an order; the total is before what the platform takes off."""
    return {
        "ttl_product_price": subtotal(order),
        "shipping_cost": order.shipping_cost,
        "insurance_cost": order.insurance,
        "ttl_amount": total(order),
        "voucher_amount": order.voucher,
        "toppoints_amount": order.points,
    }


def promo(order: Order) -> dict[str, Any]:
    """Return what the platform takes off or gives back, and who pays it."""
    parts = [("discount_product", order.promo_product), ("discount_shipping", order.promo_shipping)]
    details = [{"amount": amount, "type": kind} for kind, amount in parts if amount]
    summary = [_summary(kind, amount, order) for kind, amount in parts if amount]
    return {
        "order_id": order.id,
        "total_cashback": order.cashback,
        "total_discount": discount(order),
        "total_discount_product": order.promo_product,
        "total_discount_shipping": order.promo_shipping,
        "total_discount_details": details or None,
        "summary_promo": summary or None,
    }


def _summary(kind: str, amount: int, order: Order) -> dict[str, Any]:
    budget = {"budget_type": 1, "benefit_amount": amount, "actual_benefit_amount": amount}
    shipping = kind == "discount_shipping"
    return {
        "name": "Bebas Ongkir" if shipping else "Promo Tokopedia",
        "is_coupon": False,
        "show_cashback_amount": True,
        "show_discount_amount": True,
        "cashback_amount": 0 if shipping else order.cashback,
        "cashback_points": 0,
        "cashback_details": None,
        "type": "discount",
        "discount_amount": amount,
        "discount_details": [{"amount": amount, "type": kind, "budget_details": [budget]}],
        "invoice_desc": "ONGKIRFREE" if shipping else "PRODUCTDISC",
    }


def known_awb(store: Store, order: Order) -> str:
    """Return the tracking number once it is there."""
    return order.awb if order.awb and order.awb_time <= store.now else ""


def full_address(order: Order) -> str:
    """Return the whole address in one line."""
    place = order.place
    parts = (order.street, place.district, place.city, place.province, place.postal_code)
    return ", ".join(part for part in parts if part) if order.street else ""


def _product(line: Line) -> dict[str, Any]:
    return {
        "id": line.product_id,
        "name": line.name,
        "quantity": line.quantity,
        "notes": line.note,
        "weight": line.weight / 1000,
        "total_weight": line.weight * line.quantity / 1000,
        "price": line.price,
        "total_price": line.total,
        "currency": "Rp",
        "sku": line.sku,
        "is_wholesale": False,
    }


def _fulfilled(line: Line) -> dict[str, int]:
    return {
        "product_id": line.product_id,
        "quantity_deliver": line.active,
        "quantity_reject": line.rejected,
    }


def _voucher(order: Order) -> dict[str, Any]:
    code = "TKPVOUCHER" if order.voucher else ""
    return {"voucher_code": code, "voucher_type": 0, "voucher_amount": order.voucher}


def _plain_line(order: Order, line: Line) -> dict[str, Any]:
    return {
        "order_dtl_id": line.detail_id,
        "order_id": order.id,
        "product_id": line.product_id,
        "product_name": line.name,
        "quantity": line.quantity,
        "product_price": line.price,
        "subtotal_price": line.total,
        "normal_price": line.list_price,
        "notes": line.note,
        "sku": line.sku,
    }


def _address(order: Order) -> dict[str, Any]:
    place = order.place
    return {
        "address_full": "",
        "district": place.district,
        "city": place.city,
        "province": place.province,
        "country": "Indonesia",
        "postal_code": place.postal_code,
        "district_id": place.district_id,
        "city_id": place.city_id,
        "province_id": place.province_id,
        "geo": place.geo,
    }


def _logistics(order: Order) -> dict[str, Any]:
    # Live lists had 0 for the service.
    return {
        "shipping_id": order.courier.shipper_id,
        "sp_id": 0,
        "district_id": 0,
        "city_id": 0,
        "province_id": 0,
        "geo": "",
        "shipping_agency": order.courier.shipper,
        "service_type": order.courier.service,
    }


def _named(store: Store, row: dict[str, Any]) -> dict[str, Any]:
    return _capital(row) if store.switches.capital_names else row


def _capital(row: dict[str, Any]) -> dict[str, Any]:
    return {"Name" if name == "name" else name: value for name, value in row.items()}
