"""All products of a shop, however many."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected

from .client.tiktok_shop_client import TikTokShopClient

_TOO_MANY: Final = "12052180"
"""A search finds at most 10,000 products."""
_FIRST: Final = datetime(2021, 1, 1, tzinfo=timezone.utc)
"""TikTok Shop opened in 2021, in Indonesia."""
_SHORTEST: Final = timedelta(minutes=1)


def all_products(client: TikTokShopClient) -> Iterator[dict[str, Any]]:
    """Yield the rows of "Search Products"; some may come twice where a search finds too many.

    Then the time of creation is halved until each half has few enough.
    """
    try:
        yield from client.product.iter_products()
    except Rejected as error:
        if error.code != _TOO_MANY:
            raise
        yield from _created(client, _FIRST, client.clock.now() + _SHORTEST)


def _created(client: TikTokShopClient, since: datetime, until: datetime) -> Iterator[dict[str, Any]]:
    try:
        yield from client.product.iter_products(create_time_ge=since, create_time_le=until)
    except Rejected as error:
        if error.code != _TOO_MANY or until - since < _SHORTEST:
            raise
        middle = since + (until - since) / 2
        yield from _created(client, since, middle)
        yield from _created(client, middle, until)
