from . import (
    ocean_account,
    ocean_order,
    ocean_platform_tiktok_shop,
    ocean_platform_tokopedia,
    ocean_platform_tokopedia_commands,
    ocean_platform_tokopedia_link,
    ocean_platform_tokopedia_setup,
    ocean_storefront,
)
