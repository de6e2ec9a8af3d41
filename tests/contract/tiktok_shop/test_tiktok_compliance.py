"""Who answers for products, and size charts, against the simulator."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected

PHONE = {"country_code": "+49", "local_number": "30 123456"}
MAKER = {"name": "Ozean GmbH", "email": "halo@example.com", "phone_number": PHONE, "address": "Berlin"}
PLACE = {"street_address_line1": "Allee 1", "city": "Berlin", "postal_code": "10115", "country": "DE"}
PERSON = {"name": "Ombak e. K.", "email": "hai@example.com", "phone_number": PHONE, "address": PLACE}
KINDS = ("manufacturer", "responsible_person")
BODIES = {"manufacturer": MAKER, "responsible_person": PERSON}
CHART = {
    "measurement_type": "BODY_MEASUREMENTS",
    "table": {
        "headers": [{"name": "Ukuran"}, {"name": "Dada"}],
        "rows": [{"cells": [{"value": "M"}, {"value": "96"}]}],
    },
    "unit_system": "METRIC",
}


def refusal(call, *args, **options):
    with pytest.raises(Rejected) as caught:
        call(*args, **options)
    return caught.value.code


def create(client, kind, **changes):
    """Make a party and return its id."""
    body = BODIES[kind] | changes
    if kind == "manufacturer":
        return client.product.create_manufacturer(body)["manufacturer_id"]
    return client.product.create_responsible_person(body)["responsible_person_id"]


def edit(client, kind, number, body):
    if kind == "manufacturer":
        client.product.partial_edit_manufacturer(number, body)
    else:
        client.product.partial_edit_responsible_person(number, body)


def every(client, kind, **options):
    products = client.product
    one_by_one = products.iter_manufacturers if kind == "manufacturer" else products.iter_responsible_persons
    return list(one_by_one(**options))


@pytest.mark.parametrize("version", ["202501", "202409"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_party_is_made_and_found(kind, version, client):
    number = create(client, kind, locale="de-DE")
    (row,) = every(client, kind, version=version)
    (profile,) = row["regional_profiles"]
    assert row["id"] == number
    wanted = BODIES[kind] | {"locale": "de-DE"}
    wanted["phone_number"] = PHONE | ({"availability": "AVAILABLE"} if kind == "manufacturer" else {})
    assert profile == wanted


@pytest.mark.parametrize("kind", KINDS)
def test_parties_are_searched_by_id_word_and_language(kind, client):
    first = create(client, kind, locale="de-DE")
    second = create(client, kind, name="Lautan Srl", locale="it-IT")
    assert [row["id"] for row in every(client, kind, keyword="lautan")] == [second]
    assert [row["id"] for row in every(client, kind, locales=["de-DE"])] == [first]
    assert [row["id"] for row in every(client, kind, **{f"{kind}_ids": [second]})] == [second]
    assert {row["id"] for row in every(client, kind, page_size=1)} == {first, second}


@pytest.mark.parametrize("kind", KINDS)
def test_an_edit_changes_one_language_only(kind, client):
    number = create(client, kind, locale="de-DE")
    edit(client, kind, number, {"name": "Océan SARL", "locale": "fr-FR"})
    edit(client, kind, number, {"email": "neu@example.com", "locale": "de-DE"})
    (row,) = every(client, kind)
    shown = {profile["locale"]: (profile["name"], profile["email"]) for profile in row["regional_profiles"]}
    assert shown == {
        "de-DE": (BODIES[kind]["name"], "neu@example.com"),
        "fr-FR": ("Océan SARL", BODIES[kind]["email"]),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_parties_belong_to_one_seller(kind, client, connect, sandbox):
    number = create(client, kind)
    (other,) = sandbox.control("/shops", {"platform": "tiktok_shop"})["shops"]
    stranger = connect(shop_cipher=other["shop_cipher"], access_token=other["access_token"])
    assert every(stranger, kind) == []
    assert refusal(edit, stranger, kind, number, {"name": "Neu"}) == "38023052"
    assert refusal(edit, client, kind, "1", {"name": "Neu"}) == "38023051"


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("38023033", {"name": " "}),
        ("38023037", {"registered_trade_name": " "}),
        ("38023042", {"email": "halo"}),
        ("38023034", {"address": " "}),
        ("38023060", {"phone_number": {"availability": "MAYBE"}}),
        ("38023046", {"phone_number": PHONE | {"country_code": "DE"}}),
        ("38023041", {"phone_number": PHONE | {"local_number": "1"}}),
    ],
)
def test_a_wrong_manufacturer_is_refused(code, change, client):
    assert refusal(create, client, "manufacturer", **change) == code
    number = create(client, "manufacturer")
    assert refusal(edit, client, "manufacturer", number, change) == code
    (row,) = every(client, "manufacturer")
    assert row["regional_profiles"][0]["name"] == MAKER["name"]


def test_a_manufacturer_needs_no_number_if_it_has_no_telephone(client):
    number = create(client, "manufacturer", phone_number={"availability": "UNAVAILABLE"})
    (row,) = every(client, "manufacturer")
    assert row["id"] == number
    assert row["regional_profiles"][0]["phone_number"] == {"availability": "UNAVAILABLE"}


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("38023022", {"name": " "}),
        ("38023042", {"email": "hai@"}),
        ("38023024", {"address": PLACE | {"street_address_line1": " "}}),
        ("38023043", {"address": PLACE | {"city": "x" * 501}}),
        ("38023026", {"address": PLACE | {"country": "ID"}}),
        ("38023028", {"phone_number": PHONE | {"country_code": "+62"}}),
        ("38023041", {"phone_number": PHONE | {"local_number": "1" * 16}}),
    ],
)
def test_a_wrong_responsible_person_is_refused(code, change, client):
    assert refusal(create, client, "responsible_person", **change) == code
    number = create(client, "responsible_person")
    assert refusal(edit, client, "responsible_person", number, change) == code


def test_searches_of_parties_have_codes_of_their_own(client):
    wanted = {"manufacturer_ids": ["1", "2"], "page_size": 1}
    assert refusal(client.product.search_manufacturers, **wanted) == "38023049"
    assert refusal(client.product.search_manufacturers, locales=["id-ID"]) == "38023057"
    assert refusal(client.product.search_responsible_persons, page_token="made-up") == "38023048"
    assert refusal(client.product.search_responsible_persons, locales=["id-ID"]) == "36009004"


@pytest.fixture
def leaf(client):
    return next(row["id"] for row in client.product.get_categories() if row["is_leaf"])


@pytest.fixture
def chart(client, leaf):
    body = {
        "category_id": leaf,
        "size_chart_data": CHART,
        "size_chart_mode": "REUSABLE_TEMPLATE",
        "template_name": "Kaos",
    }
    return client.product.create_size_chart(body)["size_chart_id"]


def test_a_size_chart_is_made_and_found_by_its_id(client, leaf, chart):
    (row,) = client.product.search_size_charts(ids=[chart])["size_chart"]
    assert row == {
        "template_id": chart,
        "template_name": "Kaos",
        "images": [],
        "related_category_ids": [leaf],
        "size_chart_datas": [{"locale": "id-ID", "size_chart_data": CHART}],
        "size_chart_mode": "REUSABLE_TEMPLATE",
    }


def test_size_charts_are_searched_by_word_mode_and_language(client, leaf, chart):
    body = {"category_id": leaf, "size_chart_data": CHART, "size_chart_mode": "PRODUCT_SCOPED"}
    scoped = client.product.create_size_chart(body)["size_chart_id"]

    def found(**filters):
        return [row["template_id"] for row in client.product.search_size_charts(**filters)["size_chart"]]

    assert found(keyword="kaos") == [chart]
    assert found(size_chart_mode="PRODUCT_SCOPED") == [scoped]
    assert found(locales=["id-ID", "en-US"], keyword="kaos") == [chart]
    assert found(locales=["en-US"]) == []
    first = client.product.search_size_charts(page_size=1)
    second = client.product.search_size_charts(page_size=1, page_token=first["next_page_token"])
    assert {row["template_id"] for page in (first, second) for row in page["size_chart"]} == {chart, scoped}
    assert (first["total_count"], second["next_page_token"]) == (2, "")


def test_a_size_chart_is_replaced(client, chart):
    wider = CHART | {"table": {"headers": [{"name": "Ukuran"}], "rows": [{"cells": [{"value": "XXL"}]}]}}
    answer = client.product.edit_size_chart({"size_chart_id": chart, "size_chart_data": wider})
    assert answer == {"size_chart_id": chart}
    (row,) = client.product.search_size_charts(ids=[chart])["size_chart"]
    assert row["template_name"] == "Kaos"
    assert row["size_chart_datas"][0]["size_chart_data"] == wider


def test_wrong_size_charts_are_refused(client, leaf, connect, sandbox, chart):
    body = {"category_id": leaf, "size_chart_data": CHART, "size_chart_mode": "PRODUCT_SCOPED"}
    assert refusal(client.product.create_size_chart, body | {"category_id": "1"}) == "12052023"
    inches = {"size_chart_data": CHART | {"unit_system": "INCHES"}}
    assert refusal(client.product.create_size_chart, body | inches) == "36009004"
    edit_body = {"size_chart_id": "1", "size_chart_data": CHART}
    assert refusal(client.product.edit_size_chart, edit_body) == "12052128"
    (other,) = sandbox.control("/shops", {"platform": "tiktok_shop"})["shops"]
    stranger = connect(shop_cipher=other["shop_cipher"], access_token=other["access_token"])
    assert stranger.product.search_size_charts()["size_chart"] == []
    assert refusal(stranger.product.edit_size_chart, edit_body | {"size_chart_id": chart}) == "12052128"
    assert refusal(client.product.search_size_charts, page_token="made-up") == "12019108"
