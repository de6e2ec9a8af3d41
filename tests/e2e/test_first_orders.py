"""The main job in a real browser: connect a storefront, import, open an order and its sales order."""

import re

import pytest

OVERVIEW = "/odoo/action-ocean_marketplace_base.ocean_storefront_action"
ORDERS = "/odoo/action-ocean_marketplace_base.ocean_order_action"
EXCEPTIONS = "/odoo/action-ocean_marketplace_base.ocean_exception_action"
PATIENCE = 90_000  # milliseconds; a lost wake-up costs up to a minute
TODAY = """count => {
    const figure = document.querySelector(".o_kanban_record").innerText.match(/(\\d+) orders/);
    return figure && Number(figure[1]) >= count;
}"""


@pytest.fixture(scope="module")
def account(fresh_stack):
    """The keys of the simulated app, as an administrator enters them; nothing is connected."""
    return fresh_stack.create_account("shopee", fresh_stack.simulator.platforms["shopee"])


def connect(page):
    """Go on with the wizard where the app was entered, and approve on the platform's consent page."""
    page.goto(OVERVIEW)
    page.get_by_role("button", name="Connect a storefront").or_(
        page.get_by_role("link", name="Connect a storefront")
    ).first.click()
    page.wait_for_selector("text=Continue connecting Shopee app", timeout=PATIENCE)
    press(page, "Next")
    press(page, "Continue anyway")  # the simulator has sent no push yet
    press(page, "Open the platform's page")
    page.get_by_role("button", name="Approve").first.click()
    press(page, "Finish")
    press(page, "Close")
    page.wait_for_selector(".o_kanban_record:not(.o_kanban_ghost)", timeout=PATIENCE)


def press(page, name):
    page.locator(".modal-footer").get_by_role("button", name=name, exact=True).click(timeout=PATIENCE)


def test_connect_import_and_open_an_order_and_its_sales_order(page, fresh_stack, account, screenshot):
    page.goto(OVERVIEW)
    page.wait_for_selector("text=Connect your first storefront", timeout=PATIENCE)
    screenshot(page, "01_first_use")
    connect(page)
    card = page.locator(".o_kanban_record:not(.o_kanban_ghost)").first
    assert "Simulator" in card.inner_text()

    fresh_stack.wait("listings", fresh_stack._listings_are_here)
    shop = fresh_stack.client.call("ocean.storefront", "search_read", [], ["external_shop_id"])[0]
    rows = [row for row in fresh_stack.platform_orders() if str(row["shop_id"]) == shop["external_shop_id"]]
    fresh_stack.wait("orders", lambda: _imported(fresh_stack, len(rows)))
    fresh_stack.create_products()
    fresh_stack.wait("sales orders", lambda: _settled(fresh_stack, len(rows)))
    page.reload()
    page.wait_for_selector("text=Today", timeout=PATIENCE)
    screenshot(page, "02_overview")

    row = next(row for row in rows if row["status"] == "READY_TO_SHIP" and "TOPI-01" not in row["skus"])
    page.goto(ORDERS)
    page.locator(f".o_data_row:has-text('{row['id']}')").first.wait_for(timeout=PATIENCE)
    screenshot(page, "03_orders")
    page.locator(f".o_data_row:has-text('{row['id']}') .o_data_cell").nth(1).click()
    page.wait_for_selector(".o_form_view", timeout=PATIENCE)
    screenshot(page, "04_order")
    page.get_by_role("tab", name="Money").click()
    page.wait_for_selector("text=Adds up", timeout=PATIENCE)
    screenshot(page, "05_money")

    page.locator("button[name='action_view_sale_order']").first.click()
    total = page.locator("[name='tax_totals']").inner_text(timeout=PATIENCE)
    screenshot(page, "06_sales_order")
    digits = {re.sub(r"\D", "", amount.split(".")[0]) for amount in re.findall(r"[\d.,]*\d", total)}
    assert str(int(float(row["seller_revenue"]))) in digits


def _imported(stack, expected):
    if stack.client.call("ocean.order", "search_count", []) < expected:
        return False
    waiting = ["|", ("needs_fetch", "=", True), ("needs_apply", "=", True)]
    return not stack.client.call("ocean.order", "search_count", waiting)


def _settled(stack, expected):
    others = [("kind", "=", "sku_unmatched"), ("state", "=", "open"), ("cause_key", "!=", "TOPI-01")]
    return _imported(stack, expected) and not stack.client.call("ocean.exception", "search_count", others)


def test_a_placed_order_appears_on_the_open_overview_without_reload(page, fresh_stack, account, screenshot):
    page.goto(OVERVIEW)
    card = page.locator(".o_kanban_record:not(.o_kanban_ghost)").first
    card.wait_for(timeout=PATIENCE)
    before = _orders_today(card)
    fresh_stack.simulator.control("/orders", {"count": 3, "status": "READY_TO_SHIP"})
    page.wait_for_function(
        TODAY,
        arg=before + 3,
        timeout=PATIENCE,
    )
    screenshot(page, "07_live")
    assert _orders_today(card) >= before + 3


def _orders_today(card):
    return int(re.search(r"(\d+) orders", card.inner_text()).group(1))


def test_matching_the_unknown_sku_lets_the_waiting_orders_through(page, fresh_stack, account, screenshot):
    page.goto(EXCEPTIONS)
    page.wait_for_selector("text=TOPI-01", timeout=PATIENCE)
    screenshot(page, "08_exceptions")
    still_open = [("kind", "=", "sku_unmatched"), ("state", "=", "open")]
    [cause] = fresh_stack.client.call("ocean.exception", "search_read", still_open, ["count"])
    assert cause["count"] > 0
    sku = fresh_stack.client.call("ocean.listing.sku", "search", [("seller_sku", "=", "TOPI-01")])
    fresh_stack.client.call("ocean.listing.sku", "action_create_product", sku)
    fresh_stack.wait(
        "waiting orders",
        lambda: not fresh_stack.client.call("ocean.exception", "search_count", still_open),
    )
    page.wait_for_selector("text=Nothing needs you", timeout=PATIENCE)
    screenshot(page, "09_nothing_needs_you")
    waiting = fresh_stack.client.call("ocean.order", "search_count", [("exception_id", "!=", False)])
    assert waiting == 0
