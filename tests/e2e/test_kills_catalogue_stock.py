"""The worker that publishes and sends numbers dies, for real, around each commit; another one finishes."""

import json
from contextlib import contextmanager

import pytest

from odoo.addons.ocean_marketplace_base.lib.failpoints import ENV, EXIT_CODE

from tools import ports
from tools.simulator import simulated

SEED = 7
SOLD, NEW, NEW_NAME = "KAOS-POLOS-M", "KAOS-PANTAI", "Kaos Pantai Baru"
# Every commit of publishing, of the stock lane and of trying rules, and what the platform did before it.
FAILPOINTS = (
    "command.claimed",
    "command.sent",
    "command.answered",
    "publish.uploaded",
    "publish.before_created",
    "publish.created",
    "publish.known",
    "publish.written",
    "publish.before_taken",
    "stock.settled",
    "stock.before_pushed",
    "stock.pushed",
    "stock.checked",
    "whatif.before_replayed",
    "whatif.replayed",
)
PUSH = """
env["ocean.event"].create(
    {"account_id": env["ocean.account"].search([]).id, "storefront_id": env["ocean.storefront"].search([]).id,
     "topic": "order", "external_id": %r, "dedupe_key": %r, "signature_ok": True}
)
env.cr.commit()
"""


@pytest.fixture(scope="module")
def port():
    """Where the simulator is each time: what it forgot when it stopped, it makes again from its seed."""
    return ports.choose()


@pytest.fixture(scope="module")
def prepared(port, shell):
    """A database with all the work to do; nothing is sent yet."""
    shell.renew()
    with simulated(port, SEED, "--orders", "0") as simulator:
        shell.done("prepare", {"OCEAN_SIMULATOR": json.dumps(simulator.info)})
        shell.done("prepare_shelf")
    with shell.kept("shelf") as name:
        yield name


def numbers(item):
    return sorted([variant["sku"], variant["stock"]] for variant in item["variants"])


class Shop:
    """A simulator as it was when the database was prepared, but that an order was placed meanwhile."""

    def __init__(self, simulator, shell):
        self.simulator, self.shell = simulator, shell
        placed = {"platform": "shopee", "skus": [SOLD], "status": "READY_TO_SHIP", "quantities": [3]}
        [self.order] = simulator.control("/orders", placed)["orders"]
        shell.done(PUSH % (self.order, self.order))

    def finished(self):
        """Let a worker do all there is to do; return what both sides hold then."""
        told = json.loads(self.shell.done("shelf_worker").marked("STATE"))
        told["items"] = self.items()
        return json.loads(json.dumps(told).replace(self.order, "ORDER"))

    def items(self):
        """What the platform shows of each item: name, status, number of pictures, numbers of its SKUs."""
        rows = self.simulator.control("/state")["platforms"]["shopee"]["items"]
        mine = [row for row in rows if row["shop_id"] == self.simulator.platforms["shopee"]["shop_id"]]
        return sorted([row["name"], row["status"], len(row["images"]), numbers(row)] for row in mine)


@contextmanager
def opened(port, prepared, shell):
    """Inside the ``with``: a fresh `Shop`."""
    shell.renew(prepared)
    with simulated(port, SEED, "--orders", "0") as simulator:
        yield Shop(simulator, shell)


@pytest.fixture(scope="module")
def undisturbed(port, prepared, shell):
    """What Odoo and the platform hold after a run in which nothing dies."""
    with opened(port, prepared, shell) as shop:
        return shop.finished()


@pytest.fixture
def shop(port, prepared, undisturbed, shell):
    with opened(port, prepared, shell) as fresh:
        yield fresh


def test_the_undisturbed_run_publishes_sells_and_shows_the_right_numbers(undisturbed):
    shown = {sku: number for *_item, found in undisturbed["items"] for sku, number in found}
    assert (shown[SOLD], shown[NEW]) == (7, 8)
    assert NEW_NAME in [name for name, *_item in undisturbed["items"]]
    assert undisturbed["marks"] == ["[0]"]
    assert len(undisturbed["commands"]) == 2
    assert len(undisturbed["pictures"]) == 2
    assert sum(json.loads(row)[1] for row in undisturbed["whatif"]) == 3  # orders that were replayed


def test_every_place_to_die_at_is_tried(prepared, shell):
    shell.renew(prepared)
    assert shell.failpoints("command", "publish", "stock", "whatif") == set(FAILPOINTS)


@pytest.mark.parametrize("failpoint", FAILPOINTS)
def test_a_killed_worker_leaves_nothing_lost_and_nothing_twice(shop, undisturbed, failpoint):
    died = shop.shell.run("shelf_worker", {ENV: failpoint})
    assert died.code == EXIT_CODE, died.output[-3000:]
    assert shop.finished() == undisturbed
