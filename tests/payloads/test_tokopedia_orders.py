"""Every Tokopedia sample parses or is refused for a stated reason; the worked ladder case comes out."""

from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest
import simplejson

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.ladder import blocking_gaps
from odoo.addons.ocean_tokopedia.lib.mapping import map_order
from odoo.addons.ocean_tokopedia.lib.parse import KINDS

ROOT = Path(__file__).resolve().parents[3] / "shared" / "payloads"
SAMPLES = sorted((ROOT / "tokopedia").glob("*.json"))
ORDERS = {
    "order_list_docs_2021.json": ("completed", "88784", "108784", "10000"),
    "single_order_docs.json": ("cancelled", "270000", "0", "0"),
    "webhook_order_notification.json": ("to_ship", "12000", "3000", "0"),
}
LISTINGS = {"product_info_docs_shop_page.json": 2, "product_info_docs_wholesale.json": 1}
ORDER_EVENTS = {
    "webhook_order_notification.json": ("order_notification", "220"),
    "webhook_order_status.json": ("order_status", "0"),
    "webhook_get_payload_order_status_docs.json": ("order_status", "0"),
    "webhook_order_request_cancellation.json": ("order_request_cancellation", ""),
}
OTHER_EVENTS = {
    "webhook_campaign.json": 4,
    "webhook_chat.json": 1,
    "webhook_product_changes.json": 6,
    "webhook_product_discussion.json": 2,
    "webhook_shop_merge.json": 1,
}


def body(name: str) -> bytes:
    return (ROOT / "tokopedia" / name).read_bytes()


@pytest.mark.parametrize("kind", ["order", "listing"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_every_sample_parses_or_is_refused_for_a_stated_reason(kind, sample):
    if sample.name in (ORDERS if kind == "order" else LISTINGS):
        found = KINDS[kind]([sample.read_bytes()])
        assert all(one["external_id"] for one in (found if isinstance(found, list) else [found]))
        return
    with pytest.raises(ContractChanged) as refusal:
        KINDS[kind]([sample.read_bytes()])
    assert refusal.value.path
    assert refusal.value.message


@pytest.mark.parametrize(("name", "figures"), ORDERS.items())
def test_the_totals_of_an_order_are_intact(name, figures):
    order = KINDS["order"]([body(name)])
    names = ("status", "buyer_total", "revenue_total", "shipping_revenue")
    assert tuple(order[name] for name in names) == figures
    assert {gap["code"] for gap in order["ladder"]["gaps"]} <= {"TKP_PAYER_ASSUMED"}


def test_the_single_order_says_what_it_says():
    order = KINDS["order"]([body("single_order_docs.json")])
    (line,) = order["lines"]
    assert (order["external_id"], order["carrier_name"]) == ("12472302", "JNE Reguler")
    assert (line["key"], line["seller_sku"], line["list_amount"]) == ("20274955", "SKU01", "261000")
    assert (order["cancelled_by"], order["created_at"]) == ("system-automatic", "2017-07-20T17:50:58.061156Z")
    assert order["ladder"]["totals"]["goods"] == "261000"


@pytest.mark.parametrize(("name", "count"), LISTINGS.items())
def test_products_become_listings(name, count):
    found = KINDS["listing"]([body(name)])
    assert len(found if isinstance(found, list) else [found]) == count


def test_variants_become_skus_of_their_product():
    product = simplejson.loads(body("product_info_docs_wholesale.json"))["data"][0]
    variants = simplejson.loads(body("product_variant_by_product_docs.json"))
    variants["data"]["parent_id"] = product["basic"]["productID"]
    listing = KINDS["listing"]([simplejson.dumps(product).encode(), simplejson.dumps(variants).encode()])
    assert [(sku["name"], sku["seller_sku"]) for sku in listing["skus"]][:2] == [
        ("Hijau, All Size", "ijo-all"),
        ("Merah, All Size", "abang-all"),
    ]


@pytest.mark.parametrize(("name", "said"), ORDER_EVENTS.items())
def test_pushes_about_orders_are_events(name, said):
    event = KINDS["event"]([body(name)])
    assert (event["raw_topic"], event["raw_status"]) == said
    assert (event["topic"], event["external_id"]) == ("order", "582220328")


@pytest.mark.parametrize(("name", "count"), OTHER_EVENTS.items())
def test_other_pushes_are_events_of_their_own_kind(name, count):
    found = KINDS["event"]([body(name)])
    events = found if isinstance(found, list) else [found]
    assert len(events) == count
    about_listings = {"webhook_campaign.json": 4, "webhook_product_changes.json": 2}
    topics = [event["topic"] for event in events]
    assert topics.count("listing") == about_listings.get(name, 0)
    assert set(topics) <= {"listing", "other"}
    assert all(event["external_id"] and event["raw_topic"] != "unknown" for event in events)


CASES = [
    case
    for case in simplejson.loads((ROOT / "ladder_cases.json").read_bytes(), use_decimal=True)
    if case["platform"] == "tokopedia" and "amt" in case["input"]
]


def _payload(case: dict[str, Any]) -> dict[str, Any]:
    """The sample that the case is about, with the figures of the case."""
    order = simplejson.loads(body("order_list_docs_2021.json"), use_decimal=True)["data"][0]
    given = case["input"]
    order["amt"] |= given["amt"]
    order["promo_order_detail"] |= given["promo_order_detail"]
    order["logistics"] |= given["logistics"]
    return {"order": order}


def _sums(rows: list[tuple[Any, D]]) -> dict[Any, D]:
    sums: dict[Any, D] = {}
    for key, amount in rows:
        sums[key] = sums.get(key, D(0)) + amount
    return sums


def test_there_is_a_worked_case():
    assert [case["no"] for case in CASES] == [10]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"case{case['no']}")
def test_a_worked_case_comes_out_rung_by_rung(case):
    order = map_order(_payload(case))
    expected = [row for row in case["rungs"] if row["stage"] in ("checkout", "revenue")]
    assert _sums(
        [((rung.stage, rung.code, rung.payer), rung.amount) for rung in order.ladder.rungs]
    ) == _rungs_of(expected)
    assert {gap.code for gap in order.ladder.gaps} == {"TKP_PAYER_ASSUMED"}
    assert blocking_gaps(order.ladder) == ()


def _rungs_of(rows: list[dict[str, Any]]) -> dict[Any, D]:
    """The rungs as we tell them: the case names the seller as payer of shipping that the buyer pays."""
    payers = {"rev.shipping": "buyer"}
    return _sums(
        [
            ((row["stage"], row["code"], payers.get(row["code"], row["payer"])), D(row["amount"]))
            for row in rows
        ]
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"case{case['no']}")
def test_a_worked_case_has_its_totals_and_its_sales_order(case):
    order = map_order(_payload(case))
    assert order.buyer_total == D(case["totals"]["buyer_total"])
    assert order.revenue_total == D(case["totals"]["seller_revenue"])
    product, shipping = case["sale_order"]
    assert [(line.active_quantity, line.revenue) for line in order.lines] == [
        (product["qty"], D(product["total"]))
    ]
    assert (order.seller_ships, order.shipping_revenue) == (True, D(shipping["total"]))
