"""Categories with their attributes, brands and limits."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member, objects_at
from odoo.addons.ocean_marketplace_base.lib.arguments import batches, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import UNCONFIRMED, endpoint

from ..const import CATEGORY_BATCH, ITEM_PAGE
from .arguments import check_id, check_ids, check_text, given, optional, query
from .base import Resource
from .bodies import body
from .bodies_product import NewBrand
from .paging import all_by_offset, offset_page

_MAX_OFFSET = 2**31 - 1
_NAME_MAX = 1000
_LANGUAGE_MAX = 16


class CategoryMethods(Resource):
    """The part of ``/api/v2/product`` that describes categories.

    Where a method names no code, refusals carry the codes that hold for all methods (README).
    """

    @endpoint("GET", "/api/v2/product/get_category")
    def get_category(self, *, language: str = "") -> list[dict[str, Any]]:
        """Return the whole tree as rows with ``category_id``, ``parent_category_id`` and ``has_children``.

        ``GET /api/v2/product/get_category``, no paging. Items go into categories without children.

        :param language: e.g. ``en``; the market's when left out.
        :raise Rejected: ``error_invalid_language``
        """
        envelope = self._gateway.get("/api/v2/product/get_category", query(language=_language(language)))
        return objects_at(envelope, "response.category_list")

    @endpoint("GET", "/api/v2/product/get_attribute_tree", UNCONFIRMED)
    def get_attribute_tree(self, category_ids: Iterable[str], *, language: str = "") -> list[dict[str, Any]]:
        """Return ``{"category_id", "attribute_tree"}`` for each category; calls with 20 ids each.

        ``GET /api/v2/product/get_attribute_tree``. The parameter is ``category_id_list`` in the
        documentation's table and ``category_ids`` in its sample; the table's name is sent.

        :raise Rejected: ``error_invalid_category``, ``error_invalid_language``
        """
        rows: list[dict[str, Any]] = []
        for batch in batches(check_ids("category_ids", category_ids), CATEGORY_BATCH):
            params = query(category_id_list=",".join(map(str, batch)), language=_language(language))
            envelope = self._gateway.get("/api/v2/product/get_attribute_tree", params)
            rows += objects_at(envelope, "response.list")
        return rows

    @endpoint("POST", "/api/v2/product/search_attribute_value_list")
    def search_attribute_value_list(
        self, attribute_id: str, *, value_name: str = "", cursor: int = 0, limit: int = 100
    ) -> dict[str, Any]:
        """Return ``{"value_list", "page_info": {"cursor", "has_next"}}`` of an attribute with many values.

        ``POST /api/v2/product/search_attribute_value_list``, a read.

        :param value_name: part of the value's name.
        :param cursor: ``page_info.cursor`` of the page before.
        :param limit: 1 to 100.
        """
        values = {
            "attribute_id": check_id("attribute_id", attribute_id),
            "cursor": check_int("cursor", cursor, 0, 2**63 - 1),
            "limit": check_int("limit", limit, 1, ITEM_PAGE),
        }
        if given(value_name):
            values["value_name"] = check_text("value_name", value_name, _NAME_MAX)
        envelope = self._gateway.read_by_post("/api/v2/product/search_attribute_value_list", values)
        objects_at(envelope, "response.value_list")
        return envelope["response"]

    @endpoint("GET", "/api/v2/product/get_recommend_attribute")
    def get_recommend_attribute(
        self, item_name: str, category_id: str, *, cover_image_id: str = ""
    ) -> list[dict[str, Any]]:
        """Return attributes with values that suit an item.

        ``GET /api/v2/product/get_recommend_attribute``.
        """
        params = query(
            item_name=check_text("item_name", item_name, _NAME_MAX),
            category_id=check_id("category_id", category_id),
            cover_image_id=check_text("cover_image_id", cover_image_id, _NAME_MAX, empty=True),
        )
        envelope = self._gateway.get("/api/v2/product/get_recommend_attribute", params)
        return objects_at(envelope, "response.attribute_list")

    @endpoint("GET", "/api/v2/product/category_recommend")
    def category_recommend(self, item_name: str, *, product_cover_image: str = "") -> list[Any]:
        """Return ids of categories that suit an item, the best first.

        ``GET /api/v2/product/category_recommend``.

        :param product_cover_image: id of an uploaded image.
        :raise Rejected: ``error_image_unavailable``
        """
        params = query(
            item_name=check_text("item_name", item_name, _NAME_MAX),
            product_cover_image=check_text("product_cover_image", product_cover_image, _NAME_MAX, empty=True),
        )
        envelope = self._gateway.get("/api/v2/product/category_recommend", params)
        return member(envelope, "response.category_id", list)

    @endpoint("GET", "/api/v2/product/get_brand_list")
    def get_brand_list(
        self,
        category_id: str,
        *,
        status: int = 1,
        offset: int = 0,
        page_size: int = ITEM_PAGE,
        language: str = "",
    ) -> dict[str, Any]:
        """Return one page of brands: ``{"brand_list", "is_mandatory", "input_type", "has_next_page"}``.

        ``GET /api/v2/product/get_brand_list``. ``brand_id`` 0 is "No Brand".

        :param status: 1 usable, 2 still checked.
        :param page_size: 1 to 100.
        :raise Rejected: ``error_invalid_category``, ``error_category_is_block``
        """
        params = query(
            offset=check_int("offset", offset, 0, _MAX_OFFSET),
            page_size=check_int("page_size", page_size, 1, ITEM_PAGE),
            category_id=check_id("category_id", category_id),
            status=check_int("status", status, 1, 2),
            language=_language(language),
        )
        return offset_page(self._gateway.get("/api/v2/product/get_brand_list", params), "brand_list", offset)

    def iter_brand_list(self, category_id: str, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`get_brand_list`; `options` are its keyword arguments."""
        first = options.pop("offset", 0)
        return all_by_offset(
            lambda offset: self.get_brand_list(category_id, offset=offset, **options), "brand_list", first
        )

    @endpoint("POST", "/api/v2/product/register_brand")
    def register_brand(self, brand: Mapping[str, Any]) -> dict[str, Any]:
        """Ask for a new brand and return ``{"brand_id", "original_brand_name"}``; it is checked first.

        ``POST /api/v2/product/register_brand``.

        :param brand: fields of :class:`~.bodies_product.NewBrand`; 1 to 50 categories, 1 to 9 pictures.
        :raise Rejected: ``error_busi_duplicated``, ``error_busi_blacklist``, ``error_busi_pending_qc``
        """
        return self._write("/api/v2/product/register_brand", body(NewBrand, brand, "brand"))

    @endpoint("GET", "/api/v2/product/get_item_limit")
    def get_item_limit(self, category_id: str = "") -> dict[str, Any]:
        """Return the limits of prices (shop's currency), stock, lengths, images and days to ship.

        ``GET /api/v2/product/get_item_limit``. ``gtin_limit`` stands beside ``response`` in the
        documentation's table and in it in the sample; it is returned in it.

        :param category_id: some limits depend on it.
        :raise Rejected: ``error_item_not_found``
        """
        number = check_id("category_id", category_id) if given(category_id) else None
        envelope = self._gateway.get("/api/v2/product/get_item_limit", query(category_id=number))
        limits = member(envelope, "response", dict)
        return optional(gtin_limit=envelope.get("gtin_limit")) | limits

    @endpoint("GET", "/api/v2/product/get_variation_tree", UNCONFIRMED)
    def get_variation_tree(self, category_id: str) -> list[dict[str, Any]]:
        """Return the standard tiers of a category with their groups and options.

        ``GET /api/v2/product/get_variation_tree``; the page is called get_variations, and the rows stand in
        ``data``, in some answers in ``response``.
        """
        params = query(category_id=check_id("category_id", category_id))
        envelope = self._gateway.get("/api/v2/product/get_variation_tree", params)
        at = "data" if "data" in envelope else "response"
        return objects_at(envelope, f"{at}.standardise_variation_list")


def _language(language: object) -> str:
    return check_text("language", language, _LANGUAGE_MAX, empty=True)
