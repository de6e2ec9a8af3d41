"""Endpoints ``product/*/skpps``: scores of products and what raises them. How the platform counts is not
public; here every task passed gives the same number of points."""

from typing import Any

from . import quality
from .errors import invalid
from .gate import Call
from .model import Product
from .rows import own_product
from .store import Store

TARGET = 60
POINTS = 25
PAGE = 50
MUCH_STOCK = 50
REWARD = "50000"
"""Credit for advertisements that a qualified product earns, in units of the shop's currency."""


class ScoreApi:
    """Every product on sale takes part."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def search(self, call: Call) -> dict[str, Any]:
        """POST /product/202606/skpps/search: pages are numbered, in the body."""
        size, number = call.body.get("page_size", PAGE), call.body.get("page_no", 1)
        for name, value in (("page_size", size), ("page_no", number)):
            if value < 1:
                raise invalid("body", name, "less than 1")
        wanted, status = call.body.get("product_ids"), call.body.get("skpp_status")
        rows = [
            product
            for product in self._eligible(call)
            if (not wanted or product.id in wanted) and status in (None, _status(product))
        ]
        shown = rows[(number - 1) * size : number * size]
        return {
            "products": [_brief(product) for product in shown],
            "total_count": len(rows),
            "update_time": self._store.now,
        }

    def _eligible(self, call: Call) -> list[Product]:
        return [item for item in self._store.products_of(call.shop.id) if item.status == "ACTIVATE"]

    def detail(self, call: Call) -> dict[str, Any]:
        """GET /product/202606/skpps/{product_id}."""
        product = own_product(self._store, call, call.path["product_id"])
        row = _brief(product)
        del row["title"]
        more = {"title": "Ad credit", "claim_conditions": [], "campaign_id": ""}
        return {
            **row,
            "rewards": [{**reward, **more} for reward in row["rewards"]],
            "task_details": [_task(*task) for task in _tasks(product)],
            "update_time": self._store.now,
        }

    def summary(self, call: Call) -> dict[str, Any]:
        """GET /product/202606/skpps/sum."""
        eligible = self._eligible(call)
        qualified = [product for product in eligible if _status(product) == "QUALIFIED"]
        return {
            "shop_summary": {
                "qualified_products_count": len(qualified),
                "eligible_products_count": len(eligible),
                "earned_ad_credit": str(len(qualified) * int(REWARD)),
                "increased_visibility_l30d": "0",
            }
        }


def _tasks(product: Product) -> list[tuple[str, str, int, int]]:
    """Return category, name, value and target of every task."""
    stock = sum(sku.available for sku in product.skus)
    images = len(product.content.get("main_images") or [])
    reduced = int(any(sku.price < sku.list_price for sku in product.skus))
    found = len(quality.ADVICE) - len(quality.findings(product.content))
    return [
        ("STOCK", "Keep stock", stock, MUCH_STOCK),
        ("PRICING", "Offer a lower price", reduced, 1),
        ("INFORMATION_QUALITY", "Complete the listing", found, len(quality.ADVICE)),
        ("SHOPPABLE_VIDEOS", "Show the product", images, quality.MANY_IMAGES),
    ]


def _task(category: str, name: str, value: int, target: int) -> dict[str, Any]:
    passed = value >= target
    return {
        "category": category,
        "name": name,
        "current_value": str(value),
        "target_value": str(target),
        "passed": passed,
        "action_suggestions": [] if passed else [{"score_increase": POINTS, "url": ""}],
    }


def _score(product: Product) -> int:
    return sum(POINTS for _category, _name, value, target in _tasks(product) if value >= target)


def _status(product: Product) -> str:
    return "QUALIFIED" if _score(product) >= TARGET else "ELIGIBLE"


def _brief(product: Product) -> dict[str, Any]:
    reward = {
        "reward_type": "AD_CREDIT",
        "status": "EARNED" if _status(product) == "QUALIFIED" else "LOCKED",
        "value": REWARD,
        "ad_credit_claim_status": "UNCLAIMED",
    }
    return {
        "product_id": product.id,
        "title": product.title,
        "skpp_status": _status(product),
        "affiliate_program_status": "NOT_JOINED",
        "total_score": _score(product),
        "target_score": TARGET,
        "rewards": [reward],
    }
