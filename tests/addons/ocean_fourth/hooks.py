def uninstall_hook(env):
    """Keep the history readable: archive the storefronts of the platform that goes."""
    env["ocean.storefront"]._retire_platform("fourth")
