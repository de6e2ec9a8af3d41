"""What the platform would like to see offered, and how it scores products."""

from collections.abc import Iterable
from typing import Any

from typing_extensions import Unpack

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.rows import RowResult

from .answers import Envelope, data_of, page_of, rows_of
from .arguments import as_params, check_id, check_shape, check_shapes, check_text, given, paging
from .base import Resource
from .rows import results_of
from .shapes.opportunity import (
    OpportunityFilter,
    PropertyHint,
    ScoreFilter,
    StrikethroughPrice,
    SubmissionFilter,
)

_PAGE = 50  # List Product SKPP Statuses; no largest number is documented for the others
_TYPES = ("CATEGORY", "KEYWORD", "PRODUCT")


class OpportunityMethods(Resource):
    """``/product/202604/opportunities`` and the program of scores (SKPP); both known from one source only."""

    @endpoint("POST", "/product/202604/opportunities/query", "third party")
    def list_opportunities(
        self,
        opportunity_type: str,
        *,
        page_size: int = _PAGE,
        page_token: str = "",
        locale: str = "",
        **filters: Unpack[OpportunityFilter],
    ) -> dict[str, Any]:
        """Return one page of ``opportunities``: what sellers are asked to offer.

        ``POST /product/202604/opportunities/query`` ("List Opportunities").

        :param opportunity_type: CATEGORY, KEYWORD or PRODUCT.
        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        body = {"opportunity_type": check_choice("opportunity_type", opportunity_type, _TYPES)}
        body |= check_shape(OpportunityFilter, "", filters)
        params = paging(page_size, page_token, _PAGE) + _tongue(locale)
        envelope = self._gateway.search("/product/202604/opportunities/query", params, body)
        return page_of(_unwrapped(envelope), "opportunities", page_token)

    @endpoint("GET", "/product/202604/opportunities/{opportunity_id}", "third party")
    def get_opportunity_detail(self, opportunity_id: str, *, locale: str = "") -> dict[str, Any]:
        """Return one.

        ``GET /product/202604/opportunities/{opportunity_id}`` ("Get Opportunity Detail").
        """
        path = f"/product/202604/opportunities/{check_id('opportunity_id', opportunity_id)}"
        return member(self._gateway.get(path, _tongue(locale)), "data.opportunity", dict)

    @endpoint("POST", "/product/202604/opportunities/{opportunity_id}/submit", "third party")
    def submit_product(self, opportunity_id: str, product_id: str) -> dict[str, Any]:
        """Offer a product for an opportunity.

        ``POST /product/202604/opportunities/{opportunity_id}/submit`` ("Submit Product Via Opportunity").

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        body = {"product_id": check_id("product_id", product_id)}
        path = f"/product/202604/opportunities/{check_id('opportunity_id', opportunity_id)}/submit"
        return member(self._gateway.write("POST", path, body), "data.submission", dict)

    @endpoint("GET", "/product/202604/opportunities/submissions", "third party")
    def get_submission_records(
        self, *, page_size: int = _PAGE, page_token: str = "", **filters: Unpack[SubmissionFilter]
    ) -> dict[str, Any]:
        """Return one page of ``submissions``: what was offered before.

        ``GET /product/202604/opportunities/submissions`` ("Get Submission Records").
        """
        params = paging(page_size, page_token, _PAGE)
        params += as_params(check_shape(SubmissionFilter, "", filters))
        envelope = self._gateway.get("/product/202604/opportunities/submissions", params)
        return page_of(_unwrapped(envelope), "submissions", page_token)

    @endpoint("POST", "/product/202606/skpps/search", "third party")
    def list_product_scores(
        self,
        *,
        page_size: int = _PAGE,
        page_no: int = 1,
        locale: str = "",
        **filters: Unpack[ScoreFilter],
    ) -> list[dict[str, Any]]:
        """Return one page of the ``products`` in the program, with their status; pages count from 1.

        ``POST /product/202606/skpps/search`` ("List Product SKPP Statuses").

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        page = {
            "page_size": check_int("page_size", page_size, 1, _PAGE),
            "page_no": check_int("page_no", page_no, 1, 10_000),
        }
        body = page | check_shape(ScoreFilter, "", filters)
        return rows_of(
            self._gateway.search("/product/202606/skpps/search", _tongue(locale), body), "products"
        )

    @endpoint("GET", "/product/202606/skpps/{product_id}", "third party")
    def get_product_score(self, product_id: str, *, locale: str = "") -> dict[str, Any]:
        """Return score, tasks and rewards of a product.

        ``GET /product/202606/skpps/{product_id}`` ("Get Product SKPP Detail").
        """
        path = f"/product/202606/skpps/{check_id('product_id', product_id)}"
        return data_of(self._gateway.get(path, _tongue(locale)))

    @endpoint("GET", "/product/202606/skpps/sum", "third party")
    def get_shop_score(self) -> dict[str, Any]:
        """Return the scores of the shop together.

        ``GET /product/202606/skpps/sum`` ("Get Shop SKPP Summary").
        """
        return member(self._gateway.get("/product/202606/skpps/sum"), "data.shop_summary", dict)

    @endpoint("POST", "/product/202609/products/properties/recommend", "third party")
    def recommend_properties(
        self, category_id: str, product_title: str, **hints: Unpack[PropertyHint]
    ) -> list[dict[str, Any]]:
        """Return the properties that the platform guesses for a product.

        ``POST /product/202609/products/properties/recommend`` ("Recommend Required Product Properties").

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        head = {
            "category_id": check_id("category_id", category_id),
            "product_title": check_text("product_title", product_title, 300),
        }
        body = head | check_shape(PropertyHint, "", hints)
        path = "/product/202609/products/properties/recommend"
        return rows_of(self._gateway.search(path, (), body), "recommended_properties")

    @endpoint("POST", "/product/202609/products/{product_id}/strikethrough_price/submit", "third party")
    def submit_strikethrough_price(
        self, product_id: str, external_product_id: str, skus: Iterable[StrikethroughPrice]
    ) -> list[RowResult]:
        """Prove what SKUs cost elsewhere, so that the price there is shown struck through.

        Return one result for each SKU.

        ``POST /product/202609/products/{product_id}/strikethrough_price/submit`` ("Submit Strikethrough
        Price").

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        rows = check_shapes(StrikethroughPrice, "skus", skus)
        body = {
            "external_product_id": check_text("external_product_id", external_product_id, 999),
            "skus": rows,
        }
        path = f"/product/202609/products/{check_id('product_id', product_id)}/strikethrough_price/submit"
        envelope = self._gateway.write("POST", path, body)
        return results_of(envelope, [row["id"] for row in rows], "detail.sku_id")


def _tongue(locale: str) -> list[tuple[str, str]]:
    return as_params(given(locale=check_text("locale", locale, 16, 0) or None))


def _unwrapped(envelope: Envelope) -> Envelope:
    """Return an answer with the page in ``data``; the one source that there is has it in ``data.data``."""
    inner = data_of(envelope).get("data")
    return envelope if inner is None else {**envelope, "data": member(envelope, "data.data", dict)}
