"""Listings as sellers and the platform change them outside the API, and what new ones are refused for."""

import json

import pytest

from .test_products import CREATE, SEARCH, listing, read


@pytest.fixture
def product(tts):
    return next(row for row in tts.post(SEARCH, page_size=100).data["products"] if len(row["skus"]) > 2)


@pytest.fixture
def seller(tts):
    def change(number, expected=200, **options):
        body = {"platform": "tiktok_shop", "product": number, **options}
        answer = tts.send("POST", "/_sandbox/config", json.dumps(body).encode())
        assert answer.status == expected, answer.json
        return answer.json

    return change


def test_a_seller_edits_texts_prices_and_stock(tts, product, seller):
    sku = product["skus"][0]
    place = sku["inventory"][0]["warehouse_id"]
    changes = {"price": 88000, "stock": {place: 5}, "seller_sku": "LAIN", "held": 3}
    shown = seller(product["id"], title="Judul baru", skus={sku["id"]: changes})
    assert shown["title"] == "Judul baru"
    found = read(tts, product["id"])
    assert found["update_time"] > product["update_time"]
    assert (found["skus"][0]["seller_sku"], found["skus"][0]["price"]["sale_price"]) == ("LAIN", "88000")
    (row,) = tts.post("/product/202309/inventory/search", {"sku_ids": [sku["id"]]}).data["inventory"]
    assert row["skus"][0]["total_available_quantity"] == 8
    seller(product["id"], forget_skus=[sku["id"]])
    assert sku["id"] not in {row["id"] for row in read(tts, product["id"])["skus"]}


def test_the_platform_freezes_deletes_and_forgets(tts, product, seller):
    for status in ("FREEZE", "PLATFORM_DEACTIVATED", "DELETED"):
        seller(product["id"], status=status)
        assert read(tts, product["id"])["status"] == status
    seller(product["id"], vanish=True)
    assert tts.get(f"/product/202309/products/{product['id']}").code == 12052032


def test_an_audit_that_waits_is_ended_by_hand(tts, seller):
    tts.switch(audit_result="wait")
    number = tts.post(CREATE, listing(tts)).data["product_id"]
    tts.wait(100_000)
    assert read(tts, number)["audit"]["status"] == "AUDITING"
    seller(number, audit="fail", reasons=["Merek tidak diizinkan"])
    shown = read(tts, number)
    assert (shown["status"], shown["audit_failed_reasons"][0]["reasons"]) == (
        "FAILED",
        ["Merek tidak diizinkan"],
    )
    tts.post(f"/product/202509/products/{number}/partial_edit", {"title": "Kemeja Linen Lengan Pendek Pria"})
    assert read(tts, number)["audit_failed_reasons"] == []
    seller(number, audit="approve")
    assert read(tts, number)["status"] == "ACTIVATE"


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"colour": "red"}, 400),
        ({"status": "GONE"}, 400),
        ({"audit": "approve"}, 400),
        ({"skus": {"1": {"price": 5}}}, 404),
    ],
)
def test_what_makes_no_sense_is_said(product, seller, options, status):
    assert seller(product["id"], status, **options)["error"]
    assert seller("1", 404, title="x")["error"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "Kemeja Linen Lengan Panjang 😀 Pria"}, 12052931),
        ({"title": "Kemeja Linen Lengan&nbsp;Panjang Pria"}, 12052931),
        ({"description": " "}, 12052015),
        ({"description": "<script>x</script>"}, 12052345),
        ({"description": "<p>&eacute;</p>"}, 12052932),
        (
            {"package_dimensions": {"length": "1.5", "width": "2", "height": "3", "unit": "CENTIMETER"}},
            12019012,
        ),
        ({"category_id": "605196"}, 12052116),
        ({"product_attributes": [{"id": "1", "values": [{"name": "replika"}]}]}, 12052151),
        ({"product_attributes": [{"id": "1", "values": [{"name": "a"}]}] * 2}, 12052254),
        ({"main_images": []}, 12052028),
    ],
)
def test_more_wrong_listings_are_refused(tts, changes, code):
    assert tts.post(CREATE, listing(tts, **changes)).code == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sales_attributes": [{"name": "Warna", "value_name": "M"}]}, 12052550),
        ({"sales_attributes": [{"name": "Ukuran", "value_name": "Replika"}]}, 12052153),
        ({"seller_sku": "X" * 51}, 12052054),
        ({"identifier_code": {"code": "899", "type": "EAN"}}, 12052591),
    ],
)
def test_more_wrong_variants_are_refused(tts, changes, code):
    body = listing(tts)
    body["skus"][0] |= changes
    assert tts.post(CREATE, body).code == code


def test_a_barcode_is_for_one_variant(tts):
    body = listing(tts)
    for sku in body["skus"]:
        sku["identifier_code"] = {"code": "8990000000017", "type": "EAN"}
    assert tts.post(CREATE, body).code == 12052592


def test_a_value_has_one_id_in_all_variants(tts):
    body = listing(tts)
    for sku in body["skus"]:
        sku["sales_attributes"].append({"name": "Warna", "value_name": "Merah"})
    number = tts.post(CREATE, body).data["product_id"]
    colours = [sku["sales_attributes"][1] for sku in read(tts, number)["skus"]]
    assert colours[0] == colours[1]
    assert colours[0]["id"] != read(tts, number)["skus"][0]["sales_attributes"][0]["id"]
