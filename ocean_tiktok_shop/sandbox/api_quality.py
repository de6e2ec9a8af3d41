"""Endpoints ``product/*`` that say what would sell better."""

from collections.abc import Mapping
from typing import Any

from . import pictures, quality
from .errors import ApiError
from .gate import Call
from .model import Product
from .rows import own_product
from .shelf import category_name, check_leaf
from .store import Store

TOO_MANY, FOREIGN = 12019120, 12009014
TEXTS = {"TITLE": quality.better_title, "DESCRIPTION": quality.better_description}


class QualityApi:
    """Diagnoses, words and texts; nothing here changes a listing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def diagnoses(self, call: Call) -> dict[str, Any]:
        """GET /product/202405/products/diagnoses."""
        return {
            "products": [
                {"id": product.id, **self._judged(call, product.content, {"ALL"})}
                for product in self._products(call)
            ]
        }

    def seo_words(self, call: Call) -> dict[str, Any]:
        """GET /product/202405/products/seo_words."""
        return {
            "products": [
                {"id": product.id, "seo_words": _words(product.content)} for product in self._products(call)
            ]
        }

    def suggestions(self, call: Call) -> dict[str, Any]:
        """GET /product/202405/products/suggestions: titles and descriptions."""
        return {
            "products": [
                {
                    "id": product.id,
                    "suggestions": [
                        {"field": part, "items": [{"text": _text(part, product.content)}]} for part in TEXTS
                    ],
                }
                for product in self._products(call)
            ]
        }

    def diagnose_optimize(self, call: Call) -> dict[str, Any]:
        """POST /product/202411/products/diagnose_optimize: of a listing as it would be."""
        check_leaf(call.body["category_id"])
        known = call.body.get("product_id")
        base = own_product(self._store, call, known, FOREIGN).content if known else {}
        content = {**base, **call.body}
        if not all(
            pictures.exists(self._store, entry.get("uri", "")) for entry in content.get("main_images") or []
        ):
            raise ApiError(12052722)
        return self._judged(call, content, set(call.body.get("optimization_fields") or ["NONE"]))

    def _products(self, call: Call) -> list[Product]:
        numbers, most = call.entries("product_ids"), self._store.switches.diagnosis_limit
        if most and len(numbers) > most:
            raise ApiError(TOO_MANY)
        return [own_product(self._store, call, number, FOREIGN) for number in dict.fromkeys(numbers)]

    def _judged(self, call: Call, content: Mapping[str, Any], wanted: set[str]) -> dict[str, Any]:
        rows = []
        for finding in quality.findings(content):
            help_wanted = bool(wanted & {finding.part, "ALL"})
            suggestion = self._suggestion(call, finding.part, content) if help_wanted else {}
            rows.append({**quality.diagnosis(finding), "suggestion": suggestion})
        return {"listing_quality": quality.judged(content), "diagnoses": rows}

    def _suggestion(self, call: Call, part: str, content: Mapping[str, Any]) -> dict[str, Any]:
        if part in TEXTS:
            words = _words(content) if part == "TITLE" else []
            return {"seo_words": words, "smart_texts": [{"text": _text(part, content)}]}
        if part == "IMAGE":
            uris = [entry["uri"] for entry in (content.get("main_images") or [])[:1]]
            return {"images": [improved(self._store, call, uri) for uri in uris]}
        return {}


def _words(content: Mapping[str, Any]) -> list[dict[str, str]]:
    return quality.seo_words(content, category_name(content.get("category_id")))


def _text(part: str, content: Mapping[str, Any]) -> str:
    return TEXTS[part](content, category_name(content.get("category_id")))


def improved(store: Store, call: Call, uri: str) -> dict[str, Any]:
    """Make a better picture and return it beside the old one."""
    base, made = call.request.base_url, pictures.made_from(store, uri, "white")
    return {
        **pictures.show(store, uri),
        "url": pictures.url_of(store, base, uri),
        "optimized_uri": made,
        "optimized_url": pictures.url_of(store, base, made),
    }
