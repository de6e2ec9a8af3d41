"""Copies of listings in the seller's shops of other markets, and how listings get there at all."""

from collections.abc import Mapping
from typing import Any

from . import shelf
from .api_product import MOST_STOCK, amount
from .cross_border import listed_copy, shop_in
from .errors import ApiError, row
from .gate import Call
from .model import Product, Record, Shop, Sku
from .pushes import Pushes
from .rows import own_product
from .store import Store

INACTIVE, PUBLISHED, NO_SKU, NO_WAREHOUSE = 12052903, 12019212, 12052556, 12052097
WRONG_CURRENCY, WRONG_STOCK, WRONG_STATUS = 12052084, 12052055, 12052901
LISTING_FIELDS = ("manufacturer_ids", "responsible_person_ids", "certifications", "product_attributes")
"""What a target may have of its own."""


class ReplicaApi:
    """Copies what is on sale; every market succeeds or fails alone."""

    def __init__(self, store: Store, pushes: Pushes) -> None:
        self._store = store
        self._pushes = pushes

    def replicate(self, call: Call) -> dict[str, Any]:
        """POST /product/202507/products/{product_id}/global_replicate: failed markets are in ``errors``."""
        product = own_product(self._store, call, call.path["product_id"])
        if product.status != "ACTIVATE":
            raise ApiError(WRONG_STATUS)
        shared = call.body.get("inventory_mode", "EXCLUSIVE")
        errors = []
        for target in call.body.get("replicate_target") or []:
            try:
                self._copy(call.shop, product, {"inventory_mode": shared, **target})
            except ApiError as refusal:
                errors.append(row(refusal.code, region=target.get("region", "")))
        return {"errors": errors}

    def _copy(self, home: Shop, product: Product, target: Mapping[str, Any]) -> None:
        region = target.get("region", "")
        shop = shop_in(self._store, home.open_id, region)
        if shop is None or region == home.region:
            raise ApiError(INACTIVE)
        if any(record.data["region"] == region for record in self._replicas(product)):
            raise ApiError(PUBLISHED)
        skus = self._skus(shop, product, target)
        own = {name: target[name] for name in LISTING_FIELDS if name in target}
        copy = listed_copy(self._store, shop, {**product.content, **own}, skus)
        shelf.start_audit(self._store, self._pushes, copy)
        data = {"source": product.id, "region": region}
        self._store.keep("replica", Record(copy.id, shop.id, data))

    def _skus(self, shop: Shop, product: Product, target: Mapping[str, Any]) -> list[Sku]:
        entries = target.get("skus") or [{"source_sku_id": sku.id} for sku in product.skus]
        known = {sku.id: sku for sku in product.skus}
        made = []
        for entry in entries:
            if entry.get("source_sku_id") not in known:
                raise ApiError(NO_SKU)
            source = known[entry["source_sku_id"]]
            shared = target["inventory_mode"] == "SHARED"
            stock = source.stock if shared else self._stock(shop, entry.get("inventory") or [])
            made.append(self._sku(shop, source, entry, stock))
        return made

    def _stock(self, shop: Shop, entries: list[Mapping[str, Any]]) -> dict[str, int]:
        own = [place.id for place in self._store.warehouses_of(shop.id)]
        for entry in entries:
            if entry.get("warehouse_id", own[0]) not in own:
                raise ApiError(NO_WAREHOUSE)
            if not 1 <= entry.get("quantity", 1) <= MOST_STOCK:
                raise ApiError(WRONG_STOCK)
        stock = {entry.get("warehouse_id", own[0]): entry.get("quantity", 0) for entry in entries}
        return stock or {own[0]: 0}

    def _sku(self, shop: Shop, source: Sku, entry: Mapping[str, Any], stock: dict[str, int]) -> Sku:
        price = entry.get("price") or {"sale_price": str(source.price)}
        if price.get("currency", shop.currency) != shop.currency:
            raise ApiError(WRONG_CURRENCY)
        cost = amount(price)
        return Sku(
            id=self._store.new_id("sku"),
            seller_sku=entry.get("seller_sku") or source.seller_sku,
            name=source.name,
            attributes=[dict(pair) for pair in source.attributes],
            list_price=cost,
            price=cost,
            stock=stock,
        )

    def _replicas(self, product: Product) -> list[Record]:
        rows = self._store.records.get("replica", {}).values()
        return [record for record in rows if record.data["source"] == product.id]

    def replicated(self, call: Call) -> dict[str, Any]:
        """GET /product/202507/products/{product_id}/replicated_products."""
        product = own_product(self._store, call, call.path["product_id"])
        return {
            "replicated_products": [
                {
                    "region": record.data["region"],
                    "shop_id": record.shop_id,
                    "product_id": record.id,
                    "product_status": self._store.products[record.id].status,
                }
                for record in self._replicas(product)
            ]
        }

    def rules(self, call: Call) -> dict[str, Any]:
        """GET /product/202507/global_listing_rules: only sellers with several markets copy listings."""
        abroad = [shop for shop in self._store.shops_of(call.open_id) if shop.region != call.shop.region]
        methods = ["GLOBAL_PUBLISHING"] if self._store.switches.cross_border else []
        return {
            "listing_methods": [*methods, "LOCAL_REPLICATION"] if abroad else methods,
            "inventory_rules": [
                {
                    "local_warehouse_id": place.id,
                    "allocation_mode": "EXCLUSIVE",
                    "associated_warehouses": self._places(abroad),
                }
                for place in self._store.warehouses_of(call.shop.id)
            ],
        }

    def _places(self, shops: list[Shop]) -> list[dict[str, str]]:
        return [
            {"warehouse_id": place.id, "region": shop.region}
            for shop in shops
            for place in self._store.warehouses_of(shop.id)
        ]
