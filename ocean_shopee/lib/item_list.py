"""All rows of the item list, also of shops with more items than the platform counts through.

Shopee v2 get_item_list refuses deep offsets (``error_param``, "get items offset over limit") and wants
narrower windows of update times instead. How deep is too deep is not documented.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected

from .client.product import ProductApi

Row = dict[str, Any]

_TOO_DEEP: Final = "over limit"
_OLDEST: Final = datetime(2015, 1, 1, tzinfo=timezone.utc)  # the platform's first year
_SECOND: Final = timedelta(seconds=1)


def item_rows(product: ProductApi, now: datetime) -> Iterator[Row]:
    """Yield each item of a shop once, as get_item_list tells it.

    An item that changes while the list is read may move between its pages.

    :param now: the current time, aware
    """
    seen: set[str] = set()
    for row in _all(product, now):
        number = str(row.get("item_id"))
        if number not in seen:
            seen.add(number)
            yield row


def _all(product: ProductApi, now: datetime) -> Iterator[Row]:
    try:
        yield from product.iter_item_list()
    except Rejected as error:
        if not _is_too_deep(error):
            raise
        yield from _window(product, _OLDEST, now + timedelta(days=1))


def _window(product: ProductApi, start: datetime, end: datetime) -> Iterator[Row]:
    try:
        yield from product.iter_item_list(updated_from=start, updated_to=end)
    except Rejected as error:
        if not _is_too_deep(error) or end - start <= _SECOND:
            raise
        middle = start + timedelta(seconds=int((end - start).total_seconds()) // 2)
        yield from _window(product, start, middle)
        yield from _window(product, middle + _SECOND, end)


def _is_too_deep(error: Rejected) -> bool:
    return error.code == "error_param" and _TOO_DEEP in error.message.lower()
