"""Which Indonesian place does an address mean?"""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib import places
from odoo.addons.ocean_marketplace_base.lib.places import Sure
from odoo.addons.ocean_marketplace_base.lib.places_table import ISO, table

FIXTURES = Path(__file__).parents[2] / "fixtures" / "places"


def rows(platform):
    with (FIXTURES / f"{platform}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ADDRESSES = [
    pytest.param(row, id=f"{platform}-{row['code']}")
    for platform in ("shopee", "tiktok_shop", "tokopedia")
    for row in rows(platform)
]


@pytest.mark.parametrize("row", ADDRESSES)
def test_an_address_as_a_platform_writes_it_is_recognised_in_all_levels(row):
    levels = {name: text for name, text in row.items() if name != "code"}

    place = places.find(levels)

    assert (place.code, place.sure) == (row["code"], Sure.CERTAIN)
    assert place.village.casefold() == row["village"].casefold().removeprefix("kel. ") or not row["village"]


@pytest.mark.parametrize("platform", ["shopee", "tiktok_shop", "tokopedia"])
def test_every_province_is_among_the_addresses_of_a_platform(platform):
    assert len(rows(platform)) >= 60
    assert {row["code"][:2] for row in rows(platform)} == set(ISO)


@pytest.mark.parametrize(
    ("state", "iso"),
    [
        ("Jawa Barat", "JB"),
        ("JAWA BARAT", "JB"),
        ("Prov. Jawa Barat", "JB"),
        ("Propinsi Jawa Barat", "JB"),
        ("West Java", "JB"),
        ("West Java Province", "JB"),
        ("Jabar", "JB"),
        ("  jawa   barat ", "JB"),
        ("Jawa-Barat", "JB"),
        ("Jawa Bart", "JB"),
        ("Jawabarat", "JB"),
        ("Jawa Brt", "JB"),
        ("DKI Jakarta", "JK"),
        ("D.K.I. Jakarta", "JK"),
        ("Jakarta Raya", "JK"),
        ("Jakarta", "JK"),
        ("Daerah Khusus Ibukota Jakarta", "JK"),
        ("Daerah Khusus Jakarta", "JK"),
        ("Special Capital Region of Jakarta", "JK"),
        ("Jakarta Special Capital Region", "JK"),
        ("DI Yogyakarta", "YO"),
        ("D.I. Yogyakarta", "YO"),
        ("D.I Yogyakarta", "YO"),
        ("D I Yogyakarta", "YO"),
        ("DIY", "YO"),
        ("Jogjakarta", "YO"),
        ("Special Region of Yogyakarta", "YO"),
        ("Sumatra Utara", "SU"),
        ("Sumatera Utara", "SU"),
        ("Kepulauan Riau", "KR"),
        ("Kep. Riau", "KR"),
        ("Kepri", "KR"),
        ("Riau", "RI"),
        ("Kepulauan Bangka Belitung", "BB"),
        ("Bangka-Belitung", "BB"),
        ("Nanggroe Aceh Darussalam (NAD)", "AC"),
        ("NTT", "NT"),
        ("Nusa Tenggara Timur (NTT)", "NT"),
        ("Sulawesi Tenggara", "SG"),
        ("Southeast Sulawesi", "SG"),
        ("Papua", "PA"),
        ("Papua Barat", "PB"),
        ("West Papua", "PB"),
        ("Papua Barat Daya", "PD"),
        ("Southwest Papua", "PD"),
        ("Highland Papua", "PE"),
    ],
)
def test_a_province_is_recognised_under_all_its_names(state, iso):
    assert places.find({"state": state}).state_code == iso


@pytest.mark.parametrize(
    ("state", "city", "code"),
    [
        ("Jawa Barat", "Kota Bandung", "32.73"),
        ("Jawa Barat", "Kab. Bandung", "32.04"),
        ("Jawa Barat", "Kabupaten Bandung", "32.04"),
        ("Jawa Barat", "Bandung City", "32.73"),
        ("Jawa Barat", "Bandung Regency", "32.04"),
        ("Jawa Barat", "Kodya Bandung", "32.73"),
        ("Jawa Barat", "West Bandung Regency", "32.17"),
        ("DKI Jakarta", "Kota Adm. Jakarta Selatan", "31.74"),
        ("DKI Jakarta", "Kota Administrasi Jakarta Selatan", "31.74"),
        ("DKI Jakarta", "Jakarta Selatan", "31.74"),
        ("DKI Jakarta", "KOTA JAKARTA SELATAN", "31.74"),
        ("DKI Jakarta", "South Jakarta", "31.74"),
        ("DKI Jakarta", "South Jakarta City", "31.74"),
        ("DKI Jakarta", "Jakarta South", "31.74"),
        ("DKI Jakarta", "Jaksel", "31.74"),
        ("DKI Jakarta", "Kota Jakarta Sel.", "31.74"),
        ("DKI Jakarta", "Central Jakarta", "31.71"),
        ("DKI Jakarta", "Kab. Adm. Kep. Seribu", "31.01"),
        ("DKI Jakarta", "Thousand Islands Regency", "31.01"),
        ("DI Yogyakarta", "Jogja", "34.71"),
        ("Banten", "Tangsel", "36.74"),
        ("Kepulauan Bangka Belitung", "Pangkalpinang", "19.71"),
        ("Kepulauan Bangka Belitung", "Kota Pangkal Pinang", "19.71"),
        ("Kalimantan Selatan", "Kotabaru", "63.02"),
        ("Kalimantan Selatan", "Kab. Kota Baru", "63.02"),
        ("Sulawesi Selatan", "Pangkajene dan Kepulauan", "73.10"),
        ("Sulawesi Selatan", "Makasar", "73.71"),
        ("Nusa Tenggara Timur", "North Central Timor", "53.03"),
        ("Jawa Timur", "Surabya", "35.78"),
        ("Jawa Tengah", "Kab. Bayumas", "33.02"),
    ],
)
def test_a_city_is_recognised_under_all_its_names(state, city, code):
    assert places.find({"state": state, "city": city}).code == code


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        ({"city": "Kota Bogor"}, "32.71"),
        ({"state": "Kota Surabaya", "city": "Jawa Timur"}, "35.78"),
        ({"city": "Cibinong", "state": "Jawa Barat"}, "32.01.01"),
        ({"state": "Jawa Barat", "city": "Bogor", "district": "Cibinong"}, "32.01.01"),
        ({"state": "Jawa Barat", "city": "Kotamadya Bogor", "district": "Cibinong"}, "32.01.01"),
        ({"state": "Jawa Barat", "city": "Bogor", "zip": "16911"}, "32.01.01"),
        ({"state": "Jawa Tengah", "city": "Kota Bandung", "zip": "40135"}, "32.73.02"),
        ({"city": "Tebet, Jakarta Selatan"}, "31.74.01"),
        ({"zip": "12810"}, "31.74.01"),
        ({"state": "DKI Jakarta", "city": "Jakarta Selatan", "village": "Tebet Barat"}, "31.74.01"),
        ({"state": "DKI Jakarta", "city": "Jakarta Selatan", "district": "Tebet Barat"}, "31.74"),
        ({"city": "Jakarta Selatan", "district": "Tebet Barat", "village": "Tebet"}, "31.74.01"),
        ({"city": "Jakarta Selatan", "district": "Tebet Barat", "zip": "12810"}, "31.74.01"),
        ({"city": "Jakarta Selatan", "district": "Kby. Baru"}, "31.74.07"),
        ({"city": "Palembang", "district": "Ilir Barat 1"}, "16.71.04"),
        ({"city": "Palembang", "district": "Ilir Barat I"}, "16.71.04"),
        ({"city": "Kota Surabaya", "district": "Gentng"}, "35.78.07"),
        ({"state": "Papua", "city": "Kab. Mamberamo Tengah", "district": "Kobakma"}, "95.05.01"),
        ({"state": "Papua Barat", "city": "Kota Sorong"}, "96.71"),
        ({"full": "Jl. Melati No. 3, Tebet Barat, Tebet, Kota Jakarta Selatan, DKI Jakarta"}, "31.74.01"),
        ({"street": "Jl. Jakarta No. 5, Coblong, Kota Bandung, 40135"}, "32.73.02"),
        ({"full": "jl margonda raya no 100 beji depok 16424"}, "32.76.06"),
    ],
)
def test_missing_and_misplaced_levels_are_understood(levels, code):
    assert places.find(levels).code == code


def test_what_several_places_are_called_is_known_as_far_as_they_agree():
    place = places.find({"state": "Jawa Barat", "city": "Bogor"})

    assert (place.state_code, place.city, place.sure) == ("JB", "Bogor", Sure.UNSURE)


@pytest.mark.parametrize("name", ["Sukaraja", "Tanjung"])
def test_a_district_that_many_provinces_have_says_nothing_alone(name):
    assert places.find({"district": name}).sure is Sure.UNKNOWN


def test_a_city_that_contradicts_its_province_is_unsure_and_kept_as_written():
    place = places.find({"state": "Jawa Tengah", "city": "Kota Bandung"})

    assert (place.state_code, place.city, place.sure) == ("JT", "Kota Bandung", Sure.UNSURE)


def test_unknown_names_are_kept_as_written():
    written = {"state": "Wakanda", "city": "Birnin Zana", "district": "Kec. X", "village": "Y", "zip": "00"}

    place = places.find(written)

    assert place.sure is Sure.UNKNOWN
    assert {name: getattr(place, name) for name in written} == written
    assert not place.state_code


def test_a_postcode_does_not_overrule_a_district_that_is_not_recognised():
    place = places.find({"state": "Jawa Timur", "city": "Kota Surabaya", "district": "Xyz", "zip": "60275"})

    assert (place.code, place.district, place.sure) == ("35.78", "Xyz", Sure.LIKELY)


def test_a_postcode_does_not_overrule_a_city_that_is_not_recognised():
    place = places.find({"state": "Jawa Timur", "city": "Xyzzy", "zip": "60275"})

    assert (place.state_code, place.city, place.sure) == ("JI", "Xyzzy", Sure.UNSURE)


def test_a_province_that_is_not_recognised_leaves_a_known_city_unsure():
    place = places.find({"state": "Wakanda", "city": "Kota Bandung"})

    assert (place.state_code, place.sure) == ("JB", Sure.UNSURE)


def test_a_missing_postcode_is_filled_in_where_there_is_only_one():
    levels = {"city": "Jakarta Selatan", "district": "Tebet", "village": "Tebet Barat"}

    assert places.find(levels).zip == "12810"
    assert places.find({"city": "Jakarta Selatan", "district": "Tebet"}).zip == ""
    assert places.find({**levels, "zip": "12811"}).zip == "12811"


@pytest.mark.parametrize(
    "levels",
    [
        {"state": "****", "city": "****", "district": "****", "village": "****", "zip": "****"},
        {"state": "J*** B****", "city": "Kota B******", "zip": "401**"},
        {"full": "Jl. M*****, Kota Bandung, Jawa Barat"},
        {"full": "******11"},
    ],
)
def test_masked_parts_are_marked_and_never_taken_for_a_place(levels):
    place = places.find(levels)

    assert place.masked
    assert (place.code, place.state, place.city, place.zip) == ("", "", "", "")


def test_the_open_parts_of_a_masked_address_are_used():
    place = places.find(
        {"state": "Jawa Barat", "city": "Kota Bandung", "street": "Jl. M****", "zip": "4****"}
    )

    assert (place.code, place.masked, place.zip) == ("32.73", True, "")


def test_an_empty_address_is_no_place():
    assert places.find({}) == places.Place(Sure.UNKNOWN)
    assert places.find({"state": None, "city": ""}) == places.Place(Sure.UNKNOWN)


def test_an_address_without_table_stays_as_written():
    place = places.as_written({"state": "Selangor", "city": "Shah Alam", "zip": "4****"})

    assert (place.state, place.city, place.zip, place.masked) == ("Selangor", "Shah Alam", "", True)


# === PROPERTIES === #

CITIES = sorted(code for code in table().names if len(code) == 5)
FIELDS = ("state", "city", "district", "village", "zip", "street", "full")


@given(code=st.sampled_from(CITIES), upper=st.booleans(), spaces=st.sampled_from(["", " ", "  "]))
def test_every_city_is_found_whatever_its_case_and_spaces(code, upper, spaces):
    state, city = table().names[code[:2]], table().names[code]
    written = f"{spaces}{city.upper() if upper else city}{spaces}".replace(" ", spaces or " ")

    place = places.find({"state": state, "city": written})

    assert (place.code, place.city, place.sure) == (code, city, Sure.CERTAIN)


@given(code=st.sampled_from(CITIES), data=st.data())
def test_a_slip_in_the_name_of_a_city_never_leads_out_of_its_province(code, data):
    city = table().names[code]
    at = data.draw(st.integers(len(city) // 2, len(city) - 1))
    kind = data.draw(st.sampled_from(["left out", "doubled", "swapped", "other"]))
    slip = {
        "left out": city[:at] + city[at + 1 :],
        "doubled": city[:at] + city[at] + city[at:],
        "swapped": city[: at - 1] + city[at] + city[at - 1] + city[at + 1 :],
        "other": city[:at] + data.draw(st.sampled_from("aeioubdgkst")) + city[at + 1 :],
    }[kind]

    place = places.find({"state": table().names[code[:2]], "city": slip})

    assert place.code[:2] == code[:2]
    assert place.code in (code, code[:2]) or place.city != city


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, st.text(max_size=40))))
def test_no_text_makes_it_fail_or_lose_what_was_written(levels):
    place = places.find(levels)

    assert bool(place.code) == bool(place.state_code) == (place.sure is not Sure.UNKNOWN)
    assert place.masked == any("*" in text for text in levels.values())
    for level in ("state", "city", "district", "village", "zip"):
        written = levels.get(level, "").strip()
        assert getattr(place, level) or not written or "*" in written


def test_a_thousand_addresses_take_well_under_a_second():
    table()
    addresses = [row for platform in ("shopee", "tiktok_shop", "tokopedia") for row in rows(platform)]
    places.find(addresses[0])
    started = time.process_time()

    for number in range(1000):
        places.find(addresses[number % len(addresses)])

    assert time.process_time() - started < 0.8
