from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib.order_numbers import (
    is_rounded,
    split_numbers,
    split_window,
)

START = datetime(2026, 11, 1, tzinfo=timezone.utc)


def test_numbers_are_separated_by_anything_people_paste():
    text = "2411228K3X7PQA, 2411228K3X7PQB\n2411228K3X7PQC;\t2411228K3X7PQD | 576461413038785752"
    assert split_numbers(text).good == (
        "2411228K3X7PQA",
        "2411228K3X7PQB",
        "2411228K3X7PQC",
        "2411228K3X7PQD",
        "576461413038785752",
    )


def test_a_number_counts_once_and_keeps_its_place():
    assert split_numbers("220810QSK8S7BX 220810QSK8S7BY 220810QSK8S7BX").good == (
        "220810QSK8S7BX",
        "220810QSK8S7BY",
    )


@pytest.mark.parametrize(
    "text", ['"220810QSK8S7BX"', "'220810QSK8S7BX", "#220810QSK8S7BX", "\ufeff220810QSK8S7BX"]
)
def test_quotes_and_invisible_characters_around_a_number_do_not_matter(text):
    assert split_numbers(text).good == ("220810QSK8S7BX",)


def test_what_cannot_be_a_number_is_told():
    found = split_numbers("pesanan INV/20260101/MPL/3 12345 220810QSK8S7BX 5.76E+17")
    assert found.good == ("220810QSK8S7BX",)
    assert found.bad == ("pesanan", "INV/20260101/MPL/3", "12345", "5.76E+17")


def test_an_empty_text_has_no_numbers():
    assert split_numbers(" ,\n; ").good == ()


@pytest.mark.parametrize("text", ["5.76E+17", "5,76461E+17", "1.5e17"])
def test_a_number_that_a_spreadsheet_rounded_is_known(text):
    assert is_rounded(text)


@given(
    length=st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=90)),
    longest=st.timedeltas(min_value=timedelta(hours=6), max_value=timedelta(days=15)),
)
def test_windows_cover_the_whole_time_without_a_hole(length, longest):
    windows = list(split_window(START, START + length, longest))
    assert windows[0][0] == START
    assert windows[-1][1] == START + length
    assert all(end - begin <= longest for begin, end in windows)
    assert all(before[1] == after[0] for before, after in zip(windows, windows[1:], strict=False))


def test_no_time_has_no_windows():
    assert list(split_window(START, START, timedelta(days=1))) == []


def test_windows_of_no_length_are_refused():
    with pytest.raises(ValueError, match="longer than zero"):
        list(split_window(START, START + timedelta(days=1), timedelta(0)))
