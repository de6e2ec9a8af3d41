"""The order side of the client against the simulator."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    AuthRevoked,
    ContractChanged,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.platform import dump_payload, load_payload
from odoo.addons.ocean_marketplace_base.lib.retry import NO_RETRY
from odoo.addons.ocean_shopee.lib.client import ShopeeClient
from odoo.addons.ocean_shopee.lib.const import ORDER_WINDOW
from odoo.addons.ocean_shopee.lib.mapping import map_order
from odoo.addons.ocean_shopee.lib.reader import ShopeeReader

DETAIL = "/api/v2/order/get_order_detail"


def window():
    until = datetime.now(timezone.utc) + timedelta(hours=1)
    return until - ORDER_WINDOW, until


@pytest.fixture
def impatient(app, transport, shop):
    """A reader that tries everything once."""
    client = ShopeeClient(
        app,
        transport,
        shop["base_url"],
        shop_id=str(shop["shop_id"]),
        access_token=shop["access_token"],
        retry=NO_RETRY,
    )
    return ShopeeReader(client)


def all_changed(reader):
    cursor, found = "", []
    while True:
        page = reader.changed_orders(*window(), cursor=cursor)
        found += page.external_ids
        cursor = page.cursor
        if not cursor:
            return found


def test_discovery_finds_every_order_once(reader, numbers):
    found = all_changed(reader)
    assert sorted(found) == sorted(number for group in numbers.values() for number in group)


def test_short_pages_do_not_end_the_list(client, numbers):
    rows = list(client.order.iter_order_list(*window(), page_size=5))
    assert len(rows) == sum(map(len, numbers.values()))


def test_the_list_can_be_filtered_by_status(client, numbers):
    rows = client.order.get_order_list(*window(), order_status="UNPAID")["order_list"]
    assert sorted(row["order_sn"] for row in rows) == sorted(numbers["UNPAID"])


def test_details_and_escrow_of_all_orders_map(reader, numbers):
    expected = {number: status for status, group in numbers.items() for number in group}
    rows = reader.read_orders(expected)
    assert {row.external_id: row.payload["order"]["order_status"] for row in rows} == expected
    orders = [map_order(load_payload(dump_payload(row.payload))) for row in rows]
    assert {order.external_id for order in orders} == set(expected)


def test_paid_orders_have_escrow_and_unpaid_ones_are_not_asked_for(reader, sandbox, numbers):
    (unpaid,) = reader.read_orders(numbers["UNPAID"][:1])
    assert unpaid.payload["escrow"] is None
    assert sandbox.calls("/api/v2/payment/*") == []
    (paid,) = reader.read_orders(numbers["COMPLETED"][:1])
    assert paid.payload["escrow"]["order_sn"] == paid.external_id


def test_one_escrow_equals_its_row_of_the_batch(client, numbers):
    number = numbers["COMPLETED"][0]
    (row,) = client.payment.get_escrow_detail_batch([number])
    assert client.payment.get_escrow_detail(number) == row


def test_an_unknown_order_is_refused_and_the_others_read(reader, numbers):
    good = numbers["READY_TO_SHIP"][0]
    rows = {row.external_id: row for row in reader.read_orders([good, "260101UNKNOWN0"])}
    assert rows[good].payload
    assert isinstance(rows["260101UNKNOWN0"].error, Rejected)
    (alone,) = reader.read_orders(["260101UNKNOWN0"])
    assert alone.error.code == "error_not_found"


def test_orders_of_another_shop_are_unknown(reader, sandbox, shop):
    others = [
        row["id"] for row in sandbox.control("/orders")["orders"] if row["shop_id"] != str(shop["shop_id"])
    ]
    (row,) = reader.read_orders(others[:1])
    assert isinstance(row.error, Rejected)


def test_more_than_a_batch_is_split(reader, sandbox):
    placed = sandbox.control("/orders", {"count": 60})["orders"]
    sandbox.control("/calls/clear", {})
    rows = reader.read_orders(placed)
    assert [row.error for row in rows] == [None] * 60
    assert len(sandbox.calls(DETAIL)) == 2
    assert len(sandbox.calls("/api/v2/payment/get_escrow_detail_batch")) == 4


def test_many_threads_read_at_once(reader, numbers):
    wanted = [number for group in numbers.values() for number in group]
    with ThreadPoolExecutor(6) as pool:
        rows = [
            row for found in pool.map(lambda number: reader.read_orders([number]), wanted) for row in found
        ]
    assert [row.external_id for row in rows] == wanted
    assert all(row.payload["order"]["order_sn"] == row.external_id for row in rows)


def test_a_broken_text_in_one_order_does_not_spoil_the_others(reader, sandbox, numbers):
    first, second = numbers["READY_TO_SHIP"][:2]
    sandbox.fault("broken_utf8", path=DETAIL, match=first)
    rows = {row.external_id: row for row in reader.read_orders([first, second])}
    map_order(rows[second].payload)
    with pytest.raises(ContractChanged):
        map_order(load_payload(dump_payload(rows[first].payload)))


@pytest.mark.parametrize("kind", ["throttle", "server_error", "drop"])
def test_passing_failures_are_survived(kind, reader, sandbox, numbers):
    sandbox.fault(kind, path=DETAIL, count=2)
    (row,) = reader.read_orders(numbers["READY_TO_SHIP"][:1])
    assert row.error is None
    assert len(sandbox.calls(DETAIL)) == 3


@pytest.mark.parametrize(
    ("kind", "error"), [("throttle", Throttled), ("server_error", Transient), ("drop", Transient)]
)
def test_lasting_failures_are_told_per_order(kind, error, impatient, sandbox, numbers):
    sandbox.fault(kind, path=DETAIL)
    (row,) = impatient.read_orders(numbers["READY_TO_SHIP"][:1])
    assert isinstance(row.error, error)


def test_the_platforms_own_limit_throttles(impatient, sandbox):
    sandbox.switch(calls_per_second=2)
    with ThreadPoolExecutor(5) as pool:
        calls = [pool.submit(impatient.shop_info) for _ in range(10)]
    errors = [call.exception() for call in calls]
    assert any(isinstance(error, Throttled) for error in errors)
    assert all(error is None or isinstance(error, Throttled) for error in errors)


@pytest.mark.parametrize("code", ["invalid_acceess_token", "invalid_access_token", "error_auth"])
@pytest.mark.parametrize("status", [200, 403])
def test_an_expired_token_is_recognised_however_it_is_told(code, status, reader, sandbox):
    sandbox.switch(bad_token_code=code, gateway_status=status)
    sandbox.fault("expired_token", count=1)
    with pytest.raises(AuthExpired):
        reader.changed_orders(*window())


def test_a_withdrawn_consent_is_recognised(reader, sandbox, shop):
    sandbox.control("/config", {"shop": shop["shop_id"], "revoke": True})
    with pytest.raises(AuthRevoked):
        reader.changed_orders(*window())


def test_a_banned_shop_is_recognised(reader, sandbox, shop):
    sandbox.control("/config", {"shop": shop["shop_id"], "shop_status": "BANNED"})
    with pytest.raises(AuthRevoked):
        reader.shop_info()


@pytest.mark.parametrize("blank", ["", " ", "-"])
def test_placeholders_for_success_are_understood(blank, reader, sandbox, numbers):
    sandbox.switch(blank_error=blank)
    (row,) = reader.read_orders(numbers["COMPLETED"][:1])
    assert row.payload["escrow"]


def test_orders_that_are_held_are_shown_as_pending(reader, sandbox):
    placed = sandbox.control("/orders", {"status": "PENDING"})["orders"]
    (row,) = reader.read_orders(placed)
    assert row.payload["order"]["order_status"] == "PENDING"
