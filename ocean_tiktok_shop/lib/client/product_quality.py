"""Advice on listings: diagnoses, words, pictures, sizes."""

from collections.abc import Iterable, Mapping
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.arguments import batches
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from .answers import data_of, page_of, rows_of
from .arguments import check_id, check_ids, check_shape, check_shapes, paging
from .base import Resource
from .shapes.listing_quality import DraftProduct
from .shapes.product import Image

_DIAGNOSIS_BATCH = 20  # no largest number is documented
_IMAGE_BATCH = 200  # Optimized Images, images
_TASK_BATCH = 20  # Get Image Translation Tasks, translation_task_ids
_LANGUAGES = 30
_PACKAGE_PAGE = 20  # no largest number is documented


class QualityMethods(Resource):
    """``/product``: what the platform thinks would sell better. Nothing here changes a product."""

    @endpoint("GET", "/product/202405/products/diagnoses")
    def get_product_diagnoses(self, product_ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return ``{"id", "diagnoses"}`` of products; calls with 20 ids each.

        ``GET /product/202405/products/diagnoses`` ("Product Information Issue Diagnosis").

        :raise Rejected: ``12052260`` no such product, ``12019120`` too many products, ``12019114`` no
            permission, ``12009014`` not for this product
        """
        return self._by_product("diagnoses", product_ids)

    @endpoint("GET", "/product/202405/products/seo_words")
    def get_products_seo_words(self, product_ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return words that buyers look for, by product; calls with 20 ids each.

        ``GET /product/202405/products/seo_words`` ("Get Products SEO Words").

        :raise Rejected: ``12052260`` no such product, ``12019120`` too many products, ``12019114`` no
            permission, ``12009014`` not for this product
        """
        return self._by_product("seo_words", product_ids)

    @endpoint("GET", "/product/202405/products/suggestions")
    def get_recommended_titles(self, product_ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return better titles and descriptions, by product; calls with 20 ids each.

        ``GET /product/202405/products/suggestions`` ("Get Recommended Product Title And Description").

        :raise Rejected: ``12052260`` no such product, ``12019120`` too many products, ``12019114`` no
            permission, ``12009014`` not for this product
        """
        return self._by_product("suggestions", product_ids)

    @endpoint("POST", "/product/202411/products/diagnose_optimize")
    def diagnose_and_optimize_product(self, product: DraftProduct) -> dict[str, Any]:
        """Return ``{"listing_quality", "diagnoses"}`` of a product as it would be.

        ``POST /product/202411/products/diagnose_optimize`` ("Diagnose and Optimize Product").

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        body = check_shape(DraftProduct, "product", product)
        return data_of(self._gateway.search("/product/202411/products/diagnose_optimize", (), body))

    @endpoint("POST", "/product/202404/images/optimize")
    def optimize_images(self, uris: Iterable[str]) -> list[dict[str, Any]]:
        """Return the pictures with a white background; calls with 200 pictures each.

        ``POST /product/202404/images/optimize`` ("Optimized Images").

        :raise Rejected: ``12019065`` not the address of an uploaded picture, ``12052722`` no such picture,
            ``12038007`` more than 200 pictures
        """
        rows: list[dict[str, Any]] = []
        for batch in batches(_uris(uris), _IMAGE_BATCH):
            images = [{"uri": uri, "optimization_mode": ["WHITE_BACKGROUND"]} for uri in batch]
            envelope = self._gateway.write("POST", "/product/202404/images/optimize", {"images": images})
            rows += rows_of(envelope, "images")
        return rows

    @endpoint("POST", "/product/202505/images/translation_tasks")
    def create_image_translation_tasks(
        self, uris: Iterable[str], target_languages: Iterable[str]
    ) -> list[dict[str, Any]]:
        """Have the words in pictures translated; return the ``translation_tasks``. 500 a day (``12038012``).

        ``POST /product/202505/images/translation_tasks`` ("Create Image Translation Tasks").

        :raise Rejected: ``12038012`` more than 500 a day, ``12038008`` not the address of an uploaded
            picture, ``12038009`` unknown language, ``12038013`` not for this shop
        """
        languages = check_ids("target_languages", target_languages, _LANGUAGES)
        images = [{"image_uri": uri, "target_languages": languages} for uri in _uris(uris)]
        path = "/product/202505/images/translation_tasks"
        return rows_of(self._gateway.write("POST", path, {"images": images}), "translation_tasks")

    @endpoint("GET", "/product/202506/images/translation_tasks")
    def get_image_translation_tasks(self, translation_task_ids: Iterable[str]) -> list[dict[str, Any]]:
        """Return what became of translations; calls with 20 ids each.

        ``GET /product/202506/images/translation_tasks`` ("Get Image Translation Tasks").

        :raise Rejected: ``12038011`` no such task, ``12038010`` more than 20 tasks, ``12038013`` not for this
            shop
        """
        rows: list[dict[str, Any]] = []
        for batch in batches(check_ids("translation_task_ids", translation_task_ids), _TASK_BATCH):
            params = [("translation_task_ids", ",".join(batch))]
            envelope = self._gateway.get("/product/202506/images/translation_tasks", params)
            rows += rows_of(envelope, "translation_tasks")
        return rows

    @endpoint("POST", "/product/202609/products/package/predict", "third party")
    def predict_package(self, category_id: str) -> dict[str, Any]:
        """Return ``{"package_dimensions", "package_weight"}`` that are usual in a category.

        ``POST /product/202609/products/package/predict`` ("Predict Product Package Dimensions And Weight").

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        body = {"category_id": check_id("category_id", category_id)}
        return data_of(self._gateway.search("/product/202609/products/package/predict", (), body))

    @endpoint("POST", "/product/202602/packages/recommend", "third party")
    def get_package_recommendations(
        self, product_ids: Iterable[str] = (), *, page_size: int = _PACKAGE_PAGE, page_token: str = ""
    ) -> dict[str, Any]:
        """Return one page of ``products`` whose package data looks wrong.

        ``POST /product/202602/packages/recommend`` ("Get Product Package Recommendations").

        :raise Rejected: the general codes of `Resource`; none of this call's own is known
        """
        body = {"product_ids": check_ids("product_ids", product_ids)} if product_ids != () else None
        params = paging(page_size, page_token, _PACKAGE_PAGE)
        envelope = self._gateway.search("/product/202602/packages/recommend", params, body)
        return page_of(envelope, "products", page_token)

    def _by_product(self, topic: str, product_ids: Iterable[str]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for batch in batches(check_ids("product_ids", product_ids), _DIAGNOSIS_BATCH):
            params = [("product_ids", ",".join(batch))]
            rows += rows_of(self._gateway.get(f"/product/202405/products/{topic}", params), "products")
        return rows


def _uris(uris: Iterable[str]) -> list[str]:
    """Return addresses of uploaded pictures; they have slashes, so they are no ids."""
    if isinstance(uris, (str, bytes, Mapping)) or not isinstance(uris, Iterable):
        raise InvalidRequest("uris: a list of strings is needed")
    return [row["uri"] for row in check_shapes(Image, "uris", [{"uri": uri} for uri in uris])]
