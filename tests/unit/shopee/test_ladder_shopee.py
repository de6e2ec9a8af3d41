"""The money ladder of Shopee orders."""

from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.ladder import blocking_gaps, stage_sum
from odoo.addons.ocean_marketplace_base.lib.ladder_shipping import with_seller_shipping
from odoo.addons.ocean_shopee.lib.mapping import map_order

FULL = [
    "order_vouchers",
    "order_bundle",
    "order_gift",
    "order_partial_cancel",
    "order_cod_masked",
    "order_seller_ships",
]


def _codes(order, stage):
    sums = {}
    for rung in order.ladder.rungs:
        if rung.stage == stage:
            sums[rung.code] = sums.get(rung.code, D(0)) + rung.amount
    return sums


def _gaps(order):
    return [gap.code for gap in order.ladder.gaps]


@pytest.mark.parametrize("name", FULL)
def test_every_stage_adds_up_without_a_gap(load_fixture, name):
    order = map_order(load_fixture(name))
    ladder = order.ladder
    assert ladder.gaps == ()
    assert (ladder.state, ladder.complete, ladder.missing) == ("estimated", True, ())
    assert stage_sum(ladder.rungs, "checkout") == ladder.totals["buyer"] == order.buyer_total
    assert stage_sum(ladder.rungs, "revenue") == ladder.totals["revenue"] == order.revenue_total
    assert stage_sum(ladder.rungs, "settlement") == ladder.totals["settlement"]
    assert sum(line.revenue for line in order.lines) == order.revenue_total


def test_vouchers_and_coins_have_their_rungs(load_fixture):
    order = map_order(load_fixture("order_vouchers"))
    assert _codes(order, "checkout") == {
        "items.list": D(285000),
        "items.seller_discount": D(-36000),
        "voucher.seller": D(-25000),
        "voucher.platform": D(-15000),
        "points.redeemed": D(-1000),
        "shipping.list": D(15000),
        "shipping.discount_platform": D(-9000),
        "fee.buyer_service": D(1500),
    }
    assert _codes(order, "settlement") == {
        "set.goods": D(249000),
        "set.voucher_seller": D(-25000),
        "set.shipping_collected": D(6000),
        "set.shipping_subsidy": D(9000),
        "set.shipping_actual": D(-15000),
        "fee.commission": D(-17920),
        "fee.service": D(-11200),
        "fee.processing": D(-1250),
    }


def test_rungs_say_who_pays_and_where_they_come_from(load_fixture):
    rungs = {rung.code: rung for rung in map_order(load_fixture("order_vouchers")).ladder.rungs}
    voucher = rungs["voucher.platform"]
    assert (voucher.payer, voucher.level, voucher.basis) == ("platform", "order", "checkout")
    assert voucher.source == ("escrow.buyer_payment_info.shopee_voucher",)
    line = rungs["items.list"]
    assert (line.level, line.line_key, line.payer) == ("line", "8800000003", "buyer")
    assert line.source == ("escrow.order_income.items[2].original_price",)
    assert rungs["fee.commission"].basis == "current"


def test_a_bundle_discount_is_apart_from_the_item_discount(load_fixture):
    codes = _codes(map_order(load_fixture("order_bundle")), "checkout")
    assert (codes["items.seller_discount"], codes["items.bundle_discount"]) == (D(-6000), D(-9000))


def test_cash_on_delivery_has_its_own_fee(load_fixture):
    codes = _codes(map_order(load_fixture("order_cod_masked")), "checkout")
    assert codes["fee.buyer_cod"] == D(2790)
    assert "fee.buyer_handling" not in codes


def test_a_partial_cancel_takes_its_share_of_the_voucher(load_fixture):
    order = map_order(load_fixture("order_partial_cancel"))
    assert _codes(order, "revenue") == {"rev.items": D(153000), "rev.cancelled": D(-72000)}
    assert [line.revenue for line in order.lines] == [D(81000), D(0)]
    assert [line.seller_voucher for line in order.lines] == [D(12000), D(5000)]


def test_a_partial_cancel_without_split_goes_by_units(load_fixture):
    payload = load_fixture("order_partial_cancel")
    payload["escrow"] = None
    order = map_order(payload)
    assert [line.revenue for line in order.lines] == [D(90000), D(0)]


def test_a_return_is_no_cancel_and_leaves_the_sales_order_alone(load_fixture):
    payload = load_fixture("order_partial_cancel")
    for item in payload["order"]["item_list"]:
        item |= {"cancelled_qty": 0, "returned_qty": item["cancelled_qty"]}
    order = map_order(payload)
    assert order.ladder.gaps == ()
    assert _codes(order, "revenue") == {"rev.items": D(153000), "rev.returned": D(-72000)}
    assert (order.revenue_total, order.ladder.totals["after_returns"]) == (D(153000), D(81000))


def test_cancel_and_return_together_share_the_fall(load_fixture):
    payload = load_fixture("order_partial_cancel")
    payload["order"]["item_list"][1] |= {"cancelled_qty": 0, "returned_qty": 2}
    order = map_order(payload)
    assert order.ladder.gaps == ()
    assert _codes(order, "revenue") == {
        "rev.items": D(153000),
        "rev.cancelled": D(-27000),
        "rev.returned": D(-45000),
    }


def test_a_refund_that_no_line_knows_of_is_a_gap_of_the_settlement_only(load_fixture):
    payload = load_fixture("order_partial_cancel")
    for item in payload["order"]["item_list"]:
        item |= {"cancelled_qty": 0, "active_qty": item["model_quantity_purchased"]}
    order = map_order(payload)
    assert _gaps(order) == ["SET_GOODS_DIFF"]
    assert blocking_gaps(order.ladder) == ()
    assert order.revenue_total == D(153000)


def test_without_escrow_the_order_is_provisional(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["escrow"] = None
    order = map_order(payload)
    (gap,) = order.ladder.gaps
    assert (order.ladder.state, order.ladder.complete) == ("provisional", False)
    assert (gap.code, gap.amount, gap.source) == ("CHK_NO_SPLIT", D(215500 - 249000), ("order.total_amount",))
    assert (order.revenue_total, order.buyer_total) == (D(249000), D(215500))
    assert [line.seller_discount for line in order.lines] == [None, None, None]
    assert blocking_gaps(order.ladder) == ()


def test_bundle_lines_without_escrow_have_no_price_yet(load_fixture):
    payload = load_fixture("order_bundle")
    payload["escrow"] = None
    order = map_order(payload)
    assert _gaps(order) == ["CHK_BUNDLE_ZERO", "CHK_BUNDLE_ZERO", "CHK_NO_SPLIT"]
    assert [line.is_gift for line in order.lines] == [False, False, False]


def test_shipping_is_revenue_only_if_the_seller_ships(load_fixture):
    order = map_order(load_fixture("order_seller_ships"))
    assert order.revenue_total == D("3.05")
    shipped = with_seller_shipping(order)
    assert (shipped.shipping_revenue, shipped.revenue_total) == (D("1.99"), D("5.04"))


def test_packaging_is_revenue(load_fixture):
    payload = load_fixture("order_vouchers")
    income, payment = payload["escrow"]["order_income"], payload["escrow"]["buyer_payment_info"]
    income |= {"buyer_paid_packaging_fee": 700, "escrow_amount": 194330, "buyer_total_amount": 216200}
    income["escrow_amount_after_adjustment"] = 194330
    payment |= {"buyer_paid_packaging_fee": 700, "buyer_total_amount": 216200}
    payload["order"]["total_amount"] = 216200
    order = map_order(payload)
    assert (_gaps(order), order.packaging_revenue, order.revenue_total) == ([], D(700), D(224700))


def test_adjustments_are_a_stage_of_their_own(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["escrow"]["order_income"] |= {
        "order_adjustment": [
            {"amount": -20000, "adjustment_reason": "Return refund deduction"},
            {"amount": 1500, "adjustment_reason": "Commission fee correction"},
            {"amount": -10, "adjustment_reason": "Stardust"},
        ],
        "escrow_amount_after_adjustment": 193630 - 18510,
    }
    order = map_order(payload)
    assert order.ladder.state == "adjusted"
    assert _codes(order, "adjustment") == {
        "adj.refund": D(-20000),
        "adj.fee_returned": D(1500),
        "adj.other": D(-10),
    }
    assert order.ladder.totals["after_adjustment"] == D(175120)
    assert _gaps(order) == ["ADJ_UNKNOWN_TYPE"]


CONTRADICTIONS = [
    (("order", "total_amount"), 215501, "CHK_TOTAL", "order.total_amount"),
    (
        ("escrow", "buyer_payment_info", "buyer_total_amount"),
        1,
        "CHK_TOTAL",
        "escrow.buyer_payment_info.buyer_total_amount",
    ),
    (
        ("escrow", "order_income", "buyer_total_amount"),
        1,
        "CHK_TOTAL",
        "escrow.order_income.buyer_total_amount",
    ),
    (
        ("escrow", "buyer_payment_info", "seller_voucher"),
        -25001,
        "CHK_TOTAL",
        "escrow.buyer_payment_info.buyer_total_amount",
    ),
    (
        ("escrow", "buyer_payment_info", "merchant_subtotal"),
        248999,
        "CHK_ITEMS",
        "escrow.buyer_payment_info.merchant_subtotal",
    ),
    (
        ("escrow", "order_income", "items", 0, "discounted_price"),
        149999,
        "CHK_ITEMS",
        "escrow.order_income.items[0].discounted_price",
    ),
    (
        ("escrow", "order_income", "items", 0, "seller_discount"),
        1,
        "CHK_ITEMS",
        "escrow.order_income.items[0].discounted_price",
    ),
    (
        ("order", "item_list", 0, "model_discounted_price"),
        74000,
        "CHK_ITEMS",
        "order.item_list[0].model_discounted_price",
    ),
    (("escrow", "order_income", "items", 2, "item_id"), 9, "CHK_ITEMS", "order.item_list[2]"),
]


@pytest.mark.parametrize(
    ("path", "value", "code", "source"),
    CONTRADICTIONS,
    ids=[".".join(map(str, c[0])) for c in CONTRADICTIONS],
)
def test_amounts_that_contradict_each_other_block_the_sales_order(load_fixture, path, value, code, source):
    payload = load_fixture("order_vouchers")
    payload["escrow"]["order_income"]["items"][2]["line_item_id"] = 0 if path[-1] == "item_id" else 8800000003
    *way, last = path
    place = payload
    for step in way:
        place = place[step]
    place[last] = value
    gaps = blocking_gaps(map_order(payload).ladder)
    assert (code, source) in [(gap.code, path) for gap in gaps for path in gap.source]


def test_a_voucher_larger_than_the_order_blocks_it(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["escrow"]["buyer_payment_info"] |= {"seller_voucher": -300000, "buyer_total_amount": -59500}
    assert "CHK_NEG_LINE" in [gap.code for gap in blocking_gaps(map_order(payload).ladder)]


def test_a_line_that_only_the_escrow_has_blocks_the_order(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["order"]["item_list"].pop()
    sources = [gap.source for gap in blocking_gaps(map_order(payload).ladder)]
    assert ("escrow.order_income.items[2]",) in sources


def test_an_escrow_without_lines_leaves_the_orders_prices(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["escrow"]["order_income"]["items"] = []
    order = map_order(payload)
    assert (_gaps(order), order.revenue_total) == ([], D(224000))
    assert [line.seller_voucher for line in order.lines] == [D(15060), D(6024), D(3916)]


def test_shares_of_a_voucher_that_do_not_add_up_are_made_anew_with_a_warning(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["escrow"]["order_income"]["items"][0]["discount_from_voucher_seller"] = 1
    order = map_order(payload)
    assert (_gaps(order), order.revenue_total) == (["CHK_ALLOC"], D(224000))
    assert blocking_gaps(order.ladder) == ()


def test_an_unconfirmed_term_may_close_the_total_and_is_remarked(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["escrow"]["buyer_payment_info"] |= {"bcrs_deposit": 300, "buyer_total_amount": 215800}
    payload["escrow"]["order_income"]["buyer_total_amount"] = payload["order"]["total_amount"] = 215800
    order = map_order(payload)
    assert (_gaps(order), order.ladder.closing_variant) == (["CHK_TOTAL_VARIANT"], "deposit")
    assert _codes(order, "checkout")["deposit.container"] == D(300)
    assert order.revenue_total == D(224000)


def test_taxes_named_twice_close_as_their_total(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["escrow"]["buyer_payment_info"] |= {
        "buyer_tax_amount": 90,
        "import_tax_amount": 90,
        "buyer_total_amount": 215590,
    }
    payload["escrow"]["order_income"]["buyer_total_amount"] = payload["order"]["total_amount"] = 215590
    assert map_order(payload).ladder.closing_variant == "tax_is_total"


def test_unknown_amounts_are_named_and_do_not_block(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["escrow"]["buyer_payment_info"]["moon_fee"] = 3
    payload["escrow"]["order_income"]["mars_fee"] = 4
    payload["escrow"]["order_income"]["items"][1]["venus_fee"] = 5
    order = map_order(payload)
    assert {(gap.code, gap.source[0], gap.actual) for gap in order.ladder.gaps} == {
        ("CHK_FIELD_UNKNOWN", "escrow.buyer_payment_info.moon_fee", D(3)),
        ("SET_UNKNOWN_FEE", "escrow.order_income.mars_fee", D(4)),
        ("CHK_FIELD_UNKNOWN", "escrow.order_income.items[1].venus_fee", D(5)),
    }
    assert blocking_gaps(order.ladder) == ()


def test_a_settlement_that_does_not_add_up_is_a_gap_but_does_not_block(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["escrow"]["order_income"] |= {"escrow_amount": 1, "seller_lost_compensation": 9}
    order = map_order(payload)
    assert _gaps(order) == ["SET_FORMULA", "SET_UNKNOWN_FEE", "SET_FORMULA"]
    assert blocking_gaps(order.ladder) == ()


def test_a_settlement_closed_by_a_compensation_names_it(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["escrow"]["order_income"] |= {"escrow_amount": 193639, "seller_lost_compensation": 9}
    payload["escrow"]["order_income"]["escrow_amount_after_adjustment"] = 193639
    order = map_order(payload)
    assert (order.ladder.closing_variant, _gaps(order)) == ("seller_lost_compensation", ["SET_UNKNOWN_FEE"])


def test_a_courier_dearer_than_what_was_collected_is_told(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["escrow"]["order_income"] |= {"actual_shipping_fee": 18000, "escrow_amount": 190630}
    payload["escrow"]["order_income"]["escrow_amount_after_adjustment"] = 190630
    (gap,) = map_order(payload).ladder.gaps
    assert (gap.code, gap.actual) == ("SET_SHIP_OVER", D(-3000))


def test_withholding_tax_is_named_by_market(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["escrow"]["order_income"] |= {"withholding_tax": 10, "escrow_amount": 193620}
    payload["escrow"]["order_income"]["escrow_amount_after_adjustment"] = 193620
    assert _codes(map_order(payload), "settlement")["tax.pph22"] == D(-10)
    payload["order"]["region"] = "PH"
    assert _codes(map_order(payload), "settlement")["tax.withholding_other"] == D(-10)


def test_an_older_escrow_without_checkout_is_used_as_far_as_it_goes(load_fixture):
    payload = load_fixture("order_vouchers")
    del payload["escrow"]["buyer_payment_info"]
    order = map_order(payload)
    assert (_gaps(order), order.revenue_total, order.buyer_total) == (["CHK_NO_SPLIT"], D(224000), D(215500))
    assert order.ladder.gaps[0].amount == D(1500)
    assert (order.ladder.complete, blocking_gaps(order.ladder)) == (False, ())


def test_an_escrow_that_was_never_paid_does_not_contradict_the_order(load_fixture):
    payload = load_fixture("order_vouchers")
    payload["order"]["order_status"] = "CANCELLED"
    escrow = payload["escrow"]
    escrow["buyer_payment_info"] = dict.fromkeys(escrow["buyer_payment_info"], 0)
    for item in escrow["order_income"]["items"]:
        item |= {"discounted_price": 0, "selling_price": 0, "seller_discount": item["original_price"]}
    keep = {"items": escrow["order_income"]["items"], "order_adjustment": []}
    escrow["order_income"] = {**dict.fromkeys(escrow["order_income"], 0), **keep}
    order = map_order(payload)
    assert (blocking_gaps(order.ladder), order.buyer_total) == ((), D(215500))


def test_mapping_the_same_payload_twice_gives_the_same_order(load_fixture):
    assert map_order(load_fixture("order_vouchers")) == map_order(load_fixture("order_vouchers"))
