"""Every TikTok Shop sample parses or is refused for a stated reason; worked ladder cases come out right."""

from decimal import Decimal as D
from pathlib import Path

import pytest
import simplejson

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.ladder import blocking_gaps
from odoo.addons.ocean_tiktok_shop.lib.mapping import map_order
from odoo.addons.ocean_tiktok_shop.lib.parse import KINDS

ROOT = Path(__file__).resolve().parents[3] / "shared" / "payloads"
SAMPLES = sorted((ROOT / "tiktok").glob("*.json"))
PUSHES = sorted((ROOT / "tiktok" / "webhooks").glob("*.json"))
PARSED = {"order": {"order_detail.json"}, "listing": {"product_search.json"}}


def load(path):
    return simplejson.loads(path.read_bytes(), use_decimal=True)


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


def test_the_sample_of_an_order_keeps_what_it_says_and_its_placeholders_block_a_sales_order():
    (sample,) = load(ROOT / "tiktok" / "order_detail.json")["data"]["orders"]
    order = map_order({"order": sample})
    assert (order.external_id, order.channel, order.buyer_total) == (sample["id"], "TIKTOK_SHOP", D(5000))
    (line,) = order.lines
    assert (line.unit_keys, line.is_bundle, line.is_preorder) == (
        (sample["line_items"][0]["id"],),
        True,
        True,
    )
    assert (line.revenue, order.revenue_total) == (D("0.01"), D("0.01"))
    assert {gap.code for gap in blocking_gaps(order.ladder)} == {"CHK_ITEMS", "CHK_TOTAL"}
    assert "CHK_FIELD_UNKNOWN" not in {gap.code for gap in order.ladder.gaps}


def test_the_sample_of_a_product_keeps_what_it_says():
    listing = KINDS["listing"]([(ROOT / "tiktok" / "product_search.json").read_bytes()])
    (sku,) = listing["skus"]
    assert (listing["status"], sku["price"], sku["quantity"]) == ("live", "121.11", 999)


@pytest.mark.parametrize("sample", PUSHES, ids=lambda sample: sample.stem)
def test_every_push_is_an_event(sample):
    found = KINDS["event"]([sample.read_bytes()])
    events = found if isinstance(found, list) else [found]
    assert all(event["topic"] and event["dedupe_key"] for event in events)
    assert {event["raw_topic"] for event in events} == {str(load(sample)["type"])}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_no_answer_of_the_api_is_a_push(sample):
    with pytest.raises(ContractChanged):
        KINDS["event"]([sample.read_bytes()])


CASES = [case for case in load(ROOT / "ladder_cases.json") if case["platform"] == "tiktok"]
STAGES = {"checkout", "revenue"}


def payload(case):
    given = case["input"]
    own = given["payment"]
    alone = {
        "id": "W",
        "sku": "W",
        "original_price": own["original_total_product_price"],
        "seller_discount": own["seller_discount"],
        "platform_discount": own["platform_discount"],
        "sale_price": own["sub_total"],
    }
    units = given.get("line_items") or [alone]
    order = {
        "id": "576",
        "status": "AWAITING_SHIPMENT",
        "create_time": 1764000000,
        "update_time": 1764000000,
        "commerce_platform": given.get("commerce_platform", "TIKTOK_SHOP"),
        "order_rights": given.get("order_rights", []),
        "payment": {"currency": case["currency"], **own},
        "line_items": [
            {**unit, "product_id": "1", "sku_id": unit["sku"], "product_name": unit["sku"]} for unit in units
        ],
    }
    return {"order": order}


def sums_of(rows):
    sums = {}
    for key, amount in rows:
        sums[key] = sums.get(key, D(0)) + amount
    return {key: amount for key, amount in sums.items() if amount}


def test_the_worked_cases_of_the_platform_are_there():
    assert [case["no"] for case in CASES] == [4, 9]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"case{case['no']}")
def test_a_worked_case_comes_out_rung_by_rung(case):
    order = map_order(payload(case))
    expected = sums_of(
        ((row["stage"], row["code"], row["payer"]), D(row["amount"]))
        for row in case["rungs"]
        if row["stage"] in STAGES
    )
    rungs = order.ladder.rungs
    assert sums_of(((rung.stage, rung.code, rung.payer), rung.amount) for rung in rungs) == expected
    units = {line.key: ",".join(line.unit_keys) for line in order.lines}
    by_line = sums_of(((rung.code, units.get(rung.line_key)), rung.amount) for rung in rungs)
    for row in case["rungs"]:
        if row["line"]:
            assert by_line[row["code"], row["line"]] == D(row["amount"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"case{case['no']}")
def test_a_worked_case_has_its_totals_and_its_sales_order(case):
    order = map_order(payload(case))
    assert order.buyer_total == D(case["totals"]["buyer_total"])
    assert order.revenue_total == D(case["totals"]["seller_revenue"])
    assert [(line.active_quantity, line.revenue) for line in order.lines] == [
        (row["qty"], D(row["total"])) for row in case["sale_order"]
    ]
    assert [line.revenue / line.active_quantity for line in order.lines] == [
        D(row["price_unit"]) for row in case["sale_order"]
    ]
    assert blocking_gaps(order.ladder) == ()


@pytest.mark.parametrize(("number", "variant"), [(4, "cofunded_shipping"), (9, "distance_fee")])
def test_a_worked_case_says_which_unconfirmed_reading_closes_it(number, variant):
    (case,) = [case for case in CASES if case["no"] == number]
    assert map_order(payload(case)).ladder.closing_variant == variant
