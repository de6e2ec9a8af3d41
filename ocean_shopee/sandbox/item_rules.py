"""What a listing must be like for the platform to take it (Shopee v2 product.add_item, its error codes)."""

from typing import Any

from . import taxonomy
from .channels import is_enabled
from .errors import ApiError
from .model import Shop
from .store import Store


def refuse(code: str, message: str) -> ApiError:
    """Return a refusal with `code`."""
    return ApiError(code, message)


def check_new(store: Store, shop: Shop, body: dict[str, Any]) -> None:
    """Refuse a new item that breaks a rule.

    :raise ApiError: with the code of the first rule broken
    """
    check_texts(body)
    check_category(store, body["category_id"])
    check_price(shop, body["original_price"])
    check_images(store, body["image"]["image_id_list"])
    check_logistics(shop, body["logistic_info"])
    check_attributes(body["category_id"], body.get("attribute_list") or [])
    check_brand(body["category_id"], body.get("brand"))
    check_days(body.get("pre_order"))
    if body["weight"] <= 0:
        raise refuse("error_param_validate", "weight must be more than 0.")


def check_texts(body: dict[str, Any]) -> None:
    """Refuse names and descriptions of the wrong length, where `body` has them."""
    name = body.get("item_name")
    if name is not None and not name.strip():
        raise refuse("error_item_name_empty", "The item name is empty.")
    if name is not None and len(name) > taxonomy.NAME[1]:
        raise refuse("error_title_exceeds_max_length", "The item name is too long.")
    description = body.get("description")
    if description is not None and not description.strip():
        raise refuse("error_desc_length_min_limit", "The description is too short.")
    if description is not None and len(description) > taxonomy.DESCRIPTION[1]:
        raise refuse("error_param_validate", "The description is too long.")
    if len(body.get("item_sku") or "") > 100:
        raise refuse("error_param_validate", "item_sku is too long.")


def check_category(store: Store, category_id: int) -> None:
    """Refuse categories that hold others, that do not exist, or in which the shop may not list."""
    if not taxonomy.is_leaf(category_id):
        raise refuse("error_invalid_category", "The category is invalid or not a leaf.")
    if str(category_id) in store.switches.listed("blocked_categories"):
        raise refuse("error_category_is_block", "Your shop is not allowed to list in this category.")


def violation_of(store: Store, name: str, description: str) -> dict[str, Any] | None:
    """Return what a review will find in these texts (fields of get_item_violation_info), or nothing."""
    text = f"{name}\n{description}".lower()
    word = next((word for word in store.switches.listed("forbidden_words") if word in text), "")
    if not word:
        return None
    return {
        "violation_type": "Prohibited Listing",
        "violation_reason": f"The listing contains a forbidden word: {word}",
        "suggestion": "Remove the word and submit the listing again.",
        "fix_deadline_time": store.now + 7 * 86_400,
        "update_time": store.now,
    }


def check_price(shop: Shop, price: float) -> None:
    """Refuse prices out of the limits, or finer than the market takes."""
    low, high = taxonomy.PRICE
    if price < (low if shop.currency == "IDR" else 0.1):
        raise refuse("error_price_exceed_min_limitt", "The price is too low.")
    if price > high:
        raise refuse("error_price_exceed_max_limitt", "The price is too high.")
    steps = 100 if shop.region in taxonomy.TWO_DECIMALS else 1
    if round(price * steps, 6) % 1:
        raise refuse("error_invalid_price", "The price has too many decimals.")


def check_images(store: Store, ids: list[str]) -> None:
    """Refuse none or too many pictures, and pictures that were not uploaded."""
    if not ids:
        raise refuse("error_image_num_min", "At least one image is required.")
    if len(ids) > taxonomy.IMAGES[1]:
        raise refuse("error_param_validate", "Too many images.")
    shown = {image for item in store.items.values() for image in item.images}
    if any(image not in store.images and image not in shown for image in ids):
        raise refuse("error_image_unavailable", "The image is not available, upload it first.")


def check_logistics(shop: Shop, rows: list[dict[str, Any]]) -> None:
    """Refuse carriers that the shop does not have, and items that no carrier ships."""
    if not any(row["enabled"] for row in rows):
        raise refuse("error_invalid_logistic_info", "At least one channel must be enabled.")
    if not all(is_enabled(shop, row["logistic_id"]) for row in rows if row["enabled"]):
        raise refuse("error_invalid_logistic_info", "The shop does not have this channel.")


def check_attributes(category_id: int, rows: list[dict[str, Any]]) -> None:
    """Refuse missing mandatory attributes, those of other categories and values that do not exist."""
    known = {attribute.id: attribute for attribute, _mandatory in taxonomy.attributes_of(category_id)}
    for row in rows:
        attribute = known.get(row["attribute_id"])
        if attribute is None:
            raise refuse("error_invalid_category_attribute", "The category does not have this attribute.")
        values = row.get("attribute_value_list") or []
        if len(values) > attribute.most:
            raise refuse("error_invalid_attribute_value", "Too many values.")
        for value in values:
            _check_value(attribute, value)
    given = {row["attribute_id"] for row in rows if row.get("attribute_value_list")}
    needed = {attribute.id for attribute, mandatory in taxonomy.attributes_of(category_id) if mandatory}
    if needed - given:
        raise refuse("error_less_required_attribute", "A mandatory attribute is missing.")


def _check_value(attribute: taxonomy.Attribute, value: dict[str, Any]) -> None:
    if value["value_id"] == 0:
        if not value.get("original_value_name"):
            raise refuse("error_value_name_required", "A value of one's own needs a name.")
        if attribute.input in (1, 4):
            raise refuse("error_invalid_attribute_value", "The attribute takes listed values only.")
    elif attribute.input == 3:
        raise refuse("error_value_id_must_equal_zero", "A free text has value_id 0.")
    elif value["value_id"] not in dict(attribute.values):
        raise refuse("error_invalid_attribute_value", "The value does not exist.")


def check_brand(category_id: int, brand: dict[str, Any] | None) -> None:
    """Refuse brands that the category does not have, or none where one is mandatory."""
    number = (brand or {}).get("brand_id", 0)
    if not number and taxonomy.needs_brand(category_id):
        raise refuse("error_less_required_brand", "The category needs a brand.")
    if number and number not in dict(taxonomy.brands_of(category_id)):
        raise refuse("error_invalid_brand", "The brand is invalid.")


def check_days(pre_order: dict[str, Any] | None) -> None:
    """Refuse days to ship out of the limits of get_item_limit."""
    if pre_order is None:
        return
    days = pre_order.get("days_to_ship")
    if pre_order["is_pre_order"]:
        low, high = taxonomy.PRE_ORDER_DAYS
        if days is None or not low <= days <= high:
            raise refuse("error_invalid_days_to_ship", f"days_to_ship should be {low} to {high}.")
    elif days not in (None, taxonomy.DAYS_TO_SHIP):
        raise refuse("error_invalid_days_to_ship", f"days_to_ship should be {taxonomy.DAYS_TO_SHIP}.")


def check_ratio(shop: Shop, prices: list[float]) -> None:
    """Refuse variants whose prices lie too far apart."""
    limit = taxonomy.RATIO.get(shop.region, 5)
    if prices and max(prices) > limit * min(prices):
        raise refuse(
            "error_price_out_of_range", f"The dearest variant costs over {limit} times the cheapest."
        )


def stock_by_place(store: Store, rows: list[dict[str, Any]]) -> tuple[int, dict[str, int]]:
    """Return the stock that ``seller_stock`` sets, in all and by place.

    :raise ApiError: for places in a shop with one warehouse, or none in a shop with several
    """
    places = [row.get("location_id") or "" for row in rows]
    several = store.switches.multi_warehouse
    if any(row["stock"] < 0 or row["stock"] > taxonomy.STOCK[1] for row in rows):
        raise refuse("error.param", "The stock is out of range.")
    if several and not all(place in WAREHOUSES for place in places):
        raise refuse("error.param", "location_id is required for shops with several warehouses.")
    if not several and (any(places) or len(rows) != 1):
        raise refuse("error.param", "location_id is for shops with several warehouses only.")
    total = sum(row["stock"] for row in rows)
    return total, {row["location_id"]: row["stock"] for row in rows} if several else {}


WAREHOUSES = ("IDJKT0001", "IDSUB0002")
"""Places of a shop with several warehouses."""
