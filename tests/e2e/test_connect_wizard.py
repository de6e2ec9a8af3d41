"""The connect wizard in a real browser: from an empty Odoo to the first orders, on a desk and on a phone."""

import os

import pytest

from tools import database, ports, stack

OVERVIEW = "/odoo/action-ocean_marketplace_base.ocean_storefront_action"
PATIENCE = 90_000  # milliseconds; a lost wake-up costs up to a minute
SEED = 2
ORDERS = 30


@pytest.fixture(scope="module")
def empty_stack(runtime):
    """Simulator and Odoo on a database of their own, with the simulator switched on and no app entered."""
    name = f"e2e_wizard_{os.getpid()}"
    with stack.stack(runtime, name, ports.anyone(), SEED, orders=ORDERS) as running:
        running.client.call("res.config.settings", "create", [{"group_ocean_simulator": True}])
        settings = running.client.call("res.config.settings", "search", [], limit=1, order="id desc")
        running.client.call("res.config.settings", "execute", settings)
        yield running
    if not os.environ.get("OCEAN_KEEP"):
        database.drop(runtime, running.database)


class Wizard:
    """The dialog as a person uses it."""

    def __init__(self, page):
        self.page = page
        self.dialog = page.locator(".modal").last

    def press(self, name):
        self.page.locator(".modal-footer").get_by_role("button", name=name, exact=True).click()

    def sees(self, text):
        self.dialog.get_by_text(text).first.wait_for(timeout=PATIENCE)

    def enter(self, field, value):
        self.dialog.locator(f"[name={field}] input:visible").first.fill(str(value))


def start(page):
    """Press *Connect a storefront* on the overview."""
    page.goto(OVERVIEW)
    button = page.get_by_role("button", name="Connect a storefront")
    button.or_(page.get_by_role("link", name="Connect a storefront")).first.click()
    page.wait_for_selector(".modal .o_form_view", timeout=PATIENCE)
    return Wizard(page)


def to_keys(wizard, platform):
    wizard.dialog.get_by_label(platform, exact=True).check()
    wizard.dialog.get_by_label("Simulator", exact=True).check()
    wizard.press("Next")
    wizard.sees("Do this on the platform first.")


def tell_simulator(stack, platform):
    """Enter the addresses of step 2 on the platform's side."""
    [account] = stack.client.call(
        "ocean.account", "search_read", [("platform", "=", platform)], ["push_url", "redirect_url"]
    )
    addresses = {"callback_url": account["push_url"], "redirect_url": account["redirect_url"]}
    stack.simulator.control("/config", {"platform": platform, **addresses})
    return account["push_url"]


def finish(wizard, screenshot, name):
    """Approve on the platform's page, confirm the last step and wait for the first import."""
    page = wizard.page
    wizard.press("Open the platform's page")
    page.get_by_role("button", name="Approve").or_(page.get_by_role("button", name="Authorize")).first.click()
    wizard.sees("These shops were found.")
    screenshot(page, f"{name}_5_start")
    wizard.press("Finish")
    wizard.sees("You may close this window")
    screenshot(page, f"{name}_6_import")
    wizard.sees("Done:")
    screenshot(page, f"{name}_7_done")
    wizard.dialog.get_by_role("button", name="Open storefront").first.click()
    page.get_by_role("tab", name="Connection").wait_for(timeout=PATIENCE)


def test_the_whole_path_from_new_keys_to_the_storefront_with_orders(open_page, empty_stack, screenshot):
    page, keys = open_page(empty_stack, 1366, 768), empty_stack.simulator.platforms["shopee"]
    wizard = start(page)
    screenshot(page, "wizard_1_platform")
    to_keys(wizard, "Shopee")
    screenshot(page, "wizard_2_prepare")
    wizard.press("Next")
    wizard.enter("simulator_url", keys["base_url"])
    wizard.enter("app_key", keys["partner_id"])
    wizard.enter("app_secret_input", keys["partner_key"])
    wizard.enter("push_secret_input", "a-wrong-push-key")
    wizard.press("Next")
    wizard.sees("never yet")
    push_url = tell_simulator(empty_stack, "shopee")
    empty_stack.simulator.control("/push", {"platform": "shopee", "code": 0, "url": push_url})
    page.wait_for_timeout(1000)
    wizard.press("Test again")
    wizard.sees("Copy the push key again")
    screenshot(page, "wizard_3_wrong_push_key")
    assert "Traceback" not in page.content()
    wizard.enter("push_secret_input", keys["push_key"])
    wizard.press("Test again")
    page.wait_for_timeout(1000)
    empty_stack.simulator.control("/push", {"platform": "shopee", "code": 0, "url": push_url})
    page.wait_for_timeout(1000)
    wizard.press("Test again")
    wizard.sees("Push URL was called")
    screenshot(page, "wizard_3_keys")
    wizard.press("Next")
    wizard.sees("The platform's page opens in this tab.")
    screenshot(page, "wizard_4_approve")

    finish(wizard, screenshot, "wizard")

    calls = empty_stack.simulator.control("/calls?platform=shopee")["calls"]
    assert not [call["path"] for call in calls if call["write"] and "auth" not in call["path"]]
    page.get_by_role("tab", name="Connection").click()
    page.get_by_role("button", name="Set up pushes").click()
    page.wait_for_selector("text=this Odoo", timeout=PATIENCE)
    screenshot(page, "wizard_8_pushes")


def test_on_a_phone_the_wizard_sets_up_the_webhooks(open_page, empty_stack, screenshot):
    page, keys = open_page(empty_stack, 390, 844), empty_stack.simulator.platforms["tiktok_shop"]
    wizard = start(page)
    to_keys(wizard, "TikTok Shop")
    screenshot(page, "wizard_phone_2_prepare")
    wizard.press("Next")
    wizard.enter("simulator_url", keys["base_url"])
    wizard.enter("app_key", keys["app_key"])
    wizard.enter("app_secret_input", keys["app_secret"])
    wizard.enter("tiktok_service_id", keys["service_id"])
    screenshot(page, "wizard_phone_3_keys")
    wizard.press("Next")
    wizard.sees("The platform's page opens in this tab.")
    tell_simulator(empty_stack, "tiktok_shop")

    finish(wizard, screenshot, "wizard_phone")

    hooks = empty_stack.simulator.control("/calls?path=/event/*/webhooks&platform=tiktok_shop")["calls"]
    assert [call for call in hooks if call["method"] == "PUT"]
