from . import (
    ocean_account,
    ocean_platform_shopee,
    ocean_platform_shopee_catalogue,
    ocean_platform_shopee_commands,
    ocean_platform_shopee_connect,
    ocean_platform_shopee_recovery,
    ocean_platform_shopee_split,
)
