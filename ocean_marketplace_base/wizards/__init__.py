# isort: skip_file
# Not sorted: models that others inherit come first.
from . import (
    base_partner_merge,
    ocean_listing_preview,
    ocean_listing_publish,
    ocean_listing_relink,
    ocean_order_compare,
    ocean_order_import,
    ocean_order_rebuild,
    ocean_order_request,
    ocean_oversell,
    ocean_payload_edit,
    ocean_reason,
    ocean_stock_switch,
    ocean_stock_whatif_start,
    ocean_storefront_connect,
    ocean_storefront_connect_keys,
    ocean_storefront_connect_shop,
    ocean_storefront_connect_start,
    ocean_storefront_disconnect,
)
