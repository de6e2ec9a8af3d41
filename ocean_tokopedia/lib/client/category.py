"""Categories of products."""

from typing import Any

from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint

from ..const import NAME_LENGTH
from .arguments import check_text
from .base import Resource, rows_of


class CategoryApi(Resource):
    """``/inventory/v1/fs/{fs_id}/product/category``.

    Refusals carry the codes that hold for all methods (README); ``error_code`` is a number here, a copy of
    the HTTP status.
    """

    @endpoint("GET", "/inventory/v1/fs/{fs_id}/product/category")
    def get_tree(self) -> list[dict[str, Any]]:
        """Return all categories, three levels deep: ``[{"name", "id", "child": [...]}]``.

        Leaves have no ``child``.
        ``GET /inventory/v1/fs/{fs_id}/product/category``. Products go into leaves. Ids are texts here and
        numbers in products.
        """
        return rows_of(self._gateway.get("/inventory/v1/fs/{fs_id}/product/category"), "data.categories")

    @endpoint("GET", "/inventory/v1/fs/{fs_id}/product/category")
    def recommend(self, product_name: str) -> list[dict[str, Any]]:
        """Return leaves that fit a product's name: ``[{"name": "fashion-anak / Tas Anak / …", "id"}]``.

        ``GET /inventory/v1/fs/{fs_id}/product/category?keyword=``.
        """
        params = [("keyword", check_text("product_name", product_name, NAME_LENGTH))]
        envelope = self._gateway.get("/inventory/v1/fs/{fs_id}/product/category", params)
        return rows_of(envelope, "data.categories")
