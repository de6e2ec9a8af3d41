"""Endpoints about categories of global products, without a shop."""

from typing import Any

from . import shelf
from .catalogue_data import CATEGORIES
from .cross_border import EUROPE
from .errors import ApiError
from .gate import Call

WRONG_VERSION = 12052217
MARKETS = ("DE", "ES", "FR", "GB", "IE", "IT", "JP", "MX", "MY", "PH", "SG", "TH", "US", "VN")


class GlobalCategoryApi:
    """The same tree as that of shops; names are not translated."""

    def categories(self, call: Call) -> dict[str, Any]:
        """GET /product/202309/global_categories."""
        _check_version(call.text("category_version"))
        word = call.text("keyword").lower()
        return {
            "categories": [
                {**shelf.chain(number)[-1], "permission_statuses": ["AVAILABLE"]}
                for number, _parent, name, _leaf in CATEGORIES
                if word in name.lower()
            ]
        }

    def recommend(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/global_categories/recommend: by words of the title."""
        if not call.body["product_title"].strip():
            raise ApiError(12052261)
        if len(call.body.get("description", "")) > 10_000:
            raise ApiError(12052013)
        best = shelf.likely_category(call.body["product_title"], shelf.LEAVES)
        steps = [
            {"id": step["id"], "name": step["local_name"], "level": level, "is_leaf": step["is_leaf"]}
            for level, step in enumerate(shelf.chain(best), 1)
        ]
        return {"leaf_category_id": best, "categories": steps}

    def attributes(self, call: Call) -> dict[str, Any]:
        """GET /product/202309/categories/{category_id}/global_attributes: `is_requried` is spelt so."""
        _check_version(call.text("category_version"))
        shelf.check_leaf(call.path["category_id"])
        return {
            "attributes": [
                {
                    **entry,
                    "is_requried": False,
                    "requirement_conditions": [],
                    "optional_regions": list(MARKETS),
                    "required_regions": [],
                }
                for entry in shelf.attributes()
            ]
        }

    def rules(self, call: Call) -> dict[str, Any]:
        """GET /product/202309/categories/{category_id}/global_rules: in Europe somebody has to answer."""
        _check_version(call.text("category_version"))
        shelf.check_leaf(call.path["category_id"])
        party = {"is_required": False, "optional_regions": [], "required_regions": sorted(EUROPE - {"PO"})}
        return {
            "product_certifications": [],
            "size_chart": {"is_supported": True, "is_required": False},
            "responsible_person": party,
            "manufacturer": dict(party),
        }


def _check_version(version: str) -> None:
    if version not in ("", "v1", "v2"):
        raise ApiError(WRONG_VERSION)
