"""Which webhooks of a shop go where, and setting those that the suite uses."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.connection import PushSubscription
from odoo.addons.ocean_marketplace_base.lib.errors import Rejected

from .client.event import EventApi
from .const import EVENT_TYPES

# Types 1 to 7, 11 to 16, 18 and 37 of the official list of webhooks.
WANTED: Final = (
    "ORDER_STATUS_CHANGE",
    "REVERSE_STATUS_UPDATE",
    "RECIPIENT_ADDRESS_UPDATE",
    "PACKAGE_UPDATE",
    "PRODUCT_STATUS_CHANGE",
    "SELLER_DEAUTHORIZATION",
    "UPCOMING_AUTHORIZATION_EXPIRATION",
    "CANCELLATION_STATUS_CHANGE",
    "RETURN_STATUS_CHANGE",
    "NEW_CONVERSATION",
    "NEW_MESSAGE",
    "PRODUCT_INFORMATION_CHANGE",
    "PRODUCT_CREATION",
    "PRODUCT_CATEGORY_CHANGE",
    "PRODUCT_AUDIT_STATUS_CHANGE",
)


def subscriptions(rows: Iterable[Mapping[str, Any]]) -> list[PushSubscription]:
    """Return a row for each type that can be set, those that are wanted first.

    :param rows: of "Get Shop Webhooks"; types that are set in the Partner Center are not among them.
    """
    addresses = {str(row.get("event_type")): str(row.get("address") or "") for row in rows}
    others = [name for name in dict.fromkeys((*EVENT_TYPES, *addresses)) if name not in WANTED]
    return [
        PushSubscription(topic=name, address=addresses.get(name, ""), wanted=name in WANTED)
        for name in (*WANTED, *others)
        if name in WANTED or name in addresses
    ]


def subscribe(api: EventApi, address: str) -> None:
    """Have every type that is wanted sent to `address`; all others stay as they are.

    Types for which the app lacks a scope are refused one by one, so all are tried.

    :raise Rejected: the first refusal, after the others were tried
    """
    set_already = {row.topic for row in subscriptions(api.get_shop_webhooks()) if row.address == address}
    refusals = []
    for name in WANTED:
        if name in set_already:
            continue
        try:
            api.update_shop_webhook(name, address)
        except Rejected as error:
            refusals.append(error)
    if refusals:
        raise refusals[0]
