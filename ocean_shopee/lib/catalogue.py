"""The catalogue side of one Shopee shop: categories with their rules, and writing listings."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib import catalogue
from odoo.addons.ocean_marketplace_base.lib.arguments import batches
from odoo.addons.ocean_marketplace_base.lib.catalogue import MAIN, Outcome, Written
from odoo.addons.ocean_marketplace_base.lib.content import Content, Image
from odoo.addons.ocean_marketplace_base.lib.errors import (
    ContractChanged,
    InvalidRequest,
    MarketplaceError,
    Rejected,
)
from odoo.addons.ocean_marketplace_base.lib.schema import Listing
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

from . import catalogue_rules as rules
from .catalogue_find import ItemFinder
from .catalogue_write import ItemWriter
from .client.shopee_client import ShopeeClient
from .const import ITEM_BATCH, REGION_CURRENCY, TIER_WAIT
from .listing_reader import UNKNOWN_ITEM, ListingReader
from .mapping_content import NO_BRAND
from .signing import App

_BLOCKED: Final = "error_category_is_block"
_SIGNATURES: Final = ((b"\xff\xd8\xff", "jpg", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "png", "image/png"))
_NAME_MAX: Final = 1000


class ShopeeCatalogue:
    """The `catalogue.Catalogue` of one Shopee shop.

    :param region: the shop's market, which decides currency and decimals
    :param settle: seconds to wait between making an item and giving it variants (Shopee v2 add_item)
    """

    version: str = "1"
    """Shopee numbers neither its tree nor its attributes."""

    def __init__(self, client: ShopeeClient, region: str, *, settle: float = TIER_WAIT):
        self.settle = settle
        self._client = client
        self._region = region
        self._reader = ListingReader(client, REGION_CURRENCY.get(region.upper(), ""), region)
        self._writer = ItemWriter(client, self._reader, settle)

    @classmethod
    def connect(
        cls,
        app: App,
        transport: Transport,
        base_url: str,
        *,
        shop_id: str,
        access_token: str,
        region: str,
        settle: float = TIER_WAIT,
    ) -> "ShopeeCatalogue":
        """Return the catalogue of a shop; nothing goes over the network yet."""
        client = ShopeeClient(app, transport, base_url, shop_id=shop_id, access_token=access_token)
        return cls(client, region, settle=settle)

    @cached_property
    def limits(self) -> catalogue.Limits:
        """What holds in every category."""
        return rules.base_limits(self._region)

    # === CATEGORIES === #

    def categories(self) -> Iterator[catalogue.Category]:
        """Yield the whole tree, parents before children; one call."""
        return rules.categories_of(self._client.product.get_category())

    def category_rules(self, category_id: str) -> catalogue.CategoryRules:
        """Return what a leaf category wants; four calls, more where values have to be searched.

        :raise Rejected: ``error_invalid_category`` for one that does not exist or is no leaf
        """
        product = self._client.product
        trees = product.get_attribute_tree([category_id])
        limit = product.get_item_limit(category_id)
        brand_required, forbidden = self._brand_rule(category_id)
        attributes = [self._complete(one, trees[0]) for one in rules.attributes_of(trees[0])] if trees else []
        return catalogue.CategoryRules(
            category_id=category_id,
            limits=rules.limits_of(limit, self._region),
            attributes=(*attributes, *self._variations(category_id)),
            brand_required=brand_required,
            forbidden_reason=forbidden,
            wants=rules.wants_of(limit),
        )

    def _brand_rule(self, category_id: str) -> tuple[bool, str]:
        try:
            page = self._client.product.get_brand_list(category_id, page_size=1)
        except Rejected as error:
            if error.code != _BLOCKED:
                raise
            return False, error.message or "the category is blocked for this shop"
        return bool(page.get("is_mandatory")), ""

    def _complete(self, attribute: catalogue.Attribute, tree: dict[str, Any]) -> catalogue.Attribute:
        if not rules.is_searched(tree, attribute.external_id):
            return attribute
        return rules.with_choices(attribute, self._values(attribute.external_id))

    def _values(self, attribute_id: str) -> Iterator[dict[str, Any]]:
        cursor, more = 0, True
        while more:
            page = self._client.product.search_attribute_value_list(attribute_id, cursor=cursor)
            yield from page["value_list"]
            info = page.get("page_info") or {}
            following = int(info.get("cursor") or 0)
            more = bool(info.get("has_next")) and following > cursor
            cursor = following

    def _variations(self, category_id: str) -> tuple[catalogue.Attribute, ...]:
        """The standard choices of the buyer, where the platform tells any (the endpoint is unconfirmed)."""
        try:
            return tuple(rules.variations_of(self._client.product.get_variation_tree(category_id)))
        except (Rejected, ContractChanged):
            return ()

    def brands(self, category_id: str, query: str = "") -> Iterator[catalogue.Brand]:
        """Yield the brands of a category whose name has `query` in it; the platform cannot search."""
        wanted = query.strip().lower()
        for row in self._client.product.iter_brand_list(category_id):
            name = str(row.get("display_brand_name") or row.get("original_brand_name") or "")
            if wanted in name.lower():
                number = str(row.get("brand_id"))
                yield catalogue.Brand(external_id=number, name=name, is_none=number == NO_BRAND)

    def recommend(self, name: str, *, description: str = "", image: Image | None = None) -> tuple[str, ...]:
        """Return ids of leaf categories for a product by its name and picture, the best first."""
        picture = image.external_id if image else ""
        found = self._client.product.category_recommend(name[:_NAME_MAX], product_cover_image=picture)
        return tuple(str(number) for number in found)

    # === LISTINGS === #

    def upload_image(self, data: bytes, *, use: str = MAIN) -> Image:
        """Send a JPEG or PNG of at most 10 MB; the platform keeps it for the app, not for one shop.

        :raise InvalidRequest: for other files
        """
        for start, ending, media_type in _SIGNATURES:
            if data.startswith(start):
                checksum = hashlib.sha256(data).hexdigest()
                info = self._client.media.upload_image((f"{checksum[:16]}.{ending}", data, media_type))
                urls = [str(row.get("image_url") or "") for row in info.get("image_url_list") or ()]
                return Image(checksum=checksum, external_id=str(info["image_id"]), url=next(iter(urls), ""))
        raise InvalidRequest("an image is a JPEG or PNG file")

    def find(self, seller_skus: Iterable[str]) -> dict[str, str]:
        """Return {seller SKU: item id} of items that have one of `seller_skus`, also in a variant."""
        return ItemFinder(self._client.product, self._reader).find(seller_skus)

    def read(self, external_ids: Iterable[str]) -> dict[str, Listing]:
        """Return the listings by item id, with ``content``; what does not exist is left out."""
        return self._reader.read(external_ids)

    def create(self, content: Content, *, key: str) -> Written:
        """Create a listing; the platform has no use for `key`, look with :meth:`find` after a lost answer."""
        return self._writer.create(content)

    def update(self, external_id: str, content: Content, keys: frozenset[str]) -> Written:
        """Make the parts `keys` of a listing what `content` says; the rest stays."""
        return self._writer.update(external_id, content, keys)

    def activate(self, external_ids: Iterable[str]) -> Outcome:
        """Show hidden items; calls of 50."""
        return self._unlist(external_ids, unlist=False)

    def deactivate(self, external_ids: Iterable[str]) -> Outcome:
        """Hide items; calls of 50."""
        return self._unlist(external_ids, unlist=True)

    def delete(self, external_ids: Iterable[str]) -> Outcome:
        """Delete items, one per call; what is gone already counts as done."""
        return _one_by_one(external_ids, self._delete)

    def recover(self, external_ids: Iterable[str]) -> Outcome:
        """Refuse: the platform has no way back for a deleted item."""
        error = Rejected("a deleted item cannot be brought back on this platform")
        return dict.fromkeys(external_ids, error)

    def _delete(self, number: str) -> None:
        try:
            self._client.product.delete_item(number)
        except Rejected as error:
            if error.code not in UNKNOWN_ITEM:
                raise

    def _unlist(self, external_ids: Iterable[str], *, unlist: bool) -> Outcome:
        results: dict[str, MarketplaceError | None] = {}
        for batch in batches(list(dict.fromkeys(external_ids)), ITEM_BATCH):
            for row in self._client.product.unlist_item(batch, unlist=unlist):
                results[row.key[0]] = row.error
        return results


def _one_by_one(external_ids: Iterable[str], act: Callable[[str], None]) -> Outcome:
    """Do `act` for each; a failure is the outcome of its item, a first one that is no refusal is raised."""
    results: dict[str, MarketplaceError | None] = {}
    for number in dict.fromkeys(external_ids):
        try:
            act(number)
            results[number] = None
        except Rejected as error:
            results[number] = error
        except MarketplaceError as error:
            if not results:
                raise
            results[number] = error
    return results
