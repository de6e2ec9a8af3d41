"""What has to be sent so that a product becomes what we want: only what differs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib import content as parts
from odoo.addons.ocean_marketplace_base.lib.content import AttributeValue, Content
from odoo.addons.ocean_marketplace_base.lib.schema import Listing, ListingStatus

from . import product_body as body
from .fields import records
from .html_text import html_of, pictures_of, plain_of
from .markets import Market
from .product_keep import Raw, kept_product, kept_properties
from .product_skus import SkuPlan, values_of

# Weights are kept with two decimals of their unit (change log 2026-06-09).
_WEIGHT_STEP: Final = Decimal("0.01")


@dataclass
class Edit:
    """The difference between a product and what it shall be.

    ``changes`` are members of the body but ``skus``; ``whole`` says that only "Edit Product" can do it;
    ``keys`` are the parts of `content.KEYS` that the body is about. ``prices`` are new prices by SKU id.
    """

    changes: dict[str, Any] = field(default_factory=dict)
    whole: bool = False
    keys: set[str] = field(default_factory=set)
    prices: dict[str, Decimal] = field(default_factory=dict)
    skus: SkuPlan | None = None

    @property
    def empty(self) -> bool:
        """Whether no edit is needed; prices may be."""
        return not self.changes and not (self.skus and self.skus.changed)


def plan(raw: Raw, now: Listing, content: Content, keys: frozenset[str], market: Market) -> Edit:
    """Return what makes the parts `keys` of a product what `content` says.

    :param raw: ``data`` of "Get Product"
    :param now: the same in canonical form, with ``content``
    """
    assert now.content is not None, "details have content"
    edit = Edit()
    for key, compare in _PARTS.items():
        if key in keys:
            changes = compare(raw, now.content, content, market)
            if changes:
                edit.changes |= changes
                edit.keys.add(key)
    edit.whole = bool(edit.changes.keys() & {"category_id", "is_pre_owned"})
    edit.skus = SkuPlan(raw, now.content, content, keys, market)
    edit.whole = edit.whole or edit.skus.whole
    edit.keys |= edit.skus.keys
    if parts.PRICE in keys:
        edit.prices = edit.skus.prices()
        if edit.prices and now.status is not ListingStatus.LIVE:
            # "Update Price" is for what is on sale; elsewhere prices are part of an edit.
            edit.skus.with_prices(edit.prices)
            edit.keys.add(parts.PRICE)
            edit.prices = {}
    return edit


def edit_body(raw: Raw, now: Listing, edit: Edit, warehouse_id: str) -> dict[str, Any]:
    """Return the body of "Edit Product" if it is needed, else that of "Partial Edit Product".

    SKUs are named all or none at all: then it does not matter whether the platform removes others.
    """
    assert edit.skus is not None, "made by plan()"
    named: dict[str, Any] = {}
    if edit.whole or edit.skus.changed:
        named = {"skus": edit.skus.rows(warehouse_id, whole=edit.whole)}
    draft = {"save_mode": "AS_DRAFT"} if now.status is ListingStatus.DRAFT else {}
    if not edit.whole:
        return {**edit.changes, **named, **draft}
    return {**kept_product(raw), **edit.changes, **named, **draft}


def _name(_raw: Raw, theirs: Content, ours: Content, _market: Market) -> dict[str, Any]:
    return {"title": ours.name} if ours.name and ours.name != theirs.name else {}


def _description(raw: Raw, theirs: Content, ours: Content, _market: Market) -> dict[str, Any]:
    """Pictures in a description have no word in ours: they stay, below the text."""
    markup = html_of(ours.description, pictures_of(str(raw.get("description") or "")))
    if not ours.description or plain_of(markup) == theirs.description:
        return {}
    return {"description": markup}


def _category(raw: Raw, theirs: Content, ours: Content, _market: Market) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if ours.category_id and ours.category_id != theirs.category_id:
        changes["category_id"] = ours.category_id
    if ours.brand_id and ours.brand_id != theirs.brand_id:
        changes["brand_id"] = ours.brand_id
    if not _same_attributes(ours, theirs):
        # Measured values cannot be said with names alone: they stay as they are.
        measured = [row for row in kept_properties(raw.get("product_attributes")) if _is_measured(row)]
        new = body.properties_of(ours.attributes)
        kept = [row for row in measured if row["id"] not in {one["id"] for one in new}]
        changes["product_attributes"] = [*new, *kept]
    return changes


def _same_attributes(ours: Content, theirs: Content) -> bool:
    old = {one.attribute_id: one for one in theirs.attributes}
    new = {one.attribute_id: one for one in ours.attributes if one.value_ids or one.texts}
    gone = [number for number, one in old.items() if number not in new and not one.unit]
    return not gone and all(number in old and _same(one, old[number]) for number, one in new.items())


def _same(ours: AttributeValue, theirs: AttributeValue) -> bool:
    """Own texts may have got an id on the platform, and a measured value may be written with its unit."""
    named, own = body.split_texts(theirs)
    known = dict(zip(named, theirs.value_ids, strict=False))
    ids, rest = set(ours.value_ids), set()
    for text in body.split_texts(ours)[1]:
        joined = " ".join(filter(None, (text, ours.unit)))
        spelled = next((word for word in (joined, text) if word in known or word in own), joined)
        if spelled in known:
            ids.add(known[spelled])
        else:
            rest.add(spelled)
    return ids == set(theirs.value_ids) and rest == set(own)


def _is_measured(row: Mapping[str, Any]) -> bool:
    return any("metric_standard_info" in value for value in row["values"])


def _images(_raw: Raw, theirs: Content, ours: Content, _market: Market) -> dict[str, Any]:
    if not ours.images:
        return {}
    old = [image.external_id for image in theirs.images]
    new = body.uris_of(ours.images)
    return {} if [row["uri"] for row in new] == old else {"main_images": new}


def _size(raw: Raw, theirs: Content, ours: Content, market: Market) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if ours.weight is not None and not _same_weight(raw, ours.weight, theirs.weight):
        changes["package_weight"] = body.weight_in(market.weight_unit, ours.weight)
    if ours.dimensions is not None:
        new = body.sides_of(market, ours.dimensions)
        old = theirs.dimensions and body.sides_of(market, theirs.dimensions)
        if new != old:
            changes["package_dimensions"] = new
    return changes


def _same_weight(raw: Raw, ours: int, theirs: int | None) -> bool:
    unit = str((raw.get("package_weight") or {}).get("unit") or "")
    if theirs is None or unit not in ("KILOGRAM", "POUND"):
        return theirs == ours
    sent, shown = (Decimal(body.weight_in(unit, weight)["value"]) for weight in (ours, theirs))
    return abs(sent - shown) < _WEIGHT_STEP


def _condition(raw: Raw, theirs: Content, ours: Content, _market: Market) -> dict[str, Any]:
    if ours.condition == theirs.condition:
        return {}
    return {"is_pre_owned": ours.condition == parts.USED}


_PARTS: Final = {
    parts.NAME: _name,
    parts.DESCRIPTION: _description,
    parts.CATEGORY: _category,
    parts.IMAGES: _images,
    parts.SIZE: _size,
    parts.CONDITION: _condition,
}


def sku_ids(raw: Raw, content: Content) -> dict[tuple[str, ...], str]:
    """Return the ids of a product's SKUs by the values of the options, in the order of `content`."""
    return {values_of(sku, content): str(sku.get("id")) for sku in records(raw.get("skus"))}
