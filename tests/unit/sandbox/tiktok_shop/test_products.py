"""Listings: creating, auditing, editing, stock, prices, status."""

import json

import pytest

CREATE = "/product/202309/products"
SEARCH = "/product/202502/products/search"


def listing(tts, **changes):
    place = next(
        row["id"]
        for row in tts.get("/logistics/202309/warehouses").data["warehouses"]
        if row["type"] == "SALES_WAREHOUSE"
    )
    image = tts.post(SEARCH, page_size=1).data["products"][0]["id"]
    uri = tts.get(f"/product/202309/products/{image}").data["main_images"][0]["uri"]
    skus = [
        {
            "seller_sku": f"BARU-{size}",
            "sales_attributes": [{"name": "Ukuran", "value_name": size}],
            "inventory": [{"warehouse_id": place, "quantity": 9}],
            "price": {"amount": "120000", "currency": "IDR"},
        }
        for size in ("S", "M")
    ]
    whole = {
        "title": "Kemeja Linen Lengan Panjang Pria Wanita",
        "description": "<p>Linen</p>",
        "category_id": "601226",
        "main_images": [{"uri": uri}],
        "package_weight": {"value": "0.3", "unit": "KILOGRAM"},
        "skus": skus,
    }
    return {**whole, **changes}


@pytest.fixture
def product(tts):
    return next(row for row in tts.post(SEARCH, page_size=100).data["products"] if len(row["skus"]) > 2)


def read(tts, number, **query):
    return tts.get(f"/product/202309/products/{number}", **query).data


def test_a_product_is_audited_then_listed_and_sold(tts):
    made = tts.post(CREATE, listing(tts, external_product_id="ERP-1")).data
    number = made["product_id"]
    assert len(made["skus"]) == 2
    shown = read(tts, number)
    assert (shown["status"], shown["audit"]["status"]) == ("PENDING", "AUDITING")
    tts.wait(6)
    shown = read(tts, number)
    assert (shown["status"], shown["audit"]["status"], shown["external_product_id"]) == (
        "ACTIVATE",
        "APPROVED",
        "ERP-1",
    )
    found = tts.post(SEARCH, {"seller_skus": ["BARU-M"]}, page_size=10).data["products"]
    assert [row["id"] for row in found] == [number]
    order = tts.one(tts.place(skus=["BARU-M"], quantities=[2])[0])
    assert order["line_items"][0]["product_id"] == number
    stock = tts.post("/product/202309/inventory/search", {"product_ids": [number]}).data["inventory"][0][
        "skus"
    ]
    assert {row["seller_sku"]: row["total_available_quantity"] for row in stock} == {"BARU-S": 9, "BARU-M": 7}
    assert {row["total_committed_quantity"] for row in stock} == {0, 2}


def test_a_failed_audit_says_why_and_keeps_the_live_version(tts, product):
    tts.switch(audit_result="fail")
    number = tts.post(CREATE, listing(tts)).data["product_id"]
    path = f"/product/202509/products/{product['id']}/partial_edit"
    new = "Nama yang sama sekali lain dari sebelumnya"
    assert tts.post(path, {"title": new}).data["audit"]["status"] == "AUDITING"
    assert read(tts, product["id"])["title"] == product["title"]
    assert read(tts, product["id"], return_under_review_version="true")["title"] == new
    tts.wait(6)
    assert read(tts, number)["status"] == "FAILED"
    assert read(tts, number)["audit_failed_reasons"]
    shown = read(tts, product["id"])
    assert (shown["title"], shown["status"], shown["audit"]["status"]) == (
        product["title"],
        "ACTIVATE",
        "FAILED",
    )


def test_an_approved_edit_goes_live(tts, product):
    new = "Nama yang sama sekali lain dari sebelumnya"
    tts.post(f"/product/202309/products/{product['id']}/partial_edit", {"title": new})
    tts.wait(6)
    assert read(tts, product["id"])["title"] == new
    assert len(read(tts, product["id"])["skus"]) == len(product["skus"])


def test_a_whole_edit_replaces_the_skus(tts, product):
    kept = product["skus"][0]
    body = listing(tts, title="Nama yang sama sekali lain dari sebelumnya")
    body["skus"] = [{"id": kept["id"], "seller_sku": kept["seller_sku"], "sales_attributes": []}]
    answer = tts.call("PUT", f"/product/202509/products/{product['id']}", body)
    assert [row["id"] for row in answer.data["skus"]] == [kept["id"]]
    assert read(tts, product["id"])["skus"][0]["inventory"] == kept["inventory"]


def test_drafts_wait_and_an_idempotency_key_makes_one_product(tts):
    first = tts.post(CREATE, listing(tts, save_mode="AS_DRAFT", idempotency_key="k1")).data
    again = tts.post(CREATE, listing(tts, save_mode="AS_DRAFT", idempotency_key="k1")).data
    assert first == again
    tts.wait(10)
    assert read(tts, first["product_id"])["status"] == "DRAFT"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "Pendek"}, 12052051),
        ({"category_id": "1"}, 12052023),
        ({"category_id": "601152"}, 12052024),
        ({"main_images": [{"uri": "tos-nobody-uploaded"}]}, 12052722),
        ({"package_weight": {"value": "0", "unit": "KILOGRAM"}}, 12019011),
        ({"category_id": "603015", "listing_platforms": ["TIKTOK_SHOP", "TOKOPEDIA"]}, 12052330),
        ({"title": None}, 36009004),
        ({"description": "x" * 10_001}, 12052013),
    ],
)
def test_wrong_listings_are_refused_and_the_check_says_the_same(tts, changes, code):
    body = listing(tts, **changes)
    assert tts.post(CREATE, body).code == code
    if code != 36009004:
        answer = tts.post("/product/202309/products/listing_check", body).data
        assert [row["code"] for row in answer["fail_reasons"]] == [code]


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("price", {"amount": "12,5", "currency": "IDR"}, 12052073),
        ("price", {"amount": "120000", "currency": "USD"}, 12052084),
        ("inventory", [{"warehouse_id": "1", "quantity": 1}], 12052097),
        ("seller_sku", "DENGAN SPASI", 12052054),
        ("sales_attributes", [{"name": "Ukuran", "value_name": "M"}], 12019019),
    ],
)
def test_wrong_skus_are_refused(tts, path, value, code):
    body = listing(tts)
    body["skus"][0][path] = value
    assert tts.post(CREATE, body).code == code


def test_stock_is_set_for_all_warehouses_and_read_back(tts, product):
    sku = product["skus"][0]
    place = sku["inventory"][0]["warehouse_id"]
    path = f"/product/202309/products/{product['id']}/inventory/update"
    rows = [
        {"id": sku["id"], "inventory": [{"warehouse_id": place, "quantity": 3}]},
        {"id": "1", "inventory": [{"warehouse_id": place, "quantity": 3}]},
        {"id": product["skus"][1]["id"], "inventory": [{"warehouse_id": "9", "quantity": 3}]},
        {"id": product["skus"][2]["id"], "inventory": [{"warehouse_id": place, "quantity": 100_000}]},
    ]
    errors = tts.post(path, {"skus": rows}).data["errors"]
    assert [row["detail"]["extra_errors"][0]["code"] for row in errors] == [12052556, 12052097, 12052055]
    assert {row["code"] for row in errors} == {12052990}
    assert read(tts, product["id"])["skus"][0]["inventory"][0]["quantity"] == 3
    order = {"platform": "tiktok_shop", "skus": [sku["seller_sku"]], "quantities": [4]}
    assert tts.send("POST", "/_sandbox/orders", json.dumps(order).encode()).status == 400


def test_leaving_a_warehouse_out_is_an_error(tts):
    second = tts.get("/authorization/202309/shops", cipher=False).data["shops"][1]["cipher"]
    rows = tts.post(SEARCH, page_size=100, cipher=second).data["products"]
    item = next(row for row in rows if len(row["skus"][0]["inventory"]) == 2)
    sku = item["skus"][0]
    path = f"/product/202309/products/{item['id']}/inventory/update"
    body = {"skus": [{"id": sku["id"], "inventory": [{**sku["inventory"][0], "quantity": 1}]}]}
    errors = tts.post(path, body, cipher=second).data["errors"]
    assert errors[0]["detail"]["extra_errors"][0]["code"] == 12019028


def test_a_switch_refuses_a_stock_of_zero(tts, product):
    sku = product["skus"][0]
    body = {"skus": [{"id": sku["id"], "inventory": [{**sku["inventory"][0], "quantity": 0}]}]}
    path = f"/product/202309/products/{product['id']}/inventory/update"
    assert tts.post(path, body).data["errors"] == []
    tts.switch(zero_stock=False)
    assert tts.post(path, body).data["errors"][0]["detail"]["extra_errors"][0]["code"] == 12052055


def test_cancelling_brings_stock_back_and_shipping_does_not(tts, product):
    sku = product["skus"][0]

    def available():
        rows = tts.post("/product/202309/inventory/search", {"sku_ids": [sku["id"]]}).data["inventory"]
        row = rows[0]["skus"][0]
        return row["total_available_quantity"], row["total_committed_quantity"]

    before = available()
    first, second = (tts.place(skus=[sku["seller_sku"]], quantities=[2])[0] for _time in range(2))
    assert available() == (before[0] - 4, before[1] + 4)
    tts.change(first, "cancel")
    assert available() == (before[0] - 2, before[1] + 2)
    tts.post(f"/fulfillment/202309/packages/{tts.one(second)['packages'][0]['id']}/ship")
    assert available() == (before[0] - 2, before[1])


def test_prices_change_on_sale_only_and_not_in_a_promotion(tts, product):
    sku = product["skus"][0]
    path = f"/product/202309/products/{product['id']}/prices/update"
    body = {"skus": [{"id": sku["id"], "price": {"amount": "81000", "currency": "IDR"}}]}
    assert tts.post(path, body).data == {}
    assert read(tts, product["id"])["skus"][0]["price"]["sale_price"] == "81000"
    assert tts.post(path, {"skus": [{**body["skus"][0], "id": "1"}]}).code == 12052556
    promoted = tts.post("/promotion/202309/activities/search", {"status": "ONGOING"}).data["activities"][0][
        "id"
    ]
    other = tts.get(f"/promotion/202309/activities/{promoted}").data["products"][0]["id"]
    skus = [{"id": read(tts, other)["skus"][0]["id"], "price": {"amount": "81000", "currency": "IDR"}}]
    assert tts.post(f"/product/202309/products/{other}/prices/update", {"skus": skus}).code in (
        12052038,
        12052901,
    )


def test_status_changes_of_many_report_row_by_row(tts, product):
    ids = [product["id"], "1"]
    errors = tts.post("/product/202309/products/deactivate", {"product_ids": ids}).data["errors"]
    assert [row["detail"]["product_id"] for row in errors] == ["1"]
    assert read(tts, product["id"])["status"] == "SELLER_DEACTIVATED"
    tts.post("/product/202309/products/activate", {"product_ids": [product["id"]]})
    assert read(tts, product["id"])["status"] == "PENDING"
    tts.wait(6)
    assert read(tts, product["id"])["status"] == "ACTIVATE"
    assert tts.call("DELETE", CREATE, {"product_ids": [product["id"]]}).data["errors"] == []
    assert product["id"] not in {row["id"] for row in tts.post(SEARCH, page_size=100).data["products"]}
    found = tts.post(SEARCH, {"status": "DELETED"}, page_size=100).data["products"]
    assert [row["id"] for row in found] == [product["id"]]
    tts.post("/product/202309/products/recover", {"product_ids": [product["id"]]})
    assert read(tts, product["id"])["status"] == "SELLER_DEACTIVATED"
    assert tts.post("/product/202309/products/activate", {"product_ids": ["1"] * 21}).code == 12019120


def test_storefronts_have_a_status_each(tts, product):
    tts.post("/product/202309/products/deactivate",
             {"product_ids": [product["id"]], "listing_platforms": ["TOKOPEDIA"]})  # fmt: skip
    shown = read(tts, product["id"])
    assert shown["status"] == "ACTIVATE"
    assert shown["integrated_platform_statuses"] == [
        {"platform": "TOKOPEDIA", "status": "SELLER_DEACTIVATED"}
    ]
    assert tts.post(SEARCH, {"listing_platforms": ["TOKOPEDIA"]}, page_size=10).code == 12052910


def test_products_of_others_and_unknown_ones_are_refused(tts):
    second = tts.get("/authorization/202309/shops", cipher=False).data["shops"][1]["cipher"]
    other = tts.post(SEARCH, page_size=1, cipher=second).data["products"][0]["id"]
    assert tts.get(f"/product/202309/products/{other}").code == 12052048
    assert tts.get("/product/202309/products/1").code == 12052032
    assert tts.post(SEARCH, page_size=101).code == 12019109


def test_categories_brands_and_prerequisites_answer(tts):
    tree = tts.get("/product/202309/categories").data["categories"]
    toko = tts.get("/product/202309/categories", listing_platform="TOKOPEDIA").data["categories"]
    assert {row["id"] for row in tree} - {row["id"] for row in toko} == {"603014", "603015"}
    assert (
        tts.get("/product/202309/categories/601226/attributes").data["attributes"][0]["is_requried"] is False
    )
    assert tts.get("/product/202309/categories/601226/rules").data["cod"] == {"is_supported": True}
    assert tts.get("/product/202309/categories/601152/rules").code == 12052024
    best = tts.post("/product/202309/categories/recommend", {"product_title": "Sandal jepit karet"}).data
    assert best["leaf_category_id"] == "601352"
    brand = tts.post("/product/202309/brands", {"name": "Kopi Pagi"}, cipher=False).data["id"]
    assert tts.post("/product/202309/brands", {"name": "Kopi Pagi"}, cipher=False).code == 12052205
    rows = tts.get("/product/202309/brands", page_size=100, brand_name="kopi").data["brands"]
    assert [row["id"] for row in rows] == [brand]
    checks = tts.get("/product/202312/prerequisites").data["check_results"]
    assert not any(row["is_failed"] for row in checks)


def test_uploads_are_measured_and_usable(tts, png):
    path = "/product/202309/images/upload"
    made = tts.call("POST", path, cipher=False, files={"data": ("a.png", png), "use_case": "MAIN_IMAGE"}).data
    assert (made["width"], made["height"]) == (800, 600)
    assert tts.post(CREATE, listing(tts, main_images=[{"uri": made["uri"]}])).code == 0
    assert tts.call("POST", path, cipher=False, files={"data": ("a.txt", b"no image")}).code == 12038004
    files = {"data": ("a.pdf", b"%PDF-1.4 x"), "name": "a.pdf"}
    assert tts.call("POST", "/product/202309/files/upload", cipher=False, files=files).data["format"] == "PDF"
