"""Which prices running promotions hold.

"Update Price" refuses products in a running promotion (12052038). Products do not tell of it themselves; the
activities do ("Search Activities", "Get Activity").
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected
from odoo.addons.ocean_marketplace_base.lib.times import moment_of

from .client.tiktok_shop_client import TikTokShopClient

# What buyers pay for shipping or for several pieces does not change the price of a product.
_PRICED: Final = frozenset({"FIXED_PRICE", "DIRECT_DISCOUNT", "FLASHSALE"})


@dataclass(frozen=True)
class PriceLocks:
    """Until when prices are held, by product and by SKU; ``None`` for an end that nobody knows."""

    products: Mapping[str, datetime | None] = field(default_factory=dict)
    skus: Mapping[str, datetime | None] = field(default_factory=dict)

    def holds(self, product_id: str, sku_id: str) -> bool:
        """Say whether a promotion holds the price of a SKU."""
        return product_id in self.products or sku_id in self.skus

    def until(self, product_id: str, sku_id: str) -> datetime | None:
        """Return when the promotion that holds the price of a SKU ends."""
        return self.skus.get(sku_id) or self.products.get(product_id)


def read_price_locks(client: TikTokShopClient) -> PriceLocks:
    """Return what is held now: a call for the list and one for each running promotion.

    A shop that did not grant promotions has none that we know of.
    """
    try:
        rows = list(client.promotion.iter_activities(status="ONGOING"))
        running = [client.promotion.get_activity(str(row["id"])) for row in rows if _is_priced(row)]
    except Rejected:
        return PriceLocks()
    products: dict[str, datetime | None] = {}
    skus: dict[str, datetime | None] = {}
    for activity in running:
        end = None if activity.get("duration_type") == "INDEFINITE" else moment_of(activity.get("end_time"))
        for product in activity.get("products") or ():
            single = [str(row.get("id")) for row in product.get("skus") or ()]
            skus.update(dict.fromkeys(single, end))
            if not single:
                products[str(product.get("id"))] = end
    return PriceLocks(products, skus)


def _is_priced(row: Mapping[str, Any]) -> bool:
    return bool(row.get("id")) and row.get("activity_type") in _PRICED
