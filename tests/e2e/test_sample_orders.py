"""Third parties' sample orders go through the importer with their totals intact."""

import json
import os

import pytest

from tools import database
from tools.pytest_run import PAYLOADS
from tools.shells import marked, odoo_shell

SAMPLES = PAYLOADS / "shopee"


def _sample(name):
    return json.loads((SAMPLES / name).read_text())["response"]


@pytest.fixture(scope="module")
def imported(runtime):
    name = database.clone(runtime, database.suite(runtime), f"{database.prefix()}_samples_{os.getpid()}")
    [order] = _sample("order_detail_multiline_voucher.json")["order_list"]
    escrow = _sample("escrow_detail_multiline_voucher.json")
    samples = [{"order": order, "escrow": escrow}, {"order": order | {"order_sn": "ALONE"}, "escrow": None}]
    done = odoo_shell(runtime, name, "samples", {"OCEAN_SAMPLES": json.dumps(samples)})
    state = marked(done.stdout, "STATE")
    assert state, done.stderr[-3000:]
    yield json.loads(state)
    database.drop(runtime, name)


def test_the_sample_with_its_escrow_sells_for_what_the_seller_earns(imported):
    assert imported["2411087QX3TM2K"] == {
        "buyer": 414000.0,
        "revenue": 424000.0,
        "sale": 424000.0,
        "state": "sale",
        "exception": False,
    }


def test_the_sample_without_escrow_is_provisional_at_its_unit_prices(imported):
    assert imported["ALONE"] == {
        "buyer": 414000.0,
        "revenue": 454000.0,
        "sale": 454000.0,
        "state": "sale",
        "exception": False,
    }
