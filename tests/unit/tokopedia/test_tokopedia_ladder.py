"""The money ladder of Tokopedia orders."""

from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.ladder import blocking_gaps, snapshot_gaps, stage_sum
from odoo.addons.ocean_tokopedia.lib.mapping import map_order

from tests.unit.tokopedia.samples import listed, notified, put, single


def codes(order, stage):
    sums = {}
    for rung in order.ladder.rungs:
        if rung.stage == stage:
            sums[rung.code] = sums.get(rung.code, D(0)) + rung.amount
    return sums


def gaps(order):
    return [gap.code for gap in order.ladder.gaps]


@pytest.mark.parametrize("payload", [single, listed, notified])
def test_both_stages_add_up(payload):
    order = map_order(payload())
    ladder = order.ladder
    assert blocking_gaps(ladder) == ()
    assert (ladder.state, ladder.closing_variant, ladder.quantum) == ("checkout", None, D(1))
    assert stage_sum(ladder.rungs, "checkout") == ladder.totals["buyer"] == order.buyer_total
    assert stage_sum(ladder.rungs, "revenue") == ladder.totals["revenue"] == order.revenue_total


def test_promotions_are_split_by_who_pays_them():
    order = map_order(single())
    assert codes(order, "checkout") == {
        "items.list": D(296000),
        "items.seller_discount": D(-30000),
        "shipping.list": D(17000),
        "insurance.shipping": D(600),
        "items.platform_discount": D(-5000),
        "voucher.partner": D(-3000),
        "shipping.discount_platform": D(-7000),
        "points.redeemed": D(-1100),
    }
    assert codes(order, "revenue") == {"rev.items": D(266000), "rev.cancelled": D(-58000)}
    assert (gaps(order), order.ladder.complete, order.ladder.totals["goods"]) == ([], True, D(266000))


def test_without_budgets_the_platform_is_assumed_to_pay():
    order = map_order(listed())
    assert gaps(order) == ["TKP_PAYER_ASSUMED"]
    (gap,) = order.ladder.gaps
    assert (gap.level, gap.source) == ("info", ("order.promo_order_detail.total_discount_shipping",))
    assert codes(order, "checkout") == {
        "items.list": D(291000),
        "items.bundle_discount": D(-18000),
        "items.seller_discount": D(-30000),
        "shipping.list": D(21000),
        "shipping.discount_platform": D(-10000),
    }


def test_shipping_of_the_sellers_own_courier_is_gross_revenue():
    assert codes(map_order(listed()), "revenue") == {"rev.items": D(243000), "rev.shipping": D(21000)}


def test_rungs_say_who_pays_and_where_they_come_from():
    rungs = {rung.code: rung for rung in map_order(single()).ladder.rungs}
    partner = rungs["voucher.partner"]
    assert (partner.payer, partner.level, partner.basis) == ("partner", "order", "checkout")
    assert partner.source == ("order.promo_order_detail.total_discount_product",)
    line = rungs["items.seller_discount"]
    assert (line.level, line.line_key, line.payer) == ("line", "71000001", "seller")
    assert line.source == ("order.order_info.order_detail[0].normal_price",)
    assert (rungs["rev.cancelled"].basis, rungs["rev.cancelled"].source) == (
        "current",
        ("order.order_info.order_detail[1].quantity_reject",),
    )


def promo(payload):
    return payload["order"]["promo_order_detail"]


def test_budgets_that_do_not_add_up_are_no_budgets():
    payload = single()
    promo(payload)["summary_promo"][0]["discount_details"][0]["budget_details"].pop()
    order = map_order(payload)
    assert gaps(order) == ["TKP_PAYER_ASSUMED"]
    assert codes(order, "checkout")["items.platform_discount"] == D(-8000)


def test_budgets_may_add_up_in_their_actual_amounts():
    payload = single()
    for budget in promo(payload)["summary_promo"][0]["discount_details"][0]["budget_details"]:
        budget["benefit_amount"] = 9000
    assert codes(map_order(payload), "checkout")["voucher.partner"] == D(-3000)


def test_a_partner_may_pay_for_shipping():
    payload = single()
    promo(payload)["summary_promo"][1]["discount_details"][0]["budget_details"][0]["budget_type"] = 2
    order = map_order(payload)
    assert (gaps(order), order.buyer_total) == ([], D(267500))
    assert codes(order, "checkout")["voucher.partner"] == D(-10000)


def test_a_budget_nobody_documents_blocks_the_order():
    payload = single()
    promo(payload)["summary_promo"][1]["discount_details"][0]["budget_details"][0]["budget_type"] = 9
    (gap,) = blocking_gaps(map_order(payload).ladder)
    assert (gap.code, gap.actual) == ("CHK_PAYER_UNKNOWN", D(7000))


def test_a_voucher_whose_payer_is_unknown_blocks_the_order():
    payload = listed()
    payload["order"]["amt"]["voucher_amount"] = 24300
    order = map_order(payload)
    (gap,) = blocking_gaps(order.ladder)
    assert (gap.code, gap.actual, gap.source) == (
        "CHK_PAYER_UNKNOWN",
        D(24300),
        ("order.amt.voucher_amount",),
    )
    assert [line.seller_voucher for line in order.lines] == [D(7800), D(12000), D(4500)]
    assert (order.buyer_total, order.revenue_total) == (D(229700), D(239700))


def test_a_voucher_is_found_in_its_other_place_and_counted_once():
    payload = listed()
    payload["order"]["voucher_info"]["voucher_amount"] = 24300
    order = map_order(payload)
    assert order.buyer_total == D(229700)
    payload["order"]["amt"]["voucher_amount"] = 24300
    assert map_order(payload).buyer_total == order.buyer_total


def test_a_voucher_larger_than_the_order_blocks_it():
    payload = listed()
    payload["order"]["amt"]["voucher_amount"] = 300000
    assert "CHK_NEG_LINE" in [gap.code for gap in blocking_gaps(map_order(payload).ladder)]


def test_cashback_is_no_discount():
    payload = single()
    promo(payload)["total_cashback"] = payload["order"]["cashback_amt"] = 90000
    order = map_order(payload)
    assert (gaps(order), order.buyer_total) == ([], D(267500))


def test_a_total_after_what_the_platform_takes_off_is_understood_and_remarked():
    payload = single()
    payload["order"]["open_amt"] = 267500
    order = map_order(payload)
    assert (gaps(order), order.ladder.closing_variant) == (["CHK_TOTAL_VARIANT"], "net_total")
    assert (order.buyer_total, order.revenue_total) == (D(267500), D(208000))


def test_what_is_bought_along_may_close_the_total_and_is_remarked():
    payload = listed()
    payload["order"]["addon_info"] = {"total_price": 5000}
    payload["order"]["amt"]["ttl_amount"] = 269000
    order = map_order(payload)
    assert order.ladder.closing_variant == "order.addon_info.total_price"
    assert (order.buyer_total, order.revenue_total) == (D(259000), D(264000))


def test_a_fee_may_close_the_total_and_is_then_no_unknown_one():
    payload = single()
    payload["order"]["order_info"]["shipping_info"]["fee"] = 400
    assert gaps(map_order(payload)) == ["CHK_FIELD_UNKNOWN"]
    payload["order"]["open_amt"] = 284000
    order = map_order(payload)
    assert (gaps(order), codes(order, "checkout")["fee.buyer_service"]) == (["CHK_TOTAL_VARIANT"], D(400))


DETAIL = ("order", "order_info", "order_detail", 0)
CONTRADICTIONS = [
    (single, ("order", "open_amt"), 283601, "CHK_TOTAL", "order.open_amt"),
    (single, ("order", "item_price"), 265999, "CHK_ITEMS", "order.item_price"),
    (
        single,
        (*DETAIL, "subtotal_price"),
        149999,
        "CHK_ITEMS",
        "order.order_info.order_detail[0].subtotal_price",
    ),
    (single, (*DETAIL, "quantity"), 3, "CHK_ITEMS", "order.order_info.order_detail[0].subtotal_price"),
    (
        single,
        ("order", "promo_order_detail", "total_discount"),
        14999,
        "CHK_TOTAL",
        "order.promo_order_detail.total_discount",
    ),
    (listed, ("order", "amt", "ttl_amount"), 1, "CHK_TOTAL", "order.amt.ttl_amount"),
    (listed, ("order", "amt", "shipping_cost"), 20000, "CHK_TOTAL", "order.amt.ttl_amount"),
    (listed, ("order", "amt", "ttl_product_price"), 1, "CHK_ITEMS", "order.amt.ttl_product_price"),
    (listed, ("order", "products", 1, "total_price"), 1, "CHK_ITEMS", "order.products[1].total_price"),
]


@pytest.mark.parametrize(
    ("make", "path", "value", "code", "source"),
    CONTRADICTIONS,
    ids=[".".join(map(str, case[1])) for case in CONTRADICTIONS],
)
def test_amounts_that_contradict_each_other_block_the_sales_order(make, path, value, code, source):
    payload = make()
    put(payload, path, value)
    found = [(gap.code, path) for gap in blocking_gaps(map_order(payload).ladder) for path in gap.source]
    assert (code, source) in found


def test_parts_of_a_discount_that_miss_it_are_only_remarked():
    payload = single()
    promo(payload)["total_discount_details"][0]["amount"] = 1
    order = map_order(payload)
    assert (gaps(order), blocking_gaps(order.ladder), order.buyer_total) == (["CHK_ALLOC"], (), D(267500))


@pytest.mark.parametrize(
    ("path", "where"),
    [
        (("order", "promo_order_detail"), "order.promo_order_detail"),
        (("order", "item_price"), "order.item_price"),
        (("order", "open_amt"), "order.open_amt"),
        (
            ("order", "order_info", "shipping_info", "insurance_price"),
            "order.order_info.shipping_info.insurance_price",
        ),
    ],
)
def test_what_was_not_delivered_is_missing_and_not_zero(path, where):
    payload = single()
    put(payload, path, None)
    ladder = map_order(payload).ladder
    assert (ladder.complete, ladder.missing) == (False, (where,))


def test_unknown_amounts_are_named_and_do_not_block():
    payload = single()
    payload["order"]["moon_fee"] = 3
    promo(payload)["total_discount_insurance"] = 4
    payload["order"]["payment_info"]["discount_amount"] = 5
    order = map_order(payload)
    assert {(gap.code, gap.source[0], gap.actual) for gap in order.ladder.gaps} == {
        ("CHK_FIELD_UNKNOWN", "order.moon_fee", D(3)),
        ("CHK_FIELD_UNKNOWN", "order.promo_order_detail.total_discount_insurance", D(4)),
        ("CHK_FIELD_UNKNOWN", "order.payment_info.discount_amount", D(5)),
    }
    assert blocking_gaps(order.ladder) == ()


def test_what_the_platform_pays_for_transport_is_not_the_buyers():
    payload = single()
    payload["order"]["order_info"]["shipping_info"] |= {"autoresi_shipping_price": 1, "second_agency_fee": 2}
    assert gaps(map_order(payload)) == []


def test_a_refusal_of_units_leaves_the_checkout_alone():
    before, payload = map_order(single()), single()
    payload["order"]["order_info"]["order_detail"][0]["quantity_reject"] = 2
    after = map_order(payload)
    assert snapshot_gaps(before.ladder, after.ladder) == ()
    assert (after.buyer_total, after.revenue_total) == (D(267500), D(58000))
