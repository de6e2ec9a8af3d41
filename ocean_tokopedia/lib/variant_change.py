"""What has to be sent of the variants of a product that is there, and of their prices."""

from collections.abc import Mapping

from odoo.addons.ocean_marketplace_base.lib.content import PRICE, Content, Variant

from .client.stock import Change
from .family import Family
from .mapping_content import content_of
from .payloads_product import Child
from .product_form import Kept, Options, rupiah, words


def variants_differ(family: Family, wanted: Content) -> bool:
    """Return whether there are other variants, or one with another SKU.

    What options are called and in which order their values stand does not count: the platform has its own
    words and order. What `wanted` does not tell stays: a SKU, or all variants.
    """
    current, want = _skus(content_of(family)), _skus(wanted)
    if not want:
        return False
    return current.keys() != want.keys() or any(want[one] not in ("", current[one]) for one in want)


def is_only_sku(family: Family, wanted: Content) -> bool:
    """Return whether neither side has variants, so that only the SKU can differ."""
    return not family.has_variants and not wanted.options


def kept_of(family: Family, wanted: Content, asked: frozenset[str]) -> dict[Options, Kept]:
    """Return what variants that are there keep, by options; prices that are asked for are already new."""
    prices = _prices(wanted) if PRICE in asked else {}
    return {
        words(variant.options): Kept(
            sku=child.sku,
            price=_kept_price(variant, prices),
            stock=_stock(child),
            picture=child.picture.original if child.picture else "",
        )
        for variant, child in zip(content_of(family).variants, family.children, strict=False)
    }


def price_changes(family: Family, wanted: Content) -> list[Change]:
    """Return the prices to send: those that differ, and that no campaign holds."""
    prices = _prices(wanted)
    return [
        Change(value=price, product_id=variant.sku_id)
        for variant in content_of(family).variants
        if (price := prices.get(words(variant.options))) is not None
        and not variant.price_locked
        and (variant.price is None or price != rupiah(variant.price))
    ]


def sku_ids_of(family: Family) -> dict[Options, str]:
    """Return ids of the variants by their options as the platform writes them."""
    return {variant.options: variant.sku_id for variant in content_of(family).variants}


def quantities(kept: Mapping[Options, Kept], wanted: Content) -> dict[Options, int]:
    """Return the quantities by options that variants are to have once they are written.

    Those that are there keep theirs; one that is not counted has none.
    """
    found = {words(variant.options): variant.quantity or 0 for variant in wanted.variants}
    return found | {
        options: one.stock for options, one in kept.items() if options in found and one.stock is not None
    }


def _skus(content: Content) -> dict[Options, str]:
    return {words(variant.options): variant.seller_sku for variant in content.variants}


def _prices(content: Content) -> dict[Options, int]:
    return {
        words(variant.options): rupiah(variant.price)
        for variant in content.variants
        if variant.price is not None and not variant.price_locked
    }


def _kept_price(variant: Variant, prices: Mapping[Options, int]) -> int | None:
    wanted = None if variant.price_locked else prices.get(words(variant.options))
    if wanted is not None:
        return wanted
    return None if variant.price is None else rupiah(variant.price)


def _stock(child: Child) -> int | None:
    """The reserve of a campaign is no part of what the seller sets."""
    if child.always_available:
        return None
    return child.main_stock if child.main_stock is not None else child.stock
