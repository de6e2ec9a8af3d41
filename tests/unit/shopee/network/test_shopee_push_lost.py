import json

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_shopee.lib.push import parse
from odoo.addons.ocean_shopee.lib.push_lost import lost_pushes

DATA = {"ordersn": "2411228K3X7PQA", "status": "PROCESSED", "update_time": 1_732_250_000, "items": []}
PUSH = {"data": DATA, "shop_id": 301_177_001, "code": 3, "timestamp": 1_732_250_001}


def row(data):
    return {"shop_id": 301_177_001, "code": 3, "timestamp": 1_732_250_001, "data": data}


@pytest.mark.parametrize(
    "data", [PUSH, json.dumps(PUSH), DATA, json.dumps(DATA)], ids=["object", "text", "inner", "inner text"]
)
def test_a_lost_push_says_what_it_would_have_said(data):
    (push,) = lost_pushes([row(data)], 176_610)
    assert parse(push.body) == parse(json.dumps(PUSH).encode())
    assert push.mark == "176610"


def test_a_push_that_cannot_be_read_is_still_handed_over():
    (push,) = lost_pushes([row("not JSON")], 5)
    assert b"not JSON" in push.body
    with pytest.raises(ContractChanged):
        parse(push.body)


def test_no_lost_push_needs_no_number():
    assert lost_pushes([], None) == []


@pytest.mark.parametrize("number", [None, "176610", True, 1.5])
def test_pushes_that_cannot_be_confirmed_are_refused(number):
    with pytest.raises(ContractChanged):
        lost_pushes([row(PUSH)], number)
