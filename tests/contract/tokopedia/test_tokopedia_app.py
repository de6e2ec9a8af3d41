"""What belongs to the app: webhooks, keys, addresses."""

import pytest

from odoo.addons.ocean_tokopedia.lib.crypto import new_key_pair

URLS = {"order_status_url": "https://erp.example.test/status"}


@pytest.mark.calls("webhook.get_registered")
def test_no_webhook_is_registered_at_first(client, world):
    assert client.webhook.get_registered() == {}
    client.webhook.register(URLS, secret="s3")
    assert client.webhook.get_registered() == URLS | {"webhook_secret": "s3"}


@pytest.mark.calls("webhook.register")
def test_registering_one_webhook_keeps_the_others(client, world):
    client.webhook.register(URLS, secret="s3")
    more = {"chat_notification_url": "https://erp.example.test/chat"}
    assert client.webhook.register(more) == URLS | more | {"webhook_secret": "s3"}
    assert client.webhook.get_registered() == URLS | more | {"webhook_secret": "s3"}


@pytest.mark.calls("webhook.get_payload")
def test_the_payload_of_a_push_can_be_looked_at(client, world):
    number = world.orders("220")[0]
    assert client.webhook.get_payload(number)["order_status"] == 220
    new = client.webhook.get_payload(number, type="order_notification")
    assert (new["invoice_num"], new["customer"]["Name"]) == (world.store.order(number).invoice, "")


@pytest.mark.calls("webhook.trigger")
def test_a_push_is_sent_on_demand(client, world):
    number = world.orders("220")[0]
    url = world.shop["base_url"] + "/nowhere"
    client.webhook.trigger(number, url, type="order_status")
    world.store.world.pushes.drain()
    (push,) = world.sandbox.control("/pushes")["pushes"]
    assert (push["url"], push["kind"], push["subject"]) == (url, "order_status", number)


@pytest.mark.calls("console.register_public_key")
def test_a_public_key_seals_the_buyers(client, world):
    client.console.register_public_key(new_key_pair().public_pem)
    (row, *_others) = client.order.get_list(*world.window())
    assert (row["buyer"]["name"], set(row["encryption"])) == ("", {"secret", "content"})


@pytest.mark.calls("console.get_whitelist")
def test_the_addresses_that_may_call_are_listed(client, world):
    assert client.console.get_whitelist()["ip_whitelisted"] == ["127.0.0.1"]
