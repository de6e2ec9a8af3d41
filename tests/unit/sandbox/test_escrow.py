"""Every escrow adds up, by the identities of the platform's formulas."""

import pytest

from odoo.addons.ocean_marketplace_base.sandbox.server import SandboxServer

PLUS = (
    "original_cost_of_goods_sold", "seller_return_refund", "shopee_discount", "buyer_paid_shipping_fee",
    "shopee_shipping_rebate", "shipping_fee_discount_from_3pl", "rsf_seller_protection_fee_claim_amount",
    "buyer_paid_packaging_fee",
)  # fmt: skip
MINUS = (
    "original_shopee_discount", "voucher_from_seller", "seller_coin_cash_back", "actual_shipping_fee",
    "reverse_shipping_fee", "final_return_to_seller_shipping_fee", "seller_transaction_fee", "service_fee",
    "commission_fee", "campaign_fee", "shipping_seller_protection_fee_amount",
    "delivery_seller_protection_fee_premium_amount", "final_escrow_product_gst", "order_ams_commission_fee",
    "escrow_tax", "sales_tax_on_lvg", "reverse_shipping_fee_sst", "shipping_fee_sst", "withholding_tax",
    "overseas_return_service_fee", "vat_on_imported_goods", "withholding_vat_tax", "withholding_pit_tax",
    "withholding_cit_tax", "seller_order_processing_fee", "trade_in_bonus_by_seller", "fbs_fee",
    "ads_escrow_top_up_fee_or_technical_support_fee", "th_import_duty",
)  # fmt: skip
BUYER_FEES = ("buyer_service_fee", "initial_buyer_txn_fee", "insurance_premium", "buyer_tax_amount")
NOT_PAID = "supplier order item income not found"


def differences(escrow):
    """Return the identities that do not hold, by name, with both sides."""
    income, paid, items = (
        escrow["order_income"],
        escrow["buyer_payment_info"],
        escrow["order_income"]["items"],
    )
    buyer_fees = sum(paid[name] for name in BUYER_FEES)
    in_bundle = any(item["activity_type"] == "bundle_deal" for item in items)

    def total(name):
        return sum(item[name] for item in items)

    sides = {
        "S1": (income["escrow_amount"], sum(income[n] for n in PLUS) - sum(income[n] for n in MINUS)),
        "S2": (
            paid["buyer_total_amount"],
            paid["merchant_subtotal"]
            + paid["shipping_fee"]
            + paid["seller_voucher"]
            + paid["shopee_voucher"]
            + paid["shopee_coins_redeemed"]
            + paid["credit_card_promotion"]
            + buyer_fees,
        ),
        "S2 both": (paid["buyer_total_amount"], income["buyer_total_amount"]),
        "S4": (
            income["order_original_price"] - income["order_seller_discount"] - income["shopee_discount"],
            income["order_discounted_price"],
        ),
        "S5": (
            income["original_price"] - income["seller_discount"] - income["shopee_discount"],
            income["cost_of_goods_sold"],
        ),
        "S6": (
            income["cost_of_goods_sold"],
            income["original_cost_of_goods_sold"] + income["seller_return_refund"],
        ),
        "S7": (
            income["credit_card_transaction_fee"],
            income["buyer_transaction_fee"] + income["seller_transaction_fee"],
        ),
        "S8": (
            income["final_shipping_fee"],
            income["shopee_shipping_rebate"]
            + income["shipping_fee_discount_from_3pl"]
            - income["actual_shipping_fee"]
            - income["reverse_shipping_fee"],
        ),
        "S9": (
            income["estimated_shipping_fee"],
            income["buyer_paid_shipping_fee"] + income["shopee_shipping_rebate"],
        ),
        "S10": (
            income["buyer_total_amount"] - income["drc_adjustable_refund"],
            income["cost_of_goods_sold"]
            + income["buyer_paid_shipping_fee"]
            + buyer_fees
            - income["voucher_from_seller"]
            - income["voucher_from_shopee"]
            - income["coins"],
        ),
        "S11": (total("original_price"), income["order_original_price"]),
        "S12": (total("discounted_price"), income["order_discounted_price"]),
        "S13": (total("discount_from_voucher_seller"), income["voucher_from_seller"]),
        "S14": (total("discount_from_voucher_shopee"), income["voucher_from_shopee"]),
        "S15": (total("discount_from_coin"), 0 if in_bundle else income["coins"]),
        "S17": (
            income["escrow_amount"] + income["total_adjustment_amount"],
            income["escrow_amount_after_adjustment"],
        ),
    }
    for item in items:
        sides[f"S16 {item['line_item_id']}"] = (
            item["original_price"] - item["seller_discount"] - item["shopee_discount"],
            item["discounted_price"],
        )
    return {name: pair for name, pair in sides.items() if pair[0] != pair[1]}


def batch(raw, numbers):
    body = {"order_sn_list": numbers}
    return raw.shop("POST", "/api/v2/payment/get_escrow_detail_batch", body)


def one(raw, number):
    return raw.get("payment/get_escrow_detail", order_sn=number)


def shipping_revenue(detail, income):
    alive = any(line["active_qty"] for line in detail["item_list"])
    seller_ships = detail["shipping_carrier"] == "Kurir Toko"
    return income["buyer_paid_shipping_fee"] if alive and seller_ships else 0


def test_every_seeded_escrow_adds_up_and_agrees_with_the_order_and_the_summary(raw):
    orders = [order for order in raw.control("GET", "/orders")["orders"] if order["shop_id"] == "301177001"]
    checked = 0
    for order in orders:
        answer = one(raw, order["id"])
        if answer.error:
            assert answer.json["message"] == NOT_PAID
            continue
        escrow = answer.response
        income = escrow["order_income"]
        detail = raw.one(order["id"], fields="total_amount,item_list,shipping_carrier")
        assert differences(escrow) == {}, order
        assert detail["total_amount"] == escrow["buyer_payment_info"]["buyer_total_amount"]
        goods = income["cost_of_goods_sold"] - income["voucher_from_seller"]
        assert order["seller_revenue"] == goods + shipping_revenue(detail, income)
        checked += 1
    assert checked > 70


@pytest.mark.parametrize("seed", range(2, 12))
def test_money_adds_up_for_other_seeds_too(seed, make_raw):
    with SandboxServer(seed=seed) as sandbox:
        raw = make_raw(sandbox)
        numbers = [row["order_sn"] for row in raw.all_orders()]
        rows = [
            row
            for start in range(0, len(numbers), 50)
            for row in batch(raw, numbers[start : start + 50]).response
        ]
        assert len(rows) > 70
        assert [row for row in rows if differences(row["escrow_detail"])] == []


@pytest.mark.parametrize(
    "options",
    [
        {"skus": ["KAOS-OMBAK-M", "TAS-KANVAS"], "quantities": [3, 1], "seller_voucher": 7_777},
        {"skus": ["KAOS-OMBAK-M", "TAS-KANVAS"], "platform_voucher": 12_345, "coins": 1_001},
        {"skus": ["KAOS-OMBAK-S"], "quantities": [5], "cancelled": 2, "seller_voucher": 5_000, "coins": 500},
        {"skus": ["KAOS-OMBAK-S"], "gift": "KAOSKAKI-3P", "seller_voucher": 10_000},
        {"skus": ["KAOS-OMBAK-S"], "cod": True, "status": "COMPLETED"},
        {"skus": ["KAOS-OMBAK-S"], "own_courier": True, "status": "COMPLETED"},
        {"skus": ["KAOS-OMBAK-S"], "coin_cashback": 1_200, "insurance": 600, "affiliate": True},
        {"skus": ["KAOS-OMBAK-S", "TAS-KANVAS"], "bundle_off": 9_999, "coins": 1_000},
        {"skus": ["KAOS-OMBAK-S"], "free": True},
        {"skus": ["KAOS-OMBAK-S"], "status": "CANCELLED", "seller_voucher": 5_000, "coins": 99},
        {"lines": 40, "seller_voucher": 99_999, "platform_voucher": 77_777},
    ],
)
def test_every_kind_of_order_adds_up(raw, options):
    number = raw.place(**options)[0]
    assert differences(one(raw, number).response) == {}


def test_a_partly_cancelled_order_shows_checkout_and_current_amounts(raw):
    number = raw.place(skus=["TAS-KANVAS"], quantities=[5], cancelled=2, seller_voucher=5_000)[0]
    line = raw.one(number)["item_list"][0]
    escrow = one(raw, number).response
    assert (line["model_quantity_purchased"], line["active_qty"], line["cancelled_qty"]) == (5, 3, 2)
    assert escrow["buyer_payment_info"]["seller_voucher"] == -5_000
    assert escrow["order_income"]["voucher_from_seller"] == 3_000
    assert escrow["order_income"]["seller_return_refund"] == -2 * 69_500


def test_a_returned_line_shows_its_whole_price_as_a_discount(raw):
    skus, vouchers = ["TAS-KANVAS", "TOPI-01"], {"seller_voucher": 5_000, "coins": 700}
    number = raw.place(skus=skus, status="TO_RETURN", **vouchers)[0]
    before = one(raw, number).response
    assert before["order_income"]["seller_return_refund"] == 0
    assert raw.one(number)["item_list"][0]["return_requested_qty"] == 1
    raw.control("POST", f"/orders/{number}/advance", refund=True)
    after = one(raw, number).response
    returned = after["order_income"]["items"][0]
    assert (returned["discounted_price"], returned["seller_discount"]) == (0, returned["original_price"])
    assert after["order_income"]["seller_return_refund"] == -69_500
    assert after["buyer_payment_info"] == before["buyer_payment_info"]
    assert raw.one(number)["item_list"][0]["returned_qty"] == 1
    assert differences(after) == {}


def test_an_unpaid_order_has_no_escrow(raw):
    number = raw.place(status="UNPAID")[0]
    assert one(raw, number).error == "common.error_not_found"
    assert one(raw, number).json["message"] == NOT_PAID
    raw.control("POST", f"/orders/{number}/advance")
    assert one(raw, number).response["order_sn"] == number


def test_an_unknown_order_is_not_found(raw):
    assert one(raw, "2611240000NONE").error == "order_not_found"
    assert one(raw, raw.place(shop="301177002")[0]).error == "order_not_found"


def test_shipping_is_known_only_after_delivery(raw):
    number = raw.place(skus=["TAS-KANVAS"])[0]
    before = one(raw, number).response["order_income"]
    assert before["actual_shipping_fee"] == 0
    raw.control("POST", f"/orders/{number}/advance", steps=3)
    after = one(raw, number).response["order_income"]
    assert after["actual_shipping_fee"] == before["estimated_shipping_fee"] > 0
    assert after["escrow_amount"] == before["escrow_amount"] - before["estimated_shipping_fee"]


def test_the_batch_leaves_out_what_it_does_not_know(raw):
    paid, unpaid = raw.place()[0], raw.place(status="UNPAID")[0]
    rows = batch(raw, [paid, unpaid, "2611240000NONE"]).response
    assert [row["escrow_detail"]["order_sn"] for row in rows] == [paid]


def test_the_batch_takes_at_most_fifty_and_a_list_in_the_body(raw):
    assert batch(raw, ["2611240000NONE"] * 51).error == "exceed_max_limit"
    assert batch(raw, []).error == "error_param"
    assert batch(raw, "2611240000NONE").error == "error_param"


def test_the_batch_can_want_the_other_verb(raw):
    number = raw.place()[0]
    raw.switch(escrow_batch_verb="GET")
    assert batch(raw, [number]).error == "error_param"
    rows = raw.get("payment/get_escrow_detail_batch", order_sn_list=number).response
    assert rows[0]["escrow_detail"]["order_sn"] == number
