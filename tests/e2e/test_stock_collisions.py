"""A user's stock transaction and the lane that publishes numbers do not abort each other."""

import json
import os

import pytest

from tools import database
from tools.shells import marked, odoo_shell
from tools.simulator import simulated


@pytest.fixture(scope="module")
def outcome(runtime):
    """What became of transactions that overlap, on a database of their own."""
    name = database.clone(runtime, database.suite(runtime), f"{database.prefix()}_stock_{os.getpid()}")
    try:
        with simulated(0, 7, "--orders", "0") as simulator:
            done = odoo_shell(runtime, name, "prepare", {"OCEAN_SIMULATOR": json.dumps(simulator.info)})
            assert done.returncode == 0, done.stderr[-3000:]
            done = odoo_shell(runtime, name, "stock_collisions")
        found = marked(done.stdout, "OUTCOME")
        assert found, done.stderr[-3000:]
        yield json.loads(found)
    finally:
        database.drop(runtime, name)


def test_neither_the_user_nor_the_lane_is_aborted(outcome):
    assert outcome["lane commits while the user works"]
    assert outcome["user commits while the lane works"]


def test_no_change_is_lost_on_the_way(outcome):
    assert outcome["number"] == 20
    assert outcome["marks left"] == 0
