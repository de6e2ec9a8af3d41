"""Reads a shop in the terms of the base: pages of order numbers, orders, listings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.errors import (
    ContractChanged,
    InvalidRequest,
    MarketplaceError,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.platform import OrderPage, RawOrder
from odoo.addons.ocean_marketplace_base.lib.schema import Listing, ShopInfo, Token
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

from .client.arguments import check_moment
from .client.tokopedia_client import TokopediaClient
from .const import ORDER_PAGE, ORDER_WINDOW
from .errors import OF_THE_APP
from .listings import ListingErrorHandler, ListingReader
from .signing import App
from .times import Frame

_SECOND: Final = timedelta(seconds=1)
_FRAME_DOUBT: Final = Frame.WALL_CLOCK.shift
# Only paid orders are listed. How long buyers may take to pay is not documented; a day is our guess.
_TIME_TO_PAY: Final = timedelta(hours=24)
_TOO_MUCH: Final = "ORD_API_009"
_LEAST_PAGE: Final = 5
_OF_AN_ORDER: Final = "data"
# What changes by itself in an order that did not change, by the object that holds it.
_RESTLESS: Final = (
    ("order_info", frozenset({"order_age_day", "shipping_age_day", "delivered_age_day"})),
    ("shop_info", frozenset({"last_login_at"})),
)


class TokopediaReader:
    """The `platform.Reader` of one shop.

    An order's payload is ``{"order": single order, "frame": name}``, the buyer decrypted; see
    :func:`~.mapping.map_order`.

    **What changed?** Nothing tells: the list knows no time of change. Its window is about the creation of
    orders, or their payment, which is unconfirmed, and it shows paid orders only. So

    - an order may appear in a window that was read before, up to a day later, once it is paid;
    - a later change of status brings no order back. Pushes tell of those, and as long as an order lies within
      `overlap` it is listed again, with its status, so that a lost push heals, save for one of a buyer's wish
      to cancel, which is no status;
    - how the platform counts time is a setting that may be wrong by 7 hours: windows reach that far beyond
      their end, where connectors in production asked too, and `overlap` that far behind their beginning.
    """

    order_window: timedelta = ORDER_WINDOW - _FRAME_DOUBT
    order_batch: int = 10
    """Orders are read one by one; this many are one piece of work."""
    overlap: timedelta = _TIME_TO_PAY + _FRAME_DOUBT
    """How far before the end of the last window the next one has to begin."""

    def __init__(self, client: TokopediaClient, frame: Frame = Frame.UTC):
        self._client = client
        self._frame = frame

    @classmethod
    def connect(
        cls,
        app: App,
        transport: Transport,
        base_url: str,
        accounts_url: str,
        *,
        shop_id: str,
        token: Token | None = None,
        private_key: str = "",
        frame: Frame = Frame.UTC,
    ) -> "TokopediaReader":
        """Return the reader of a shop; nothing goes over the network yet.

        :param token: the app's, if one was kept; one that is refused or has run out is replaced.
        :param private_key: PEM; without it, or with another than the registered one's, buyers stay blank.
        """
        client = TokopediaClient(
            app,
            transport,
            base_url,
            accounts_url,
            shop_id=shop_id,
            token=token,
            private_key=private_key,
            frame=frame,
        )
        return cls(client, frame)

    def changed_orders(self, since: datetime, until: datetime, cursor: str = "") -> OrderPage:
        """Return one page of numbers of paid orders made in ``since <= t <= until`` (at most `order_window`).

        The list ends with an empty page, or with one that begins like the page before. Where the platform
        finds a page too large, the window begins again with pages of half the size.
        """
        for name, moment in (("since", since), ("until", until)):
            check_moment(name, moment)
        place = _Place.read(cursor)
        try:
            rows = self._page(since, until, place)
        except Rejected as error:
            if error.code != _TOO_MUCH or place.size <= _LEAST_PAGE:
                raise
            return OrderPage(external_ids=(), cursor=_Place(size=place.size // 2).write())
        numbers = list(rows)
        if not numbers or numbers[0] == place.before:
            return OrderPage(external_ids=(), cursor="")
        following = _Place(page=place.page + 1, size=place.size, before=numbers[0])
        return OrderPage(external_ids=tuple(numbers), cursor=following.write(), raw_statuses=rows)

    def read_orders(self, external_ids: Iterable[str]) -> list[RawOrder]:
        """Return one `RawOrder` per id, one call each.

        What goes wrong with an order is its ``error``; only failures that concern the whole shop (token,
        permission, host) are raised.
        """
        return [self._read(number) for number in dict.fromkeys(external_ids)]

    def listings(
        self,
        on_error: ListingErrorHandler | None = None,
        known: Mapping[str, datetime] | None = None,
    ) -> Iterator[Listing]:
        """Yield all listings of the shop, in every status that the list shows.

        :param on_error: called with the product id and the failure for a product that cannot be mapped, which
            is then left out; without it such a failure is raised
        :param known: when each product was changed last, as its listing told; of one that was not changed
            since, the variants' names are not asked for, and its content is left out
        """
        return ListingReader(self._client, self._frame).all(on_error, known)

    def shop_info(self) -> ShopInfo:
        """Return the shop as the platform sees it. A connection has no end that the API tells."""
        info = self._client.shop.get_info()
        return ShopInfo(
            external_shop_id=self._client.shop_id,
            name=str(info.get("shop_name") or ""),
            region="ID",
            currency="IDR",
            status=str(info.get("status") or ""),
        )

    def _page(self, since: datetime, until: datetime, place: "_Place") -> dict[str, str]:
        # Whatever the frame, the platform's clock is not further ahead than Jakarta's.
        last = until + _FRAME_DOUBT - self._frame.shift
        first = min(since, last - _SECOND)  # a window has to be longer than zero
        rows = self._client.order.get_list(first, last, page=place.page, per_page=place.size)
        return {str(row["order_id"]): str(row.get("order_status") or "") for row in rows}

    def _read(self, number: str) -> RawOrder:
        try:
            order = self._client.order.get_order(number)
            self._check_shop(order)
        except (ContractChanged, InvalidRequest, Rejected, Throttled, Transient) as error:
            if _concerns_the_shop(error):
                raise
            return RawOrder(external_id=number, error=error)
        return RawOrder(external_id=number, payload={"order": _at_rest(order), "frame": self._frame.value})

    def _check_shop(self, order: dict[str, Any]) -> None:
        """One app serves several shops, and the call for an order names none."""
        shop = order.get("shop_info")
        owner = str(shop.get("shop_id") or "") if isinstance(shop, dict) else ""
        if owner and owner != self._client.shop_id:
            raise Rejected("the order belongs to another shop", code="not_found")


def _concerns_the_shop(error: MarketplaceError) -> bool:
    if isinstance(error, ContractChanged):  # of the token, or no answer of this platform at all
        return not error.path.startswith(_OF_AN_ORDER)
    return isinstance(error, Rejected) and error.code.startswith(OF_THE_APP)


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where in a list to go on; ``before`` is the first number of the page before."""

    page: int = 1
    size: int = ORDER_PAGE
    before: str = ""

    @classmethod
    def read(cls, cursor: str) -> "_Place":
        if not cursor:
            return cls()
        page, _, rest = cursor.partition(":")
        size, _, before = rest.partition(":")
        if not (page.isdecimal() and size.isdecimal()):
            raise InvalidRequest("cursor: not one of an earlier page")
        return cls(page=int(page), size=int(size), before=before)

    def write(self) -> str:
        return f"{self.page}:{self.size}:{self.before}"


def _at_rest(order: dict[str, Any]) -> dict[str, Any]:
    """Return `order` without what differs each time it is read: the same order has to look the same.

    A buyer that could not be decrypted is encrypted anew for every answer.
    """
    kept = {name: value for name, value in order.items() if name != "encryption"}
    for owner, names in _RESTLESS:
        if isinstance(kept.get(owner), dict):
            kept[owner] = {name: value for name, value in kept[owner].items() if name not in names}
    return kept
