"""Orders as the simulator shows and moves them."""

import base64
import json

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

REASON = {"reason_code": 5, "reason": "Maaf"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"from_date": None}, "ORD_DLV_009"),
        ({"to_date": None}, "ORD_DLV_010"),
        ({"from_date": "x"}, "ORD_DLV_011"),
        ({"to_date": "x"}, "ORD_DLV_012"),
        ({"from_date": 5}, "ORD_DLV_013"),
        ({"page": 0}, "ORD_DLV_014"),
        ({"page": None}, "ORD_DLV_014"),
        ({"per_page": 101}, "ORD_DLV_016"),
        ({"per_page": None}, "ORD_DLV_016"),
        ({"status": 401}, "ORD_DLV_018"),
        ({"warehouse_id": 1}, "ORD_DLV_008"),
        ({"shop_id": "x"}, "ORD_DLV_006"),
        ({"fs_id": None}, "ORD_DLV_001"),
    ],
)
def test_a_wrong_question_is_refused_with_its_code(change, code, toko):
    answer = toko.orders(**change)
    assert (answer.status, answer.code, answer.json["data"]) == (400, code, None)


def test_a_window_of_exactly_three_days_is_a_switch(toko):
    exact = {"from_date": toko.now() - 3 * 86_400, "to_date": toko.now()}
    assert toko.orders(**exact).code == "ORD_DLV_013"
    toko.switch(window_exclusive=False)
    assert toko.orders(**exact).status == 200
    assert toko.orders(from_date=exact["from_date"] - 1, to_date=exact["to_date"]).code == "ORD_DLV_013"


def test_pages_end_with_nothing(toko):
    whole = [row["order_id"] for row in toko.orders().data]
    first, second = toko.orders(per_page=4).data, toko.orders(per_page=4, page=2).data
    assert [row["order_id"] for row in first + second] == whole[:8]
    assert toko.orders(page=99).data is None
    toko.switch(empty_page="list")
    assert toko.orders(page=99).data == []


def test_unpaid_orders_are_not_listed_but_can_be_read(toko):
    unpaid = toko.place(status=100)
    paid = toko.place()
    listed = {str(row["order_id"]) for row in toko.orders().data}
    assert (unpaid in listed, paid in listed) == (False, True)
    assert toko.order(unpaid)["payment_info"]["payment_status"] == "Pending"


def test_the_amounts_of_every_order_add_up_in_every_view(toko):
    seen = 0
    for number in toko.numbers("220", "400", "450", "500", "600", "700", "10"):
        order = toko.order(number)
        created = toko.store.order(number).create_time
        rows = toko.orders(from_date=created - 1, to_date=created + 1).data
        row = next(row for row in rows if str(row["order_id"]) == number)
        amt, promo = row["amt"], row["promo_order_detail"]
        assert sum(line["price"] * line["quantity"] for line in row["products"]) == amt["ttl_product_price"]
        assert all(line["total_price"] == line["price"] * line["quantity"] for line in row["products"])
        parts = amt["ttl_product_price"] + amt["shipping_cost"] + amt["insurance_cost"]
        assert parts == amt["ttl_amount"] == order["open_amt"]
        assert promo["total_discount"] == promo["total_discount_product"] + promo["total_discount_shipping"]
        assert sum(one["amount"] for one in promo["total_discount_details"] or []) == promo["total_discount"]
        assert sum(one["discount_amount"] for one in promo["summary_promo"] or []) == promo["total_discount"]
        shipping = order["order_info"]["shipping_info"]
        assert (
            order["item_price"] + shipping["shipping_price"] + shipping["insurance_price"]
            == order["open_amt"]
        )
        brief = next(one for one in toko.platform.orders() if one["id"] == number)
        buyer_total = (
            amt["ttl_amount"] - promo["total_discount"] - amt["voucher_amount"] - amt["toppoints_amount"]
        )
        assert brief["buyer_total"] == buyer_total
        seen += bool(promo["total_discount"])
    assert seen > 3


def test_a_product_on_sale_shows_its_list_price_beside_its_price(toko):
    line = toko.order(toko.place(skus=["TOPI-01"]))["order_info"]["order_detail"][0]
    assert (line["product_price"], line["normal_price"]) == (59_000, 75_000)
    plain = toko.order(toko.place(skus=["TAS-KANVAS"]))["order_info"]["order_detail"][0]
    assert (plain["product_price"], plain["normal_price"]) == (85_000, 0)


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({}, "ORD_DLV_003"),
        ({"order_id": 5, "invoice_num": "INV/1"}, "ORD_DLV_004"),
        ({"order_id": "x"}, "ORD_DLV_005"),
        ({"order_id": 5}, "ORD_API_008"),
        ({"invoice_num": "INV/1"}, "ORD_API_008"),
    ],
)
def test_a_single_order_is_asked_for_in_one_way(params, code, toko):
    assert toko.get("/v2/fs/{fs}/order", **params).code == code


def register_key(toko):
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
    pem = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    assert upload(toko, pem).status == 200
    return key


def upload(toko, pem):
    body = (
        b'--cut\r\nContent-Disposition: form-data; name="public_key"; filename="k.pem"\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n" + pem + b"\r\n--cut--\r\n"
    )
    headers = {"Content-Type": "multipart/form-data; boundary=cut"}
    return toko.call("POST", "/v1/fs/{fs}/register", body, headers, upload=1)


def open_sealed(key, encryption):
    oaep = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)
    secret = key.decrypt(base64.b64decode(encryption["secret"]), oaep)
    assert len(secret) == 32
    assert secret.isascii()
    content = base64.b64decode(encryption["content"])
    return json.loads(AESGCM(secret).decrypt(content[-12:], content[:-12], None))


def test_buyers_are_encrypted_for_the_registered_key(toko):
    number = toko.place()
    kept = toko.store.order(number)
    assert "encryption" not in toko.order(number)
    key = register_key(toko)
    order = toko.order(number)
    assert order["buyer_info"]["buyer_fullname"] == ""
    assert open_sealed(key, order["encryption"])["buyer_info"]["buyer_fullname"] == kept.buyer["name"]
    row = next(row for row in toko.orders().data if str(row["order_id"]) == number)
    assert row["recipient"]["address"] | {"address_full": ""} == row["recipient"]["address"]
    opened = open_sealed(key, row["encryption"])
    assert opened["recipient"]["address"]["address_full"].startswith(kept.street)
    toko.switch(plain_buyers=True)
    assert toko.order(number)["buyer_info"]["buyer_fullname"] == kept.buyer["name"]


@pytest.mark.parametrize("pem", [b"", b"nonsense"])
def test_a_key_that_is_none_is_refused_as_documented(pem, toko):
    answer = upload(toko, pem)
    assert answer.status == 500
    assert set(answer.json["header"]) == {"process_time", "messages", "response_id"}


def test_the_usual_way_of_an_order(toko):
    number = toko.place()
    assert toko.act(number, "shipping-label").status == 405
    assert toko.get(f"/v1/order/{number}/fs/{{fs}}/shipping-label").code == "ORD_API_008"
    assert toko.act(number, "ack").data == "success"
    assert toko.act(number, "ack").code == "ORD_USC_001"
    pick = {"order_id": int(number), "shop_id": toko.shop_id}
    assert toko.post("/inventory/v1/fs/{fs}/pick-up", pick).code == "LGS_USC_012"
    toko.control("/clock", {"advance": 6})
    assert toko.post("/inventory/v1/fs/{fs}/pick-up", pick).data["result"].startswith("Terima kasih")
    assert toko.order(number)["order_info"]["shipping_info"]["awb"] == ""
    toko.control("/clock", {"advance": 6})
    assert toko.order(number)["order_info"]["shipping_info"]["awb"] != ""
    label = toko.get(f"/v1/order/{number}/fs/{{fs}}/shipping-label")
    assert label.headers["Content-Type"] == "text/html; charset=utf-8"
    assert toko.order(number)["order_info"]["shipping_info"]["awb"].encode() in label.body
    for status in (500, 600, 700):
        toko.change(number, "advance")
        assert toko.order(number)["order_status"] == status
    history = [step["hist_status_code"] for step in toko.order(number)["order_info"]["order_history"]]
    assert history == [700, 600, 500, 450, 400, 220]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"order_status": 600, "shipping_ref_num": "A"}, "ORD_DLV_023"),
        ({"order_status": 500}, "ORD_DLV_021"),
        ({"order_status": 500, "shipping_ref_num": " "}, "ORD_DLV_021"),
        ([], "ORD_DLV_019"),
    ],
)
def test_a_shipment_is_confirmed_with_a_number_only(body, code, toko):
    assert toko.act(toko.place(status=400), "status", body).code == code


def test_the_tracking_number_of_a_shipped_order_can_be_corrected(toko):
    number = toko.place(status=400)
    for awb in ("A1", "B2"):
        assert toko.act(number, "status", {"order_status": 500, "shipping_ref_num": awb}).data == "Success"
        assert toko.order(number)["order_info"]["shipping_info"]["awb"] == awb
    early = toko.act(toko.place(), "status", {"order_status": 500, "shipping_ref_num": "A1"})
    assert early.code == "ORD_USC_020"


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (220, {"reason_code": 6, "reason": "x"}, "ORD_DLV_020"),
        (220, {"reason_code": 5}, "ORD_USC_009"),
        (220, {"reason_code": 4, "reason": "x"}, "ORD_USC_012"),
        (220, {"reason_code": 4, "reason": "x", "shop_close_end_date": "01/02/2030"}, "ORD_USC_013"),
        (220, {"reason_code": 1, "reason": "x", "empty_products": [5]}, "ORD_USC_010"),
        (220, {"reason_code": 8, "reason": "x"}, "ORD_USC_019"),
        (400, {"reason_code": 1, "reason": "x"}, "ORD_USC_008"),
        (500, {"reason": "x"}, "ORD_USC_008"),
        (700, REASON, "ORD_USC_008"),
    ],
)
def test_a_refusal_needs_its_reason_and_time(status, body, code, toko):
    assert toko.act(toko.place(status=status), "nack", body).code == code


def test_a_refused_order_gives_its_stock_back(toko):
    before = toko.products(sku="TOPI-01").data[0]["stock"]["value"]
    number = toko.place(skus=["TOPI-01"], quantities=[2])
    assert toko.products(sku="TOPI-01").data[0]["stock"]["value"] == before - 2
    toko.act(number, "nack", REASON)
    assert toko.products(sku="TOPI-01").data[0]["stock"]["value"] == before


def test_a_closed_shop_is_closed_by_the_refusal(toko):
    body = {
        "reason_code": 4,
        "reason": "Libur",
        "shop_close_end_date": "01/02/2030",
        "shop_close_note": "Libur",
    }
    toko.act(toko.place(), "nack", body)
    assert toko.get("/v1/shop/fs/{fs}/shop-info", shop_id=toko.shop_id).data[0]["is_open"] == 0


def test_a_buyers_wish_can_be_refused_once(toko):
    number = toko.place(status=400)
    assert toko.act(number, "reject-cancel", shop_id=toko.shop_id).code == "ORD_API_016"
    toko.change(number, "request_cancel", reason="Salah")
    assert toko.act(number, "reject-cancel").code == "ORD_DLV_022"
    assert toko.act(number, "reject-cancel", shop_id=toko.shop_id).data == {"success": True}
    assert toko.act(number, "reject-cancel", shop_id=toko.shop_id).code == "ORD_API_016"
    assert toko.act(toko.place(), "reject-cancel", shop_id=toko.shop_id).code == "ORD_USC_020"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "ORD_DLV_019"),
        ([{"order_dtl_id": 1, "quantity_request": 1}], "ORD_DLV_019"),
        ("all", "ORD_API_013"),
        ("more", "ORD_API_010"),
    ],
)
def test_a_partial_delivery_must_be_less(rows, code, toko):
    number = toko.place(skus=["TOPI-01"], quantities=[2])
    detail = toko.store.order(number).lines[0].detail_id
    named = {"all": 2, "more": 3}
    if isinstance(rows, str):
        rows = [{"order_dtl_id": detail, "quantity_request": named[rows]}]
    assert toko.act(number, "pof/request", {"pof_detail": rows}).code == code
    asked = {"pof_detail": [{"order_dtl_id": detail, "quantity_request": 1}]}
    assert toko.act(number, "pof/request", asked).data == {"success": True}
    assert toko.act(number, "pof/request", asked).code == "ORD_API_011"


def test_complaints_are_listed_and_granted(toko):
    number = toko.place(status=601)
    day = toko.store.local(toko.now(), "%Y-%m-%d")
    window = {"shop_id": toko.shop_id, "from_date": day, "to_date": day}
    invoice = toko.store.order(number).invoice
    tickets = toko.get("/resolution/v1/fs/{fs}/ticket", **window).data["shops"][0]["ticket"]
    assert {row["invoice_number"]: row["status"] for row in tickets}[invoice] == "Waiting for seller"
    toko.change(number, "advance", refund=True)
    tickets = toko.get("/resolution/v1/fs/{fs}/ticket", **window).data["shops"][0]["ticket"]
    granted = next(row for row in tickets if row["invoice_number"] == invoice)
    assert (granted["solution"], granted["total_issued_funds"] > 0) == ("Refund", True)
    assert toko.order(number)["order_status"] == 0


def test_the_wall_clock_moves_every_time_of_an_order(toko):
    number = toko.place()
    plain = toko.order(number)["create_time"]
    toko.switch(wall_clock=True)
    assert toko.order(number)["create_time"] != plain
    rows = toko.orders(from_date=toko.now() + 6 * 3600, to_date=toko.now() + 8 * 3600).data
    assert number in {str(row["order_id"]) for row in rows}


@pytest.mark.parametrize(
    ("kind", "check"),
    [
        ("unknown_fields", lambda row: "x_new_field" in row),
        ("missing_field", lambda row: "id" not in row["products"][0]),
        ("wrong_type", lambda row: row["products"][0]["quantity"] == "banyak"),
    ],
)
def test_payload_faults_spoil_one_order(kind, check, toko):
    first, second = toko.place(), toko.place()
    toko.control("/faults", {"kind": kind, "path": "/v2/order/list", "match": first})
    rows = {str(row["order_id"]): row for row in toko.orders().data}
    assert check(rows[first])
    assert not check(rows[second])


def test_an_order_can_be_wrong_on_purpose_and_mended(toko):
    number = toko.place(overrides={"list": {"amt.ttl_amount": -1}, "detail": {"open_amt": {"$delete": True}}})
    row = next(row for row in toko.orders().data if str(row["order_id"]) == number)
    assert row["amt"]["ttl_amount"] == -1
    assert "open_amt" not in toko.order(number)
    toko.change(number, "edit", overrides={})
    assert "open_amt" in toko.order(number)
