"""Endpoints ``product/*/global_products*`` but publishing: sellers manage them without a shop."""

from collections.abc import Mapping
from typing import Any

from . import global_shelf, shelf
from .cross_border import NO_PERMISSION, check_seller, global_warehouses
from .errors import ApiError, row
from .gate import Call
from .global_shelf import Checks
from .model_global import GlobalProduct, GlobalSku
from .paging import in_window
from .publishing import Publisher
from .rows import coded_page
from .store import Store

MOST_DELETED = 20
UNKNOWN, FOREIGN, WRONG_STATUS, NO_SKU = 12019150, 12052048, 12052901, 12052556
WINDOWS = (("create_time", 12019118), ("update_time", 12019119))
NOT_CONTENT = ("skus", "save_mode")
SKU_EXTRA = ("identifier_code", "sku_unit_count", "extra_identifier_codes", "external_global_sku_id")


class GlobalProductApi:
    """Creates, edits, lists and deletes global products."""

    def __init__(self, store: Store, publisher: Publisher) -> None:
        self._store = store
        self._publisher = publisher

    def search(self, call: Call) -> dict[str, Any]:
        """POST /product/*/global_products/search."""
        check_seller(self._store)
        for name, code in WINDOWS:
            low, high = call.body.get(f"{name}_ge"), call.body.get(f"{name}_le")
            if low is not None and high is not None and low > high:
                raise ApiError(code)
        rows = [item for item in self._store.global_products.values() if self._wanted(call, item)]
        page, more = coded_page(
            self._store,
            call,
            rows,
            lambda item: (item.create_time, item.id),
            size_code=12019109,
            token_code=12019108,
        )
        return {**more, "global_products": [global_shelf.brief(item) for item in page]}

    def _wanted(self, call: Call, product: GlobalProduct) -> bool:
        skus, status = call.body.get("seller_skus"), call.body.get("status")
        return (
            product.open_id == call.open_id
            and (product.status == status if status else not product.deleted)
            and (not skus or any(sku.seller_sku in skus for sku in product.skus))
            and in_window(self._store, call.body, "create_time", product.create_time, end="le")
            and in_window(self._store, call.body, "update_time", product.update_time, end="le")
        )

    def detail(self, call: Call) -> dict[str, Any]:
        """GET /product/202309/global_products/{global_product_id}."""
        return global_shelf.whole(self._store, self.own(call, unknown=12052032))

    def own(self, call: Call, unknown: int = UNKNOWN) -> GlobalProduct:
        """Return the product that a call is about.

        :raise ApiError: `unknown`, or that it is another seller's or deleted
        """
        check_seller(self._store)
        product = self._store.global_products.get(call.path["global_product_id"])
        if product is None:
            raise ApiError(unknown)
        if product.open_id != call.open_id:
            raise ApiError(FOREIGN)
        if product.deleted:
            raise ApiError(WRONG_STATUS)
        return product

    def create(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/global_products."""
        check_seller(self._store)
        Checks(self._store, call.open_id).check(call.body)
        number, now = self._store.new_id("global product"), self._store.now
        skus = [self._sku(call, entry, {}) for entry in call.body["skus"]]
        product = GlobalProduct(number, call.open_id, _content(call.body), skus, now, now)
        self._store.global_products[number] = product
        return {"global_product_id": number, "global_skus": _made(product)}

    def _sku(self, call: Call, entry: Mapping[str, Any], known: Mapping[str, GlobalSku]) -> GlobalSku:
        old = known.get(entry.get("id", ""))
        if entry.get("id") and old is None:
            raise ApiError(NO_SKU)
        if old is None and not entry.get("price"):
            raise ApiError(12052073)
        stock = self._stock(call, entry) or (old.stock if old else {})
        price = entry.get("price") or ({"amount": old.price, "currency": old.currency} if old else {})
        extra = {name: entry[name] for name in SKU_EXTRA if name in entry}
        pairs = shelf.sales_attributes(self._store, entry.get("sales_attributes") or [])
        return GlobalSku(
            id=old.id if old else self._store.new_id("global sku"),
            seller_sku=entry.get("seller_sku") or (old.seller_sku if old else ""),
            price=price["amount"],
            currency=price["currency"],
            attributes=pairs or (old.attributes if old else []),
            stock=stock,
            extra=(old.extra if old else {}) | extra,
        )

    def _stock(self, call: Call, entry: Mapping[str, Any]) -> dict[str, int]:
        if entry.get("inventory"):
            return {place["global_warehouse_id"]: place["quantity"] for place in entry["inventory"]}
        if "global_quantity" not in entry:
            return {}
        return {global_warehouses(self._store, call.open_id)[0]["id"]: entry["global_quantity"]}

    def edit(self, call: Call) -> dict[str, Any]:
        """PUT /product/202309/global_products/{global_product_id}: everything is replaced."""
        return self._edit(call, whole=True)

    def partial_edit(self, call: Call) -> dict[str, Any]:
        """PUT /product/202509/global_products/{global_product_id}/partial_edit: what is sent changes."""
        return self._edit(call, whole=False)

    def _edit(self, call: Call, whole: bool) -> dict[str, Any]:
        product = self.own(call)
        Checks(self._store, call.open_id).check(call.body)
        known = {sku.id: sku for sku in product.skus}
        entries = call.body.get("skus") or []
        made = [self._sku(call, entry, known) for entry in entries]
        replaced = {sku.id for sku in made}
        kept = [] if whole else [sku for sku in product.skus if sku.id not in replaced]
        product.skus = kept + made
        product.content = _content(call.body) if whole else product.content | _content(call.body)
        product.update_time = self._store.now
        return {"global_skus": _made(product), "publish_results": self._publisher.sync(product, entries)}

    def delete(self, call: Call) -> dict[str, Any]:
        """DELETE /product/202309/global_products: at most 20; copies in markets stay."""
        check_seller(self._store)
        numbers = call.body["global_product_ids"]
        if len(numbers) > MOST_DELETED:
            raise ApiError(12019120)
        errors = []
        for number in numbers:
            product = self._store.global_products.get(number)
            if product is None or product.deleted:
                errors.append(row(UNKNOWN, global_product_id=number))
            elif product.open_id != call.open_id:
                errors.append(row(NO_PERMISSION, global_product_id=number))
            else:
                product.deleted, product.update_time = True, self._store.now
        return {"errors": errors}

    def update_inventory(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/global_products/{global_product_id}/inventory/update: all or nothing."""
        product = self.own(call)
        if not call.body["global_skus"]:
            raise ApiError(12052902)
        known, checks = {sku.id: sku for sku in product.skus}, Checks(self._store, call.open_id)
        for entry in call.body["global_skus"]:
            if entry["id"] not in known:
                raise ApiError(NO_SKU)
            checks.check_stock(entry["inventory"])
            places, before = (
                {place["global_warehouse_id"] for place in entry["inventory"]},
                known[entry["id"]],
            )
            if before.stock and places != set(before.stock):
                raise ApiError(12052533)
        for entry in call.body["global_skus"]:
            known[entry["id"]].stock = self._stock(call, entry)
        product.update_time = self._store.now
        return {}

    def publish(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/global_products/{global_product_id}/publish."""
        return self._publisher.publish(self.own(call), call.body["publish_target"])


def _content(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in NOT_CONTENT}


def _made(product: GlobalProduct) -> list[dict[str, Any]]:
    return [
        {
            "id": sku.id,
            "seller_sku": sku.seller_sku,
            "sales_attributes": [{"id": pair["id"], "value_id": pair["value_id"]} for pair in sku.attributes],
            "external_global_sku_id": sku.extra.get("external_global_sku_id", ""),
        }
        for sku in product.skus
    ]
