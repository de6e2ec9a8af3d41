"""What creators see and do; the client needs a creator's token and no shop."""

from collections.abc import Iterable, Iterator
from typing import Any

from typing_extensions import Unpack

from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_marketplace_base.lib.failures import Failure

from ..errors import clean_code, to_error
from .answers import data_of, iterate, page_of, rows_of
from .arguments import check_id, check_ids, check_shape, check_text, paging, sorting
from .base import Resource
from .shapes.affiliate import CreatorOrderFilter, CreatorSampleFilter, MarketFilter, ShowcaseAdd

_MARKET_SORTS = ("commission", "commission_rate", "product_sales_price", "units_sold")
_SHOWCASE_PAGE = 20  # Get Showcase Products, page_size
_ORDER_PAGE = 100  # Search Creator Affiliate Orders, page_size
_COLLABORATION_PAGE = 100  # Search Creator Target Collaborations, page_size
# No largest number is documented for these.
_MARKET_PAGE = 20
_SAMPLE_PAGE = 20
_MAPPER_BATCH = 100


class CreatorApi(Resource):
    """``/affiliate_creator``, always without shop; TikTok has to approve the scope."""

    @endpoint("GET", "/affiliate_creator/202508/profiles")
    def get_creator_profile(self) -> dict[str, Any]:
        """Return ``{"username", "creator_user_open_id", "permissions"…}`` of the creator.

        ``GET /affiliate_creator/202508/profiles`` ("Get Creator Profile").

        :raise Rejected: ``16015007`` the creator sells in no region
        """
        return data_of(self._gateway.get("/affiliate_creator/202508/profiles", shop=False))

    @endpoint("POST", "/affiliate_creator/202405/open_collaborations/products/search")
    def search_open_collaboration_products(
        self,
        *,
        page_size: int = _MARKET_PAGE,
        page_token: str = "",
        sort_field: str = "",
        sort_order: str = "",
        **filters: Unpack[MarketFilter],
    ) -> dict[str, Any]:
        """Return one page of ``products`` that the creator may promote.

        ``POST /affiliate_creator/202405/open_collaborations/products/search`` ("Creator Search Open
        Collaboration Product").

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        params = paging(page_size, page_token, _MARKET_PAGE) + sorting(sort_field, sort_order, _MARKET_SORTS)
        path = "/affiliate_creator/202405/open_collaborations/products/search"
        body = check_shape(MarketFilter, "", filters)
        return page_of(self._gateway.search(path, params, body, shop=False), "products", page_token)

    @endpoint("POST", "/affiliate_creator/202405/target_collaborations/search")
    def search_target_collaborations(
        self, shop_id: str, *, page_size: int = _COLLABORATION_PAGE, page_token: str = ""
    ) -> dict[str, Any]:
        """Return one page of ``target_collaborations`` that a shop offers the creator.

        ``POST /affiliate_creator/202405/target_collaborations/search`` ("Search Creator Target
        Collaborations").

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        params = paging(page_size, page_token, _COLLABORATION_PAGE)
        path = "/affiliate_creator/202405/target_collaborations/search"
        body = {"shop_id": check_id("shop_id", shop_id)}
        envelope = self._gateway.search(path, params, body, shop=False)
        return page_of(envelope, "target_collaborations", page_token)

    @endpoint("POST", "/affiliate_creator/202410/orders/search")
    def search_creator_affiliate_orders(
        self, *, page_size: int = _ORDER_PAGE, page_token: str = "", **filters: Unpack[CreatorOrderFilter]
    ) -> dict[str, Any]:
        """Return one page of ``orders`` that the creator brought, with commissions.

        ``POST /affiliate_creator/202410/orders/search`` ("Search Creator Affiliate Orders"), page size 1 to
        100.

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        params = paging(page_size, page_token, _ORDER_PAGE)
        body = check_shape(CreatorOrderFilter, "", filters)
        envelope = self._gateway.search("/affiliate_creator/202410/orders/search", params, body, shop=False)
        return page_of(envelope, "orders", page_token)

    def iter_creator_affiliate_orders(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`search_creator_affiliate_orders`; `options` are its keyword arguments."""
        return iterate(self.search_creator_affiliate_orders, "orders", **options)

    @endpoint("POST", "/affiliate_creator/202412/sample_applications/search")
    def search_sample_applications(
        self, *, page_size: int = _SAMPLE_PAGE, page_token: str = "", **filters: Unpack[CreatorSampleFilter]
    ) -> dict[str, Any]:
        """Return one page of ``sample_applications`` of the creator.

        ``POST /affiliate_creator/202412/sample_applications/search`` ("Search Creator Sample Applications").

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        params = paging(page_size, page_token, _SAMPLE_PAGE)
        path = "/affiliate_creator/202412/sample_applications/search"
        body = check_shape(CreatorSampleFilter, "", filters)
        return page_of(
            self._gateway.search(path, params, body, shop=False), "sample_applications", page_token
        )

    @endpoint("GET", "/affiliate_creator/202405/showcases/products")
    def get_showcase_products(
        self, origin: str, *, page_size: int = _SHOWCASE_PAGE, page_token: str = ""
    ) -> dict[str, Any]:
        """Return one page of the ``products`` in the creator's showcase.

        ``GET /affiliate_creator/202405/showcases/products`` ("Get Showcase Products"), page size 1 to 20.

        :raise Rejected: ``18001405`` the creator has chosen no region
        """
        params = [
            *paging(page_size, page_token, _SHOWCASE_PAGE),
            ("origin", check_text("origin", origin, 64)),
        ]
        envelope = self._gateway.get("/affiliate_creator/202405/showcases/products", params, shop=False)
        return page_of(envelope, "products", page_token)

    @endpoint("POST", "/affiliate_creator/202405/showcases/products/add")
    def add_showcase_products(self, **what: Unpack[ShowcaseAdd]) -> list[dict[str, Any]]:
        """Put products into the showcase; return the ``errors`` of those that were not taken.

        ``POST /affiliate_creator/202405/showcases/products/add`` ("Add Showcase Products").

        :param what: ``product_ids`` or ``product_link``.
        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        body = check_shape(ShowcaseAdd, "", what)
        if len(body) != 1:
            raise InvalidRequest("product_ids, product_link: exactly one of them is needed")
        kind = {"add_type": "PRODUCT_ID" if "product_ids" in body else "PRODUCT_LINK"}
        path = "/affiliate_creator/202405/showcases/products/add"
        return rows_of(self._gateway.write("POST", path, kind | body, shop=False), "errors")

    @endpoint("DELETE", "/affiliate_creator/202409/showcases/products")
    def remove_showcase_products(self, product_ids: Iterable[str]) -> None:
        """Take products out of the showcase.

        ``DELETE /affiliate_creator/202409/showcases/products`` ("Remove Showcase Products"), with a body.

        :raise Rejected: ``16015001`` wrong parameter
        :raise Transient: ``16015027`` system error
        """
        body = {"product_ids": check_ids("product_ids", product_ids)}
        self._gateway.write("DELETE", "/affiliate_creator/202409/showcases/products", body, shop=False)

    @endpoint("POST", "/affiliate_creator/202409/showcases/products/top")
    def top_showcase_products(self, product_ids: Iterable[str]) -> None:
        """Show products first in the showcase.

        ``POST /affiliate_creator/202409/showcases/products/top`` ("Top Showcase Products").

        :raise Rejected: ``16015001`` wrong parameter
        :raise Transient: ``16015027`` system error
        """
        body = {"product_ids": check_ids("product_ids", product_ids)}
        self._gateway.write("POST", "/affiliate_creator/202409/showcases/products/top", body, shop=False)

    @endpoint("POST", "/affiliate_creator/202607/map_toko_product", "third party")
    def map_tokopedia_products(self, tokopedia_product_ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return ``{"toko_pid", "tts_pid"}``: what products of Tokopedia are called on TikTok Shop.

        ``POST /affiliate_creator/202607/map_toko_product`` ("Get Tokopedia And TikTok Shop ProductID
        Mappings"); numbers on the wire. A failure stands in ``data.error``, with code 0 outside. At most 100
        at a time, no largest number is documented.

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        ids = check_ids("tokopedia_product_ids", tokopedia_product_ids, _MAPPER_BATCH)
        if not all(value.isascii() and value.isdigit() for value in ids):
            raise InvalidRequest("tokopedia_product_ids: ids of digits are needed")
        path = "/affiliate_creator/202607/map_toko_product"
        envelope = self._gateway.search(path, (), {"toko_pids": [int(value) for value in ids]}, shop=False)
        refusal = data_of(envelope).get("error") or {}
        if code := clean_code(refusal.get("code")):
            raise to_error(Failure(code=code, message=str(refusal.get("message") or "")))
        return rows_of(envelope, "product")
