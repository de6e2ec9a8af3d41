"""A platform is uninstalled and installed again: its history stays, and nothing is imported twice."""

import json
import os

import pytest

from tools import database
from tools.shells import marked, odoo_shell
from tools.simulator import simulated

ORDERS = 20


@pytest.fixture(scope="module")
def steps(runtime):
    """What the database knows before, without and again with the platform's addon."""
    name = database.clone(runtime, database.suite(runtime), f"{database.prefix()}_uninstall_{os.getpid()}")
    with simulated(0, 7, "--orders", str(ORDERS)) as simulator:
        connection = {"OCEAN_SIMULATOR": json.dumps(simulator.info)}
        _run(runtime, name, "prepare", connection)
        _run(runtime, name, "worker")
        before = _history(runtime, name)
        _run(runtime, name, "uninstall")
        without = _history(runtime, name)
        arguments = ["-d", name, "-i", "ocean_shopee", "--stop-after-init", "--max-cron-threads=0"]
        runtime.odoo("install ocean_shopee again", *arguments)
        again = _history(runtime, name)
        _run(runtime, name, "prepare", connection)
        _run(runtime, name, "worker")
        reconnected = _history(runtime, name)
    yield {"before": before, "without": without, "again": again, "reconnected": reconnected}
    database.drop(runtime, name)


def _run(runtime, name, script, env=None):
    done = odoo_shell(runtime, name, script, env)
    assert done.returncode == 0, done.stderr[-3000:]
    return done


def _history(runtime, name):
    done = _run(runtime, name, "history")
    return json.loads(marked(done.stdout, "STATE"))


def kept(state):
    return {key: state[key] for key in ("orders", "lines", "payloads", "listings", "sales")}


def test_uninstalling_keeps_the_history_and_archives_the_storefront(steps):
    assert len(steps["before"]["sales"]) > ORDERS / 4
    assert kept(steps["without"]) == kept(steps["before"])
    assert steps["without"]["storefronts"] == [["none", False, "cut_off"]]


def test_without_the_addon_reconnecting_says_what_is_missing(steps):
    assert "not installed" in steps["without"]["refusal"]


def test_installing_again_asks_to_connect_again(steps):
    assert kept(steps["again"]) == kept(steps["before"])
    assert {row[2] for row in steps["again"]["storefronts"]} == {"cut_off"}


def test_the_app_is_taken_up_with_its_addresses_which_the_seller_entered_on_the_platform(steps):
    assert len(steps["before"]["addresses"]) == 1
    assert {tuple(state["addresses"]) for state in steps.values()} == {tuple(steps["before"]["addresses"])}


def test_connecting_again_takes_the_same_storefront_up_and_imports_nothing_twice(steps):
    assert steps["reconnected"]["storefronts"] == [["shopee", True, "connected"]]
    assert steps["reconnected"]["orders"] == steps["before"]["orders"]
    assert steps["reconnected"]["sales"] == steps["before"]["sales"]
