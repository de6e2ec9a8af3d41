"""Reads of products, categories and questions."""

from collections.abc import Callable
from typing import Any

from . import params
from .categories import annotations, leaves, path_to, tree, variants_v1, variants_v2
from .errors import ApiError
from .gate import Call, Gate
from .model import DELETED, Product, Question, Shop
from .show_product import page_url, product_info, units, variants
from .store import Store

PAGE = 50
QUESTIONS = 10
DEEPEST = 10_000
_Key = Callable[[Product], Any]


class ProductApi:
    """Answers the reads of products."""

    def __init__(self, store: Store, gate: Gate) -> None:
        self._store = store
        self._gate = gate
        self._sorts: dict[int, tuple[_Key, bool]] = {
            1: (lambda product: product.id, False),
            2: (lambda product: product.update_time, True),
            3: (lambda product: product.sold, True),
            4: (lambda product: product.sold, False),
            5: (lambda product: product.price, True),
            6: (lambda product: product.price, False),
            7: (lambda product: product.name, False),
            8: (lambda product: product.name, True),
            9: (lambda product: units(store, product), False),
            10: (lambda product: units(store, product), True),
        }

    def info(self, call: Call) -> list[dict[str, Any]]:
        """GET /inventory/v1/fs/{fs_id}/product/info: by id, address, SKU, or a page of a shop."""
        ask = call.request.get
        if ask("product_id"):
            found = self._by_id(call, ask("product_id") or "")
        elif ask("product_url"):
            wanted = set(call.request.query["product_url"])
            found = [row for row in self._own(call) if page_url(self._store, row) in wanted]
        elif ask("sku"):
            found = [row for row in self._own(call) if row.sku == ask("sku")]
        elif ask("shop_id"):
            return [product_info(self._store, product) for product in self._page(call)]
        else:
            raise ApiError("PRD_DLV_001", "product_id, product_url, sku or shop_id is required")
        if not found:
            raise ApiError("OPENAPI_DB_002", "Failed To Scan DB Data", 500)
        return [product_info(self._store, product) for product in found]

    def _own(self, call: Call) -> list[Product]:
        return [row for number in sorted(call.app.shops) for row in self._store.products_of(number)]

    def _by_id(self, call: Call, text: str) -> list[Product]:
        numbers = [part.strip() for part in text.split(",")]
        if not all(number.isascii() and number.isdigit() for number in numbers):
            raise ApiError("PRD_USC_024", "Error Convert number format into string", 500)
        own = {row.id: row for row in self._own(call)}
        return [own[int(number)] for number in dict.fromkeys(numbers) if int(number) in own]

    def _page(self, call: Call) -> list[Product]:
        shop = self._gate.query_shop(call)
        if not call.request.get("page"):
            raise ApiError("PRD_DLV_005", "page cannot be empty when shop_id is filled")
        part = params.page(call, PAGE, "PRD_DLV_003")
        if part.stop > DEEPEST and not call.request.get("last_sort"):
            raise ApiError("PRD_DLV_003", "last_sort is required beyond 10000 products")
        sort = params.within(call, "sort", 10, "PRD_DLV_003", 1)
        with_children = self._store.switches.list_children
        rows = [
            product for product in self._store.products_of(shop.id) if with_children or not product.parent_id
        ]
        key, backwards = self._sorts[sort]
        rows.sort(key=lambda product: product.id)
        return sorted(rows, key=key, reverse=backwards)[part]

    def search(self, call: Call) -> dict[str, Any]:
        """GET /inventory/v1/fs/{fs_id}/product/list: the older list, with a word to look for."""
        shop = self._gate.query_shop(call)
        start = params.number(call, "start", "PRD_DLV_003", "PRD_DLV_003", 0)
        size = params.within(call, "rows", 100, "PRD_DLV_003", 10)
        word, sku = (call.request.get("keyword") or "").lower(), call.request.get("sku")
        rows = [
            product
            for product in self._store.products_of(shop.id)
            if not product.parent_id and word in product.name.lower() and sku in (None, "", product.sku)
        ]
        shown = [
            {
                "id": product.id,
                "name": product.name,
                "url": page_url(self._store, product),
                "sku": product.sku,
                "price": product.price,
                "status": product.status,
                "stock": units(self._store, product),
            }
            for product in rows[start : start + size]
        ]
        return {"total_data": len(rows), "shop": {"id": shop.id, "name": shop.name}, "products": shown}

    def variants(self, call: Call) -> dict[str, Any]:
        """GET /inventory/v1/fs/{fs_id}/product/variant/{product_id}, of a product or one of its variants."""
        (product,) = self._by_id(call, call.parts["product_id"]) or [None]
        parent = product and (self._store.products.get(product.parent_id) or product)
        if parent is None or not parent.children or parent.status == DELETED:
            raise ApiError("OPENAPI_DB_003", "Data Not Found", 500)
        return variants(self._store, parent)

    # categories

    def category_variants(self, call: Call) -> dict[str, Any]:
        """GET /inventory/v2/fs/{fs_id}/category/get_variant."""
        return variants_v2(self._leaf(call))

    def category_variants_v1(self, call: Call) -> list[dict[str, Any]]:
        """GET /inventory/v1/fs/{fs_id}/category/get_variant."""
        return variants_v1(self._leaf(call))

    def annotations(self, call: Call) -> list[dict[str, Any]]:
        """GET /v1/fs/{fs_id}/product/annotation."""
        self._leaf(call)
        return annotations()

    def _leaf(self, call: Call) -> int:
        number = params.number(call, "cat_id", "PRD_DLV_001", "PRD_DLV_042")
        if not path_to(number):
            raise ApiError("VRT_USC_002", "Category Not Found")
        return number

    def categories(self, call: Call) -> dict[str, Any]:
        """GET /inventory/v1/fs/{fs_id}/product/category: the tree, or leaves that fit a word."""
        word = call.request.get("keyword")
        if not word:
            return {"categories": tree()}
        words = set(word.lower().split())
        fitting = [row for row in leaves() if words & set(row[1].lower().split())] or list(leaves())[:3]
        return {"categories": [{"name": name, "id": str(number)} for number, name in fitting]}

    # questions

    def discussion(self, call: Call) -> dict[str, Any]:
        """GET /v1/discussion/fs/{fs_id}/list: questions on a product's page, newest first."""
        shop = self._gate.query_shop(call)
        number = params.number(call, "product_id", "PRD_DLV_001", "PRD_DLV_042")
        product = self._store.products.get(number)
        if product is None or product.shop_id != shop.id:
            raise ApiError("OPENAPI_DB_003", "Data Not Found", 500)
        part = params.page(call, QUESTIONS, "PRD_DLV_003", QUESTIONS)
        rows = [row for row in self._store.questions.values() if row.product_id == number]
        rows.sort(key=lambda row: -row.at)
        return {
            "HasNext": len(rows) > part.stop,
            "TotalQuestion": len(rows),
            "Question": [self._question(shop, row) for row in rows[part]],
            "ProductID": product.id,
            "ShopID": shop.id,
            "ShopURL": f"https://www.tokopedia.com/{shop.domain}",
        }

    def _question(self, shop: Shop, row: Question) -> dict[str, Any]:
        return {
            "Content": row.text,
            "MaskedContent": "",
            "UserName": row.user,
            "UserID": row.user_id,
            "CreateTime": self._store.zulu(row.at),
            "CreateTimeFormatted": self._store.local(row.at, "%d/%m"),
            "TotalAnswer": len(row.answers),
            "Answer": [
                {
                    "Content": text,
                    "MaskedContent": "",
                    "UserName": shop.name,
                    "UserID": shop.user_id,
                    "CreateTime": self._store.zulu(at),
                    "AttachedProduct": None,
                    "LikeCount": 0,
                    "AnswerID": row.id * 10 + place,
                    "IsSeller": True,
                }
                for place, (at, text) in enumerate(row.answers)
            ],
            "QuestionID": row.id,
            "AnswererThumbnail": None,
            "UserThumbnail": "",
        }
