"""Endpoints ``discount/*`` about the items of a discount (Shopee v2 discount): refusals are rows."""

from typing import Any

from .api_discount import own_discount, refuse
from .deals import EXPIRED, Cut, Cuts, Discount, stage
from .errors import ApiError
from .gate import Call
from .listing import Item, Money
from .promotions import is_locked
from .route import Route, post
from .store import Store

Row = dict[str, Any]
_MODELS = "model_list[]{{model_id*:int, model_promotion_price*:num{stock}}}"
_STOCK = ", model_promotion_stock:int"
MOST_ITEMS = 50


class DiscountItemApi:
    """Puts items into discounts and takes them out."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        more = "item_id*:int, item_promotion_price:num, item_promotion_stock:int"
        with_stock, without = _MODELS.format(stock=_STOCK), _MODELS.format(stock="")
        return {
            "discount/add_discount_item": post(
                self.add,
                f"discount_id*:int, item_list*[]{{{more}, purchase_limit*:int, {with_stock}}}",
            ),
            "discount/update_discount_item": post(
                self.update,
                f"discount_id*:int, item_list*[]{{{more}, {without}, purchase_limit:int}}",
            ),
            "discount/delete_discount_item": post(
                self.delete, "discount_id*:int, item_id*:int, model_id:int"
            ),
        }

    def _running(self, call: Call) -> Discount:
        discount = own_discount(self._store, call, call.body["discount_id"])
        if stage(discount.start, discount.end, self._store.now) == EXPIRED:
            raise refuse("discount_is_end", "The discount has ended.")
        return discount

    def add(self, call: Call) -> dict[str, Any]:
        """POST add_discount_item: at most 50 items; promotion stock is set once."""
        return self._each(call, self._running(call), adding=True)

    def update(self, call: Call) -> dict[str, Any]:
        """POST update_discount_item: prices of items that take part."""
        return self._each(call, self._running(call), adding=False)

    def _each(self, call: Call, discount: Discount, adding: bool) -> dict[str, Any]:
        rows = call.body["item_list"]
        if not 1 <= len(rows) <= MOST_ITEMS:
            raise refuse("exceed_discount_item_batch_size", f"At most {MOST_ITEMS} items at a time.")
        errors: list[Row] = []
        count, seen = 0, set()
        for row in rows:
            try:
                if row["item_id"] in seen:
                    raise refuse("item_id_repeated", "The item is listed twice.")
                seen.add(row["item_id"])
                self._put(call, discount, row, adding)
                count += 1
            except ApiError as refusal:
                errors.append(
                    {"item_id": row["item_id"], "fail_error": refusal.code, "fail_message": refusal.message}
                )
        response = {"discount_id": discount.id, "count": count, "error_list": errors}
        return {"warning": "", "response": response}

    def _put(self, call: Call, discount: Discount, row: Row, adding: bool) -> None:
        item = self._store.own_item(call.shop_id, row["item_id"])
        if item is None:
            raise refuse("item_id_not_exist", "The item does not exist.")
        if item.status_at(self._store.now) != "NORMAL":
            raise refuse("item_status_invalid", "The item is not on sale.")
        there = discount.items.get(item.item_id)
        if adding and there is None and is_locked(self._store, item):
            raise refuse("item_in_other_promotion", "The item is in another promotion.")
        if not adding and there is None:
            raise refuse("item_not_in_promotion", "The item is not in the discount.")
        cuts = self._cuts(item, row, adding, there)
        kept = there or Cuts()
        kept.by_model |= cuts
        kept.purchase_limit = row.get("purchase_limit", kept.purchase_limit)
        discount.items[item.item_id] = kept

    def _cuts(self, item: Item, row: Row, adding: bool, there: Cuts | None) -> dict[int, Cut]:
        models = row.get("model_list") or []
        if item.has_model and not models:
            raise refuse("item_need_model_id", "The item has models, give model_list.")
        if not item.has_model:
            price, stock = row.get("item_promotion_price"), row.get("item_promotion_stock")
            models = [{"model_id": 0, "model_promotion_price": price, "model_promotion_stock": stock}]
        cuts: dict[int, Cut] = {}
        for model in models:
            number = model["model_id"]
            if number in cuts:
                raise refuse("model_id_repeated", "A model is listed twice.")
            before = there.by_model.get(number) if there else None
            if adding and before is not None:
                raise refuse("model_in_promotion", "The model is in the discount already.")
            if not adding and before is None:
                raise refuse("model_not_in_promotion", "The model is not in the discount.")
            stock = before.stock if before else model.get("model_promotion_stock") or 0
            cuts[number] = self._cut(item, number, model.get("model_promotion_price"), stock)
        return cuts

    def _cut(self, item: Item, model_id: int, price: Money | None, stock: int) -> Cut:
        variant = item.variant(model_id)
        if variant is None:
            raise refuse("model_id_not_exist", "The model does not exist.")
        if price is None:
            raise refuse("discount_need_promotion_price", "A promotion price is needed.")
        if price >= variant.list_price:
            raise refuse("promotoin_price_too_high", "The promotion price is not below the original one.")
        if price <= 0:
            raise refuse("promotion_price_too_low", "The promotion price is too low.")
        if stock > variant.stock:
            raise refuse("error_item_not_enough_stock", "There is not enough stock.")
        return Cut(price, stock)

    def delete(self, call: Call) -> dict[str, Any]:
        """POST delete_discount_item: an item, or one of its models."""
        discount = self._running(call)
        item_id, model_id = call.body["item_id"], call.body.get("model_id")
        cuts = discount.items.get(item_id)
        missing = cuts is None or (model_id and model_id not in cuts.by_model)
        errors: list[Row] = []
        if cuts is None or missing:
            code = "discount.discount_item_not_exist"
            row = {"item_id": item_id, "model_id": model_id or 0}
            errors.append(row | {"fail_error": code, "fail_message": "It is not in the discount."})
        else:
            cuts.by_model.pop(model_id or 0, None)
            if not model_id or not cuts.by_model:
                del discount.items[item_id]
        return {"response": {"discount_id": discount.id, "error_list": errors}}
