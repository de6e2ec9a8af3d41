from datetime import datetime, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    AuthRevoked,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.failures import Failure
from odoo.addons.ocean_shopee.lib.errors import CODE_CLASSES, clean_code, to_error

NOW = datetime(2026, 5, 4, 10, tzinfo=timezone.utc)

DOCUMENTED = {
    AuthExpired: ["invalid_acceess_token", "invalid_access_token", "error_access_token"],
    AuthRevoked: [
        "shop_no_linked",
        "partner_shop_no_link",
        "shop_banned",
        "shop_access_expired",
        "refresh_token_expired",
        "error_shop_refresh_token",
        "merchant_no_linked",
    ],
    Throttled: ["error_rate_limit", "error_limit", "error_too_frequent"],
    Transient: [
        "error_server",
        "error_inner",
        "error_network",
        "error_data",
        "error_busi",
        "error_system_busy",
        "error_unknown",
        "common.error_server",
        "income_error_server",
        "logistics.inner_error",
        "logistics.error_timeout",
        "logistics.download_later",
        "error_database",
        "internal_error",
        "internal_error_server",
    ],
    Rejected: [
        "error_sign",
        "error_param",
        "invalid_partner_id",
        "error_api_permission",
        "error_api_call_restricted",
        "error_ashop_api_permission",
        "error_kyc_auth",
        "error_partner_key_expired",
        "source_ip_undeclared",
        "api_suspended",
        "error_permission",
        "common.error_permission",
        "error_not_found",
        "invalid_code",
        "invalid_shop_id",
        "invalid_main_acount_id",
        "order.order_list_invalid_time",
        "logistics.ship_order_not_ready_to_ship",
        "logistics.ship_order_need_pacakge_number",
        "logistics.ship_order_not_need_pacakge_number",
        "logistics.order not found",
        "warehouse.error_not_in_whitelist",
        "common.batch_api_all_failed",
        "partner_frozen",
        "error_shop",
        "order.error_limit",
        "returnsn.illegal",
        "time_period_too_large",
        "reach_5_message_limit",
        "a code of tomorrow",
    ],
}
CASES = [(code, kind) for kind, codes in DOCUMENTED.items() for code in codes]


def failure(code, message="", **more):
    return Failure(code=code, message=message, request_id="r-1", **more)


@pytest.mark.parametrize(("code", "kind"), CASES)
def test_each_documented_code_has_its_class(code, kind):
    error = to_error(failure(code, "why"), NOW)
    assert type(error) is kind
    assert (error.code, error.request_id, error.message) == (code, "r-1", f"{code}: why")


@pytest.mark.parametrize(("code", "kind"), sorted(CODE_CLASSES.items()))
def test_the_table_holds_what_it_says(code, kind):
    assert type(to_error(failure(code), NOW)) is kind


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Invalid access_token.", AuthExpired),
        ("Invalid access token, please have a check", AuthExpired),
        ("Invalid refresh_token", AuthRevoked),
        ("System error", Transient),
        ("No permission to current api", Rejected),
        ("Invalid partner_id or shopid", Rejected),
        ("App deleted or restricted", Rejected),
        ("", Rejected),
    ],
)
def test_error_auth_is_told_apart_by_its_text(message, kind):
    assert type(to_error(failure("error_auth", message), NOW)) is kind


@pytest.mark.parametrize("write", [True, False])
def test_an_inner_failure_of_a_write_may_have_had_an_effect(write):
    assert to_error(failure("error_inner", write=write), NOW).effect_unknown is write


def test_the_daily_quota_returns_at_midnight_in_singapore():
    assert to_error(failure("error_limit", hint=3.0), NOW).retry_after == 6 * 3600


def test_the_rate_limit_returns_after_the_servers_hint():
    assert to_error(failure("error_rate_limit", hint=3.0), NOW).retry_after == 3
    assert to_error(failure("error_rate_limit"), NOW).retry_after is None


@pytest.mark.parametrize(
    ("status", "kind"), [(200, Rejected), (403, Rejected), (429, Throttled), (500, Transient)]
)
def test_an_unknown_code_is_judged_by_the_status(status, kind):
    assert type(to_error(failure("gateway_says_no", status=status), NOW)) is kind


@pytest.mark.parametrize("value", ["", " ", "-", " - ", None])
def test_placeholders_of_the_documentation_mean_success(value):
    assert clean_code(value) == ""


def test_codes_are_trimmed():
    assert clean_code(" return.status.illegal\t") == "return.status.illegal"
