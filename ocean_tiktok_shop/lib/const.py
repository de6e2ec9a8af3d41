"""Facts of the TikTok Shop Open API (202309 and later) that are numbers and names, each with its source."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

PLATFORM: Final = "tiktok_shop"

# `commerce_platform` of orders and `listing_platforms` of products, in Indonesia.
TIKTOK_SHOP: Final = "TIKTOK_SHOP"
TOKOPEDIA: Final = "TOKOPEDIA"

# --- Hosts. Official pages "Methods and endpoints" and "Authorization overview". ---

PRODUCTION: Final = "production"
SIMULATOR: Final = "simulator"
# There is no sandbox host any more: test shops ("development shops") live in production.
ENVIRONMENTS: Final = (PRODUCTION, SIMULATOR)

API_HOST: Final = "open-api.tiktokglobalshop.com"
TOKEN_HOST: Final = "auth.tiktok-shops.com"  # noqa: S105

# The seller's browser goes there, we never do. "Seller authorization guide"; for the United States the pages
# print two hosts, the older page's is `services.tiktokshops.us`.
CONSENT_HOST: Final = "services.tiktokshop.com"
CONSENT_HOST_US: Final = "services.us.tiktokshop.com"

# Creators agree there (so in third-party SDKs).
CREATOR_HOST: Final = "shop.tiktok.com"

PATH_CONSENT: Final = "/open/authorize"
# Of the older link, which takes the app key; apps without a service id know no other.
PATH_CONSENT_LEGACY: Final = "/oauth/authorize"
PATH_CREATOR_CONSENT: Final = "/alliance/creator/auth"
PATH_EXCHANGE_CODE: Final = "/api/v2/token/get"
PATH_REFRESH: Final = "/api/v2/token/refresh"

# `access_token_expire_in` is a time, not a duration ("Authorization overview"); a small number would be one.
EPOCH_FROM: Final = 10**9

REGION_CURRENCY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "BR": "BRL",
        "DE": "EUR",
        "ES": "EUR",
        "FR": "EUR",
        "GB": "GBP",
        "ID": "IDR",
        "IE": "EUR",
        "IT": "EUR",
        "JP": "JPY",
        "MX": "MXN",
        "MY": "MYR",
        "PH": "PHP",
        "SG": "SGD",
        "TH": "THB",
        "US": "USD",
        "VN": "VND",
    }
)

# --- Signing. "Sign your API request": a timestamp may be 5 minutes old and 30 seconds early. ---

TIMESTAMP_AGE: Final = timedelta(minutes=5)

# --- Limits of single calls, by the name of the official page. ---

ORDER_PAGE: Final = 100  # Get Order List, page_size
ORDER_BATCH: Final = 50  # Get Order Detail, ids
WAREHOUSE_FILTER: Final = 100  # Get Order List, warehouse_ids
EXTERNAL_ORDER_BATCH: Final = 100  # Add External Order References, orders and lines of each
PRODUCT_PAGE: Final = 100  # Search Products, page_size
PRODUCT_BATCH: Final = 20  # Activate, Deactivate, Delete, Recover Products, product_ids
INVENTORY_PRODUCTS: Final = 100  # Inventory Search, product_ids
INVENTORY_SKUS: Final = 600  # Inventory Search, sku_ids
PRODUCT_SKUS: Final = 300  # Create Product, skus: 100 in South East Asia, 300 in BR, EU, JP, MX, UK, US
PACKAGE_PAGE: Final = 50  # Search Package and Search Combinable Packages, page_size
PACKAGE_BATCH: Final = 50  # Batch Ship Packages: no number is documented; that of Search Package is safe
SPLIT_BATCH: Final = 50  # Get Order Split Attributes, order_ids: no number is documented
RETURN_PAGE: Final = 50  # Search Returns and Search Cancellations, page_size
FINANCE_PAGE: Final = 100  # Get Statements, page_size
ACTIVITY_PAGE: Final = 100  # Search Activities, page_size
ACTIVITY_BATCH: Final = 300  # Update Activity Product, products and SKUs
CONVERSATION_PAGE: Final = 20  # Get Conversations, page_size
MESSAGE_PAGE: Final = 10  # Get Conversation Messages, page_size
MESSAGE_LENGTH: Final = 2000  # Send Message, content
ANALYTICS_PAGE: Final = 100  # analytics lists, page_size
IDEMPOTENCY_LENGTH: Final = 255  # Approve Return, idempotency_key
WEBHOOK_ADDRESS_LENGTH: Final = 255  # Update Shop Webhook, address

MEGABYTE: Final = 1024 * 1024
PRODUCT_IMAGE_BYTES: Final = 10 * MEGABYTE  # Upload Product Image
PRODUCT_PDF_BYTES: Final = 20 * MEGABYTE  # Upload Product File, PDF
PRODUCT_VIDEO_BYTES: Final = 100 * MEGABYTE  # Upload Product File, video
MESSAGE_IMAGE_BYTES: Final = 10 * MEGABYTE  # Upload Buyer Messages Image
DELIVERY_IMAGE_BYTES: Final = 5 * MEGABYTE  # Fulfillment Upload Delivery Image
DELIVERY_PDF_BYTES: Final = 10 * MEGABYTE  # Fulfillment Upload Delivery File

DOCUMENT_LIFE: Final = timedelta(hours=24)  # Get Package Shipping Document, doc_url
SANDBOX_CALLS_PER_HOUR: Final = 1000  # change log 2026-05-22, development shops

# Get Order List, order_status; one per search.
ORDER_STATUSES: Final = (
    "UNPAID",
    "ON_HOLD",
    "AWAITING_SHIPMENT",
    "PARTIALLY_SHIPPING",
    "AWAITING_COLLECTION",
    "IN_TRANSIT",
    "DELIVERED",
    "COMPLETED",
    "CANCELLED",
)

# Update Shop Webhook, event_type: what can be subscribed by API.
EVENT_TYPES: Final = (
    "ORDER_STATUS_CHANGE",
    "RECIPIENT_ADDRESS_UPDATE",
    "PACKAGE_UPDATE",
    "PRODUCT_STATUS_CHANGE",
    "SELLER_DEAUTHORIZATION",
    "UPCOMING_AUTHORIZATION_EXPIRATION",
    "CANCELLATION_STATUS_CHANGE",
    "RETURN_STATUS_CHANGE",
    "NEW_CONVERSATION",
    "NEW_MESSAGE",
    "PRODUCT_INFORMATION_CHANGE",
    "PRODUCT_CREATION",
    "PRODUCT_CATEGORY_CHANGE",
    "NEW_MESSAGE_LISTENER",
    "INVOICE_STATUS_CHANGE",
    "PRODUCT_AUDIT_STATUS_CHANGE",
    "REVERSE_STATUS_UPDATE",
)
