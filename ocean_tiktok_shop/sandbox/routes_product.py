"""Which method answers which endpoint of products, beyond listings and stock."""

from collections.abc import Callable
from typing import Any

from .api_compliance import ComplianceApi
from .api_global_category import GlobalCategoryApi
from .api_global_product import GlobalProductApi
from .api_hint import HintApi
from .api_opportunity import OpportunityApi
from .api_picture import PictureApi
from .api_quality import QualityApi
from .api_replicate import ReplicaApi
from .api_score import ScoreApi
from .api_size_chart import SizeChartApi
from .gate import Call
from .publishing import Publisher
from .pushes import Pushes
from .store import Store

Handler = Callable[[Call], dict[str, Any]]


def product_handlers(store: Store, pushes: Pushes) -> dict[str, Handler]:
    """Return the handler of each endpoint by method and path, with ``*`` for the version."""
    return {
        **_abroad(store, pushes),
        **_compliance(store),
        **_advice(store),
        **_opportunities(store),
    }


def _abroad(store: Store, pushes: Pushes) -> dict[str, Handler]:
    product = GlobalProductApi(store, Publisher(store, pushes))
    category, replica = GlobalCategoryApi(), ReplicaApi(store, pushes)
    one = "/product/*/global_products/{global_product_id}"
    return {
        "POST /product/*/global_products/search": product.search,
        "POST /product/*/global_products": product.create,
        "DELETE /product/*/global_products": product.delete,
        f"GET {one}": product.detail,
        f"PUT {one}": product.edit,
        f"PUT {one}/partial_edit": product.partial_edit,
        f"POST {one}/inventory/update": product.update_inventory,
        f"POST {one}/publish": product.publish,
        "GET /product/*/global_categories": category.categories,
        "POST /product/*/global_categories/recommend": category.recommend,
        "GET /product/*/categories/{category_id}/global_attributes": category.attributes,
        "GET /product/*/categories/{category_id}/global_rules": category.rules,
        "POST /product/*/products/{product_id}/global_replicate": replica.replicate,
        "GET /product/*/products/{product_id}/replicated_products": replica.replicated,
        "GET /product/*/global_listing_rules": replica.rules,
    }


def _compliance(store: Store) -> dict[str, Handler]:
    party, chart = ComplianceApi(store), SizeChartApi(store)
    manufacturers, persons = (
        "/product/*/compliance/manufacturers",
        "/product/*/compliance/responsible_persons",
    )
    return {
        f"POST {manufacturers}": party.create_manufacturer,
        f"POST {manufacturers}/search": party.search_manufacturers,
        f"POST {manufacturers}/{{manufacturer_id}}/partial_edit": party.edit_manufacturer,
        f"POST {persons}": party.create_person,
        f"POST {persons}/search": party.search_persons,
        f"POST {persons}/{{responsible_person_id}}/partial_edit": party.edit_person,
        "POST /product/*/sizecharts/search": chart.search,
        "POST /product/*/size_charts": chart.create,
        "POST /product/*/size_charts/edit": chart.edit,
    }


def _advice(store: Store) -> dict[str, Handler]:
    advice, picture, hint = QualityApi(store), PictureApi(store), HintApi(store)
    return {
        "GET /product/*/products/diagnoses": advice.diagnoses,
        "GET /product/*/products/seo_words": advice.seo_words,
        "GET /product/*/products/suggestions": advice.suggestions,
        "POST /product/*/products/diagnose_optimize": advice.diagnose_optimize,
        "POST /product/*/images/optimize": picture.optimize,
        "POST /product/*/images/translation_tasks": picture.translate,
        "GET /product/*/images/translation_tasks": picture.translations,
        "POST /product/*/brands/suggest": hint.brands,
        "POST /product/*/products/properties/recommend": hint.properties,
        "POST /product/*/products/package/predict": hint.package,
        "POST /product/*/packages/recommend": hint.packages,
        "POST /product/*/products/{product_id}/strikethrough_price/submit": hint.strikethrough,
        "POST /product/*/inventory/operation/settings": hint.restocking,
    }


def _opportunities(store: Store) -> dict[str, Handler]:
    chance, score = OpportunityApi(store), ScoreApi(store)
    return {
        "POST /product/*/opportunities/query": chance.query,
        "GET /product/*/opportunities/submissions": chance.submissions,
        "GET /product/*/opportunities/{opportunity_id}": chance.detail,
        "POST /product/*/opportunities/{opportunity_id}/submit": chance.submit,
        "POST /product/*/skpps/search": score.search,
        "GET /product/*/skpps/sum": score.summary,
        "GET /product/*/skpps/{product_id}": score.detail,
    }
