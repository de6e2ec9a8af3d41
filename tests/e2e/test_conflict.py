"""An order that both sides changed, in a real browser: look, choose, apply, undo; desk and phone."""

import os
from datetime import datetime, timedelta, timezone

import pytest

from tools import database, ports, stack

EXCEPTIONS = "/odoo/action-ocean_marketplace_base.ocean_exception_action"
PATIENCE = 90_000  # milliseconds; a lost wake-up costs up to a minute
SEED = 3
ORDERS = 12
OURS, OLD, NEW = "Gudang kedua", "Jl. Melati 3", "Jl. Kenanga 8"


@pytest.fixture(scope="module")
def shop(runtime):
    """Simulator and Odoo on a database of their own, connected, all imported."""
    name = f"e2e_conflict_{os.getpid()}"
    with stack.stack(runtime, name, ports.anyone(), SEED, orders=ORDERS) as running:
        running.client.consent(_connect(running)["url"])
        running.import_all()
        yield running
    if not os.environ.get("OCEAN_KEEP"):
        database.drop(runtime, running.database)


def _connect(running):
    account = running.create_account("shopee", running.simulator.platforms["shopee"])
    return running.client.call("ocean.account", "action_connect", [account])


class Case:
    """One order with its sales order, changed by both sides."""

    def __init__(self, shop):
        self.shop, self.call = shop, shop.client.call
        placed = {"skus": ["KAOS-POLOS-M"], "masked": False, "platform": "shopee"}
        [self.number] = shop.simulator.control("/orders", placed)["orders"]
        shop.wait("order", lambda: self.read("sale_order_id"))
        self.sale = self.read("sale_order_id")[0]
        self.edit(f"{OLD}, KOTA BANDUNG, JAWA BARAT, ID, 40132")
        shop.wait("first address", lambda: OLD in (self.read("agreed") or {})["values"]["address"])
        [partner] = self.call("res.partner", "create", [{"name": OURS}])
        self.ours_by = datetime.now(timezone.utc).strftime("%Y-%m-%d 09:00:00")
        ours = {"partner_shipping_id": partner, "commitment_date": self.ours_by}
        self.call("sale.order", "write", [self.sale], ours)
        self.edit(f"{NEW}, KOTA BANDUNG, JAWA BARAT, ID, 40132", days=4)
        shop.wait("exception", lambda: self.read("exception_id"))
        self.exception = self.read("exception_id")[0]

    def read(self, field, model="ocean.order"):
        domain = [("external_id", "=", self.number)] if model == "ocean.order" else [("id", "=", self.sale)]
        rows = self.call(model, "search_read", domain, [field])
        return rows and rows[0][field]

    def edit(self, address, days=None):
        changes = {"address": {"full_address": address}}
        if days:
            until = datetime.now(timezone.utc) + timedelta(days=days)
            changes["ship_by"] = int(until.timestamp())
        self.shop.simulator.control(f"/orders/{self.number}/edit", changes)


def row(page, name):
    return page.locator(f".o_field_widget[name=difference_ids] .o_data_row:has-text('{name}')")


def take(page, name, side):
    line = row(page, name)
    line.locator("[name=decision]").first.click()
    line.locator("[name=decision] .btn, [name=decision] .o_selection_badge").get_by_text(
        side, exact=True
    ).click()


def button(page, name):
    return page.locator(".o_form_statusbar, .o_statusbar_buttons").get_by_role("button", name=name).first


def test_mixed_choices_are_applied_shown_and_undone(shop, open_page, screenshot):
    case = Case(shop)
    page = open_page(shop, 1440, 900)
    page.goto(EXCEPTIONS)
    line = page.locator(f".o_data_row:has-text('{case.number}')")
    line.get_by_role("button", name="Fix").click(timeout=PATIENCE)
    page.wait_for_selector(".o_form_view", timeout=PATIENCE)
    for text in ("Last agreed", "Ours now", "Platform now", "What happens", NEW, OURS, OLD):
        assert page.get_by_text(text).first.is_visible(), text
    screenshot(page, "30_conflict")

    button(page, "Apply choices").click()
    page.get_by_text("Decide all lines first: 2 left.").wait_for(timeout=PATIENCE)
    page.keyboard.press("Escape")
    take(page, "Delivery address", "Platform")
    take(page, "Ship by", "Ours")
    screenshot(page, "31_conflict_decided")
    button(page, "Apply choices").click()

    page.get_by_text("Ours kept; asked again only if the platform changes it").wait_for(timeout=PATIENCE)
    assert "Done:" in row(page, "Delivery address").inner_text()
    screenshot(page, "32_conflict_applied")
    assert (
        NEW
        in case.call("res.partner", "read", [case.read("partner_shipping_id", "sale.order")[0]], ["street"])[
            0
        ]["street"]
    )
    assert case.read("commitment_date", "sale.order") == case.ours_by
    assert not case.read("exception_id")

    button(page, "Undo").click()
    button(page, "Apply choices").wait_for(timeout=PATIENCE)
    assert case.read("partner_shipping_id", "sale.order")[1] == OURS


def test_a_second_change_is_shown_and_not_overwritten(shop, open_page):
    case = Case(shop)
    page = open_page(shop, 1440, 900)
    page.goto(f"/odoo/ocean.exception/{case.exception}")
    take(page, "Delivery address", "Platform")
    case.edit("Jl. Mawar 1, KOTA BANDUNG, JAWA BARAT, ID, 40132")
    shop.wait(
        "second change",
        lambda: (
            "Mawar"
            in str(
                case.call(
                    "ocean.exception.difference",
                    "search_read",
                    [("exception_id", "=", case.exception)],
                    ["theirs"],
                )
            )
        ),
    )

    button(page, "Apply choices").click()

    page.get_by_text("changed again meanwhile").first.wait_for(timeout=PATIENCE)
    assert case.read("partner_shipping_id", "sale.order")[1] == OURS


def test_on_a_phone_every_difference_is_a_card_with_both_choices(shop, open_page, screenshot):
    case = Case(shop)
    page = open_page(shop, 390, 844)
    page.goto(f"/odoo/ocean.exception/{case.exception}")
    card = page.locator(".o_kanban_record:has-text('Delivery address')")
    card.wait_for(timeout=PATIENCE)
    screenshot(page, "33_conflict_phone")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    card.get_by_role("button", name="Ours").click()
    page.wait_for_selector(
        ".o_kanban_record:has-text('Delivery address') .btn-primary:has-text('Ours')", timeout=PATIENCE
    )
    domain = [("exception_id", "=", case.exception), ("key", "=", "address")]
    [kept] = case.call("ocean.exception.difference", "search_read", domain, ["decision"])
    assert kept["decision"] == "ours"
