"""The catalogue of a shop of the Open API in the terms of the base."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

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

from .catalogue_writer import CatalogueWriter, KeepCopies
from .category_rules import attributes_of, categories_of
from .client.batch import BatchResult
from .client.tokopedia_client import TokopediaClient
from .const import NAME_LENGTH
from .errors import NOT_FOUND_CODES
from .family import is_variant
from .limits import LIMITS
from .listings import ListingReader, Row, product_id
from .mapping_listing import listing_of
from .times import Frame

DELETED: Final = 0


class TokopediaCatalogue:
    """The `catalogue.Catalogue` of one shop.

    The API has no brands, does not say in which categories a shop may sell, does not show which attributes
    were chosen, and brings nothing back that was deleted. Pictures are fetched by the platform from the
    address they are published at; it keeps copies under ids and addresses of its own.

    :param client: of the shop
    :param publish: puts a picture where the platform can fetch it, and returns its address
    :param keep_copies: told, by ``external_id`` as sent, as which images the platform knows from now on what
        was sent to it: the next time they are to be sent as these
    """

    version: str = "1"
    limits: Limits = LIMITS

    def __init__(
        self,
        client: TokopediaClient,
        *,
        publish: Callable[[bytes], str],
        keep_copies: KeepCopies,
        frame: Frame = Frame.UTC,
    ):
        self._client = client
        self._publish = publish
        self._listings = ListingReader(client, frame)
        self._writer = CatalogueWriter(client, self._listings, keep_copies)

    def categories(self) -> Iterator[Category]:
        """Yield the whole tree, parents before children."""
        return categories_of(self._client.category.get_tree())

    def category_rules(self, category_id: str) -> CategoryRules:
        """Return what a leaf category wants, with all values of its lists.

        :raise Rejected: ``VRT_USC_002`` for an unknown category
        """
        product = self._client.product
        variants = product.get_category_variants(category_id)
        return CategoryRules(
            category_id=category_id,
            limits=self.limits,
            attributes=attributes_of(product.get_annotations(category_id), variants),
            own_options=False,
        )

    def brands(self, category_id: str, query: str = "") -> Iterator[Brand]:
        """Yield nothing: the API has no brands."""
        return iter(())

    def recommend(self, name: str, *, description: str = "", image: Image | None = None) -> tuple[str, ...]:
        """Return ids of leaf categories that fit a name, the best first."""
        found = self._client.category.recommend(name[:NAME_LENGTH])
        return tuple(number for row in found if (number := str(row.get("id") or "")))

    def upload_image(self, data: bytes, *, use: str = MAIN) -> Image:
        """Publish a picture; the platform fetches it when a product with it is written.

        Its address stands for it until then, one for variants being another picture than that of the listing.
        """
        address = self._publish(data)
        name = address if use == MAIN else f"{address}#{use}"
        return Image(checksum=hashlib.sha256(data).hexdigest(), external_id=name, url=address)

    def find(self, seller_skus: Iterable[str]) -> dict[str, str]:
        """Return {seller SKU: item id} of items that are not deleted; one call per SKU.

        Of a variant its product is told, which costs another call.
        """
        found = {sku: self._find(sku) for sku in dict.fromkeys(seller_skus) if sku}
        return {sku: number for sku, number in found.items() if number}

    def read(self, external_ids: Iterable[str]) -> dict[str, Listing]:
        """Return the listings by item id, with ``content``; what does not exist is left out."""
        return {number: listing_of(family) for number, family in self._listings.read(external_ids).items()}

    def create(self, content: Content, *, key: str) -> Written:
        """Create a listing; see `Catalogue.create`. The platform does not recognise repetitions.

        :raise Rejected: the platform refuses it, or has no such option in the category
        """
        return self._writer.create(content)

    def update(self, external_id: str, content: Content, keys: frozenset[str]) -> Written:
        """Make the parts `keys` of a listing what `content` says; see `Catalogue.update`.

        :raise Rejected: ``not_found`` when there is no such item; what the platform says when nothing of it
            was taken
        """
        return self._writer.update(external_id, content, keys)

    def activate(self, external_ids: Iterable[str]) -> Outcome:
        """Show hidden items."""
        return self._each(external_ids, self._client.product_edit.activate)

    def deactivate(self, external_ids: Iterable[str]) -> Outcome:
        """Hide items."""
        return self._each(external_ids, self._client.product_edit.deactivate)

    def delete(self, external_ids: Iterable[str]) -> Outcome:
        """Delete items for good; what is gone already counts as done."""
        outcome = self._each(external_ids, self._client.product_edit.delete)
        refused = [number for number, error in outcome.items() if isinstance(error, Rejected)]
        there = self._listings.rows(refused) if refused else {}
        gone = {number for number in refused if number not in there or _status(there[number]) == DELETED}
        return {number: None if number in gone else error for number, error in outcome.items()}

    def recover(self, external_ids: Iterable[str]) -> Outcome:
        """Refuse: the API cannot bring deleted items back."""
        return {
            number: Rejected("Tokopedia cannot bring back what was deleted.", code="not_supported")
            for number in external_ids
        }

    def _find(self, sku: str) -> str:
        try:
            rows = self._client.product.get_by_sku(sku)
        except Rejected as error:
            if error.code in NOT_FOUND_CODES:
                return ""
            raise
        own = [
            row
            for row in rows
            if str(row["basic"].get("shopID")) == self._client.shop_id and _status(row) != DELETED
        ]
        best = max(own, key=_status, default=None)
        return self._item_of(best) if best else ""

    def _item_of(self, row: Row) -> str:
        number = product_id(row)
        if not is_variant(row):
            return number
        return str(self._client.product.get_variants(number).get("parent_id") or number)

    @staticmethod
    def _each(external_ids: Iterable[str], act: Callable[[list[str]], BatchResult]) -> Outcome:
        numbers = list(dict.fromkeys(external_ids))
        if not numbers:
            return {}
        errors: Mapping[str, MarketplaceError] = {
            failure.key: failure.error for failure in act(numbers).failed
        }
        return {number: errors.get(number) for number in numbers}


def _status(row: Row) -> int:
    status = row["basic"].get("status")
    return status if isinstance(status, int) else DELETED + 1
