"""Names of places made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib.places_text import closest, fold, is_masked, keys, kind_of, slips

NAMES = st.text("abcde", max_size=8)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  Kota  BANDUNG ", ["kota", "bandung"]),
        ("São Paulo", ["sao", "paulo"]),
        ("Đà Nẵng", ["da", "nang"]),
        ("D.K.I. Jakarta", ["dki", "jakarta"]),
        ("Ma'u", ["mau"]),
        ("จังหวัดชลบุรี", ["จังหวัดชลบุรี"]),
        ("臺北市", ["台北市"]),
        ("-", []),
    ],
)
def test_case_accents_and_punctuation_do_not_count(text, words):
    assert fold(text) == words


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Kab. Kota Baru", "kotabaru"),
        ("Kec. Tj. Priok", "tanjungpriok"),
        ("West Nusa Tenggara", "nusatenggarabarat"),
        ("North Central Timor Regency", "timortengahutara"),
        ("Riau Islands", "kepulauanriau"),
        ("Ilir Barat II", "ilirbarat2"),
        ("Ilir Barat Dua", "ilirbarat2"),
        ("Pangkajene dan Kepulauan", "pangkajenekepulauan"),
    ],
)
def test_a_name_can_be_found_under_its_plain_form(text, form):
    assert form in keys(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kota Bogor", "kota"),
        ("Bogor City", "kota"),
        ("KAB. BOGOR", "kabupaten"),
        ("Bogor Regency", "kabupaten"),
        ("Bogor", ""),
        ("", ""),
    ],
)
def test_kota_and_kabupaten_are_told_apart(text, kind):
    assert kind_of(text) == kind


def test_asterisks_mask():
    assert is_masked("J*** B****")
    assert not is_masked("Jl. Melati 3")


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("bogor", "bogor", 0),
        ("bogor", "bogr", 1),
        ("bogor", "booor", 1),
        ("bogor", "boggor", 1),
        ("bogor", "bgoor", 1),
        ("surabaya", "srabya", 2),
        ("bogor", "depok", 3),
        ("", "ab", 2),
    ],
)
def test_slips_are_counted_up_to_a_limit(one, other, count):
    assert slips(one, other, 2) == count


@given(NAMES, NAMES)
def test_slips_do_not_depend_on_the_order(one, other):
    assert slips(one, other, 2) == slips(other, one, 2)
    assert (slips(one, other, 2) == 0) == (one == other)


@given(NAMES, st.integers(0, 7), st.sampled_from("abcde"))
def test_one_letter_more_is_one_slip(name, at, letter):
    assert slips(name, name[:at] + letter + name[at:], 2) == 1


def test_the_closest_name_is_found_unless_two_are_equally_close():
    assert closest("surabya", ["surabaya", "surakarta"]) == "surabaya"
    assert closest("sukajaya", ["sukaraya", "sukamaya"]) == ""
    assert closest("solk", ["solok"]) == ""
    assert closest("solo", ["solo"]) == "solo"
    assert closest("wakanda", ["papua"]) == ""
