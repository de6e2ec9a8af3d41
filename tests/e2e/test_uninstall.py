"""A platform is uninstalled and installed again: its history stays, and nothing is imported twice."""

import json

import pytest

from tools.shells import marked, odoo_shell, text_of
from tools.simulator import simulated

ORDERS = 20


@pytest.fixture(scope="module")
def steps(runtime, shell):
    """What the database knows before, without and again with the platform's addon."""
    shell.renew()
    with simulated(0, 7, "--orders", str(ORDERS)) as simulator:
        connection = {"OCEAN_SIMULATOR": json.dumps(simulator.info)}
        shell.done("prepare", connection)
        shell.done("worker")
        before = json.loads(shell.done("history").marked("STATE"))
        shell.done("uninstall")
        # From here on models differ from those that the shell has loaded.
        without = _history(odoo_shell(runtime, shell.name, "history"))
        arguments = ["-d", shell.name, "-i", "ocean_shopee", "--stop-after-init", "--max-cron-threads=0"]
        runtime.odoo("install ocean_shopee again", *arguments)
        again = _history(odoo_shell(runtime, shell.name, "history"))
        connecting = "\n".join(text_of(script) for script in ("prepare", "worker", "history"))
        reconnected = _history(odoo_shell(runtime, shell.name, connecting, connection))
    return {"before": before, "without": without, "again": again, "reconnected": reconnected}


def _history(done):
    assert done.returncode == 0, done.stderr[-3000:]
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
