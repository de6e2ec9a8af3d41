"""The variants of a product and what they shall be."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib import content as parts
from odoo.addons.ocean_marketplace_base.lib.content import Content, Variant

from . import product_body as body
from .fields import records
from .markets import Market
from .product_keep import Raw, kept_sku

_ENDED: Final = {"type": "NONE"}


def values_of(sku: Raw, content: Content) -> tuple[str, ...]:
    """Return the values of a SKU (of "Get Product") in the order of the options of `content`."""
    values = {str(one.get("name")): one.get("value_name") for one in records(sku.get("sales_attributes"))}
    return tuple(str(values.get(option.name) or "") for option in content.options)


class SkuPlan:
    """Pairs our variants with the SKUs of a product, and says what differs.

    A SKU stays the same for a variant with its id or with the same values. Where the number of options
    changes (one of these is "none"), all SKUs are new, as every SKU has the same set of options.

    :ivar changed: whether ``skus`` have to be sent
    :ivar whole: whether only "Edit Product" can do it: "Partial Edit Product" may keep SKUs that are not
        named, and cannot end pre-orders
    :ivar keys: the parts of `content.KEYS` that differ
    """

    def __init__(self, raw: Raw, theirs: Content, content: Content, keys: frozenset[str], market: Market):
        self._skus = records(raw.get("skus"))
        self._content = content
        self._market = market
        self._known = _choices(self._skus)
        self._own = parts.VARIANTS in keys and bool(content.variants)
        self._pairs = self._paired(theirs)
        self._lead = self._lead_change(theirs) if parts.LEAD_TIME in keys else {}
        self._prices: Mapping[str, Decimal] = {}
        self.keys: set[str] = set()
        self.whole = self._lead == _ENDED
        if self._lead:
            self.keys.add(parts.LEAD_TIME)
        if self._own:
            self._compare()

    @property
    def changed(self) -> bool:
        """Whether ``skus`` have to be sent."""
        return bool(self.keys or self._prices)

    @property
    def has_new(self) -> bool:
        """Whether the platform does not have some of our variants yet."""
        return self._own and any(sku is None for _variant, sku in self._pairs)

    def _paired(self, theirs: Content) -> list[tuple[Variant, Raw | None]]:
        by_id = {str(sku.get("id")): sku for sku in self._skus}
        by_values = {values_of(sku, self._content): sku for sku in self._skus}
        if len(self._content.options) != len(theirs.options):
            return [(variant, None) for variant in self._content.variants]
        free = dict(by_id)
        pairs: list[tuple[Variant, Raw | None]] = []
        for variant in self._content.variants:
            sku = by_id.get(variant.sku_id) or by_values.get(variant.options)
            pairs.append((variant, free.pop(str(sku.get("id")), None) if sku else None))
        return pairs

    def _compare(self) -> None:
        kept = {str(sku.get("id")) for _variant, sku in self._pairs if sku}
        gone = [sku for sku in self._skus if str(sku.get("id")) not in kept]
        if gone:
            self.whole = True
        if gone or any(
            sku is None or self._row(variant, sku) != kept_sku(sku) for variant, sku in self._pairs
        ):
            self.keys.add(parts.VARIANTS)

    def _row(self, variant: Variant, sku: Raw) -> dict[str, Any]:
        """Return the SKU as it shall be; what we have no word for, or leave empty, stays."""
        old = kept_sku(sku)
        if not self._own:
            return old
        new: dict[str, Any] = dict(old)
        if self._content.options:
            choices = body.choices_of(self._content, variant, self._known)
            new["sales_attributes"] = _in_order_of(old.get("sales_attributes") or [], choices)
        if variant.seller_sku:
            new["seller_sku"] = variant.seller_sku
        code = body.code_of(variant.barcode)
        if code and code["code"] != (old.get("identifier_code") or {}).get("code"):
            new["identifier_code"] = code
        return new

    def _lead_change(self, theirs: Content) -> dict[str, Any]:
        days = self._content.days_to_ship
        if days == theirs.days_to_ship:
            return {}
        return dict(_ENDED) if days is None else body.pre_order(days)

    def prices(self) -> dict[str, Decimal]:
        """Return the prices that differ, by SKU id; those that a promotion holds are left to the caller."""
        return {
            str(sku["id"]): variant.price
            for variant, sku in self._priced()
            if variant.price is not None and variant.price != _amount(sku)
        }

    def _priced(self) -> list[tuple[Variant, Raw]]:
        return [(variant, sku) for variant, sku in self._pairs if sku is not None]

    def with_prices(self, prices: Mapping[str, Decimal]) -> None:
        """Let :meth:`rows` name these prices, by SKU id."""
        self._prices = prices

    def shown_price(self, sku_id: str) -> Mapping[str, Any]:
        """Return the present ``price`` of a SKU."""
        sku = next((one for one in self._skus if str(one.get("id")) == sku_id), {})
        return sku.get("price") or {}

    def rows(self, warehouse_id: str, *, whole: bool) -> list[dict[str, Any]]:
        """Return all ``skus``, for "Edit Product" if `whole`; new ones have their first stock in one place.

        :raise InvalidRequest: for a new variant without price, or without a place for its stock
        """
        if not self._own:
            return [self._finished(kept_sku(sku), whole) for sku in self._skus]
        rows = []
        for variant, sku in self._pairs:
            new = (
                body.new_sku(self._content, variant, self._market, warehouse_id, self._known)
                if sku is None
                else self._row(variant, sku)
            )
            rows.append(self._finished(new, whole))
        return rows

    def _finished(self, row: dict[str, Any], whole: bool) -> dict[str, Any]:
        number = str(row.get("id") or "")
        term = self._lead or (self._present_term if not number else {})
        if term:
            row = {**row, "pre_sale": term}
        if number in self._prices:
            amount, shown = self._prices[number], self.shown_price(number)
            row = {**row, "price": body.price_of(amount, self._market.currency, shown)}
        # Bundles are not part of a partial edit, and so cannot be lost by one.
        return row if whole else {name: value for name, value in row.items() if name != "combined_skus"}

    @property
    def _present_term(self) -> dict[str, Any]:
        """The ``pre_sale`` that new variants share with the others."""
        return next((kept["pre_sale"] for kept in map(kept_sku, self._skus) if kept.get("pre_sale")), {})


def _choices(skus: list[Raw]) -> body.Known:
    rows = [one for sku in skus for one in kept_sku(sku).get("sales_attributes") or []]
    return {(str(one.get("name")), str(one.get("value_name"))): one for one in reversed(rows)}


def _in_order_of(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return `new` choices in the order that the product has them; the order of ours says nothing."""
    places = {one.get("name"): place for place, one in enumerate(old)}
    return sorted(new, key=lambda one: places.get(one.get("name"), len(places)))


def _amount(sku: Raw) -> Decimal | None:
    shown = sku.get("price") or {}
    text = shown.get("sale_price") or shown.get("tax_exclusive_price")
    return Decimal(str(text)) if text else None
