"""Creating and changing products: what is sent, in which calls, and what became of each part.

Products are written by v3, whose answers tell at once what became of them. What the platform checks after
that shows in their status.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.catalogue import Written
from odoo.addons.ocean_marketplace_base.lib.content import (
    CATEGORY,
    IMAGES,
    NAME,
    PRICE,
    VARIANTS,
    Content,
    Image,
)
from odoo.addons.ocean_marketplace_base.lib.errors import (
    InvalidRequest,
    MarketplaceError,
    Rejected,
    Transient,
)

from .category_rules import selections_of
from .client.stock import Change
from .client.tokopedia_client import TokopediaClient
from .family import Family
from .listings import ListingReader
from .mapping_content import content_of
from .product_form import (
    Options,
    Row,
    changes,
    edit_base,
    new_product,
    new_stock,
    rupiah,
    variant_block,
    words,
)
from .status import listing_status
from .variant_change import (
    is_only_sku,
    kept_of,
    price_changes,
    quantities,
    sku_ids_of,
    variants_differ,
)

Refusals = dict[str, MarketplaceError]
KeepCopies = Callable[[Mapping[str, Image]], None]

_REFUSED: Final = (InvalidRequest, Rejected)


class CatalogueWriter:
    """Writes the products of one shop."""

    def __init__(self, client: TokopediaClient, listings: ListingReader, keep_copies: KeepCopies):
        self._client = client
        self._listings = listings
        self._keep_copies = keep_copies

    def create(self, content: Content) -> Written:
        """Create a product and return it as it is then; see `catalogue.Catalogue.create`."""
        row = new_product(content, self._showcase(), self._selections(content, content.category_id))
        result = self._client.product_edit.create([row])
        if result.failed:
            raise result.failed[0].error
        number = str(result.reported[0].get("product_id") or "") if result.reported else ""
        if not number:
            raise Transient("the platform did not tell the new product's id", effect_unknown=True)
        return self._written(number, quantities({}, content), content, content)

    def update(self, external_id: str, content: Content, keys: frozenset[str]) -> Written:
        """Send what differs; see `catalogue.Catalogue.update`."""
        family = self._listings.read([external_id]).get(external_id)
        if family is None:
            raise Rejected("the platform has no such product any more", code="not_found")
        refused: Refusals = {}
        parts = self._parts(family, content, keys, refused)
        sent = self._edit(edit_base(family), parts, refused)
        done = bool(sent)
        if PRICE in keys and VARIANTS not in sent:
            done |= self._send_prices(price_changes(family, content), refused)
        if refused and not done:
            raise next(iter(refused.values()))
        if sent:
            fresh = self._quantities(family, content) if VARIANTS in sent else {}
            main, variants = (content if key in sent else None for key in (IMAGES, VARIANTS))
            return self._written(external_id, fresh, main, variants, refused)
        return _result(family, refused=refused)

    def _parts(
        self, family: Family, content: Content, keys: frozenset[str], refused: Refusals
    ) -> dict[str, Row]:
        parts = changes(family, content, keys)
        if NAME in parts and _was_sold(family):
            del parts[NAME]
            text = "The name cannot change any more: the product has been sold."
            refused[NAME] = Rejected(text, code="name_fixed")
        if VARIANTS in keys and variants_differ(family, content):
            try:
                parts[VARIANTS] = self._variants(family, content, keys)
            except _REFUSED as error:
                refused[VARIANTS] = error
        return parts

    def _variants(self, family: Family, content: Content, keys: frozenset[str]) -> Row:
        if is_only_sku(family, content):
            return {"sku": content.variants[0].seller_sku}
        moves = CATEGORY in keys and content.category_id
        selections = self._selections(content, moves or family.product.basic.childCategoryID)
        chart = family.variants.sizechart if family.variants else ""
        kept = kept_of(family, content, keys)
        row: Row = {"variant": variant_block(content, selections, kept, chart)}
        if not content.options and content.variants:  # a product without variants from now on
            row |= _as_single(content)
        return row

    @staticmethod
    def _quantities(family: Family, content: Content) -> dict[Options, int]:
        """Writing variants writes their stock; writing the SKU of a product without variants does not."""
        if is_only_sku(family, content):
            return {}
        return quantities(kept_of(family, content, frozenset()), content)

    def _selections(self, content: Content, category_id: str) -> list[dict[str, Any]]:
        if not content.options:
            return []
        return selections_of(self._client.product.get_category_variants(category_id), content.options)

    def _showcase(self) -> int:
        """Every product lies in a showcase; new ones go into the first of the shop."""
        rows = self._client.showcase.list_etalase()
        number = next((str(row.get("etalase_id")) for row in rows if row.get("etalase_id")), "")
        if not number.isdigit():
            raise Rejected("The shop has no showcase: make one first.", code="no_showcase")
        return int(number)

    def _edit(self, base: Row, parts: Mapping[str, Row], refused: Refusals) -> frozenset[str]:
        """Send parts in one call; where that is refused, one by one. Return what was taken."""
        if not parts:
            return frozenset()
        whole = dict(base)
        for row in parts.values():
            whole |= row
        error = self._send(whole)
        if error is None:
            return frozenset(parts)
        if len(parts) == 1:
            refused[next(iter(parts))] = error
            return frozenset()
        errors = {key: self._send(base | row) for key, row in parts.items()}
        refused |= {key: error for key, error in errors.items() if error}
        return frozenset(key for key, error in errors.items() if error is None)

    def _send(self, row: Row) -> MarketplaceError | None:
        """Return why the platform does not take an edit.

        :raise MarketplaceError: when that is not about the edit
        """
        try:
            failed = self._client.product_edit.edit([row]).failed
        except _REFUSED as error:
            return error
        if failed and not isinstance(failed[0].error, _REFUSED):
            raise failed[0].error
        return failed[0].error if failed else None

    def _send_prices(self, prices: Sequence[Change], refused: Refusals) -> bool:
        """Send prices; return whether one was taken."""
        if not prices:
            return False
        try:
            result = self._client.stock.update_prices(prices)
        except _REFUSED as error:
            refused |= {f"{PRICE}:{change.product_id}": error for change in prices}
            return False
        refused |= {f"{PRICE}:{failure.key}": failure.error for failure in result.failed}
        return bool(result.succeeded)

    def _written(
        self,
        number: str,
        fresh: Mapping[Options, int],
        main: Content | None,
        variants: Content | None,
        refused: Refusals | None = None,
    ) -> Written:
        """Return a product as it is after a write; that it cannot be read now undoes nothing.

        :param main: what was sent, if its pictures were
        :param variants: what was sent, if the pictures of its variants were
        """
        try:
            family = self._listings.read([number]).get(number)
        except MarketplaceError as error:
            return Written(external_id=number, refused=refused or {}, warnings=(error.message,))
        if family is None:
            return Written(external_id=number, refused=refused or {})
        there = content_of(family)
        copies = _copies(main.images, there.images) if main else {}
        copies |= _copies(_of_values(variants), _of_values(there)) if variants else {}
        if copies:
            self._keep_copies(copies)
        warnings = self._settle_stock(family, fresh)
        return _result(family, refused=refused, warnings=warnings)

    def _settle_stock(self, family: Family, fresh: Mapping[Options, int]) -> tuple[str, ...]:
        """Give new variants the quantities that cannot be told when they are made."""
        rows = [
            Change(value=quantity, product_id=sku_id)
            for options, sku_id in sku_ids_of(family).items()
            if (quantity := fresh.get(words(options))) is not None and quantity != new_stock(quantity)
        ]
        if not rows:
            return ()
        try:
            failed = self._client.stock.update_stock(rows, keep_status=True).failed
        except MarketplaceError as error:
            return (error.message,)
        return tuple(f"{failure.key}: {failure.error.message}" for failure in failed)


def _result(
    family: Family,
    *,
    refused: Refusals | None = None,
    warnings: tuple[str, ...] = (),
) -> Written:
    return Written(
        external_id=family.product.basic.productID,
        status=listing_status(family.product.basic.status),
        sku_ids=sku_ids_of(family),
        refused=refused or {},
        warnings=warnings,
    )


def _copies(sent: Sequence[Image], there: Sequence[Image]) -> dict[str, Image]:
    """The platform shows pictures in the order in which they were sent; those of variants have no id."""
    if len(sent) != len(there):
        return {}
    return {
        ours.external_id: replace(theirs, external_id=theirs.external_id or theirs.url)
        for ours, theirs in zip(sent, there, strict=True)
        if ours.external_id and ours.external_id not in (theirs.external_id, theirs.url)
    }


def _of_values(content: Content) -> tuple[Image, ...]:
    return content.options[0].images if content.options else ()


def _was_sold(family: Family) -> bool:
    sales = family.product.GMStats
    return bool(sales and (sales.countSold or sales.transactionSuccess))


def _as_single(content: Content) -> Row:
    """Price, stock and SKU of what had variants: they were the variants' until now."""
    variant = content.variants[0]
    row: Row = {"sku": variant.seller_sku, "stock": new_stock(variant.quantity)}
    if variant.price is not None:
        row["price"] = rupiah(variant.price)
    return row
