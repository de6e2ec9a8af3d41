def post_init_hook(env):
    """Take up the apps that were there before the addon was uninstalled."""
    env["ocean.account"]._revive_platform("shopee")


def uninstall_hook(env):
    """Keep the history readable: archive the storefronts of the platform that goes."""
    env["ocean.storefront"]._retire_platform("shopee")
