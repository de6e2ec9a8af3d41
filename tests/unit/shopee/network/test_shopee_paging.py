"""Lists are read to their end, and only the platform's flag is their end."""

from datetime import date, datetime, timedelta, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_shopee.lib.client import ShopeeMerchantClient, ShopeePartnerClient

START = datetime(2026, 5, 1, tzinfo=timezone.utc)
END = START + timedelta(days=3)


def wrapped(response):
    return {"error": "", "request_id": "r-1", "response": response}


CURSOR = {
    "order list": (lambda c: c.order.iter_order_list(START, END), "order_list"),
    "shipment list": (lambda c: c.order.iter_shipment_list(), "order_list"),
    "pending invoices": (lambda c: c.order.iter_pending_buyer_invoice_order_list(), "order_list"),
    "comments": (lambda c: c.product.iter_comment(item_id="5"), "item_comment_list"),
}
NUMBERED = {
    "returns": (lambda c: c.returns.iter_return_list(), "return", 0),
    "escrow list": (lambda c: c.payment.iter_escrow_list(START, END), "escrow_list", 1),
    "wallet": (lambda c: c.payment.iter_wallet_transaction_list(START, END), "transaction_list", 0),
    "vouchers": (lambda c: c.voucher.iter_voucher_list(), "voucher_list", 1),
    "discounts": (lambda c: c.discount.iter_discount_list(), "discount_list", 1),
    "items of a discount": (lambda c: c.discount.iter_discount_item("7"), "item_list", 1),
    "bundle deals": (lambda c: c.bundle_deal.iter_bundle_deal_list(), "bundle_deal_list", 1),
}


@pytest.mark.parametrize("name", CURSOR)
def test_cursors_are_followed_over_short_and_empty_pages(name, client, server):
    walk, rows = CURSOR[name]
    server.say(
        wrapped({rows: [{"n": 1}], "more": True, "next_cursor": "c1"}),
        wrapped({rows: [], "more": True, "next_cursor": "c2"}),
        wrapped({rows: [{"n": 2}], "more": False, "next_cursor": ""}),
    )
    assert [row["n"] for row in walk(client)] == [1, 2]
    assert [seen.params["cursor"] for seen in server.seen] == ["", "c1", "c2"]


@pytest.mark.parametrize("name", CURSOR)
def test_a_cursor_that_stays_the_same_is_a_changed_contract(name, client, server):
    walk, rows = CURSOR[name]
    server.say(wrapped({rows: [], "more": True, "next_cursor": "c1"}))
    with pytest.raises(ContractChanged) as caught:
        list(walk(client))
    assert caught.value.path == "response.next_cursor"


@pytest.mark.parametrize("name", NUMBERED)
def test_numbered_pages_are_followed_from_the_first(name, client, server):
    walk, rows, first = NUMBERED[name]
    server.say(
        wrapped({rows: [{"return_sn": "1"}], "more": True}),
        wrapped({rows: [{"return_sn": "2"}], "more": False}),
    )
    assert [row["return_sn"] for row in walk(client)] == ["1", "2"]
    assert [seen.params["page_no"] for seen in server.seen] == [str(first), str(first + 1)]


@pytest.mark.parametrize("name", NUMBERED)
def test_an_empty_page_that_claims_more_ends_the_list(name, client, server):
    walk, rows, _first = NUMBERED[name]
    server.say(wrapped({rows: [], "more": True}))
    assert list(walk(client)) == []
    assert len(server.seen) == 1


def test_returns_are_told_once_where_page_0_and_1_are_the_same(client, server):
    server.say(
        wrapped({"return": [{"return_sn": "1"}], "more": True}),
        wrapped({"return": [{"return_sn": "1"}], "more": True}),
        wrapped({"return": [{"return_sn": "2"}], "more": False}),
    )
    assert [row["return_sn"] for row in client.returns.iter_return_list()] == ["1", "2"]


def test_packages_are_followed_by_the_cursor_of_their_pagination(client, server):
    server.say(
        wrapped({"packages_list": [{"n": 1}], "pagination": {"more": True, "next_cursor": "17,18"}}),
        wrapped({"packages_list": [{"n": 2}], "pagination": {"more": False, "next_cursor": ""}}),
    )
    assert [row["n"] for row in client.order.iter_package_list({"package_status": 2})] == [1, 2]
    assert [seen.json["pagination"]["cursor"] for seen in server.seen] == ["", "17,18"]


def test_brands_are_followed_by_their_offset(client, server):
    server.say(
        wrapped({"brand_list": [{"n": 1}], "has_next_page": True, "next_offset": 1}),
        wrapped({"brand_list": [{"n": 2}], "has_next_page": False, "next_offset": 0}),
    )
    assert [row["n"] for row in client.product.iter_brand_list("14")] == [1, 2]
    assert [seen.params["offset"] for seen in server.seen] == ["0", "1"]


def test_found_items_are_followed_until_there_is_no_offset(client, server):
    server.say(
        wrapped({"item_id_list": [1, 2], "next_offset": "2"}),
        wrapped({"item_id_list": [3], "next_offset": ""}),
    )
    assert list(client.product.iter_search_item(item_name="cup")) == ["1", "2", "3"]
    assert server.seen[1].params["offset"] == "2"


def test_a_search_without_a_result_has_none(client, server):
    server.say(wrapped({"total_count": 0}))
    assert list(client.product.iter_search_item(item_name="cup")) == []


def test_a_search_whose_offset_stays_the_same_ends(client, server):
    server.say(wrapped({"item_id_list": [1], "next_offset": "1"}))
    assert list(client.product.iter_search_item(item_name="cup", offset="1")) == ["1"]


def test_income_is_followed_by_its_cursor_in_either_shape(client, server):
    server.say(
        {"income_detail_list": {"list": [{"n": 1}], "next_page": {"cursor": "9"}}},
        wrapped({"income_detail_list": {"income_detail_list_item": [{"n": 2}], "next_page": {"cursor": ""}}}),
    )
    rows = client.payment.iter_income_detail(date(2026, 5, 1), date(2026, 5, 2), 1)
    assert [row["n"] for row in rows] == [1, 2]
    assert server.seen[1].params["cursor"] == "9"


def test_income_that_would_never_end_is_a_changed_contract(client, server):
    server.say({"income_detail_list": {"list": [{"n": 1}], "next_page": {"cursor": "9"}}})
    with pytest.raises(ContractChanged):
        list(client.payment.iter_income_detail(date(2026, 5, 1), date(2026, 5, 2), 1))


def test_conversations_are_walked_from_the_newest_to_the_oldest(client, server):
    server.say(
        wrapped(
            {
                "conversations": [{"n": 1}],
                "page_result": {"more": True, "next_cursor": {"next_message_time_nano": "17"}},
            }
        ),
        wrapped({"conversations": [{"n": 2}], "page_result": {"more": False}}),
    )
    assert [row["n"] for row in client.chat.iter_conversation_list()] == [1, 2]
    assert [seen.params["direction"] for seen in server.seen] == ["older", "older"]
    assert server.seen[1].params["next_timestamp_nano"] == "17"


def test_conversations_that_would_never_end_are_a_changed_contract(client, server):
    result = {"more": True, "next_cursor": {"next_message_time_nano": "17"}}
    server.say(wrapped({"conversations": [], "page_result": result}))
    with pytest.raises(ContractChanged):
        list(client.chat.iter_conversation_list())


@pytest.mark.parametrize("last", [{"next_offset": ""}, {"next_offset": "5"}, {}])
def test_messages_end_without_a_new_offset(last, client, server):
    server.say(
        wrapped({"messages": [{"n": 1}], "page_result": {"next_offset": "5"}}),
        wrapped({"messages": [{"n": 2}], "page_result": last}),
    )
    assert [row["n"] for row in client.chat.iter_message("7")] == [1, 2]
    assert server.seen[1].params["offset"] == "5"


def test_messages_end_with_an_empty_page(client, server):
    server.say(
        wrapped({"messages": [{"n": 1}], "page_result": {"next_offset": "5"}}),
        wrapped({"messages": [], "page_result": {"next_offset": "4"}}),
    )
    assert len(list(client.chat.iter_message("7"))) == 1
    assert len(server.seen) == 2


def test_flash_sales_are_read_up_to_the_largest_offset(client, server):
    server.respond(lambda seen: wrapped({"total_count": 9999, "flash_sale_list": [seen.params]}))
    rows = list(client.shop_flash_sale.iter_shop_flash_sale_list(limit=100))
    assert [int(row["offset"]) for row in rows] == list(range(0, 1001, 100))


def test_shops_of_a_merchant_and_merchants_of_an_app_are_paged(app, transport, server):
    server.say({"shop_list": [{"n": 1}], "more": True}, {"shop_list": [{"n": 2}], "more": False})
    client = ShopeeMerchantClient(app, transport, server.url, merchant_id="5", access_token="t")
    assert [row["n"] for row in client.merchant.iter_shop_list_by_merchant()] == [1, 2]
    server.say({"authed_merchant_list": [{"n": 3}], "more": False})
    partner = ShopeePartnerClient(app, transport, server.url)
    assert [row["n"] for row in partner.public.iter_merchants_by_partner()] == [3]
