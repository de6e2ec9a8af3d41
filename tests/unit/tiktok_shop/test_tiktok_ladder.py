"""The money ladder of orders."""

from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.ladder import blocking_gaps, snapshot_gaps, stage_sum
from odoo.addons.ocean_tiktok_shop.lib.mapping import map_order

from tests.unit.tiktok_shop.samples import DELETE, payload, put

ALL = [
    "order_vouchers",
    "order_seller_ships",
    "order_tokopedia_far",
    "order_partial_cancel",
    "order_bundle",
    "order_sample",
    "order_replacement",
    "order_cancelled",
]


def codes_of(order, stage):
    sums = {}
    for rung in order.ladder.rungs:
        if rung.stage == stage:
            sums[rung.code] = sums.get(rung.code, D(0)) + rung.amount
    return sums


def gaps_of(order):
    return [gap.code for gap in order.ladder.gaps]


def paid(name, **fields):
    """The order of a fixture with other amounts in ``payment``."""
    data = payload(name)
    for field, value in fields.items():
        put(data["order"]["payment"], [field], value)
    return map_order(data)


@pytest.mark.parametrize("name", ALL)
def test_every_stage_adds_up(name):
    order = map_order(payload(name))
    ladder = order.ladder
    assert blocking_gaps(ladder) == ()
    assert (ladder.state, ladder.complete, ladder.missing) == ("checkout", True, ())
    assert stage_sum(ladder.rungs, "checkout") == ladder.totals["buyer"] == order.buyer_total
    assert stage_sum(ladder.rungs, "revenue") == ladder.totals["revenue"] == order.revenue_total
    assert sum(line.revenue for line in order.lines) + order.shipping_revenue == order.revenue_total


def test_discounts_shipping_and_fees_have_their_rungs():
    order = map_order(payload("order_vouchers"))
    assert codes_of(order, "checkout") == {
        "items.list": D(330000),
        "items.seller_discount": D(-45100),
        "items.platform_discount": D(-14001),
        "shipping.list": D(18000),
        "shipping.discount_platform": D(-10000),
        "shipping.discount_cofunded": D(-6000),
        "fee.buyer_service": D(1500),
        "fee.buyer_handling": D(1000),
        "insurance.shipping": D(500),
        "payment.promo_platform": D(-2500),
    }
    assert codes_of(order, "revenue") == {"rev.items": D(284900)}
    assert order.ladder.totals["goods"] == D(270899)


def test_rungs_say_who_pays_and_where_they_come_from():
    rungs = map_order(payload("order_vouchers")).ladder.rungs
    promo = next(rung for rung in rungs if rung.code == "payment.promo_platform")
    assert (promo.payer, promo.level, promo.basis) == ("platform", "order", "checkout")
    assert promo.source == ("order.payment.payment_platform_discount",)
    line = [rung for rung in rungs if rung.code == "items.seller_discount"][-1]
    assert (line.level, line.line_key, line.payer) == ("line", "577000000000000002", "seller")
    assert line.source == ("order.line_items[2].seller_discount", "order.line_items[3].seller_discount")


def test_shipping_is_revenue_if_the_seller_ships():
    order = map_order(payload("order_seller_ships"))
    assert codes_of(order, "revenue") == {"rev.items": D(55000), "rev.shipping": D(12000)}


def test_cancelled_units_come_off_the_revenue_and_leave_the_checkout():
    order = map_order(payload("order_partial_cancel"))
    assert codes_of(order, "revenue") == {"rev.items": D(275000), "rev.cancelled": D(-125000)}
    assert codes_of(order, "checkout")["items.list"] == D(330000)
    assert gaps_of(order) == []


def test_a_payment_lowered_by_a_cancellation_is_understood_and_remarked():
    lower = {
        "original_total_product_price": "180000",
        "seller_discount": "30000",
        "platform_discount": "0",
        "sub_total": "150000",
        "total_amount": "150000",
    }
    order = paid("order_partial_cancel", **lower)
    assert (order.ladder.closing_variant, gaps_of(order)) == (
        "payment_of_active_units",
        ["CHK_TOTAL_VARIANT"],
    )
    assert codes_of(order, "revenue") == {"rev.items": D(150000)}
    assert (order.revenue_total, order.buyer_total) == (D(150000), D(150000))
    assert [(line.quantity, line.revenue) for line in order.lines] == [(3, D(150000)), (1, D(0))]


def test_the_checkout_of_an_order_is_the_same_after_a_cancellation():
    before = payload("order_partial_cancel")
    for unit in before["order"]["line_items"]:
        unit["display_status"] = "AWAITING_SHIPMENT"
    now = map_order(payload("order_partial_cancel"))
    assert snapshot_gaps(map_order(before).ladder, now.ladder) == ()


DISTANCE = {"distance_fee": "12000", "distance_shipping_fee": "10500"}
HYPOTHESES = [
    ({**DISTANCE, "total_amount": "144600"}, "distance_fee", {"distance.fee": D(12000)}),
    ({**DISTANCE, "total_amount": "143100"}, "distance_shipping_fee", {"distance.fee": D(10500)}),
    ({**DISTANCE, "total_amount": "132600"}, None, {}),
    (
        {**DISTANCE, "payment_discount_service_fee": "700", "total_amount": "145300"},
        "distance_fee+payment_service_fee",
        {"distance.fee": D(12000), "fee.buyer_service": D(1700)},
    ),
    (
        {**DISTANCE, "payment_discount_service_fee": "700", "total_amount": "133300"},
        "payment_service_fee",
        {"fee.buyer_service": D(1700)},
    ),
    (
        {**DISTANCE, "distance_shipping_fee": "12000", "total_amount": "144600"},
        "distance_fee",
        {"distance.fee": D(12000)},
    ),
    ({**DISTANCE, "total_amount": "130000"}, "without_buyer_fees", {}),
]


@pytest.mark.parametrize(("fields", "variant", "rungs"), HYPOTHESES)
def test_an_unconfirmed_term_closes_the_total_and_is_remarked(fields, variant, rungs):
    order = paid("order_tokopedia_far", **fields)
    assert order.ladder.closing_variant == variant
    assert gaps_of(order) == (["CHK_TOTAL_VARIANT"] if variant else [])
    assert rungs.items() <= codes_of(order, "checkout").items()
    assert stage_sum(order.ladder.rungs, "checkout") == order.buyer_total == D(fields["total_amount"])
    assert order.revenue_total == D(135000)


def test_two_hypotheses_that_fit_prove_nothing():
    order = paid(
        "order_tokopedia_far",
        payment_discount_service_fee="12000",
        distance_fee="12000",
        total_amount="144600",
    )
    assert [gap.code for gap in blocking_gaps(order.ladder)] == ["CHK_TOTAL"]


def test_a_deposit_on_bottles_may_be_in_the_total():
    data = payload("order_seller_ships")
    data["order"]["line_items"][0]["pfand_fee"] = "250"
    data["order"]["payment"]["total_amount"] = "62250"
    order = map_order(data)
    assert (order.ladder.closing_variant, codes_of(order, "checkout")["deposit.container"]) == (
        "deposit",
        D(250),
    )


def test_a_cofunded_discount_that_is_not_in_the_shipping_fee_is_no_rung():
    order = paid("order_vouchers", shipping_fee="8000", total_amount="279399")
    assert (order.ladder.closing_variant, gaps_of(order)) == (None, [])
    assert "shipping.discount_cofunded" not in codes_of(order, "checkout")


def test_without_a_shipping_fee_the_total_tells_whether_cofunding_is_in_it():
    order = paid("order_vouchers", shipping_fee=DELETE)
    assert (order.ladder.closing_variant, order.ladder.missing) == (
        "cofunded_shipping",
        ("order.payment.shipping_fee",),
    )
    assert codes_of(order, "checkout")["shipping.discount_cofunded"] == D(-6000)


def test_without_a_list_price_of_shipping_it_follows_from_what_was_paid():
    order = paid("order_seller_ships", original_shipping_fee=None)
    assert codes_of(order, "checkout")["shipping.list"] == D(14000)
    assert order.ladder.missing == ("order.payment.original_shipping_fee",)


def test_taxes_are_split_where_their_parts_are_told():
    tax = {"tax": "900", "product_tax": "800", "shipping_fee_tax": "100", "total_amount": "62900"}
    codes = codes_of(paid("order_seller_ships", **tax), "checkout")
    assert (codes["tax.buyer_item"], codes["tax.buyer_shipping"]) == (D(800), D(100))
    codes = codes_of(paid("order_seller_ships", **{**tax, "product_tax": "1"}), "checkout")
    assert (codes["tax.buyer_item"], codes.get("tax.buyer_shipping")) == (D(900), None)
    codes = codes_of(paid("order_seller_ships", **{**tax, "tax": None}), "checkout")
    assert (codes["tax.buyer_item"], codes["tax.buyer_shipping"]) == (D(800), D(100))


def test_the_service_fee_of_the_units_is_used_once():
    order = paid("order_vouchers", buyer_service_fee="")
    assert codes_of(order, "checkout")["fee.buyer_service"] == D(1500)
    data = payload("order_vouchers")
    data["order"]["line_items"][0]["buyer_service_fee"] = "501"
    assert (gaps_of(map_order(data)), blocking_gaps(map_order(data).ladder)) == (
        ["CHK_TOTAL_VARIANT", "CHK_ALLOC"],
        (),
    )


CONTRADICTIONS = [
    (("payment", "total_amount"), "1", "CHK_TOTAL", "order.payment.total_amount"),
    (("payment", "shipping_fee"), "1", "CHK_TOTAL", "order.payment.shipping_fee"),
    (("payment", "sub_total"), "1", "CHK_ITEMS", "order.payment.sub_total"),
    (("payment", "seller_discount"), "1", "CHK_ITEMS", "order.payment.seller_discount"),
    (("payment", "platform_discount"), "1", "CHK_ITEMS", "order.payment.platform_discount"),
    (
        ("payment", "original_total_product_price"),
        "1",
        "CHK_ITEMS",
        "order.payment.original_total_product_price",
    ),
    (("line_items", 1, "sale_price"), "1", "CHK_ITEMS", "order.line_items[1].sale_price"),
    (("line_items", 1, "original_price"), "1", "CHK_ITEMS", "order.line_items[1].sale_price"),
]


@pytest.mark.parametrize(
    ("path", "value", "code", "source"), CONTRADICTIONS, ids=[c[3] for c in CONTRADICTIONS]
)
def test_amounts_that_contradict_each_other_block_the_sales_order(path, value, code, source):
    data = payload("order_vouchers")
    put(data["order"], path, value)
    gaps = blocking_gaps(map_order(data).ladder)
    assert (code, source) in [(gap.code, place) for gap in gaps for place in gap.source]


def test_odd_rupiah_that_the_units_leave_out_are_spread_over_them():
    order = paid("order_partial_cancel", seller_discount="55002", sub_total="269998", total_amount="269998")
    assert (gaps_of(order), blocking_gaps(order.ladder)) == (["CHK_ALLOC_ROUND"], ())
    assert codes_of(order, "checkout")["items.seller_discount"] == D(-55002)
    assert sum(line.seller_discount for line in order.lines) == D(55002)


def test_one_absent_discount_follows_from_the_other():
    data = payload("order_vouchers")
    del data["order"]["line_items"][0]["seller_discount"], data["order"]["line_items"][1]["platform_discount"]
    order = map_order(data)
    assert (order.revenue_total, order.ladder.missing) == (
        D(284900),
        ("order.line_items[0].seller_discount", "order.line_items[1].platform_discount"),
    )


def test_a_discount_without_a_payer_blocks_the_order():
    data = payload("order_seller_ships")
    data["order"]["line_items"][0] |= {"seller_discount": "", "platform_discount": None}
    gaps = blocking_gaps(map_order(data).ladder)
    assert "CHK_PAYER_UNKNOWN" in [gap.code for gap in gaps]


def test_a_sample_with_prices_that_nobody_paid_earns_nothing():
    data = payload("order_sample")
    data["order"]["line_items"][0] |= {"seller_discount": "0", "platform_discount": "90000"}
    data["order"]["payment"] |= {"seller_discount": "0", "platform_discount": "90000"}
    order = map_order(data)
    assert (order.revenue_total, order.ladder.closing_variant, blocking_gaps(order.ladder)) == (
        D(0),
        "given_away",
        (),
    )


def test_a_sample_that_is_paid_for_is_a_sale():
    data = payload("order_seller_ships")
    data["order"]["is_sample_order"] = True
    order = map_order(data)
    assert (order.is_sample, order.revenue_total) == (True, D(67000))


def test_unknown_amounts_are_named_and_do_not_block():
    data = payload("order_vouchers")
    data["order"]["payment"] |= {"moon_fee": "3", "sun_tax": "0", "note": "new"}
    data["order"]["line_items"][1] |= {"venus_fee": " 5 ", "shelf": "77", "handling_duration_days": "7"}
    order = map_order(data)
    assert {(gap.source[0], gap.actual) for gap in order.ladder.gaps if gap.code == "CHK_FIELD_UNKNOWN"} == {
        ("order.payment.moon_fee", D(3)),
        ("order.line_items[1].venus_fee", D(5)),
    }
    assert blocking_gaps(order.ladder) == ()


@pytest.mark.parametrize("value", [DELETE, None, "", " "])
def test_absent_is_not_zero(value):
    order = paid("order_seller_ships", total_amount=value)
    assert (order.buyer_total, order.ladder.complete, order.revenue_total) == (None, False, D(67000))
    assert order.ladder.missing == ("order.payment.total_amount",)


def test_blanks_and_minus_zero_are_amounts():
    order = paid("order_seller_ships", tax="0 ", handling_fee=" 1000", buyer_service_fee="-0")
    assert (gaps_of(order), order.buyer_total) == ([], D(62000))


def test_cents_are_kept_where_the_currency_has_them():
    data = payload("order_seller_ships")
    data["order"]["payment"] |= {
        "currency": "THB",
        "original_total_product_price": "300",
        "seller_discount": "0",
        "platform_discount": "0",
        "sub_total": "300.00",
        "original_shipping_fee": "29",
        "shipping_fee_seller_discount": "0",
        "shipping_fee_platform_discount": "29",
        "shipping_fee": "0",
        "handling_fee": "0",
        "item_insurance_fee": "7.49",
        "total_amount": "307.49",
    }
    data["order"]["line_items"][0] |= {
        "original_price": "300",
        "sale_price": "300",
        "seller_discount": "0",
        "platform_discount": "0",
    }
    order = map_order(data)
    assert (gaps_of(order), order.buyer_total, order.ladder.quantum) == ([], D("307.49"), D("0.01"))
