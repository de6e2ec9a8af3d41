"""The summary of the demo: both sides, order by order."""

from decimal import Decimal

from tools import summary

TOLD = {
    "platform": "shopee",
    "storefront": (3, "Ombak"),
    "status": "SHIPPED",
    "id": "A1",
    "seller_revenue": 150000,
}
ORDER = {
    "id": 7,
    "storefront_id": [3, "Ombak"],
    "external_id": "A1",
    "raw_status": "SHIPPED",
    "exception_id": False,
    "amount_revenue": 150000.0,
}
SALE = {"ocean_order_id": [7, "A1"], "amount_total": 150000.0, "state": "sale"}


def _pair(told=None, order=None, sale=None):
    return summary.pairs(
        [TOLD | (told or {})], [ORDER | (order or {})], [SALE | sale] if sale is not None else []
    )[0]


def test_an_order_with_its_sale_order_is_the_same_when_the_totals_are():
    pair = _pair(sale={})
    assert pair.same
    assert pair.sold


def test_a_total_one_rupiah_off_differs():
    pair = _pair(sale={"amount_total": 150001.0})
    assert pair.difference == Decimal(1)
    assert summary.differences([pair]) == [
        "shopee A1: SHIPPED 150,000.00 on the platform, 150,001.00 in Odoo"
    ]


def test_an_order_without_sale_order_counts_by_its_own_money():
    assert _pair().found == Decimal(150000)


def test_a_cancelled_sale_order_is_worth_nothing():
    assert _pair(sale={"state": "cancel"}).found == 0


def test_a_missing_order_differs():
    pair = summary.pairs([TOLD], [], [])[0]
    assert summary.differences([pair]) == ["shopee A1: SHIPPED is not in Odoo at Ombak"]


def test_another_status_differs_even_with_the_same_money():
    pair = _pair(order={"raw_status": "COMPLETED"}, sale={})
    assert summary.differences([pair]) == ["shopee A1: SHIPPED on the platform, COMPLETED in Odoo"]


def test_an_order_that_waits_differs_unless_its_sku_was_left_without_product():
    rows = [TOLD | {"skus": ["KAOS-M"]}], [ORDER | {"exception_id": [3, "SKU KAOS-M"]}], []
    assert summary.differences(summary.pairs(*rows, "TOPI-01")) == [
        "shopee A1: SHIPPED waits in Odoo, see Marketplaces > Exceptions"
    ]
    assert not summary.differences(summary.pairs(*rows, "KAOS-M"))


def test_an_order_in_another_storefront_of_the_shop_does_not_count():
    pair = _pair(order={"storefront_id": [4, "Ombak (Tokopedia)"]}, sale={})
    assert not pair.same
    assert pair.found is None


def test_the_table_adds_up_by_shop_and_status_and_in_total():
    rows = [
        _pair(sale={}),
        _pair(told={"status": "UNPAID", "id": "A2"}),
        _pair(told={"storefront": (4, "Senja"), "id": "B1"}),
    ]
    cells = [line.split() for line in summary.table(rows).splitlines()]
    assert cells[1:] == [
        ["shopee", "Ombak", "SHIPPED", "1", "1", "1", "0", "150,000", "150,000", "0"],
        ["shopee", "Ombak", "UNPAID", "1", "0", "0", "0", "150,000", "0", "-150,000"],
        ["shopee", "Ombak", "all", "2", "1", "1", "0", "300,000", "150,000", "-150,000"],
        ["shopee", "Senja", "SHIPPED", "1", "0", "0", "0", "150,000", "0", "-150,000"],
        ["shopee", "Senja", "all", "1", "0", "0", "0", "150,000", "0", "-150,000"],
        ["total", "3", "1", "1", "0", "450,000", "150,000", "-300,000"],
    ]
