"""What the platform keeps of a listing: prices in the shop's currency, weights in kg, unix seconds."""

from dataclasses import dataclass, field
from typing import Any

Money = int | float


@dataclass
class Variant:
    """One sellable variant; ``model_id`` 0 for an item without variants. ``list_price`` is its price without
    promotions; ``locations`` is the stock by place in shops with several warehouses."""

    model_id: int
    sku: str
    name: str
    tier_index: tuple[int, ...]
    list_price: Money
    stock: int
    weight: float | None = None
    dimension: dict[str, int] | None = None
    days_to_ship: int = 0
    gtin: str = ""
    status: str = "MODEL_NORMAL"
    locations: dict[str, int] = field(default_factory=dict)


@dataclass
class Item:
    """A listing with its variants. ``tiers`` are pairs of a name and its options. The platform reviews it
    until ``listed_from``; ``rejected`` is why it will then be banned; ``extra`` are fields that are only kept
    and shown."""

    item_id: int
    shop_id: int
    name: str
    sku: str
    category_id: int
    weight: float
    tiers: list[tuple[str, list[str]]]
    variants: list[Variant]
    description: str
    create_time: int
    update_time: int
    status: str = "NORMAL"
    listed_from: int = 0
    images: list[str] = field(default_factory=list)
    attributes: list[dict[str, Any]] = field(default_factory=list)
    brand: dict[str, Any] = field(default_factory=lambda: {"brand_id": 0, "original_brand_name": "NoBrand"})
    dimension: dict[str, int] = field(
        default_factory=lambda: {"package_length": 25, "package_width": 20, "package_height": 4}
    )
    logistics: list[dict[str, Any]] = field(default_factory=list)
    pre_order: dict[str, Any] = field(default_factory=lambda: {"is_pre_order": False, "days_to_ship": 2})
    wholesale: list[dict[str, Any]] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)
    violations: list[dict[str, Any]] = field(default_factory=list)
    rejected: dict[str, Any] | None = None
    option_images: dict[str, str] = field(default_factory=dict)
    boosted_at: int = 0

    @property
    def has_model(self) -> bool:
        """Whether the item comes in variants."""
        return bool(self.tiers)

    def status_at(self, now: int) -> str:
        """Return the status at unix time `now`."""
        if self.status not in ("NORMAL", "UNLIST"):
            return self.status
        if now < self.listed_from:
            return "REVIEWING"
        return "BANNED" if self.rejected else self.status

    def violations_at(self, now: int) -> list[dict[str, Any]]:
        """Return why it is banned at unix time `now`."""
        found = [self.rejected] if self.rejected and now >= self.listed_from else []
        return [*self.violations, *found]

    def updated_at(self, now: int) -> int:
        """Return the time of the last change as of unix time `now`; passing the review is one."""
        return max(self.update_time, self.listed_from) if now >= self.listed_from else self.update_time

    def variant(self, model_id: int) -> Variant | None:
        """Return the variant `model_id`, 0 for the only one of an item without variants."""
        return next((variant for variant in self.variants if variant.model_id == model_id), None)
