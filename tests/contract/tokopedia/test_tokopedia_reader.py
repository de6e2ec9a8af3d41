"""Reader and mapping against the simulator: every order comes out with the simulator's own figures."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    AuthRevoked,
    ContractChanged,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.ladder import blocking_gaps
from odoo.addons.ocean_marketplace_base.lib.platform import dump_payload, load_payload
from odoo.addons.ocean_marketplace_base.lib.retry import NO_RETRY
from odoo.addons.ocean_marketplace_base.lib.schema import ListingStatus, OrderStatus
from odoo.addons.ocean_tokopedia.lib.crypto import new_key_pair
from odoo.addons.ocean_tokopedia.lib.mapping import map_order
from odoo.addons.ocean_tokopedia.lib.reader import TokopediaReader
from odoo.addons.ocean_tokopedia.lib.times import Frame

DETAIL = "/v2/fs/*/order"


@pytest.fixture
def make_reader(make_client):
    def make(frame=Frame.UTC, **options):
        return TokopediaReader(make_client(frame=frame, **options), frame)

    return make


@pytest.fixture
def reader(make_reader, client, key_pair):
    client.console.register_public_key(key_pair.public_pem)
    return make_reader()


def briefs(world):
    rows = world.sandbox.control(f"/orders?platform=tokopedia&shop_id={world.shop['shop_id']}")["orders"]
    return {row["id"]: row for row in rows}


def stored(raw):
    """The order as it is mapped from the payload that was kept."""
    assert raw.error is None
    return map_order(load_payload(dump_payload(raw.payload)))


def read(reader, *numbers):
    return [stored(raw) for raw in reader.read_orders(numbers)]


def figures(order):
    return (
        order.raw_status,
        order.buyer_total,
        order.revenue_total,
        order.shipping_revenue,
        next((package.tracking_ref for package in order.packages), ""),
        [line.seller_sku for line in order.lines],
        [line.active_quantity for line in order.lines],
    )


def expected(brief):
    return (
        brief["status"],
        brief["buyer_total"],
        brief["seller_revenue"],
        brief["shipping_revenue"],
        brief["tracking_number"],
        brief["skus"],
        brief["quantities"] if int(brief["status"]) >= 100 else [0] * len(brief["quantities"]),
    )


def changed(reader, since, until):
    """What the orders lane finds: window after window, page after page."""
    found = []
    while since < until:
        end, cursor = min(since + reader.order_window, until), None
        while cursor != "":
            page = reader.changed_orders(since, end, cursor or "")
            found += page.external_ids
            cursor = page.cursor
        since = end
    return found


def test_every_seeded_order_maps_to_the_figures_of_the_simulator(reader, world):
    known = briefs(world)
    orders = read(reader, *known)
    assert {order.external_id: figures(order) for order in orders} == {
        number: expected(brief) for number, brief in known.items()
    }
    assert [blocking_gaps(order.ladder) for order in orders] == [()] * len(orders)
    assert all(order.ladder.complete for order in orders)
    assert OrderStatus.UNKNOWN not in {order.status for order in orders}


@pytest.mark.parametrize("capital", [False, True])
def test_the_rows_of_the_list_map_to_the_same_figures(capital, reader, client, world):
    world.switch(capital_names=capital)
    known = briefs(world)
    rows = {str(row["order_id"]): row for row in client.order.iter_list(*world.window(14))}
    assert len(rows) > 30
    singles = {order.external_id: order for order in read(reader, *rows)}
    for number, row in rows.items():
        order = map_order({"order": row})
        assert figures(order) == expected(known[number])
        assert (order.buyer.username, order.address.street) == (
            singles[number].buyer.username,
            singles[number].address.street,
        )
        assert [line.key for line in order.lines] == [line.key for line in singles[number].lines]
        # The list shows neither a wish to cancel nor that the parcel had left before the end.
        if not singles[number].status.value.startswith("cancel"):
            assert order.status == singles[number].status


def test_discovery_finds_every_paid_order(reader, world):
    unpaid = set(world.orders("100", "103", "15"))
    found = changed(reader, world.now - timedelta(days=14), world.now)
    assert set(found) == set(world.orders()) - unpaid


@pytest.mark.parametrize("frame", Frame)
@pytest.mark.parametrize("wall_clock", [False, True])
def test_a_new_order_is_found_even_if_the_setting_of_the_clock_is_wrong(
    frame, wall_clock, make_reader, world
):
    world.switch(wall_clock=wall_clock)
    number = world.place()
    reader = make_reader(frame)
    assert number in changed(reader, world.now - reader.overlap, world.now)


def test_an_order_that_is_paid_late_is_found_by_the_overlap(reader, world):
    number = world.place(status=100)
    watermark = world.now
    assert number not in changed(reader, watermark - reader.overlap, watermark)
    world.advance_clock(20 * 3600)
    world.change(number, "advance", to=220)
    assert number in changed(reader, watermark - reader.overlap, world.now)


def test_more_than_a_page_is_found_and_repetitions_do_no_harm(reader, world):
    placed = world.sandbox.control("/orders", {"platform": "tokopedia", "count": 120, "oversell": True})[
        "orders"
    ]
    found = changed(reader, world.now - timedelta(hours=1), world.now)
    assert set(placed) <= set(found)


@pytest.mark.parametrize(
    "options",
    [
        {"promo_product": 5000, "promo_shipping": 7000, "points": 500, "insurance": 600, "cashback": 100},
        {"own_courier": True, "promo_shipping": 4000},
        {"quantities": [4], "rejected": 1},
        {"quantities": [2], "rejected": 2, "own_courier": True},
        {"lines": 3, "promo_product": 12_345},
        {"free": True},
        {"cod": True},
        {"same_day": True},
    ],
)
def test_an_order_of_every_kind_maps_to_the_figures_of_the_simulator(options, reader, world):
    number = world.place(**options)
    (order,) = read(reader, number)
    assert figures(order) == expected(briefs(world)[number])
    assert (order.ladder.gaps, order.is_cod) == ((), bool(options.get("cod")))
    assert order.seller_ships is (True if options.get("own_courier") else None)


def test_a_voucher_shows_in_the_list_and_waits_for_a_person(client, world):
    number = world.place(voucher=5000)
    row = next(row for row in client.order.iter_list(*world.window(1)) if str(row["order_id"]) == number)
    order = map_order({"order": row})
    assert [gap.code for gap in blocking_gaps(order.ladder)] == ["CHK_PAYER_UNKNOWN"]
    assert order.buyer_total == briefs(world)[number]["buyer_total"]


def test_an_order_is_followed_through_its_life(reader, world):
    number = world.place(status=100)
    statuses = []
    for to in (100, 220, 400, 450, 500, 600, 700):
        if to > 100:
            world.change(number, "advance", to=to)
        (order,) = read(reader, number)
        statuses.append(order.status.value)
        assert figures(order) == expected(briefs(world)[number])
    assert statuses == ["unpaid", "to_ship", "to_ship", "arranged", "shipped", "delivered", "completed"]


def test_a_wish_to_cancel_and_its_refusal_are_seen(reader, client, world):
    number = world.place(status=400)
    world.change(number, "request_cancel", reason="Salah alamat")
    (order,) = read(reader, number)
    assert (order.status, order.cancel_reason) == (OrderStatus.CANCEL_REQUESTED, "Salah alamat")
    client.order_action.refuse_cancel(number)
    assert read(reader, number)[0].status is OrderStatus.TO_SHIP


def test_an_end_before_shipment_earns_nothing_and_one_after_it_is_a_return(reader, world):
    early, late = world.place(), world.place(status=600)
    world.change(early, "cancel", by="seller", reason="Stok habis")
    world.change(late, "advance", to=601)
    world.change(late, "advance", refund=True)
    cancelled, refunded = read(reader, early, late)
    assert (cancelled.status, cancelled.revenue_total) == (OrderStatus.CANCELLED, 0)
    assert (cancelled.cancelled_by, cancelled.cancel_reason) == ("seller", "Stok habis")
    assert (refunded.status, refunded.ladder.totals["after_returns"]) == (OrderStatus.CANCELLED, 0)
    assert [line.returned_quantity for line in refunded.lines] == [line.quantity for line in refunded.lines]


def test_buyers_are_readable_with_the_key_and_masked_without(reader, make_reader, world):
    number = world.place()
    known = world.store.order(number)
    (order,) = read(reader, number)
    assert (order.buyer.username, order.buyer.masked) == (known.buyer["name"], False)
    assert (order.address.phone, order.address.street) == (known.buyer["phone"], known.street)
    assert (order.address.city, order.address.masked) == (known.place.city, False)
    for other in ("", new_key_pair().private_pem):
        (order,) = read(make_reader(private_key=other), number)
        assert (order.buyer.username, order.buyer.masked, order.address.masked) == ("", True, True)
        assert order.address.city == known.place.city


@pytest.mark.parametrize("private_key", [None, ""])
def test_an_order_that_did_not_change_looks_the_same_days_later(private_key, reader, make_reader, world):
    number = world.place()
    reader = reader if private_key is None else make_reader(private_key=private_key)
    (first,) = reader.read_orders([number])
    world.advance_clock(2 * 86_400)
    (second,) = reader.read_orders([number])
    assert dump_payload(first.payload) == dump_payload(second.payload)


def test_times_are_true_on_both_clocks(reader, make_reader, world):
    number = world.place()
    known = world.store.order(number)
    placed = datetime.fromtimestamp(known.create_time, timezone.utc)
    assert read(reader, number)[0].created_at == placed
    world.switch(wall_clock=True)
    (order,) = read(make_reader(Frame.WALL_CLOCK), number)
    assert order.created_at == placed
    assert order.respond_by == datetime.fromtimestamp(known.accept_by, timezone.utc)


def test_unknown_orders_and_orders_of_another_shop_are_refused_and_others_read(reader, world):
    other = str(next(row.id for row in world.store.orders.values() if row.shop_id != world.own_shop.id))
    good = world.place()
    rows = {row.external_id: row for row in reader.read_orders([good, other, "999999999"])}
    assert rows[good].error is None
    assert (rows[other].error.code, rows["999999999"].error.code) == ("not_found", "ORD_API_008")


@pytest.mark.parametrize(
    ("fault", "path"),
    [
        ("missing_field", "order.order_info.order_detail[0].product_id"),
        ("wrong_type", "order.order_info.order_detail[0].quantity"),
        ("broken_utf8", "order.order_info.order_detail[0].product_name"),
    ],
)
def test_a_broken_order_is_named_by_its_field_and_does_not_spoil_others(fault, path, reader, world):
    broken, sound = world.place(), world.place()
    world.sandbox.fault(fault, path=DETAIL, match=broken)
    first, second = reader.read_orders([broken, sound])
    assert stored(second).external_id == sound
    with pytest.raises(ContractChanged) as failure:
        map_order(load_payload(dump_payload(first.payload)))
    assert failure.value.path == path


def test_a_field_nobody_announced_is_no_harm(reader, world):
    number = world.place()
    world.sandbox.fault("unknown_fields", path=DETAIL, match=number)
    (order,) = read(reader, number)
    assert (order.external_id, order.ladder.gaps) == (number, ())


@pytest.mark.parametrize("kind", ["throttle", "server_error", "drop"])
def test_passing_failures_are_survived(kind, reader, world):
    number = world.place()
    world.sandbox.fault(kind, path=DETAIL, count=2)
    assert read(reader, number)[0].external_id == number


@pytest.mark.parametrize(
    ("kind", "error"), [("throttle", Throttled), ("server_error", Transient), ("drop", Transient)]
)
def test_lasting_failures_are_told_per_order(kind, error, make_reader, world):
    number, other = world.place(), world.place()
    world.sandbox.fault(kind, path=DETAIL, count=1)
    bad, good = make_reader(retry=NO_RETRY).read_orders([number, other])
    assert isinstance(bad.error, error)
    assert good.error is None


def test_a_token_that_ends_meanwhile_is_replaced(reader, world):
    number = world.place()
    world.sandbox.fault("expired_token", path=DETAIL, count=1)
    assert read(reader, number)[0].external_id == number


def test_a_token_that_is_refused_for_good_stops_the_shop(reader, world):
    number = world.place()
    world.sandbox.fault("expired_token", path=DETAIL)
    with pytest.raises(AuthExpired):
        reader.read_orders([number])


def test_a_shop_that_left_the_app_is_told(reader, world):
    number = world.place()
    world.configure(shop=world.own_shop.id, revoke=True)
    for ask in (
        lambda: reader.read_orders([number]),
        lambda: reader.changed_orders(world.now - timedelta(days=1), world.now),
        lambda: list(reader.listings()),
    ):
        with pytest.raises(AuthRevoked):
            ask()


def test_many_threads_read_at_once(reader, world):
    wanted = world.orders()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda number: reader.read_orders([number])[0], wanted))
    assert [stored(raw).external_id for raw in found] == wanted


@pytest.mark.parametrize("list_children", [False, True])
def test_listings_are_the_products_with_their_variants(list_children, reader, world):
    world.switch(list_children=list_children)
    listings = {listing.external_id: listing for listing in reader.listings()}
    own = {product.id: product for product in world.store.products_of(world.own_shop.id)}
    assert set(listings) == {str(number) for number, product in own.items() if not product.parent_id}
    sellable = {
        sku.sku_id: (sku.seller_sku, sku.price, sku.quantity)
        for listing in listings.values()
        for sku in listing.skus
    }
    assert sellable == {
        str(number): (product.sku, world.store.sells_at(product), product.total_stock)
        for number, product in own.items()
        if not product.children
    }
    assert {listing.status for listing in listings.values()} == {ListingStatus.LIVE}
    parent = listings[str(world.parent.id)]
    values = [option["value"] for option in world.parent.selection[0]["options"]]
    assert [sku.name for sku in parent.skus] == values


def test_what_is_ordered_is_a_sku_of_a_listing(reader, world):
    known = {sku.sku_id for listing in reader.listings() for sku in listing.skus}
    orders = read(reader, *world.orders("220", "400"))
    assert {line.sku_id for order in orders for line in order.lines} <= known


def test_the_shop_is_told(reader, world):
    info = reader.shop_info()
    assert (info.external_shop_id, info.name) == (str(world.own_shop.id), world.own_shop.name)
    assert (info.region, info.currency) == ("ID", "IDR")


@pytest.mark.parametrize("list_children", [False, True])
def test_what_is_known_is_not_read_again(list_children, reader, world, sandbox):
    world.switch(list_children=list_children)
    first = {listing.external_id: listing for listing in reader.listings()}
    assert all(listing.content for listing in first.values())
    known = {number: listing.updated_at for number, listing in first.items()}
    sandbox.control("/calls/clear", {})
    again = {listing.external_id: listing for listing in reader.listings(known=known)}
    assert {listing.content for listing in again.values()} == {None}
    assert not sandbox.calls("*/product/variant/*")
    assert {
        number: [(sku.sku_id, sku.seller_sku, sku.price, sku.quantity) for sku in listing.skus]
        for number, listing in again.items()
    } == {
        number: [(sku.sku_id, sku.seller_sku, sku.price, sku.quantity) for sku in listing.skus]
        for number, listing in first.items()
    }


def test_a_change_of_one_variant_reads_its_product_again_and_no_other(reader, world, sandbox):
    known = {listing.external_id: listing.updated_at for listing in reader.listings()}
    world.advance_clock(60)
    world.on_platform(world.child.id, price=61_000)
    sandbox.control("/calls/clear", {})
    changed = [listing for listing in reader.listings(known=known) if listing.content]
    assert [listing.external_id for listing in changed] == [str(world.parent.id)]
    assert changed[0].content.variants[0].price == 61_000
    assert len(sandbox.calls("*/product/variant/*")) == 1


def test_a_pull_asks_for_each_page_each_batch_and_each_family_once(reader, world, sandbox):
    sandbox.control("/calls/clear", {})
    listings = list(reader.listings())
    families = sum(1 for listing in listings if len(listing.skus) > 1)
    assert len(sandbox.calls("*/product/variant/*")) == families
    assert len(sandbox.calls("*/product/info")) == 3  # a page, the empty one that ends the list, variants
