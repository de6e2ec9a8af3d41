"""Products as they are listed."""

from collections.abc import Iterable, Iterator
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import batches, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged

from ..const import (
    DISCUSSION_PAGE,
    PRODUCT_BATCH,
    PRODUCT_DEEPEST,
    PRODUCT_PAGE,
    PRODUCT_SORTS,
    SEARCH_PAGE,
    SKU_LENGTH,
)
from .arguments import (
    MOST_PAGES,
    check_choice,
    check_cursor,
    check_id,
    check_ids,
    check_page,
    check_text,
    check_url,
    given,
)
from .base import Resource, rows_of

_INFO = "/inventory/v1/fs/{fs_id}/product/info"


class ProductApi(Resource):
    """Reads of ``/inventory``: products, their variants, and what a category asks for.

    Where a method names no code, refusals carry the codes that hold for all methods (README).
    """

    @endpoint("GET", "/inventory/v1/fs/{fs_id}/product/info")
    def get_by_id(self, product_ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return the products and variants of `product_ids`; calls with 100 ids each.

        ``GET /inventory/v1/fs/{fs_id}/product/info?product_id=``. Names are in three styles within one
        object. A product with variants has ``variant.isParent`` and ``variant.childrenID``; each child is a
        product. Weights are in gram (``unit`` 1) or kilogram (2); ``stock.value`` includes the campaign
        reserve.

        :raise Rejected: ``PRD_DLV_001`` to ``003`` or ``PRD_USC_024`` for a bad id, ``OPENAPI_DB_002`` for an
            unknown product
        """
        found: list[dict[str, Any]] = []
        for batch in batches(check_ids("product_ids", product_ids), PRODUCT_BATCH):
            found += self._info([("product_id", ",".join(map(str, batch)))])
        return found

    @endpoint("GET", "/inventory/v1/fs/{fs_id}/product/info")
    def get_by_sku(self, sku: str) -> list[dict[str, Any]]:
        """Return the products with the seller's own number `sku`, as :meth:`get_by_id` does.

        ``GET /inventory/v1/fs/{fs_id}/product/info?sku=``.

        :raise Rejected: ``OPENAPI_DB_002`` for an unknown product
        """
        return self._info([("sku", check_text("sku", sku, SKU_LENGTH))])

    @endpoint("GET", "/inventory/v1/fs/{fs_id}/product/info")
    def get_by_url(self, product_url: str) -> list[dict[str, Any]]:
        """Return the product of the page `product_url`, as :meth:`get_by_id` does.

        ``GET /inventory/v1/fs/{fs_id}/product/info?product_url=``.

        :raise Rejected: ``OPENAPI_DB_002`` for an unknown product
        """
        return self._info([("product_url", check_url("product_url", product_url))])

    @endpoint("GET", "/inventory/v1/fs/{fs_id}/product/info")
    def get_by_shop(
        self, *, page: int = 1, per_page: int = PRODUCT_PAGE, sort: str = "default", last_sort: str = ""
    ) -> list[dict[str, Any]]:
        """Return one page of the shop's products, as :meth:`get_by_id` does; an empty one ends the list.

        ``GET /inventory/v1/fs/{fs_id}/product/info?shop_id=``.

        :param page: from 1.
        :param per_page: 1 to 50.
        :param sort: one of ``PRODUCT_SORTS``.
        :param last_sort: cursor that is needed beyond 10,000 products.
        :raise Rejected: ``PRD_DLV_005`` for a bad page, ``PRD_DLV_016`` for a bad shop id
        """
        params = [
            self._gateway.shop_param,
            *check_page(page, per_page, PRODUCT_PAGE),
            ("sort", str(PRODUCT_SORTS[check_choice("sort", sort, PRODUCT_SORTS)])),
        ]
        if check_cursor("last_sort", last_sort):
            params.append(("last_sort", last_sort))
        return self._info(params)

    def iter_by_shop(
        self, *, per_page: int = PRODUCT_PAGE, sort: str = "default"
    ) -> Iterator[dict[str, Any]]:
        """Yield all products of the shop, once each, page after page, as :meth:`get_by_shop` returns them.

        :raise ContractChanged: for a shop with more than 10,000 products, whose rest has no documented cursor
        """
        seen: set[str] = set()
        page = 1
        while rows := self.get_by_shop(page=page, per_page=per_page, sort=sort):
            fresh = [row for row in rows if _product_id(row) not in seen]
            if not fresh:
                raise ContractChanged("the list repeats itself", path="data")
            for row in fresh:
                seen.add(_product_id(row))
                yield row
            if page * per_page >= PRODUCT_DEEPEST:
                raise ContractChanged("the shop has more than 10,000 products", path="data")
            page += 1

    @endpoint("GET", "/inventory/v1/fs/{fs_id}/product/list", "third party")
    def search(
        self, *, start: int = 0, rows: int = SEARCH_PAGE, keyword: str = "", sku: str = ""
    ) -> dict[str, Any]:
        """Return what the shop's search finds: ``{"total_data", "shop", "products": [...]}``.

        ``GET /inventory/v1/fs/{fs_id}/product/list``, an older list with fewer fields.

        :param start: how many to leave out.
        :param rows: 1 to 100.
        """
        params = [
            self._gateway.shop_param,
            ("start", str(check_int("start", start, 0, MOST_PAGES))),
            ("rows", str(check_int("rows", rows, 1, SEARCH_PAGE))),
        ]
        if given(keyword):
            params.append(("keyword", check_text("keyword", keyword, 200)))
        if given(sku):
            params.append(("sku", check_text("sku", sku, SKU_LENGTH)))
        envelope = self._gateway.get("/inventory/v1/fs/{fs_id}/product/list", params)
        rows_of(envelope, "data.products")
        return member(envelope, "data", dict)

    @endpoint("GET", "/inventory/v1/fs/{fs_id}/product/variant/{product_id}")
    def get_variants(self, product_id: str) -> dict[str, Any]:
        """Return the variants of a product: ``{"parent_id", "default_child", "variant", "children"}``.

        ``GET /inventory/v1/fs/{fs_id}/product/variant/{product_id}``. ``children`` have price, stock, SKU and
        ``option_ids``, which point into ``variant[].option``.
        """
        number = check_id("product_id", product_id)
        path = "/inventory/v1/fs/{fs_id}/product/variant/{product_id}"
        envelope = self._gateway.get(path, product_id=number)
        rows_of(envelope, "data.children")
        return member(envelope, "data", dict)

    @endpoint("GET", "/inventory/v2/fs/{fs_id}/category/get_variant")
    def get_category_variants(self, category_id: str) -> dict[str, Any]:
        """Return the variants that products of a category may have, with their units and values.

        ``GET /inventory/v2/fs/{fs_id}/category/get_variant``; ``variant_id_combinations`` lists which may go
        together.

        :raise Rejected: ``VRT_USC_002`` for an unknown category
        """
        params = [("cat_id", str(check_id("category_id", category_id)))]
        envelope = self._gateway.get("/inventory/v2/fs/{fs_id}/category/get_variant", params)
        rows_of(envelope, "data.variant_details")
        return member(envelope, "data", dict)

    @endpoint("GET", "/inventory/v1/fs/{fs_id}/category/get_variant")
    def get_category_variants_v1(self, category_id: str) -> list[dict[str, Any]]:
        """Return the same as :meth:`get_category_variants` with other names, without combinations.

        ``GET /inventory/v1/fs/{fs_id}/category/get_variant``.

        :raise Rejected: ``VRT_USC_002`` for an unknown category
        """
        params = [("cat_id", str(check_id("category_id", category_id)))]
        envelope = self._gateway.get("/inventory/v1/fs/{fs_id}/category/get_variant", params)
        return rows_of(envelope, "data")

    @endpoint("GET", "/v1/fs/{fs_id}/product/annotation")
    def get_annotations(self, category_id: str) -> list[dict[str, Any]]:
        """Return the attributes of a category: ``[{"variant", "sort_order", "values": [{"id", "name"}]}]``.

        ``GET /v1/fs/{fs_id}/product/annotation``. The chosen ``values[].id`` go into ``annotations`` of a
        product.
        """
        params = [("cat_id", str(check_id("category_id", category_id)))]
        return rows_of(self._gateway.get("/v1/fs/{fs_id}/product/annotation", params), "data")

    @endpoint("GET", "/v1/discussion/fs/{fs_id}/list")
    def get_discussion(
        self, product_id: str, *, page: int = 1, per_page: int = DISCUSSION_PAGE
    ) -> dict[str, Any]:
        """Return a page of questions about a product: ``{"HasNext", "TotalQuestion", "Question": [...]}``.

        ``GET /v1/discussion/fs/{fs_id}/list``; read only.

        :param per_page: 1 to 10.
        """
        params = [
            self._gateway.shop_param,
            ("product_id", str(check_id("product_id", product_id))),
            *check_page(page, per_page, DISCUSSION_PAGE),
        ]
        envelope = self._gateway.get("/v1/discussion/fs/{fs_id}/list", params)
        rows_of(envelope, "data.Question")
        return member(envelope, "data", dict)

    def iter_discussion(self, product_id: str) -> Iterator[dict[str, Any]]:
        """Yield all questions about a product, page after page."""
        page, more = 1, True
        while more:
            data = self.get_discussion(product_id, page=page)
            questions = data.get("Question") or []
            yield from questions
            # An empty page that claims to have more would be asked for for ever.
            more = member(data, "HasNext", bool) and bool(questions)
            page += 1

    def _info(self, params: list[tuple[str, str]]) -> list[dict[str, Any]]:
        rows = rows_of(self._gateway.get(_INFO, params), "data")
        for index, row in enumerate(rows):
            if not isinstance(row.get("basic"), dict) or not _product_id(row):
                raise ContractChanged("a product id is expected", path=f"data[{index}].basic.productID")
        return rows


def _product_id(row: dict[str, Any]) -> str:
    return str(row["basic"].get("productID") or "")
