# isort: skip_file
# Not sorted: models that others inherit come first.
from . import (
    base_partner_merge,
    ocean_order_compare,
    ocean_order_import,
    ocean_order_rebuild,
    ocean_order_request,
    ocean_payload_edit,
    ocean_reason,
    ocean_storefront_connect,
    ocean_storefront_connect_keys,
    ocean_storefront_connect_shop,
    ocean_storefront_connect_start,
    ocean_storefront_disconnect,
)
