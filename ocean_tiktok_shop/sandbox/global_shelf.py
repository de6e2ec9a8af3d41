"""Global products as the API shows them, and what one must be like ("Create Global Product")."""

import re
from collections.abc import Mapping
from typing import Any

from . import pictures
from .api_product import amount
from .api_size_chart import NO_CHART, charts_of
from .catalogue_data import BRANDS
from .cross_border import global_warehouses
from .errors import ApiError
from .model_global import GlobalProduct, GlobalSku
from .rows import filled
from .shelf import brand_name, check_leaf
from .store import Store

MOST_SKUS = 100
MOST_IMAGES = 9
MOST_STOCK = 99_999
DESCRIPTION = 10_000
PARTIES = (
    ("manufacturer", 12052285, "manufacturer_id", 12052295),
    ("responsible_person", 12052290, "rp_id", 12052296),
)
"""Kind, code of a stranger, the place for its id in the words, code of an id named twice."""


class Checks:
    """Refuses bodies that are not as those of a global product of one seller must be."""

    def __init__(self, store: Store, open_id: str) -> None:
        self._store = store
        self._open_id = open_id

    def check(self, body: Mapping[str, Any]) -> None:
        """Refuse what is wrong in those fields that `body` has.

        :raise ApiError: with the code of the first wrong field
        """
        _check_text(body)
        if "category_id" in body:
            check_leaf(body["category_id"])
        if body.get("category_version", "v1") not in ("v1", "v2"):
            raise ApiError(12052217)
        brand = body.get("brand_id")
        if brand and brand not in dict(BRANDS) and not brand_name(self._store, brand):
            raise ApiError(12052026)
        self._check_images(body)
        if "package_weight" in body:
            _check_weight(body["package_weight"])
        self._check_parties(body)
        self._check_size_chart(body.get("size_chart") or {})
        self._check_skus(body.get("skus") or [])

    def _check_images(self, body: Mapping[str, Any]) -> None:
        images = body.get("main_images")
        if images == []:
            raise ApiError(12052028)
        if len(images or []) > MOST_IMAGES:
            raise ApiError(12052306)
        if not all(pictures.exists(self._store, entry["uri"]) for entry in images or []):
            raise ApiError(12052300)

    def _check_parties(self, body: Mapping[str, Any]) -> None:
        for kind, stranger, place, twice in PARTIES:
            ids = body.get(f"{kind}_ids") or []
            own = {record.id for record in self._store.of_shop(kind, self._open_id)}
            for number in ids:
                if number not in own:
                    raise filled(stranger, **{place: number})
            if len(set(ids)) < len(ids):
                raise ApiError(twice)

    def _check_size_chart(self, chart: Mapping[str, Any]) -> None:
        template, image = chart.get("template"), chart.get("image")
        own = {record.id for record in charts_of(self._store, self._open_id)}
        if template and template["id"] not in own:
            raise ApiError(NO_CHART)
        if image and not pictures.exists(self._store, image["uri"]):
            raise ApiError(12052670)

    def _check_skus(self, entries: list[Mapping[str, Any]]) -> None:
        if len(entries) > MOST_SKUS:
            raise ApiError(12052050)
        for entry in entries:
            pairs = entry.get("sales_attributes") or []
            if len(entries) > 1 and not pairs and not entry.get("id"):
                raise ApiError(12019117)
            if len(pairs) > 3:
                raise ApiError(12052525)
            self._check_offer(entry)

    def _check_offer(self, entry: Mapping[str, Any]) -> None:
        if "price" in entry:
            _check_price(entry["price"])
        for local in entry.get("sale_prices") or []:
            amount(local)
        if not 0 <= entry.get("global_quantity", 0) <= MOST_STOCK:
            raise ApiError(12052055)
        self.check_stock(entry.get("inventory") or [])

    def check_stock(self, entries: list[Mapping[str, Any]]) -> None:
        """Refuse stock in warehouses of others, and quantities that are not allowed.

        :raise ApiError: 12052530 or 12052055
        """
        own = {place["id"] for place in global_warehouses(self._store, self._open_id)}
        lowest = 0 if self._store.switches.zero_stock else 1
        for entry in entries:
            if entry["global_warehouse_id"] not in own:
                raise filled(12052530, **{"warehouse ID": entry["global_warehouse_id"]})
            if not lowest <= entry["quantity"] <= MOST_STOCK:
                raise ApiError(12052055)


def _check_text(body: Mapping[str, Any]) -> None:
    title, description = body.get("title", "x"), body.get("description", "x")
    if not title.strip():
        raise ApiError(12052261)
    if re.search("[\u4e00-\u9fff]", title):
        raise ApiError(12052262)
    if not description.strip():
        raise ApiError(12052015)
    if len(description) > DESCRIPTION:
        raise ApiError(12052013)


def _check_weight(weight: Mapping[str, Any]) -> None:
    good = re.fullmatch(r"\d+(\.\d+)?", weight["value"]) and float(weight["value"]) > 0
    if not good or weight["unit"] not in ("GRAM", "KILOGRAM", "POUND"):
        raise ApiError(12019011)


def _check_price(price: Mapping[str, Any]) -> None:
    if not re.fullmatch(r"\d+(\.\d{1,2})?", price["amount"]):
        raise ApiError(12052012)
    if float(price["amount"]) <= 0:
        raise ApiError(12052073)
    if price["currency"] not in ("USD", "EUR"):
        raise ApiError(12052084)


def brief(product: GlobalProduct) -> dict[str, Any]:
    """Return a product as Search Global Products shows it."""
    return {
        "id": product.id,
        "title": product.content["title"],
        "status": product.status,
        "skus": [{"id": sku.id, "seller_sku": sku.seller_sku} for sku in product.skus],
        "create_time": product.create_time,
        "update_time": product.update_time,
    }


def whole(store: Store, product: GlobalProduct) -> dict[str, Any]:
    """Return a product as Get Global Product shows it; fields that were not sent are not there."""
    plain = ("title", "description", "video", "package_dimensions", "package_weight", "certifications",
             "product_attributes", "size_chart", "manufacturer", "responsible_person_ids", "manufacturer_ids",
             "external_global_product_id")  # fmt: skip
    content = product.content
    brand = content.get("brand_id")
    return {
        "id": product.id,
        **{name: content[name] for name in plain if name in content},
        "main_images": [pictures.show(store, entry["uri"]) for entry in content["main_images"]],
        "skus": [_show_sku(sku) for sku in product.skus],
        "create_time": product.create_time,
        "update_time": product.update_time,
        "products": [_show_copy(product, region) for region in product.copies],
        "global_seller_id": product.open_id,
        "brand": {"id": brand} if brand else {},
        "category": {"id": content["category_id"]},
        "source_locale": content.get("source_locale", "en-US"),
    }


def _show_sku(sku: GlobalSku) -> dict[str, Any]:
    places = [{"global_warehouse_id": place, "quantity": count} for place, count in sku.stock.items()]
    return {
        "id": sku.id,
        "seller_sku": sku.seller_sku,
        "price": {"amount": sku.price, "currency": sku.currency},
        "global_quantity": sum(sku.stock.values()),
        "sales_attributes": sku.attributes,
        "inventory": places,
        **sku.extra,
    }


def _show_copy(product: GlobalProduct, region: str) -> dict[str, Any]:
    pairs = product.pairs[region]
    rows = [
        {
            "global_sku_id": sku.id,
            "local_sku_id": pairs[sku.id],
            "sales_attribute_mappings": [
                {
                    "global_attribute_id": pair["id"],
                    "local_attribute_id": pair["id"],
                    "global_value_id": pair["value_id"],
                    "local_value_id": pair["value_id"],
                }
                for pair in sku.attributes
            ],
        }
        for sku in product.skus
        if sku.id in pairs
    ]
    return {"region": region, "id": product.copies[region], "sku_mappings": rows}
