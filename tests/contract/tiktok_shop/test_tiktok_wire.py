"""Every call of the client is one the platform understands; if it is refused, then for its business."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    AuthRevoked,
    MarketplaceError,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_tiktok_shop.lib.signing import App

from tests.unit.tiktok_shop.method_cases import CASES

# Bad signature, missing cipher, wrong method, wrong content types.
MALFORMED = {"106001", "106013", "36009010", "36009022", "36009023"}
# The umbrella code where it is not about a shape.
WELL_FORMED = ("statement does not exist", "page_token")


def refusal_of(call):
    try:
        call()
    except MarketplaceError as error:
        return error
    return None


def test_no_call_is_malformed(client, sandbox):
    sandbox.switch(app_cancels=False)  # nothing could be called after it
    complaints = {}
    for name, case in CASES.items():
        error = refusal_of(lambda case=case: case.call(client))
        if error is None:
            continue
        umbrella = error.code == "36009004" and not any(text in error.message for text in WELL_FORMED)
        if error.code in MALFORMED or umbrella or type(error) is AuthExpired:
            complaints[name] = str(error)
    assert complaints == {}


def test_a_wrong_secret_is_a_refusal(connect, app, transport, shop):
    client = type(connect())(
        App(shop["app_key"], "another secret"),
        transport,
        shop["base_url"],
        shop_cipher=shop["shop_cipher"],
        access_token=shop["access_token"],
    )
    assert refusal_of(client.logistics.get_warehouse_list).code == "106001"


def test_a_foreign_cipher_is_a_refusal(connect):
    error = refusal_of(connect(shop_cipher="ROW_nobody").logistics.get_warehouse_list)
    assert (type(error), error.code) == (Rejected, "101000")


@pytest.mark.parametrize("status", ["mixed", "ok"])
def test_an_expired_token_is_told_whatever_the_status(status, client, sandbox):
    sandbox.switch(error_status=status)
    sandbox.fault("expired_token")
    error = refusal_of(client.logistics.get_warehouse_list)
    assert (type(error), error.code) == (AuthExpired, "105002")


def test_a_token_grows_old(client, later):
    later(8 * 86400)
    assert type(refusal_of(client.logistics.get_warehouse_list)) is AuthExpired


def test_being_throttled_tells_how_long(client, sandbox):
    sandbox.fault("throttle", retry_after=7)
    error = refusal_of(client.logistics.get_warehouse_list)
    assert (type(error), error.code, error.retry_after) == (Throttled, "36009002", 7)


def test_the_quota_of_a_development_shop_is_throttling(client, sandbox):
    sandbox.switch(calls_per_hour=1)
    client.logistics.get_warehouse_list()
    error = refusal_of(client.logistics.get_warehouse_list)
    assert (type(error), error.code) == (Throttled, "36009037")
    assert error.retry_after > 0


def test_an_inactive_shop_is_a_withdrawn_consent(client, sandbox, shop):
    sandbox.control("/config", {"shop": shop["shop_id"], "shop_status": "INACTIVE"})
    assert type(refusal_of(client.logistics.get_warehouse_list)) is AuthRevoked


def test_a_missing_scope_is_a_refusal(client, sandbox):
    sandbox.control("/config", {"scopes": ["seller.order.info"]})
    error = refusal_of(client.logistics.get_warehouse_list)
    assert (type(error), error.code) == (Rejected, "105005")


@pytest.mark.parametrize("code", [36009014, 36009004])
def test_a_retired_version_is_a_refusal(code, client, sandbox):
    sandbox.switch(version_code=code, app_cancels=False)
    error = refusal_of(client.authorization.cancel_authorization)
    assert (type(error), error.code) == (Rejected, str(code))


def test_a_server_that_fails_is_passing(client, sandbox):
    sandbox.fault("server_error")
    assert type(refusal_of(client.logistics.get_warehouse_list)) is Transient
