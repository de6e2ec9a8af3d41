"""Every Shopee sample parses or is refused for a stated reason; worked ladder cases come out rung by rung."""

from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest
import simplejson

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.ladder import blocking_gaps
from odoo.addons.ocean_shopee.lib.mapping import map_order
from odoo.addons.ocean_shopee.lib.parse import KINDS

ROOT = Path(__file__).resolve().parents[3] / "shared" / "payloads"
SAMPLES = sorted((ROOT / "shopee").glob("*.json"))
PAIR = [ROOT / "shopee" / f"{kind}_detail_multiline_voucher.json" for kind in ("order", "escrow")]
PUSHES = [path for path in SAMPLES if path.name.startswith("push_") and path.name != "push_config.json"]
PARSED = {
    "order": {
        "order_detail_multiline_voucher.json",
        "escrow_detail_multiline_voucher.json",
        "escrow_detail_all_fields.json",
    },
    "listing": {"add_item.json"},
}


@pytest.mark.parametrize("kind", ["order", "listing"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_every_sample_parses_or_is_refused_for_a_stated_reason(kind, sample):
    if sample.name in PARSED[kind]:
        assert KINDS[kind]([sample.read_bytes()])["external_id"]
        return
    with pytest.raises(ContractChanged) as refusal:
        KINDS[kind]([sample.read_bytes()])
    assert refusal.value.path
    assert refusal.value.message


@pytest.mark.parametrize("sample", PUSHES, ids=lambda sample: sample.stem)
def test_every_push_is_an_event(sample):
    event = KINDS["event"]([sample.read_bytes()])
    assert event["topic"]
    assert event["raw_topic"] != ""


def test_a_push_configuration_is_no_push():
    with pytest.raises(ContractChanged):
        KINDS["event"]([(ROOT / "shopee" / "push_config.json").read_bytes()])


def test_the_multiline_voucher_order_keeps_its_total():
    files = [path.read_bytes() for path in PAIR]
    order = KINDS["order"](files)
    assert (order["buyer_total"], order["revenue_total"], order["ladder"]["gaps"]) == ("414000", "424000", [])
    assert [line["revenue"] for line in order["lines"]] == ["224141", "116740", "83119"]
    alone = KINDS["order"](files[:1])
    (gap,) = alone["ladder"]["gaps"]
    assert (alone["buyer_total"], gap["code"]) == ("414000", "CHK_NO_SPLIT")
    assert D(gap["expected"]) - D(gap["actual"]) == -40000


def test_the_placeholder_escrow_does_not_crash_and_blocks_a_sales_order():
    raw = simplejson.loads((ROOT / "shopee" / "escrow_detail_all_fields.json").read_bytes(), use_decimal=True)
    order = KINDS["order"]([(ROOT / "shopee" / "escrow_detail_all_fields.json").read_bytes()])
    assert order["external_id"] == raw["response"]["order_sn"]
    assert "CHK_TOTAL" in {gap["code"] for gap in order["ladder"]["gaps"]}


CASES = [
    case
    for case in simplejson.loads((ROOT / "ladder_cases.json").read_bytes(), use_decimal=True)
    if case["platform"] == "shopee"
]
# What the cases say of their lines in words only.
SPOKEN_ITEMS = {
    number: [
        {"sku": sku, "qty": qty, "original_price": listed, "selling_price": price, "discounted_price": price}
    ]
    for number, sku, qty, listed, price in (
        (6, "K", 1, 110000, 100000),
        (7, "U", 5, 100000, 100000),
        (8, "V", 2, 300000, 300000),
    )
}


def _payload(case: dict[str, Any]) -> dict[str, Any]:
    if "file" in case["input"]:
        order, escrow = (simplejson.loads(path.read_bytes(), use_decimal=True) for path in PAIR)
        return {"order": order["response"]["order_list"][0], "escrow": escrow["response"]}
    given = case["input"]
    items = given.get("items") or SPOKEN_ITEMS[case["no"]]
    head = given.get("order_detail", {})
    units = head if isinstance(head, dict) else {}
    income, payment = given["order_income"], given["buyer_payment_info"]
    order = {
        "order_sn": "CASE",
        "region": "ID",
        "currency": case["currency"],
        "cod": units.get("cod", False),
        "order_status": "READY_TO_SHIP",
        "create_time": 1764000000,
        "update_time": 1764000000,
        "total_amount": payment["buyer_total_amount"],
        "item_list": [_order_item(item, units, n) for n, item in enumerate(items, 1)],
    }
    escrow_items = [
        {**item, "item_id": n, "model_sku": item["sku"], "quantity_purchased": item["qty"]}
        for n, item in enumerate(items, 1)
    ]
    income = {**income, "items": escrow_items}
    return {
        "order": order,
        "escrow": {"order_sn": "CASE", "order_income": income, "buyer_payment_info": payment},
    }


def _order_item(item: dict[str, Any], units: dict[str, Any], number: int) -> dict[str, Any]:
    bundle = item.get("activity_type") == "bundle_deal"
    return {
        "item_id": number,
        "item_name": item["sku"],
        "model_sku": item["sku"],
        "model_quantity_purchased": item["qty"],
        "model_original_price": D(item["original_price"]) / item["qty"],
        "model_discounted_price": 0 if bundle else D(item["discounted_price"]) / item["qty"],
        "promotion_type": item.get("activity_type", ""),
        "cancelled_qty": units.get("cancelled_qty", 0),
    }


def _sums(rows: list[tuple[Any, D]]) -> dict[Any, D]:
    sums: dict[Any, D] = {}
    for key, amount in rows:
        sums[key] = sums.get(key, D(0)) + amount
    return {key: amount for key, amount in sums.items() if amount}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"case{case['no']}")
def test_a_worked_case_comes_out_rung_by_rung(case):
    order = map_order(_payload(case))
    rungs = order.ladder.rungs
    expected = _sums([((row["stage"], row["code"], row["payer"]), D(row["amount"])) for row in case["rungs"]])
    assert _sums([((rung.stage, rung.code, rung.payer), rung.amount) for rung in rungs]) == expected
    skus = {line.key: line.seller_sku for line in order.lines}
    by_line = _sums([((rung.code, skus.get(rung.line_key)), rung.amount) for rung in rungs])
    for row in case["rungs"]:
        if row["line"]:
            assert by_line[row["code"], row["line"]] == D(row["amount"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"case{case['no']}")
def test_a_worked_case_has_its_totals_and_its_sales_order(case):
    order = map_order(_payload(case))
    names = {"buyer_total": "buyer", "seller_revenue": "revenue"}
    totals = {names.get(name, name): D(amount) for name, amount in case["totals"].items()}
    assert {name: order.ladder.totals[name] for name in totals} == totals
    assert [(line.active_quantity, line.revenue) for line in order.lines] == [
        (row["qty"], D(row["total"])) for row in case["sale_order"]
    ]
    assert order.revenue_total == totals["revenue"]
    assert blocking_gaps(order.ladder) == ()
