"""What the app asks on its own behalf: who authorised it, and its pushes."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected
from odoo.addons.ocean_shopee.lib.client import ShopeePartnerClient


@pytest.fixture
def partner(app, transport, shop):
    return ShopeePartnerClient(app, transport, shop["base_url"])


def lose_a_push(sandbox, shop, numbers):
    sandbox.fault("push_lost", count=1)
    sandbox.control(f"/orders/{numbers['READY_TO_SHIP'][0]}/advance", {})


def test_the_shops_of_the_app_are_paged(partner, shop):
    page = partner.public.get_shops_by_partner(page_size=1)
    assert len(page["authed_shop_list"]) == 1
    found = [row["shop_id"] for row in partner.public.iter_shops_by_partner()]
    assert shop["shop_id"] in found


def test_the_push_configuration_is_changed_and_read_back(partner, shop, address):
    partner.push.set_app_push_config(
        callback_url=address, on=[3, 4], off=[5], blocked_shop_ids=[str(shop["shop_id"])]
    )
    config = partner.push.get_app_push_config()
    assert config["callback_url"] == address
    assert {3, 4} <= set(config["push_config_on_list"])
    assert 5 in config["push_config_off_list"]
    assert config["blocked_shop_id"] == [shop["shop_id"]]
    partner.push.set_app_push_config(blocked_shop_ids=[])
    assert partner.push.get_app_push_config()["blocked_shop_id"] == []


def test_an_address_that_does_not_answer_is_refused(partner):
    with pytest.raises(Rejected):
        partner.push.set_app_push_config(callback_url="http://127.0.0.1:9/nobody")


@pytest.mark.parametrize("as_text", [True, False])
def test_lost_pushes_are_read_until_they_are_confirmed(as_text, partner, sandbox, shop, numbers, address):
    partner.push.set_app_push_config(callback_url=address)
    sandbox.switch(lost_data_as_text=as_text)
    lose_a_push(sandbox, shop, numbers)
    page = partner.push.get_lost_push_message()
    (row,) = page["push_message_list"]
    assert row["code"] in (3, 4, 30)
    assert isinstance(row["data"], str) is as_text
    assert page["has_next_page"] is False
    partner.push.confirm_consumed_lost_push_message(page["last_message_id"])
    assert partner.push.get_lost_push_message()["push_message_list"] == []
