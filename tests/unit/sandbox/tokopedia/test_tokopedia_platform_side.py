"""What the simulated platform checks about products, and what it does to them by itself."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from odoo.addons.ocean_tokopedia.sandbox.picture_check import is_address, problem, size_of

from tests.unit.sandbox.tokopedia.test_tokopedia_products import create, row_of, update

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8) + (640).to_bytes(4, "big") + (480).to_bytes(4, "big")
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc2\x00\x0b\x08\x01\xe0\x02\x80" + bytes(9)


def edit(toko, **change):
    answer = toko.call(
        "PATCH", "/v3/products/fs/{fs}/edit", {"products": [change]}, shop_id=toko.shop_id
    ).data
    return "; ".join(row for failed in answer.get("failed_rows_data", []) for row in failed["error"])


def complaint(toko, **change):
    answer = create(toko, row_of(toko, **change)).data
    return "; ".join(row for failed in answer.get("failed_rows_data", []) for row in failed["error"])


def on_platform(toko, name, **options):
    return toko.control("/config", {"platform": "tokopedia", "products": {name: options}})["products"][0]


def info(toko, sku):
    return toko.products(sku=sku).data[0]


def variants(*values, **more):
    options = [{"unit_value_id": 0, "value": value} for value in values]
    rows = [
        {"combination": [place], "price": 5_000, "stock": 1, "sku": value}
        for place, value in enumerate(values)
    ]
    return {"selection": [{"id": 6, "unit_id": 7, "options": options}], "products": rows} | more


@pytest.mark.parametrize(
    ("switches", "change", "words"),
    [
        ({"closed_categories": "998, 1769"}, {}, "not allowed to sell in this category"),
        ({"refused_words": "palsu"}, {"description": "Tidak PALSU"}, "forbidden"),
        ({"most_pictures": 1}, {"pictures": [{"file_path": "https://a.test/1"}] * 2}, "at most 1 pictures"),
        ({}, {"pictures": [{"file_path": "C:\\foto.jpg"}]}, "address of a public file"),
        ({}, {"pictures": ["https://a.test/1"]}, "address of a public file"),
        ({}, {"stock": 1_001}, "stock must be between 0 and 1000"),
        ({}, {"dimension": {"height": 1, "width": 2}}, "dimension needs"),
        ({}, {"preorder": {"is_active": True, "duration": 0}}, "preorder needs"),
        ({}, {"annotations": [5]}, "annotations not found: 5"),
        ({"most_variants": 1}, {"variant": variants("S", "M")}, "at most 1 variants"),
        ({"own_option_values": False}, {"variant": variants("S")}, "variant value not found"),
    ],
)
def test_a_wrong_product_is_refused_in_words(switches, change, words, toko):
    toko.switch(**switches)
    assert words in complaint(toko, **change)


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        ({"id": 9, "unit_id": 0}, "not allowed in this category"),
        ({"id": 6, "unit_id": 5}, "unit not found"),
    ],
)
def test_variants_have_the_choices_of_their_category(selection, words, toko):
    made = variants("S")
    made["selection"][0] |= selection
    assert words in complaint(toko, variant=made)


def test_a_combination_is_there_once(toko):
    made = variants("S", "M")
    made["products"][1]["combination"] = [0]
    assert "there twice" in complaint(toko, variant=made)


def test_an_edit_without_status_is_refused_with_the_switch(toko):
    number = info(toko, "TAS-KANVAS")["basic"]["productID"]
    assert edit(toko, id=number, description="a") == ""
    toko.switch(edit_needs_status=True)
    assert edit(toko, id=number, description="b") == "status is required"
    assert edit(toko, id=number, description="b", status="LIMITED") == ""


def test_zero_stock_of_a_new_product_means_always_available(toko):
    create(toko, row_of(toko, stock=0))
    assert info(toko, "SYAL")["stock"]["useStock"] is False
    update(toko, "stock", [{"sku": "SYAL", "new_stock": 0}])
    assert info(toko, "SYAL")["stock"] == {"useStock": True, "value": 0, "stockWording": ""}


def test_pictures_are_copied_and_copies_stay_what_they_are(toko):
    create(toko, row_of(toko, pictures=[{"file_path": "https://example.test/a.jpg"}]))
    (copy,) = info(toko, "SYAL")["pictures"]
    assert "/images.tokopedia.net/" in copy["OriginalURL"]
    number = info(toko, "SYAL")["basic"]["productID"]
    other = {"file_path": "https://example.test/b.jpg"}
    edit(toko, id=number, pictures=[other, {"file_path": copy["OriginalURL"]}])
    first, second = info(toko, "SYAL")["pictures"]
    assert (second["picID"], second["OriginalURL"]) == (copy["picID"], copy["OriginalURL"])
    assert first["picID"] != copy["picID"]


def test_a_check_ends_by_the_clock(toko):
    toko.switch(check_delay=30, banned_words="palsu")
    create(toko, row_of(toko), row_of(toko, sku="LAIN", description="Tas palsu"))
    assert {info(toko, sku)["basic"]["status"] for sku in ("SYAL", "LAIN")} == {-1}
    number = info(toko, "SYAL")["basic"]["productID"]
    assert "PRD_USC_028" in edit(toko, id=number, description="x")
    answer = toko.post("/v1/products/fs/{fs}/active", {"product_id": [number]}, shop_id=toko.shop_id).data
    assert answer["failed_rows_data"] == [f"Error Product ID [{number}] : Product status is not editable"]
    toko.control("/clock", {"advance": 31})
    assert [info(toko, sku)["basic"]["status"] for sku in ("SYAL", "LAIN")] == [1, -2]


def test_a_check_ends_by_hand(toko):
    toko.switch(check_delay=-1)
    create(toko, row_of(toko))
    toko.control("/clock", {"advance": 10**6})
    assert info(toko, "SYAL")["basic"]["status"] == -1
    on_platform(toko, "SYAL", status="active")
    assert info(toko, "SYAL")["basic"]["status"] == 1


def test_an_edit_that_says_a_forbidden_word_ends_in_a_ban(toko):
    toko.switch(banned_words="palsu")
    number = info(toko, "TAS-KANVAS")["basic"]["productID"]
    edit(toko, id=number, description="palsu")
    assert info(toko, "TAS-KANVAS")["basic"]["status"] == -2


def test_somebody_edits_a_product_in_the_seller_centre(toko):
    before = info(toko, "TAS-KANVAS")
    on_platform(
        toko, "TAS-KANVAS", price=99_000, stock=4, edit={"name": "Tas", "weight": 700, "condition": 2}
    )
    after = info(toko, "TAS-KANVAS")
    assert (after["basic"]["name"], after["basic"]["condition"]) == ("Tas", 2)
    assert (after["price"]["value"], after["main_stock"], after["weight"]["value"]) == (99_000, 4, 700)
    assert after["basic"]["updateTimeUnix"] > before["basic"]["updateTimeUnix"]


def test_a_deleted_product_is_gone_with_its_variants(toko):
    parent = next(row for row in toko.store.products_of(int(toko.shop_id)) if row.children)
    on_platform(toko, str(parent.id), status="deleted")
    assert toko.products(product_id=f"{parent.id},{parent.children[0]}").code == "OPENAPI_DB_002"


@pytest.mark.parametrize(
    ("name", "options", "status"),
    [
        ("NONE", {"status": "active"}, 404),
        ("TAS-KANVAS", {"status": "sold"}, 400),
        ("TAS-KANVAS", {"colour": 1}, 400),
        ("TAS-KANVAS", {"edit": {"id": 1}}, 400),
        ("TAS-KANVAS", {"edit": {"weight": "1"}}, 400),
        ("TAS-KANVAS", {"flash_sale": {"end": True}}, 400),
        ("TAS-KANVAS", {"flash_sale": {"price": 1, "reserve": 10**6, "seconds": 1}}, 400),
    ],
)
def test_the_control_refuses_what_makes_no_sense(name, options, status, toko):
    body = {"platform": "tokopedia", "products": {name: options}}
    assert toko.http("POST", "/_sandbox/config", body).status == status


def test_a_flash_sale_sets_stock_apart_and_gives_it_back(toko):
    before = info(toko, "TAS-KANVAS")["main_stock"]
    on_platform(toko, "TAS-KANVAS", flash_sale={"price": 50_000, "reserve": 3, "seconds": 60})
    row = info(toko, "TAS-KANVAS")
    assert (row["stock"]["value"], row["main_stock"], row["reserve_stock"]) == (before, before - 3, 3)
    assert (row["campaign"]["CampaignTypeName"], row["campaign"]["DiscountPrice"]) == ("Flash Sale", 50_000)
    for what in ("price", "stock"):
        answer = update(toko, what, [{"sku": "TAS-KANVAS", f"new_{what}": 500}]).data
        assert answer["failed_rows_data"][0]["message"] == "Product is on a campaign."
    number = row["basic"]["productID"]
    assert "on a campaign" in edit(toko, id=number, stock=5)
    assert edit(toko, id=number, description="x") == ""
    toko.control("/clock", {"advance": 61})
    row = info(toko, "TAS-KANVAS")
    assert (row["main_stock"], "reserve_stock" in row) == (before, False)
    on_platform(toko, "TAS-KANVAS", flash_sale={"price": 50_000, "reserve": 3, "seconds": 60})
    on_platform(toko, "TAS-KANVAS", flash_sale={"end": True})
    assert info(toko, "TAS-KANVAS")["main_stock"] == before


def test_a_slash_price_holds_the_price_but_not_the_stock(toko):
    rows = [{"sku": "TOPI-01", "new_price": 70_000}]
    assert update(toko, "price", rows).data["failed_rows"] == 1
    assert update(toko, "stock", [{"sku": "TOPI-01", "new_stock": 5}]).data["failed_rows"] == 0
    toko.switch(slash_price_locks=False)
    assert update(toko, "price", rows).data["failed_rows"] == 0


@pytest.mark.parametrize(
    ("body", "size"),
    [(PNG, (640, 480)), (JPEG, (640, 480)), (b"GIF89a", None), (b"\xff\xd8\xff", None), (b"", None)],
)
def test_the_size_of_a_picture(body, size):
    assert size_of(body) == size


@pytest.mark.parametrize("value", ["", "a.jpg", "ftp://a.test/a.jpg", "https://", None, 5])
def test_what_is_no_address(value):
    assert not is_address(value)


class Pictures(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/a.png?size=1" else 404)
        self.end_headers()
        self.wfile.write(PNG)

    def log_message(self, *_args):
        pass


def test_pictures_are_fetched_and_looked_at():
    with ThreadingHTTPServer(("127.0.0.1", 0), Pictures) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        assert problem(f"{address}/a.png?size=1", 480) == ""
        assert "481 x 481" in problem(f"{address}/a.png?size=1", 481)
        assert problem(f"{address}/b.png", 1) == "picture cannot be fetched"
        server.shutdown()
    assert problem(address, 1) == "picture cannot be fetched"
