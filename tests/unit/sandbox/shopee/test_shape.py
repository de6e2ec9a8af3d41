"""The notation for bodies."""

import pytest

from odoo.addons.ocean_shopee.sandbox.errors import ApiError
from odoo.addons.ocean_shopee.sandbox.shape import Shape

ORDER = Shape(
    "order_sn*:str, price:num, lines*[]<1..2>{id*:int, name<0..3>:str, tags:str[]}, "
    "address{zip*:str}, way<1..3>:int"
)
GOOD = {"order_sn": "A", "lines": [{"id": 1}]}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"price": 1},
        {"price": 1.5, "way": 3, "address": {"zip": ""}},
        {"lines": [{"id": 1, "name": "abc", "tags": ["x"]}, {"id": 2}]},
        {"price": None, "unknown": object},
    ],
)
def test_bodies_of_the_shape_pass(more):
    assert ORDER.check({**GOOD, **more}) is None


@pytest.mark.parametrize(
    ("more", "detail"),
    [
        ({"order_sn": None}, "order_sn is required"),
        ({"order_sn": 5}, "order_sn must be str"),
        ({"price": "5"}, "price must be num"),
        ({"price": True}, "price must be num"),
        ({"lines": []}, "lines should be between 1 and 2"),
        ({"lines": {"id": 1}}, "lines must be a list"),
        ({"lines": [{"id": 1}] * 3}, "lines should be between 1 and 2"),
        ({"lines": ["x"]}, r"lines\[0\] must be obj"),
        ({"lines": [{}]}, r"lines\[0\].id is required"),
        ({"lines": [{"id": "1"}]}, r"lines\[0\].id must be int"),
        ({"lines": [{"id": 1, "name": "abcd"}]}, r"lines\[0\].name should be between 0 and 3"),
        ({"lines": [{"id": 1, "tags": [1]}]}, r"lines\[0\].tags\[0\] must be str"),
        ({"address": {}}, "address.zip is required"),
        ({"way": 4}, "way should be between 1 and 3"),
    ],
)
def test_other_bodies_are_refused_with_the_field(more, detail):
    with pytest.raises(ApiError, match=detail) as caught:
        ORDER.check({**GOOD, **more})
    assert caught.value.code == "error_param"
