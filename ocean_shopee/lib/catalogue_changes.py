"""What of an item differs from what it shall say, as bodies of Shopee v2 update_item, part by part."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib import content as parts
from odoo.addons.ocean_marketplace_base.lib.content import AttributeValue, Content

from . import catalogue_body as bodies
from .mapping_content import EXTENDED, NO_BRAND
from .payloads_item import Item

Body = dict[str, Any]


def item_changes(
    item: Item, now: Content, wanted: Content, keys: frozenset[str], usual_days: Callable[[], int | None]
) -> dict[str, Body]:
    """Return, by key of `content.KEYS`, the fields to send; parts that are equal already are left out.

    :param item: the platform's own words, for what `now` cannot say
    :param now: what the item says
    :param usual_days: called for the lead time of items without pre-order, when it is needed
    """
    found: dict[str, Body] = {}
    for key, differ in _DIFFERS.items():
        if key in keys and (body := differ(item, now, wanted)):
            found[key] = body
    if parts.LEAD_TIME in keys and wanted.days_to_ship != now.days_to_ship:
        body = bodies.pre_order(wanted.days_to_ship, usual_days())
        if body["is_pre_order"] or now.days_to_ship is not None:
            found[parts.LEAD_TIME] = {"pre_order": body}
    if parts.VARIANTS in keys and not wanted.options and (body := _codes(now, wanted)):
        found[parts.VARIANTS] = body
    return found


def _name(_item: Item, now: Content, wanted: Content) -> Body:
    name = wanted.name.strip()
    return {"item_name": name} if name and name != now.name else {}


def _description(item: Item, now: Content, wanted: Content) -> Body:
    text = _lines(wanted.description)
    if not text or text == _lines(now.description):
        return {}
    return extended(item, text) if item.description_type == EXTENDED else {"description": text}


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def extended(item: Item, text: str) -> Body:
    """Return an extended description with a new text where its first one stood; its pictures stay."""
    there = item.description_info.extended_description if item.description_info else None
    fields: list[Body] = []
    written = False
    for field in there.field_list if there else ():
        if field.image_info and field.image_info.image_id:
            fields.append({"field_type": "image", "image_info": {"image_id": field.image_info.image_id}})
        elif not written:
            fields.append({"field_type": "text", "text": text})
            written = True
    if not written:
        fields.insert(0, {"field_type": "text", "text": text})
    return {
        "description_type": EXTENDED,
        "description_info": {"extended_description": {"field_list": fields}},
    }


def _category(_item: Item, now: Content, wanted: Content) -> Body:
    """Category, brand and attributes; what `wanted` does not tell stays, unless the category is another."""
    moved = wanted.category_id not in ("", now.category_id)
    body: Body = {"category_id": wanted.category_id} if moved else {}
    if wanted.brand_id and (wanted.brand_id != (now.brand_id or NO_BRAND) or moved):
        body["brand"] = bodies.brand(wanted)
    there = {value.attribute_id: value for value in now.attributes}
    asked = {value.attribute_id: value for value in wanted.attributes if value.value_ids or value.texts}
    if moved or any(not _same_value(there.get(number), value) for number, value in asked.items()):
        kept = asked if moved else {**there, **asked}
        body["attribute_list"] = [bodies.attribute(value) for value in kept.values()]
    return body


def _same_value(now: AttributeValue | None, wanted: AttributeValue) -> bool:
    if now is None:
        return False
    return _essence(now) == _essence(wanted)


def _essence(value: AttributeValue) -> tuple[frozenset[str], frozenset[str], str]:
    return frozenset(value.value_ids), frozenset(bodies.own_texts(value)), value.unit


def _images(item: Item, now: Content, wanted: Content) -> Body:
    if not wanted.images:
        return {}
    ids = bodies.image_ids(wanted.images)
    if ids == [image.external_id for image in now.images]:
        return {}
    ratio = item.image.image_ratio if item.image else ""
    return {"image": {"image_id_list": ids} | ({"image_ratio": ratio} if ratio else {})}


def _size(_item: Item, now: Content, wanted: Content) -> Body:
    body: Body = {}
    if wanted.weight and wanted.weight != now.weight:
        body["weight"] = bodies.kilograms(wanted.weight)
    if wanted.dimensions:
        sides = bodies.dimension(wanted.dimensions)
        if now.dimensions is None or sides != bodies.dimension(now.dimensions):
            body["dimension"] = sides
    return body


def _condition(_item: Item, now: Content, wanted: Content) -> Body:
    return {} if wanted.condition == now.condition else {"condition": bodies.condition(wanted.condition)}


def _codes(now: Content, wanted: Content) -> Body:
    """Seller SKU and barcode of an item without variants, which is being or becoming one."""
    if not wanted.variants:
        return {}
    variant = wanted.variants[0]
    there = now.variants[0] if now.variants and not now.options else None
    body: Body = {}
    if variant.seller_sku and (there is None or variant.seller_sku != there.seller_sku):
        body["item_sku"] = variant.seller_sku
    if variant.barcode and (there is None or variant.barcode != there.barcode):
        body["gtin_code"] = variant.barcode
    return body


_Differ = Callable[[Item, Content, Content], Body]
_DIFFERS: Final[Mapping[str, _Differ]] = {
    parts.NAME: _name,
    parts.DESCRIPTION: _description,
    parts.CATEGORY: _category,
    parts.IMAGES: _images,
    parts.SIZE: _size,
    parts.CONDITION: _condition,
}
