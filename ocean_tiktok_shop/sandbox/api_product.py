"""Endpoints ``product/*`` that read, and change what is on sale, in stock and at which price."""

from collections.abc import Callable, Mapping
from typing import Any

from . import shelf
from .errors import ApiError, row
from .gate import Call
from .model import TIKTOK, Product, Sku
from .paging import check_window, in_window, paged, refuse_size
from .pushes import Pushes
from .quality import tier
from .store import Store

STOCKED = ("DRAFT", "PENDING", "FAILED", "ACTIVATE", "SELLER_DEACTIVATED")
"""Statuses in which stock can be set (API reference of Oct 2026)."""
MOST_STOCK = 99_999


class ProductApi:
    """Search, detail, stock, prices, status."""

    def __init__(self, store: Store, pushes: Pushes) -> None:
        self._store = store
        self._pushes = pushes

    def search(self, call: Call) -> dict[str, Any]:
        """POST /product/*/products/search."""
        refuse_size(12019109, call.request.get("page_size"), 1, 100)
        if len(call.body.get("seller_skus") or []) > 10:
            raise ApiError(12019027)
        if len(call.body.get("sku_ids") or []) > 10:
            raise ApiError(12019087)
        if call.body.get("listing_platforms") and call.body.get("status", "ALL") == "ALL":
            raise ApiError(12052910)
        check_window(self._store, call.body, "create_time", "update_time", end="le")
        rows = [item for item in self._store.products_of(call.shop.id) if self._wanted(call.body, item)]
        if len(rows) > self._store.switches.search_limit:
            raise ApiError(12052180)
        page, more = paged(
            self._store,
            call,
            rows,
            lambda item: (item.create_time, item.id),
            size=(100, 1, 100),
            order="DESC",
        )
        return {**more, "products": [shelf.brief(call.shop, item) for item in page]}

    def _wanted(self, filters: dict[str, Any], product: Product) -> bool:
        status = filters.get("status") or "ALL"
        if status != "ALL" and not self._has_status(filters, product, status):
            return False
        if status == "ALL" and product.status == "DELETED":
            return False
        for name, values in (
            ("seller_skus", {sku.seller_sku for sku in product.skus}),
            ("sku_ids", {sku.id for sku in product.skus}),
            ("audit_status", {product.audit}),
            ("listing_quality_tiers", {tier(product.content)}),
        ):
            if filters.get(name) and not values & set(filters[name]):
                return False
        return in_window(self._store, filters, "create_time", product.create_time, "le") and in_window(
            self._store, filters, "update_time", product.update_time, "le"
        )

    def _has_status(self, filters: dict[str, Any], product: Product, status: str) -> bool:
        platforms = filters.get("listing_platforms") or [TIKTOK]
        return any(product.platforms.get(name) == status for name in platforms)

    def _own(self, call: Call, product_id: str) -> Product:
        product = self._store.products.get(product_id)
        if product is None or product.shop_id != call.shop.id:
            raise ApiError(12052048 if product is not None else 12052032)
        return product

    def detail(self, call: Call) -> dict[str, Any]:
        """GET /product/202309/products/{product_id}."""
        product = self._own(call, call.path["product_id"])
        content = product.content
        if call.flag("return_under_review_version"):
            if product.pending is None:
                raise ApiError(12052547)
            content = product.pending
        elif call.flag("return_draft_version") and product.draft is not None:
            content = product.draft
        return shelf.whole(self._store, call.shop, product, content)

    def inventory(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/inventory/search: up to 100 products or 600 SKUs; SKUs win."""
        skus, products = call.body.get("sku_ids") or [], call.body.get("product_ids") or []
        if len(skus) > 600:
            raise ApiError(12019015)
        if len(products) > 100:
            raise ApiError(12019120)
        if not skus and not products:
            raise ApiError(12019008)
        rows = []
        for product in self._store.products_of(call.shop.id):
            wanted = [sku for sku in product.skus if (sku.id in skus if skus else product.id in products)]
            if wanted:
                skus_shown = [_stock(sku, reserved(self._store, product, sku)) for sku in wanted]
                rows.append({"product_id": product.id, "skus": skus_shown})
        return {"inventory": rows}

    def update_inventory(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/products/{product_id}/inventory/update: all warehouses of each SKU."""
        product = self._own(call, call.path["product_id"])
        if product.status not in STOCKED:
            raise ApiError(12052901)
        errors = []
        for entry in call.body["skus"]:
            sku = _find(product, entry["id"])
            wrong = self._check_stock(call, product, sku, entry["inventory"]) if sku else [(12052556, "")]
            if wrong or sku is None:
                extra = [{"warehouse_id": place, **_plain(code)} for code, place in wrong]
                errors.append(row(12052990, sku_id=entry["id"], extra_errors=extra))
                continue
            for place in entry["inventory"]:
                sku.stock[place.get("warehouse_id") or next(iter(sku.stock))] = place["quantity"]
            product.update_time = self._store.now
        return {"errors": errors}

    def _check_stock(
        self, call: Call, product: Product, sku: Sku, entries: list[dict[str, Any]]
    ) -> list[tuple[int, str]]:
        if sku.extra.get("combined_skus"):
            return [(12052850, "")]
        own = {place.id for place in self._store.warehouses_of(call.shop.id)}
        given = {entry.get("warehouse_id") or next(iter(sku.stock), "") for entry in entries}
        wrong = [(12052097, place) for place in sorted(given - own)]
        wrong += [(12019028, place) for place in sku.stock if place not in given and not wrong]
        lowest = 0 if self._store.switches.zero_stock else 1
        for entry in entries:
            if not lowest <= entry["quantity"] <= MOST_STOCK:
                wrong.append((12052055, entry.get("warehouse_id", "")))
        if not wrong and sum(entry["quantity"] for entry in entries) < reserved(self._store, product, sku):
            wrong.append((12052393, ""))
        return wrong

    def update_prices(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/products/{product_id}/prices/update: while on sale, in no promotion."""
        product = self._own(call, call.path["product_id"])
        if product.status != "ACTIVATE":
            raise ApiError(12052901)
        if promoted(self._store, product):
            raise ApiError(12052038)
        changes = [(_find(product, entry["id"]), entry["price"]) for entry in call.body["skus"]]
        for sku, price in changes:
            if sku is None:
                raise ApiError(12052556)
            if price["currency"] != call.shop.currency:
                raise ApiError(12052084)
            amount(price)
        for sku, price in changes:
            assert sku is not None, "checked above"
            sku.price = amount(price)
            sku.list_price = max(sku.list_price, sku.price)
        product.update_time = self._store.now
        return {}

    # status of many at once

    def activate(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/products/activate: at most 20; they are audited first."""
        return self._each(call, lambda product: self._activate(call, product))

    def _activate(self, call: Call, product: Product) -> int:
        platforms = call.body.get("listing_platforms") or [TIKTOK]
        if not call.shop.tokopedia and platforms != [TIKTOK]:
            return 12052330
        if product.status not in ("SELLER_DEACTIVATED", "DRAFT", "FAILED", "ACTIVATE"):
            return 12052901
        for name in platforms:
            product.platforms.setdefault(name, product.status)
        shelf.set_status(product, "PENDING", platforms)
        shelf.start_audit(self._store, self._pushes, product)
        return 0

    def deactivate(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/products/deactivate."""
        return self._each(call, lambda product: self._deactivate(call, product))

    def _deactivate(self, call: Call, product: Product) -> int:
        if product.status not in ("ACTIVATE", "PENDING", "SELLER_DEACTIVATED"):
            return 12052901
        platforms = call.body.get("listing_platforms") or [TIKTOK]
        shelf.set_status(
            product, "SELLER_DEACTIVATED", [name for name in platforms if name in product.platforms]
        )
        self._pushes.product_status(product)
        return 0

    def delete(self, call: Call) -> dict[str, Any]:
        """DELETE /product/202309/products: with a body."""
        return self._each(call, self._delete)

    def _delete(self, product: Product) -> int:
        if "FREEZE" in product.platforms.values() or product.status == "DELETED":
            return 12052901
        shelf.set_status(product, "DELETED")
        self._pushes.product_status(product)
        return 0

    def recover(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/products/recover: deleted ones come back deactivated."""
        return self._each(call, self._recover)

    def _recover(self, product: Product) -> int:
        if product.status != "DELETED":
            return 12052901
        shelf.set_status(product, "SELLER_DEACTIVATED")
        self._pushes.product_status(product)
        return 0

    def _each(self, call: Call, act: Callable[[Product], int]) -> dict[str, Any]:
        numbers = call.body["product_ids"]
        if len(numbers) > 20:
            raise ApiError(12019120)
        errors = []
        for number in numbers:
            product = self._store.products.get(number)
            if product is None:
                code = 12052032
            elif product.shop_id != call.shop.id:
                code = 12052048
            else:
                code = act(product)
                product.update_time = product.update_time if code else self._store.now
            if code:
                errors.append(row(12052990, product_id=number, extra_errors=[_plain(code)]))
        return {"errors": errors}


def offers(store: Store, product: Product) -> list[Mapping[str, Any]]:
    """Return what running promotions offer of a product, as "Update Activity Product" was told."""
    return [
        entry
        for record in store.of_shop("activity", product.shop_id)
        if record.data["status"] == "ONGOING"
        for entry in record.data["products"]
        if entry["id"] == product.id
    ]


def promoted(store: Store, product: Product) -> bool:
    """Return whether a promotion of the product runs, which holds its prices."""
    return bool(offers(store, product))


def reserved(store: Store, product: Product, sku: Sku) -> int:
    """Return how many units of a SKU running promotions have set apart; without limit they set none apart."""
    rows = [row for entry in offers(store, product) for row in entry.get("skus") or () if row["id"] == sku.id]
    return sum(max(0, int(row.get("quantity_limit", -1))) for row in rows)


def amount(price: Mapping[str, Any]) -> int:
    """Return a price in whole units of currency.

    :raise ApiError: if it is no positive number
    """
    text = str(price.get("amount") or price.get("sale_price") or "")
    number, _, decimals = text.partition(".")
    if not number.isdigit() or int(number) <= 0 or decimals.strip("0"):
        raise ApiError(12052073)
    return int(number)


def _find(product: Product, sku_id: str) -> Sku | None:
    return next((sku for sku in product.skus if sku.id == sku_id), None)


def _plain(code: int) -> dict[str, Any]:
    entry = row(code)
    return {"code": code, "message": entry["message"]}


def _stock(sku: Sku, set_apart: int) -> dict[str, Any]:
    committed = sum(sku.committed.values())
    places = {**sku.stock, **sku.held}
    total = sum(places.values())
    campaigns = [{"quantity": set_apart, "campaign_name": "Promo"}] if set_apart else []
    return {
        "id": sku.id,
        "seller_sku": sku.seller_sku,
        "total_available_quantity": total,
        "total_committed_quantity": committed,
        "warehouse_inventory": [
            {
                "warehouse_id": place,
                "available_quantity": count,
                "committed_quantity": sku.committed.get(place, 0),
            }
            for place, count in places.items()
        ],
        "total_available_inventory_distribution": {
            "campaign_inventory": campaigns,
            "creator_inventory": [],
            "in_shop_inventory": {"quantity": total - set_apart},
        },
    }
