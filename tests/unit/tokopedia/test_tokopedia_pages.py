"""Iterators: to the end, once each, and never for ever."""

from datetime import date, datetime, timedelta, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, Rejected
from odoo.addons.ocean_tokopedia.lib.times import Frame

NOW = datetime(2025, 5, 4, tzinfo=timezone.utc)


def orders(*numbers):
    return [{"order_id": number} for number in numbers]


def ids(found):
    return [row["order_id"] for row in found]


def test_orders_are_paged_until_an_empty_page(client, platform):
    platform.say_data(orders(1, 2), orders(3), None)
    found = client.order.iter_list(NOW - timedelta(days=1), NOW, per_page=2)
    assert ids(found) == [1, 2, 3]
    assert [seen.params["page"] for seen in platform.seen] == ["1", "2", "3"]
    assert platform.seen[0].params == {
        "fs_id": "13398",
        "from_date": str(int((NOW - timedelta(days=1)).timestamp())),
        "to_date": str(int(NOW.timestamp())),
        "page": "1",
        "per_page": "2",
        "shop_id": "479573",
    }


def test_a_long_time_is_asked_for_in_windows_that_leave_no_gap(client, platform):
    platform.say_data([])
    assert list(client.order.iter_list(NOW - timedelta(days=8), NOW)) == []
    windows = [(int(seen.params["from_date"]), int(seen.params["to_date"])) for seen in platform.seen]
    assert windows[0][0] == int((NOW - timedelta(days=8)).timestamp())
    assert windows[-1][1] == int(NOW.timestamp())
    assert all(0 < last - first < 3 * 86_400 for first, last in windows)
    assert all(before[1] + 1 == after[0] for before, after in zip(windows, windows[1:], strict=False))


def test_a_moment_is_a_window_too(client, platform):
    platform.say_data([])
    assert list(client.order.iter_list(NOW, NOW)) == []
    assert len(platform.seen) == 1


def test_orders_that_move_to_the_next_page_come_once(client, platform):
    platform.say_data(orders(2, 3), orders(3, 4), [])
    assert ids(client.order.iter_list(NOW - timedelta(days=1), NOW)) == [2, 3, 4]


def test_a_list_that_repeats_itself_ends_with_an_error(client, platform):
    platform.say_data(orders(1, 2))
    with pytest.raises(ContractChanged):
        list(client.order.iter_list(NOW - timedelta(days=1), NOW))


def test_windows_are_counted_as_the_frame_says(make_client, platform):
    platform.say_data([])
    make_client(frame=Frame.WALL_CLOCK).order.get_list(
        NOW - timedelta(days=1), NOW, status=220, warehouse_id="7"
    )
    params = platform.seen[0].params
    assert int(params["to_date"]) == int(NOW.timestamp()) + 7 * 3600
    assert (params["status"], params["warehouse_id"], "shop_id" in params) == ("220", "7", False)


def test_an_order_that_cannot_be_opened_does_not_cost_the_others(make_client, platform, key_pair, caplog):
    client = make_client(private_key=key_pair.private_pem)
    sealed = {"order_id": 5, "encryption": {"secret": "AAAA", "content": "A" * 60}}
    platform.say_data([sealed, {"order_id": 6}])
    assert client.order.get_list(NOW - timedelta(days=1), NOW) == [sealed, {"order_id": 6}]
    assert "order 5 stays encrypted" in caplog.text


@pytest.mark.parametrize("data", [[{}], [5], {}, "x", [{"order_id": ""}]])
def test_a_list_that_is_none_is_told(data, client, platform):
    platform.say_data(data)
    with pytest.raises(ContractChanged):
        client.order.get_list(NOW - timedelta(days=1), NOW)


def products(*numbers):
    return [{"basic": {"productID": number}} for number in numbers]


def test_products_are_paged_until_an_empty_page_and_come_once(client, platform):
    platform.say_data(products(1, 2), products(2, 3), [])
    assert [row["basic"]["productID"] for row in client.product.iter_by_shop(per_page=2)] == [1, 2, 3]


def test_products_that_repeat_themselves_end_with_an_error(client, platform):
    platform.say_data(products(1))
    with pytest.raises(ContractChanged):
        list(client.product.iter_by_shop())


def test_many_product_ids_are_asked_for_in_pieces(client, platform):
    platform.say_data(products(1))
    client.product.get_by_id([str(number) for number in range(1, 251)])
    pieces = [seen.params["product_id"].split(",") for seen in platform.seen]
    assert [len(piece) for piece in pieces] == [100, 100, 50]


def test_discussions_chats_saldo_and_bundles_end(client, platform):
    platform.say_data({"HasNext": True, "Question": [{"QuestionID": 1}]}, {"HasNext": True, "Question": []})
    assert len(list(client.product.iter_discussion("5"))) == 1
    platform.say_data([{"msg_id": 1}, {"msg_id": 2}], [{"msg_id": 2}])
    assert [row["msg_id"] for row in client.chat.iter_conversations()] == [1, 2]
    platform.say_data([{"reply_id": 1}], [{"reply_id": 2}], [])
    assert [row["reply_id"] for row in client.chat.iter_replies("5")] == [1, 2]
    page = {"is_last_page": False, "bundle_list_info": [{"bundle_id": 1}], "last_group_id": 8}
    platform.say_data(page, page | {"is_last_page": True, "bundle_list_info": [{"bundle_id": 2}]})
    assert [row["bundle_id"] for row in client.bundle.iter_all()] == [1, 2]
    platform.say_data(page)
    with pytest.raises(ContractChanged):
        list(client.bundle.iter_all())


def test_saldo_is_asked_for_in_windows_of_31_days(client, platform):
    row = {"have_next_page": False, "saldo_history": [{"deposit_id": 1}]}
    platform.say_data(row)
    found = list(client.finance.iter_saldo(date(2025, 1, 1), date(2025, 3, 10)))
    assert len(found) == 1
    days = [(seen.params["from_date"], seen.params["to_date"]) for seen in platform.seen]
    assert days == [("2025-01-01", "2025-02-01"), ("2025-02-02", "2025-03-05"), ("2025-03-06", "2025-03-10")]


def test_fulfillment_ends_when_nothing_new_comes(client, platform):
    page = {"order_data": [{"order": {"order_id": 5}}], "next_order_id": 5}
    platform.say_data(page)
    assert len(list(client.order.iter_fulfillment())) == 1
    platform.say_data({"order_data": [{"order": {"order_id": 6}}]})
    with pytest.raises(ContractChanged):
        client.order.get_fulfillment("5")


def test_shops_showcases_and_slash_prices_end_even_without_pages(client, platform):
    platform.say_data([{"shop_id": 1}])
    assert len(list(client.shop.iter_shops())) == 1
    with pytest.raises(Rejected):
        client.shop.get_info()
    platform.say_data({"showcase": [{"id": 1}]})
    assert len(list(client.showcase.iter_all())) == 1
    platform.say_data([{"slash_price_product_id": 1}])
    assert len(list(client.campaign.iter_slash_prices())) == 1


def test_webhooks_that_are_not_named_are_sent_again(client, platform):
    listed = {
        "fs_id": 13398,
        "order_status_url": "https://a.test/status",
        "chat_notification_url": "https://a.test/chat",
        "product_edit_url": "",
        "webhook_secret": "old",
    }
    platform.say(
        {"data": listed, "status": "200 Ok", "error_message": []},
        {"data": "success", "status": "200 Ok", "error_message": []},
    )
    kept = client.webhook.register(
        {"order_notification_url": "https://b.test/new", "chat_notification_url": ""}, secret="fresh"
    )
    assert kept == {
        "order_status_url": "https://a.test/status",
        "order_notification_url": "https://b.test/new",
        "webhook_secret": "fresh",
    }
    assert platform.seen[1].json == {"fs_id": 13398, **kept}


def test_nothing_is_registered_when_what_is_there_cannot_be_read(client, platform):
    platform.say({"data": None, "status": "400 Bad Request", "error_message": ["bad"]})
    with pytest.raises(Rejected):
        client.webhook.register({"order_status_url": "https://a.test"})
    assert [seen.method for seen in platform.seen] == ["GET"]


def test_a_public_key_is_sent_as_a_file(client, platform, key_pair):
    platform.say_data(None)
    client.console.register_public_key(key_pair.public_pem)
    seen = platform.seen[0]
    assert (seen.path, seen.params) == ("/v1/fs/13398/register", {"upload": "1"})
    assert seen.headers["content-type"].startswith("multipart/form-data")
    assert b'name="public_key"' in seen.body
    assert key_pair.public_pem.encode() in seen.body


@pytest.mark.parametrize("said", ["success", "Success"])
def test_both_spellings_of_success_count(said, client, platform):
    platform.say_data(said)
    client.order_action.confirm_shipping("5", " JX1 ")
    assert platform.seen[0].json == {"order_status": 500, "shipping_ref_num": "JX1"}
    platform.say_data("queued")
    with pytest.raises(ContractChanged):
        client.order_action.accept("5")


def test_a_label_is_a_page_and_nothing_else(client, platform, answer):
    platform.say(answer(b"<html>", 200, {"Content-Type": "text/html; charset=utf-8"}))
    label = client.order.get_label("5", mark_printed=False)
    assert (label.content, label.media_type) == (b"<html>", "text/html")
    assert platform.seen[0].params == {"printed": "0"}
    platform.say_data({})
    with pytest.raises(ContractChanged):
        client.order.get_label("5")
