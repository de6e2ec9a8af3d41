"""Shopee's error codes and the classes they mean.

Source: the common error list of every page of the v2 documentation, and the lists of the single pages.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    AuthRevoked,
    MarketplaceError,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.failures import Failure

from .const import QUOTA_ZONE

_ErrorClass = type[MarketplaceError]

CODE_CLASSES: Final[Mapping[str, _ErrorClass]] = MappingProxyType(
    {
        # The misspelling is the documented code; the other two are seen in the wild.
        "invalid_acceess_token": AuthExpired,
        "invalid_access_token": AuthExpired,
        "error_access_token": AuthExpired,
        # The seller has to authorise again.
        "shop_no_linked": AuthRevoked,
        "partner_shop_no_link": AuthRevoked,
        "merchant_no_linked": AuthRevoked,
        "supplier_no_linked": AuthRevoked,
        "shop_banned": AuthRevoked,
        "shop_access_expired": AuthRevoked,
        "merchant_access_expired": AuthRevoked,
        "supplier_access_expired": AuthRevoked,
        "refresh_token_expired": AuthRevoked,
        "error_shop_refresh_token": AuthRevoked,
        "error_merchant_refresh_token": AuthRevoked,
        "error_user_refresh_token": AuthRevoked,
        "error_rate_limit": Throttled,
        "error_too_frequent": Throttled,
        "error_limit": Throttled,
        "error_server": Transient,
        "error_inner": Transient,
        "error_network": Transient,
        "error_data": Transient,
        "error_busi": Transient,
        "error_system_busy": Transient,
        "error_unknown": Transient,
        "error_database": Transient,
        "internal_error": Transient,
        "error_get_parnter_token_failed": Transient,
        "product.get_token_failed": Transient,
        "logistics.inner_error": Transient,
        "logistics.error_network": Transient,
        "logistics.error_connection": Transient,
        "logistics.error_timeout": Transient,
        "logistics.logistic_order_is_locked_on_creating": Transient,
        # The label is still being made.
        "logistics.download_later": Transient,
        "logistics.error_core_server": Transient,
        "logistics.error_third_party_server": Transient,
        # A person has to change the app, the key or the request.
        "error_sign": Rejected,
        "error_param": Rejected,
        "invalid_partner_id": Rejected,
        "error_api_permission": Rejected,
        "error_api_call_restricted": Rejected,
        "error_ashop_api_permission": Rejected,
        "error_kyc_auth": Rejected,
        "error_partner_key_expired": Rejected,
        "source_ip_undeclared": Rejected,
        "api_suspended": Rejected,
        "error_permission": Rejected,
        "error_not_found": Rejected,
        "invalid_code": Rejected,
        "invalid_shop_id": Rejected,
        "invalid_main_acount_id": Rejected,
        "order.order_list_invalid_time": Rejected,
        "exceed_max_limit": Rejected,
        "partner_frozen": Rejected,
        "error_shop": Rejected,
        "logistics.ship_order_need_pacakge_number": Rejected,
        "logistics.ship_order_not_need_pacakge_number": Rejected,
        "logistics.shipping_document_should_print_first": Rejected,
        "warehouse.error_not_in_whitelist": Rejected,
    }
)

ALL_ROWS_FAILED: Final = frozenset(
    {
        "common.batch_api_all_failed",
        "error_boost_item_all_failed",
        "error_busi_update_stock_failed",
        "error_unlist_item_all_failed",
        "error_update_price_fail",
    }
)
"""A call that does several things did none of them; the answer may still tell why for each."""

NO_WAREHOUSES: Final = "warehouse.error_not_in_whitelist"
"""The usual answer of v2.shop.get_warehouse_detail for a shop with one warehouse."""

NOT_FOUND_CODES: Final = frozenset({"error_not_found", "order_not_found", "common.error_not_found"})
"""The thing asked for does not exist or is another shop's."""


def clean_code(value: object) -> str:
    """Return the error code of an envelope, ``""`` for success.

    Samples of the documentation print a blank, a dash or nothing for success, and some codes have blanks
    around them.
    """
    text = "" if value is None else str(value).strip()
    return "" if text == "-" else text


def to_error(failure: Failure, now: datetime) -> MarketplaceError:
    """Return the exception that `failure` means; a code that nobody documents is `Rejected`."""
    return failure.to_error(_class_of(failure), _retry_after(failure, now))


def _class_of(failure: Failure) -> _ErrorClass:
    code = failure.code.removeprefix("common.")
    if code == "error_auth":
        return _class_of_error_auth(failure.message)
    if code in CODE_CLASSES:
        return CODE_CLASSES[code]
    if code.endswith("error_server") or failure.status >= 500:
        return Transient
    return Throttled if failure.status == 429 else Rejected


def _class_of_error_auth(message: str) -> _ErrorClass:
    """``error_auth`` covers expired tokens, missing permissions and outages; only its text tells which.

    Refreshing on all of them would go on for ever, so everything not recognised is a refusal.
    """
    text = message.lower().replace("_", " ")
    if "refresh token" in text:
        return AuthRevoked
    if "access token" in text:
        return AuthExpired
    return Transient if "system error" in text else Rejected


def _retry_after(failure: Failure, now: datetime) -> float | None:
    if failure.code.removeprefix("common.") != "error_limit":
        return failure.hint
    local = now.astimezone(QUOTA_ZONE)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return (midnight - local).total_seconds()
