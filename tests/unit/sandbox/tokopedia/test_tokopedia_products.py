"""Products, prices and stock as the simulator keeps them."""

import pytest


def row_of(toko, **changes):
    showcase = next(iter(toko.store.shops[toko.shop_id].showcases))
    return {
        "name": "Syal Rajut",
        "condition": "NEW",
        "sku": "SYAL",
        "price": 50_000,
        "status": "LIMITED",
        "stock": 4,
        "min_order": 1,
        "category_id": 1769,
        "price_currency": "IDR",
        "weight": 1,
        "weight_unit": "KG",
        "etalase": {"id": showcase},
        "pictures": [{"file_path": "https://example.test/a.jpg"}],
        **changes,
    }


def create(toko, *rows, version=3):
    return toko.post(f"/v{version}/products/fs/{{fs}}/create", {"products": list(rows)}, shop_id=toko.shop_id)


def update(toko, what, rows, **params):
    return toko.post(f"/inventory/v1/fs/{{fs}}/{what}/update", rows, shop_id=toko.shop_id, **params)


@pytest.mark.parametrize(
    ("params", "status", "code"),
    [
        ({}, 400, "PRD_DLV_001"),
        ({"product_id": "1a"}, 500, "PRD_USC_024"),
        ({"product_id": "5"}, 500, "OPENAPI_DB_002"),
        ({"sku": "NONE"}, 500, "OPENAPI_DB_002"),
        ({"shop": True}, 400, "PRD_DLV_005"),
        ({"shop": True, "page": 1, "per_page": 51}, 400, "PRD_DLV_003"),
        ({"shop": True, "page": 0, "per_page": 5}, 400, "PRD_DLV_003"),
        ({"shop": True, "page": 1, "per_page": 5, "sort": 11}, 400, "PRD_DLV_003"),
        ({"shop": True, "page": 300, "per_page": 50}, 400, "PRD_DLV_003"),
    ],
)
def test_a_wrong_lookup_is_refused_with_its_code(params, status, code, toko):
    if params.pop("shop", None):
        params["shop_id"] = toko.shop_id
    answer = toko.products(**params)
    assert (answer.status, answer.code) == (status, code)


def test_a_shop_lists_products_and_with_the_switch_their_variants(toko):
    page = {"shop_id": toko.shop_id, "page": 1, "per_page": 50}
    plain = toko.products(**page).data
    assert {row["variant"].get("isParent", False) for row in plain} == {True, False}
    toko.switch(list_children=True)
    assert len(toko.products(**page).data) > len(plain)


def test_a_new_product_is_listed_and_sells(toko):
    answer = create(toko, row_of(toko)).data
    assert (answer["success_data"], answer["fail_data"]) == (1, 0)
    (row,) = toko.products(sku="SYAL").data
    assert (row["weight"], row["stock"]["value"]) == ({"value": 1000, "unit": 1}, 4)
    toko.place(skus=["SYAL"], quantities=[3])
    assert toko.products(sku="SYAL").data[0]["stock"]["value"] == 1


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"name": ""}, "name is required"),
        ({"name": "x" * 71}, "name must be at most 70"),
        ({"price": 99}, "price must be between"),
        ({"price": "50000"}, "price must be between"),
        ({"condition": "WORN"}, "condition must be one of"),
        ({"category_id": 1758}, "deepest level"),
        ({"etalase": {"id": 1}}, "etalase not found"),
        ({"pictures": []}, "pictures is required"),
        ({"variant": {"products": []}}, "variant needs"),
        (
            {"variant": {"products": [{"combination": [1]}], "selection": [{"id": 1, "options": [{}]}]}},
            "combination",
        ),
    ],
)
def test_a_wrong_product_is_refused_alone(change, complaint, toko):
    answer = create(toko, row_of(toko, **change), row_of(toko, sku="OK")).data
    assert (answer["success_data"], answer["fail_data"]) == (1, 1)
    assert complaint in "; ".join(answer["failed_rows_data"][0]["error"])


@pytest.mark.parametrize("body", [b"x", {"products": []}, {"products": [5]}, {}])
def test_a_body_without_products_is_refused(body, toko):
    answer = toko.post("/v3/products/fs/{fs}/create", body, shop_id=toko.shop_id)
    assert answer.code == "PRD_DLV_043"


def test_more_than_25_products_are_refused(toko):
    assert create(toko, *[row_of(toko)] * 26).code == "PRD_DLV_018"


def test_an_upload_is_ready_after_a_while(toko):
    number = create(toko, row_of(toko), version=2).data["upload_id"]
    path = f"/v2/products/fs/{{fs}}/status/{number}"
    (before,) = toko.get(path, shop_id=toko.shop_id).data["upload_data"]
    toko.control("/clock", {"advance": 3})
    (after,) = toko.get(path, shop_id=toko.shop_id).data["upload_data"]
    assert (before["status"], after["status"], after["success_rows"]) == ("UPLOADING", "DONE", 1)
    assert toko.get("/v2/products/fs/{fs}/status/283a", shop_id=toko.shop_id).code == "PRD_DLV_042"
    assert toko.get("/v2/products/fs/{fs}/status/9", shop_id=toko.shop_id).code == "PRD_USC_025"


def test_deleted_products_cannot_be_edited(toko):
    number = toko.products(sku="TOPI-01").data[0]["basic"]["productID"]
    toko.post("/v3/products/fs/{fs}/delete", {"product_id": [number]}, shop_id=toko.shop_id)
    body = {"products": [{"id": number, "price": 60_000}]}
    answer = toko.call("PATCH", "/v3/products/fs/{fs}/edit", body, shop_id=toko.shop_id).data
    assert answer["failed_rows_data"][0]["error"] == ["Data Not Found"]


def test_an_edit_of_variants_keeps_those_with_the_same_options(toko):
    options = [{"unit_value_id": 24, "value": "S"}, {"unit_value_id": 25, "value": "M"}]
    selection = [{"id": 6, "unit_id": 7, "options": options}]
    rows = [
        {"combination": [place], "price": 60_000 + place, "stock": 2, "sku": f"V{place}"} for place in (0, 1)
    ]
    made = create(toko, row_of(toko, variant={"selection": selection, "products": rows})).data
    number = made["success_rows_data"][0]["product_id"]
    path = f"/inventory/v1/fs/{{fs}}/product/variant/{number}"
    before = {row["sku"]: row["product_id"] for row in toko.get(path).data["children"]}
    change = {"id": number, "variant": {"selection": selection, "products": rows[1:]}}
    toko.call("PATCH", "/v3/products/fs/{fs}/edit", {"products": [change]}, shop_id=toko.shop_id)
    after = {row["sku"]: row["product_id"] for row in toko.get(path).data["children"]}
    assert after == {"V1": before["V1"]}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "PRD_DLV_015"),
        ([5], "PRD_DLV_015"),
        (b"x", "PRD_DLV_015"),
        ([], "PRD_DLV_018"),
        ([{}] * 101, "PRD_DLV_018"),
    ],
)
def test_rows_must_be_a_bare_list_of_at_most_100(body, code, toko):
    assert update(toko, "stock", body).code == code


def test_every_row_may_fail_while_the_call_succeeds(toko):
    parent = next(row.id for row in toko.store.products.values() if row.children)
    rows = [
        {"sku": "NONE", "new_stock": 1},
        {"product_id": parent, "new_stock": 1},
        {"sku": "TOPI-01", "new_stock": -1},
        {"sku": "TOPI-01"},
    ]
    answer = update(toko, "stock", rows)
    assert answer.status == 200
    assert [row["message"] for row in answer.data["failed_rows_data"]] == [
        "Invalid SKU.",
        "Invalid Product ID.",
        "Invalid value.",
        "Invalid value.",
    ]


def test_the_sku_of_a_row_wins_over_its_id(toko):
    other = toko.products(sku="TAS-KANVAS").data[0]["basic"]["productID"]
    update(toko, "price", [{"sku": "KAOSKAKI-3P", "product_id": other, "new_price": 70_000}])
    assert toko.products(sku="KAOSKAKI-3P").data[0]["price"]["value"] == 70_000


@pytest.mark.parametrize("price", [99, 100_000_001])
def test_prices_have_limits(price, toko):
    answer = update(toko, "price", [{"sku": "TOPI-01", "new_price": price}]).data
    assert answer["failed_rows"] == 1


def test_stock_of_zero_hides_a_product_until_there_is_more(toko):
    def status():
        return toko.products(sku="TOPI-01").data[0]["basic"]["status"]

    update(toko, "stock", [{"sku": "TOPI-01", "new_stock": 0}], bypass_update_product_status="true")
    assert status() == 1
    update(toko, "stock", [{"sku": "TOPI-01", "new_stock": 0}])
    assert status() == 3
    update(toko, "stock", [{"sku": "TOPI-01", "new_stock": 2}])
    assert status() == 1
    toko.switch(zero_deactivates=False)
    update(toko, "stock", [{"sku": "TOPI-01", "new_stock": 0}])
    assert status() == 1


def test_stock_limits_orders(toko):
    update(toko, "stock", [{"sku": "TOPI-01", "new_stock": 2}])
    order = {"platform": "tokopedia", "skus": ["TOPI-01"], "quantities": [3]}
    refused = toko.http("POST", "/_sandbox/orders", order)
    assert (refused.status, "not enough stock" in refused.json["error"]) == (400, True)
    assert toko.place(skus=["TOPI-01"], quantities=[3], oversell=True)


def test_a_repeated_request_id_moves_nothing(toko):
    row = [{"sku": "TOPI-01", "stock_value": 5}]
    path = "/inventory/v2/fs/{fs}/stock/increment"
    first = toko.post(path, row, shop_id=toko.shop_id, request_id="a").data
    assert first["succeed_rows_data"][0]["stock"] == toko.products(sku="TOPI-01").data[0]["stock"]["value"]
    assert toko.post(path, row, shop_id=toko.shop_id, request_id="a").code == "PRD_DLV_043"


def test_a_warehouse_has_stock_of_its_own(toko):
    second = toko.store.shops[toko.shop_id].warehouses[1].id
    before = toko.products(sku="TOPI-01").data[0]["stock"]["value"]
    update(toko, "stock", [{"sku": "TOPI-01", "new_stock": 3}], warehouse_id=second)
    assert toko.products(sku="TOPI-01").data[0]["stock"]["value"] == before + 3
    assert update(toko, "stock", [{"sku": "TOPI-01", "new_stock": 3}], warehouse_id=9).code == "PRD_USC_008"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/inventory/v2/fs/{fs}/category/get_variant", "VRT_USC_002"),
        ("/inventory/v1/fs/{fs}/category/get_variant", "VRT_USC_002"),
        ("/v1/fs/{fs}/product/annotation", "VRT_USC_002"),
    ],
)
def test_an_unknown_category_is_refused(path, code, toko):
    assert toko.get(path, cat_id=9).code == code
    assert toko.get(path, cat_id=1769).status == 200
