"""Reading and setting up where the pushes of an app go."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected
from odoo.addons.ocean_shopee.lib.client import ShopeePartnerClient
from odoo.addons.ocean_shopee.lib.push_setup import DOCUMENTED, WANTED, subscribe, subscriptions


@pytest.fixture
def api(app, transport, shop):
    return ShopeePartnerClient(app, transport, shop["base_url"]).push


def rows(api):
    return {int(row.topic.split()[0]): row for row in subscriptions(api.get_app_push_config())}


def test_what_is_off_goes_nowhere_and_what_is_on_to_the_address_of_the_app(api, address):
    api.set_app_push_config(callback_url=address, on=[3], off=[4])

    found = rows(api)

    assert (found[3].address, found[4].address) == (address, "")
    assert found[3].topic == "3 order_status_push"
    assert found[3].wanted
    assert not found[5].wanted


@pytest.mark.parametrize("every_code_is_taken", [False, True])
def test_setting_up_switches_on_what_is_used_and_leaves_the_rest(every_code_is_taken, api, address, sandbox):
    sandbox.switch(push_config_any=every_code_is_taken)
    api.set_app_push_config(off=[1, 2, 3, 4, 10, 12])

    subscribe(api, address)

    found = rows(api)
    assert all(found[code].address == address for code in DOCUMENTED)
    assert not found[10].address
    assert set(DOCUMENTED) < set(WANTED)


def test_an_address_that_does_not_answer_is_refused(api):
    with pytest.raises(Rejected, match="verification"):
        subscribe(api, "http://127.0.0.1:9/ocean/push/x")
