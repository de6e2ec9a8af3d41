"""A buyer asks to cancel while the parcel is being packed: the stop sign, as the warehouse sees it."""

import pytest

PATIENCE = 90_000  # milliseconds; a lost wake-up costs up to a minute
SKU = "KAOS-POLOS-M"


@pytest.fixture(scope="module")
def stopped(fresh_stack):
    """The number of an order and the id of its transfer, whose buyer wants to cancel."""
    call = fresh_stack.client.call
    if not call("ocean.storefront", "search_count", [("platform", "=", "shopee")]):
        account = fresh_stack.create_account("shopee", fresh_stack.simulator.platforms["shopee"])
        fresh_stack.client.consent(call("ocean.account", "action_connect", [account])["url"])
        fresh_stack.import_all()
    [number] = fresh_stack.simulator.control("/orders", {"platform": "shopee", "skus": [SKU]})["orders"]
    sold = [("external_id", "=", number), ("sale_order_ids", "!=", False)]
    fresh_stack.wait("the order", lambda: call("ocean.order", "search_count", sold))
    fresh_stack.simulator.control(f"/orders/{number}/request_cancel", {"reason": "CUSTOMER_REQUEST"})
    asked = [("external_id", "=", number), ("state", "=", "cancel_requested")]
    fresh_stack.wait("the wish to cancel", lambda: call("ocean.order", "search_count", asked))
    [picking] = call("stock.picking", "search", [("sale_id.ocean_order_id.external_id", "=", number)])
    _reserve(call, picking)
    return number, picking


def _reserve(call, picking):
    """Put goods on the shelf for the transfer."""
    [row] = call("stock.picking", "read", [picking], ["location_id", "move_ids"])
    [move] = call("stock.move", "read", row["move_ids"], ["product_id"])
    shelf = {
        "location_id": row["location_id"][0],
        "product_id": move["product_id"][0],
        "inventory_quantity": 500,
    }
    quant = call("stock.quant", "create", [shelf])
    call("stock.quant", "action_apply_inventory", quant if isinstance(quant, list) else [quant])
    call("stock.picking", "action_assign", [picking])


def test_a_stopped_transfer_is_refused_and_leaves_only_when_a_manager_lifts_the_stop(
    page, stopped, screenshot, fresh_stack
):
    number, picking = stopped
    page.goto(f"/odoo/stock.picking/{picking}")
    page.get_by_text("STOP: pull the parcel.").wait_for(timeout=PATIENCE)
    screenshot(page, "20_stop_sign")
    page.locator("button[name=button_validate]:visible").first.click()
    page.locator(".modal").get_by_text("it must not leave").wait_for(timeout=PATIENCE)
    assert number in page.locator(".modal").inner_text()
    screenshot(page, "21_stop_refused")
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Release anyway…").click()
    page.locator(".modal [name=reason] textarea").fill("The buyer called and takes it")
    screenshot(page, "22_stop_release")
    page.locator(".modal-footer").get_by_role("button", name="Release", exact=True).click()
    page.get_by_text("STOP: pull the parcel.").wait_for(state="hidden", timeout=PATIENCE)
    [row] = fresh_stack.client.call("stock.picking", "read", [picking], ["ocean_released_for"])
    assert row["ocean_released_for"] == "The buyer called and takes it"


def test_the_order_says_stop_and_the_request_is_answered_with_one_button(
    page, stopped, screenshot, fresh_stack
):
    number, _picking = stopped
    [order] = fresh_stack.client.call("ocean.order", "search", [("external_id", "=", number)])
    page.goto(f"/odoo/ocean.order/{order}")
    page.get_by_role("button", name="Accept request").first.wait_for(timeout=PATIENCE)
    screenshot(page, "23_buyer_asks")
    page.get_by_role("button", name="Accept request").first.click()
    page.locator(".modal-footer").get_by_role("button", name="Accept request").click()
    done = [("external_id", "=", number), ("state", "=", "cancelled")]
    fresh_stack.wait("the cancellation", lambda: fresh_stack.client.call("ocean.order", "search_count", done))
    page.reload()
    page.get_by_text("Cancelled").first.wait_for(timeout=PATIENCE)
    screenshot(page, "24_cancelled")
    [read] = fresh_stack.client.call("ocean.order", "read", [order], ["state", "waiting_command"])
    assert (read["state"], read["waiting_command"]) == ("cancelled", False)
