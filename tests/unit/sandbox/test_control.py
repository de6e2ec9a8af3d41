"""The control API."""

import http.client
import json
from urllib.parse import urlsplit

import pytest

from odoo.addons.ocean_marketplace_base.sandbox.server import SandboxServer

AT = 1_795_500_000.0


def state_bytes(raw):
    return json.dumps(raw.control("GET", "/state"), sort_keys=True).encode()


@pytest.mark.parametrize("orders", [140, 12])
def test_the_same_seed_and_start_give_the_same_bytes(make_raw, orders):
    seen = []
    for seed in (5, 5, 6):
        with SandboxServer(seed=seed, start=AT, orders=orders) as sandbox:
            raw = make_raw(sandbox)
            raw.place(count=2)
            seen.append(state_bytes(raw))
    assert seen[0] == seen[1] != seen[2]


def test_the_ready_line_has_the_promised_shape(sandbox, raw):
    info = sandbox.info
    assert {"control_url", "shopee"} <= set(info)
    assert {
        "base_url", "partner_id", "partner_key", "push_key", "shop_id", "access_token", "refresh_token",
    } <= set(info["shopee"])  # fmt: skip
    assert raw.control("GET", "/") == info
    assert json.loads(json.dumps(info)) == info


def test_only_known_platforms_can_be_chosen():
    with pytest.raises(LookupError, match="no simulator for nowhere"):
        SandboxServer(platforms=["nowhere"])
    with SandboxServer(platforms=["shopee"], orders=0) as sandbox:
        assert list(sandbox.platforms) == ["shopee"]


def ask_clock(connection):
    connection.request("GET", "/_sandbox/clock")
    return json.loads(connection.getresponse().read())


def test_the_clock_moves_for_everything(raw, world):
    before = world.clock.now()
    assert raw.control("POST", "/clock", advance=3_600)["now"] >= before + 3_600
    number = raw.place()[0]
    assert raw.one(number)["create_time"] >= before + 3_600


def test_the_summary_is_the_sum_of_the_orders(raw):
    raw.place(count=3, shop="301177002", status="UNPAID")
    orders = raw.control("GET", "/orders")["orders"]
    rows = raw.control("GET", "/summary")["shopee"]
    assert [row["name"] for row in rows] == ["Ombak Wear", "Rumah Senja"]
    for row in rows:
        own = [order for order in orders if order["shop_id"] == row["shop_id"]]
        assert sum(status["orders"] for status in row["statuses"].values()) == len(own)
        for name, sums in row["statuses"].items():
            same = [order for order in own if order["status"] == name]
            assert sums["orders"] == len(same)
            assert sums["buyer_total"] == sum(order["buyer_total"] for order in same)
            assert sums["seller_revenue"] == sum(order["seller_revenue"] for order in same)
            assert sums["goods_revenue"] + sums["shipping_revenue"] == sums["seller_revenue"]
            assert sums["shipping_revenue"] == sum(order["shipping_revenue"] for order in same)


def test_cancelled_orders_earn_nothing_but_keep_what_the_buyer_was_to_pay(raw):
    number = raw.place(skus=["TAS-KANVAS"])[0]
    before = raw.one(number)["total_amount"]
    after = raw.control("POST", f"/orders/{number}/cancel", by="seller", reason="Out of Stock")
    assert (after["status"], after["seller_revenue"], after["buyer_total"]) == ("CANCELLED", 0, before)
    detail = raw.one(number, fields="cancel_by,cancel_reason")
    assert (detail["cancel_by"], detail["cancel_reason"]) == ("seller", "Out of Stock")


def test_an_order_lives_from_unpaid_to_completed(raw):
    number = raw.place(status="UNPAID")[0]
    assert raw.one(number, fields="pay_time,package_list")["pay_time"] is None
    lived = []
    for _step in range(5):
        raw.control("POST", "/clock", advance=60)
        lived.append(raw.control("POST", f"/orders/{number}/advance")["status"])
    assert lived == ["READY_TO_SHIP", "PROCESSED", "SHIPPED", "TO_CONFIRM_RECEIVE", "COMPLETED"]
    order = raw.one(number, fields="pay_time,pickup_done_time,package_list,update_time")
    assert order["create_time"] < order["pay_time"] < order["pickup_done_time"] < order["update_time"]
    assert order["package_list"][0]["logistics_status"] == "LOGISTICS_DELIVERY_DONE"
    with pytest.raises(AssertionError, match="cannot go from COMPLETED"):
        raw.control("POST", f"/orders/{number}/advance")


def test_a_buyer_can_ask_to_cancel_and_be_refused(raw):
    number = raw.place()[0]
    asked = raw.control("POST", f"/orders/{number}/request_cancel", reason="Found Cheaper Elsewhere")
    assert asked["status"] == "IN_CANCEL"
    order = raw.one(number, fields="buyer_cancel_reason,item_list")
    assert order["buyer_cancel_reason"] == "Found Cheaper Elsewhere"
    assert order["item_list"][0]["cancel_requested_qty"] == 1
    with pytest.raises(AssertionError, match="cannot go from IN_CANCEL to PROCESSED"):
        raw.control("POST", f"/orders/{number}/advance", to="PROCESSED")
    assert raw.control("POST", f"/orders/{number}/advance", to="READY_TO_SHIP")["status"] == "READY_TO_SHIP"


def test_orders_can_skip_statuses_only_by_force(raw):
    number = raw.place()[0]
    with pytest.raises(AssertionError, match="cannot go from READY_TO_SHIP to COMPLETED"):
        raw.control("POST", f"/orders/{number}/advance", to="COMPLETED")
    forced = raw.control("POST", f"/orders/{number}/advance", to="COMPLETED", force=True)
    assert forced["status"] == "COMPLETED"


def test_every_status_can_be_placed(raw):
    statuses = set(raw.control("GET", "/summary")["shopee"][0]["statuses"])
    assert len(statuses) == 11
    for status in sorted(statuses):
        number = raw.place(status=status)[0]
        assert raw.one(number, request_order_status_pending="true")["order_status"] == status


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/orders", {"shape": "round"}),
        ("/orders", {"status": "ON_THE_MOON"}),
        ("/orders", {"skus": []}),
        ("/orders", {"count": "many"}),
        ("/config", {"switches": {"gravity": 1}}),
        ("/config", {"switches": {"gateway_status": "x"}}),
        ("/push", {"code": 3}),
        ("/faults", {"kind": "earthquake"}),
        ("/faults", {"count": 1}),
        ("/faults", {"kind": "drop", "count": "many"}),
        ("/faults", {"kind": "drop", "path": 5}),
        ("/faults", {"kind": "drop", "seconds": 1}),
        ("/faults", {"kind": "drop", "when": "later"}),
        ("/faults", {"kind": "slow", "seconds": "1"}),
        ("/faults", {"kind": "push_late", "seconds": -1}),
    ],
)
def test_options_that_make_no_sense_answer_400(raw, path, body):
    answer = raw.visit("POST", f"/_sandbox{path}", body)
    assert answer.status == 400
    assert answer.json["error"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/orders", {"shop": "1"}),
        ("POST", "/orders", {"platform": "nowhere"}),
        ("POST", "/orders/NONE/advance", {}),
        ("POST", "/push", {"partner_id": 1}),
        ("GET", "/nothing", None),
    ],
)
def test_unknown_things_answer_404(raw, method, path, body):
    assert raw.visit(method, f"/_sandbox{path}", body).status == 404


def test_calls_are_recorded_with_verbs_errors_and_writes(raw):
    raw.get("shop/get_shop_info")
    raw.get("shop/get_shop_info", sign="0")
    raw.refresh(raw.app["refresh_token"])
    report = raw.control("GET", "/calls")
    assert (report["count"], report["writes"]) == (3, 1)
    assert report["by_verb"] == {"GET": 2, "POST": 1}
    assert report["by_path"]["GET /api/v2/shop/get_shop_info"] == 2
    assert [call["error"] for call in report["calls"]] == ["", "error_sign", ""]
    since = raw.control("GET", f"/calls?path=*/access_token/get&since={report['calls'][1]['id']}")
    assert since["count"] == 1
    raw.control("POST", "/calls/clear")
    assert raw.control("GET", "/calls")["count"] == 0


def test_more_shops_can_be_made_with_apps_of_their_own(raw, sandbox):
    shop = raw.control("POST", "/shops", region="SG", currency="SGD", name="Ocean SG", new_app=True)["shops"][
        0
    ]
    assert shop["partner_id"] != raw.app["partner_id"]
    raw.app |= shop
    assert raw.get("shop/get_shop_info").json["region"] == "SG"
    number = raw.place(shop=shop["shop_id"])[0]
    assert raw.one(number)["currency"] == "SGD"


def test_paths_of_nobody_answer_404(raw):
    assert raw.visit("GET", "/elsewhere").status == 404


def test_a_connection_is_kept_open_and_ends_with_the_server():
    sandbox = SandboxServer(orders=1).start()
    parts = urlsplit(sandbox.base_url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=5)
    ports = set()
    for _call in range(3):
        assert ask_clock(connection)["now"] > 0
        ports.add(connection.sock.getsockname()[1])
    assert len(ports) == 1
    sandbox.close()
    with pytest.raises((OSError, http.client.HTTPException)):
        ask_clock(connection)
    connection.close()


def test_changing_an_order_may_name_its_platform(raw):
    number = raw.place()[0]
    path = f"/orders/{number}/edit"
    assert raw.control("POST", path, platform="shopee", seller_note="n")["id"] == number
    assert raw.visit("POST", f"/_sandbox{path}", {"platform": "another", "seller_note": "n"}).status == 404
