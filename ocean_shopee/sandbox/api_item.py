"""Endpoints ``product/*`` that add, change, delete and unlist items."""

from typing import Any

from . import item_rules, show_item
from .errors import ApiError
from .events import Events
from .gate import Call
from .item_rules import refuse
from .listing import Item, Variant
from .promotions import is_locked
from .route import Route, post
from .store import Store

_IMAGE = "image{star}{{image_id_list*:str[], image_ratio:str}}"
_SHARED = (
    "attribute_list[]{attribute_id*:int, attribute_value_list[]{value_id*:int, original_value_name:str, "
    "value_unit:str}}, pre_order{is_pre_order*:bool, days_to_ship:int}, item_sku:str, condition:str, "
    "wholesale[]{min_count*:int, max_count*:int, unit_price*:num}, video_upload_id:str[], "
    "brand{brand_id*:int, original_brand_name:str}, item_dangerous:int, gtin_code:str, item_status:str, "
    "dimension{package_height*:int, package_length*:int, package_width*:int}, description_type:str, "
    "logistic_info{star}[]{size_id:int, shipping_fee:num, enabled*:bool, logistic_id*:int, is_free:bool}"
)
NEW = (
    "original_price*:num, description*:str, weight*:num, item_name*:str, category_id*:int, "
    "seller_stock[]{location_id:str, stock*:int}, "
    + _IMAGE.format(star="*")
    + ", "
    + _SHARED.replace("{star}", "*")
)
CHANGE = (
    "item_id*:int, description:str, weight:num, item_name:str, category_id:int, "
    + _IMAGE.format(star="")
    + ", "
    + _SHARED.replace("{star}", "")
)
KEPT = (
    "condition",
    "item_dangerous",
    "gtin_code",
    "description_type",
    "description_info",
    "complaint_policy",
    "tax_info",
    "size_chart_info",
    "purchase_limit_info",
    "scheduled_publish_time",
    "certification_info",
    "compatibility_info",
    "authorised_brand_id",
    "medicine_id",
    "promotion_images",
)
"""Fields that are kept and shown again without any meaning here."""
FIRST_ITEM, FIRST_MODEL = 40_100_000_001, 240_100_000_001


class ItemApi:
    """Changes listings."""

    def __init__(self, store: Store, pushes: Events) -> None:
        self._store = store
        self._pushes = pushes

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "product/add_item": post(self.add, NEW),
            "product/update_item": post(self.update, CHANGE),
            "product/delete_item": post(self.delete, "item_id*:int"),
            "product/unlist_item": post(self.unlist, "item_list*[]<1..50>{item_id*:int, unlist*:bool}"),
        }

    def add(self, call: Call) -> dict[str, Any]:
        """POST add_item: the item is reviewed for a few seconds before it is listed."""
        body, now = call.body, self._store.now
        shop = self._store.shops[call.shop_id]
        if shop.holiday.get("holiday_mode_on"):
            raise refuse("error_holiday_on_add_item", "Items cannot be added in holiday mode.")
        status = body.get("item_status", "NORMAL")
        if status not in ("NORMAL", "UNLIST"):
            raise refuse("error_param_validate", "item_status should be NORMAL or UNLIST.")
        item_rules.check_new(self._store, shop, body)
        rows = body.get("seller_stock") or [{"stock": 0}]
        stock, places = item_rules.stock_by_place(self._store, rows)
        variant = Variant(
            0, body.get("item_sku", ""), "", (), body["original_price"], stock, locations=places
        )
        item = Item(
            item_id=self._store.number("item", FIRST_ITEM),
            shop_id=shop.id,
            name=body["item_name"],
            sku=body.get("item_sku", ""),
            category_id=body["category_id"],
            weight=body["weight"],
            tiers=[],
            variants=[variant],
            description=body["description"],
            create_time=now,
            update_time=now,
            status=status,
        )
        _set(item, body)
        self._store.items[item.item_id] = item
        self._review(item)
        return {"warning": "", "response": self._echo(item, body)}

    def update(self, call: Call) -> dict[str, Any]:
        """POST update_item: only what is given changes; never price or stock."""
        body, shop = call.body, self._store.shops[call.shop_id]
        item = self._editable(call, body["item_id"])
        self._check_change(item, body)
        banned = item.status_at(self._store.now) == "BANNED"
        if "logistic_info" in body:
            item_rules.check_logistics(shop, body["logistic_info"])
        if body.get("item_status") in ("NORMAL", "UNLIST"):
            item.status = body["item_status"]
        item.name = body.get("item_name", item.name)
        item.description = body.get("description", item.description)
        item.category_id = body.get("category_id", item.category_id)
        if "item_sku" in body:
            item.sku = body["item_sku"]
            if not item.has_model:
                item.variants[0].sku = item.sku
        self._resize(item, body)
        _set(item, body)
        item.update_time = self._store.now
        if banned:
            item.status, item.violations = body.get("item_status", "NORMAL"), []
        if banned or self._store.switches.review_updates:
            self._review(item)
        return {"warning": "", "response": self._echo(item, body)}

    def _review(self, item: Item) -> None:
        """Let the platform look at an item; what it finds shows when the review ends."""
        delay = self._store.switches.review_delay
        item.listed_from = self._store.now + delay
        item.rejected = item_rules.violation_of(self._store, item.name, item.description)
        if item.rejected:
            self._pushes.violation(item, delay)

    def _check_change(self, item: Item, body: dict[str, Any]) -> None:
        item_rules.check_texts(body)
        category = body.get("category_id", item.category_id)
        item_rules.check_category(self._store, category)
        if is_locked(self._store, item) and "item_name" in body:
            raise refuse("error_cannt_edit_name_in_promotion", "The name is locked by a promotion.")
        if "image" in body:
            item_rules.check_images(self._store, body["image"]["image_id_list"])
        if "attribute_list" in body or "category_id" in body:
            item_rules.check_attributes(category, body.get("attribute_list", item.attributes))
        if "brand" in body or "category_id" in body:
            item_rules.check_brand(category, body.get("brand", item.brand))
        item_rules.check_days(body.get("pre_order"))

    def _resize(self, item: Item, body: dict[str, Any]) -> None:
        """Weight and dimension of the item replace those of all variants."""
        if "weight" in body:
            item.weight = body["weight"]
        for variant in item.variants:
            variant.weight = None if "weight" in body else variant.weight
            variant.dimension = None if "dimension" in body else variant.dimension

    def _editable(self, call: Call, item_id: int) -> Item:
        item = self._store.own_item(call.shop_id, item_id)
        if item is None:
            raise ApiError("error_item_not_found", "Product not found.")
        if item.status_at(self._store.now) == "BANNED" and not self._store.switches.banned_editable:
            raise refuse("error_item_uneditable", "A banned item cannot be edited.")
        return item

    def delete(self, call: Call) -> dict[str, Any]:
        """POST delete_item: it stays readable as SELLER_DELETE."""
        item = self._editable(call, call.body["item_id"])
        if is_locked(self._store, item):
            raise refuse("error_cannt_delete_in_promotion", "The item is in a promotion.")
        item.status, item.update_time, item.listed_from = "SELLER_DELETE", self._store.now, 0
        return {"warning": ""}

    def unlist(self, call: Call) -> dict[str, Any]:
        """POST unlist_item: row by row; if all rows fail, the call does."""
        done: list[dict[str, Any]] = []
        failed: list[dict[str, Any]] = []
        for row in call.body["item_list"]:
            reason = self._unlist_one(call, row)
            if reason:
                failed.append({"item_id": row["item_id"], "failed_reason": reason})
            else:
                done.append({"item_id": row["item_id"], "unlist": row["unlist"]})
        response = {"failure_list": failed, "success_list": done}
        if not done:
            raise ApiError("error_unlist_item_all_failed", "Unlist all items failed.", response=response)
        return {"warning": "", "response": response}

    def _unlist_one(self, call: Call, row: dict[str, Any]) -> str:
        item = self._store.own_item(call.shop_id, row["item_id"])
        if item is None:
            return "Product not found."
        if item.status_at(self._store.now) in ("REVIEWING", "BANNED"):
            return "Can't unlist item which is reviewing or banned"
        if row["unlist"] and is_locked(self._store, item):
            return "Can't unlist item when item is under promotion"
        item.status, item.update_time = "UNLIST" if row["unlist"] else "NORMAL", self._store.now
        return ""

    def _echo(self, item: Item, body: dict[str, Any]) -> dict[str, Any]:
        """Return what add_item and update_item answer; names differ from those of the request."""
        price = item.variants[0].list_price
        return {
            "item_id": item.item_id,
            "item_name": item.name,
            "item_status": item.status_at(self._store.now),
            "description": item.description,
            "category_id": item.category_id,
            "weight": item.weight,
            "dimension": item.dimension,
            "pre_order": item.pre_order,
            "brand": item.brand,
            "condition": body.get("condition", "NEW"),
            "images": {
                "image_id_list": item.images,
                "image_url_list": [show_item.picture_url(image) for image in item.images],
            },
            "price_info": {"current_price": price, "original_price": price},
            "logistic_info": item.logistics,
            "attribute": item.attributes,
            "seller_stock": [{"stock": item.variants[0].stock}],
            "wholesale": item.wholesale,
            "video_info": [],
            "description_type": body.get("description_type", "normal"),
        }


def _set(item: Item, body: dict[str, Any]) -> None:
    if "image" in body:
        item.images = list(body["image"]["image_id_list"])
    item.attributes = body.get("attribute_list", item.attributes)
    item.brand = body.get("brand", item.brand)
    item.dimension = body.get("dimension", item.dimension)
    item.logistics = body.get("logistic_info", item.logistics)
    item.pre_order = body.get("pre_order", item.pre_order)
    item.wholesale = body.get("wholesale", item.wholesale)
    item.extra |= {name: body[name] for name in KEPT if name in body}
