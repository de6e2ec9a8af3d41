"""Shopee payloads for benches: orders of two lines with vouchers, in the shape the reader returns."""

import random
from decimal import Decimal

CREATED = 1_790_000_000


def order_payload(number, skus, rng):
    """Return ``{"order", "escrow"}`` of one paid order of two lines over `skus` ``[(sku, price)]``."""
    lines = [line(index, *rng.choice(skus), quantity=rng.randint(1, 3)) for index in range(2)]
    goods = sum(row["price"] * row["quantity"] for row in lines)
    voucher = 2000 * len(lines)
    return {
        "order": order(number, lines, goods - voucher + 9000),
        "escrow": escrow(number, lines, goods, voucher),
    }


def line(index, sku, price, quantity):
    return {"index": index, "sku": sku, "price": price, "quantity": quantity}


def order(number, lines, total):
    return {
        "order_sn": number,
        "region": "ID",
        "currency": "IDR",
        "cod": False,
        "total_amount": total,
        "order_status": "READY_TO_SHIP",
        "shipping_carrier": "SPX Standard",
        "payment_method": "ShopeePay",
        "estimated_shipping_fee": 9000,
        "message_to_seller": "",
        "create_time": CREATED,
        "update_time": CREATED + 60,
        "pay_time": CREATED + 50,
        "days_to_ship": 2,
        "ship_by_date": CREATED + 172800,
        "buyer_user_id": int(number[-9:], 36) % 10**9,
        "buyer_username": f"pembeli_{number[-6:].lower()}",
        "recipient_address": {
            "name": f"Pembeli {number[-6:]}",
            "phone": "6281200000000",
            "town": "",
            "district": "Tebet",
            "city": "KOTA JAKARTA SELATAN",
            "state": "DKI JAKARTA",
            "region": "ID",
            "zipcode": "12810",
            "full_address": f"Jl. Laut No. {number[-3:]}, Tebet, KOTA JAKARTA SELATAN, DKI JAKARTA, ID 12810",
        },
        "item_list": [item(row) for row in lines],
        "package_list": [],
    }


def item(row):
    return {
        "item_id": 9000 + row["index"],
        "item_name": f"Barang {row['sku']}",
        "item_sku": "",
        "model_id": 7000 + row["index"],
        "model_name": "M",
        "model_sku": row["sku"],
        "model_quantity_purchased": row["quantity"],
        "model_original_price": row["price"],
        "model_discounted_price": row["price"],
        "order_item_id": 9000 + row["index"],
        "line_item_id": 5000 + row["index"],
        "promotion_group_id": 0,
        "active_qty": row["quantity"],
    }


def escrow(number, lines, goods, voucher):
    return {
        "order_sn": number,
        "buyer_user_name": "p***i",
        "return_order_sn_list": [],
        "order_income": {
            "escrow_amount": goods - voucher - 1250,
            "buyer_total_amount": goods - voucher + 9000,
            "order_original_price": goods,
            "original_price": goods,
            "order_discounted_price": goods,
            "order_selling_price": goods,
            "order_seller_discount": 0,
            "seller_discount": 0,
            "shopee_discount": 0,
            "original_shopee_discount": 0,
            "voucher_from_seller": voucher,
            "voucher_from_shopee": 0,
            "coins": 0,
            "buyer_paid_shipping_fee": 9000,
            "actual_shipping_fee": 9000,
            "shopee_shipping_rebate": 0,
            "cost_of_goods_sold": goods,
            "original_cost_of_goods_sold": goods,
            "seller_return_refund": 0,
            "commission_fee": 0,
            "service_fee": 0,
            "seller_transaction_fee": 0,
            "seller_order_processing_fee": 1250,
            "items": [escrow_item(row) for row in lines],
        },
        "buyer_payment_info": {
            "merchant_subtotal": goods,
            "seller_voucher": -voucher,
            "shopee_voucher": 0,
            "shopee_coins_redeemed": 0,
            "shipping_fee": 9000,
            "buyer_service_fee": 0,
            "buyer_total_amount": goods - voucher + 9000,
        },
    }


def escrow_item(row):
    amount = row["price"] * row["quantity"]
    return {
        "item_id": 9000 + row["index"],
        "item_name": f"Barang {row['sku']}",
        "model_id": 7000 + row["index"],
        "model_sku": row["sku"],
        "line_item_id": 5000 + row["index"],
        "original_price": amount,
        "selling_price": amount,
        "discounted_price": amount,
        "seller_discount": 0,
        "shopee_discount": 0,
        "discount_from_coin": 0,
        "discount_from_voucher_shopee": 0,
        "discount_from_voucher_seller": 2000,
        "quantity_purchased": row["quantity"],
    }


def batch(prefix, count, skus, seed):
    """Return {order number: payload} of `count` orders; equal seeds give equal content but the numbers."""
    rng = random.Random(seed)
    numbers = [f"{prefix}{index:08d}" for index in range(count)]
    return {number: as_decimal(order_payload(number, skus, rng)) for number in numbers}


def as_decimal(value):
    """Return `value` with floats as ``Decimal``, as the transport reads numbers."""
    if isinstance(value, dict):
        return {key: as_decimal(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_decimal(item) for item in value]
    return Decimal(str(value)) if isinstance(value, float) else value
