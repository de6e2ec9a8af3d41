"""Sets the normal prices of an item's variants, those that differ and that no campaign holds."""

from collections.abc import Mapping
from decimal import Decimal

from odoo.addons.ocean_marketplace_base.lib.content import PRICE, Content, Variant
from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError, Rejected

from .catalogue_tiers import matched
from .client.product import ProductApi
from .listing_reader import ListingReader
from .mapping_content import Locks
from .mapping_listing import locks_of
from .mapping_parts import NO_VARIANT

LOCKED = "error_cannt_edit_price_in_promotion"
"""The platform's own code for a price that a campaign holds (Shopee v2 update_price)."""


class PriceWriter:
    """Changes the prices of one item after another."""

    def __init__(self, product: ProductApi, reader: ListingReader):
        self._product = product
        self._reader = reader

    def write(
        self, item_id: str, now: Content, wanted: Content, *, has_promotion: bool
    ) -> tuple[bool, dict[str, MarketplaceError]]:
        """Send the prices that differ; return whether any was taken, and refusals by ``price:<variant id>``.

        :param has_promotion: whether the item is in a promotion, as far as the platform told
        """
        prices = _differing(now, wanted)
        locks = self._locks(item_id) if prices and has_promotion else {}
        held = [sku_id for sku_id in prices if sku_id in locks or NO_VARIANT in locks]
        refused = {_key(sku_id): Rejected("a campaign holds the price", code=LOCKED) for sku_id in held}
        free = {sku_id: price for sku_id, price in prices.items() if sku_id not in held}
        if not free:
            return False, refused
        try:
            results = self._product.update_price(item_id, free)
        except Rejected as error:
            return False, {**refused, PRICE: error}
        refused |= {_key(row.key[0]): row.error for row in results if row.error is not None}
        return any(row.ok for row in results), refused

    def _locks(self, item_id: str) -> Locks:
        return locks_of(self._reader.promotions([item_id]).get(item_id))


def _differing(now: Content, wanted: Content) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for index, there in _pairs(now, wanted).items():
        price = wanted.variants[index].price
        if price is not None and price != there.price:
            found[there.sku_id] = price
    return found


def _pairs(now: Content, wanted: Content) -> Mapping[int, Variant]:
    """Return by position in `wanted` the variants of the item; a single one is what the item has."""
    if not now.options and not wanted.options:
        return {0: now.variants[0]} if now.variants and wanted.variants else {}
    return matched(wanted.variants, now.variants)


def _key(sku_id: str) -> str:
    return f"price:{sku_id}"
