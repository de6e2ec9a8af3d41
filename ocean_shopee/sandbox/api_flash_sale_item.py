"""Endpoints ``shop_flash_sale/*`` about the items of a flash sale (Shopee v2 shop_flash_sale)."""

from typing import Any

from . import params
from .api_flash_sale import DISABLED, ENABLED, LEAST_OFF, LEAST_STOCK, own_sale
from .deals import UPCOMING, Cut, Cuts, FlashSale, stage
from .errors import ApiError
from .gate import Call
from .listing import Item, Variant
from .route import Route, get, post
from .show_item import picture_url
from .store import Store

Row = dict[str, Any]
MODEL_OFF, MODEL_ON = 0, 1
MOST_ITEMS = 50
UNKNOWN, UNFIT, REPEATED = 1, 2, 3
"""``err_code`` of rows; the reference does not list them."""


class RowError(Exception):
    """A refusal of one item or model."""

    def __init__(self, code: int, text: str, model_id: int = 0) -> None:
        super().__init__(text)
        self.code = code
        self.model_id = model_id


class FlashSaleItemApi:
    """Puts items into flash sales, changes them and takes them out."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "shop_flash_sale/add_shop_flash_sale_items": post(
                self.add,
                "flash_sale_id*:int, items*[]<1..50>{item_id*:int, purchase_limit*:int, "
                "models[]{model_id*:int, input_promo_price*:num, stock*:int}, item_input_promo_price:num, "
                "item_stock:int}",
            ),
            "shop_flash_sale/update_shop_flash_sale_items": post(
                self.update,
                "flash_sale_id*:int, items*[]<1..50>{item_id*:int, purchase_limit:int, "
                "models[]{model_id*:int, status*:int, input_promo_price:num, stock:int}, item_status:int, "
                "item_input_promo_price:num, item_stock:int}",
            ),
            "shop_flash_sale/delete_shop_flash_sale_items": post(
                self.delete, "flash_sale_id*:int, item_ids*<1..50>:int[]"
            ),
            "shop_flash_sale/get_shop_flash_sale_items": get(self.items),
        }

    def _open(self, call: Call) -> FlashSale:
        sale = own_sale(self._store, call, call.body["flash_sale_id"])
        if sale.status == DISABLED or stage(sale.start, sale.end, self._store.now) != UPCOMING:
            code = "shop_flash_sale_is_not_enabled_or_upcoming"
            raise ApiError(code, "The flash sale is not enabled or not upcoming.")
        if self._store.shops[call.shop_id].holiday.get("holiday_mode_on"):
            raise ApiError("shop_flash_sale_in_holiday_mode", "The shop is in holiday mode.")
        return sale

    def add(self, call: Call) -> dict[str, Any]:
        """POST add_shop_flash_sale_items: at most 50 in all; units are set aside from the stock."""
        sale = self._open(call)
        if len(sale.items) + len(call.body["items"]) > MOST_ITEMS:
            raise ApiError("shop_flash_sale_exceed_max_item_limit", f"At most {MOST_ITEMS} items.")
        return self._each(call, sale, self._add_one)

    def update(self, call: Call) -> dict[str, Any]:
        """POST update_shop_flash_sale_items: a model must be off to get another price or stock."""
        return self._each(call, self._open(call), self._update_one)

    def _each(self, call: Call, sale: FlashSale, change: Any) -> dict[str, Any]:
        failed: list[Row] = []
        for row in call.body["items"]:
            try:
                item = self._store.own_item(call.shop_id, row["item_id"])
                if item is None:
                    raise RowError(UNKNOWN, "The item does not exist.")
                change(sale, item, row)
            except RowError as refusal:
                failed.append(_failed(row["item_id"], refusal))
        return {"response": {"failed_items": failed}}

    def _add_one(self, sale: FlashSale, item: Item, row: Row) -> None:
        if item.item_id in sale.items:
            raise RowError(REPEATED, "The item is in the flash sale already.")
        if item.pre_order["is_pre_order"]:
            raise RowError(UNFIT, "Pre-order items do not meet the criteria.")
        models = row.get("models") or []
        if not item.has_model:
            price, stock = row.get("item_input_promo_price"), row.get("item_stock")
            models = [{"model_id": 0, "input_promo_price": price, "stock": stock}]
        cuts = {model["model_id"]: _cut(item, model) for model in models}
        if not cuts:
            raise RowError(UNFIT, "The item has models, give them.")
        sale.items[item.item_id] = Cuts(cuts, row["purchase_limit"])

    def _update_one(self, sale: FlashSale, item: Item, row: Row) -> None:
        cuts = sale.items.get(item.item_id)
        if cuts is None:
            raise RowError(UNKNOWN, "The item is not in the flash sale.")
        models = row.get("models") or []
        if not item.has_model:
            own = {"status": row.get("item_status", MODEL_ON), "stock": row.get("item_stock")}
            models = [{"model_id": 0, "input_promo_price": row.get("item_input_promo_price"), **own}]
        for model in models:
            cut = cuts.by_model.get(model["model_id"])
            if cut is None:
                raise RowError(UNKNOWN, "The model is not in the flash sale.", model["model_id"])
            values = {"input_promo_price": model.get("input_promo_price"), "stock": model.get("stock")}
            kept = {"input_promo_price": cut.price, "stock": cut.stock}
            changed = kept | {name: value for name, value in values.items() if value is not None}
            if changed != kept and cut.status == MODEL_ON and model["status"] == MODEL_ON:
                raise RowError(UNFIT, "Disable the model before changing it.", model["model_id"])
            new = _cut(item, {"model_id": model["model_id"], **changed})
            cuts.by_model[model["model_id"]] = Cut(new.price, new.stock, model["status"])
        cuts.purchase_limit = row.get("purchase_limit", cuts.purchase_limit)

    def delete(self, call: Call) -> dict[str, Any]:
        """POST delete_shop_flash_sale_items."""
        sale = self._open(call)
        unknown = [item_id for item_id in call.body["item_ids"] if sale.items.pop(item_id, None) is None]
        refusal = RowError(UNKNOWN, "The item is not in the flash sale.")
        return {"response": {"failed_items": [_failed(item_id, refusal) for item_id in unknown]}}

    def items(self, call: Call) -> dict[str, Any]:
        """GET get_shop_flash_sale_items: models in one list, items in another."""
        sale = own_sale(self._store, call, params.number(call, "flash_sale_id"))
        offset, limit = params.within(call, "offset", 0, 1000), params.within(call, "limit", 1, 100)
        chosen = list(sale.items.items())[offset : offset + limit]
        infos, models = [], []
        for item_id, cuts in chosen:
            item = self._store.items[item_id]
            infos.append(_info(item, cuts))
            for model_id, cut in cuts.by_model.items():
                if model_id and (variant := item.variant(model_id)) is not None:
                    models.append(_model(item, variant, cut, cuts))
        return {"response": {"total_count": len(sale.items), "models": models, "item_info": infos}}


def _cut(item: Item, model: Row) -> Cut:
    number, price, stock = model["model_id"], model["input_promo_price"], model["stock"]
    variant = item.variant(number)
    if variant is None:
        raise RowError(UNKNOWN, "The model does not exist.", number)
    if price is None or not 0 < price <= variant.list_price * (100 - LEAST_OFF) / 100:
        raise RowError(UNFIT, f"The price must be at least {LEAST_OFF} % off.", number)
    if stock is None or not LEAST_STOCK <= stock <= variant.stock:
        raise RowError(UNFIT, "The stock does not meet the criteria.", number)
    return Cut(price, stock, ENABLED)


def _failed(item_id: int, refusal: RowError) -> Row:
    conditions = [{"unqualified_code": refusal.code, "unqualified_msg": str(refusal)}]
    return {
        "item_id": item_id,
        "model_id": refusal.model_id,
        "err_code": refusal.code,
        "err_msg": str(refusal),
        "unqualified_conditions": conditions if refusal.code == UNFIT else [],
    }


def _amounts(variant: Variant, cut: Cut | None, cuts: Cuts) -> Row:
    price = cut.price if cut else variant.list_price
    return {
        "status": cut.status if cut else MODEL_ON,
        "original_price": variant.list_price,
        "input_promotion_price": price,
        "promotion_price_with_tax": price,
        "purchase_limit": cuts.purchase_limit,
        "campaign_stock": cut.stock if cut else 0,
        "stock": variant.stock,
        "reject_reason": "",
    }


def _model(item: Item, variant: Variant, cut: Cut, cuts: Cuts) -> Row:
    names = {"item_id": item.item_id, "model_id": variant.model_id, "model_name": variant.name}
    return names | _amounts(variant, cut, cuts)


def _info(item: Item, cuts: Cuts) -> Row:
    shown = _amounts(item.variants[0], cuts.by_model.get(0), cuts)
    image = picture_url(item.images[0]) if item.images else ""
    return {"item_id": item.item_id, "item_name": item.name, "image": image, "item_status": 1, **shown}
