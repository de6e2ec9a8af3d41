"""Facts of the Tokopedia Open API that are numbers and names, each with its source.

The API was switched off in steps from 10 to 30 September 2025 (TikTok Shop Partner Center, changelog
"Tokopedia Open API termination"): nothing on the production hosts answers any more. What is here serves the
simulator, gateways that still speak the API, and exports made before that day.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from types import MappingProxyType
from typing import Final

PLATFORM: Final = "tokopedia"

# --- Hosts. Guides "Authentication" and "API overview"; nothing confirms a host for tests. ---

PRODUCTION: Final = "production"
SIMULATOR: Final = "simulator"
ENVIRONMENTS: Final = (PRODUCTION, SIMULATOR)

API_HOST: Final = "fs.tokopedia.net"
ACCOUNTS_HOST: Final = "accounts.tokopedia.com"

WRITES_CLOSED_AT: Final = datetime(2025, 9, 20, tzinfo=timezone.utc)
CLOSED_AT: Final = datetime(2025, 9, 30, tzinfo=timezone.utc)

# Samples of several endpoints write Jakarta's wall clock with a "Z" behind it.
JAKARTA: Final = timezone(timedelta(hours=7))

# --- Limits of single calls. ---

# get-all-order: "Date Range must be less than 3 days" (ORD_DLV_013).
ORDER_WINDOW: Final = timedelta(days=3) - timedelta(seconds=1)
ORDER_PAGE: Final = 50  # get-all-order, per_page: no maximum is documented; live connectors ask for 50
FULFILLMENT_PAGE: Final = 10  # fulfillment_order, per_page
PRODUCT_PAGE: Final = 50  # get-product by shop, per_page
PRODUCT_BATCH: Final = 100  # get-product by id: no maximum is documented; live connectors send up to 500
PRODUCT_DEEPEST: Final = 10_000  # get-product by shop: beyond it `last_sort` is needed
SEARCH_PAGE: Final = 100  # product/list, rows
WRITE_BATCH: Final = 25  # create-product v2, set-active-product
CHANGE_BATCH: Final = 100  # update-price-only, update-stock-only (PRD_DLV_018)
SYNC_BATCH: Final = 20  # tokocabang/inventory/stock-adjustment
DISCUSSION_PAGE: Final = 10  # discussion list, per_page
CHAT_PAGE: Final = 15  # interaction list, per_page
SHOWCASE_PAGE: Final = 10  # showcase get, page_count
SHOP_PAGE: Final = 50  # get-shop-info, per_page: no maximum is documented
SLASH_PRICE_PAGE: Final = 50  # slash-price view, per_page: no maximum is documented
SLASH_PRICE_BATCH: Final = 25  # slash-price add/update/cancel: no maximum is documented
SALDO_PAGE: Final = 500  # saldo-history, per_page
SALDO_WINDOW: Final = timedelta(days=31)  # saldo-history, to_date - from_date
EXPORT_WINDOW: Final = timedelta(days=7)  # saldo-history v2 (asynchronous export)

# Guide "create-product".
NAME_LENGTH: Final = 70
DESCRIPTION_LENGTH: Final = 2000
SKU_LENGTH: Final = 50
PRICE_RANGE: Final = (100, 100_000_000)
# create-product documents 1 to 1000; updates of stock carry larger numbers and 0.
STOCK_RANGE: Final = (0, 1_000_000)
BUNDLE_NAME_LENGTH: Final = (3, 15)
# create-product documents 1 to 1000; 0 would mean "always available", so new ones never begin with it.
NEW_STOCK_RANGE: Final = (1, 1000)
WEIGHT_MOST: Final = 10**7  # grams; no maximum is documented
# Seller education "fitur-pre-order": up to 30 days since 15 July 2024, in days only.
PREORDER_DAYS: Final = (1, 30)
# Category variants come in combinations of at most two ("variant_id_combinations" of get_variant).
SELECTIONS_MOST: Final = 2
# The API documents none of these: the seller centre's form for products asks for them.
PICTURES_MOST: Final = 9
PICTURE_SIDE_LEAST: Final = 300  # pixels
PICTURE_BYTES: Final = 10_000_000
# reject-order: 200 on its page, more on the pages of the warehouse API.
REASON_LENGTH: Final = 200
REQUEST_ID_LENGTH: Final = 20  # increment/decrement, request_id

# get-product by shop, sort.
PRODUCT_SORTS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "default": 1,
        "last_update": 2,
        "most_sold": 3,
        "least_sold": 4,
        "price_desc": 5,
        "price_asc": 6,
        "name_asc": 7,
        "name_desc": 8,
        "least_stock": 9,
        "most_stock": 10,
    }
)

# --- Orders. ---

# Statuses of get-all-order and get-single-order, with the older ones that live connectors have met.
ORDER_STATUSES: Final[Mapping[int, str]] = MappingProxyType(
    {
        0: "cancelled by the seller or automatically",
        2: "rejected, replacement offered",
        3: "rejected, out of stock",
        4: "rejection being approved",
        5: "cancelled, fraud",
        6: "rejected automatically, out of stock",
        10: "rejected by the seller",
        11: "replacement pending",
        15: "cancelled at once by the buyer",
        100: "created",
        103: "payment being confirmed by a third party",
        200: "payment being confirmed",
        220: "paid, to be accepted",
        221: "waiting for a partner's approval",
        400: "accepted",
        450: "waiting for pick-up",
        500: "shipped",
        501: "tracking number missing",
        520: "tracking number invalid",
        530: "tracking number to be corrected",
        540: "at the pick-up point",
        550: "going back to the seller",
        600: "delivered",
        601: "complaint opened",
        690: "fraud review",
        691: "suspected fraud",
        695: "after review",
        698: "review finished",
        699: "invalid, or shipped for more than 25 days",
        700: "finished",
        701: "taken to be finished",
    }
)
SHIPPED: Final = 500

# reject-order, reason_code. There is no 6; 8 is the seller's consent to the buyer's cancellation.
REJECT_STOCK: Final = 1
REJECT_VARIANT: Final = 2
REJECT_PRICE: Final = 3
REJECT_SHOP_CLOSED: Final = 4
REJECT_OTHER: Final = 5
REJECT_COURIER: Final = 7
REJECT_BUYER: Final = 8
REJECT_SHIPPING: Final = 0
REJECT_REASONS: Final[Mapping[int, str]] = MappingProxyType(
    {
        REJECT_SHIPPING: "cannot be shipped",
        REJECT_STOCK: "products out of stock",
        REJECT_VARIANT: "variant unavailable",
        REJECT_PRICE: "wrong price or weight",
        REJECT_SHOP_CLOSED: "shop closed",
        REJECT_OTHER: "other",
        REJECT_COURIER: "courier problem",
        REJECT_BUYER: "asked for by the buyer",
    }
)

# --- Webhooks. register-webhook; what is not sent again becomes blank. ---

WEBHOOK_URLS: Final = (
    "order_notification_url",
    "order_cancellation_url",
    "order_status_url",
    "order_request_cancellation_url",
    "chat_notification_url",
    "product_creation_url",
    "product_edit_url",
    "product_changes_url",
    "campaign_notification_url",
    "product_discussion_url",
    "order_actions_url",
    "order_confirm_delivery_notification_url",
    "order_partial_fulfillment_url",
    "shop_merge_notification_url",
)
WEBHOOK_SECRET: Final = "webhook_secret"  # noqa: S105 - the name of a field
TRIGGER_TYPES: Final = ("order_status", "order_notification")
