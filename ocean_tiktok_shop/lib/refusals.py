"""The reason of a refused row: ``data.errors`` says "check failed" and keeps the reason one level below."""

from collections.abc import Mapping
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError
from odoo.addons.ocean_marketplace_base.lib.failures import Failure
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from .errors import clean_code, to_error

NOT_THERE: Final = frozenset({"12052032", "12052260"})
"""No such product."""
NOT_OURS: Final = "12052048"
WRONG_STATUS: Final = "12052901"
"""The product is in a status that does not allow this, which may be the wanted one."""
PRICE_LOCKED: Final = frozenset({"12052038", "12019045"})
STOCK_LOCKED: Final = "12052393"
"""Less than a promotion has reserved."""
SHOP_CLOSED: Final = frozenset({"12052700", "12052703", "12052704"})
"""Nothing can be done in this shop: seller inactive, without tax number, or unknown."""
WAREHOUSES_MISSING: Final = frozenset({"12019028", "12052533"})
"""Not all warehouses of a SKU are named."""
PROHIBITED: Final = frozenset({"12052220", "12052221", "12052223", "12052225", "12052226", "12052227"})
"""Not this shop, or nobody, may sell in the category."""
OTHER_TREE: Final = frozenset({"12052217", "12052230"})
"""The shop uses the other version of the tree of categories."""
NO_GUESS: Final = frozenset({"12019064", "12052912"})
"""No category fits a product."""
NOT_IN_AUDIT: Final = "12052547"
"""No version of a product is being audited."""


def reason_of(row: RowResult) -> MarketplaceError | None:
    """Return why a row failed, ``None`` for a success: the first reason below it, else its own."""
    if row.error is None:
        return None
    detail = row.data.get("detail")
    extra = detail.get("extra_errors") if isinstance(detail, Mapping) else None
    first = next((one for one in extra or () if isinstance(one, Mapping)), None)
    code = clean_code(first.get("code")) if first else ""
    if not first or not code:
        return row.error
    return to_error(_failure(code, first, row.error))


def _failure(code: str, row: Mapping[str, Any], error: MarketplaceError) -> Failure:
    message = str(row.get("message") or "").strip()[:1000]
    return Failure(code=code, message=message, request_id=error.request_id, write=True)
