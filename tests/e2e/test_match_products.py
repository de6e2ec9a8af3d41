"""The matching screen in a real browser: type a product, accept and undo, ignore, create; desk and phone."""

import os
import time

import pytest

from tests.e2e.catalogue_steps import PATIENCE, connect_shopee
from tools import database, ports, stack

MATCHING = "/odoo/marketplace-matching"
SEED = 6
ORDERS = 12
EXACT = ("KAOS-POLOS-S", "KAOS-POLOS-M", "KAOS-POLOS-L", "KAOS-POLOS-XL", "GELAS-KERAMIK")
UNKNOWN, IGNORED, NEW, ON_PHONE = "TOPI-01", "LILIN-AROMA-LVD", "WAJAN-24", "SERBET-5P"
PRODUCT = "Topi Pantai Lebar"


@pytest.fixture(scope="module")
def shop(runtime):
    """Simulator and Odoo with Shopee's shops; their listings are read and no variant has a product."""
    name = f"e2e_match_{os.getpid()}"
    with stack.stack(runtime, name, ports.anyone(), SEED, orders=ORDERS) as running:
        running.storefronts = connect_shopee(running)
        yield running
    if not os.environ.get("OCEAN_KEEP"):
        database.drop(runtime, running.database)


def product(shop, name, code):
    values = {"name": name, "default_code": code, "is_storable": True}
    return shop.client.call("product.product", "create", [values])[0]


def suggested(shop, *codes):
    """Make a product of each of `codes` and have Odoo look for matches."""
    for code in codes:
        product(shop, code.capitalize(), code)
    shop.client.call("ocean.storefront", "action_suggest_products", shop.storefronts)


def variants(shop, *codes):
    """The variants with these SKUs, by SKU."""
    fields = ["seller_sku", "product_id", "match_state", "ignored", "waiting_orders", "suggestion_exact"]
    rows = shop.client.call("ocean.listing.sku", "search_read", [("seller_sku", "in", codes)], fields)
    return {row["seller_sku"]: row for row in rows}


def states(shop, *codes):
    return {code: row["match_state"] for code, row in variants(shop, *codes).items()}


def row(page, code):
    return page.locator(f".o_data_row:has(td[name=seller_sku]:text-is('{code}'))")


def opened(open_page, shop, width=1440, height=900):
    page = open_page(shop, width, height)
    page.goto(MATCHING)
    page.wait_for_selector(".o_data_row, .o_kanban_record:not(.o_kanban_ghost)", timeout=PATIENCE)
    return page


def says(page, text):
    told = page.locator(f".o_notification:has-text('{text}')").first
    told.wait_for(timeout=PATIENCE)
    return told


def test_all_exact_matches_are_accepted_in_one_click_and_undone_in_one(shop, open_page, screenshot):
    suggested(shop, *EXACT)
    assert set(states(shop, *EXACT).values()) == {"suggested"}
    assert all(found["suggestion_exact"] for found in variants(shop, *EXACT).values())
    page = opened(open_page, shop)
    assert "same SKU" in row(page, EXACT[0]).inner_text()
    screenshot(page, "60_match")

    page.get_by_role("button", name="Accept exact matches").click()
    told = says(page, f"{len(EXACT)} variants matched.")
    screenshot(page, "61_match_accepted")
    assert set(states(shop, *EXACT).values()) == {"matched"}
    row(page, EXACT[0]).wait_for(state="detached", timeout=PATIENCE)
    told.get_by_role("button", name="Undo").click()

    says(page, f"{len(EXACT)} matches undone.")
    row(page, EXACT[0]).wait_for(timeout=PATIENCE)
    after = variants(shop, *EXACT)
    assert {code: found["product_id"] for code, found in after.items()} == dict.fromkeys(EXACT, False)


def leaves(page, seller_sku):
    """Wait until a row is gone: a list in use tells what came and waits, any other shows it by itself."""
    told, found = page.get_by_text("· Refresh"), row(page, seller_sku)
    end = time.monotonic() + PATIENCE / 1000
    while found.count() and not told.is_visible() and time.monotonic() < end:
        page.wait_for_timeout(200)
    if told.is_visible():
        told.click()
    found.wait_for(state="detached", timeout=PATIENCE)


def test_typing_a_product_turns_its_waiting_orders_into_sales_orders(shop, open_page, screenshot):
    call = shop.client.call
    placed = {"platform": "shopee", "skus": [UNKNOWN], "count": 3}
    numbers = shop.simulator.control("/orders", placed)["orders"]
    mine = [("external_id", "in", numbers)]
    waiting = [*mine, ("exception_id.kind", "=", "sku_unmatched")]
    shop.wait("waiting orders", lambda: call("ocean.order", "search_count", waiting) == len(numbers))
    assert not call("ocean.order", "search_count", [*mine, ("sale_order_id", "!=", False)])
    assert variants(shop, UNKNOWN)[UNKNOWN]["waiting_orders"] >= len(numbers)
    chosen = product(shop, PRODUCT, "PANTAI-7")
    page = opened(open_page, shop)
    assert str(variants(shop, UNKNOWN)[UNKNOWN]["waiting_orders"]) in row(page, UNKNOWN).inner_text()

    row(page, UNKNOWN).locator("td[name=product_id]").click()
    page.locator(".o_selected_row [name=product_id] input").press_sequentially("Topi Pantai", delay=20)
    option = page.locator(".o-autocomplete--dropdown-item").get_by_text(PRODUCT).first
    option.wait_for(timeout=PATIENCE)
    screenshot(page, "62_match_typing")
    option.click()
    page.keyboard.press("Enter")

    sold = [*mine, ("sale_order_id.order_line.product_id", "=", chosen)]
    shop.wait("sales orders", lambda: call("ocean.order", "search_count", sold) == len(numbers), 90)
    leaves(page, UNKNOWN)
    assert not call("ocean.order", "search_count", waiting)
    found = variants(shop, UNKNOWN)[UNKNOWN]
    assert (found["product_id"][0], found["waiting_orders"]) == (chosen, 0)
    screenshot(page, "63_match_done")


def test_a_variant_is_ignored_and_another_becomes_a_new_product(shop, open_page):
    call = shop.client.call
    assert not call("product.product", "search_count", [("default_code", "=", NEW)])
    page = opened(open_page, shop)

    row(page, IGNORED).get_by_role("button", name="Ignore").click()
    says(page, "1 variant changed.")
    row(page, IGNORED).wait_for(state="detached", timeout=PATIENCE)
    assert states(shop, IGNORED) == {IGNORED: "ignored"}

    row(page, NEW).get_by_role("button", name="New").click()
    says(page, "1 variant matched.")
    row(page, NEW).wait_for(state="detached", timeout=PATIENCE)
    [made] = call("product.product", "search_read", [("default_code", "=", NEW)], ["name"])
    assert made["name"] == "Wajan Anti Lengket 24 cm"
    assert variants(shop, NEW)[NEW]["product_id"][0] == made["id"]


def test_on_a_phone_a_suggestion_is_accepted_from_its_card(shop, open_page, screenshot):
    suggested(shop, ON_PHONE)
    page = opened(open_page, shop, 390, 844)
    card = page.locator(f".o_kanban_record:has-text('{ON_PHONE}')")
    card.wait_for(timeout=PATIENCE)
    card.scroll_into_view_if_needed()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert "same SKU" in card.inner_text()
    screenshot(page, "64_match_phone")

    card.get_by_role("button", name="Accept").click()

    says(page, "1 variant matched.")
    card.wait_for(state="detached", timeout=PATIENCE)
    assert states(shop, ON_PHONE) == {ON_PHONE: "matched"}
