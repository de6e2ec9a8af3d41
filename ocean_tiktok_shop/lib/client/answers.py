"""What stands in an answer: ``{"code": 0, "message", "request_id", "data": {…}}``."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member, objects_at, unexpected
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged

Envelope = Mapping[str, Any]


def data_of(envelope: Envelope) -> dict[str, Any]:
    """Return ``data``; an answer without content has ``null`` there, or nothing.

    :raise ContractChanged: when it holds something else
    """
    data = envelope.get("data")
    return {} if data is None else member(envelope, "data", dict)


def rows_of(envelope: Envelope, name: str) -> list[dict[str, Any]]:
    """Return the list of objects at ``data.name``. An empty list is often left out of the answer.

    :raise ContractChanged: when it holds something else
    """
    if data_of(envelope).get(name) is None:
        return []
    return objects_at(envelope, f"data.{name}")


def page_of(envelope: Envelope, name: str, page_token: str) -> dict[str, Any]:
    """Return ``data`` of a list: always with ``name`` and with ``next_page_token``, ``""`` on the last page.

    :param page_token: what was asked for.
    :raise ContractChanged: when the list is not there although it has rows, or would go on for ever
    """
    page = data_of(envelope)
    if page.get(name) is None and not page_token and page.get("total_count") not in (None, 0, "0"):
        raise unexpected(envelope, f"data.{name}", list, page.get(name))
    following = page.get("next_page_token") or ""
    if not isinstance(following, str) or (following and following == page_token):
        raise ContractChanged(
            "the list goes on without a new token",
            path="data.next_page_token",
            request_id=str(envelope.get("request_id") or ""),
        )
    return {**page, name: rows_of(envelope, name), "next_page_token": following}


def iterate(fetch: Callable[..., dict[str, Any]], name: str, **options: Any) -> Iterator[dict[str, Any]]:
    """Yield the rows called `name` of all pages of `fetch`, a method that takes ``page_token``."""
    page = fetch(**options)
    yield from page[name]
    while page["next_page_token"]:
        page = fetch(**options | {"page_token": page["next_page_token"]})
        yield from page[name]
