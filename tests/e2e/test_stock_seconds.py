"""A sale in one shop changes the numbers of the others within seconds, on the platforms and on the screen."""

import os
import statistics
import time

import pytest

from tools import database, flashsale, flashsale_calls, flashsale_report, ports, stack

STOCK = "/odoo/action-ocean_marketplace_base.ocean_listing_sku_action_stock"
PATIENCE = 90_000  # milliseconds; a lost wake-up costs up to a minute
SECONDS = 10.0
SALES = 20
SIZE = flashsale.Size(orders=100, products=6, pace=20.0, cover=0.7)


@pytest.fixture(scope="module")
def shelf(runtime):
    """Three connected shops that sell the same products from one pool."""
    name = f"e2e_stock_{os.getpid()}"
    with stack.stack(runtime, name, ports.anyone(), flashsale.SEED, orders=0) as running:
        flashsale.open_shops(running)
        yield flashsale.Shelf(running, SIZE, "shared")
    if not os.environ.get("OCEAN_KEEP"):
        database.drop(runtime, running.database)


def told(shelf):
    return flashsale_calls.told(shelf.running.simulator, shelf.rows)


def sell_one(shelf, platform, product):
    """Sell a unit; return after how many seconds both other shops have the new number."""
    sale = shelf.place(platform, product)
    assert sale.sold
    left = shelf.sellable(product)
    others = [other for other in shelf.platforms if other != platform]

    def answered():
        calls = told(shelf)
        rows = [calls.get((other, product), []) for other in others]
        found = [[at for at, number in row if at > sale.at and number == left] for row in rows]
        return all(found) and max(ats[0] for ats in found) - sale.at

    shelf.running.wait("numbers", answered, limit=60.0)
    return answered()


def test_a_sale_changes_the_other_shops_within_seconds(shelf):
    turns = [(shelf.platforms[turn % 3], shelf.products[turn % len(shelf.products)]) for turn in range(SALES)]
    waits = [sell_one(shelf, *turn) for turn in turns]
    print(f"sale to the last other shop: p50 {statistics.median(waits):.1f} s, longest {max(waits):.1f} s")
    assert statistics.quantiles(waits, n=20)[-1] < SECONDS, sorted(waits)


def test_the_open_tab_shows_the_new_numbers(shelf, open_page, screenshot):
    platform, product = shelf.platforms[0], shelf.products[-1]
    page = open_page(shelf.running)
    page.goto(STOCK)
    rows = page.locator(f".o_data_row:has-text('{shelf.name(product)}')")
    rows.nth(2).wait_for(timeout=PATIENCE)
    before = shelf.sellable(product)
    assert numbers(rows) == [before] * 3
    began = time.monotonic()
    assert shelf.place(platform, product).sold
    while numbers(rows) != [before - 1] * 3:
        assert time.monotonic() - began < SECONDS, numbers(rows)
        page.wait_for_timeout(200)
    screenshot(page, "60_stock_live")


def numbers(rows):
    """Return what the rows show; a linked storefront shows whose number it shares instead."""
    texts = rows.locator("[name=published_text]").all_inner_texts()
    return [int(text) for text in texts if text.strip().isdigit()]


def test_a_flash_sale_stays_within_its_bound(shelf):
    found = flashsale.run(shelf)
    print(flashsale_report.table([found]))
    assert found["orders"] == SIZE.orders
    assert found["oversold"] <= found["bound"]
    assert found["oversold"] == found["oversold_in_odoo"]
    assert found["sold"] >= found["stock"] - found["lost"]
    assert "<svg" in flashsale_report.chart([found])
