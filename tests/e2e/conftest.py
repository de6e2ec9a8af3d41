"""End-to-end tests: a real Odoo in two processes, the simulator, and a real Chromium.

`runtime` is what Odoo runs with, `shell` an Odoo shell whose processes may die,
`fresh_stack` a simulator and an Odoo on a database of their own,
`page` a browser page logged in there, `screenshot` saves a picture of it.
Pictures go to artifacts/ in the checkout.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.e2e.warm_shell import warm_shell
from tools import browser, database, odoo_run, ports, pytest_run, stack

ARTIFACTS = Path(__file__).resolve().parents[2] / "artifacts"
SEED = 1
PATIENCE = 90_000  # milliseconds; other tests run beside these
ORDERS = 60  # per platform: in every status at the shop that is connected first
# Third parties' samples lie beside the checkout on some machines only.
collect_ignore = [] if pytest_run.PAYLOADS.is_dir() else ["test_sample_orders.py"]


@pytest.fixture(scope="session")
def runtime():
    """What Odoo runs with; the database server stops when the session ends."""
    with odoo_run.runtime() as made:
        yield made


@pytest.fixture(scope="session")
def shell(runtime):
    """An Odoo shell for all that needs no browser; whoever uses it says first what its database holds."""
    with warm_shell(runtime) as warm:
        yield warm


@pytest.fixture(scope="session")
def fresh_stack(runtime):
    """Simulator and Odoo on a fresh database; nothing is connected."""
    with stack.stack(runtime, f"e2e_{os.getpid()}", ports.anyone(), SEED, orders=ORDERS) as running:
        yield running
    if not os.environ.get("OCEAN_KEEP"):
        database.drop(runtime, running.database)


@pytest.fixture(scope="session")
def chromium():
    """The browser that ./ocean chose."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(browser.find()), args=browser.flags())
        yield launched
        launched.close()


@pytest.fixture
def open_page(chromium):
    """A function that opens a page on a stack, logged in; errors in a console fail the test."""
    contexts, errors = [], []

    def opened(running, width=1440, height=900):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, base_url=running.server.url, has_touch=width < 500
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        made = context.new_page()
        made.on("pageerror", lambda error: errors.append(str(error)))
        made.goto("/web/login")
        made.fill("input[name=login]", stack.LOGIN)
        made.fill("input[name=password]", stack.PASSWORD)
        made.click("button[type=submit]")
        made.wait_for_selector(".o_web_client .o_main_navbar")
        return made

    yield opened
    for context in contexts:
        context.close()
    assert not errors, errors


@pytest.fixture
def page(open_page, fresh_stack):
    """A page on the shared stack."""
    return open_page(fresh_stack)


@pytest.fixture
def screenshot():
    """A function that saves a picture of a page under a name and returns its path."""
    ARTIFACTS.mkdir(exist_ok=True)

    def save(page, name):
        page.wait_for_timeout(600)  # tabs and dialogs fade in
        path = ARTIFACTS / f"{name}.png"
        page.screenshot(path=path)
        return path

    return save
