"""Categories, attributes, rules and brands."""

from collections.abc import Iterator
from typing import Any

from typing_extensions import Unpack

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from ..const import PRODUCT_PAGE
from .answers import data_of, iterate, page_of, rows_of
from .arguments import as_params, check_id, check_shape, check_text, given, paging
from .base import Resource
from .shapes.product import (
    BrandFilter,
    BrandHint,
    CategoryFilter,
    CategoryHint,
    GlobalCategoryFilter,
    GlobalCategoryHint,
)

_TITLE = 300


class CategoryMethods(Resource):
    """The catalogue that products are hung into.

    Names follow ``locale``. ``category_version`` v2 is the deeper tree (US, South East Asia since 2026); an
    id belongs to one version, so remember both.
    """

    @endpoint("GET", "/product/202309/categories")
    def get_categories(self, **options: Unpack[CategoryFilter]) -> list[dict[str, Any]]:
        """Return all categories: ``{"id", "parent_id", "local_name", "is_leaf", "permission_statuses"}``.

        ``GET /product/202309/categories`` ("Get Categories"), without pages. ``listing_platform`` takes one
        platform: a product for both needs a category of both lists.

        :raise Rejected: ``12052217`` not the shop's ``category_version``, ``12052230`` not of this
            ``category_version``, ``12052700`` seller inactive
        """
        params = as_params(check_shape(CategoryFilter, "", options))
        return rows_of(self._gateway.get("/product/202309/categories", params), "categories")

    @endpoint("GET", "/product/202309/categories/{category_id}/attributes")
    def get_attributes(
        self, category_id: str, *, locale: str = "", category_version: str = ""
    ) -> list[dict[str, Any]]:
        """Return the attributes of a leaf category; "required" is spelled ``is_requried``.

        ``GET /product/202309/categories/{category_id}/attributes`` ("Get Attributes").

        :raise Rejected: ``12052023`` no such category, ``12052024`` not a leaf, ``12052217`` not the shop's
            ``category_version``
        """
        path = f"/product/202309/categories/{check_id('category_id', category_id)}/attributes"
        return rows_of(self._gateway.get(path, _tongue(locale, category_version)), "attributes")

    @endpoint("GET", "/product/202309/categories/{category_id}/rules")
    def get_category_rules(
        self, category_id: str, *, locale: str = "", category_version: str = ""
    ) -> dict[str, Any]:
        """Return what a leaf category asks for: certificates, size chart, dimensions, cash on delivery.

        ``GET /product/202309/categories/{category_id}/rules`` ("Get Category Rules").

        :raise Rejected: ``12052023`` no such category, ``12052024`` not a leaf, ``12052220`` the category is
            prohibited, ``12052217`` not the shop's ``category_version``
        """
        path = f"/product/202309/categories/{check_id('category_id', category_id)}/rules"
        return data_of(self._gateway.get(path, _tongue(locale, category_version)))

    @endpoint("POST", "/product/202309/categories/recommend")
    def recommend_category(self, product_title: str, **hints: Unpack[CategoryHint]) -> dict[str, Any]:
        """Return ``{"leaf_category_id", "categories"}`` that the platform guesses for a product.

        ``POST /product/202309/categories/recommend`` ("Recommend Category").

        :raise Rejected: ``12019064`` no category fits, ``12052912`` none within the shop's main category,
            ``12052722`` no such image, ``12052261`` no title
        """
        title = {"product_title": check_text("product_title", product_title, _TITLE)}
        body = title | check_shape(CategoryHint, "", hints)
        return data_of(self._gateway.search("/product/202309/categories/recommend", (), body))

    @endpoint("GET", "/product/202309/brands")
    def get_brands(
        self, *, page_size: int = PRODUCT_PAGE, page_token: str = "", **filters: Unpack[BrandFilter]
    ) -> dict[str, Any]:
        """Return one page of ``brands``: ``{"id", "name", "authorized_status", "brand_status"}``.

        ``GET /product/202309/brands`` ("Get Brands"), page size 1 to 100.

        :raise Rejected: ``12052023`` no such category, ``12052217`` not the shop's ``category_version``,
            ``12019123`` too deep a page
        """
        params = paging(page_size, page_token, PRODUCT_PAGE)
        params += as_params(check_shape(BrandFilter, "", filters))
        return page_of(self._gateway.get("/product/202309/brands", params), "brands", page_token)

    def iter_brands(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_brands`, page after page; `options` are its keyword arguments."""
        return iterate(self.get_brands, "brands", **options)

    @endpoint("POST", "/product/202309/brands")
    def create_custom_brand(self, name: str) -> str:
        """Return the id of a new brand of the seller's own.

        ``POST /product/202309/brands`` ("Create Custom Brands"), without shop; 50 a day, 1000 in all.

        :raise Rejected: ``12052205`` the name exists, ``12052189`` shorter than 2 characters, ``12052190``
            longer than 30, ``12052202`` too many today, ``12052203`` too many in all
        """
        body = {"name": check_text("name", name, 255)}
        envelope = self._gateway.write("POST", "/product/202309/brands", body, shop=False)
        return member(envelope, "data.id", str)

    @endpoint("POST", "/product/202609/brands/suggest", "third party")
    def suggest_brands(self, product_title: str, **hints: Unpack[BrandHint]) -> dict[str, Any]:
        """Return the brands that the platform guesses for a product.

        ``POST /product/202609/brands/suggest`` ("Suggest Brands").

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        title = {"product_title": check_text("product_title", product_title, _TITLE)}
        body = title | check_shape(BrandHint, "", hints)
        return data_of(self._gateway.search("/product/202609/brands/suggest", (), body))

    @endpoint("GET", "/product/202309/global_categories")
    def get_global_categories(self, **options: Unpack[GlobalCategoryFilter]) -> list[dict[str, Any]]:
        """Return all categories for global products of cross-border sellers.

        ``GET /product/202309/global_categories`` ("Get Global Categories"), without shop.

        :raise Rejected: ``12052217`` not the seller's ``category_version``, ``12052700`` seller inactive
        """
        params = as_params(check_shape(GlobalCategoryFilter, "", options))
        envelope = self._gateway.get("/product/202309/global_categories", params, shop=False)
        return rows_of(envelope, "categories")

    @endpoint("POST", "/product/202309/global_categories/recommend")
    def recommend_global_categories(
        self, product_title: str, **hints: Unpack[GlobalCategoryHint]
    ) -> dict[str, Any]:
        """Return the categories that the platform guesses for a global product.

        ``POST /product/202309/global_categories/recommend`` ("Recommend Global Categories"), without shop.

        :raise Rejected: ``12019064`` no category fits, ``12052912`` none within the seller's main category,
            ``12052722`` no such image, ``12052261`` no title
        :raise Transient: ``12056001`` system error
        """
        title = {"product_title": check_text("product_title", product_title, _TITLE)}
        body = title | check_shape(GlobalCategoryHint, "", hints)
        envelope = self._gateway.search("/product/202309/global_categories/recommend", (), body, shop=False)
        return data_of(envelope)

    @endpoint("GET", "/product/202309/categories/{category_id}/global_attributes")
    def get_global_attributes(
        self, category_id: str, *, locale: str = "", category_version: str = ""
    ) -> list[dict[str, Any]]:
        """Return the attributes of a leaf category for global products.

        ``GET /product/202309/categories/{category_id}/global_attributes`` ("Get Global Attributes"), without
        shop.

        :raise Rejected: ``12052023`` no such category, ``12052024`` not a leaf, ``12052217`` not the seller's
            ``category_version``
        """
        path = f"/product/202309/categories/{check_id('category_id', category_id)}/global_attributes"
        params = _tongue(locale, category_version)
        return rows_of(self._gateway.get(path, params, shop=False), "attributes")

    @endpoint("GET", "/product/202309/categories/{category_id}/global_rules")
    def get_global_category_rules(
        self, category_id: str, *, locale: str = "", category_version: str = ""
    ) -> dict[str, Any]:
        """Return what a leaf category asks of global products.

        ``GET /product/202309/categories/{category_id}/global_rules`` ("Get Global Category Rules"), without
        shop.

        :raise Rejected: ``12052023`` no such category, ``12052024`` not a leaf, ``12052220`` the category is
            prohibited
        """
        path = f"/product/202309/categories/{check_id('category_id', category_id)}/global_rules"
        return data_of(self._gateway.get(path, _tongue(locale, category_version), shop=False))


def _tongue(locale: str, category_version: str) -> list[tuple[str, str]]:
    params = given(
        locale=check_text("locale", locale, 16, 0) or None,
        category_version=check_text("category_version", category_version, 8, 0) or None,
    )
    return as_params(params)
