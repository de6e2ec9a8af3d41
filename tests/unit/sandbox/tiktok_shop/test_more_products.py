"""Refusals about products that a careful client never gets: sizes, limits and codes of their own."""

import pytest

ROOT = "/product/202409/compliance"
GLOBAL = "/product/202309/global_products"
PHONE = {"country_code": "+49", "local_number": "30123456"}
MAKER = {"name": "Ozean", "email": "a@example.com", "phone_number": PHONE, "address": "Berlin"}
PLACE = {"street_address_line1": "Allee 1", "postal_code": "10115", "country": "DE"}
FOLDER = "tos-alisg-i-aphluv4xwc-sg/"


@pytest.fixture
def uri(tts, png):
    fields = {"data": ("kopi.png", png), "use_case": "MAIN_IMAGE"}
    return tts.call("POST", "/product/202309/images/upload", files=fields, cipher=False).data["uri"]


@pytest.fixture
def goods(tts, uri):
    tts.switch(cross_border=True)
    return {
        "title": "Gayo",
        "description": "<p>Kopi</p>",
        "category_id": "600001",
        "main_images": [{"uri": uri}],
        "package_weight": {"value": "0.25", "unit": "KILOGRAM"},
        "skus": [{"price": {"amount": "3", "currency": "USD"}}],
    }


@pytest.mark.parametrize(
    ("code", "path"),
    [
        (12019109, f"{GLOBAL}/search"),
        (38023047, f"{ROOT}/manufacturers/search"),
        (38023047, f"{ROOT}/responsible_persons/search"),
        (12019109, "/product/202407/sizecharts/search"),
    ],
)
@pytest.mark.parametrize("size", ["0", "101", "many"])
def test_page_sizes_have_codes_of_their_own(code, path, size, tts):
    tts.switch(cross_border=True)
    refused = tts.post(path, cipher=False, page_size=size).refusal[0]
    assert refused == (36009004 if size == "many" else code)
    assert tts.post(path, cipher=False).refusal == (36009004, "param query.page_size is missing")


@pytest.mark.parametrize(
    ("code", "change"),
    [
        (38023044, {"name": "x" * 256}),
        (38023045, {"registered_trade_name": "x" * 201}),
        (38023043, {"address": "x" * 501}),
    ],
)
def test_long_texts_of_manufacturers_are_refused(code, change, tts):
    assert tts.post(f"{ROOT}/manufacturers", MAKER | change, cipher=False).refusal[0] == code


def test_long_texts_of_responsible_persons_are_refused(tts):
    body = MAKER | {"address": PLACE, "name": "x" * 201}
    assert tts.post(f"{ROOT}/responsible_persons", body, cipher=False).refusal[0] == 38023044
    missing = MAKER | {"address": {"postal_code": "1", "country": "DE"}}
    assert tts.post(f"{ROOT}/responsible_persons", missing, cipher=False).refusal == (
        36009004,
        "param body.address.street_address_line1 is missing",
    )


@pytest.mark.parametrize(
    ("code", "change"),
    [
        (12052013, {"description": "x" * 10_001}),
        (12052028, {"main_images": []}),
        (12052306, {"main_images": [{"uri": "x"}] * 10}),
        (12052055, {"skus": [{"price": {"amount": "3", "currency": "USD"}, "global_quantity": 100_000}]}),
        (12052525, {"skus": [{"price": {"amount": "3", "currency": "USD"}, "sales_attributes": [{}] * 4}]}),
    ],
)
def test_too_much_of_a_global_product_is_refused(code, change, tts, goods):
    assert tts.post(GLOBAL, goods | change, cipher=False).refusal[0] == code


def test_a_wrong_price_of_a_market_leaves_a_global_product_as_it_was(tts, goods):
    made = tts.post(GLOBAL, goods, cipher=False).data
    sku = {**goods["skus"][0], "id": made["global_skus"][0]["id"]}
    sku["sale_prices"] = [{"region": "MY", "amount": "0"}]
    path = f"{GLOBAL}/{made['global_product_id']}"
    assert (
        tts.call("PUT", path, {**goods, "title": "Baru", "skus": [sku]}, cipher=False).refusal[0] == 12052073
    )
    assert tts.get(path, cipher=False).data["title"] == "Gayo"


def test_a_weight_has_to_be_a_number_in_a_partial_edit_too(tts):
    product = tts.post("/product/202309/products/search", page_size=1).data["products"][0]["id"]
    path = f"/product/202309/products/{product}/partial_edit"
    weight = {"value": "heavy", "unit": "KILOGRAM"}
    assert tts.post(path, {"package_weight": weight}).refusal[0] == 12019011


def test_parties_are_named_once_and_refusals_name_strangers(tts, goods):
    for kind, twice, stranger, words in (
        ("manufacturer", 12052295, 12052285, "Manufacturer ID 77 is not associated with the seller"),
        (
            "responsible_person",
            12052296,
            12052290,
            "Responsible person ID 77 is not associated with the seller",
        ),
    ):
        body = MAKER if kind == "manufacturer" else MAKER | {"address": PLACE}
        number = tts.post(f"{ROOT}/{kind}s", body, cipher=False).data[f"{kind}_id"]
        assert tts.post(GLOBAL, goods | {f"{kind}_ids": [number] * 2}, cipher=False).refusal[0] == twice
        assert tts.post(GLOBAL, goods | {f"{kind}_ids": ["77"]}, cipher=False).refusal == (stranger, words)
        made = tts.post(GLOBAL, goods | {f"{kind}_ids": [number]}, cipher=False).data["global_product_id"]
        assert tts.get(f"{GLOBAL}/{made}", cipher=False).data[f"{kind}_ids"] == [number]


def test_lists_of_global_products_are_short_and_not_empty(tts, goods):
    body = {"global_product_ids": [str(number) for number in range(21)]}
    assert tts.call("DELETE", GLOBAL, body, cipher=False).refusal[0] == 12019120
    made = tts.post(GLOBAL, goods, cipher=False).data["global_product_id"]
    path = f"{GLOBAL}/{made}/inventory/update"
    assert tts.post(path, {"global_skus": []}, cipher=False).refusal[0] == 12052902
    assert tts.post(path, cipher=False).refusal == (36009004, "param body.global_skus is missing")


def test_global_stock_stays_in_its_warehouses(tts, goods):
    (place,) = tts.get("/logistics/202309/global_warehouses", cipher=False).data["global_warehouses"]
    sku = {**goods["skus"][0], "global_quantity": 12}
    answer = tts.post(GLOBAL, {**goods, "skus": [sku]}, cipher=False).data
    path = f"{GLOBAL}/{answer['global_product_id']}"
    (shown,) = tts.get(path, cipher=False).data["skus"]
    assert shown["inventory"] == [{"global_warehouse_id": place["id"], "quantity": 12}]
    row = {"id": shown["id"], "inventory": []}
    assert tts.post(f"{path}/inventory/update", {"global_skus": [row]}, cipher=False).refusal[0] == 12052533


def test_global_products_take_no_shop(tts, goods):
    assert tts.post(GLOBAL, goods).refusal[0] == 36009004


def test_pictures_are_made_better_two_hundred_at_a_time(tts, uri):
    image = {"uri": uri, "optimization_mode": ["WHITE_BACKGROUND"]}
    path = "/product/202404/images/optimize"
    assert tts.post(path, {"images": [image] * 201}).refusal[0] == 12038007
    assert tts.post(path, {"images": [image | {"optimization_mode": ["BLUR"]}]}).refusal[0] == 12019070
    rows = tts.post(path, {"images": [image] * 200}).data["images"]
    assert len({row["optimized_uri"] for row in rows}) == 1
    seeded = tts.post("/product/202309/products/search", page_size=1).data["products"][0]["id"]
    seeded = tts.get(f"/product/202309/products/{seeded}").data["main_images"][0]["uri"]
    assert seeded.startswith(FOLDER)
    (row,) = tts.post(path, {"images": [image | {"uri": seeded}]}).data["images"]
    assert (row["width"], row["optimize_status"]) == (800, "SUCCESS")


def test_twenty_translations_are_asked_for_at_a_time(tts):
    numbers = ",".join(str(number) for number in range(21))
    path = "/product/202506/images/translation_tasks"
    assert tts.get(path, translation_task_ids=numbers).refusal[0] == 12038010
    assert tts.get(path).data == {"translation_tasks": []}


def test_pages_of_scores_begin_at_one(tts):
    path = "/product/202606/skpps/search"
    for name in ("page_size", "page_no"):
        assert tts.post(path, {name: 0}).refusal == (36009004, f"param body.{name} is invalid: less than 1")
    assert tts.post(path, {"page_no": 99}).data["products"] == []


def test_restocking_takes_five_hundred_skus(tts):
    body = {"seller_id": tts.app["shop_id"], "sku_ids": ["1"] * 501}
    path = "/product/202608/inventory/operation/settings"
    assert tts.post(path, body).refusal[0] == 36009004
    assert tts.post(path, body | {"sku_ids": ["1"]}).data == {
        "stock_operation": {"success_sku_ids": [], "failed_sku_ids": ["1"]}
    }
