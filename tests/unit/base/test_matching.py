"""Matching: what counts as the same code, what is alike, and what never is."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib import matching
from odoo.addons.ocean_marketplace_base.lib.matching import Entry, Guess, Products


def test_codes_are_equal_whatever_their_case_width_and_blanks():
    assert matching.code_key(" kaos-Polos m ") == matching.code_key("KAOS-POLOSM")
    assert matching.code_key("ＫＡＯＳ１") == matching.code_key("kaos1")
    assert matching.code_key(None) == ""


def test_names_are_reduced_to_their_words():
    assert matching.name_key("[PROMO] Topi  Pantai, Hitam!") == "promo topi pantai hitam"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kaos-polos-m", "kaos-polos-l"),
        ("kaos-polos-xl", "kaos-polos-xxl"),
        ("tas-01", "tas-02"),
        ("botol500ml", "botol600ml"),
    ],
)
def test_codes_that_differ_in_a_size_or_number_are_never_alike(one, other):
    assert matching.code_likeness(one, other) == 0


def test_a_slip_of_the_pen_in_a_code_is_alike():
    assert matching.code_likeness("topi-01", "top-01") == 92
    assert matching.code_likeness("tas-1", "tas-01") > matching.CODE_BAR


def test_the_order_of_words_in_a_name_does_not_count():
    assert matching.name_likeness("pantai topi hitam", "topi pantai hitam") == 100


def test_praise_around_a_name_lowers_its_likeness_but_keeps_it_above_the_bar():
    score = matching.name_likeness("promo topi pantai hitam lebar", "topi pantai hitam")

    assert matching.NAME_BAR <= score < 100


def test_the_most_alike_code_is_found_with_its_percent():
    products = Products([Entry(key=1, code="TOP-01", name="Topi Pantai"), Entry(key=2, code="TAS-01")])

    assert products.like(Entry(key=9, code="TOPI-01")) == Guess(key=1, reason="similar_sku", score=92)


def test_without_a_similar_code_the_name_decides():
    products = Products([Entry(key=1, code="A-77", name="Celana Chino Hitam 32")])

    guess = products.like(Entry(key=9, code="CHN", name="Celana chino hitam 32 original"))

    assert (guess.key, guess.reason) == (1, "similar_name")


def test_a_draw_is_no_suggestion():
    products = Products([Entry(key=1, code="KAOS-A"), Entry(key=2, code="KAOS-B")])

    assert products.like(Entry(key=9, code="KAOS-C")) is None


def test_what_is_taken_is_not_suggested():
    products = Products([Entry(key=1, code="TOP-01")])

    assert products.like(Entry(key=9, code="TOPI-01"), taken={1}) is None


def test_nothing_known_gives_no_suggestion():
    products = Products([Entry(key=1), Entry(key=2, code="X")])

    assert products.like(Entry(key=9)) is None
    assert products.like(Entry(key=9, code="ZZZZ", name="Lain sekali")) is None


def test_ten_thousand_variants_are_compared_with_few_products_each(monkeypatch):
    source = random.Random(5)
    codes = [f"{source.choice(['KAOS', 'TAS', 'TOPI', 'ROK'])}-{n:05d}" for n in range(10_000)]
    products = Products([Entry(key=code, code=code, name=f"Barang {code}") for code in codes])
    compared = []
    likeness = matching.code_likeness
    monkeypatch.setattr(
        matching, "code_likeness", lambda one, other: compared.append(1) or likeness(one, other)
    )

    found = [products.like(Entry(key=code, code=code.replace("-", "--"))) for code in codes[:500]]

    right = [guess and guess.key == code for guess, code in zip(found, codes[:500], strict=True)]
    assert sum(map(bool, right)) > 495
    assert len(compared) <= 500 * matching.COMPARED


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_a_percentage_whichever_way_it_is_asked(one, other):
    codes = matching.code_key(one), matching.code_key(other)
    names = matching.name_key(one), matching.name_key(other)

    assert 0 <= matching.code_likeness(*codes) <= 100
    assert 0 <= matching.name_likeness(*names) <= 100
    assert matching.code_likeness(*codes) == matching.code_likeness(*reversed(codes))


@given(st.text(min_size=1, max_size=30))
def test_a_product_is_never_suggested_below_the_bars(text):
    products = Products([Entry(key=1, code="TOPI-PANTAI-01", name="Topi Pantai Hitam")])

    guess = products.like(Entry(key=2, code=text, name=text))

    assert guess is None or guess.score >= min(matching.CODE_BAR, matching.NAME_BAR)
