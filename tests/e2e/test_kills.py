"""The worker dies, for real, right before or after each commit; another one finishes its work."""

import json
import time

import pytest

from odoo.addons.ocean_marketplace_base.lib.failpoints import ENV, EXIT_CODE

from tools.simulator import simulated

ORDERS = 30
PUSHES = 3
# Every commit of the pipeline, each with the moment just before it and just after it.
FAILPOINTS = (
    "catalogue.before_stored",
    "catalogue.stored",
    "catalogue.before_finished",
    "catalogue.finished",
    "orders.before_settled",
    "orders.settled",
    "orders.before_discovered",
    "orders.discovered",
    "orders.before_fetched",
    "orders.fetched",
    "orders.before_logged",
    "orders.logged",
    "apply.before_commit",
    "apply.committed",
    "apply.logged",
)
PUSH = """
env["ocean.event"].create([
    {"account_id": env["ocean.account"].search([]).id, "storefront_id": env["ocean.storefront"].search([]).id,
     "topic": "order", "external_id": number, "dedupe_key": number, "signature_ok": True}
    for number in %r
])
env.cr.commit()
"""


@pytest.fixture(scope="module")
def simulator():
    with simulated(0, 7, "--orders", str(ORDERS)) as running:
        yield running


@pytest.fixture(scope="module")
def prepared(simulator, shell):
    """A database with a connected shop, its products and some pushes waiting; nothing is imported yet."""
    shell.renew()
    shell.done("prepare", {"OCEAN_SIMULATOR": json.dumps(simulator.info)})
    shop = simulator.platforms["shopee"]["shop_id"]
    rows = simulator.control(f"/orders?platform=shopee&shop_id={shop}")["orders"]
    shell.done(PUSH % [str(row["id"]) for row in rows[:PUSHES]])
    with shell.kept("prepared") as name:
        yield name


@pytest.fixture(scope="module")
def undisturbed(prepared, shell):
    """What the database holds after a run in which nothing dies."""
    return _finish(shell)


@pytest.fixture
def fresh(prepared, undisturbed, shell):
    """The shell with the prepared database once more."""
    shell.renew(prepared)
    return shell


def _finish(shell):
    return json.loads(shell.done("worker").marked("STATE"))


def test_the_undisturbed_run_imports_orders_and_settles_pushes(undisturbed):
    assert len(undisturbed["orders"]) >= ORDERS / 3
    assert len(undisturbed["sales"]) > PUSHES
    assert len(undisturbed["moves"]) > PUSHES
    assert len(undisturbed["events"]) == PUSHES


def test_every_place_to_die_at_is_tried(fresh):
    assert fresh.failpoints("catalogue", "orders", "apply") == set(FAILPOINTS)


@pytest.mark.parametrize("failpoint", FAILPOINTS)
def test_a_killed_worker_leaves_nothing_lost_and_nothing_twice(fresh, undisturbed, failpoint):
    died = fresh.run("worker", {ENV: failpoint})
    assert died.code == EXIT_CODE, died.output[-3000:]
    assert _finish(fresh) == undisturbed


def test_two_processes_that_need_a_token_refresh_it_once(fresh, simulator):
    simulator.control("/calls/clear", {})
    racers = fresh.together(["race"] * 2, {"OCEAN_MOMENT": str(time.time() + 1)})
    tokens = [racer.marked("TOKEN") for racer in racers]
    assert tokens[0]
    assert tokens[0] == tokens[1]
    refreshes = simulator.control("/calls?path=/api/v2/auth/access_token/get")
    assert refreshes["count"] == 1


def test_two_processes_on_the_same_orders_end_in_the_same_state(fresh, undisturbed):
    workers = fresh.together(["two_workers"] * 2)
    assert [worker.marked("STATE") for worker in workers] == ["finished"] * 2, workers
    assert _finish(fresh) == undisturbed
