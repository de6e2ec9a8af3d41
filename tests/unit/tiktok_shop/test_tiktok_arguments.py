"""What may be asked for and what is refused before the network."""

from datetime import datetime, timedelta, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import (
    InvalidRequest,
)

END = datetime(2026, 5, 1, tzinfo=timezone.utc)
START = END - timedelta(days=15)


def wrapped(data, **more):
    return {"code": 0, "message": "Success", "request_id": "r-1", "data": data} | more


def refusal(code, message="no"):
    return {"code": code, "message": message, "request_id": "r-2", "data": None}


VERSIONS = {
    "order detail": lambda c: c.order.get_order_detail(["1"], version="202309"),
    "products": lambda c: c.product.search_products(version="202312"),
    "returns": lambda c: c.return_refund.search_returns(version="202309"),
    "cancellations": lambda c: c.return_refund.search_cancellations(version="202309"),
    "cancel": lambda c: c.return_refund.cancel_order("1", "r", version="202309"),
    "payments": lambda c: c.finance.get_payments(version="202309"),
    "message": lambda c: c.customer_service.send_message("1", "TEXT", {"content": "a"}, version="202309"),
    "performance": lambda c: c.analytics.get_shop_performance(START.date(), END.date(), version="202405"),
}


@pytest.mark.parametrize("name", VERSIONS)
def test_an_older_version_can_be_asked_for(name, server, client):
    server.say(wrapped({"cancel_id": "1", "message_id": "1"}))
    VERSIONS[name](client)
    assert server.seen[0].path.split("/")[2] in ("202309", "202312", "202405")


def test_older_versions_of_shipments_have_older_bodies(server, client):
    server.say(wrapped({}))
    client.fulfillment.mark_package_as_shipped("1", "JX", "66", version="202309", order_line_item_ids=["5"])
    client.fulfillment.update_package_shipping_info("1", "JX", "66", version="202309")
    client.fulfillment.create_packages("1", version="202309", order_line_item_ids=["5"])
    carrier = {"tracking_number": "JX", "shipping_provider_id": "66"}
    assert [seen.json for seen in server.seen] == [
        {"order_line_item_ids": ["5"], **carrier},
        carrier,
        {"order_id": "1", "order_line_item_ids": ["5"]},
    ]


WRONG_CALLS = {
    "unknown filter": lambda c: c.order.get_order_list(color="red"),
    "unknown status": lambda c: c.order.get_order_list(order_status="SOLD"),
    "naive time": lambda c: c.order.get_order_list(update_time_ge=START.replace(tzinfo=None)),
    "number as time": lambda c: c.order.get_order_list(update_time_ge=1777593600),
    "too many warehouses": lambda c: c.order.get_order_list(warehouse_ids=list(map(str, range(101)))),
    "page too large": lambda c: c.order.get_order_list(page_size=101),
    "page of nothing": lambda c: c.order.get_order_list(page_size=0),
    "page as truth": lambda c: c.order.get_order_list(page_size=True),
    "page of returns too small": lambda c: c.return_refund.search_returns(page_size=9),
    "unknown version": lambda c: c.order.get_order_detail(["1"], version="202001"),
    "path in an id": lambda c: c.product.get_product("1/../2"),
    "dots for an id": lambda c: c.product.get_product(".."),
    "query in an id": lambda c: c.product.get_product("1?a=b"),
    "two ids in one": lambda c: c.order.get_order_detail(["1,2"]),
    "one id for a list": lambda c: c.order.get_order_detail("1"),
    "no ids": lambda c: c.order.get_order_detail([]),
    "too many lines": lambda c: c.order.add_external_order_references(
        [
            {
                "id": "1",
                "external_order": {
                    "id": "S1",
                    "platform": "ERP_SYSTEM",
                    "line_items": [{"id": "1", "origin_id": "2"}] * 101,
                },
            }
        ]
    ),
    "title too long": lambda c: c.product.partial_edit_product("1", {"title": "x" * 301}),
    "too many pictures": lambda c: c.product.partial_edit_product("1", {"main_images": [{"uri": "a"}] * 10}),
    "price as float": lambda c: c.product.update_price(
        "1", [{"id": "2", "price": {"amount": 1.5, "currency": "IDR"}}]
    ),
    "price as word": lambda c: c.product.update_price(
        "1", [{"id": "2", "price": {"amount": "ten", "currency": "IDR"}}]
    ),
    "negative stock": lambda c: c.inventory.update_inventory(
        "1", [{"id": "2", "inventory": [{"warehouse_id": "7", "quantity": -1}]}]
    ),
    "stock as text": lambda c: c.inventory.update_inventory(
        "1", [{"id": "2", "inventory": [{"warehouse_id": "7", "quantity": "5"}]}]
    ),
    "something that is not JSON": lambda c: c.product.partial_edit_product("1", {"novelty": object()}),
    "new version without type": lambda c: c.fulfillment.create_packages("1"),
    "old version with type": lambda c: c.fulfillment.create_packages("1", ship_type="X", version="202309"),
    "text too long": lambda c: c.customer_service.send_message("1", "TEXT", {"content": "x" * 2001}),
    "card without product": lambda c: c.customer_service.send_message("1", "PRODUCT_CARD", {"a": 1}),
    "message that is not JSON": lambda c: c.customer_service.send_message(
        "1", "TEXT", {"content": "a", "b": object()}
    ),
    "webhook without scheme": lambda c: c.event.update_shop_webhook("NEW_MESSAGE", "erp.example"),
    "webhook too long": lambda c: c.event.update_shop_webhook("NEW_MESSAGE", "https://" + "x" * 250),
    "key too long": lambda c: c.return_refund.approve_cancellation("1", idempotency_key="k" * 256),
    "no days": lambda c: c.analytics.get_shop_performance(END.date(), END.date()),
    "time for a day": lambda c: c.analytics.get_shop_performance(START, END),
    "refusal without reason": lambda c: c.affiliate.review_sample_application("1", approve=False),
    "too low a rate": lambda c: c.affiliate.update_target_collaboration(
        "1", {"products": [{"id": "1", "commission_rate": 999}]}
    ),
    "products and a link": lambda c: c.creator.add_showcase_products(product_ids=["1"], product_link="x"),
    "letters for a product": lambda c: c.creator.map_tokopedia_products(["abc"]),
}


@pytest.mark.parametrize("name", WRONG_CALLS)
def test_wrong_arguments_never_reach_the_network(name, server, client):
    with pytest.raises(InvalidRequest):
        WRONG_CALLS[name](client)
    assert server.seen == []


def test_a_refusal_names_the_place_and_not_the_value(client):
    secret = {"skus": [{"id": "2", "price": {"amount": "my secret", "currency": "IDR"}}]}
    with pytest.raises(InvalidRequest) as caught:
        client.product.partial_edit_product("1", secret)
    assert str(caught.value).startswith("product.skus[0].price.amount")
    assert "secret" not in str(caught.value)


def test_a_member_that_is_new_goes_through_unchecked(server, client):
    server.say(wrapped({"product_id": "1"}))
    client.product.partial_edit_product("1", {"title": "Kopi", "novelty": {"a": [1]}})
    assert server.seen[0].json == {"title": "Kopi", "novelty": {"a": [1]}}
