"""Listings in both directions, on every simulated platform: Odoo as its users call it, no part replaced.

A product with two colours, three sizes and six pictures is published, reviewed, changed on both sides,
brought in line, repriced, hidden, shown and deleted; the simulator is asked each time what it has.
"""

import os

import pytest

from tools import database, ports, sample_product, stack
from tools.webclient import Call

PLATFORMS = ("shopee", "tiktok_shop", "tokopedia")
SEED = 6
ORDERS = 4  # nothing here is about orders
PATIENCE = 90.0  # seconds; a lost wake-up costs up to a minute
SIX, PICTURES = 6, 6
OURS, THEIRS = "Kemeja Tenun Senja Lengan Panjang Baru", "Kemeja Tenun Senja Edisi Hari Kemerdekaan"
PRICES = {"first": 129_000, "theirs": 99_000, "ours": 139_000, "last": 149_000}


class Shopee:
    """The simulator's own view of an item, and what its seller does in Seller Centre."""

    platform, deleted = "shopee", ("SELLER_DELETE",)

    def __init__(self, simulator, shop):
        self.simulator, self.shop = simulator, int(shop)

    def items(self):
        return self.simulator.control("/state")["platforms"]["shopee"]["items"]

    def item(self, number):
        [found] = [row for row in self.items() if str(row["item_id"]) == number]
        return {
            "name": found["name"],
            "prices": {row["sku"]: row["list_price"] for row in found["variants"]},
            "stock": {row["sku"]: row["stock"] for row in found["variants"]},
            "pictures": len(found["images"]),
            "shown": found["status"] == "NORMAL",
            "status": found["status"],
        }

    def edit(self, number, name, sku, price):
        [found] = [row for row in self.items() if str(row["item_id"]) == number]
        [model] = [row["model_id"] for row in found["variants"] if row["sku"] == sku]
        self._config({"edit_item": {"item": number, "name": name}})
        self._config({"edit_item": {"item": number, "model_id": model, "price": price}})

    def reject(self, number, reason):
        told = {"item": number, "verdict": "ban", "type": "Prohibited", "reason": reason}
        self._config({"review_item": told})

    def _config(self, options):
        self.simulator.control("/config", {"platform": "shopee", "shop": self.shop, **options})


class TikTok:
    """The same of TikTok Shop."""

    platform, deleted = "tiktok_shop", ("DELETED",)

    def __init__(self, simulator, _shop):
        self.simulator = simulator

    def items(self):
        return self.simulator.control("/state")["platforms"]["tiktok_shop"]["products"]

    def item(self, number):
        [found] = [row for row in self.items() if row["id"] == number]
        return {
            "name": found["content"]["title"],
            "prices": {row["seller_sku"]: row["list_price"] for row in found["skus"]},
            "stock": {row["seller_sku"]: sum(row["stock"].values()) for row in found["skus"]},
            "pictures": len(found["content"]["main_images"]),
            "shown": found["status"] == "ACTIVATE",
            "status": found["status"],
        }

    def edit(self, number, name, sku, price):
        [found] = [row for row in self.items() if row["id"] == number]
        [variant] = [row["id"] for row in found["skus"] if row["seller_sku"] == sku]
        self._config({"product": number, "title": name, "skus": {variant: {"price": price}}})

    def reject(self, number, reason):
        self._config({"product": number, "audit": "fail", "reasons": [reason]})

    def _config(self, options):
        self.simulator.control("/config", {"platform": "tiktok_shop", **options})


class Tokopedia:
    """The same of the Tokopedia Open API."""

    platform, deleted = "tokopedia", (0,)
    ACTIVE = 1

    def __init__(self, simulator, shop):
        self.simulator, self.shop = simulator, int(shop)

    def items(self):
        return self.simulator.control("/state")["platforms"]["tokopedia"]["products"]

    def item(self, number):
        rows = {str(row["id"]): row for row in self.items()}
        found, children = rows[number], [rows[str(child)] for child in rows[number]["children"]]
        return {
            "name": found["name"],
            "prices": {row["sku"]: row["price"] for row in children},
            "stock": {row["sku"]: sum(row["stock"].values()) for row in children},
            "pictures": len(found["pictures"]),
            "shown": found["status"] == self.ACTIVE,
            "status": found["status"],
        }

    def edit(self, number, name, sku, price):
        self._config({"products": {number: {"edit": {"name": name}}, sku: {"price": price}}})

    def _config(self, options):
        self.simulator.control("/config", {"platform": "tokopedia", "shop": self.shop, **options})


VIEWS = {view.platform: view for view in (Shopee, TikTok, Tokopedia)}


@pytest.fixture(scope="module")
def running(runtime):
    """Simulator and Odoo with the shops of all platforms connected and their listings read."""
    with stack.stack(runtime, f"e2e_catalogue_{os.getpid()}", ports.anyone(), SEED, orders=ORDERS) as made:
        made.connect()
        made.wait("listings", made._listings_are_here)
        made.wait("categories", lambda: categories_are_here(made))
        yield made
    if not os.environ.get("OCEAN_KEEP"):
        database.drop(runtime, made.database)


def categories_are_here(made):
    trees = made.client.call("ocean.category.tree", "search_read", [], ["read_at"])
    return len(trees) == len(PLATFORMS) and all(tree["read_at"] for tree in trees)


class Case:
    """A product of its own on the storefronts of one platform (of a family, if it is one)."""

    def __init__(self, running, platform, code, name="Kemeja Tenun Senja Lengan Panjang"):
        self.running, self.call = running, running.client.call
        domain = [("platform", "=", platform), ("name", "=", "Ombak Wear"), ("parent_id", "=", False)]
        [self.root] = self.call("ocean.storefront", "search_read", domain, ["external_shop_id"])
        self.shops = self.call("ocean.storefront", "search", [("id", "child_of", self.root["id"])])
        self.view = VIEWS[platform](running.simulator, self.root["external_shop_id"])
        self.product = sample_product.create(running, name, code)
        sample_product.fill_profiles(running, self.product)

    def publish(self):
        """Go through the dialog *Publish to…*; return its lines and the run."""
        dialog = self.call("product.template", "action_ocean_publish", [self.product])["res_id"]
        model = "ocean.listing.publish"
        self.call(model, "write", [dialog], {"storefront_ids": [(6, 0, self.shops)]})
        self.call(model, "action_check", [dialog])
        fields = ["state", "missing", "completeness", "chosen", "listing_id"]
        lines = self.call(f"{model}.line", "search_read", [("publish_id", "=", dialog)], fields)
        return lines, lambda: self.call(model, "action_publish", [dialog])

    def listings(self, *fields):
        domain = [("product_tmpl_id", "=", self.product), ("storefront_id", "in", self.shops)]
        return self.call("ocean.listing", "search_read", domain, ["storefront_id", *fields], order="id")

    def listing(self, *fields):
        rows = self.listings(*fields)
        return next(row for row in rows if row["storefront_id"][0] == self.root["id"])

    @property
    def number(self):
        return self.listing("external_id")["external_id"]

    def item(self):
        return self.view.item(self.number)

    def ends(self, action):
        """Wait until what an action started is over; without problems."""
        if (action or {}).get("res_model") == "ocean.job":
            self.wait("run", lambda: self._run(action["res_id"])["state"] not in ("queued", "running"))
            rows = self.call("ocean.job.item", "search_read", [("job_id", "=", action["res_id"])], ["answer"])
            assert self._run(action["res_id"])["state"] == "done", rows
        self.wait(
            "request", lambda: not any(row["waiting_command"] for row in self.listings("waiting_command"))
        )

    def _run(self, job):
        return self.call("ocean.job", "read", [job], ["state"])[0]

    def wait(self, what, ready):
        self.running.wait(f"{self.view.platform}: {what}", ready, PATIENCE)

    def do(self, method):
        self.ends(self.call("ocean.listing", method, [self.listing()["id"]]))

    def is_read(self, status):
        """Ask for a fresh look until the listings of all storefronts have `status`."""

        def there():
            rows = self.listings("state")
            missing = [row["id"] for row in rows if row["state"] != status]
            if missing:
                self.call("ocean.listing", "action_check_now", missing)
            return not missing

        self.wait(status, there)

    def push_changes(self, method="action_publish_changes"):
        """Press the button, look at the preview, and push everything in it; return its lines."""
        action = self.call("ocean.listing", method, [self.listing()["id"]])
        fields = ["label", "variant", "now", "then", "danger"]
        domain = [("preview_id", "=", action["res_id"])]
        lines = self.call("ocean.listing.preview.line", "search_read", domain, fields)
        self.ends(self.call("ocean.listing.preview", "action_push_all", [action["res_id"]]))
        return lines

    def exception(self, kind):
        domain = [("kind", "=", kind), ("state", "=", "open"), ("storefront_id", "in", self.shops)]
        rows = self.call("ocean.exception", "search_read", domain, ["summary", "fix_hint", "cause_key"])
        mine = f"listing {self.listing()['id']}"
        return next((row for row in rows if row["cause_key"] == mine), None)

    def writes(self, since=None):
        """How many calls that change something the simulator had; after the count `since`."""
        made = self.running.simulator.control(f"/calls?platform={self.view.platform}")["writes"]
        return made if since is None else made - since


def published(running, platform, code):
    case = Case(running, platform, code)
    lines, publish = case.publish()
    assert [line["completeness"] for line in lines] == [100] * len(case.shops), lines
    assert all(line["state"] == "ready" and line["chosen"] for line in lines), lines
    case.ends(publish())
    case.is_read("live")
    return case


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_product_is_published_changed_on_both_sides_repriced_and_deleted(running, platform):
    case = published(running, platform, f"TENUN-{platform[:2].upper()}")
    is_there_with_all_it_has(case)
    nothing_is_sent_again(case)
    both_sides_change_and_a_person_chooses(case)
    price_and_status_change(case)
    it_is_deleted_and_recovered_where_that_can_be(case)


def is_there_with_all_it_has(case):
    item = case.item()
    assert item["name"] == "Kemeja Tenun Senja Lengan Panjang"
    assert item["pictures"] == PICTURES
    assert list(item["prices"].values()) == [PRICES["first"]] * SIX
    assert set(item["stock"].values()) <= {20}, item
    assert item["shown"]
    numbers = {row["external_id"] for row in case.listings("external_id")}
    assert numbers == {case.number}  # storefronts of a family show one item


def nothing_is_sent_again(case):
    before = case.writes()
    lines, publish = case.publish()
    assert [line["state"] for line in lines] == ["same"] * len(case.shops), lines
    with pytest.raises(Call, match="not up to date"):
        publish()
    with pytest.raises(Call, match="Nothing differs"):
        case.call("ocean.listing", "action_publish_changes", [case.listing()["id"]])
    case.call("ocean.storefront", "sync_products", [case.root["id"]], pull=False, push=True)
    case.ends(None)
    assert case.writes(before) == 0


def both_sides_change_and_a_person_chooses(case):
    code = sorted(case.item()["prices"])[0]
    case.call("ocean.storefront", "write", [case.root["id"]], {"policy_price": "ask"})
    case.call("product.template", "write", [case.product], {"name": OURS, "list_price": PRICES["ours"]})
    case.view.edit(case.number, THEIRS, code, PRICES["theirs"])
    assert case.item()["name"] == THEIRS
    case.call("ocean.listing", "action_check_now", [case.listing()["id"]])
    case.wait("conflict", lambda: case.exception("listing_changed"))

    row = case.exception("listing_changed")
    domain = [("exception_id", "=", row["id"])]
    fields = ["key", "label", "agreed", "ours", "theirs", "effect"]
    lines = {
        line["key"].partition(":")[0]: line
        for line in case.call("ocean.exception.difference", "search_read", domain, fields)
    }
    assert set(lines) == {"name", "price"}, lines
    assert (lines["name"]["ours"], lines["name"]["theirs"]) == (OURS, THEIRS)
    assert "99" in lines["price"]["theirs"], lines
    assert "139" in lines["price"]["ours"], lines
    case.call("ocean.exception.difference", "action_theirs", [lines["name"]["id"]])
    case.call("ocean.exception.difference", "action_ours", [lines["price"]["id"]])
    case.call("ocean.exception", "action_apply_differences", [row["id"]])
    assert not case.exception("listing_changed")

    case.push_changes()
    case.is_read("live")
    assert case.item()["name"] == THEIRS
    assert list(case.item()["prices"].values()) == [PRICES["ours"]] * SIX
    [product] = case.call("product.template", "read", [case.product], ["name"])
    assert product["name"] == OURS  # the platform's name is kept for this listing only


def price_and_status_change(case):
    case.call("product.template", "write", [case.product], {"list_price": PRICES["last"]})
    lines = case.push_changes("action_send_prices")
    assert [line["danger"] for line in lines] == [False] * SIX, lines
    assert list(case.item()["prices"].values()) == [PRICES["last"]] * SIX

    case.do("action_hide")
    assert not case.item()["shown"]
    assert case.listing("state")["state"] == "hidden"
    case.do("action_show")
    case.wait("shown", lambda: case.item()["shown"])  # some platforms review it before they show it
    case.is_read("live")


def it_is_deleted_and_recovered_where_that_can_be(case):
    case.do("action_delete")
    case.is_read("deleted")
    assert case.item()["status"] in case.view.deleted
    [shop] = case.call("ocean.storefront", "read", [case.root["id"]], ["can_recover"])
    if shop["can_recover"]:
        case.do("action_recover")
        case.is_read("hidden")
        assert case.item()["status"] not in case.view.deleted
        case.do("action_delete")
    else:
        with pytest.raises(Call):
            case.call("ocean.listing", "action_recover", [case.listing()["id"]])


@pytest.mark.parametrize("platform", ["shopee", "tiktok_shop"])
def test_why_a_review_refuses_is_read_on_the_listing_and_in_the_inbox(running, platform):
    reason = "Gambar kedua memuat nomor telepon"
    if platform == "tiktok_shop":
        switch(running, platform, audit_result="wait")
    else:
        switch(running, platform, review_delay=3600)
    case = Case(running, platform, f"TOLAK-{platform[:2].upper()}")
    _lines, publish = case.publish()
    case.ends(publish())
    case.is_read("checking")
    case.view.reject(case.number, reason)
    case.call("ocean.listing", "action_check_now", [case.listing()["id"]])

    case.wait("refusal", lambda: case.exception("listing_review"))

    listing = case.listing("review_text", "refused", "alerts", "state")
    assert reason in listing["review_text"], listing
    assert any(reason in alert["message"] for alert in listing["alerts"].values())
    row = case.exception("listing_review")
    assert case.view.item(case.number)["name"] in row["summary"]
    action = case.call("ocean.exception", "action_fix", [row["id"]])
    assert (action["res_model"], action["res_id"]) == ("ocean.listing", listing["id"])


def switch(running, platform, **switches):
    running.simulator.control("/config", {"platform": platform, "switches": switches})
