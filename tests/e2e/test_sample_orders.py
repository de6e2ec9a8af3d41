"""Third parties' sample orders and pushes go through the importer with their totals intact."""

import json
import time

import pytest

from odoo.addons.ocean_tiktok_shop.lib.signing import App as TikTokApp
from odoo.addons.ocean_tiktok_shop.lib.signing import push_signature as tiktok_signature
from odoo.addons.ocean_tokopedia.lib.signing import push_signature as tokopedia_signature

from tools.pytest_run import PAYLOADS

SECRET = "never used to call anything"
TIKTOK_SHOP_ID = "7494049642642441621"
TIKTOK_ORDER = "576461413038785752"
TOKOPEDIA_SHOP_ID = "479573"
TOKOPEDIA_PUSHES = (
    "webhook_order_notification.json",
    "webhook_order_status.json",
    "webhook_order_request_cancellation.json",
    "webhook_chat.json",
)


def _load(platform, name):
    return json.loads((PAYLOADS / platform / name).read_text())


def _shopee():
    [order] = _load("shopee", "order_detail_multiline_voucher.json")["response"]["order_list"]
    escrow = _load("shopee", "escrow_detail_multiline_voucher.json")["response"]
    return {
        "account": {"platform": "shopee", "app_key": "1", "app_secret_input": SECRET},
        "shop": "1",
        "region": order["region"],
        "currency": order["currency"],
        "orders": {
            order["order_sn"]: {"order": order, "escrow": escrow},
            "ALONE": {"order": order | {"order_sn": "ALONE"}, "escrow": None},
        },
    }


def _tiktok():
    [order] = _load("tiktok", "order_detail.json")["data"]["orders"]
    app = TikTokApp("key", SECRET, "1")
    pushes = []
    for path in sorted((PAYLOADS / "tiktok/webhooks").glob("*.json")):
        body = json.dumps(_now(json.loads(path.read_text())))
        pushes.append({"body": body, "headers": {"Authorization": tiktok_signature(app, body.encode())}})
    return {
        "account": {"platform": "tiktok_shop", "app_key": "key", "app_secret_input": SECRET},
        "shop": TIKTOK_SHOP_ID,
        "region": "ID",
        "currency": order["payment"]["currency"],
        "orders": {
            order["id"]: {"order": order},
            "PAID": {"order": order | {"id": "PAID", "status": "AWAITING_SHIPMENT"}},
        },
        "pushes": pushes,
    }


def _now(push):
    """Return `push` as if it had just happened: the samples are years old, and a push that old is refused."""
    moment = int(time.time())
    data = push.get("data", {})
    fresh = {name: moment for name in ("update_time", "create_time", "expiration_time") if name in data}
    return push | {"timestamp": moment} | ({"data": data | fresh} if data else {})


def _tokopedia():
    [listed] = _load("tokopedia", "order_list_docs_2021.json")["data"]
    single = _load("tokopedia", "single_order_docs.json")["data"]
    pushed = _load("tokopedia", "webhook_order_notification.json")
    pushes = []
    for name in TOKOPEDIA_PUSHES:
        push = _load("tokopedia", name)
        body = json.dumps(push | ({"create_time": int(time.time())} if "create_time" in push else {}))
        signature = tokopedia_signature(SECRET, body.encode())
        pushes.append({"body": body, "headers": {"Authorization-Hmac": signature}})
    return {
        "account": {
            "platform": "tokopedia",
            "tokopedia_connection": "open_api",
            "tokopedia_client_id": "client",
            "app_key": "13004",
            "app_secret_input": SECRET,
            "push_secret_input": SECRET,
        },
        "shop": TOKOPEDIA_SHOP_ID,
        "region": "ID",
        "currency": "IDR",
        "orders": {str(order["order_id"]): {"order": order} for order in (listed, single, pushed)},
        "pushes": pushes,
    }


@pytest.fixture(scope="module")
def imported(shell):
    shell.renew()
    samples = [_shopee(), _tiktok(), _tokopedia()]
    done = shell.done("samples", {"OCEAN_SAMPLES": json.dumps(samples)})
    found = json.loads(done.marked("STATE"))
    return dict(zip(("shopee", "tiktok_shop", "tokopedia"), found, strict=True))


def _order(**values):
    return {"buyer": 0.0, "revenue": 0.0, "sale": 0.0, "state": False, "exception": False, **values}


def test_a_shopee_sample_with_its_escrow_sells_for_what_the_seller_earns(imported):
    assert imported["shopee"]["orders"]["2411087QX3TM2K"] == _order(
        buyer=414000.0, revenue=424000.0, sale=424000.0, state="sale"
    )


def test_a_shopee_sample_without_escrow_is_provisional_at_its_unit_prices(imported):
    assert imported["shopee"]["orders"]["ALONE"] == _order(
        buyer=414000.0, revenue=454000.0, sale=454000.0, state="sale"
    )


def test_the_unpaid_tiktok_sample_keeps_its_total_and_becomes_no_sales_order(imported):
    assert imported["tiktok_shop"]["orders"][TIKTOK_ORDER] == _order(buyer=5000.0, revenue=0.01)


def test_once_paid_it_waits_for_a_person_since_its_figures_contradict_each_other(imported):
    assert imported["tiktok_shop"]["orders"]["PAID"] == _order(
        buyer=5000.0, revenue=0.01, exception="total_gap"
    )


def test_the_tokopedia_samples_keep_their_totals(imported):
    assert imported["tokopedia"]["orders"] == {
        "43481289": _order(buyer=88784.0, revenue=108784.0, sale=108784.0, state="sale"),
        "12472302": _order(buyer=270000.0),
        "582220328": _order(buyer=12000.0, revenue=3000.0, sale=3000.0, state="sale"),
    }


@pytest.mark.parametrize(("platform", "count"), [("tiktok_shop", 30), ("tokopedia", len(TOKOPEDIA_PUSHES))])
def test_every_sample_of_a_push_is_taken(imported, platform, count):
    pushes = imported[platform]["pushes"]
    assert len(pushes) >= count
    for accepted, topics, outcomes in pushes:
        assert accepted
        assert topics
        assert set(outcomes) == {"new"}
