"""Endpoints ``product/*`` that guess what a listing lacks, and two small settings of listings."""

from datetime import datetime
from statistics import median
from typing import Any

from . import pictures, shelf
from .api_product import amount
from .catalogue_data import BRANDS
from .errors import ApiError, row
from .gate import Call
from .model import Product, Record
from .paging import paged
from .rows import own_product
from .store import Store

NO_SKU, NO_IMAGE, WRONG_CURRENCY, WRONG = 12052556, 12052722, 12052084, 12052910
ODD = 3
"""Times the usual weight of its category that makes a weight look wrong, or its third."""
BOX = {"length": 20, "width": 15, "height": 5, "unit": "CENTIMETER"}
GRAMS = {"KILOGRAM": 1000, "GRAM": 1, "POUND": 453.6}


class HintApi:
    """Brands, properties and packages guessed; prices elsewhere; restocking."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def brands(self, call: Call) -> dict[str, Any]:
        """POST /product/202609/brands/suggest: those with a word of the title."""
        if call.body.get("category_id"):
            shelf.check_leaf(call.body["category_id"])
        words = set(call.body["product_title"].lower().split())
        own = [(record.id, record.data["name"]) for record in self._store.records.get("brand", {}).values()]
        return {
            "brands": [
                {"id": number, "name": name, "is_authorized": False}
                for number, name in [*BRANDS, *own]
                if words & set(name.lower().split())
            ]
        }

    def properties(self, call: Call) -> dict[str, Any]:
        """POST /product/202609/products/properties/recommend: values named in the title, else the first."""
        shelf.check_leaf(call.body["category_id"])
        title, wanted = call.body["product_title"].lower(), call.body.get("target_property_ids")
        rows = []
        for entry in shelf.attributes():
            if entry["values"] and (not wanted or entry["id"] in wanted):
                named = [value for value in entry["values"] if value["name"].lower() in title]
                rows.append({**entry, "is_required": False, "values": named or entry["values"][:1]})
        return {"recommended_properties": rows}

    # packages

    def package(self, call: Call) -> dict[str, Any]:
        """POST /product/202609/products/package/predict: what is usual in a category."""
        shelf.check_leaf(call.body["category_id"])
        usual = self._usual(call.body["category_id"])
        return {"package_dimensions": dict(BOX), "package_weight": {"value": str(usual), "unit": "GRAM"}}

    def _usual(self, category_id: str) -> int:
        weights = [
            _grams(item)
            for item in self._store.products.values()
            if item.content["category_id"] == category_id
        ]
        return int(median(weights)) if weights else 500

    def packages(self, call: Call) -> dict[str, Any]:
        """POST /product/202602/packages/recommend: listings with a weight far from the usual."""
        wanted = [own_product(self._store, call, number) for number in call.body.get("product_ids") or []]
        listed = wanted or self._store.products_of(call.shop.id)
        rows = [item for item in listed if item.status != "DELETED" and self._is_odd(item)]
        page, more = paged(self._store, call, rows, lambda item: (item.create_time, item.id))
        return {"products": [self._advice(item) for item in page], **more}

    def _is_odd(self, product: Product) -> bool:
        usual = self._usual(product.content["category_id"])
        return not usual / ODD <= _grams(product) <= usual * ODD

    def _advice(self, product: Product) -> dict[str, Any]:
        usual = self._usual(product.content["category_id"])
        heavy = _grams(product) > usual
        sides = {
            side: {"min_value": str(BOX[side]), "max_value": str(int(BOX[side]) * 2)}
            for side in ("length", "width", "height")
        }
        return {
            "product_id": product.id,
            "abnormality_types": ["WEIGHT_TOO_HIGH" if heavy else "WEIGHT_TOO_LOW"],
            "weight_recommendation": {
                "unit": "GRAM",
                "weight": {"min_value": str(usual // ODD), "max_value": str(usual * ODD)},
            },
            "dimension_recommendation": {"unit": BOX["unit"], **sides},
        }

    # settings

    def strikethrough(self, call: Call) -> dict[str, Any]:
        """POST /product/202609/products/{product_id}/strikethrough_price/submit: each SKU alone."""
        product = own_product(self._store, call, call.path["product_id"])
        errors = []
        for entry in call.body["skus"]:
            try:
                self._check_proof(call, product, entry)
            except ApiError as refusal:
                errors.append(row(refusal.code, sku_id=entry["id"]))
                continue
            data = {**entry, "external_product_id": call.body["external_product_id"]}
            self._store.keep("strikethrough", Record(entry["id"], call.shop.id, data))
        return {"errors": errors}

    def _check_proof(self, call: Call, product: Product, entry: dict[str, Any]) -> None:
        if entry["id"] not in {sku.id for sku in product.skus}:
            raise ApiError(NO_SKU)
        paid = entry["external_transaction_price"]
        for price in (entry["external_retail_price"], paid):
            if price["currency"] != call.shop.currency:
                raise ApiError(WRONG_CURRENCY)
            amount(price)
        try:
            datetime.fromisoformat(paid["transaction_time"].replace("Z", "+00:00"))
        except ValueError:
            raise ApiError(WRONG) from None
        if paid.get("image") and not pictures.exists(self._store, paid["image"].get("uri", "")):
            raise ApiError(NO_IMAGE)

    def restocking(self, call: Call) -> dict[str, Any]:
        """POST /product/202608/inventory/operation/settings: whether cancelled units are sold again."""
        if call.body["seller_id"] not in (call.shop.id, call.shop.open_id):
            raise ApiError(WRONG)
        own = {sku.id for product in self._store.products_of(call.shop.id) for sku in product.skus}
        setting = call.body.get("stock_operation_setting") or {}
        good, bad = [], []
        for number in call.body.get("sku_ids") or []:
            if number not in own:
                bad.append(number)
                continue
            good.append(number)
            if "enable_auto_restock" in setting:
                self._store.keep(shelf.RESTOCKING, Record(number, call.shop.id, dict(setting)))
        return {"stock_operation": {"success_sku_ids": good, "failed_sku_ids": bad}}


def _grams(product: Product) -> int:
    weight = product.content.get("package_weight") or {"value": "0", "unit": "GRAM"}
    return int(float(weight["value"]) * GRAMS[weight["unit"]])
