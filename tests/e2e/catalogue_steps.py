"""What the browser tests of the catalogue share: Shopee's shops with their listings, without products."""

from tools.stack import Stack

PATIENCE = 90_000  # milliseconds; a lost wake-up costs up to a minute


def connect_shopee(running: Stack) -> list[int]:
    """Connect Shopee's shops and wait for their listings; ids of the storefronts.

    Matches are made by people only.
    """
    call = running.client.call
    account = running.create_account("shopee", running.simulator.platforms["shopee"])
    running.client.consent(call("ocean.account", "action_connect", [account])["url"])
    shops = call("ocean.storefront", "search", [("platform", "=", "shopee")])
    call("ocean.storefront", "write", shops, {"match_auto": False})
    running.wait("listings", running._listings_are_here)
    return shops
