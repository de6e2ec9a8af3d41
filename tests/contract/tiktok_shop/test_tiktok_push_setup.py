"""Reading and setting up where the webhooks of a shop go."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected
from odoo.addons.ocean_tiktok_shop.lib.push_setup import WANTED, subscribe, subscriptions

OURS = "http://127.0.0.1:8069/ocean/push/k1"
OTHER = "https://erp.example.com/hook"


def addresses(client):
    return {row.topic: row.address for row in subscriptions(client.event.get_shop_webhooks())}


def test_every_type_we_use_is_listed_even_if_it_goes_nowhere(client):
    assert addresses(client) == dict.fromkeys(WANTED, "")


def test_setting_up_takes_what_we_use_and_leaves_what_others_get(client):
    client.event.update_shop_webhook("ORDER_STATUS_CHANGE", OTHER)
    client.event.update_shop_webhook("INVOICE_STATUS_CHANGE", OTHER)

    subscribe(client.event, OURS)

    assert addresses(client) == {**dict.fromkeys(WANTED, OURS), "INVOICE_STATUS_CHANGE": OTHER}


def test_a_refused_address_is_told_and_changes_nothing(client, sandbox):
    sandbox.switch(loopback_webhooks=False)
    with pytest.raises(Rejected, match="https"):
        subscribe(client.event, OURS)
    assert addresses(client) == dict.fromkeys(WANTED, "")
