"""Endpoints ``product/*`` about categories, what they want, and brands."""

from typing import Any

from . import shelf
from .catalogue_data import BRANDS, CATEGORIES, TIKTOK_ONLY
from .errors import ApiError
from .gate import Call
from .listing_checks import ListingChecks
from .model import TOKOPEDIA, Record
from .paging import paged
from .store import Store


class CategoryApi:
    """What a listing can be in, and what it needs there."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._checks = ListingChecks(store)

    def _enter(self, call: Call) -> str:
        """Return the leaf that `call` is about.

        :raise ApiError: if there is none, or the call names another version of the tree
        """
        self._checks.version(call.text("category_version"))
        number = str(call.path["category_id"])
        shelf.check_leaf(number)
        return number

    def categories(self, call: Call) -> dict[str, Any]:
        """GET /product/202309/categories: of one storefront."""
        self._checks.version(call.text("category_version"))
        hidden = TIKTOK_ONLY if call.text("listing_platform") == TOKOPEDIA else frozenset()
        word = call.text("keyword").lower()
        return {
            "categories": [
                {
                    **shelf.chain(number)[-1],
                    "permission_statuses": [shelf.permission(self._store.switches, number)],
                }
                for number, _parent, name, _leaf in CATEGORIES
                if number not in hidden and word in name.lower()
            ]
        }

    def attributes(self, call: Call) -> dict[str, Any]:
        """GET /product/202309/categories/{category_id}/attributes: `is_requried` is spelt so."""
        number = self._enter(call)
        needed = {own for own, _name in shelf.wants(number).properties}
        return {
            "attributes": [
                {
                    **entry,
                    "is_requried": entry["id"] in needed,
                    "value_data_format": "",
                    "requirement_conditions": [],
                }
                for entry in shelf.attributes(number)
            ]
        }

    def rules(self, call: Call) -> dict[str, Any]:
        """GET /product/202309/categories/{category_id}/rules."""
        number = self._enter(call)
        if shelf.permission(self._store.switches, number) == "PROHIBITED":
            raise ApiError(12052220)
        wants = shelf.wants(number)
        return {
            "product_certifications": [],
            "size_chart": {"is_supported": True, "is_required": wants.size_chart},
            "cod": {"is_supported": True},
            "package_dimension": {"is_required": wants.dimensions},
            **{name: {"is_required": False} for name in ("epr", "responsible_person", "manufacturer")},
            "allowed_special_product_types": ["PRE_ORDER"],
            "fees": [],
        }

    def brands(self, call: Call) -> dict[str, Any]:
        """GET /product/202309/brands."""
        self._checks.version(call.text("category_version"))
        word = call.text("brand_name").lower()
        own = [(record.id, record.data["name"]) for record in self._store.records.get("brand", {}).values()]
        rows = [entry for entry in [*BRANDS, *own] if word in entry[1].lower()]
        page, more = paged(self._store, call, rows, lambda entry: (0, entry[0]), size=(20, 1, 100))
        return {
            **more,
            "brands": [
                {
                    "id": number,
                    "name": name,
                    "authorized_status": "UNAUTHORIEZD",
                    "is_t1_brand": False,
                    "brand_status": "AVAILABLE",
                }
                for number, name in page
            ],
        }

    def create_brand(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/brands: 2 to 30 characters, new."""
        name = call.body["name"]
        names = {known for _number, known in BRANDS} | {
            record.data["name"] for record in self._store.records.get("brand", {}).values()
        }
        if len(name) < 2 or len(name) > 30:
            raise ApiError(12052189 if len(name) < 2 else 12052190)
        if name in names:
            raise ApiError(12052205)
        record = self._store.keep("brand", Record(self._store.new_id("brand"), "", {"name": name}))
        return {"id": record.id}

    def recommend(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/categories/recommend: by words of the title."""
        self._checks.version(call.body.get("category_version"))
        hidden = TIKTOK_ONLY if call.body.get("listing_platform") == TOKOPEDIA else frozenset()
        leaves = [number for number in shelf.LEAVES if number not in hidden]
        best = shelf.likely_category(call.body["product_title"], leaves)
        steps = [
            {"id": step["id"], "name": step["local_name"], "level": level, "is_leaf": step["is_leaf"],
             "permission_statuses": ["AVAILABLE"]}
            for level, step in enumerate(shelf.chain(best), 1)
        ]  # fmt: skip
        return {"leaf_category_id": best, "categories": steps}

    def prerequisites(self, call: Call) -> dict[str, Any]:
        """GET /product/*/prerequisites."""
        items = ("SHOP_STATUS", "SHOP_TAX", "PICKUP_WAREHOUSE", "RETURN_WAREHOUSE", "DELIVERY_OPTION",
                 "PRODUCT_QUANTITY_LIMIT", "CONTACT_INFO")  # fmt: skip
        return {
            "check_results": [{"check_item": item, "is_failed": False, "fail_reasons": []} for item in items]
        }
