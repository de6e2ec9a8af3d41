"""What an item costs now, and which promotions hold its price and stock."""

from collections.abc import Iterator
from dataclasses import dataclass

from .deals import EXPIRED, ONGOING, Cut, Discount, FlashSale, stage
from .listing import Item, Money, Variant
from .store import Store

ENABLED = 1


@dataclass(frozen=True)
class Offer:
    """A price, and the promotion it comes from (0 for none)."""

    price: Money
    promotion_id: int = 0


@dataclass(frozen=True)
class Hold:
    """A promotion that a variant takes part in, now or soon."""

    deal: Discount | FlashSale
    cut: Cut
    model_id: int
    stage: str

    @property
    def kind(self) -> str:
        """Name of the kind of promotion as Shopee v2 product.get_item_promotion prints it.

        The reference names the kinds but not which of them lock a price; what does not is no discount here.
        """
        if not isinstance(self.deal, Discount):
            return "In ShopFlash Sale"
        return "Discount Promotions" if self.deal.locks else "Exclusive Price"

    @property
    def locks(self) -> bool:
        """Whether the price may not be changed meanwhile."""
        return not isinstance(self.deal, Discount) or self.deal.locks


def holds(store: Store, item: Item) -> Iterator[Hold]:
    """Yield the running and coming promotions of an item's variants, flash sales first."""
    sales = (sale for sale in store.flash_sales.values() if sale.status == ENABLED)
    for deal in (*sales, *store.discounts.values()):
        when = stage(deal.start, deal.end, store.now)
        if deal.shop_id != item.shop_id or when == EXPIRED or item.item_id not in deal.items:
            continue
        for model_id, cut in deal.items[item.item_id].by_model.items():
            if cut.status == ENABLED:
                yield Hold(deal, cut, model_id, when)


def current_offer(store: Store, item: Item, variant: Variant) -> Offer:
    """Return what `variant` costs now."""
    for hold in holds(store, item):
        if (
            hold.stage == ONGOING
            and hold.model_id == variant.model_id
            and hold.cut.price < variant.list_price
        ):
            return Offer(hold.cut.price, hold.deal.id)
    return Offer(variant.list_price)


def set_aside(store: Store, item: Item, variant: Variant) -> int:
    """Return the units that promotions keep for themselves."""
    return sum(hold.cut.stock for hold in holds(store, item) if hold.model_id == variant.model_id)


def is_locked(store: Store, item: Item, model_id: int | None = None) -> bool:
    """Return whether a promotion locks the price of variant `model_id`, or of any variant."""
    return any(hold.locks for hold in holds(store, item) if model_id is None or hold.model_id == model_id)
