"""Products of cross-border sellers, which belong to no shop."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class GlobalSku:
    """One variant. ``price`` is decimal text in ``currency``, ``stock`` units by global warehouse."""

    id: str
    seller_sku: str
    price: str
    currency: str
    attributes: list[dict[str, Any]]
    stock: dict[str, int]
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass
class GlobalProduct:
    """A product with its copies in markets: ``copies`` are product ids by region, ``pairs`` for each region
    the ids of local SKUs by those of global ones. Times are unix seconds."""

    id: str
    open_id: str
    content: dict[str, Any]
    skus: list[GlobalSku]
    create_time: int
    update_time: int
    deleted: bool = False
    copies: dict[str, str] = field(default_factory=dict)
    pairs: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def status(self) -> str:
        """Status as Search Global Products names it; drafts are not made here."""
        if self.deleted:
            return "DELETED"
        return "PUBLISHED" if self.copies else "UNPUBLISHED"
