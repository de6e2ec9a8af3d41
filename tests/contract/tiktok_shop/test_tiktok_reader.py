"""The reader against the simulator: what it finds, reads and maps is what the simulator keeps."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal as D

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import AuthRevoked, Rejected
from odoo.addons.ocean_marketplace_base.lib.ladder import blocking_gaps, stage_sum
from odoo.addons.ocean_marketplace_base.lib.platform import dump_payload, load_payload
from odoo.addons.ocean_marketplace_base.lib.schema import ListingStatus
from odoo.addons.ocean_marketplace_base.sandbox.server import SandboxServer
from odoo.addons.ocean_tiktok_shop.lib.client import TikTokShopClient
from odoo.addons.ocean_tiktok_shop.lib.mapping import map_order
from odoo.addons.ocean_tiktok_shop.lib.reader import ORDER_WINDOW, TikTokShopReader
from odoo.addons.ocean_tiktok_shop.lib.signing import App

from tests.contract.conftest import Sandbox

DETAIL = "/order/202507/orders"
SEEDED = 140
"""Orders of one round of all statuses and kinds; three more are always there."""


@pytest.fixture
def reader(client):
    return TikTokShopReader(client)


def rows_of(sandbox, shop):
    return {row["id"]: row for row in sandbox.control(f"/orders?shop_id={shop['shop_id']}")["orders"]}


def all_changed(reader, until=None):
    until = until or datetime.now(timezone.utc) + timedelta(hours=1)
    cursor, found, pages = "", [], 0
    while cursor or not pages:
        page = reader.changed_orders(until - ORDER_WINDOW, until, cursor)
        found += page.external_ids
        cursor, pages = page.cursor, pages + 1
    return found, pages


def mapped(reader, ids):
    rows = reader.read_orders(ids)
    assert [row.error for row in rows] == [None] * len(rows)
    return {row.external_id: map_order(load_payload(dump_payload(row.payload))) for row in rows}


@pytest.fixture
def seeded(transport):
    """All orders of both shops of a fresh simulator as we map them, and as the simulator knows them."""
    with SandboxServer(seed=3, orders=SEEDED, platforms=["tiktok_shop"]) as server:
        info = server.info["tiktok_shop"]
        own = App(info["app_key"], info["app_secret"])
        known = {row["id"]: row for row in Sandbox(server).control("/orders")["orders"]}
        options = {"access_token": info["access_token"]}
        lobby = TikTokShopClient(own, transport, info["base_url"], shop_cipher="", **options)
        orders = {}
        for shop in lobby.authorization.get_authorized_shops():
            client = TikTokShopClient(own, transport, info["base_url"], shop_cipher=shop["cipher"], **options)
            ids = [number for number, row in known.items() if row["shop_id"] == shop["id"]]
            orders |= mapped(TikTokShopReader(client), ids)
        yield orders, known


def test_every_changed_order_is_found_once_over_several_pages(reader, sandbox, shop):
    sandbox.control("/orders", {"count": 230})
    found, pages = all_changed(reader)
    assert sorted(found) == sorted(rows_of(sandbox, shop))
    assert pages == 3


def test_a_page_token_that_has_expired_costs_a_page_but_no_order(reader, sandbox, shop, later):
    sandbox.control("/orders", {"count": 120})
    until = datetime.now(timezone.utc) + timedelta(days=1)
    first = reader.changed_orders(until - ORDER_WINDOW, until)
    assert first.cursor
    later(3700)
    found, cursor = list(first.external_ids), first.cursor
    while cursor:
        page = reader.changed_orders(until - ORDER_WINDOW, until, cursor)
        found += page.external_ids
        cursor = page.cursor
    assert set(found) >= set(rows_of(sandbox, shop))


def test_every_seeded_order_maps_to_the_simulators_figures(seeded):
    orders, known = seeded
    figures = {
        number: (
            order.raw_status,
            order.buyer_total,
            order.revenue_total,
            order.shipping_revenue,
            order.channel,
        )
        for number, order in orders.items()
    }
    names = ("buyer_total", "seller_revenue", "shipping_revenue")
    assert figures == {
        number: (row["status"], *(D(row[name]) for name in names), row["commerce_platform"])
        for number, row in known.items()
    }


def test_the_seeded_orders_are_of_every_kind(seeded):
    orders = seeded[0].values()
    assert len(orders) == 143
    assert {order.channel for order in orders} == {"TIKTOK_SHOP", "TOKOPEDIA"}
    assert {order.status.value for order in orders} >= {
        "unpaid",
        "on_hold",
        "to_ship",
        "completed",
        "cancelled",
    }
    for mark in ("is_sample", "is_replacement", "is_cod", "seller_ships"):
        assert {bool(getattr(order, mark)) for order in orders} == {True, False}
    variants = {variant for order in orders for variant in (order.ladder.closing_variant or "").split(",")}
    assert variants == {"", "cofunded_shipping", "distance_fee"}


def test_every_stage_of_every_seeded_order_adds_up(seeded):
    for order in seeded[0].values():
        ladder = order.ladder
        assert blocking_gaps(ladder) == ()
        assert {gap.code for gap in ladder.gaps} <= {"CHK_TOTAL_VARIANT"}
        assert (ladder.state, ladder.complete) == ("checkout", True)
        assert stage_sum(ladder.rungs, "checkout") == order.buyer_total
        assert stage_sum(ladder.rungs, "revenue") == order.revenue_total
        assert sum(line.revenue for line in order.lines) + order.shipping_revenue == order.revenue_total


def test_lines_have_whole_prices_and_the_simulators_quantities(seeded):
    orders, known = seeded
    for number, order in orders.items():
        counts = {}
        for line in order.lines:
            counts[line.seller_sku] = counts.get(line.seller_sku, 0) + line.active_quantity
            assert not line.revenue % max(line.active_quantity, 1)
            assert len(line.unit_keys) == line.quantity
        row = known[number]
        assert counts == dict(zip(row["skus"], row["quantities"], strict=True))
        assert [package.external_id for package in order.packages] == row["packages"]


@pytest.mark.parametrize(
    "options",
    [
        {"own_courier": True},
        {"cofunded": 6000},
        {"distance": 12000},
        {"coins": 1100, "seller_voucher": 10000, "platform_voucher": 7777},
        {"quantities": [3], "seller_voucher": 100},
        {"quantities": [4], "cancelled": 1},
        {"quantities": [2], "cancelled": 1, "own_courier": True},
        {"sample": True},
        {"cod": True},
        {"tokopedia": True, "insurance": 500},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "switches",
    [
        {},
        {"distance_in_total": "shipping", "cofunded_lowers_fee": False},
        {"distance_in_total": "none"},
    ],
    ids=["usual", "other", "none"],
)
def test_an_order_of_any_kind_closes_under_every_unconfirmed_reading(
    reader, sandbox, shop, options, switches
):
    sandbox.switch(**switches)
    (number,) = sandbox.control("/orders", options)["orders"]
    order, row = mapped(reader, [number])[number], rows_of(sandbox, shop)[number]
    assert blocking_gaps(order.ladder) == ()
    assert (order.buyer_total, order.revenue_total) == (D(row["buyer_total"]), D(row["seller_revenue"]))


def test_a_replacement_names_the_order_it_follows_and_earns_nothing(reader, sandbox, numbers):
    source = numbers["COMPLETED"][0]
    (number,) = sandbox.control("/orders", {"replacement": source})["orders"]
    order = mapped(reader, [number])[number]
    assert (order.is_replacement, order.source_order_id, order.revenue_total) == (True, source, 0)


def test_masked_and_open_addresses_are_told_apart(reader, sandbox):
    for options, masked in (({}, True), ({"own_courier": True}, False)):
        (number,) = sandbox.control("/orders", options)["orders"]
        address = mapped(reader, [number])[number].address
        assert (address.masked, address.country_code) == (masked, "ID")
        assert all((address.state, address.city, address.district, address.village, address.zip))


@pytest.mark.parametrize("unknown", ["skip", "refuse"])
def test_an_unknown_order_is_an_error_of_its_own(reader, sandbox, numbers, unknown):
    sandbox.switch(unknown_orders=unknown)
    good = numbers["COMPLETED"]
    rows = {row.external_id: row for row in reader.read_orders([*good, "5760000000000000"])}
    assert isinstance(rows["5760000000000000"].error, Rejected)
    assert all(rows[number].payload for number in good)


def test_more_than_a_batch_is_split(reader, sandbox):
    placed = sandbox.control("/orders", {"count": 60})["orders"]
    sandbox.control("/calls/clear", {})
    assert [row.error for row in reader.read_orders(placed)] == [None] * 60
    assert len(sandbox.calls(DETAIL)) == 2


def test_listings_come_with_names_of_variants_and_stock(reader):
    listings = list(reader.listings())
    assert listings
    assert {listing.currency for listing in listings} == {"IDR"}
    assert ListingStatus.LIVE in {listing.status for listing in listings}
    varied = [listing for listing in listings if len(listing.skus) > 1]
    assert all(sku.name and sku.price and sku.quantity is not None for row in varied for sku in row.skus)
    assert all(listing.image_url for listing in listings)


def test_a_shop_describes_itself(reader, shop):
    info = reader.shop_info()
    assert (info.external_shop_id, info.name, info.region, info.currency) == (
        shop["shop_id"],
        "Ombak Wear",
        "ID",
        "IDR",
    )


def test_a_shop_that_the_consent_does_not_cover_is_told(connect):
    with pytest.raises(AuthRevoked, match="connect it again"):
        TikTokShopReader(connect(shop_cipher="ROW_of_someone_else")).shop_info()


def test_a_shop_with_more_products_than_a_search_finds_is_read_in_parts(reader, sandbox):
    everything = {listing.external_id for listing in reader.listings()}
    sandbox.switch(search_limit=3)
    found = [listing.external_id for listing in reader.listings()]
    assert (set(found), len(found)) == (everything, len(everything))


def test_products_that_did_not_change_are_not_read_again(reader, sandbox, in_seller_center):
    before = {listing.external_id: listing for listing in reader.listings()}
    known = {number: listing.updated_at for number, listing in before.items()}
    edited = next(iter(before))
    in_seller_center(edited, title="Judul yang baru sekali di Seller Center")
    sandbox.control("/calls/clear", {})
    after = {listing.external_id: listing for listing in reader.listings(known=known)}
    assert [number for number, listing in after.items() if listing.content] == [edited]
    assert after[edited].content.name == "Judul yang baru sekali di Seller Center"
    assert after.keys() == before.keys()
    for number, listing in after.items():
        there = [(sku.sku_id, sku.price, sku.quantity) for sku in before[number].skus]
        assert [(sku.sku_id, sku.price, sku.quantity) for sku in listing.skus] == there
    assert len(sandbox.calls("/product/*/products/*")) == 2
