"""Products: from creation to deletion."""

from collections.abc import Iterable, Iterator
from typing import Any

from typing_extensions import Unpack

from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice, check_flag
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from ..const import PRODUCT_BATCH, PRODUCT_PAGE
from .answers import data_of, iterate, page_of, rows_of
from .arguments import (
    as_params,
    check_choices,
    check_id,
    check_ids,
    check_shape,
    check_shapes,
    check_text,
    given,
    paging,
)
from .base import Resource
from .rows import results_of, run_batches
from .shapes.product import NewProduct, PartialProduct, Product, ProductFilter, SkuPrice

_PLATFORMS = ("TIKTOK_SHOP", "TOKOPEDIA")
_EDIT_VERSIONS = ("202509", "202309")
_SEARCH_VERSIONS = ("202502", "202312", "202309")


class ItemMethods(Resource):
    """``/product/…/products``.

    Everything written is audited later: the ids come at once, the status goes from PENDING to ACTIVATE or
    FAILED. If an edit fails the audit, the listing stays live as it was. Amounts are decimal text in units of
    the currency. In Indonesia ``listing_platforms`` puts a product on Tokopedia too; the default is TikTok
    only.
    """

    @endpoint("POST", "/product/202502/products/search")
    @endpoint("POST", "/product/202312/products/search")
    @endpoint("POST", "/product/202309/products/search")
    def search_products(
        self,
        *,
        page_size: int = PRODUCT_PAGE,
        page_token: str = "",
        version: str = _SEARCH_VERSIONS[0],
        **filters: Unpack[ProductFilter],
    ) -> dict[str, Any]:
        """Return one page of products: ``{"products": [{"id", "status", "skus"…}], "next_page_token"}``.

        ``POST /product/202502/products/search`` ("Search Products"). ``listing_platforms`` needs a ``status``
        other than ALL.

        :param page_size: 1 to 100.
        :param filters: times are aware; both ends count.
        :raise Rejected: ``12052180`` more than 10000 products found, ``12019118`` and ``12019119`` wrong
            times, ``12019027`` more than 10 seller SKUs, ``12052700`` seller inactive
        """
        params = paging(page_size, page_token, PRODUCT_PAGE)
        body = check_shape(ProductFilter, "", filters)
        path = f"/product/{check_choice('version', version, _SEARCH_VERSIONS)}/products/search"
        return page_of(self._gateway.search(path, params, body), "products", page_token)

    def iter_products(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`search_products`, page after page; `options` are its keyword arguments."""
        return iterate(self.search_products, "products", **options)

    @endpoint("GET", "/product/202309/products/{product_id}")
    def get_product(
        self,
        product_id: str,
        *,
        return_under_review_version: bool = False,
        return_draft_version: bool = False,
        locale: str = "",
    ) -> dict[str, Any]:
        """Return one product with everything.

        ``GET /product/202309/products/{product_id}`` ("Get Product").

        :param return_under_review_version: the edit that is being audited instead of what buyers see.
        :raise Rejected: ``12052260`` no such product, ``12052048`` another seller's, ``12052547`` no version
            is being audited
        """
        params = given(
            return_under_review_version=check_flag("return_under_review_version", return_under_review_version)
            or None,
            return_draft_version=check_flag("return_draft_version", return_draft_version) or None,
            locale=check_text("locale", locale, 16, 0) or None,
        )
        path = f"/product/202309/products/{check_id('product_id', product_id)}"
        return data_of(self._gateway.get(path, as_params(params)))

    @endpoint("POST", "/product/202309/products")
    def create_product(self, product: NewProduct) -> dict[str, Any]:
        """Return ``{"product_id", "skus": [{"id", "seller_sku"}], "warnings"}`` of a new product.

        ``POST /product/202309/products`` ("Create Product"). New shops may create 100 a day. With an
        ``idempotency_key`` a repeated call does not create a second one.

        :raise Rejected: ``12052093`` too many products, ``12052024`` not a leaf category, ``12052104`` an
            attribute is missing, ``12052300`` main image not uploaded, ``12052700`` seller inactive
        """
        body = check_shape(NewProduct, "product", product)
        return data_of(self._gateway.write("POST", "/product/202309/products", body))

    @endpoint("PUT", "/product/202509/products/{product_id}")
    @endpoint("PUT", "/product/202309/products/{product_id}")
    def edit_product(
        self, product_id: str, product: Product, *, version: str = _EDIT_VERSIONS[0]
    ) -> dict[str, Any]:
        """Replace a product; return ids, ``audit`` and ``warnings``. What is not named is removed.

        ``PUT /product/202509/products/{product_id}`` ("Edit Product").

        :raise Rejected: ``12052032`` no such product, ``12052901`` not in this status, ``12052038`` price
            locked by a promotion, ``12052393`` less stock than a promotion has reserved, ``12052308`` an
            appeal is open
        """
        path = f"/product/{check_choice('version', version, _EDIT_VERSIONS)}/products"
        body = check_shape(Product, "product", product)
        return data_of(self._gateway.write("PUT", f"{path}/{check_id('product_id', product_id)}", body))

    @endpoint("POST", "/product/202509/products/{product_id}/partial_edit")
    @endpoint("POST", "/product/202309/products/{product_id}/partial_edit")
    def partial_edit_product(
        self, product_id: str, product: PartialProduct, *, version: str = _EDIT_VERSIONS[0]
    ) -> dict[str, Any]:
        """Change some fields of a product; return ids and ``audit``.

        ``POST /product/202509/products/{product_id}/partial_edit`` ("Partial Edit Product").

        :raise Rejected: ``12052032`` no such product, ``12052038`` price locked by a promotion, ``12052393``
            less stock than a promotion has reserved, ``12052308`` an appeal is open, ``12052700`` seller
            inactive
        """
        path = f"/product/{check_choice('version', version, _EDIT_VERSIONS)}/products"
        body = check_shape(PartialProduct, "product", product)
        path = f"{path}/{check_id('product_id', product_id)}/partial_edit"
        return data_of(self._gateway.write("POST", path, body))

    @endpoint("POST", "/product/202309/products/{product_id}/prices/update")
    def update_price(self, product_id: str, skus: Iterable[SkuPrice]) -> list[RowResult]:
        """Set the prices of SKUs of one product, at once and without audit; return one result for each SKU.

        ``POST /product/202309/products/{product_id}/prices/update`` ("Update Price").

        :raise Rejected: ``12052038`` while the product is in a promotion
        """
        rows = check_shapes(SkuPrice, "skus", skus)
        path = f"/product/202309/products/{check_id('product_id', product_id)}/prices/update"
        envelope = self._gateway.write("POST", path, {"skus": rows})
        return results_of(envelope, [row["id"] for row in rows], "detail.sku_id")

    @endpoint("POST", "/product/202309/products/activate")
    def activate_products(
        self, product_ids: Iterable[str], *, listing_platforms: Iterable[str] = ()
    ) -> list[RowResult]:
        """Show products; return one result for each. Calls with 20 ids each.

        ``POST /product/202309/products/activate`` ("Activate Product").

        :raise Rejected: for the call or as ``error`` of a row: ``12052901`` not in this status, ``12052093``
            too many products, ``12052330`` not for this platform, ``12019022`` a SKU without valid warehouse,
            ``12052700`` seller inactive
        """
        return self._change("POST", "/product/202309/products/activate", product_ids, listing_platforms)

    @endpoint("POST", "/product/202309/products/deactivate")
    def deactivate_products(
        self, product_ids: Iterable[str], *, listing_platforms: Iterable[str] = ()
    ) -> list[RowResult]:
        """Hide products; return one result for each. Calls with 20 ids each.

        ``POST /product/202309/products/deactivate`` ("Deactivate Products").

        :raise Rejected: for the call or as ``error`` of a row: ``12052901`` not in this status, ``12052032``
            no such product, ``12052330`` not for this platform, ``12052371`` an auction is running,
            ``12052700`` seller inactive
        """
        return self._change("POST", "/product/202309/products/deactivate", product_ids, listing_platforms)

    @endpoint("DELETE", "/product/202309/products")
    def delete_products(self, product_ids: Iterable[str]) -> list[RowResult]:
        """Delete products, their history included; return one result for each. Calls with 20 ids each.

        ``DELETE /product/202309/products`` ("Delete Products"), with a body. Frozen products are refused.

        :raise Rejected: for the call or as ``error`` of a row: ``12052901`` not in this status, ``12052032``
            no such product, ``12052371`` an auction is running, ``12052048`` another seller's, ``12052700``
            seller inactive
        """
        return self._change("DELETE", "/product/202309/products", product_ids)

    @endpoint("POST", "/product/202309/products/recover")
    def recover_products(self, product_ids: Iterable[str]) -> list[RowResult]:
        """Bring deleted products back, as SELLER_DEACTIVATED; return one result for each.

        ``POST /product/202309/products/recover`` ("Recover Products"). Calls with 20 ids each.

        :raise Rejected: for the call or as ``error`` of a row: ``12052901`` not in this status, ``12052032``
            no such product, ``12052048`` another seller's, ``12052700`` seller inactive
        """
        return self._change("POST", "/product/202309/products/recover", product_ids)

    @endpoint("POST", "/product/202309/products/listing_check")
    def check_product_listing(
        self, product: NewProduct, *, is_diagnosis_required: bool = True
    ) -> dict[str, Any]:
        """Say what the platform would make of a product: ``{"check_result", "fail_reasons", "diagnoses"}``.

        ``POST /product/202309/products/listing_check`` ("Check Product Listing"); nothing is created.

        :raise Rejected: ``12052024`` not a leaf category, ``12052220`` the category is prohibited,
            ``12052722`` no such image, ``12052700`` seller inactive
        :raise Transient: ``12001000`` and ``12052881`` internal error
        """
        body = check_shape(NewProduct, "product", product)
        diagnose = check_flag("is_diagnosis_required", is_diagnosis_required)
        params = as_params({"is_diagnosis_required": diagnose})
        return data_of(self._gateway.search("/product/202309/products/listing_check", params, body))

    @endpoint("GET", "/product/202312/prerequisites")
    @endpoint("GET", "/product/202309/prerequisites")
    def check_listing_prerequisites(self, *, version: str = "202312") -> list[dict[str, Any]]:
        """Return ``{"check_item", "is_failed", "fail_reasons"}`` of what a shop needs before it can list.

        ``GET /product/202312/prerequisites`` ("Check Listing Prerequisites").
        """
        path = f"/product/{check_choice('version', version, ('202312', '202309'))}/prerequisites"
        return rows_of(self._gateway.get(path), "check_results")

    def _change(
        self, method: str, path: str, product_ids: Iterable[str], listing_platforms: Iterable[str] = ()
    ) -> list[RowResult]:
        ids = check_ids("product_ids", product_ids)
        platforms = check_choices("listing_platforms", listing_platforms, _PLATFORMS)
        more = {"listing_platforms": platforms} if platforms else {}

        def call(batch: Iterable[str]) -> list[RowResult]:
            envelope = self._gateway.write(method, path, {"product_ids": list(batch), **more})
            return results_of(envelope, batch, "detail.product_id")

        return run_batches(ids, PRODUCT_BATCH, call)
