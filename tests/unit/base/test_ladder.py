"""The generic ladder: closing, sharing, bridges, comparison, seller shipping."""

from dataclasses import replace
from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.ladder import (
    Gap,
    Ladder,
    blocking_gaps,
    changed_rungs,
    ladder_from_plain,
    snapshot_gaps,
    stage_sum,
)
from odoo.addons.ocean_marketplace_base.lib.ladder_builder import LadderBuilder, Term, Variant
from odoo.addons.ocean_marketplace_base.lib.ladder_codes import (
    ADJUSTMENT,
    BLOCKING_CODES,
    CHECKOUT,
    GAP_LEVELS,
    GOODS_CODES,
    PAYERS,
    REVENUE,
    REVENUE_CODES,
    SELLER_SHIPPING_CODES,
    SETTLED_SHIPPING_CODES,
    SETTLEMENT,
)
from odoo.addons.ocean_marketplace_base.lib.ladder_shipping import with_seller_shipping
from odoo.addons.ocean_marketplace_base.lib.schema import Order, OrderStatus, to_plain


def _builder() -> LadderBuilder:
    builder = LadderBuilder("IDR", basis="checkout")
    builder.add(CHECKOUT, "items.list", D(100000), "item.price", line_key="1")
    builder.add(CHECKOUT, "voucher.seller", D(-4000), "voucher")
    builder.add(CHECKOUT, "shipping.list", D(9000), "shipping")
    builder.add(CHECKOUT, "shipping.discount_seller", D(-2000), "shipping_discount")
    return builder


def _variant(name: str, *amounts: int) -> Variant:
    return Variant(name, tuple(Term("fee.buyer_service", D(amount), (name,)) for amount in amounts))


def test_a_stage_that_adds_up_has_no_gap():
    builder = _builder()
    assert builder.close("CHK_TOTAL", CHECKOUT, D(103000), [], "", "total")
    assert builder.gaps == []
    assert builder.closing_variant is None


def test_zero_and_absent_amounts_make_no_rung_but_absent_ones_are_remembered():
    builder = LadderBuilder("IDR")
    builder.add(CHECKOUT, "items.list", D(0), "a")
    builder.add(CHECKOUT, "items.list", None, "b")
    builder.expect(D(0), "a")
    builder.expect(None, "b")
    builder.expect(None, "b")
    ladder = builder.build("checkout")
    assert (ladder.rungs, ladder.missing, ladder.complete) == ((), ("b",), False)


def test_the_only_variant_that_closes_is_taken_and_remarked():
    builder = _builder()
    assert builder.close(
        "CHK_TOTAL", CHECKOUT, D(105000), [_variant("x", 1), _variant("y", 2000)], "", "total"
    )
    assert builder.closing_variant == "y"
    assert builder.sum(CHECKOUT) == D(105000)
    assert [(gap.code, gap.source) for gap in builder.gaps] == [("CHK_TOTAL_VARIANT", ("y",))]


@pytest.mark.parametrize(
    "variants",
    [
        [],
        [_variant("x", 1)],
        [_variant("x", 2000), _variant("y", 2000)],
        [_variant("zero term", 2000, 0)],
        [Variant("no terms", ())],
    ],
)
def test_none_or_several_closing_variants_are_a_gap(variants):
    builder = _builder()
    assert not builder.close("CHK_TOTAL", CHECKOUT, D(105000), variants, "hint", "total")
    assert builder.closing_variant is None
    assert builder.gaps == [Gap("CHK_TOTAL", CHECKOUT, D(105000), D(103000), "hint", ("total",))]
    assert builder.gaps[0].amount == D(2000)


def test_a_settlement_closed_by_an_unconfirmed_field_names_it_as_unknown_fee():
    builder = LadderBuilder("IDR")
    builder.add(SETTLEMENT, "set.goods", D(100), "goods")
    variant = Variant("lost", (Term("comp.lost", D(20), ("lost",)),))
    assert builder.close("SET_FORMULA", SETTLEMENT, D(120), [variant], "", "total")
    assert [gap.code for gap in builder.gaps] == ["SET_UNKNOWN_FEE"]


def test_the_platforms_own_shares_are_kept_when_they_add_up():
    builder = LadderBuilder("IDR")
    shares = builder.share(D(10), [D(9), D(1)], [D(50), D(50)], [D(50), D(50)], "v")
    assert (shares, builder.gaps) == ((D(9), D(1)), [])


def test_shares_that_miss_by_rounding_are_topped_up():
    builder = LadderBuilder("IDR")
    shares = builder.share(D(10), [D(5), D(4)], [D(50), D(50)], [D(50), D(50)], "v")
    assert shares == (D(5), D(5))
    assert [gap.code for gap in builder.gaps] == ["CHK_ALLOC_ROUND"]


def test_shares_above_the_total_by_rounding_are_cut():
    builder = LadderBuilder("IDR")
    shares = builder.share(D(10), [D(6), D(5)], [D(50), D(50)], [D(50), D(50)], "v")
    assert sum(shares) == D(10)
    assert [gap.code for gap in builder.gaps] == ["CHK_ALLOC_ROUND"]


def test_shares_that_do_not_add_up_are_made_anew():
    builder = LadderBuilder("IDR")
    shares = builder.share(D(100), [D(10), D(10)], [D(300), D(100)], [D(300), D(100)], "v")
    assert shares == (D(75), D(25))
    assert [gap.code for gap in builder.gaps] == ["CHK_ALLOC"]


def test_a_figure_without_shares_is_shared_without_remark():
    builder = LadderBuilder("IDR")
    assert builder.share(D(3), [None, None], [D(1), D(2)], [D(9), D(9)], "v") == (D(1), D(2))
    assert builder.gaps == []


def test_a_voucher_larger_than_its_lines_stops_at_zero_and_is_a_gap():
    builder = LadderBuilder("IDR")
    assert builder.share(D(100), [None, None], [D(30), D(40)], [D(30), D(40)], "v") == (D(30), D(40))
    assert [(gap.code, gap.amount) for gap in builder.gaps] == [("CHK_NEG_LINE", D(30))]


def test_the_bridge_to_revenue_leaves_out_what_others_pay():
    builder = _builder()
    builder.add(REVENUE, "rev.items", D(96000), "x", line_key="1")
    assert builder.bridge_revenue("v")
    builder.add(REVENUE, "rev.items", D(1), "x", line_key="1")
    assert not builder.bridge_revenue("v")
    assert builder.gaps[-1].code == "CHK_ITEMS"


def test_the_bridge_to_the_settlement_compares_goods_with_what_is_left_of_the_revenue():
    builder = _builder()
    builder.add(REVENUE, "rev.items", D(96000), "x", line_key="1")
    builder.add(REVENUE, "rev.cancelled", D(-48000), "x", line_key="1")
    builder.add(SETTLEMENT, "set.goods", D(50000), "g")
    builder.add(SETTLEMENT, "set.voucher_seller", D(-2000), "g")
    assert builder.bridge_goods("g")
    builder.add(SETTLEMENT, "set.refund_goods", D(-5), "g")
    assert not builder.bridge_goods("g")
    assert builder.gaps[-1].code == "SET_GOODS_DIFF"


def test_returned_goods_leave_the_sales_order_total_alone():
    builder = _builder()
    builder.add(REVENUE, "rev.items", D(96000), "x", line_key="1")
    builder.add(REVENUE, "rev.returned", D(-6000), "x", line_key="1")
    totals = builder.build("estimated").totals
    assert (totals["revenue"], totals["after_returns"]) == (D(96000), D(90000))


def test_only_contradictions_about_the_sale_block_a_sales_order():
    builder = _builder()
    builder.gap("CHK_NO_SPLIT", CHECKOUT, D(1), D(2), "")
    builder.gap("SET_FORMULA", SETTLEMENT, D(1), D(2), "")
    builder.gap("CHK_TOTAL", CHECKOUT, D(1), D(2), "", "order.total_amount")
    gaps = blocking_gaps(builder.build("checkout"))
    assert [(gap.code, gap.source) for gap in gaps] == [("CHK_TOTAL", ("order.total_amount",))]


def test_every_code_has_one_level_and_blocking_codes_are_errors():
    assert {GAP_LEVELS[code] for code in BLOCKING_CODES} == {"error"}
    assert set(GAP_LEVELS.values()) == {"error", "warn", "info"}


def test_every_code_of_the_bridges_has_a_payer():
    assert {(CHECKOUT, code) for code in REVENUE_CODES | SELLER_SHIPPING_CODES} <= set(PAYERS)
    assert {(SETTLEMENT, code) for code in GOODS_CODES | SETTLED_SHIPPING_CODES} <= set(PAYERS)
    assert PAYERS[ADJUSTMENT, "adj.refund"] == "seller"


def test_an_unknown_rung_code_is_a_programming_error():
    with pytest.raises(KeyError):
        LadderBuilder("IDR").add(CHECKOUT, "items.lst", D(1), "x")


def _ladder(**changes) -> Ladder:
    builder = _builder()
    builder.totals["buyer"] = D(103000)
    return replace(builder.build("checkout"), **changes)


def test_an_unchanged_snapshot_has_no_gaps():
    assert snapshot_gaps(_ladder(), _ladder()) == ()


def test_a_moved_snapshot_is_told_figure_by_figure():
    builder = _builder()
    builder.totals["buyer"] = D(102000)
    builder.add(CHECKOUT, "voucher.seller", D(-1000), "voucher")
    gaps = snapshot_gaps(_ladder(), builder.build("checkout"))
    assert [(gap.code, gap.expected, gap.actual) for gap in gaps] == [
        ("CHK_SNAPSHOT_MOVED", D(103000), D(102000)),
        ("CHK_SNAPSHOT_MOVED", D(-4000), D(-5000)),
    ]


def test_a_provisional_ladder_is_no_snapshot():
    assert snapshot_gaps(_ladder(state="provisional", totals={}), _ladder()) == ()


def test_rewritten_lines_are_no_moved_snapshot():
    builder = _builder()
    rungs = tuple(replace(rung, amount=D(1)) if rung.level == "line" else rung for rung in builder.rungs)
    assert snapshot_gaps(_ladder(), _ladder(rungs=rungs)) == ()


def test_what_changed_between_two_ladders_is_told_by_code():
    builder = _builder()
    builder.add(CHECKOUT, "fee.packaging", D(500), "p")
    assert changed_rungs(_ladder(), builder.build("checkout")) == ((CHECKOUT, "fee.packaging", D(0), D(500)),)


def test_a_ladder_survives_plain_data():
    builder = _builder()
    builder.gap("CHK_TOTAL", CHECKOUT, D("1.5"), D(2), "hint", "a", "b")
    builder.expect(None, "c")
    ladder = builder.build("estimated")
    assert ladder_from_plain(to_plain(ladder)) == ladder


def _order(ladder: Ladder | None) -> Order:
    return Order(
        platform="any",
        external_id="1",
        status=OrderStatus.TO_SHIP,
        raw_status="X",
        currency="IDR",
        ladder=ladder,
        revenue_total=D(96000),
    )


def test_shipping_is_revenue_when_the_seller_ships():
    builder = _builder()
    builder.add(CHECKOUT, "shipping.discount_platform", D(-3000), "p")
    builder.add(REVENUE, "rev.items", D(96000), "x", line_key="1")
    order = with_seller_shipping(_order(builder.build("checkout")))
    assert (order.seller_ships, order.shipping_revenue, order.revenue_total) == (True, D(7000), D(103000))
    assert order.ladder.totals["revenue"] == stage_sum(order.ladder.rungs, REVENUE) == D(103000)
    assert with_seller_shipping(order) == order


def test_shipping_of_an_order_without_split_is_not_known_to_be_revenue():
    assert with_seller_shipping(_order(None)).shipping_revenue == 0
    assert with_seller_shipping(_order(LadderBuilder("IDR").build("provisional"))).revenue_total == D(96000)
