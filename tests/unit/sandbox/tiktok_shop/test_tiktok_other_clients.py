"""Programs of others write and sign the same calls in their own ways."""

from urllib.parse import urlencode

import pytest

from .conftest import sign

SEARCH = "/order/202309/orders/search"


@pytest.mark.parametrize("body", [b"{}", b"[]", b"", b" {} "])
def test_a_search_without_filters_may_be_written_in_every_way(tts, body):
    found = tts.call("POST", SEARCH, body, page_size=5).data
    assert found["total_count"] == tts.post(SEARCH, page_size=5).data["total_count"] > 5


@pytest.mark.parametrize("body", [b"{}", b"[]"])
def test_a_body_without_content_may_be_left_out_of_the_signature(tts, body):
    query = {
        "app_key": tts.app["app_key"],
        "timestamp": str(tts.now()),
        "shop_cipher": tts.app["shop_cipher"],
        "page_size": "5",
    }
    unsigned = sign(tts.app["app_secret"], SEARCH, query)
    assert tts.call("POST", SEARCH, body, page_size=5, timestamp=query["timestamp"], sign=unsigned).code == 0
    other = b'{"order_status": "UNPAID"}'
    refused = tts.call("POST", SEARCH, other, page_size=5, timestamp=query["timestamp"], sign=unsigned)
    assert refused.code == 106001


@pytest.mark.parametrize("signed", ["one by one", "joined", "first"])
def test_a_list_that_is_sent_one_by_one_may_be_signed_in_three_ways(tts, signed):
    ids, path = [row["id"] for row in tts.orders()[:2]], "/order/202507/orders"
    query = {"app_key": tts.app["app_key"], "timestamp": tts.now(), "shop_cipher": tts.app["shop_cipher"]}
    text = {"one by one": f"{ids[0]}ids{ids[1]}", "joined": ",".join(ids), "first": ids[0]}[signed]
    query["sign"] = sign(tts.app["app_secret"], path, {**query, "ids": text})
    target = f"{path}?{urlencode({**query, 'ids': ids}, doseq=True)}"
    headers = {"x-tts-access-token": tts.app["access_token"], "content-type": "application/json"}
    assert len(tts.send("GET", target, headers=headers).data["orders"]) == 2
    tts.switch(repeated_lists=False)
    assert tts.send("GET", target, headers=headers).code != 0


def test_objects_left_empty_and_choices_not_made_are_written_as_php_does(tts):
    (number,) = tts.place(status="AWAITING_SHIPMENT")
    package = tts.one(number)["packages"][0]["id"]
    path = f"/fulfillment/202309/packages/{package}"
    body = {"handover_method": "PICKUP", "pickup_slot": [], "self_shipment": []}
    assert tts.post(f"{path}/ship", body).code == 0
    tts.sandbox.world.clock.advance(60)
    label = tts.get(f"{path}/shipping_documents", document_type="SHIPPING_LABEL", document_size=0)
    assert label.data["doc_url"].endswith(".pdf")
    wrong = tts.get(f"{path}/shipping_documents", document_type="SHIPPING_LABEL", document_size="A9")
    assert wrong.code == 36009004
    assert tts.get(f"{path}/shipping_documents", document_type="0").code == 36009004


@pytest.mark.parametrize(("digit", "word"), [("1", "true"), ("0", "false")])
def test_booleans_of_the_query_may_be_digits(tts, digit, word):
    product = tts.post("/product/202309/products/search", page_size=1).data["products"][0]["id"]
    path, name = f"/product/202309/products/{product}", "return_under_review_version"
    first, second = tts.get(path, **{name: digit}).json, tts.get(path, **{name: word}).json
    assert (first["code"], first["data"]) == (second["code"], second["data"])
    assert tts.get(path, **{name: "2"}).code == 36009004
