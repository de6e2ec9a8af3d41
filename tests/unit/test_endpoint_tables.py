"""The tables of endpoints in the READMEs are what the code says."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.endpoint_table import (
    BEGIN,
    END,
    TableRow,
    put_into,
    rows_of,
    table,
)
from odoo.addons.ocean_marketplace_base.lib.endpoints import MEASURED, Endpoint, endpoint

from tools import endpoint_tables

READMES = endpoint_tables.readmes()


class Reading:
    @endpoint("GET", "/orders/{id}")
    def get(self):
        """Marked in a base class."""


class Orders(Reading):
    @endpoint("POST", "/orders", MEASURED)
    @endpoint("POST", "/v2/orders")
    def place(self):
        """Marked twice."""

    def helper(self):
        """Not marked."""


class Client:
    orders: Orders
    name: str


class Loose:
    @endpoint("GET", "/loose")
    def look(self):
        """No client leads here."""


@endpoint("POST", "/token")
def token():
    """A marked function."""


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.parent.name)
def test_the_table_in_the_readme_is_that_of_the_code(readme):
    expected = endpoint_tables.current(readme)
    assert readme.read_text(encoding="utf-8") == expected, "run: python -m tools.endpoint_tables"


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.parent.name)
def test_every_marked_function_is_in_the_table(readme):
    marked = set()
    for thing in endpoint_tables.contents(readme.parent):
        for function in vars(thing).values() if isinstance(thing, type) else [thing]:
            marked.update((one.verb, one.path) for one in getattr(function, "endpoints", ()))
    text = readme.read_text(encoding="utf-8")
    assert marked
    assert all(f"| {verb} `{path}` |" in text for verb, path in marked)


def test_there_is_a_platform_with_a_table():
    assert "ocean_shopee" in {path.parent.name for path in READMES}


def test_methods_are_named_as_they_are_called():
    rows = rows_of([Reading, Orders, Client, Loose, token, 5])
    assert {(row.method, row.endpoint.path) for row in rows} == {
        ("orders.get", "/orders/{id}"),
        ("orders.place", "/orders"),
        ("orders.place", "/v2/orders"),
        ("Loose.look", "/loose"),
        ("token", "/token"),
    }


def test_the_table_tells_what_the_simulator_answers_whatever_variable_parts_are_called():
    rows = [TableRow("b", Endpoint("GET", "/orders/{id}")), TableRow("a", Endpoint("POST", "/x", MEASURED))]
    text = table(rows, {("GET", "/orders/{order_id}"), ("GET", "/x")})
    assert text.splitlines()[2:] == [
        "| `a` | POST `/x` | no | measured |",
        "| `b` | GET `/orders/{id}` | yes | official |",
    ]


def test_the_table_replaces_the_one_before():
    text = put_into(f"head\n{BEGIN}\nold\n{END}\ntail\n", "new")
    assert text == f"head\n{BEGIN}\n\nnew\n\n{END}\ntail\n"
    assert put_into(text, "new") == text


@pytest.mark.parametrize("text", ["", BEGIN, END, END + BEGIN, BEGIN + END + BEGIN + END])
def test_a_text_without_one_place_for_the_table_is_refused(text):
    with pytest.raises(ValueError, match="one block"):
        put_into(text, "new")
