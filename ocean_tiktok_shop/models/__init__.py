from . import (
    ocean_account,
    ocean_platform_tiktok_shop,
    ocean_platform_tiktok_shop_catalogue,
    ocean_platform_tiktok_shop_commands,
    ocean_platform_tiktok_shop_connect,
    ocean_platform_tiktok_shop_split,
    ocean_storefront,
)
