"""States of other countries by the names that platforms write."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.places_regions import index, look_up

STATES = {
    "MY": [(1, "Pulau Pinang", "MY-07"), (2, "Kuala Lumpur", "MY-14"), (3, "Negeri Sembilan", "MY-05")],
    "BR": [(1, "São Paulo", "SP"), (2, "Mato Grosso", "MT"), (3, "Mato Grosso do Sul", "MS")],
    "CN": [(1, "广东省", "粤"), (2, "广西壮族自治区", "桂"), (3, "北京市", "京")],
    "TW": [(1, "台北市", "TPC"), (2, "嘉義市", "CIC"), (3, "嘉義縣", "CIH")],
    "VN": [(1, "TP Hồ Chí Minh", "VN-SG"), (2, "Hà Nội", "VN-HN"), (3, "Quảng Ngãi", "VN-29")],
    "PH": [(1, "National Capital Region", "PH-00"), (2, "Cebu", "PH-CEB")],
    "US": [(1, "California", "CA"), (2, "New York", "NY")],
    "GB": [(1, "Greater London", "GLA"), (2, "Kent", "KEN")],
}


@pytest.mark.parametrize(
    ("country", "text", "state_id"),
    [
        ("MY", "Penang", 1),
        ("MY", "PULAU PINANG", 1),
        ("MY", "W.P. Kuala Lumpur", 2),
        ("MY", "Wilayah Persekutuan Kuala Lumpur", 2),
        ("MY", "MY-14", 2),
        ("MY", "14", 2),
        ("MY", "Negeri Sembilan", 3),
        ("BR", "Sao Paulo", 1),
        ("BR", "SP", 1),
        ("BR", "Mato Grosso", 2),
        ("BR", "Mato Groso do Sul", 3),
        ("CN", "GuangDong", 1),
        ("CN", "Guangdong Province", 1),
        ("CN", "广东", 1),
        ("CN", "广西", 2),
        ("CN", "Beijing", 3),
        ("TW", "臺北市", 1),
        ("TW", "Taipei City", 1),
        ("TW", "Taipei", 1),
        ("TW", "Chiayi County", 3),
        ("VN", "TP. Hồ Chí Minh", 1),
        ("VN", "Thành phố Hồ Chí Minh", 1),
        ("VN", "Ho Chi Minh City", 1),
        ("VN", "Tỉnh Bình Dương", 1),
        ("VN", "Kon Tum", 3),
        ("VN", "Ha Noi", 2),
        ("PH", "Metro Manila", 1),
        ("PH", "Cebu", 2),
        ("US", "CA", 1),
        ("US", "Califronia", 1),
        ("GB", "Greater London", 1),
    ],
)
def test_a_state_is_found_by_name_code_and_other_names(country, text, state_id):
    assert look_up(index(country, STATES[country]), text) == state_id


@pytest.mark.parametrize(
    ("country", "text"),
    [("US", ""), ("US", "Wakanda"), ("US", "C*********"), ("TW", "嘉義"), ("BR", "-")],
)
def test_unknown_unclear_and_masked_names_are_no_state(country, text):
    assert look_up(index(country, STATES[country]), text) is None


def test_slips_are_forgiven_only_when_wanted():
    names = index("US", STATES["US"])

    assert look_up(names, "Califronia", exactly=True) is None
    assert look_up(names, "california", exactly=True) == 1
