"""Calls over many rows: split, sent piece by piece, and answered row by row.

The platform answers such a call with success even when every row failed, and each row counts against its
limit of calls: rows too many fail one by one with ``ERR_TOO_MANY_REQUEST`` (guide
"bulk-request-rate-adjustment").
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.arguments import batches
from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError, Rejected, Throttled

from ..errors import TOO_MANY

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class RowFailure:
    """A row that was not carried out.

    ``key`` is the product id, SKU or name it was sent with, ``row`` what was sent. ``error`` is `Throttled`
    for a row that may be sent again as it is, `Rejected` for a refused one, and otherwise what befell its
    whole call.
    """

    key: str
    error: MarketplaceError
    row: Row


@dataclass(frozen=True, kw_only=True)
class BatchResult:
    """What became of the rows: ``succeeded`` as sent, ``reported`` as the platform tells of them."""

    succeeded: tuple[Row, ...]
    failed: tuple[RowFailure, ...]
    reported: tuple[Row, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Piece:
    """The answer to one call: rows that failed, and what the platform says of the others.

    ``wait`` is how long to wait, in seconds, until the limit is unused again.
    """

    failed: tuple[RowFailure, ...]
    reported: tuple[Row, ...] = ()
    wait: float | None = None


Sender = Callable[[list[Row]], Piece]

NO_MATCH: Final = "the platform refused a row without naming it"


def run_batches(rows: Sequence[Row], size: int, send: Sender) -> BatchResult:
    """Send `rows` in pieces of at most `size` and return what became of each.

    A piece that fails as a whole fails each of its rows; the next pieces are sent all the same.

    :raise MarketplaceError: when no piece got through
    """
    failed: list[RowFailure] = []
    reported: list[Row] = []
    arrived = False
    first_error: MarketplaceError | None = None
    for piece in batches(rows, size):
        try:
            answer = send(list(piece))
        except MarketplaceError as error:
            first_error = first_error or error
            failed += [RowFailure(key=key_of(row), error=error, row=row) for row in piece]
            continue
        arrived = True
        failed += answer.failed
        reported += answer.reported
    if first_error is not None and not arrived:
        raise first_error
    lost = {id(failure.row) for failure in failed}
    succeeded = tuple(row for row in rows if id(row) not in lost)
    return BatchResult(succeeded=succeeded, failed=tuple(failed), reported=tuple(reported))


def key_of(row: Mapping[str, Any]) -> str:
    """Return what names a row: its SKU before its product id, as the platform does, else its name."""
    for name in ("sku", "product_id", "id", "slash_price_product_id", "name"):
        if row.get(name) not in (None, "", 0):
            return str(row[name])
    return ""


def row_error(message: str) -> MarketplaceError:
    """Return the failure that `message` of a row means."""
    if TOO_MANY in message:
        return Throttled(message, code=TOO_MANY)
    return Rejected(message, code="row_failed")


def unmatched(
    rows: Sequence[Row], failed: Sequence[RowFailure], count: int, message: str = ""
) -> list[RowFailure]:
    """Return failures for refused rows that the answer does not name.

    Only the number of them is known then. If all of `rows` that are left failed, it is all of them; otherwise
    each may have, and is reported so: a row taken for done that is not would lie.
    """
    missing = count - len(failed)
    if missing <= 0:
        return []
    named = {id(failure.row) for failure in failed}
    error = row_error(message or NO_MATCH)
    return [RowFailure(key=key_of(row), error=error, row=row) for row in rows if id(row) not in named]
