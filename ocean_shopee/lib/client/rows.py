"""Calls that do several things at once: what became of each of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.arguments import batches
from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    AuthRevoked,
    ContractChanged,
    HostNotAllowed,
    MarketplaceError,
    Rejected,
    Throttled,
)
from odoo.addons.ocean_marketplace_base.lib.failures import Failure
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..errors import clean_code, to_error
from .base import Gateway

# After one of these nothing was carried out, and the calls that would follow would end the same way.
_STOPPING: Final = (AuthExpired, AuthRevoked, HostNotAllowed, Throttled)
_CODES: Final = ("fail_error", "err_code")
_REASONS: Final = ("fail_message", "failed_reason", "fail_reason", "err_msg")


@dataclass(frozen=True, kw_only=True)
class RowRules:
    """Where an answer tells what became of the rows.

    ``key`` names the id fields. ``done`` and ``failed`` are dotted paths of lists, tried in order, the first
    that is there counts. Rows of ``done`` that carry a failure have failed. With ``silent`` the platform
    lists failures only: a row it does not mention is done.
    """

    key: tuple[str, ...]
    done: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    silent: bool = False


@dataclass(frozen=True)
class Row:
    """A row to send: its ids in the order of the rules' ``key``, and its part of the body."""

    key: tuple[str, ...]
    value: Any


def post_rows(
    gateway: Gateway,
    path: str,
    rows: Sequence[Row],
    *,
    size: int,
    body: Callable[[list[Any]], Mapping[str, Any]],
    rules: RowRules,
    write: bool = True,
) -> list[RowResult]:
    """Send `rows` in calls of at most `size` and return what became of each, in their order.

    A first call that is refused as a whole is raised. Later ones must not hide what the earlier ones did:
    their failure is the error of their rows.
    """
    calls = list(batches(rows, size))
    results = _post_batch(gateway, path, calls[0], body, rules, write)
    for index, batch in enumerate(calls[1:], 1):
        try:
            results += _post_batch(gateway, path, batch, body, rules, write)
        except _STOPPING as error:
            return results + [RowResult(key=row.key, error=error) for call in calls[index:] for row in call]
        except MarketplaceError as error:
            results += [RowResult(key=row.key, error=error) for row in batch]
    return results


def _post_batch(
    gateway: Gateway,
    path: str,
    batch: Sequence[Row],
    body: Callable[[list[Any]], Mapping[str, Any]],
    rules: RowRules,
    write: bool,
) -> list[RowResult]:
    send = gateway.post if write else gateway.read_by_post
    envelope = send(path, body([row.value for row in batch]), by_row=True)
    return read_rows(envelope, [row.key for row in batch], rules, gateway.transport.clock.now(), write=write)


def read_rows(
    envelope: Mapping[str, Any],
    keys: Iterable[tuple[str, ...]],
    rules: RowRules,
    now: datetime,
    *,
    write: bool = False,
) -> list[RowResult]:
    """Return what `envelope` says of the rows named `keys`, in their order, then of others it mentions.

    :param write: whether the call may have changed something although a row failed
    """
    judge = _Judge(envelope, now, write)
    told = _told(envelope, rules, judge)
    results: list[RowResult] = []
    matched: set[int] = set()
    for key in keys:
        mine = [index for index, row in enumerate(told) if _same(key, row.key)]
        matched.update(mine)
        # One failure may stand for several rows, and several successes for one.
        results += [replace(told[index], key=_merged(key, told[index].key)) for index in mine]
        if not mine:
            results.append(RowResult(key=key, error=judge.silence(rules)))
    return results + [row for index, row in enumerate(told) if index not in matched]


class _Judge:
    """Says what the codes of one answer mean."""

    def __init__(self, envelope: Mapping[str, Any], now: datetime, write: bool):
        self._envelope = envelope
        self._now = now
        self._write = write
        self._request_id = str(envelope.get("request_id") or "")

    def row(self, row: Mapping[str, Any], *, failed: bool) -> MarketplaceError | None:
        """Return the failure that `row` tells of; `failed` says that it must be one."""
        code, reason = _first(row, _CODES), _first(row, _REASONS)
        return self._error(code, reason) if failed or code or reason else None

    def silence(self, rules: RowRules) -> MarketplaceError | None:
        """Return what it means that the answer does not mention a row."""
        code = clean_code(self._envelope.get("error"))
        if code:
            return self._error(code, clean_code(self._envelope.get("message")))
        if rules.silent:
            return None
        return ContractChanged("the answer does not mention the row", request_id=self._request_id)

    def _error(self, code: str, reason: str) -> MarketplaceError:
        if not code:
            return Rejected(reason[:1000] or "refused without a reason", request_id=self._request_id)
        failure = Failure(
            code=code[:200], message=reason[:1000], request_id=self._request_id, write=self._write
        )
        return to_error(failure, self._now)


def _first(row: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((text for text in (clean_code(row.get(name)) for name in names) if text), "")


def _told(envelope: Mapping[str, Any], rules: RowRules, judge: _Judge) -> list[RowResult]:
    lists = ((_list_at(envelope, rules.done), False), (_list_at(envelope, rules.failed), True))
    return [
        RowResult(
            key=tuple(str(row.get(name, "")) for name in rules.key),
            data=row,
            error=judge.row(row, failed=failed),
        )
        for rows, failed in lists
        for row in rows
    ]


def _list_at(envelope: Mapping[str, Any], paths: Sequence[str]) -> list[dict[str, Any]]:
    for path in paths:
        value: Any = envelope
        for name in path.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        if isinstance(value, list):
            if not all(isinstance(row, dict) for row in value):
                raise ContractChanged("a list of objects expected", path=path)
            return value
    return []


def _same(asked: tuple[str, ...], told: tuple[str, ...]) -> bool:
    """Ids that one side leaves out are not compared: an order that is not split needs no package number."""
    return all(mine == theirs for mine, theirs in zip(asked, told, strict=True) if mine and theirs)


def _merged(asked: tuple[str, ...], told: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(mine or theirs for mine, theirs in zip(asked, told, strict=True))
