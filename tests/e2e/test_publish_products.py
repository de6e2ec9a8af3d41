"""Publishing in a real browser: from the product list to a live listing, and a refused review."""

import os

import pytest

from tests.e2e.catalogue_steps import PATIENCE, connect_shopee
from tools import database, ports, sample_product, stack

PRODUCTS = "/odoo/products?view_type=list"
SEED = 6
ORDERS = 4
SHOP = "Ombak Wear"
NAME = "Kemeja Tenun Senja"
REASON = "Gambar kedua memuat nomor telepon"


@pytest.fixture(scope="module")
def shop(runtime):
    """Simulator and Odoo with Shopee's shops; categories are read."""
    name = f"e2e_publish_{os.getpid()}"
    with stack.stack(runtime, name, ports.anyone(), SEED, orders=ORDERS) as running:
        connect_shopee(running)
        call = running.client.call
        trees = ("ocean.category.tree", "search_count", [("read_at", "!=", False)])
        running.wait("categories", lambda: call(*trees))
        yield running
    if not os.environ.get("OCEAN_KEEP"):
        database.drop(runtime, running.database)


def listing(shop, product, *fields):
    domain = [("product_tmpl_id", "=", product), ("storefront_id.name", "=", SHOP)]
    [row] = shop.client.call("ocean.listing", "search_read", domain, ["external_id", *fields])
    return row


def item(shop, product):
    """What the simulator shows of the product."""
    number = listing(shop, product)["external_id"]
    rows = shop.simulator.control("/state")["platforms"]["shopee"]["items"]
    return next(row for row in rows if str(row["item_id"]) == number)


def of_simulator(shop, **options):
    number = shop.client.call("ocean.storefront", "search_read", [("name", "=", SHOP)], ["external_shop_id"])
    options = {"platform": "shopee", "shop": int(number[0]["external_shop_id"]), **options}
    shop.simulator.control("/config", options)


def is_read(shop, product, state):
    def there():
        row = listing(shop, product, "state")
        if row["state"] != state:
            shop.client.call("ocean.listing", "action_check_now", [row["id"]])
        return row["state"] == state

    shop.wait(state, there, 90)


def footer(page, name):
    return page.locator(".modal-footer").last.get_by_role("button", name=name, exact=True)


def publish_dialog(page, name):
    """Choose the product in the list and *Publish to…*, then the storefront, and check."""
    page.goto(PRODUCTS)
    row = page.locator(f".o_data_row:has-text('{name}')")
    row.locator("input[type=checkbox]").first.check(timeout=PATIENCE)
    page.get_by_role("button", name="Actions").click()
    page.get_by_role("menuitem", name="Publish to…").click()
    page.locator(".modal [name=storefront_ids] input").fill(SHOP)
    page.locator(".o-autocomplete--dropdown-item").get_by_text(SHOP).first.click()
    footer(page, "Check").click()
    line = page.locator(f".modal .o_data_row:has-text('{name}')")
    line.wait_for(timeout=PATIENCE)
    return line


def published(shop, name, code):
    """The same by calls: a product that is sent already."""
    product = sample_product.create(shop, name, code)
    sample_product.fill_profiles(shop, product)
    call = shop.client.call
    dialog = call("product.template", "action_ocean_publish", [product])["res_id"]
    shops = call("ocean.storefront", "search", [("name", "=", SHOP)])
    call("ocean.listing.publish", "write", [dialog], {"storefront_ids": [(6, 0, shops)]})
    call("ocean.listing.publish", "action_check", [dialog])
    call("ocean.listing.publish", "action_publish", [dialog])
    shop.wait("item", lambda: listing(shop, product)["external_id"], 90)
    return product


def test_a_product_is_completed_and_published_from_the_product_list(shop, open_page, screenshot):
    product = sample_product.create(shop, NAME, "TENUN")
    page = open_page(shop)
    line = publish_dialog(page, NAME)
    assert "No category is chosen." in line.inner_text()
    assert line.locator("[name=chosen] input").is_disabled()
    assert not footer(page, "Publish").count()
    screenshot(page, "65_publish_incomplete")

    sample_product.fill_profiles(shop, product)
    footer(page, "Check again").click()
    page.locator(".modal .o_data_row:has-text('Ready')").wait_for(timeout=PATIENCE)
    assert line.locator("[name=chosen] input").is_checked()
    screenshot(page, "66_publish_ready")
    footer(page, "Publish").click()
    page.locator(".o_notification:has-text('Asked.')").wait_for(timeout=PATIENCE)
    page.locator(".modal").wait_for(state="detached", timeout=PATIENCE)

    shop.wait("item", lambda: listing(shop, product)["external_id"], 90)

    is_read(shop, product, "live")
    assert item(shop, product)["name"] == NAME
    page.goto(f"/odoo/ocean.listing/{listing(shop, product)['id']}")
    page.locator(".o_arrow_button_current:has-text('Live')").wait_for(timeout=PATIENCE)
    screenshot(page, "68_listing")


def test_a_refused_review_tells_its_reason_on_the_listing(shop, open_page, screenshot):
    product = published(shop, "Kemeja Pantai Ditolak", "TOLAK")
    number = int(listing(shop, product)["external_id"])
    verdict = {"item": number, "verdict": "ban", "type": "Prohibited", "reason": REASON}
    of_simulator(shop, review_item=verdict)
    is_read(shop, product, "blocked")
    page = open_page(shop, 390, 844)

    page.goto(f"/odoo/ocean.listing/{listing(shop, product)['id']}")

    page.get_by_text(REASON).first.wait_for(timeout=PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    screenshot(page, "69_listing_refused_phone")
