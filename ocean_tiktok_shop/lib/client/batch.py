"""Calls about many things at once, of which each may fail alone.

Such calls answer with code 0 and list what failed in ``data.errors``. Whatever happens, the caller gets one row
for everything it asked for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError, Rejected, Transient

from ..errors import Failure, clean_code, to_error
from .answers import Envelope, rows_of
from .arguments import batches


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one thing of a batch. ``error`` is ``None`` when it was done.

    ``row`` is what the platform said of it: the row of the error, or of the success where there is one.
    """

    external_id: str
    error: MarketplaceError | None = None
    row: Mapping[str, Any] = field(default_factory=dict)


def outcomes_of(envelope: Envelope, ids: Iterable[str], id_path: str) -> list[Outcome]:
    """Return one outcome for each of `ids`, and one for each error row that is about none of them.

    :param id_path: where an error row names what it is about, e.g. ``detail.product_id``.
    """
    outcomes = {external_id: Outcome(external_id=external_id) for external_id in ids}
    strangers = []
    for row in rows_of(envelope, "errors"):
        outcome = Outcome(external_id=_id_of(row, id_path), error=_error_of(row, envelope), row=row)
        if outcome.external_id in outcomes:
            outcomes[outcome.external_id] = outcome
        else:
            strangers.append(outcome)
    return [*outcomes.values(), *strangers]


def run_batches(
    ids: Sequence[str], size: int, call: Callable[[Sequence[str]], list[Outcome]]
) -> list[Outcome]:
    """Return the outcomes of all `ids`, which go out `size` at a time.

    A failure of the first batch is raised: nothing has happened yet. One of a later batch is the outcome of its
    ids; unless it was about these ids alone (`Rejected`), the rest is not sent.
    """
    outcomes: list[Outcome] = []
    pieces = list(batches(ids, size))
    for number, piece in enumerate(pieces):
        try:
            outcomes += call(piece)
        except MarketplaceError as error:
            if number == 0:
                raise
            outcomes += [Outcome(external_id=external_id, error=error) for external_id in piece]
            if not isinstance(error, Rejected):
                return outcomes + _not_sent(pieces[number + 1 :])
    return outcomes


def _not_sent(pieces: Iterable[Sequence[str]]) -> list[Outcome]:
    error = Transient("not sent after the failure of an earlier batch")
    return [Outcome(external_id=external_id, error=error) for piece in pieces for external_id in piece]


def _id_of(row: Mapping[str, Any], id_path: str) -> str:
    value: Any = row
    for name in id_path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return "" if value is None else str(value)


def _error_of(row: Mapping[str, Any], envelope: Envelope) -> MarketplaceError:
    code = clean_code(row.get("code")) or "unknown"
    failure = Failure(
        code=code,
        message=str(row.get("message") or "").strip()[:1000],
        request_id=str(envelope.get("request_id") or ""),
        write=True,
    )
    return to_error(failure)
