"""How the single order shows an order: the same as the list with other words, and more."""

from typing import Any

from .model import Line, Order, Shop
from .money import subtotal, total
from .show_list import known_awb, promo
from .store import NEVER, Store


def detail(store: Store, order: Order) -> dict[str, Any]:
    """Return `order`, without its buyer."""
    shop = store.shops[order.shop_id]
    request = order.cancel_request
    return {
        "order_id": order.id,
        "buyer_id": order.buyer_id,
        "seller_id": shop.id,
        "payment_id": order.payment_id,
        "is_affiliate": False,
        "is_fulfillment": False,
        "order_warehouse": _warehouse(order, shop),
        "order_status": order.status,
        "invoice_number": order.invoice,
        "invoice_pdf": f"Invoice-{order.buyer_id}-{shop.id}-{order.id}.pdf",
        "invoice_url": f"https://www.tokopedia.com/invoice.pl?id={order.id}",
        "open_amt": total(order),
        "lp_amt": order.points,
        "cashback_amt": order.cashback,
        "info": "",
        "comment": order.comment,
        "item_price": subtotal(order),
        "buyer_info": {"buyer_id": order.buyer_id},
        "shop_info": _shop(shop),
        "shipment_fulfillment": fulfillment(store, order),
        "preorder": _preorder(store, order),
        "order_info": _order_info(store, order),
        "origin_info": _origin(order, shop),
        "payment_info": _payment(store, order),
        "insurance_info": {"insurance_type": 1 if order.insurance else 0},
        "hold_info": None,
        "cancel_request_info": request
        and {"create_time": store.zulu(request.at), "reason": request.reason, "status": request.status},
        "create_time": store.zulu(order.create_time),
        "shipping_date": _or_null(store, order.ship_time),
        "update_time": store.zulu(order.update_time),
        "payment_date": _or_null(store, order.pay_time),
        "delivered_date": _or_null(store, order.deliver_time),
        "est_shipping_date": None,
        "est_delivery_date": None,
        "related_invoices": None,
        "custom_fields": None,
        "promo_order_detail": promo(order),
        "pof_info": _pof(store, order),
    }


def detail_personal(order: Order) -> dict[str, Any]:
    """Return the part of :func:`detail` that is encrypted."""
    buyer = order.buyer
    return {
        "buyer_info": {
            "buyer_fullname": buyer["name"],
            "buyer_email": buyer["email"],
            "buyer_phone": buyer["phone"],
        },
        "order_info": {
            "destination": {
                "receiver_name": buyer["name"],
                "receiver_phone": buyer["phone"],
                "address_street": order.street,
            }
        },
        "origin_info": {"receiver_name": buyer["name"], "destination_address": order.street},
    }


def fulfillment(store: Store, order: Order) -> dict[str, Any]:
    """Return deadlines and how far the shipment is."""
    return {
        "id": order.id - 1_400_000_000,
        "order_id": order.id,
        "payment_date_time": store.zulu(order.pay_time),
        "is_same_day": False,
        "accept_deadline": store.zulu(order.accept_by),
        "confirm_shipping_deadline": store.zulu(order.ship_by),
        "item_delivered_deadline": {"Time": NEVER, "Valid": False},
        "is_accepted": bool(order.accept_time),
        "is_confirm_shipping": bool(order.ship_time),
        "is_item_delivered": bool(order.deliver_time),
        "fulfillment_status": 0,
    }


def _or_null(store: Store, at: int) -> str | None:
    return store.zulu(at) if at else None


def _warehouse(order: Order, shop: Shop) -> dict[str, Any]:
    found = next(row for row in shop.warehouses if row.id == order.warehouse_id)
    place = found.place
    meta = {
        "warehouse_id": found.id,
        "partner_id": 0,
        "shop_id": shop.id,
        "warehouse_name": found.name,
        "district_id": place.district_id,
        "district_name": place.district,
        "city_id": place.city_id,
        "city_name": place.city,
        "province_id": place.province_id,
        "province_name": place.province,
        "status": 1,
        "postal_code": place.postal_code,
        "is_default": int(found is shop.warehouses[0]),
        "latlon": place.geo,
        "address_detail": found.address,
        "country_name": "Indonesia",
        "is_fulfillment": False,
    }
    return {"warehouse_id": found.id, "fulfill_by": 0, "meta_data": meta}


def _shop(shop: Shop) -> dict[str, Any]:
    return {
        "shop_owner_id": shop.user_id,
        "shop_owner_email": "owner@example.test",
        "shop_owner_phone": "628000000009",
        "shop_name": shop.name,
        "shop_domain": shop.domain,
        "shop_id": shop.id,
    }


def _preorder(store: Store, order: Order) -> dict[str, Any]:
    return {
        "order_id": 0,
        "preorder_type": 0,
        "preorder_process_time": 0,
        "preorder_process_start": store.zulu(order.create_time),
        "preorder_deadline": NEVER,
        "shop_id": 0,
        "customer_id": 0,
    }


def _order_info(store: Store, order: Order) -> dict[str, Any]:
    return {
        "order_detail": [_line(line) for line in order.lines],
        "order_history": [
            {
                "action_by": step.actor,
                "hist_status_code": step.status,
                "message": "",
                "timestamp": store.zulu(step.at),
                "comment": step.comment,
                "create_by": 0,
                "update_by": "tokopedia" if step.actor == "buyer" else "system",
            }
            for step in order.history
        ],
        "order_age_day": (store.now - order.create_time) // 86_400,
        "shipping_age_day": 0,
        "delivered_age_day": 0,
        "partial_process": bool(order.pof),
        "shipping_info": _shipping(store, order),
        "destination": _destination(order),
        "is_replacement": False,
        "replacement_multiplier": 0,
        "is_plus": order.plus,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "order_detail_id": line.detail_id,
        "product_id": line.product_id,
        "product_name": line.name,
        "product_desc_pdp": line.name,
        "product_desc_atc": line.name,
        "product_price": line.price,
        "subtotal_price": line.total,
        "weight": line.weight / 1000,
        "total_weight": line.weight * line.quantity / 1000,
        "quantity": line.quantity,
        "quantity_deliver": line.active,
        "quantity_reject": line.rejected,
        "is_free_returns": False,
        "insurance_price": 0,
        "normal_price": line.list_price if line.list_price > line.price else 0,
        "currency_id": 2,
        "currency_rate": 0,
        "min_order": 0,
        "child_cat_id": 1122,
        "campaign_id": "",
        "product_picture": f"https://images.tokopedia.net/img/product/{line.product_id}.jpg",
        "snapshot_url": f"https://www.tokopedia.com/snapshot_product?dtl_id={line.detail_id}",
        "sku": line.sku,
    }


def _shipping(store: Store, order: Order) -> dict[str, Any]:
    courier = order.courier
    return {
        "sp_id": courier.service_id,
        "shipping_id": courier.shipper_id,
        "logistic_name": courier.shipper,
        "logistic_service": courier.service,
        "shipping_price": order.shipping_cost,
        "shipping_price_rate": order.shipping_cost,
        "shipping_fee": 0,
        "insurance_price": order.insurance,
        "fee": 0,
        "is_change_courier": False,
        "second_sp_id": 0,
        "second_shipping_id": 0,
        "second_logistic_name": "",
        "second_logistic_service": "",
        "second_agency_fee": 0,
        "second_insurance": 0,
        "second_rate": 0,
        "awb": known_awb(store, order),
        "autoresi_cashless_status": 0,
        "autoresi_awb": "",
        "autoresi_shipping_price": 0,
        "count_awb": 0,
        "isCashless": False,
        "is_fake_delivery": False,
        "recommended_courier_info": None,
    }


def _destination(order: Order) -> dict[str, Any]:
    place = order.place
    return {
        "address_district": place.district,
        "address_city": place.city,
        "address_province": place.province,
        "address_postal": place.postal_code,
        "customer_address_id": order.buyer_id + 1,
        "district_id": place.district_id,
        "city_id": place.city_id,
        "province_id": place.province_id,
    }


def _origin(order: Order, shop: Shop) -> dict[str, Any]:
    origin, place = shop.warehouses[0], order.place
    return {
        "sender_name": shop.name,
        "origin_province": origin.place.province_id,
        "origin_province_name": origin.place.province,
        "origin_city": origin.place.city_id,
        "origin_city_name": origin.place.city,
        "origin_address": origin.address,
        "origin_district": origin.place.district_id,
        "origin_district_name": origin.place.district,
        "origin_postal_code": origin.place.postal_code,
        "origin_geo": origin.place.geo,
        "destination_province": place.province_id,
        "destination_city": place.city_id,
        "destination_district": place.district_id,
        "destination_postal_code": place.postal_code,
        "destination_geo": place.geo,
        "destination_loc": {"lat": 0, "lon": 0},
    }


def _payment(store: Store, order: Order) -> dict[str, Any]:
    return {
        "payment_id": order.payment_id,
        "payment_ref_num": order.invoice.replace("INV", "PYM"),
        "payment_date": store.zulu(order.pay_time),
        "payment_method": 0,
        "payment_status": "Verified" if order.pay_time else "Pending",
        "payment_status_id": 2 if order.pay_time else 1,
        "create_time": store.zulu(order.create_time),
        "pg_id": 12,
        "gateway_name": "Bayar di Tempat" if order.cod else "BCA Virtual Account",
        "discount_amount": 0,
        "voucher_code": "",
        "voucher_id": 0,
    }


def _pof(store: Store, order: Order) -> dict[str, Any]:
    """Return the request to deliver less; what its statuses mean is unconfirmed."""
    if not order.pof:
        return {}
    rows = [
        {
            "order_dtl_id": line.detail_id,
            "product_id": line.product_id,
            "quantity_request": order.pof[line.detail_id],
            "total_price_request": order.pof[line.detail_id] * line.price,
        }
        for line in order.lines
        if line.detail_id in order.pof
    ]
    return {
        "pof_status": 1,
        "shipping_price": order.shipping_cost,
        "insurance_price": order.insurance,
        "update_time": store.zulu(order.update_time),
        "pof_detail_info": rows,
    }
