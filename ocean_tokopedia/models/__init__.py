from . import (
    ir_attachment,
    ocean_account,
    ocean_listing,
    ocean_order,
    ocean_platform_tiktok_shop,
    ocean_platform_tokopedia,
    ocean_platform_tokopedia_catalogue,
    ocean_platform_tokopedia_commands,
    ocean_platform_tokopedia_link,
    ocean_platform_tokopedia_setup,
    ocean_platform_tokopedia_split,
    ocean_storefront,
)
