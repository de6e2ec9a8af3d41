"""One product as its seller left it, which may be another version than the one that buyers see."""

from dataclasses import replace
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected
from odoo.addons.ocean_marketplace_base.lib.schema import Listing

from . import refusals
from .client.tiktok_shop_client import TikTokShopClient
from .mapping import map_listing
from .price_locks import PriceLocks


def read_product(
    client: TikTokShopClient, number: str, locks: PriceLocks | None = None, currency: str = ""
) -> Listing:
    """Return a product. While an edit is audited its ``content`` is that edit, the rest what buyers see.

    Otherwise what was just sent would look as if somebody had undone it.

    :raise Rejected: if there is no such product in this shop
    """
    raw = client.product.get_product(number)
    listing = map_listing(raw, currency, whole=True, locks=locks)
    newest = newest_version(client, raw)
    if newest is raw:
        return listing
    return replace(listing, content=map_listing(newest, currency, whole=True, locks=locks).content)


def newest_version(client: TikTokShopClient, raw: dict[str, Any]) -> dict[str, Any]:
    """Return the last edit of a product (`raw` of "Get Product"): a draft, one that is audited, or `raw`."""
    number = str(raw.get("id"))
    if raw.get("status") == "DRAFT":
        return client.product.get_product(number, return_draft_version=True)
    audited = (raw.get("audit") or {}).get("status") == "AUDITING"
    if not audited or raw.get("status") == "PENDING":
        return raw
    try:
        return client.product.get_product(number, return_under_review_version=True)
    except Rejected as error:
        if error.code != refusals.NOT_IN_AUDIT:
            raise
        return raw
