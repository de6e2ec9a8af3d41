"""Collaborations with creators, from the seller's side."""

from collections.abc import Iterable, Iterator
from typing import Any

from typing_extensions import Unpack

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice, check_flag, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from .answers import data_of, iterate, page_of, rows_of
from .arguments import as_params, check_choices, check_id, check_ids, check_shape, given, paging, sorting
from .base import Resource
from .shapes.affiliate import (
    CreatorFilter,
    MarketFilter,
    OpenFilter,
    OrderFilter,
    SampleRule,
)

_MARKET_PAGE = 20  # Seller Search Affiliate Open Collaboration Product, page_size
_ORDER_PAGE = 100  # Search Seller Affiliate Orders, page_size
# No number is documented for these.
_OPEN_PAGE = 50
_CREATOR_PAGE = 20
_RULE_BATCH = 20
_MARKET_SORTS = ("commission", "commission_rate", "product_sales_price", "units_sold")
_CREATOR_VERSIONS = ("202608", "202508", "202505", "202406")
_DATA_GROUPS = (
    "BASIC_CREATOR_INFORMATION",
    "COLLABORATION",
    "CONTENT_PERFORMANCE",
    "FOLLOWER_INFORMATION",
    "SALES_AND_GMV",
)


class OpenMethods(Resource):
    """``/affiliate_seller``; TikTok has to approve the scope. Rates are hundredths of a percent (1000: 10 %).

    An open collaboration is for every creator, a target collaboration for the ones invited.
    """

    @endpoint("POST", "/affiliate_seller/202405/open_collaborations/products/search")
    def search_open_collaboration_products(
        self,
        *,
        page_size: int = _MARKET_PAGE,
        page_token: str = "",
        sort_field: str = "",
        sort_order: str = "",
        **filters: Unpack[MarketFilter],
    ) -> dict[str, Any]:
        """Return one page of ``products`` that creators can promote.

        ``POST /affiliate_seller/202405/open_collaborations/products/search`` ("Seller Search Affiliate Open
        Collaboration Product"), page size 1 to 20.

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        params = paging(page_size, page_token, _MARKET_PAGE) + sorting(sort_field, sort_order, _MARKET_SORTS)
        path = "/affiliate_seller/202405/open_collaborations/products/search"
        envelope = self._gateway.search(path, params, check_shape(MarketFilter, "", filters))
        return page_of(envelope, "products", page_token)

    @endpoint("POST", "/affiliate_seller/202412/open_collaborations")
    def create_open_collaboration(self, product_id: str, commission_rate: int) -> dict[str, Any]:
        """Return the new open collaboration of a product.

        ``POST /affiliate_seller/202412/open_collaborations`` ("Create Open Collaboration").

        :raise Rejected: ``16003012`` the product has an open collaboration already, ``16003033`` rate not
            between 1 % and 80 %, ``16003035`` product restricted by the platform, ``16003025`` the seller's
            account is deactivated
        """
        body = {
            "product_id": check_id("product_id", product_id),
            "commission_rate": check_int("commission_rate", commission_rate, 0, 10000),
        }
        envelope = self._gateway.write("POST", "/affiliate_seller/202412/open_collaborations", body)
        return member(envelope, "data.open_collaboration", dict)

    @endpoint("POST", "/affiliate_seller/202412/open_collaborations/search")
    def search_open_collaborations(
        self, *, page_size: int = _OPEN_PAGE, page_token: str = "", **filters: Unpack[OpenFilter]
    ) -> dict[str, Any]:
        """Return one page of ``open_collaborations``.

        ``POST /affiliate_seller/202412/open_collaborations/search`` ("Search Open Collaboration"); no
        largest page is documented.

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        params = paging(page_size, page_token, _ORDER_PAGE)
        path = "/affiliate_seller/202412/open_collaborations/search"
        envelope = self._gateway.search(path, params, check_shape(OpenFilter, "", filters))
        return page_of(envelope, "open_collaborations", page_token)

    def iter_open_collaborations(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`search_open_collaborations`; `options` are its keyword arguments."""
        return iterate(self.search_open_collaborations, "open_collaborations", **options)

    @endpoint("DELETE", "/affiliate_seller/202409/open_collaborations/products/{product_id}", "third party")
    def remove_open_collaboration(self, product_id: str) -> dict[str, Any]:
        """End the open collaboration of a product; return ``{"terminated_effective_time"}`` in unix seconds.

        ``DELETE /affiliate_seller/202409/open_collaborations/products/{product_id}`` ("Remove Open
        Collaboration").

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        product = check_id("product_id", product_id)
        path = f"/affiliate_seller/202409/open_collaborations/products/{product}"
        return data_of(self._gateway.write("DELETE", path))

    @endpoint("POST", "/affiliate_seller/202508/open_collaborations/{open_collaboration_id}/remove_creator")
    def remove_creator_from_open_collaboration(
        self, open_collaboration_id: str, creator_user_open_id: str, product_id: str
    ) -> None:
        """Exclude a creator from an open collaboration.

        ``POST /affiliate_seller/202508/open_collaborations/{open_collaboration_id}/remove_creator`` ("Remove
        Creator From Open Collaboration").

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        body = {
            "creator_user_open_id": check_id("creator_user_open_id", creator_user_open_id),
            "product_id": check_id("product_id", product_id),
        }
        collaboration = check_id("open_collaboration_id", open_collaboration_id)
        path = f"/affiliate_seller/202508/open_collaborations/{collaboration}/remove_creator"
        self._gateway.write("POST", path, body)

    @endpoint("GET", "/affiliate_seller/202409/open_collaboration_settings")
    def get_open_collaboration_settings(self) -> dict[str, Any]:
        """Return ``{"auto_add_product": {"enable", "commission_rate"}}``.

        ``GET /affiliate_seller/202409/open_collaboration_settings`` ("Get Open Collaboration Settings").
        """
        envelope = self._gateway.get("/affiliate_seller/202409/open_collaboration_settings")
        return member(envelope, "data.open_collaboration_settings", dict)

    @endpoint("POST", "/affiliate_seller/202405/open_collaboration_settings")
    def edit_open_collaboration_settings(self, *, enable: bool, commission_rate: int) -> None:
        """Open every new product to creators, or not.

        ``POST /affiliate_seller/202405/open_collaboration_settings`` ("Edit Open Collaboration Settings").

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        rate = check_int("commission_rate", commission_rate, 0, 10000)
        body = {"auto_add_product": {"enable": check_flag("enable", enable), "commission_rate": rate}}
        self._gateway.write("POST", "/affiliate_seller/202405/open_collaboration_settings", body)

    @endpoint("GET", "/affiliate_seller/202410/open_collaborations/sample_rules")
    def get_open_collaboration_sample_rules(self, product_ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return the ``sample_rules`` of at most 20 products.

        ``GET /affiliate_seller/202410/open_collaborations/sample_rules`` ("Get Open Collaboration Sample
        Rules"); no largest number is documented.
        """
        params = [("product_ids", ",".join(check_ids("product_ids", product_ids, _RULE_BATCH)))]
        path = "/affiliate_seller/202410/open_collaborations/sample_rules"
        return rows_of(self._gateway.get(path, params), "sample_rules")

    @endpoint("POST", "/affiliate_seller/202410/open_collaborations/sample_rules")
    def edit_open_collaboration_sample_rule(self, product_id: str, sample_rule: SampleRule) -> None:
        """Set when creators get a free sample of a product.

        ``POST /affiliate_seller/202410/open_collaborations/sample_rules`` ("Edit Open Collaboration Sample
        Rule").

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        body = {
            "product_id": check_id("product_id", product_id),
            "sample_rule": check_shape(SampleRule, "sample_rule", sample_rule),
        }
        self._gateway.write("POST", "/affiliate_seller/202410/open_collaborations/sample_rules", body)

    @endpoint("POST", "/affiliate_seller/202405/products/{product_id}/promotion_link/generate")
    def generate_promotion_link(self, product_id: str) -> str:
        """Return a link that creators promote a product with.

        ``POST /affiliate_seller/202405/products/{product_id}/promotion_link/generate`` ("Generate Affiliate
        Product Promotion Link").

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        product = check_id("product_id", product_id)
        path = f"/affiliate_seller/202405/products/{product}/promotion_link/generate"
        return member(self._gateway.write("POST", path), "data.product_promotion_link", str)

    @endpoint("POST", "/affiliate_seller/202608/marketplace_creators/search", "third party")
    @endpoint("POST", "/affiliate_seller/202508/marketplace_creators/search")
    @endpoint("POST", "/affiliate_seller/202505/marketplace_creators/search")
    @endpoint("POST", "/affiliate_seller/202406/marketplace_creators/search")
    def search_marketplace_creators(
        self,
        *,
        page_size: int = _CREATOR_PAGE,
        page_token: str = "",
        version: str = _CREATOR_VERSIONS[0],
        **filters: Unpack[CreatorFilter],
    ) -> dict[str, Any]:
        """Return one page of ``creators``, with the ``search_key`` that belongs to the next page.

        ``POST /affiliate_seller/202608/marketplace_creators/search`` ("Seller Search Creator on
        Marketplace"); the versions of 2024 end on 2026-10-12; no largest page is documented.

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        :raise Throttled: ``45101004`` 10000 calls a day
        """
        params = paging(page_size, page_token, _ORDER_PAGE)
        path = f"/affiliate_seller/{check_choice('version', version, _CREATOR_VERSIONS)}/marketplace_creators"
        envelope = self._gateway.search(f"{path}/search", params, check_shape(CreatorFilter, "", filters))
        return page_of(envelope, "creators", page_token)

    @endpoint("GET", "/affiliate_seller/202608/marketplace_creators/{creator_user_id}", "third party")
    @endpoint("GET", "/affiliate_seller/202508/marketplace_creators/{creator_user_id}")
    @endpoint("GET", "/affiliate_seller/202505/marketplace_creators/{creator_user_id}")
    @endpoint("GET", "/affiliate_seller/202406/marketplace_creators/{creator_user_id}")
    def get_marketplace_creator_performance(
        self,
        creator_user_id: str,
        *,
        data_groups: Iterable[str] = (),
        version: str = _CREATOR_VERSIONS[0],
    ) -> dict[str, Any]:
        """Return figures and followers of one creator.

        ``GET /affiliate_seller/202608/marketplace_creators/{creator_user_id}`` ("Get Marketplace Creator
        Performance").

        :param data_groups: since 202608: BASIC_CREATOR_INFORMATION, COLLABORATION, CONTENT_PERFORMANCE,
            FOLLOWER_INFORMATION, SALES_AND_GMV.
        :raise Rejected: ``16901005`` the creator may not sell, ``16901006`` creator and seller are of
            different regions, ``16901008`` creator deactivated, ``16032012`` only for affiliate partners
        :raise Throttled: ``45101004`` 10000 calls a day
        """
        groups = check_choices("data_groups", data_groups, _DATA_GROUPS)
        path = f"/affiliate_seller/{check_choice('version', version, _CREATOR_VERSIONS)}/marketplace_creators"
        path = f"{path}/{check_id('creator_user_id', creator_user_id)}"
        return member(
            self._gateway.get(path, as_params(given(data_groups=groups or None))), "data.creator", dict
        )

    @endpoint("POST", "/affiliate_seller/202410/orders/search")
    def search_affiliate_orders(
        self, *, page_size: int = _ORDER_PAGE, page_token: str = "", **filters: Unpack[OrderFilter]
    ) -> dict[str, Any]:
        """Return one page of ``orders`` that creators brought, with the commissions of each SKU.

        ``POST /affiliate_seller/202410/orders/search`` ("Search Seller Affiliate Orders"), page size 1 to
        100.

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        params = paging(page_size, page_token, _ORDER_PAGE)
        body = check_shape(OrderFilter, "", filters)
        envelope = self._gateway.search("/affiliate_seller/202410/orders/search", params, body)
        return page_of(envelope, "orders", page_token)

    def iter_affiliate_orders(self, **options: Any) -> Iterator[dict[str, Any]]:
        """Yield all rows of :meth:`search_affiliate_orders`; `options` are its keyword arguments."""
        return iterate(self.search_affiliate_orders, "orders", **options)
