"""A product with its variants, as three answers tell of it, and what each of them costs now and normally.

Variants are products with ids of their own, and orders name them without their parent. So a SKU is known by
its product id, which is also what prices and stock are sent for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from .fields import load
from .payloads_product import IDR, Child, Product, Variants
from .times import Frame


@dataclass(frozen=True, kw_only=True)
class Family:
    """``product`` is of product/info, ``variants`` of product/variant, ``members`` its children by id.

    ``variants`` is ``None`` and ``members`` empty where they were not read.
    """

    product: Product
    variants: Variants | None = None
    members: Mapping[str, Product] = field(default_factory=dict)

    @property
    def has_variants(self) -> bool:
        """Whether its variants, not the product itself, are what can be ordered."""
        return bool(self.product.variant and self.product.variant.isParent)

    @property
    def children(self) -> tuple[Child, ...]:
        """Its variants, as far as they were read."""
        return tuple(self.variants.children) if self.variants else ()

    @property
    def changed_at(self) -> datetime | None:
        """When the platform last changed anything of it, as far as it tells."""
        times = [time for one in self._all for time in _times(one) if time]
        return max(times, default=None)

    @property
    def tells_changes(self) -> bool:
        """Whether a change of any part of it would show in `changed_at`."""
        told = set(self.members) == set(self.child_ids) and bool(self.child_ids or not self.has_variants)
        return told and all(one.basic.updateTimeUnix for one in self._all)

    @property
    def child_ids(self) -> tuple[str, ...]:
        """Ids of its variants, where product/info tells them."""
        variant = self.product.variant
        return tuple(variant.childrenID) if variant and variant.isParent else ()

    @property
    def _all(self) -> tuple[Product, ...]:
        return (self.product, *self.members.values())


def family_of(
    product: Mapping[str, Any],
    variants: Mapping[str, Any] | None = None,
    members: Iterable[Mapping[str, Any]] = (),
    frame: Frame = Frame.UTC,
) -> Family:
    """Return a product with what belongs to it.

    :param product: one element of ``data`` of product/info (guide "get-product")
    :param variants: ``data`` of product/variant of a product that has some
    :param members: elements of product/info of its variants
    :raise ContractChanged: with the path of the field that is not as promised
    """
    loaded = [load(Product, row, f"children[{place}]", frame) for place, row in enumerate(members)]
    return Family(
        product=load(Product, product, "product", frame),
        variants=None if variants is None else load(Variants, variants, "variants", frame),
        members={one.basic.productID: one for one in loaded},
    )


def is_parent(product: Mapping[str, Any]) -> bool:
    """Return whether an element of product/info has variants, which are what can be ordered."""
    variant = product.get("variant")
    return isinstance(variant, dict) and bool(variant.get("isParent"))


def is_variant(product: Mapping[str, Any]) -> bool:
    """Return whether an element of product/info is a variant of another product."""
    variant = product.get("variant")
    return isinstance(variant, dict) and bool(variant.get("isVariant")) and not variant.get("isParent")


def on_campaign(product: Product) -> bool:
    """Return whether a discount runs that the platform shows with the product."""
    extra, campaign = product.extraAttribute, product.campaign
    return bool((campaign and campaign.IsActive) or (extra and extra.isOnCampaign))


def campaign_ends(product: Product) -> datetime | None:
    """Return when the discount that runs ends, as far as that is told."""
    return product.campaign.EndDate if product.campaign and on_campaign(product) else None


def normal_price(product: Product) -> Decimal | None:
    """Return the price in rupiah outside of campaigns."""
    if on_campaign(product) and product.campaign and product.campaign.OriginalPrice:
        return product.campaign.OriginalPrice
    return _price_now(product)


def price_now(product: Product) -> Decimal | None:
    """Return what buyers pay now, in rupiah."""
    if on_campaign(product) and product.campaign and product.campaign.DiscountPrice:
        return product.campaign.DiscountPrice
    return _price_now(product)


def child_normal_price(child: Child, member: Product | None) -> Decimal | None:
    """Return the price of a variant outside of campaigns; unknown where only the discounted one is told."""
    if member is not None:
        return normal_price(member)
    hides = child.campaign and child.campaign.is_active and child.price == child.campaign.discounted_price
    return None if hides else child.price


def child_price_now(child: Child) -> Decimal | None:
    """Return what buyers pay for a variant now."""
    campaign = child.campaign
    return campaign.discounted_price if campaign and campaign.is_active else child.price


def child_on_campaign(child: Child, member: Product | None) -> bool:
    """Return whether a discount of a variant runs."""
    return bool((child.campaign and child.campaign.is_active) or (member and on_campaign(member)))


def quantity_of(product: Product) -> int | None:
    """Return the number that the platform shows, ``None`` where it does not count."""
    return product.stock.value if product.stock and product.stock.useStock else None


def _price_now(product: Product) -> Decimal | None:
    price = product.price
    if price is None:
        return None
    return price.value if price.currency == IDR and price.idr is None else price.idr


def _times(product: Product) -> tuple[datetime | None, datetime | None]:
    return (product.basic.updateTimeUnix, product.price.LastUpdateUnix if product.price else None)
