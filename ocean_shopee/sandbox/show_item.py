"""Listings as Shopee v2 product shows them."""

from typing import Any

from .channels import channel_by_id
from .listing import Item, Variant
from .promotions import current_offer, holds, set_aside
from .store import Store
from .taxonomy import attribute_by_id

LOCATION = "IDZ"


def picture_url(image_id: str) -> str:
    """Return the address of a picture."""
    return f"https://cf.shopee.co.id/file/{image_id}"


def base_info(store: Store, item: Item) -> dict[str, Any]:
    """Return the entry of get_item_base_info; price and stock only without variants."""
    shown = _basics(store, item) | _looks(item) | _shipping(item)
    if not item.has_model:
        shown |= price_and_stock(store, item, item.variants[0])
    return shown | item.extra


def _basics(store: Store, item: Item) -> dict[str, Any]:
    return {
        "item_id": item.item_id,
        "category_id": item.category_id,
        "item_name": item.name,
        "description": item.description,
        "item_sku": item.sku,
        "create_time": item.create_time,
        "update_time": item.updated_at(store.now),
        "item_status": item.status_at(store.now),
        "deboost": False,
        "has_model": item.has_model,
        "has_promotion": any(holds(store, item)),
        "attribute_list": [_attribute(entry) for entry in item.attributes],
        "brand": item.brand,
        "tag": {"kit": False},
    }


def _looks(item: Item) -> dict[str, Any]:
    return {
        "image": {
            "image_url_list": [picture_url(image) for image in item.images],
            "image_id_list": item.images,
            "image_ratio": "1:1",
        },
        "condition": "NEW",
        "size_chart": "",
        "item_dangerous": 0,
        "gtin_code": "",
        "description_type": "normal",
        "wholesales": item.wholesale,
    }


def _shipping(item: Item) -> dict[str, Any]:
    return {
        "weight": str(item.weight),
        "dimension": item.dimension,
        "logistic_info": [_logistic(entry) for entry in item.logistics],
        "pre_order": item.pre_order,
    }


def _attribute(entry: dict[str, Any]) -> dict[str, Any]:
    attribute = attribute_by_id(entry["attribute_id"])
    names = dict(attribute.values) if attribute else {}
    values = [
        {
            "value_id": value["value_id"],
            "original_value_name": value.get("original_value_name") or names.get(value["value_id"], ""),
            "value_unit": value.get("value_unit", ""),
        }
        for value in entry.get("attribute_value_list") or []
    ]
    return {
        "attribute_id": entry["attribute_id"],
        "original_attribute_name": attribute.name if attribute else "",
        "is_mandatory": False,
        "attribute_value_list": values,
    }


def _logistic(entry: dict[str, Any]) -> dict[str, Any]:
    channel = channel_by_id(entry["logistic_id"])
    shown = {"logistic_name": channel.name if channel else "", "is_free": False, "estimated_shipping_fee": 0}
    return shown | entry


def price_and_stock(store: Store, item: Item, variant: Variant) -> dict[str, Any]:
    """Return the price and the stock of a variant as both item and model lists show them."""
    shop = store.shops[item.shop_id]
    return {
        "price_info": [
            {
                "currency": shop.currency,
                "original_price": variant.list_price,
                "current_price": current_offer(store, item, variant).price,
            }
        ],
        "stock_info_v2": {
            "summary_info": {
                "total_reserved_stock": set_aside(store, item, variant),
                "total_available_stock": variant.stock,
            },
            "seller_stock": _places(variant),
            "shopee_stock": [],
        },
    }


def _places(variant: Variant) -> list[dict[str, Any]]:
    places = variant.locations or {LOCATION: variant.stock}
    return [{"location_id": place, "stock": stock, "if_saleable": True} for place, stock in places.items()]


def model(store: Store, item: Item, variant: Variant) -> dict[str, Any]:
    """Return the entry of get_model_list."""
    days = variant.days_to_ship
    return {
        "model_id": variant.model_id,
        "model_name": variant.name,
        "model_sku": variant.sku,
        "model_status": variant.status,
        "tier_index": list(variant.tier_index),
        "has_promotion": current_offer(store, item, variant).promotion_id != 0,
        "promotion_id": current_offer(store, item, variant).promotion_id,
        "pre_order": {"is_pre_order": days > 0, "days_to_ship": days} if days else item.pre_order,
        "gtin_code": variant.gtin,
        "weight": "" if variant.weight is None else str(variant.weight),
        **({} if variant.dimension is None else {"dimension": variant.dimension}),
        **price_and_stock(store, item, variant),
    }


def tiers(item: Item) -> list[dict[str, Any]]:
    """Return ``tier_variation`` of an item."""
    return [
        {"name": name, "option_list": [_option(item, option) for option in options]}
        for name, options in item.tiers
    ]


def _option(item: Item, option: str) -> dict[str, Any]:
    image = item.option_images.get(option)
    pictured = {"image": {"image_id": image, "image_url": picture_url(image)}} if image else {}
    return {"option": option, **pictured}


def standard_tiers(item: Item) -> list[dict[str, Any]]:
    """Return ``standardise_tier_variation`` of an item, with the ids 0 of names of one's own."""
    return [
        {
            "variation_id": 0,
            "variation_name": name,
            "variation_group_id": 0,
            "variation_option_list": [_standard_option(item, option) for option in options],
        }
        for name, options in item.tiers
    ]


def _standard_option(item: Item, option: str) -> dict[str, Any]:
    image = item.option_images.get(option)
    pictured = {"image_id": image, "image_url": picture_url(image)} if image else {}
    return {"variation_option_id": 0, "variation_option_name": option, **pictured}


def new_model(variant: Variant, item: Item) -> dict[str, Any]:
    """Return the entry of a new variant as init_tier_variation and add_model answer it."""
    return {
        "tier_index": list(variant.tier_index),
        "model_id": variant.model_id,
        "model_sku": variant.sku,
        "price_info": [{"original_price": variant.list_price}],
        "seller_stock": [{"location_id": "", "stock": variant.stock}],
        "weight": item.weight if variant.weight is None else variant.weight,
    }
