"""Every Tokopedia sample: responses are read, requests are made, pushes are understood."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import simplejson

from odoo.addons.ocean_marketplace_base.lib.clock import ManualClock
from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError, Rejected, Transient
from odoo.addons.ocean_marketplace_base.lib.hosts import HostPolicy
from odoo.addons.ocean_marketplace_base.lib.retry import NO_RETRY
from odoo.addons.ocean_marketplace_base.lib.schema import Topic
from odoo.addons.ocean_marketplace_base.lib.transport import Transport
from odoo.addons.ocean_tokopedia.lib.client import Change, SlashPrice, TokopediaClient
from odoo.addons.ocean_tokopedia.lib.push import parse, verify
from odoo.addons.ocean_tokopedia.lib.signing import App, push_signature

from tests.unit.conftest import Answer, ScriptedServer

ROOT = Path(__file__).resolve().parents[3] / "shared" / "payloads" / "tokopedia"
NOW = datetime(2021, 8, 24, tzinfo=timezone.utc)
DAY = date(2021, 8, 24)
TOKEN = {"access_token": "c:t", "expires_in": 3600}


def sample(name):
    return simplejson.loads((ROOT / name).read_bytes(), use_decimal=True)


def part(name, key):
    return sample(name)[key]


class Desk:
    """The client, and what answers it."""

    def __init__(self, client, server):
        self.client = client
        self.server = server

    def say(self, answer, status=200, **headers):
        body = answer if isinstance(answer, bytes) else simplejson.dumps(answer, use_decimal=True).encode()
        said = Answer(body, status, headers)
        self.server.respond(lambda seen: TOKEN if seen.path == "/token" else said)

    @property
    def sent(self):
        return next(seen for seen in reversed(self.server.seen) if seen.path != "/token")


@pytest.fixture
def make_desk():
    server = ScriptedServer()
    transport = Transport(HostPolicy.loopback(), clock=ManualClock(NOW))

    def make(shop_id="479573"):
        app = App("13004", "c", "s")
        client = TokopediaClient(app, transport, server.url, server.url, shop_id=shop_id, retry=NO_RETRY)
        return Desk(client, server)

    yield make
    transport.close()
    server.close()


def orders(client):
    return client.order.get_list(NOW, NOW + timedelta(days=1))


def change():
    return [Change(value=500, product_id="15347575")]


def slash():
    return [SlashPrice(product_id="15331520", start=NOW, end=NOW + timedelta(days=1), discounted_price=1000)]


READ = {
    "order_list_docs_2021.json": (orders, lambda rows: rows[0]["order_id"], 43481289),
    "order_list_empty.json": (orders, lambda rows: rows, []),
    "single_order_docs.json": (
        lambda c: c.order.get_order("12472302"),
        lambda order: order["order_info"]["order_detail"][0]["sku"],
        "SKU01",
    ),
    "fulfillment_order_docs.json": (
        lambda c: c.order.get_fulfillment("342026997"),
        lambda row: row["booking_data"]["booking_code"],
        "000213552920",
    ),
    "resolution_ticket_docs.json": (
        lambda c: c.order.list_tickets(DAY, DAY + timedelta(days=7)),
        lambda rows: rows[0]["total_issued_funds"],
        2000,
    ),
    "product_info_docs_wholesale.json": (
        lambda c: c.product.get_by_id(["15347299"]),
        lambda rows: [row["price"]["value"] for row in rows[0]["wholesale"]],
        [9500, 9000],
    ),
    "product_info_docs_shop_page.json": (
        lambda c: c.product.get_by_shop(),
        lambda rows: [row["basic"]["productID"] for row in rows],
        [15330470, 15330458],
    ),
    "product_variant_by_product_docs.json": (
        lambda c: c.product.get_variants("15330203"),
        lambda data: data["children"][0]["sku"],
        "ijo-all",
    ),
    "product_variant_by_category_v1_docs.json": (
        lambda c: c.product.get_category_variants_v1("1817"),
        lambda rows: rows[0]["units"][0]["values"][1]["value"],
        "XS",
    ),
    "product_variant_by_category_v2_docs.json": (
        lambda c: c.product.get_category_variants("3412"),
        lambda data: data["variant_id_combinations"][0],
        [1],
    ),
    "product_annotation_docs.json": (
        lambda c: c.product.get_annotations("1817"),
        lambda rows: rows[0]["values"][0]["id"],
        84,
    ),
    "product_discussion_docs.json": (
        lambda c: list(c.product.iter_discussion("15425363")),
        len,
        4,
    ),
    "categories_docs.json": (
        lambda c: c.category.get_tree(),
        lambda rows: rows[0]["child"][0]["child"][0]["id"],
        "1774",
    ),
    "categories_keyword_docs.json": (
        lambda c: c.category.recommend("tas"),
        lambda rows: rows[0]["id"],
        "1979",
    ),
    "chat_list_docs.json": (
        lambda c: c.chat.list_conversations(),
        lambda rows: rows[0]["attributes"]["last_reply_time"],
        1571646034517,
    ),
    "chat_initiate_docs.json": (lambda c: c.chat.initiate("5"), lambda data: data["msg_id"], 121212),
    "saldo_history_docs.json": (
        lambda c: c.finance.list_saldo(DAY, DAY),
        lambda data: data["saldo_history"][0]["amount"],
        4000,
    ),
    "campaign_view_docs.json": (
        lambda c: c.campaign.get_campaigns("15331520"),
        lambda rows: rows[0]["campaign"]["slash_price_product_id"],
        18460,
    ),
    "slash_price_view_v1_docs.json": (
        lambda c: c.campaign.list_slash_prices_v1(),
        lambda rows: [row["slash_price_product_id"] for row in rows],
        [18460, 17722],
    ),
    "ip_whitelist_docs.json": (
        lambda c: c.console.get_whitelist(),
        lambda data: len(data["ip_whitelisted"]),
        4,
    ),
    "logistic_shipment_info_docs.json": (
        lambda c: c.logistic.list_couriers(),
        lambda rows: rows[0]["services"][2]["service_name"],
        "YES",
    ),
    "logistic_active_couriers_docs.json": (
        lambda c: c.logistic.list_active_couriers(),
        lambda rows: [row["ShipmentID"] for row in rows],
        [1, 2, 11],
    ),
}
PARTS = {
    ("order_actions_ok.json", "ack"): (lambda c: c.order_action.accept("5"), None),
    ("order_actions_ok.json", "nack"): (lambda c: c.order_action.reject("5", 5, "x"), None),
    ("order_actions_ok.json", "status_confirm_shipping"): (
        lambda c: c.order_action.confirm_shipping("5", "A"),
        None,
    ),
    ("order_actions_ok.json", "pick_up"): (
        lambda c: c.order_action.request_pickup("180745398")["request_time"],
        "2018-06-12 10:24:00",
    ),
    ("order_actions_ok.json", "reject_cancel"): (lambda c: c.order_action.refuse_cancel("5"), None),
    ("order_actions_ok.json", "pof_request"): (
        lambda c: c.order_action.request_partial_fulfillment("5", {"1": 1}),
        None,
    ),
    ("product_write_results.json", "create_v2_ok"): (
        lambda c: c.product_edit.edit_later([{"id": 5, "price": 500}]),
        ["5721"],
    ),
    ("product_write_results.json", "upload_status_done"): (
        lambda c: c.product_edit.get_upload("5721")["status"],
        "DONE",
    ),
    ("product_write_results.json", "create_v3_ok_constructed"): (
        lambda c: c.product_edit.edit([{"id": 5, "price": 500}]).reported,
        ({"product_id": 15331520},),
    ),
    ("product_write_results.json", "create_v3_fail_constructed"): (
        lambda c: [failure.key for failure in c.product_edit.edit([{"sku": "SKU-1", "price": 500}]).failed],
        ["SKU-1"],
    ),
    ("product_write_results.json", "edit_v3_ok_constructed"): (
        lambda c: len(c.product_edit.edit([{"id": 15331520}]).succeeded),
        1,
    ),
    ("product_write_results.json", "set_active_ok"): (
        lambda c: len(c.product_edit.activate(["1", "2"]).succeeded),
        2,
    ),
    ("product_write_results.json", "set_active_fail"): (
        lambda c: [failure.key for failure in c.product_edit.activate(["115306196"]).failed],
        ["115306196"],
    ),
    ("product_write_results.json", "delete_ok"): (lambda c: c.product_edit.delete(["1"]).failed, ()),
    ("product_write_results.json", "delete_fail"): (
        lambda c: [failure.key for failure in c.product_edit.delete(["115306196"]).failed],
        ["115306196"],
    ),
    ("slash_price_write_results.json", "add_ok"): (
        lambda c: len(c.campaign.add_slash_prices(slash()).succeeded),
        1,
    ),
    ("slash_price_write_results.json", "add_fail"): (
        lambda c: [failure.key for failure in c.campaign.add_slash_prices(slash()).failed],
        ["15331520"],
    ),
    ("slash_price_write_results.json", "cancel_fail"): (
        lambda c: [
            failure.row["slash_price_product_id"]
            for failure in c.campaign.cancel_slash_prices([("19602", "15403846")]).failed
        ],
        [19602],
    ),
    ("chat_send_reply_docs.json", "plain"): (
        lambda c: c.chat.send_text("54321", "Terimakasih")["msg"],
        "Terimakasih",
    ),
    ("chat_send_reply_docs.json", "quotation"): (
        lambda c: c.chat.send_file("54321", "https://example.test/a")["role"],
        2,
    ),
    ("shop_status_docs.json", "ok"): (lambda c: c.shop.open_shop(), "Berhasil memperbarui Status Toko"),
    ("showcase_etalase_docs.json", "showcase_get"): (
        lambda c: c.showcase.get_page()["showcase"][0]["id"],
        1420235,
    ),
    ("showcase_etalase_docs.json", "showcase_create"): (lambda c: c.showcase.create("x"), "1420235"),
    ("showcase_etalase_docs.json", "showcase_update"): (lambda c: c.showcase.update("1", "x"), None),
    ("showcase_etalase_docs.json", "showcase_delete"): (lambda c: c.showcase.delete("1"), None),
    ("showcase_etalase_docs.json", "etalase"): (
        lambda c: c.showcase.list_etalase()[1]["etalase_name"],
        "Coloring",
    ),
    ("webhook_registration.json", "list_ok"): (
        lambda c: c.webhook.get_registered()["webhook_secret"],
        "webhook_secret",
    ),
    ("webhook_registration.json", "trigger_ok"): (
        lambda c: c.webhook.trigger("5", "https://example.test"),
        None,
    ),
}
PUSHES = {
    "webhook_order_notification.json": "order_notification",
    "webhook_order_status.json": "order_status",
    "webhook_order_request_cancellation.json": "order_request_cancellation",
    "webhook_product_changes.json": "product_changes",
    "webhook_product_discussion.json": "product_discussion",
    "webhook_chat.json": "chat_notification",
    "webhook_campaign.json": "campaign_notification",
    "webhook_shop_merge.json": "shop_merge_notification",
}
ELSEWHERE = {
    "errors_docs.json",
    "product_create_v2_request_docs.json",
    "product_edit_v2_request_docs.json",
    "ratelimit_headers.json",
    "shop_info_docs_multi_warehouse.json",
    "token_ok_and_error.json",
    "webhook_get_payload_order_status_docs.json",
    "webhook_hmac_vector.json",
    "webhook_product_creation_edit.json",
}


def test_every_sample_is_used():
    named = set(READ) | {name for name, _key in PARTS} | set(PUSHES) | ELSEWHERE
    assert {path.name for path in ROOT.glob("*.json")} == named


@pytest.mark.parametrize("name", READ)
def test_a_response_is_read(name, make_desk):
    call, look, expected = READ[name]
    desk = make_desk()
    desk.say(sample(name))
    assert look(call(desk.client)) == expected


@pytest.mark.parametrize(("name", "key"), PARTS)
def test_one_of_several_responses_is_read(name, key, make_desk):
    call, expected = PARTS[name, key]
    desk = make_desk()
    desk.say(part(name, key))
    assert call(desk.client) == expected


def test_a_shop_with_many_warehouses_is_read(make_desk):
    desk = make_desk("481154")
    desk.say(sample("shop_info_docs_multi_warehouse.json"))
    warehouses = desk.client.shop.get_info()["warehouses"]
    assert [row["warehouse_id"] for row in warehouses] == [19689, 341600, 341466, 340937]


def test_the_amounts_of_an_order_keep_their_total(make_desk):
    desk = make_desk()
    desk.say(sample("order_list_docs_2021.json"))
    amt = orders(desk.client)[0]["amt"]
    assert (
        amt["ttl_product_price"] + amt["shipping_cost"] + amt["insurance_cost"] == amt["ttl_amount"] == 108784
    )


def test_products_are_sent_as_documented(make_desk):
    desk = make_desk()
    desk.say(part("product_write_results.json", "create_v2_ok"))
    body = sample("product_create_v2_request_docs.json")
    assert desk.client.product_edit.create_later(body["products"]) == ["5721"]
    assert (desk.sent.method, desk.sent.path) == ("POST", "/v2/products/fs/13004/create")
    assert (desk.sent.json, desk.sent.params) == (body, {"shop_id": "479573"})


def test_changes_of_products_are_sent_as_documented(make_desk):
    desk = make_desk()
    desk.say(part("product_write_results.json", "create_v2_ok"))
    body = sample("product_edit_v2_request_docs.json")
    desk.client.product_edit.edit_later(body["products"])
    assert (desk.sent.method, desk.sent.path) == ("PATCH", "/v2/products/fs/13004/edit")
    assert desk.sent.json == body


def test_the_status_of_a_shop_is_sent_as_documented(make_desk):
    desk = make_desk("1707045")
    desk.say(part("shop_status_docs.json", "ok"))
    days = (date(2019, 10, 15), date(2019, 10, 17), "Toko Ditutup Sementara")
    documented = part("shop_status_docs.json", "request")
    desk.client.shop.open_shop(*days)
    assert desk.sent.json == documented
    desk.client.shop.close_shop(*days)
    assert desk.sent.json == documented | {"action": "close"}
    desk.client.shop.open_shop()
    assert desk.sent.json == {"shop_id": 1707045, "action": "open"}


@pytest.mark.parametrize("name", ["register_ok"])
def test_webhooks_are_registered_as_documented(name, make_desk):
    desk = make_desk()
    listed, done = part("webhook_registration.json", "list_ok"), part("webhook_registration.json", name)
    desk.server.respond(
        lambda seen: TOKEN if seen.path == "/token" else listed if seen.method == "GET" else done
    )
    desk.client.webhook.register({"order_status_url": "http://yourstore.com/v1/order/status"})
    assert desk.sent.json == listed["data"]


def test_the_current_payload_of_a_webhook_is_read(make_desk):
    desk = make_desk()
    desk.say(sample("webhook_get_payload_order_status_docs.json"))
    assert desk.client.webhook.get_payload("582220328") == sample("webhook_order_status.json")


@pytest.mark.parametrize("key", ["ok_documented", "ok_extra_fields_seen_live_constructed"])
def test_a_token_is_read(key, make_desk):
    desk = make_desk()
    said = part("token_ok_and_error.json", key)
    desk.server.respond(lambda _seen: said)
    token = desk.client.auth.fetch_token()
    assert token.access_token == said["access_token"]
    assert token.access_expires_at == NOW + timedelta(seconds=said["expires_in"])


def test_a_token_that_is_refused_is_told(make_desk):
    desk = make_desk()
    desk.server.respond(lambda _seen: part("token_ok_and_error.json", "error_shape_constructed"))
    with pytest.raises(Rejected) as caught:
        desk.client.auth.fetch_token()
    assert caught.value.code == "invalid_client"


UPSTREAM = {"accept-order-fail", "reject-order-fail", "update-order-status-fail"}


@pytest.mark.parametrize("status", [400, 500])
@pytest.mark.parametrize("key", sample("errors_docs.json") if ROOT.is_dir() else ())
def test_every_documented_refusal_is_one(key, status, make_desk):
    desk = make_desk()
    desk.say(part("errors_docs.json", key), status)
    with pytest.raises(MarketplaceError) as caught:
        desk.client.order_action.accept("5")
    header = part("errors_docs.json", key).get("header", {})
    code = header.get("error_code") or ""
    if isinstance(code, str) and code:
        assert (caught.value.code, type(caught.value)) == (code, Transient if key in UPSTREAM else Rejected)
    assert caught.value.request_id == header.get("response_id", "")
    assert caught.value.message


def test_refusals_in_one_of_several_responses_are_told(make_desk):
    desk = make_desk()
    desk.say(part("shop_status_docs.json", "fail"), 500)
    with pytest.raises(Rejected, match="Tanggal mulai tutup"):
        desk.client.shop.open_shop()
    for key in ("register_fail", "trigger_fail"):
        desk.say(part("webhook_registration.json", key))
        with pytest.raises((Rejected, Transient)):
            desk.client.webhook.get_registered()


def test_the_headers_of_the_limit_are_read(make_desk):
    desk = make_desk()
    for key in ("allowed", "blocked"):
        headers = part("ratelimit_headers.json", key)
        status = headers.pop("status")
        desk.say({"header": {}, "data": {"failed_rows": 0, "failed_rows_data": []}}, status, **headers)
        if status == 200:
            assert desk.client.stock.update_stock(change()).failed == ()
            continue
        with pytest.raises(MarketplaceError) as caught:
            desk.client.stock.update_stock(change())
        assert caught.value.retry_after == 0.173


@pytest.mark.parametrize(("name", "kind"), PUSHES.items())
def test_every_push_is_understood(name, kind):
    found = sample(name)
    for payload in found if isinstance(found, list) else [found]:
        (event,) = parse(simplejson.dumps(payload, use_decimal=True).encode())
        assert (event.raw_topic, bool(event.external_id)) == (kind, True)
        assert (event.topic is Topic.ORDER) == kind.startswith("order_")


def test_pushes_about_uploads_are_understood():
    kinds = {
        key: parse(simplejson.dumps(payload, use_decimal=True).encode())[0].raw_topic
        for key, payload in sample("webhook_product_creation_edit.json").items()
    }
    assert kinds == {
        "product_creation": "product_creation",
        "product_edit": "product_edit",
        "product_edit_failed": "product_edit",
    }


def test_the_signature_of_a_push_is_that_of_the_vector():
    vector = sample("webhook_hmac_vector.json")
    body, secret = vector["raw_body"].encode(), vector["webhook_secret"]
    assert push_signature(secret, body) == vector["authorization_hmac"]
    assert verify(body, vector["authorization_hmac"], [secret])
    (event,) = parse(body)
    assert (event.external_id, event.raw_status, event.shop_ids) == ("582220328", "0", ("8212734",))
