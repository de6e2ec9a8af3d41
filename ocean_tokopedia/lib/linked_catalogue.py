"""The Tokopedia side of a shop of TikTok Shop in the terms of the base.

One product is shown on both storefronts (Partner API, ``listing_platforms``). Showing and hiding take the
storefronts they are about; what a product says, and its deletion, are the same for both.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.catalogue import (
    MAIN,
    Brand,
    Category,
    CategoryRules,
    Limits,
    Outcome,
    Written,
)
from odoo.addons.ocean_marketplace_base.lib.content import Content, Image
from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError, Rejected
from odoo.addons.ocean_marketplace_base.lib.schema import Listing
from odoo.addons.ocean_tiktok_shop.lib.catalogue import TikTokCatalogue
from odoo.addons.ocean_tiktok_shop.lib.client.tiktok_shop_client import TikTokShopClient
from odoo.addons.ocean_tiktok_shop.lib.const import TIKTOK_SHOP, TOKOPEDIA
from odoo.addons.ocean_tiktok_shop.lib.refusals import WRONG_STATUS
from odoo.addons.ocean_tiktok_shop.lib.status import listing_status

_SHARED: Final = (
    "It is one product on both storefronts: here it can only be hidden. Delete it on the other storefront, "
    "which deletes it on both."
)
_IN_REVIEW: Final = (
    "The platform still reviews the product for the other storefront. "
    "Publish it here again when it is live there."
)


class LinkedCatalogue:
    """The `catalogue.Catalogue` of the Tokopedia storefront of a shop.

    :param client: of the shop
    :param region: two letters
    :param currency: of the shop
    """

    def __init__(self, client: TikTokShopClient, *, region: str = "ID", currency: str = "IDR"):
        self._client = client
        self._both = TikTokCatalogue(
            client, region=region, currency=currency, listing_platforms=(TIKTOK_SHOP, TOKOPEDIA)
        )
        self._alone = TikTokCatalogue(
            client, region=region, currency=currency, listing_platforms=(TOKOPEDIA,)
        )

    @property
    def version(self) -> str:
        """See `catalogue.Catalogue`."""
        return self._both.version

    @property
    def limits(self) -> Limits:
        """See `catalogue.Catalogue`."""
        return self._both.limits

    def categories(self) -> Iterator[Category]:
        """See `catalogue.Catalogue`. Usable is what both storefronts have."""
        return self._both.categories()

    def category_rules(self, category_id: str) -> CategoryRules:
        """See `catalogue.Catalogue`."""
        return self._both.category_rules(category_id)

    def brands(self, category_id: str, query: str = "") -> Iterator[Brand]:
        """See `catalogue.Catalogue`."""
        return self._both.brands(category_id, query)

    def recommend(self, name: str, *, description: str = "", image: Image | None = None) -> tuple[str, ...]:
        """See `catalogue.Catalogue`."""
        return self._both.recommend(name, description=description, image=image)

    def upload_image(self, data: bytes, *, use: str = MAIN) -> Image:
        """See `catalogue.Catalogue`."""
        return self._both.upload_image(data, use=use)

    def find(self, seller_skus: Iterable[str]) -> dict[str, str]:
        """See `catalogue.Catalogue`. Products that only the other storefront shows are found, too."""
        return self._both.find(seller_skus)

    def read(self, external_ids: Iterable[str]) -> dict[str, Listing]:
        """Return the listings that Tokopedia shows, with the status they have there."""
        found = self._both.read(external_ids)
        statuses = {number: self._status(number) for number in found}
        return {
            number: replace(listing, status=listing_status(status), raw_status=status)
            for number, listing in found.items()
            if (status := statuses[number])
        }

    def create(self, content: Content, *, key: str) -> Written:
        """See `catalogue.Catalogue`. The product is created for both storefronts."""
        return self._both.create(content, key=key)

    def update(self, external_id: str, content: Content, keys: frozenset[str]) -> Written:
        """See `catalogue.Catalogue`. A product that Tokopedia does not show yet is put on sale there."""
        written = self._both.update(external_id, content, keys)
        if not self._status(external_id):
            for error in self.activate([external_id]).values():
                if error:
                    raise Rejected(_IN_REVIEW, code=error.code) if error.code == WRONG_STATUS else error
        return written

    def activate(self, external_ids: Iterable[str]) -> Outcome:
        """Show items on Tokopedia."""
        return self._alone.activate(external_ids)

    def deactivate(self, external_ids: Iterable[str]) -> Outcome:
        """Hide items on Tokopedia; the other storefront keeps showing them."""
        return self._alone.deactivate(external_ids)

    def delete(self, external_ids: Iterable[str]) -> Outcome:
        """Delete items that only Tokopedia shows; refuse those that both show."""
        numbers = list(dict.fromkeys(external_ids))
        channels = {number: listing.channels for number, listing in self._both.read(numbers).items()}
        shared = {number for number in channels if TIKTOK_SHOP in (channels[number] or (TIKTOK_SHOP,))}
        mine = [number for number in numbers if number not in shared]
        outcome: dict[str, MarketplaceError | None] = {
            number: Rejected(_SHARED, code="shared_product") for number in shared
        }
        return outcome | dict(self._alone.delete(mine) if mine else {})

    def recover(self, external_ids: Iterable[str]) -> Outcome:
        """See `catalogue.Catalogue`. What comes back is hidden, on both."""
        return self._both.recover(external_ids)

    def _status(self, number: str) -> str:
        """Return the status on Tokopedia, ``""`` for a product that is not there."""
        raw: dict[str, Any] = self._client.product.get_product(number)
        rows = raw.get("integrated_platform_statuses") or []
        mine = [str(row.get("status") or "") for row in rows if row.get("platform") == TOKOPEDIA]
        if mine:
            return mine[0]
        # Pre-owned goods are for Tokopedia only, and their own status is its.
        return str(raw.get("status") or "") if raw.get("is_pre_owned") else ""
