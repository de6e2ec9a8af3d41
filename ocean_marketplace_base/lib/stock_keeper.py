"""What the base asks of a platform about quantities.

A *stock keeper* does the HTTP of one storefront for quantities. Like a `platform.Reader` it is built by the
adapter from plain data and holds neither record nor cursor.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from .errors import MarketplaceError


@dataclass(frozen=True, kw_only=True)
class Warehouse:
    """A place of the shop from which the platform sells. ``kind`` is the platform's word."""

    external_id: str
    name: str
    kind: str = ""
    is_default: bool = False
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class StockLimits:
    """What quantities may be. ``items_per_call`` and ``skus_per_item`` are how much one call takes.

    ``least`` is 0, or 1 where the platform refuses zero: then the item is hidden instead.
    """

    most: int
    least: int = 0
    items_per_call: int = 1
    skus_per_item: int = 50


@dataclass(frozen=True, kw_only=True)
class StockChange:
    """The number to show for a variant; ``warehouse_id`` only where the shop has several."""

    item_id: str
    sku_id: str
    quantity: int
    warehouse_id: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Item and variant, as the platform names them."""
        return self.item_id, self.sku_id


@dataclass(frozen=True, kw_only=True)
class StockResult:
    """What became of one change. ``error`` is ``None`` when it was taken.

    ``confirmed`` is the number the platform shows now, where its answer tells. ``locked`` says that a
    campaign holds the number, ``locked_until`` how long, as far as known; then ``error`` is set, too.
    """

    change: StockChange
    error: MarketplaceError | None = None
    confirmed: int | None = None
    locked: bool = False
    locked_until: datetime | None = None
    request_id: str = ""


@dataclass(frozen=True, kw_only=True)
class StockLevel:
    """The numbers the platform has for one variant.

    ``quantity`` is what buyers can order of the seller's own stock. ``by_warehouse`` splits it. ``campaign``
    is what campaigns have set apart, ``reserved`` what orders hold, ``platform_held`` what lies in the
    platform's own warehouses and is not ours to set. ``None`` where the platform does not tell.
    """

    item_id: str
    sku_id: str
    quantity: int | None
    by_warehouse: Mapping[str, int] = field(default_factory=dict)
    campaign: int | None = None
    reserved: int | None = None
    platform_held: int | None = None
    locked: bool = False
    locked_until: datetime | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Item and variant, as the platform names them."""
        return self.item_id, self.sku_id


class StockKeeper(Protocol):
    """Quantity side of one storefront."""

    limits: StockLimits

    def warehouses(self) -> tuple[Warehouse, ...]:
        """Return the places the platform sells from; one where it knows no places."""

    def push(self, changes: Sequence[StockChange]) -> list[StockResult]:
        """Send numbers in as few calls as the platform allows (all variants of an item in one).

        Returns one result per change, in any order. A part that is refused does not stop the others: a batch
        of which half is taken gives results for both halves. After a lost answer the error is `Transient`,
        and the same numbers can be sent again.

        :raise MarketplaceError: what concerns the whole shop (token, permission, rate), so that none was sent
        """

    def read(self, item_ids: Iterable[str]) -> list[StockLevel]:
        """Return the numbers of all variants of these items; items that do not exist are left out."""
