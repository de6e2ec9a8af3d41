"""What a product says, in canonical form ("Get Product")."""

from decimal import Decimal

from odoo.addons.ocean_marketplace_base.lib import content

from .html_text import plain_of
from .measures import centimetres, grams
from .payloads_product import Image, Product, Property, PropertyValue, Sku, SkuAttribute, SkuPrice
from .price_locks import PriceLocks


def content_of(product: Product, locks: PriceLocks) -> content.Content:
    """Return everything that `product` says; `locks` are the prices that promotions hold."""
    weight, sides = product.package_weight, product.package_dimensions
    return content.Content(
        name=product.title,
        description=plain_of(product.description),
        category_id=leaf_of(product),
        brand_id=product.brand.id if product.brand else "",
        brand_name=product.brand.name if product.brand else "",
        attributes=tuple(_attribute(one) for one in product.product_attributes if one.id),
        images=tuple(_image(one) for one in product.main_images),
        weight=grams(weight.value, weight.unit) if weight else None,
        dimensions=centimetres(sides.length, sides.width, sides.height, sides.unit) if sides else None,
        condition=content.USED if product.is_pre_owned else content.NEW,
        days_to_ship=_days_to_ship(product),
        options=_options(product),
        variants=tuple(_variant(product, sku, locks) for sku in product.skus),
    )


def leaf_of(product: Product) -> str:
    """Return the id of the category that a product is in, ``""`` if the platform does not say."""
    chain = [step for step in product.category_chains if step.id]
    leaf = next((step for step in chain if step.is_leaf), chain[-1] if chain else None)
    return leaf.id if leaf else ""


def ordered(product: Product, sku: Sku) -> list[SkuAttribute]:
    """Return the choices of a variant, the one that has pictures first: only one has ("Create Product")."""
    pictured = {one.name for other in product.skus for one in other.sales_attributes if one.sku_img}
    return sorted(sku.sales_attributes, key=lambda one: one.name not in pictured)


def price_of(price: SkuPrice | None) -> Decimal | None:
    """Return what buyers see; shops whose prices include tax may show only the other price."""
    if price is None:
        return None
    return price.tax_exclusive_price if price.sale_price is None else price.sale_price


def _image(image: Image) -> content.Image:
    return content.Image(external_id=image.uri, url=next((url for url in image.urls if url), ""))


def _attribute(one: Property) -> content.AttributeValue:
    listed = [value for value in one.values if value.id]
    own = [value for value in one.values if not value.id]
    texts = [_text(value) for value in [*listed, *own]]
    return content.AttributeValue(
        attribute_id=one.id,
        name=one.name,
        value_ids=tuple(value.id for value in listed),
        texts=tuple(texts) if all(texts) else tuple(filter(None, map(_text, own))),
        unit=next(filter(None, map(_unit, one.values)), ""),
    )


def _text(value: PropertyValue) -> str:
    """Return the name of a value, or what was measured."""
    measured = value.metric_standard_info.metric_value_module_infos if value.metric_standard_info else []
    return next((module.value for module in measured if module.value), value.name)


def _unit(value: PropertyValue) -> str:
    measured = value.metric_standard_info.metric_value_module_infos if value.metric_standard_info else []
    return next((module.unit_name for module in measured if module.unit_name), "")


def _days_to_ship(product: Product) -> int | None:
    """Return the lead time of pre-orders; variants of one product have the same one."""
    for sku in product.skus:
        term = sku.pre_sale.fulfillment_type if sku.pre_sale else None
        if term is not None and term.handling_duration_days:
            return term.handling_duration_days
    return None


def _options(product: Product) -> tuple[content.Option, ...]:
    names = dict.fromkeys(one.name for sku in product.skus for one in ordered(product, sku))
    return tuple(_option(product, name) for name in names)


def _option(product: Product, name: str) -> content.Option:
    choices = [one for sku in product.skus for one in sku.sales_attributes if one.name == name]
    pictures = {one.value_name: _image(one.sku_img) for one in reversed(choices) if one.sku_img}
    values = tuple(dict.fromkeys(one.value_name for one in choices))
    return content.Option(
        name=name,
        values=values,
        external_id=choices[0].id,
        images=tuple(pictures.get(value, content.Image()) for value in values) if pictures else (),
    )


def _variant(product: Product, sku: Sku, locks: PriceLocks) -> content.Variant:
    return content.Variant(
        sku_id=sku.id,
        options=tuple(one.value_name for one in ordered(product, sku)),
        seller_sku=sku.seller_sku,
        barcode=sku.identifier_code.code if sku.identifier_code else "",
        price=price_of(sku.price),
        price_locked=locks.holds(product.id, sku.id),
        price_locked_until=locks.until(product.id, sku.id),
    )
