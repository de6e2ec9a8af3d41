"""Creates items and makes them what they shall be, sending only what differs."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib import content as parts
from odoo.addons.ocean_marketplace_base.lib.catalogue import Written
from odoo.addons.ocean_marketplace_base.lib.content import Content
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest, MarketplaceError, Rejected
from odoo.addons.ocean_marketplace_base.lib.fields import load

from . import catalogue_body as bodies
from .catalogue_changes import item_changes
from .catalogue_prices import PriceWriter
from .catalogue_variants import VariantWriter, shelf_of
from .client.shopee_client import ShopeeClient
from .listing_reader import ListingReader
from .mapping_content import content_of
from .mapping_stock import seller_quantity
from .payloads_category import ItemLimit
from .payloads_item import Item, ModelList
from .status import listing_status
from .warehouses import Places

_logger = logging.getLogger(__name__)

Body = dict[str, Any]
Refusals = dict[str, MarketplaceError]

_DELETED: Final = "DELETE"


@dataclass(frozen=True, kw_only=True)
class Found:
    """An item as the platform has it."""

    item: Item
    models: ModelList | None
    content: Content


@dataclass(kw_only=True)
class _Log:
    """What became of an update so far. ``status`` is the platform's word."""

    status: str
    done: bool = False
    refused: Refusals = field(default_factory=dict)

    def note(self, answer: Mapping[str, Any]) -> None:
        """Note the answer to a change that was taken."""
        self.done = True
        self.status = str(answer.get("item_status") or self.status)

    def written(self, number: str, now: Content) -> Written:
        """Return the result.

        :raise MarketplaceError: if the only part there was is refused; not for prices, each of which counts
        """
        if self.refused and not self.done and not any(":" in key for key in self.refused):
            raise next(iter(self.refused.values()))
        return Written(
            external_id=number,
            status=listing_status(self.status),
            sku_ids=_sku_ids(now),
            refused=self.refused,
        )


class ItemWriter:
    """Writes the items of one shop.

    :param settle: seconds to wait between making an item and giving it variants
    """

    def __init__(self, client: ShopeeClient, reader: ListingReader, settle: float):
        self._client = client
        self._reader = reader
        self._settle = settle
        self._places = Places(client.shop)

    # === CREATE === #

    def create(self, wanted: Content) -> Written:
        """Make an item, then its variants.

        The item bears the seller SKU of its first variant until it has variants, and after, so that it is
        found whatever happens in between. Where only the variants fail, the item is there: ``refused`` says
        so, and an update finishes it.

        :raise MarketplaceError: if there is no item
        """
        bodies.check_size(wanted)
        body = self._new_item(wanted)
        made = self._client.product.add_item(body)
        number = str(made["item_id"])
        status = listing_status(str(made.get("item_status") or ""))
        if not wanted.options:
            return Written(external_id=number, status=status, sku_ids={(): "0"})
        try:
            found = self._give_variants(number, wanted)
        except MarketplaceError as error:
            _logger.warning("shop %s: item %s has no variants yet: %s", self._client.shop_id, number, error)
            return Written(external_id=number, status=status, refused={parts.VARIANTS: error})
        return Written(external_id=number, status=status, sku_ids=found)

    def _new_item(self, wanted: Content) -> Body:
        channels = self._client.logistics.get_channel_list()
        first = wanted.variants[0] if wanted.variants else parts.Variant()
        # Stock of an item is replaced by that of its variants; until then there is nothing to buy.
        quantity = 0 if wanted.options else first.quantity or 0
        body: Body = {
            "item_name": wanted.name.strip(),
            "description": wanted.description.strip(),
            "category_id": wanted.category_id,
            "original_price": bodies.first_price(wanted.variants),
            "weight": bodies.kilograms(wanted.weight or 0),
            "condition": bodies.condition(wanted.condition),
            "image": {"image_id_list": bodies.image_ids(wanted.images)},
            "logistic_info": bodies.logistics(channels, wanted.weight),
            "seller_stock": bodies.seller_stock(quantity, self._places.default),
        }
        return body | dict(self._optional(wanted, first))

    def _optional(self, wanted: Content, first: parts.Variant) -> Iterator[tuple[str, Any]]:
        """Yield the fields that only some items have."""
        if first.seller_sku:
            yield "item_sku", first.seller_sku
        if first.barcode and not wanted.options:
            yield "gtin_code", first.barcode
        if wanted.brand_id:
            yield "brand", bodies.brand(wanted)
        attributes = [value for value in wanted.attributes if value.value_ids or value.texts]
        if attributes:
            yield "attribute_list", [bodies.attribute(value) for value in attributes]
        if wanted.dimensions:
            yield "dimension", bodies.dimension(wanted.dimensions)
        if wanted.days_to_ship is not None:
            usual = self._usual_days(wanted.category_id)
            if wanted.days_to_ship != usual:
                yield "pre_order", bodies.pre_order(wanted.days_to_ship, usual)

    def _give_variants(self, number: str, wanted: Content) -> Mapping[tuple[str, ...], str]:
        self._client.clock.sleep(self._settle)
        shelf = shelf_of(number, Content(name=wanted.name), None, None)
        VariantWriter(self._client.product, shelf, self._places).write(wanted)
        return _sku_ids(self._find(number).content)

    # === UPDATE === #

    def update(self, number: str, wanted: Content, keys: frozenset[str]) -> Written:
        """Make the parts `keys` of an item what `wanted` says; see `Catalogue.update`."""
        if parts.VARIANTS in keys:
            bodies.check_size(wanted)
        found = self._find(number, whole=bool(keys & {parts.VARIANTS, parts.PRICE}))
        log = _Log(status=found.item.item_status)
        self._write_item(number, found, wanted, keys, log)
        if parts.VARIANTS in keys and parts.VARIANTS not in log.refused:
            found = self._write_variants(number, found, wanted, log)
        if parts.PRICE in keys:
            prices = PriceWriter(self._client.product, self._reader)
            promoted = found.item.has_promotion
            taken, refused = prices.write(number, found.content, wanted, has_promotion=promoted)
            log.done = log.done or taken
            log.refused |= refused
        return log.written(number, found.content)

    def _find(self, number: str, *, whole: bool = True) -> Found:
        """Return the item, without its variants unless it is read as a `whole`: they cost a call.

        :raise Rejected: ``error_item_not_found`` if it is deleted
        """
        rows = self._reader.base_info([number])
        if not rows or str(rows[0].get("item_status") or "").endswith(_DELETED):
            raise Rejected("the item does not exist any more", code="error_item_not_found")
        raw = rows[0]
        item = load(Item, raw, "item")
        models = self._reader.models(raw) if whole else None
        variants = load(ModelList, models, "models") if models is not None else None
        variants = variants if variants and variants.model else None
        content = content_of(item, variants, {})
        if item.has_model and variants is None:
            content = replace(content, variants=())
        return Found(item=item, models=variants, content=content)

    def _write_item(
        self, number: str, found: Found, wanted: Content, keys: frozenset[str], log: "_Log"
    ) -> None:
        """Send what differs in one call; if it is refused, part by part, to know which part it was."""
        now = found.content
        changes = item_changes(found.item, now, wanted, keys, lambda: self._usual_days(now.category_id))
        if not changes:
            return
        try:
            log.note(self._client.product.update_item(number, _merged(changes)))
        except Rejected as error:
            if len(changes) == 1:
                log.refused.update(dict.fromkeys(changes, error))
                return
            for key, body in changes.items():
                self._write_part(number, key, body, log)

    def _write_part(self, number: str, key: str, body: Body, log: "_Log") -> None:
        try:
            log.note(self._client.product.update_item(number, body))
        except Rejected as error:
            log.refused[key] = error

    def _write_variants(self, number: str, found: Found, wanted: Content, log: "_Log") -> Found:
        """Change the variants; return the item as it is then."""
        shelf = shelf_of(number, found.content, found.models, seller_quantity(found.item.stock_info_v2))
        try:
            if not VariantWriter(self._client.product, shelf, self._places).write(wanted):
                return found
            log.done = True
        except (Rejected, InvalidRequest) as error:
            log.refused[parts.VARIANTS] = error
        return self._find(number)

    def _usual_days(self, category_id: str) -> int | None:
        """Return the days to ship of items that are no pre-order (Shopee v2 get_item_limit)."""
        limits = load(ItemLimit, self._client.product.get_item_limit(category_id), "limits").dts_limit
        return limits.non_pre_order_days_to_ship if limits else None


def _merged(changes: Mapping[str, Body]) -> Body:
    return {name: value for body in changes.values() for name, value in body.items()}


def _sku_ids(content: Content) -> Mapping[tuple[str, ...], str]:
    return {variant.options: variant.sku_id for variant in content.variants}
