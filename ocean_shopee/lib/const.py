"""Facts of Shopee Open Platform API v2 that are numbers and names, each with its source."""

from collections.abc import Mapping
from datetime import timedelta, timezone
from types import MappingProxyType
from typing import Final

PLATFORM: Final = "shopee"

# --- Hosts. Official guide "API calls": choose by where the calling server is, not by the shop's market. ---

PRODUCTION: Final = "production"
SANDBOX: Final = "sandbox"
SIMULATOR: Final = "simulator"
ENVIRONMENTS: Final = (PRODUCTION, SANDBOX, SIMULATOR)

LOCATIONS: Final = ("singapore", "brazil", "china")

API_HOSTS: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        (PRODUCTION, "singapore"): "partner.shopeemobile.com",
        (PRODUCTION, "brazil"): "openplatform.shopee.com.br",
        (PRODUCTION, "china"): "openplatform.shopee.cn",
        # Guide "Sandbox v2": one host for everybody outside mainland China.
        (SANDBOX, "singapore"): "openplatform.sandbox.test-stable.shopee.sg",
        (SANDBOX, "brazil"): "openplatform.sandbox.test-stable.shopee.sg",
        (SANDBOX, "china"): "openplatform.sandbox.test-stable.shopee.cn",
    }
)

# Guide "Sandbox v2", links of the authorization portal. The seller's browser goes there, we never do.
AUTH_HOSTS: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        (PRODUCTION, "singapore"): "open.shopee.com",
        (PRODUCTION, "brazil"): "open.shopee.com.br",
        (PRODUCTION, "china"): "open.shopee.cn",
        (SANDBOX, "singapore"): "open.sandbox.test-stable.shopee.com",
        (SANDBOX, "brazil"): "open.sandbox.test-stable.shopee.com.br",
        (SANDBOX, "china"): "open.sandbox.test-stable.shopee.cn",
    }
)

# Currency of a shop's market (guide "Data definition"); orders and prices carry their own as well.
REGION_CURRENCY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "SG": "SGD",
        "MY": "MYR",
        "TH": "THB",
        "TW": "TWD",
        "PH": "PHP",
        "VN": "VND",
        "ID": "IDR",
        "CN": "CNY",
        "BR": "BRL",
    }
)

# --- Authorization. Guide "Authorization and authentication". ---

REFRESH_TOKEN_LIFE: Final = timedelta(days=30)
# `expire_in` is a number of seconds, except in the sample of v2.public.get_access_token: an epoch.
EPOCH_FROM: Final = 10**9

PATH_AUTH_PARTNER: Final = "/api/v2/shop/auth_partner"
PATH_EXCHANGE_CODE: Final = "/api/v2/auth/token/get"
PATH_REFRESH: Final = "/api/v2/auth/access_token/get"

# --- Limits of single calls. ---

ORDER_WINDOW: Final = timedelta(days=15)  # v2.order.get_order_list, time_to - time_from
ORDER_PAGE: Final = 100  # v2.order.get_order_list, page_size
ORDER_BATCH: Final = 50  # v2.order.get_order_detail, order_sn_list
ESCROW_BATCH: Final = 20  # v2.payment.get_escrow_detail_batch: 50 at most, 20 recommended
ITEM_PAGE: Final = 100  # v2.product.get_item_list, page_size
ITEM_BATCH: Final = 50  # v2.product.get_item_base_info, item_id_list
SHOPS_PAGE: Final = 100  # v2.public.get_shops_by_partner, page_size

# `error_limit` is the app's daily quota; it starts anew at 00:00 UTC+8 (common error list).
QUOTA_ZONE: Final = timezone(timedelta(hours=8))

# v2.order.get_order_list, order_status. The other statuses exist but cannot be asked for.
ORDER_STATUS_FILTERS: Final = frozenset(
    {
        "UNPAID",
        "READY_TO_SHIP",
        "PROCESSED",
        "SHIPPED",
        "COMPLETED",
        "IN_CANCEL",
        "CANCELLED",
        "INVOICE_PENDING",
    }
)
# v2.product.get_item_list, item_status.
ITEM_STATUSES: Final = ("NORMAL", "BANNED", "UNLIST", "REVIEWING", "SELLER_DELETE", "SHOPEE_DELETE")

# v2.order.get_order_detail, response_optional_fields: a field that is not named is not delivered.
ORDER_DETAIL_FIELDS: Final = (
    "buyer_user_id",
    "buyer_username",
    "estimated_shipping_fee",
    "recipient_address",
    "actual_shipping_fee",
    "goods_to_declare",
    "note",
    "note_update_time",
    "item_list",
    "pay_time",
    "dropshipper",
    "dropshipper_phone",
    "split_up",
    "buyer_cancel_reason",
    "cancel_by",
    "cancel_reason",
    "actual_shipping_fee_confirmed",
    "buyer_cpf_id",
    "fulfillment_flag",
    "pickup_done_time",
    "package_list",
    "shipping_carrier",
    "payment_method",
    "total_amount",
    "invoice_data",
    "order_chargeable_weight_gram",
    "return_request_due_date",
    "edt",
    "payment_info",
    "international_label",
)
