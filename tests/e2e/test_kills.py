"""The worker dies, for real, right before or after each commit; another one finishes its work."""

import json
import os

import pytest

from odoo.addons.ocean_marketplace_base.lib.failpoints import ENV, EXIT_CODE

from tools import database
from tools.shells import marked, odoo_shell, start_shell
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
def prepared(runtime, simulator):
    """A database with a connected shop, its products and some pushes waiting; nothing is imported yet."""
    name = database.clone(runtime, database.suite(runtime), f"{database.prefix()}_kills_{os.getpid()}")
    done = odoo_shell(runtime, name, "prepare", {"OCEAN_SIMULATOR": json.dumps(simulator.info)})
    assert done.returncode == 0, done.stderr[-3000:]
    shop = simulator.platforms["shopee"]["shop_id"]
    rows = simulator.control(f"/orders?platform=shopee&shop_id={shop}")["orders"]
    done = odoo_shell(runtime, name, PUSH % [str(row["id"]) for row in rows[:PUSHES]])
    assert done.returncode == 0, done.stderr[-3000:]
    yield name
    database.drop(runtime, name)


@pytest.fixture(scope="module")
def undisturbed(runtime, prepared):
    """What the database holds after a run in which nothing dies."""
    return _finish(runtime, database.clone(runtime, prepared, f"{prepared}_calm"))


def _finish(runtime, name):
    done = odoo_shell(runtime, name, "worker")
    state = marked(done.stdout, "STATE")
    assert state, done.stderr[-3000:]
    database.drop(runtime, name)
    return json.loads(state)


def test_the_undisturbed_run_imports_orders_and_settles_pushes(undisturbed):
    assert len(undisturbed["orders"]) >= ORDERS / 3
    assert len(undisturbed["sales"]) > PUSHES
    assert len(undisturbed["moves"]) > PUSHES
    assert len(undisturbed["events"]) == PUSHES


@pytest.mark.parametrize("failpoint", FAILPOINTS)
def test_a_killed_worker_leaves_nothing_lost_and_nothing_twice(runtime, prepared, undisturbed, failpoint):
    name = database.clone(runtime, prepared, f"{prepared}_victim")
    died = odoo_shell(runtime, name, "worker", {ENV: failpoint})
    assert died.returncode == EXIT_CODE, died.stderr[-3000:]
    assert _finish(runtime, name) == undisturbed


def test_two_processes_that_need_a_token_refresh_it_once(runtime, simulator, prepared):
    name = database.clone(runtime, prepared, f"{prepared}_race")
    simulator.control("/calls/clear", {})
    racers = [start_shell(runtime, name, "race") for _racer in range(2)]
    outputs = [racer.communicate(timeout=120) for racer in racers]
    tokens = [marked(stdout, "TOKEN") for stdout, _stderr in outputs]
    assert tokens[0], outputs[0][1][-3000:]
    assert tokens[0] == tokens[1]
    refreshes = simulator.control("/calls?path=/api/v2/auth/access_token/get")
    assert refreshes["count"] == 1
    database.drop(runtime, name)


def test_two_processes_on_the_same_orders_end_in_the_same_state(runtime, prepared, undisturbed):
    name = database.clone(runtime, prepared, f"{prepared}_two")
    workers = [start_shell(runtime, name, "two_workers") for _worker in range(2)]
    outputs = [worker.communicate(timeout=240) for worker in workers]
    assert [marked(stdout, "STATE") for stdout, _stderr in outputs] == ["finished"] * 2, outputs
    assert _finish(runtime, name) == undisturbed
