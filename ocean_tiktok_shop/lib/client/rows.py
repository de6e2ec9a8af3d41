"""Calls about many things at once, of which each may fail alone.

Such calls answer with code 0 and list what failed in ``data.errors``. Whatever happens, the caller gets one
row for everything it asked for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.arguments import batches
from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError, Rejected, Transient
from odoo.addons.ocean_marketplace_base.lib.failures import Failure
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..errors import clean_code, to_error
from .answers import Envelope, rows_of


def results_of(envelope: Envelope, ids: Iterable[str], id_path: str) -> list[RowResult]:
    """Return one result for each of `ids`, and one for each error row that is about none of them.

    :param id_path: where an error row names what it is about, e.g. ``detail.product_id``.
    """
    results = {(name,): RowResult(key=(name,)) for name in ids}
    strangers = []
    for row in rows_of(envelope, "errors"):
        result = RowResult(key=(_id_of(row, id_path),), data=row, error=_error_of(row, envelope))
        if result.key in results:
            results[result.key] = result
        else:
            strangers.append(result)
    return [*results.values(), *strangers]


def result_of(envelope: Envelope, name: str) -> RowResult:
    """Return the result of a call about `name` alone, whose error rows do not say what they are about."""
    for row in rows_of(envelope, "errors"):
        return RowResult(key=(name,), data=row, error=_error_of(row, envelope))
    return RowResult(key=(name,))


def run_batches(
    ids: Sequence[str], size: int, call: Callable[[Sequence[str]], list[RowResult]]
) -> list[RowResult]:
    """Return the results of all `ids`, which go out `size` at a time.

    A failure of the first call is raised: nothing has happened yet. Later ones must not hide what the earlier
    ones did: their failure is the error of their rows. Unless it was about these rows alone (`Rejected`), the
    rest is not sent.
    """
    results: list[RowResult] = []
    pieces = list(batches(ids, size))
    for number, piece in enumerate(pieces):
        try:
            results += call(piece)
        except MarketplaceError as error:
            if number == 0:
                raise
            results += [RowResult(key=(name,), error=error) for name in piece]
            if not isinstance(error, Rejected):
                return results + _not_sent(pieces[number + 1 :])
    return results


def _not_sent(pieces: Iterable[Sequence[str]]) -> list[RowResult]:
    error = Transient("not sent after the failure of an earlier call")
    return [RowResult(key=(name,), error=error) for piece in pieces for name in piece]


def _id_of(row: Mapping[str, Any], id_path: str) -> str:
    value: Any = row
    for name in id_path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return "" if value is None else str(value)


def _error_of(row: Mapping[str, Any], envelope: Envelope) -> MarketplaceError:
    failure = Failure(
        code=clean_code(row.get("code")) or "unknown",
        message=str(row.get("message") or "").strip()[:1000],
        request_id=str(envelope.get("request_id") or ""),
        write=True,
    )
    return to_error(failure)
