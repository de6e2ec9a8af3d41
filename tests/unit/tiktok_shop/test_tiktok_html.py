"""Descriptions: HTML there, plain lines here."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ocean_tiktok_shop.lib.html_text import html_of, pictures_of, plain_of


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("plain", "plain"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<p>one<br/>two</p>", "one\ntwo"),
        ("<p>one</p><p><br></p><p>two</p>", "one\n\ntwo"),
        (" <p>one</p>\n<ul> \n  <li>M</li>\n  <li>XL</li>\n</ul> \n<img src='x'/>", "one\n- M\n- XL"),
        ("<p>wrapped\n   line</p>", "wrapped line"),
        ("<div><p>deep</p></div>after", "deep\nafter"),
        ("<h2>Bahan</h2>katun &amp; <b>linen</b>", "Bahan\nkatun & linen"),
        ("<p>5&nbsp;cm &lt; 6</p>", "5 cm < 6"),
        ("<style>p {}</style><p>x</p><script>alert(1)</script>", "x"),
        ("<p>never closed", "never closed"),
        ("</p><li>odd", "- odd"),
    ],
)
def test_markup_becomes_lines(markup, text):
    assert plain_of(markup) == text


def test_lines_become_paragraphs_without_names_of_characters():
    assert html_of("a & b\n\n- c < d\n") == "<p>a &amp; b</p><p><br></p><p>- c &lt; d</p>"
    assert html_of("") == ""


def test_pictures_are_kept_below_the_text():
    markup = '<p>x</p><img width="3" src="https://a/1.jpg?b=1&amp;c=2"/><img alt="no address"/>'
    pictures = pictures_of(markup)
    assert pictures == ("https://a/1.jpg?b=1&c=2",)
    again = html_of("x", pictures)
    assert (plain_of(again), pictures_of(again)) == ("x", pictures)


LINES = st.text(alphabet=string.ascii_letters + string.digits + " .,-&<>\"'/;:éñ©", max_size=30)


@given(st.lists(LINES, max_size=8))
def test_what_is_written_reads_as_it_was(lines):
    text = "\n".join(line.strip() for line in lines).strip()
    assert plain_of(html_of(text)) == text


@given(st.text(max_size=200))
def test_reading_what_was_read_changes_nothing(markup):
    once = plain_of(markup)
    assert plain_of(html_of(once)) == "\n".join(line.strip() for line in once.strip().splitlines())
