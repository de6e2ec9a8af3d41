import hashlib
import hmac
from datetime import datetime, timezone

import pytest
import simplejson

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.schema import Topic
from odoo.addons.ocean_tokopedia.lib.push import KINDS, kind_of, parse, verify

SECRET = "rahasia-toko"
STATUS = {
    "fs_id": 13398,
    "order_status": 400,
    "order_id": 582220901,
    "shop_id": 479573,
    "product_details": [],
}
SAMPLES = {
    "order_notification": {**STATUS, "products": [], "create_time": 1599560000, "invoice_num": "INV/1"},
    "order_status": STATUS,
    "order_request_cancellation": {"order_id": "582220901"},
    "chat_notification": {"msg_id": 12, "buyer_id": 4, "message": "Ready?", "shop_id": 479573},
    "product_creation": {"upload_id": 5721, "shop_id": 479573, "status": "DONE", "success_rows": 1},
    "product_edit": {"upload_id": 5722, "shop_id": 479573, "status": "DONE"},
    "product_changes": {
        "fs_id": 13398,
        "product_changes_data": [
            {
                "action": "stock_overwrite",
                "product_id": 15,
                "shop_id": 479573,
                "warehouse_id": 1610,
                "value": "40",
                "previous_value": "12",
                "update_time": 1684300000123456789,
            }
        ],
    },
    "campaign_notification": {
        "action": "slash_price_active",
        "product_id": 15,
        "shop_id": 479573,
        "discounted_price": 5,
    },
    "product_discussion": {
        "discussion_type": "DiscussionAnswer",
        "discussion_data": {"question_id": 81, "shop_id": 479573},
    },
    "shop_merge_notification": {"status": "merge", "tts_seller_id": "74", "toko_shop_id": "479573"},
}


def body(payload):
    return simplejson.dumps(payload).encode()


def one(payload, kind=""):
    (event,) = parse(body(payload), kind)
    return event


def signature(content, secret=SECRET):
    return hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()


def test_a_signature_over_the_raw_body_is_accepted():
    content = body(STATUS)
    assert verify(content, signature(content), [SECRET])
    assert verify(content, f" {signature(content)} ", ["another", SECRET])


@pytest.mark.parametrize(
    "given", [None, "", "0" * 64, "é", signature(b"other"), signature(body(STATUS), "x")]
)
def test_any_other_signature_is_refused(given):
    assert not verify(body(STATUS), given, [SECRET])


@pytest.mark.parametrize("secrets", [[], [""]])
def test_without_a_secret_nothing_is_accepted(secrets):
    content = body(STATUS)
    assert not verify(content, signature(content, ""), secrets)


@pytest.mark.parametrize(("kind", "payload"), SAMPLES.items())
def test_every_kind_is_told_by_what_it_holds(kind, payload):
    assert kind in KINDS
    assert kind_of(payload) == kind
    event = one(payload)
    assert event.raw_topic == kind
    assert event == one(payload, kind)
    if kind != "order_request_cancellation":
        assert event.shop_ids == ("479573",)


def test_the_address_tells_a_cancellation_from_a_status():
    assert one(STATUS, "order_cancellation").raw_topic == "order_cancellation"


def test_an_order_push_names_the_order_to_read_again():
    event = one(STATUS)
    assert (event.topic, event.external_id, event.raw_status) == (Topic.ORDER, "582220901", "400")
    assert one({"order_id": 582220901}).external_id == "582220901"


def test_a_new_order_has_its_time():
    event = one(SAMPLES["order_notification"])
    assert event.occurred_at == datetime(2020, 9, 8, 10, 13, 20, tzinfo=timezone.utc)


def test_product_changes_become_one_event_each_with_nanoseconds_read():
    row = SAMPLES["product_changes"]["product_changes_data"][0]
    events = parse(body({"product_changes_data": [row, {**row, "warehouse_id": 1611}]}))
    assert len({event.dedupe_key for event in events}) == 2
    assert events[0].occurred_at.replace(microsecond=0) == datetime(
        2023, 5, 17, 5, 6, 40, tzinfo=timezone.utc
    )
    assert (events[0].external_id, events[0].raw_status, events[0].text) == ("15", "stock_overwrite", "40")


@pytest.mark.parametrize(
    ("action", "topic"),
    [
        ("price_changes", Topic.LISTING),
        ("status_changes", Topic.LISTING),
        ("stock_overwrite", Topic.OTHER),
        ("stock_decrement", Topic.OTHER),
        ("stock_alert_changes", Topic.OTHER),
    ],
)
def test_an_item_is_read_again_for_its_price_and_status_but_not_for_its_stock(action, topic):
    row = SAMPLES["product_changes"]["product_changes_data"][0] | {"action": action}
    assert one({"product_changes_data": [row]}).topic is topic


def test_a_discount_and_an_upload_are_about_items():
    discount = one(SAMPLES["campaign_notification"])
    assert (discount.topic, discount.external_id) == (Topic.LISTING, "15")
    rows = [{"product_id": 21}, {"product_id": 22}]
    upload = SAMPLES["product_creation"] | {"success_rows_data": rows}
    events = parse(body(upload))
    assert [(event.topic, event.external_id) for event in events] == [
        (Topic.LISTING, "21"),
        (Topic.LISTING, "22"),
    ]
    assert one(SAMPLES["product_creation"]).topic is Topic.OTHER


@pytest.mark.parametrize(("kind", "payload"), SAMPLES.items())
def test_a_repeated_push_has_the_same_key_and_a_changed_one_another(kind, payload):
    assert one(payload).dedupe_key == one(payload).dedupe_key
    flat = dict(payload)
    if kind == "product_changes":
        flat["product_changes_data"] = [payload["product_changes_data"][0] | {"update_time": 1}]
    elif kind == "product_discussion":
        flat["discussion_data"] = {"question_id": 82, "shop_id": 479573}
    else:
        name = next(
            name
            for name in ("order_status", "message", "status", "order_id", "discounted_price")
            if name in flat
        )
        flat[name] = "7"
    assert one(flat, kind).dedupe_key != one(payload).dedupe_key


def test_a_failed_edit_in_its_envelope_is_an_edit():
    event = one({"header": {"error_code": ""}, "data": {"status": "DONE", "failed_rows": 1}})
    assert (event.raw_topic, event.raw_status) == ("product_edit", "DONE")


def test_a_push_that_nobody_documents_is_kept_as_a_hint():
    event = one({"something": "new", "order_id": 5, "shop_id": 9})
    assert (event.topic, event.raw_topic, event.external_id, event.shop_ids) == (
        Topic.OTHER,
        "unknown",
        "5",
        ("9",),
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", ""),
        (b"[]", ""),
        (b"\xff", ""),
        (b"[" * 100_000, ""),
        (body({"order_id": ""}), "order_status"),
        (body({"order_id": 5}), "order_status"),
        (body({"order_id": [5], "order_status": 1}), ""),
        (body({"order_id": "a\x00b", "order_status": 1}), ""),
        (body({"product_changes_data": 5}), ""),
        (body({"product_changes_data": [5]}), ""),
        (body({"product_changes_data": [{"action": "x"}]}), ""),
        (body({"discussion_type": "NewQuestion"}), ""),
        (body({"msg_id": "", "buyer_id": 5}), ""),
    ],
)
def test_what_is_no_push_is_refused(content, kind):
    with pytest.raises(ContractChanged):
        parse(content, kind)
