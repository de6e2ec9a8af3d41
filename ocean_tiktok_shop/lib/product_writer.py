"""Makes a product what it shall be, with as few calls as that takes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.catalogue import Written
from odoo.addons.ocean_marketplace_base.lib.content import PRICE, Content
from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError, Rejected
from odoo.addons.ocean_marketplace_base.lib.schema import Listing, ListingStatus

from . import refusals
from .client.tiktok_shop_client import TikTokShopClient
from .fields import records
from .mapping import map_listing
from .markets import Market
from .price_locks import PriceLocks
from .product_body import price_of
from .product_edit import Edit, edit_body, plan, sku_ids
from .product_keep import storefronts_of
from .product_read import newest_version
from .status import listing_status

_HIDDEN: Final = "SELLER_DEACTIVATED"
_HELD: Final = "a running promotion holds the price"

Refused = dict[str, MarketplaceError]


class ProductWriter:
    """Updates products of one shop.

    :param warehouse: returns the id of the place for the first units of a new SKU
    :param locks: returns the prices that promotions hold
    :param of_tree: returns what a function gives for the version of the tree of categories in use
    """

    def __init__(
        self,
        client: TikTokShopClient,
        market: Market,
        *,
        warehouse: Callable[[], str],
        locks: Callable[[], PriceLocks],
        of_tree: Callable[[Callable[[str], dict[str, Any]]], dict[str, Any]],
    ):
        self._client = client
        self._market = market
        self._warehouse = warehouse
        self._locks = locks
        self._of_tree = of_tree

    def update(self, number: str, content: Content, keys: frozenset[str]) -> Written:
        """Make the parts `keys` of product `number` what `content` says.

        :raise Rejected: if it is deleted, or nothing at all was taken
        """
        shown = self._client.product.get_product(number)
        raw = newest_version(self._client, shown)
        # What an edit that is audited says of its status is not documented.
        word = str(shown.get("status"))
        now = replace(
            map_listing(raw, self._market.currency, whole=True), status=listing_status(word), raw_status=word
        )
        if now.status is ListingStatus.DELETED:
            raise Rejected("the product is deleted on the platform", code="deleted")
        edit = plan(raw, now, content, keys, self._market)
        written = Written(external_id=number, status=now.status, sku_ids=sku_ids(raw, content))
        refused: Refused = {}
        if not edit.empty:
            try:
                written = self._edit(raw, now, content, edit)
            except Rejected as error:
                if not edit.prices:
                    raise
                refused = dict.fromkeys(edit.keys, error)
        refused |= self._set_prices(number, edit)
        if refused and refused.keys() >= edit.keys | _price_keys(edit.prices) and not _only_held(refused):
            raise next(iter(refused.values()))
        return replace(written, refused=refused)

    def _edit(self, raw: Mapping[str, Any], now: Listing, content: Content, edit: Edit) -> Written:
        assert edit.skus is not None, "made by plan()"
        warehouse = self._warehouse() if edit.skus.has_new else ""
        answer = self._send(now.external_id, edit.whole, edit_body(raw, now, edit, warehouse))
        return Written(
            external_id=now.external_id,
            status=self._status_after(raw, now),
            sku_ids=self.ids_in(answer, content) or self.ids_of(now.external_id, content),
            warnings=warnings_of(answer),
        )

    def _send(self, number: str, whole: bool, body: dict[str, Any]) -> dict[str, Any]:
        product = self._client.product
        if not whole:
            return product.partial_edit_product(number, body)
        return self._of_tree(
            lambda version: product.edit_product(number, {**body, "category_version": version})
        )

    def _status_after(self, raw: Mapping[str, Any], now: Listing) -> ListingStatus:
        """Return where an edited product stands; one that was hidden is hidden again if need be.

        Whether an edit of a hidden product shows it is not documented.
        """
        if now.raw_status != _HIDDEN:
            return (
                now.status
                if now.status in (ListingStatus.LIVE, ListingStatus.DRAFT)
                else ListingStatus.CHECKING
            )
        if self._client.product.get_product(now.external_id).get("status") != _HIDDEN:
            platforms = storefronts_of(raw)
            (row, *_others) = self._client.product.deactivate_products(
                [now.external_id], listing_platforms=platforms
            )
            return ListingStatus.HIDDEN if row.ok else ListingStatus.CHECKING
        return ListingStatus.HIDDEN

    def _set_prices(self, number: str, edit: Edit) -> Refused:
        """Set the prices that differ in one call; return what was refused, by ``price:<sku id>``."""
        if not edit.prices:
            return {}
        assert edit.skus is not None, "made by plan()"
        locks = self._locks()
        held = [sku for sku in edit.prices if locks.holds(number, sku)]
        rows = [
            {"id": sku, "price": price_of(amount, self._market.currency, edit.skus.shown_price(sku))}
            for sku, amount in edit.prices.items()
            if sku not in held
        ]
        refused: Refused = {_price_key(sku): Rejected(_HELD, code="12052038") for sku in held}
        try:
            results = self._client.product.update_price(number, rows) if rows else []
        except Rejected as error:
            return refused | {_price_key(row["id"]): error for row in rows}
        for row in results:
            error = refusals.reason_of(row)
            if error is not None:
                refused[_price_key(row.key[0]) if row.key[0] else PRICE] = error
        return refused

    def ids_in(self, answer: Mapping[str, Any], content: Content) -> dict[tuple[str, ...], str]:
        """Return the ids of SKUs by their options if the answer of an edit tells: by their seller SKUs."""
        ids = {
            str(row.get("seller_sku") or ""): str(row.get("id") or "") for row in records(answer.get("skus"))
        }
        codes = [variant.seller_sku for variant in content.variants]
        if not codes or len(set(codes)) < len(codes) or not all(ids.get(code) and code for code in codes):
            return {}
        return {variant.options: ids[variant.seller_sku] for variant in content.variants}

    def ids_of(self, number: str, content: Content) -> dict[tuple[str, ...], str]:
        """Return the ids of SKUs by their options, read anew."""
        shown = self._client.product.get_product(number)
        return sku_ids(newest_version(self._client, shown), content)


def warnings_of(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what the platform says of something it took; one of two storefronts may have refused it."""
    rows = [*records(answer.get("warnings")), *records(answer.get("errors"))]
    return tuple(str(row["message"]) for row in rows if row.get("message"))


def _price_key(sku_id: str) -> str:
    return f"{PRICE}:{sku_id}"


def _price_keys(prices: Mapping[str, Decimal]) -> set[str]:
    return {_price_key(sku) for sku in prices}


def _only_held(refused: Refused) -> bool:
    return all(error.code in refusals.PRICE_LOCKED for error in refused.values())
