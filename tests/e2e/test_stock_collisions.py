"""A user's stock transaction and the lane that publishes numbers do not abort each other."""

import json

import pytest

from tools.simulator import simulated


@pytest.fixture(scope="module")
def outcome(shell):
    """What became of transactions that overlap."""
    shell.renew()
    with simulated(0, 7, "--orders", "0") as simulator:
        shell.done("prepare", {"OCEAN_SIMULATOR": json.dumps(simulator.info)})
        return json.loads(shell.done("stock_collisions").marked("OUTCOME"))


def test_neither_the_user_nor_the_lane_is_aborted(outcome):
    assert outcome["lane commits while the user works"]
    assert outcome["user commits while the lane works"]


def test_no_change_is_lost_on_the_way(outcome):
    assert outcome["number"] == 20
    assert outcome["marks left"] == 0
