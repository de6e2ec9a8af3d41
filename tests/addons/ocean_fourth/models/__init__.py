from . import ocean_account, ocean_platform_fourth
