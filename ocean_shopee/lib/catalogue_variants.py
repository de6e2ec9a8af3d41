"""Makes the variants of an item what they shall be, in as few changes as it takes.

A variant that stays keeps its id. Only where the number of options changes does the platform make all
variants anew (Shopee v2 init_tier_variation: "all previous model ids are destroyed").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.content import Content, Option, Variant

from . import catalogue_tiers as bodies
from .catalogue_body import seller_stock
from .catalogue_tiers import Stand
from .client.product import ProductApi
from .const import MODEL_BATCH
from .mapping_stock import seller_quantity
from .payloads_item import ModelList
from .warehouses import Places

Body = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """An item as it is: what it says, its raw variants, and the seller's stock by ``model_id``."""

    item_id: str
    now: Content
    models: ModelList
    quantities: Mapping[str, int | None]


class VariantWriter:
    """Changes the variants of one item.

    :param places: where the stock of new variants may lie
    """

    def __init__(self, product: ProductApi, shelf: Shelf, places: Places):
        self._product = product
        self._shelf = shelf
        self._places = places
        self._stand = Stand(shelf.now, shelf.quantities)

    def write(self, wanted: Content) -> bool:
        """Make the variants those of `wanted`; return whether anything had to be sent.

        Where `wanted` tells no variants, those that are there stay.
        """
        now = self._shelf.now
        if not wanted.variants:
            return False
        if not wanted.options:
            return self._make_simple(wanted) if now.options else False
        kept = bodies.matched(wanted.variants, now.variants) if now.options else {}
        if len(now.options) != len(wanted.options) or not kept:
            self._begin(wanted)
            return True
        return self._converge(wanted, kept)

    def _make_simple(self, wanted: Content) -> bool:
        variant = wanted.variants[0]
        model = {
            "tier_index": [],
            "original_price": self._stand.price(variant),
            "seller_stock": seller_stock(self._stand.quantity(variant), self._places.default),
        }
        self._product.remove_tier_variation(self._shelf.item_id, model)
        return True

    def _begin(self, wanted: Content) -> None:
        rows = [self._new(variant, wanted.options) for variant in wanted.variants]
        tiers = bodies.tiers(wanted.options, self._shelf.models)
        self._product.init_tier_variation(self._shelf.item_id, tiers, rows)

    def _new(self, variant: Variant, options: Sequence[Option]) -> Body:
        return bodies.new_model(variant, bodies.place(variant, options), self._stand, self._places.default)

    def _converge(self, wanted: Content, kept: Mapping[int, Variant]) -> bool:
        added = [variant for index, variant in enumerate(wanted.variants) if index not in kept]
        moved = self._move(wanted, kept)
        gone = self._gone(kept, moved)
        rows = [self._new(variant, wanted.options) for variant in added]
        # A new one first, since the last variant cannot be deleted; unless there is no room.
        first = len(kept) + len(gone) + len(rows) <= MODEL_BATCH
        self._add(rows if first else [])
        for model_id in gone:
            self._product.delete_model(self._shelf.item_id, model_id)
        self._add([] if first else rows)
        changed = self._recode(wanted, kept)
        return bool(moved or gone or rows or changed)

    def _move(self, wanted: Content, kept: Mapping[int, Variant]) -> bool:
        """Change names, order, number or pictures of the options; return whether it was necessary."""
        pairs = list(zip(wanted.options, self._shelf.now.options, strict=True))
        same = all(_looks(option, there) == _looks(there, there) for option, there in pairs)
        if same and all(wanted.variants[index].options == there.options for index, there in kept.items()):
            return False
        places = [
            {"model_id": there.sku_id, "tier_index": bodies.place(wanted.variants[index], wanted.options)}
            for index, there in kept.items()
        ]
        tiers = bodies.tiers(wanted.options, self._shelf.models)
        self._product.update_tier_variation(self._shelf.item_id, tiers, places)
        return True

    def _gone(self, kept: Mapping[int, Variant], moved: bool) -> list[str]:
        """Return the ids of variants to be deleted; changed options may have taken some along."""
        stay = {there.sku_id for there in kept.values()}
        surplus = [variant.sku_id for variant in self._shelf.now.variants if variant.sku_id not in stay]
        if not (moved and surplus):
            return surplus
        rows = self._product.get_model_list(self._shelf.item_id).get("model") or []
        left = {str(row.get("model_id")) for row in rows}
        return [model_id for model_id in surplus if model_id in left]

    def _add(self, rows: Sequence[Body]) -> None:
        if rows:
            self._product.add_model(self._shelf.item_id, rows)

    def _recode(self, wanted: Content, kept: Mapping[int, Variant]) -> bool:
        """Change seller SKUs and barcodes; return whether it was necessary. Empty ones are not told."""
        rows = []
        for index, there in kept.items():
            variant = wanted.variants[index]
            sku, code = variant.seller_sku or there.seller_sku, variant.barcode or there.barcode
            if (sku, code) != (there.seller_sku, there.barcode):
                row = {"model_id": there.sku_id, "model_sku": sku}
                rows.append(row | ({"gtin_code": code} if code != there.barcode else {}))
        if rows:
            self._product.update_model(self._shelf.item_id, rows)
        return bool(rows)


def _looks(option: Option, there: Option) -> tuple[Any, ...]:
    """Return what of an option is compared; without pictures it keeps those that are there."""
    return option.name, option.values, bodies.picture_ids(option) or bodies.picture_ids(there)


def shelf_of(item_id: str, now: Content, models: ModelList | None, single: int | None) -> Shelf:
    """Return an item as it is; `single` is the seller's stock of one without variants."""
    if models is None:
        return Shelf(item_id=item_id, now=now, models=ModelList(), quantities={"0": single})
    quantities = {model.model_id: seller_quantity(model.stock_info_v2) for model in models.model}
    return Shelf(item_id=item_id, now=now, models=models, quantities=quantities)
