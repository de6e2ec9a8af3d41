"""What the newer family of endpoints makes of returns: requests of buyers, and parcels to come back (RMA).

A request holds the returns that were asked for together; deciding on some of its lines only takes them out
into a return of their own. A return that was granted with goods to send back has one parcel.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from .api_returns import APPROVALS, REJECTIONS, SHIPPED_BACK
from .cases import PENDING, REPLACEMENT_PENDING
from .errors import ApiError, invalid
from .model import Return, Shop
from .store import Store

MOVES: Final = MappingProxyType({**APPROVALS, **REJECTIONS})
"""Status after a decision, by decision, kind of return and its status."""
ARRIVED: Final = "PENDING_PACKAGE_REVIEW"
ON_ITS_WAY: Final = "RETURN_IN_TRANSIT"


@dataclass(frozen=True)
class Request:
    """A request of a buyer: the returns in it, never none."""

    id: str
    cases: tuple[Return, ...]

    @property
    def status(self) -> str:
        """PENDING_REQUEST_REVIEW as long as one of its returns waits for the seller."""
        waits = any(
            case.status in (PENDING, REPLACEMENT_PENDING) and not case.refund_due for case in self.cases
        )
        return "PENDING_REQUEST_REVIEW" if waits else "REQUEST_REVIEW_COMPLETED"

    @property
    def create_time(self) -> int:
        """When the first of its returns was asked for."""
        return min(case.create_time for case in self.cases)

    @property
    def update_time(self) -> int:
        """When one of its returns changed last."""
        return max(case.update_time for case in self.cases)


def request_id(case: Return) -> str:
    """Return the id of the request that a return is part of."""
    return case.request_id or f"50{case.id[2:]}"


def rma_id(case: Return) -> str:
    """Return the id of the parcel of a return."""
    return f"60{case.id[2:]}"


def line_id(unit_id: str) -> str:
    """Return the id of a line of a return about unit `unit_id` of an order."""
    return f"41{unit_id[2:]}"


def requests_of(cases: Iterable[Return]) -> list[Request]:
    """Return the requests that `cases` are of."""
    groups: dict[str, list[Return]] = {}
    for case in cases:
        groups.setdefault(request_id(case), []).append(case)
    return [Request(number, tuple(group)) for number, group in groups.items()]


def rma_status(store: Store, case: Return) -> str:
    """Return where the parcel of a return is, empty if there is none to come."""
    if not case.tracking_number:
        return ""
    if case.status == "AWAITING_BUYER_SHIP":
        return "AWAITING_BUYER_RETURN"
    if case.status != SHIPPED_BACK:
        return "PACKAGE_REVIEW_COMPLETED"
    return ON_ITS_WAY if store.now < case.update_time + store.switches.return_transit else ARRIVED


def cases_of_shop(store: Store, shop: Shop) -> list[Return]:
    """Return the returns of a shop."""
    return [case for case in store.returns.values() if case.shop_id == shop.id]


def own(shop: Shop, found: list[Return]) -> list[Return]:
    """Return `found`, what an id of a request, parcel or return leads to.

    :raise ApiError: if that is nothing, or of another shop
    """
    if not found:
        raise ApiError(25001001)
    if any(case.shop_id != shop.id for case in found):
        raise ApiError(25020005)
    return found


def in_bounds(filters: dict[str, Any], create_time: int, update_time: int) -> bool:
    """Return whether both times lie within ``filters.time``, windows half open.

    :raise ApiError: if a window ends before it starts
    """
    windows = filters.get("time") or {}
    inside = True
    for name, at in (("create_time", create_time), ("update_time", update_time)):
        window = windows.get(name) or {}
        low, high = window.get("min_unix_time_inclusive"), window.get("max_unix_time_exclusive")
        if low is not None and high is not None and low > high:
            raise invalid("body", f"filters.time.{name}", "the window ends before it starts")
        inside &= (low is None or low <= at) and (high is None or at < high)
    return inside
