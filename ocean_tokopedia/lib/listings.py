"""Reads listings in as few calls as the API needs: pages of products, their variants in batches.

What a product's variants are called is told by a call of its own (product/variant). It is made only where
something changed: pages and batches tell when each product and each variant was changed last.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, MarketplaceError, Rejected
from odoo.addons.ocean_marketplace_base.lib.halving import read_by_halves
from odoo.addons.ocean_marketplace_base.lib.schema import Listing

from .client.tokopedia_client import TokopediaClient
from .const import PRODUCT_BATCH, PRODUCT_PAGE
from .errors import NOT_FOUND_CODES
from .family import Family, family_of, is_parent, is_variant
from .mapping_listing import listing_of
from .times import Frame

ListingErrorHandler = Callable[[str, MarketplaceError], None]
Row = dict[str, Any]


class ListingReader:
    """Reads the listings of one shop."""

    def __init__(self, client: TokopediaClient, frame: Frame = Frame.UTC):
        self._client = client
        self._frame = frame

    def all(
        self, on_error: ListingErrorHandler | None = None, known: Mapping[str, datetime] | None = None
    ) -> Iterator[Listing]:
        """Yield all listings of the shop, in every status that its list shows; see `platform.Reader`."""
        rows = self._client.product.iter_by_shop()
        while page := list(islice(rows, PRODUCT_PAGE)):
            members = {product_id(row): row for row in page if is_variant(row)}
            products = [row for row in page if not is_variant(row)]
            members |= self._members(products, set(members))
            for row in products:
                try:
                    yield self._listing(row, members, known or {})
                except (ContractChanged, Rejected) as error:
                    if on_error is None:
                        raise
                    on_error(product_id(row), error)

    def read(self, product_ids: Iterable[str]) -> dict[str, Family]:
        """Return products of the shop with their variants, by id; what does not exist is left out."""
        products = [row for row in self.rows(product_ids).values() if not is_variant(row)]
        members = self._members(products, set())
        return {product_id(row): self._whole(row, members) for row in products}

    def rows(self, product_ids: Iterable[str]) -> dict[str, Row]:
        """Return elements of product/info of the shop by id; what does not exist is left out."""
        numbers = list(dict.fromkeys(product_ids))
        found: dict[str, Row] = {}
        for start in range(0, len(numbers), PRODUCT_BATCH):
            rows, errors = read_by_halves(
                numbers[start : start + PRODUCT_BATCH], self._client.product.get_by_id, NOT_FOUND_CODES
            )
            for error in errors.values():
                if not isinstance(error, Rejected):  # such as Transient: it is not known what exists
                    raise error
            found |= {product_id(row): row for row in rows if self._is_own(row)}
        return {number: found[number] for number in numbers if number in found}

    def _is_own(self, row: Row) -> bool:
        """One app serves several shops, and the call by ids names none."""
        return str(row["basic"].get("shopID") or self._client.shop_id) == self._client.shop_id

    def _members(self, products: list[Row], seen: set[str]) -> dict[str, Row]:
        numbers = [number for row in products for number in _child_ids(row) if number not in seen]
        return self.rows(numbers) if numbers else {}

    def _listing(self, row: Row, members: Mapping[str, Row], known: Mapping[str, datetime]) -> Listing:
        outline = self._family(row, None, members)
        last, changed_at = known.get(product_id(row)), outline.changed_at
        if last and changed_at and changed_at <= last and outline.tells_changes:
            return listing_of(outline, with_content=False)
        return listing_of(self._whole(row, members) if outline.has_variants else outline)

    def _whole(self, row: Row, members: Mapping[str, Row]) -> Family:
        variants = self._client.product.get_variants(product_id(row)) if is_parent(row) else None
        return self._family(row, variants, members)

    def _family(self, row: Row, variants: Row | None, members: Mapping[str, Row]) -> Family:
        mine = [members[number] for number in _child_ids(row) if number in members]
        return family_of(row, variants, mine, self._frame)


def product_id(row: Mapping[str, Any]) -> str:
    """Return the id of an element of product/info."""
    return str(row["basic"]["productID"])


def _child_ids(row: Mapping[str, Any]) -> list[str]:
    variant = row.get("variant")
    numbers = variant.get("childrenID") if isinstance(variant, dict) else None
    return [str(number) for number in numbers if str(number).isdigit()] if isinstance(numbers, list) else []
