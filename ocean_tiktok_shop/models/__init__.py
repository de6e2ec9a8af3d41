from . import ocean_account, ocean_platform_tiktok_shop, ocean_storefront
