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

# v2.product.update_price: prices have two decimals in these markets and none in the others.
CENT_REGIONS: Final = frozenset({"SG", "MY", "BR", "MX", "PL", "ES", "AR"})

# --- Authorization. Guide "Authorization and authentication". ---

REFRESH_TOKEN_LIFE: Final = timedelta(days=30)
# `expire_in` is a number of seconds, except in the sample of v2.public.get_access_token: an epoch.
EPOCH_FROM: Final = 10**9

PATH_AUTH_PARTNER: Final = "/api/v2/shop/auth_partner"
PATH_EXCHANGE_CODE: Final = "/api/v2/auth/token/get"
PATH_REFRESH: Final = "/api/v2/auth/access_token/get"

# --- Limits of single calls: number of rows, page sizes, lengths. ---

ORDER_WINDOW: Final = timedelta(days=15)  # v2.order.get_order_list, time_to - time_from
ORDER_PAGE: Final = 100  # v2.order.get_order_list, get_shipment_list, search_package_list: page_size
ORDER_BATCH: Final = 50  # v2.order.get_order_detail, order_sn_list
PACKAGE_BATCH: Final = 50  # v2.order.get_package_detail, v2.logistics.mass_ship_order and kin
SHIP_BATCH: Final = 50  # v2.logistics.batch_ship_order: printed as 150, 50 as everywhere else is safe
DOCUMENT_BATCH: Final = 50  # v2.logistics.create_shipping_document and kin, order_list
DOCUMENT_JOB_MAX: Final = 600  # v2.logistics.create_shipping_document_job
SPLIT_MAX: Final = 30  # guide "Split order": 30 parcels in TW, 5 elsewhere, which the platform checks
INVOICE_BATCH: Final = 50  # v2.order.get_buyer_invoice_info: no number printed, as other order calls
INVOICE_BYTES: Final = 1024 * 1024  # v2.order.upload_invoice_doc
NOTE_MAX: Final = 500  # v2.order.set_note: no number printed, generous

ESCROW_BATCH: Final = 20  # v2.payment.get_escrow_detail_batch: 50 at most, 20 recommended
PAYMENT_PAGE: Final = 100  # v2.payment.get_escrow_list, get_wallet_transaction_list, get_income_detail
WALLET_WINDOW: Final = timedelta(days=15)  # v2.payment.get_wallet_transaction_list
INCOME_WINDOW: Final = timedelta(days=14)  # v2.payment.get_income_detail, date_to - date_from

RETURN_WINDOW: Final = timedelta(days=15)  # v2.returns.get_return_list
RETURN_PAGE: Final = 100  # v2.returns.get_return_list, page_size
RETURN_FIRST_PAGE: Final = 0  # live clients start at 0, the printed sample at 1; rows are de-duplicated
PROOF_MAX: Final = 9  # v2.returns.upload_proof: no number printed, as the pictures of an item

ITEM_PAGE: Final = 100  # v2.product.get_item_list, search_item, get_brand_list, get_comment: page_size
ITEM_BATCH: Final = 50  # v2.product.get_item_base_info and kin, item_id_list; unlist_item
MODEL_BATCH: Final = 50  # v2.product.update_price, update_stock, add_model, update_model
TIERS_MAX: Final = 2  # v2.product.init_tier_variation
BOOST_MAX: Final = 5  # v2.product.boost_item
REPLY_BATCH: Final = 100  # v2.product.reply_comment
REPLY_MAX: Final = 500  # characters, same page
CATEGORY_BATCH: Final = 20  # v2.product.get_attribute_tree
IMAGES_MAX: Final = 9  # v2.product.add_item, image_id_list
STOCK_MAX: Final = 10_000_000  # v2.product.get_item_limit, sample of stock_limit
TIER_WAIT: Final = 5  # seconds between v2.product.add_item and init_tier_variation (page of add_item)
MODEL_SKU_MAX: Final = 100  # characters, v2.product.add_model
IMAGE_BYTES: Final = 10 * 1024 * 1024  # v2.media_space.upload_image, v2.returns.convert_image

SHOPS_PAGE: Final = 100  # v2.public.get_shops_by_partner, page_size
NOTIFICATION_PAGE: Final = 50  # v2.shop.get_shop_notification
BLOCKED_SHOPS_MAX: Final = 500  # v2.push.set_app_push_config

# Measured by several sellers: above 25 the list comes empty.
CHAT_PAGE: Final = 25
CHAT_TEXT_MAX: Final = 5000  # no number printed, generous
CHAT_IMAGE_BYTES: Final = 2 * 1024 * 1024

VOUCHER_CODE_MAX: Final = 5  # v2.voucher.add_voucher, text of error voucher_code_error
VOUCHER_LIFE: Final = timedelta(days=92)  # same page: three months
DISCOUNT_LIFE: Final = timedelta(days=180)  # v2.discount.add_discount
DISCOUNT_WINDOW: Final = timedelta(days=30)  # v2.discount.get_discount_list, update_time
MARKETING_PAGE: Final = 100  # v2.voucher.get_voucher_list, v2.discount.get_discount_list
MARKETING_BATCH: Final = 50  # items per call of discounts, bundle deals and flash sales
BUNDLE_PAGE: Final = 1000  # v2.bundle_deal.get_bundle_deal_list
FLASH_PAGE: Final = 100  # v2.shop_flash_sale.get_shop_flash_sale_list, limit
FLASH_OFFSET_MAX: Final = 1000  # same page

# --- Words the platform takes. ---

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

# v2.order.cancel_order; UNDELIVERABLE_AREA in TW and MY only.
CANCEL_REASONS: Final = frozenset(
    {"OUT_OF_STOCK", "CUSTOMER_REQUEST", "UNDELIVERABLE_AREA", "COD_NOT_SUPPORTED"}
)
# v2.logistics.get_shipping_document_parameter, selectable_shipping_document_type.
DOCUMENT_TYPES: Final = frozenset(
    {
        "NORMAL_AIR_WAYBILL",
        "THERMAL_AIR_WAYBILL",
        "NORMAL_JOB_AIR_WAYBILL",
        "THERMAL_JOB_AIR_WAYBILL",
        "THERMAL_UNPACKAGED_LABEL",
    }
)
# v2.logistics.get_tracking_number, response_optional_fields.
TRACKING_FIELDS: Final = ("plp_number", "first_mile_tracking_number", "last_mile_tracking_number")
# v2.payment.get_wallet_transaction_list, transaction_tab_type.
WALLET_TABS: Final = frozenset(
    {
        "default",
        "wallet_order_income",
        "wallet_adjustment_filter",
        "wallet_wallet_payment",
        "wallet_refund_from_order",
        "wallet_withdrawals",
        "fast_escrow_repayment",
        "fast_pay",
        "seller_loan",
        "corporate_loan",
        "pix_transactions_filter",
        "open_finance_transactions_filter",
    }
)
# v2.order.upload_invoice_doc, file_type.
INVOICE_TYPES: Final[Mapping[str, int]] = MappingProxyType(
    {"application/pdf": 1, "image/jpeg": 2, "image/png": 3, "application/xml": 4}
)
IMAGE_TYPES: Final = frozenset({"image/jpeg", "image/png"})
CHAT_IMAGE_TYPES: Final = frozenset({"image/jpeg", "image/png", "image/gif"})
# Fields of v2.sellerchat.send_message, content, by message_type.
CHAT_CONTENT: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "text": frozenset({"text"}),
        "sticker": frozenset({"sticker_id", "sticker_package_id"}),
        "image": frozenset({"image_url"}),
        "item": frozenset({"item_id"}),
        "order": frozenset({"order_sn"}),
        "voucher": frozenset({"voucher_id", "voucher_code"}),
        "video": frozenset({"vid", "video_url", "duration_seconds"}),
    }
)

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
