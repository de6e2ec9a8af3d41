"""Categories and listings of one shop in the terms of the base (`catalogue.Catalogue`)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from typing import Any, Final, TypeVar

from odoo.addons.ocean_marketplace_base.lib.arguments import batches
from odoo.addons.ocean_marketplace_base.lib.catalogue import (
    MAIN,
    Brand,
    Category,
    CategoryRules,
    Outcome,
    Written,
)
from odoo.addons.ocean_marketplace_base.lib.content import Content, Image
from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError, Rejected
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult
from odoo.addons.ocean_marketplace_base.lib.schema import Listing, ListingStatus

from . import refusals
from .category_rules import brands_of, categories_of, rules_of
from .client.tiktok_shop_client import TikTokShopClient
from .const import TIKTOK_SHOP
from .fields import records
from .html_text import html_of
from .mapping import map_listing
from .markets import Market
from .places import default_warehouse
from .price_locks import PriceLocks, read_price_locks
from .product_body import new_product
from .product_read import read_product
from .product_writer import ProductWriter, warnings_of
from .status import listing_status

_SELLER_SKUS: Final = 10  # Search Products, seller_skus
_KEY: Final = 128  # Create Product, idempotency_key
_TITLE: Final = 300  # Recommend Category, product_title
_USE_CASES: Final = {MAIN: "MAIN_IMAGE"}
_HIDDEN: Final = frozenset({"SELLER_DEACTIVATED"})
_SHOWN: Final = frozenset({"ACTIVATE", "PENDING"})
_DELETED: Final = frozenset({"DELETED"})
_NOT_DELETED: Final = frozenset({"DRAFT", "PENDING", "FAILED", "ACTIVATE", "SELLER_DEACTIVATED"})

_Answer = TypeVar("_Answer")


class TikTokCatalogue:
    """Catalogue side of one shop; see `catalogue.Catalogue`.

    :param client: of the shop
    :param region: two letters; limits, units and the tree of categories follow it
    :param currency: of the shop
    :param listing_platforms: the storefronts (`const.TIKTOK_SHOP`, `const.TOKOPEDIA`) on which products are
        created, shown and hidden; the platform takes TikTok Shop alone if none is named. Categories are
        usable where all of them have them. An update leaves a product on the storefronts where it is
    """

    def __init__(
        self,
        client: TikTokShopClient,
        *,
        region: str = "ID",
        currency: str = "IDR",
        listing_platforms: Collection[str] = (),
    ):
        self._client = client
        self._market = Market(region=region, currency=currency, storefronts=tuple(listing_platforms))
        self.version = self._market.category_version
        self._tree = self.version
        self.limits = self._market.limits

    # === CATEGORIES === #

    def categories(self) -> Iterator[Category]:
        """See `catalogue.Catalogue`. One call for each storefront."""
        lists = [
            self._of_tree(
                lambda version, mark=mark: self._client.product.get_categories(
                    **mark, locale=self._market.locale, category_version=version
                )
            )
            for mark in self._each_storefront()
        ]
        yield from categories_of(lists)

    def category_rules(self, category_id: str) -> CategoryRules:
        """See `catalogue.Catalogue`. Two calls; what is prohibited is told by ``forbidden_reason``."""
        product, locale = self._client.product, self._market.locale
        try:
            rules = self._of_tree(
                lambda version: product.get_category_rules(
                    category_id, locale=locale, category_version=version
                )
            )
            attributes = self._of_tree(
                lambda version: product.get_attributes(category_id, locale=locale, category_version=version)
            )
        except Rejected as error:
            if error.code not in refusals.PROHIBITED:
                raise
            return CategoryRules(
                category_id=category_id, limits=self.limits, forbidden_reason=error.message or error.code
            )
        return rules_of(category_id, self.limits, rules, attributes)

    def brands(self, category_id: str, query: str = "") -> Iterator[Brand]:
        """See `catalogue.Catalogue`. There is no *no brand*: goods without brand name none."""
        options: dict[str, Any] = {"category_id": category_id, **({"brand_name": query} if query else {})}
        brands = self._client.product
        page = self._of_tree(lambda version: brands.get_brands(category_version=version, **options))
        yield from brands_of(page["brands"])
        while page["next_page_token"]:
            options["page_token"] = page["next_page_token"]
            page = brands.get_brands(category_version=self._tree, **options)
            yield from brands_of(page["brands"])

    def recommend(self, name: str, *, description: str = "", image: Image | None = None) -> tuple[str, ...]:
        """See `catalogue.Catalogue`. One call for each storefront, which may guess differently."""
        hints: dict[str, Any] = {"locale": self._market.locale}
        if description:
            hints["description"] = html_of(description[: self.limits.description_max])
        if image is not None and image.external_id:
            hints["images"] = [{"uri": image.external_id}]
        guesses = [self._guess(name[:_TITLE], {**hints, **mark}) for mark in self._each_storefront()]
        return tuple(dict.fromkeys(guess for guess in guesses if guess))

    def _guess(self, name: str, hints: Mapping[str, Any]) -> str:
        try:
            found = self._of_tree(
                lambda version: self._client.product.recommend_category(
                    name, category_version=version, **hints
                )
            )
        except Rejected as error:
            if error.code not in refusals.NO_GUESS:
                raise
            return ""
        return str(found.get("leaf_category_id") or "")

    def _each_storefront(self) -> list[dict[str, str]]:
        return [{"listing_platform": mark} for mark in self._market.storefronts] or [{}]

    def _of_tree(self, call: Callable[[str], _Answer]) -> _Answer:
        """Return what `call` gives for the version of the tree that the shop uses: pages differ on that."""
        try:
            return call(self._tree)
        except Rejected as error:
            if error.code not in refusals.OTHER_TREE:
                raise
            other = "v1" if self._tree == "v2" else "v2"
            try:
                answer = call(other)
            except Rejected as again:
                raise error from again
            self._tree = other
            return answer

    # === READING === #

    def upload_image(self, data: bytes, *, use: str = MAIN) -> Image:
        """See `catalogue.Catalogue`."""
        answer = self._client.product.upload_product_image(
            data, use_case=_USE_CASES.get(use, "ATTRIBUTE_IMAGE")
        )
        return Image(external_id=str(answer["uri"]), url=str(answer.get("url") or "").strip())

    def find(self, seller_skus: Iterable[str]) -> dict[str, str]:
        """See `catalogue.Catalogue`. A call for each ten; what is on sale goes before what is not."""
        found: dict[str, tuple[bool, str]] = {}
        for batch in batches(list(dict.fromkeys(filter(None, seller_skus))), _SELLER_SKUS):
            for row in self._client.product.iter_products(seller_skus=list(batch)):
                listing = map_listing(row, whole=False)
                if listing.status is ListingStatus.DELETED:
                    continue
                mine = (listing.status is ListingStatus.LIVE, listing.external_id)
                for sku in listing.skus:
                    if sku.seller_sku in batch and mine[0] >= found.get(sku.seller_sku, (False, ""))[0]:
                        found[sku.seller_sku] = mine
        return {sku: number for sku, (_live, number) in found.items()}

    def read(self, external_ids: Iterable[str]) -> dict[str, Listing]:
        """See `catalogue.Catalogue`. A call for each, and those that tell which prices are held.

        While an edit is audited, ``content`` is that edit.
        """
        found: dict[str, Listing] = {}
        for number in dict.fromkeys(external_ids):
            try:
                found[number] = read_product(self._client, number, self._locks, self._market.currency)
            except Rejected as error:
                if error.code not in refusals.NOT_THERE | {refusals.NOT_OURS}:
                    raise
        return found

    @cached_property
    def _locks(self) -> PriceLocks:
        return read_price_locks(self._client)

    # === WRITING === #

    def create(self, content: Content, *, key: str, draft: bool = False) -> Written:
        """See `catalogue.Catalogue`. The platform itself makes one product of two creates with one `key`.

        :param draft: keep it as a draft instead of submitting it to the audit
        """
        body = new_product(content, self._market, self._default_warehouse)
        body["save_mode"] = "AS_DRAFT" if draft else "LISTING"
        if key:
            body["idempotency_key"] = key if len(key) <= _KEY else sha256(key.encode()).hexdigest()
        answer = self._of_tree(
            lambda version: self._client.product.create_product({**body, "category_version": version})
        )
        number = str(answer.get("product_id") or "")
        return Written(
            external_id=number,
            status=listing_status("DRAFT" if draft else "PENDING"),
            sku_ids=self._writer.ids_in(answer, content) or self._writer.ids_of(number, content),
            warnings=warnings_of(answer),
        )

    def update(self, external_id: str, content: Content, keys: frozenset[str]) -> Written:
        """See `catalogue.Catalogue`.

        Prices of products on sale are set at once, everything else is audited. What is hidden stays hidden.
        """
        return self._writer.update(external_id, content, keys)

    @cached_property
    def _writer(self) -> ProductWriter:
        return ProductWriter(
            self._client,
            self._market,
            warehouse=lambda: self._default_warehouse,
            locks=lambda: self._locks,
            of_tree=self._of_tree,
        )

    @cached_property
    def _default_warehouse(self) -> str:
        return default_warehouse(self._client.logistics.get_warehouse_list())

    # === STATUS === #

    def activate(self, external_ids: Iterable[str]) -> Outcome:
        """See `catalogue.Catalogue`. The platform audits before it shows."""
        return self._change(
            lambda ids: self._client.product.activate_products(
                ids, listing_platforms=self._market.storefronts
            ),
            external_ids,
            _SHOWN,
        )

    def deactivate(self, external_ids: Iterable[str]) -> Outcome:
        """See `catalogue.Catalogue`."""
        return self._change(
            lambda ids: self._client.product.deactivate_products(
                ids, listing_platforms=self._market.storefronts
            ),
            external_ids,
            _HIDDEN,
        )

    def delete(self, external_ids: Iterable[str]) -> Outcome:
        """See `catalogue.Catalogue`. It is deleted from all storefronts."""
        done = self._change(self._client.product.delete_products, external_ids, _DELETED)
        gone = refusals.NOT_THERE
        return {
            number: None if error is not None and error.code in gone else error
            for number, error in done.items()
        }

    def recover(self, external_ids: Iterable[str]) -> Outcome:
        """See `catalogue.Catalogue`. What comes back is hidden."""
        return self._change(self._client.product.recover_products, external_ids, _NOT_DELETED)

    def _change(
        self,
        call: Callable[[list[str]], list[RowResult]],
        external_ids: Iterable[str],
        wanted: Collection[str],
    ) -> Outcome:
        """Return what became of each; one that cannot be changed since it is as `wanted` is done already."""
        ids = list(dict.fromkeys(external_ids))
        if not ids:
            return {}
        outcome: dict[str, MarketplaceError | None] = {}
        for row in call(ids):
            error = refusals.reason_of(row)
            if error is not None and error.code == refusals.WRONG_STATUS and self._is(row.key[0], wanted):
                error = None
            outcome[row.key[0]] = error
        return {number: outcome.get(number) for number in ids}

    def _is(self, number: str, statuses: Collection[str]) -> bool:
        try:
            product = self._client.product.get_product(number)
            return all(status in statuses for status in self._statuses(product))
        except Rejected as error:
            return error.code in refusals.NOT_THERE and statuses is _DELETED

    def _statuses(self, product: Mapping[str, Any]) -> list[Any]:
        """Return the statuses of a product on the storefronts this is about, TikTok Shop's by default.

        ``integrated_platform_statuses`` (Get Product) has the others; empty where it is not on one of them.
        """
        others = {
            row.get("platform"): row.get("status")
            for row in records(product.get("integrated_platform_statuses"))
        }
        wanted = self._market.storefronts or (TIKTOK_SHOP,)
        own = product.get("status")
        alone = bool(product.get("is_pre_owned"))  # for one storefront only, whose status is its own
        return [others.get(mark, own if alone or mark == TIKTOK_SHOP else "") for mark in wanted]
