"""Which pushes of an app are on and where they go, and switching on those that the suite uses."""

from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.connection import PushSubscription
from odoo.addons.ocean_marketplace_base.lib.errors import Rejected

from .client.push import PushApi

# Names of the pages of the official push documentation, by the code that the payload carries.
NAMES: Final = {
    1: "shop_authorization_push",
    2: "shop_authorization_canceled_push",
    3: "order_status_push",
    4: "order_trackingno_push",
    5: "shopee_updates",
    7: "item_promotion_push",
    8: "reserved_stock_change_push",
    9: "promotion_update_push",
    10: "webchat_push",
    11: "video_upload_push",
    12: "open_api_authorization_expiry",
    13: "brand_register_result",
    15: "shipping_document_status_push",
    29: "return_updates_push",
    30: "package_fulfillment_status_push",
}
WANTED: Final = (1, 2, 3, 4, 12, 15, 29, 30)
# v2.push.set_app_push_config documents 1 to 13; whether it takes later codes is unconfirmed.
DOCUMENTED: Final = tuple(code for code in WANTED if code <= 13)


def subscriptions(config: dict[str, Any]) -> list[PushSubscription]:
    """Return one row per code that `config` (v2.push.get_app_push_config) names, in order of codes.

    All codes share the address of the app; what is off goes nowhere.
    """
    on = {int(code) for code in config.get("push_config_on_list") or ()}
    off = {int(code) for code in config.get("push_config_off_list") or ()}
    address = str(config.get("callback_url") or "")
    return [
        PushSubscription(
            topic=f"{code} {NAMES.get(code, '')}".strip(),
            address=address if code in on else "",
            wanted=code in WANTED,
        )
        for code in sorted(on | off)
    ]


def subscribe(api: PushApi, address: str) -> None:
    """Have all pushes that are wanted sent to `address`; other codes stay as they are.

    The platform posts a test to the address first, which has to be answered within 3 s.

    :raise Rejected: when the platform does not take the address or the codes
    """
    try:
        api.set_app_push_config(callback_url=address, on=WANTED)
    except Rejected:
        # Perhaps only the later codes are refused: those are switched on in the console then.
        api.set_app_push_config(callback_url=address, on=DOCUMENTED)
