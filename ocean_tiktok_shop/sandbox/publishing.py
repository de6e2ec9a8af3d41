"""Copies of products in other markets: of global products, and of listings ("Replicate Product")."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import shelf
from .api_product import MOST_STOCK, amount
from .cross_border import EUROPE, converted, listed_copy, shop_in
from .errors import ApiError, messages
from .model import Product, Shop, Sku
from .model_global import GlobalProduct, GlobalSku
from .pushes import Pushes
from .store import Store

INACTIVE, PUBLISHED, NO_SKU, NO_WAREHOUSE = 12052903, 12019212, 12052556, 12019016
WRONG_CURRENCY, WRONG_STOCK, WRONG_STATUS = 12052084, 12052055, 12052901
CONTENT = ("title", "description", "category_id", "brand_id", "main_images", "package_weight",
           "package_dimensions", "product_attributes", "size_chart", "certifications")  # fmt: skip
"""What a copy takes over."""
PARTIES = {"manufacturer_ids": 12052282, "responsible_person_ids": 12052287}
"""Who has to be named in Europe, with the code for nobody."""


@dataclass(frozen=True)
class _Plan:
    """A target that may be published: its market, the shop there, and its SKUs with their global ones."""

    target: Mapping[str, Any]
    shop: Shop
    skus: list[tuple[GlobalSku, Mapping[str, Any]]]

    @property
    def region(self) -> str:
        return str(self.target["region"])


class Publisher:
    """Publishes global products in the shops of their seller, and keeps the copies as the original."""

    def __init__(self, store: Store, pushes: Pushes) -> None:
        self._store = store
        self._pushes = pushes

    def publish(self, product: GlobalProduct, targets: list[Mapping[str, Any]]) -> dict[str, Any]:
        """Return ``{"products", "publish_result"}``; a refusal leaves all markets as they were.

        :raise ApiError: if a market, SKU, price or stock cannot be
        """
        plans = [self._plan(product, target) for target in targets]
        products, results = [], []
        for plan in plans:
            reasons = _missing_parties(product, plan)
            status = "FAILED" if reasons else "SUCCESS"
            results.append({"region": plan.region, "status": status, "fail_reasons": reasons})
            if not reasons:
                products.append(self._make(product, plan))
        return {"products": products, "publish_result": results}

    def _plan(self, product: GlobalProduct, target: Mapping[str, Any]) -> _Plan:
        region = target["region"]
        if region in product.copies:
            raise ApiError(PUBLISHED)
        shop = shop_in(self._store, product.open_id, region)
        if shop is None:
            raise ApiError(INACTIVE)
        known = {sku.id: sku for sku in product.skus}
        skus = []
        for entry in target["skus"]:
            if entry["related_global_sku_id"] not in known:
                raise ApiError(NO_SKU)
            self._check(shop, entry)
            skus.append((known[entry["related_global_sku_id"]], entry))
        return _Plan(target, shop, skus)

    def _check(self, shop: Shop, entry: Mapping[str, Any]) -> None:
        price, stock = entry.get("price"), entry.get("inventory")
        if price:
            if price["currency"] != shop.currency:
                raise ApiError(WRONG_CURRENCY)
            amount(price)
        if not stock:
            return
        own = {place.id for place in self._store.warehouses_of(shop.id)}
        if stock.get("warehouse_id") and stock["warehouse_id"] not in own:
            raise ApiError(NO_WAREHOUSE)
        if not 1 <= stock.get("quantity", 1) <= MOST_STOCK:
            raise ApiError(WRONG_STOCK)

    def _make(self, product: GlobalProduct, plan: _Plan) -> dict[str, Any]:
        skus = [self._sku(plan.shop, sku, entry) for sku, entry in plan.skus]
        content = _copied(product) | _parties(product, plan)
        copy = listed_copy(self._store, plan.shop, content, skus)
        shelf.start_audit(self._store, self._pushes, copy)
        product.copies[plan.region] = copy.id
        pairs = {sku.id: made.id for (sku, _entry), made in zip(plan.skus, skus, strict=True)}
        product.pairs[plan.region] = pairs
        product.update_time = self._store.now
        rows = [
            {
                "related_global_sku_id": sku.id,
                "id": made.id,
                "seller_sku": made.seller_sku,
                "sale_attributes": [
                    {"id": pair["id"], "value_id": pair["value_id"]} for pair in made.attributes
                ],
            }
            for (sku, _entry), made in zip(plan.skus, skus, strict=True)
        ]
        return {"region": plan.region, "shop_id": plan.shop.id, "id": copy.id, "skus": rows}

    def _sku(self, shop: Shop, sku: GlobalSku, entry: Mapping[str, Any]) -> Sku:
        price, stock = entry.get("price"), entry.get("inventory") or {}
        cost = amount(price) if price else converted(sku.price, sku.currency, shop.currency)
        place = stock.get("warehouse_id") or self._store.warehouses_of(shop.id)[0].id
        return Sku(
            id=self._store.new_id("sku"),
            seller_sku=sku.seller_sku,
            name=", ".join(pair["value_name"] for pair in sku.attributes) or "Default",
            attributes=[dict(pair) for pair in sku.attributes],
            list_price=cost,
            price=cost,
            stock={place: stock.get("quantity", sum(sku.stock.values()))},
        )

    def sync(self, product: GlobalProduct, entries: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Bring an edit into all markets and return the result of each; copies are audited again.

        :param entries: SKUs of the edit; their ``sale_prices`` are prices by market
        """
        return [self._sync(product, region, entries) for region in product.copies]

    def _sync(self, product: GlobalProduct, region: str, entries: list[Mapping[str, Any]]) -> dict[str, Any]:
        copy = self._store.products[product.copies[region]]
        if copy.status in ("DELETED", "FREEZE", "PLATFORM_DEACTIVATED"):
            return {"region": region, "status": "FAILED", "fail_reasons": [_reason(WRONG_STATUS)]}
        content = copy.content | _copied(product)
        if copy.status == "ACTIVATE":
            copy.pending = content
        else:
            copy.content = content
            shelf.set_status(copy, "PENDING")
        shelf.start_audit(self._store, self._pushes, copy)
        _set_prices(copy, product.pairs[region], region, entries)
        copy.update_time = self._store.now
        return {"region": region, "status": "SUCCESS", "fail_reasons": []}


def _copied(product: GlobalProduct) -> dict[str, Any]:
    content = {name: product.content[name] for name in CONTENT if name in product.content}
    return content | {"external_product_id": product.content.get("external_global_product_id", "")}


def _set_prices(
    copy: Product, pairs: Mapping[str, str], region: str, entries: list[Mapping[str, Any]]
) -> None:
    local = {sku.id: sku for sku in copy.skus}
    for entry in entries:
        sku = local.get(pairs.get(entry.get("id", ""), ""))
        for price in entry.get("sale_prices") or []:
            if sku is not None and price["region"] == region:
                sku.price = amount(price)
                sku.list_price = max(sku.list_price, sku.price)


def _missing_parties(product: GlobalProduct, plan: _Plan) -> list[dict[str, Any]]:
    """Return why a product cannot be sold in Europe: nobody answers for it."""
    if plan.region not in EUROPE:
        return []
    named = _parties(product, plan)
    return [_reason(code) for name, code in PARTIES.items() if not named[name]]


def _parties(product: GlobalProduct, plan: _Plan) -> dict[str, list[str]]:
    return {name: plan.target.get(name) or product.content.get(name) or [] for name in PARTIES}


def _reason(code: int) -> dict[str, Any]:
    return {"message": messages()[str(code)]}
