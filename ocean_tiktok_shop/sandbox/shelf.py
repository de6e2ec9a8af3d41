"""Listings as the API shows them, and what time does to them."""

from collections.abc import Iterable
from typing import Any

from . import quality
from .catalogue_data import BRANDS, CATEGORIES
from .errors import ApiError
from .model import TOKOPEDIA, Product, Shop, Sku
from .pushes import Pushes
from .store import Store

TREE = {number: (parent, name, leaf) for number, parent, name, leaf in CATEGORIES}
LEAVES = tuple(number for number, _parent, _name, leaf in CATEGORIES if leaf)
"""Categories that products can be in."""
RESTOCKING = "restocking"
"""Kind of the records that say, by SKU, whether cancelled units are sold again."""


def chain(category_id: str) -> list[dict[str, Any]]:
    """Return a category and those above it, from the top."""
    steps: list[dict[str, Any]] = []
    while category_id in TREE:
        parent, name, leaf = TREE[category_id]
        steps.insert(0, {"id": category_id, "parent_id": parent, "local_name": name, "is_leaf": leaf})
        category_id = parent
    return steps


def check_leaf(category_id: str) -> None:
    """Refuse a category that products cannot be in.

    :raise ApiError: if there is none with this id, or it has others below it
    """
    if category_id not in TREE:
        raise ApiError(12052023)
    if not TREE[category_id][2]:
        raise ApiError(12052024)


def category_name(category_id: object) -> str:
    """Return the name of a category, empty if there is none with this id."""
    return TREE.get(str(category_id), ("", "", False))[1]


def likely_category(title: str, leaves: Iterable[str]) -> str:
    """Return that of `leaves` whose name shares most words with `title`."""
    words = set(title.lower().split())
    return max(leaves, key=lambda number: len(words & set(TREE[number][1].lower().split())))


def attributes() -> list[dict[str, Any]]:
    """Return the properties that every leaf category has, with their known values."""
    values = [{"id": str(1_001_000 + place), "name": name} for place, name in enumerate(("Katun", "Linen"))]
    own = (("100397", "Bahan", "PRODUCT_PROPERTY", values), ("100000", "Warna", "SALES_PROPERTY", []))
    return [
        {
            "id": number,
            "name": name,
            "type": kind,
            "values": choices,
            "is_customizable": True,
            "is_multiple_selection": kind == "PRODUCT_PROPERTY",
        }
        for number, name, kind, choices in own
    ]


def sales_attributes(store: Store, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the properties of a variant as they were sent, new ones with new ids."""
    return [
        {
            "id": entry.get("id") or store.new_id("attribute", entry.get("name")),
            "name": entry.get("name", ""),
            "value_id": entry.get("value_id") or store.new_id("value", entry.get("value_name")),
            "value_name": entry.get("value_name", ""),
        }
        for entry in entries
    ]


def price(shop: Shop, sku: Sku) -> dict[str, str]:
    """Return the price of a variant; local prices include tax."""
    return {"currency": shop.currency, "sale_price": str(sku.price), "tax_exclusive_price": str(sku.price)}


def inventory(sku: Sku) -> list[dict[str, Any]]:
    """Return the stock of a variant by warehouse."""
    return [{"warehouse_id": place, "quantity": count} for place, count in sku.stock.items()]


def restocks(store: Store, sku: Sku) -> bool:
    """Return whether units of a variant come back into stock when their order is cancelled."""
    record = store.records.get(RESTOCKING, {}).get(sku.id)
    return record is None or bool(record.data["enable_auto_restock"])


def platform_statuses(product: Product) -> list[dict[str, str]]:
    """Return the status of a listing on the storefronts beside the main one."""
    statuses = product.platforms.items()
    return [{"platform": name, "status": status} for name, status in statuses if name == TOKOPEDIA]


def brief(shop: Shop, product: Product) -> dict[str, Any]:
    """Return a listing as Search Products shows it."""
    return {
        "id": product.id,
        "title": product.title,
        "status": product.status,
        "skus": [
            {
                "id": sku.id,
                "seller_sku": sku.seller_sku,
                "price": price(shop, sku),
                "inventory": inventory(sku),
                "status_info": {"status": "NORMAL"},
            }
            for sku in product.skus
        ],
        "sales_regions": [shop.region],
        "create_time": product.create_time,
        "update_time": product.update_time,
        "product_sync_fail_reasons": [],
        "is_not_for_sale": bool(product.content.get("is_not_for_sale")),
        "recommended_categories": [],
        "listing_quality_tier": quality.tier(product.content),
        "integrated_platform_statuses": platform_statuses(product),
        "audit": {"status": product.audit},
        "has_draft": product.draft is not None,
    }


def whole(store: Store, shop: Shop, product: Product, content: dict[str, Any]) -> dict[str, Any]:
    """Return a listing as Get Product shows it, with `content` as its text and pictures."""
    brand = next((name for number, name in BRANDS if number == content.get("brand_id")), "")
    number = str(content.get("brand_id", ""))
    shown = brief(shop, product) | {
        "title": content.get("title", ""),
        "description": content.get("description", ""),
        "category_chains": chain(str(content.get("category_id", ""))),
        "brand": {"id": number, "name": brand or brand_name(store, number)} if number else {},
        "main_images": [_image(entry) for entry in content.get("main_images", [])],
        "package_weight": content.get("package_weight", {}),
        "package_dimensions": content.get("package_dimensions", {}),
        "product_attributes": content.get("product_attributes", []),
        "is_cod_allowed": bool(content.get("is_cod_allowed", True)),
        "external_product_id": content.get("external_product_id", ""),
        "product_types": [],
        "is_pre_owned": bool(content.get("is_pre_owned")),
        "minimum_order_quantity": content.get("minimum_order_quantity", 1),
        "shipping_insurance_requirement": content.get("shipping_insurance_requirement", "OPTIONAL"),
        "audit_failed_reasons": _reasons(product),
        "product_status": product.status,
    }
    for entry, sku in zip(shown["skus"], product.skus, strict=True):
        entry |= {"sales_attributes": sku.attributes, **sku.extra}
    del shown["product_sync_fail_reasons"], shown["sales_regions"]
    return shown


def brand_name(store: Store, brand_id: str) -> str:
    """Return the name of a brand that a seller created."""
    record = store.records.get("brand", {}).get(brand_id)
    return str(record.data["name"]) if record else ""


def _image(entry: dict[str, Any]) -> dict[str, Any]:
    uri = entry.get("uri", "")
    url = f"https://p16-oec-sg.ibyteimg.com/{uri}~tplv-origin-jpeg.jpeg"
    return {"height": 800, "width": 800, "thumb_urls": [url], "urls": [url], **entry}


def _reasons(product: Product) -> list[dict[str, Any]]:
    if product.audit != "FAILED":
        return []
    reason = "The product title does not comply with the listing policy."
    return [
        {
            "position": "Title",
            "reasons": [reason],
            "suggestions": ["Edit it."],
            "listing_platform": "TIKTOK_SHOP",
        }
    ]


def start_audit(store: Store, pushes: Pushes, product: Product) -> None:
    """Submit a listing; its result is told when the audit ends."""
    delay = store.switches.audit_delay
    product.audit, product.audit_due = "AUDITING", store.now + delay
    product.passes = store.switches.audit_result == "approve"
    result = "PRODUCT_STATUS_CHANGED" if product.passes else "PRODUCT_AUDIT_FAILURE"
    pushes.product(product, result, delay=delay)


def finish_audits(store: Store) -> None:
    """End the audits that are due."""
    for product in store.products.values():
        if product.audit_due and product.audit_due <= store.now:
            _finish(product)


def _finish(product: Product) -> None:
    product.audit = "APPROVED" if product.passes else "FAILED"
    product.update_time, product.audit_due = product.audit_due, 0
    if product.pending is not None and product.passes:
        product.content, product.pending = product.pending, None
    elif product.status == "PENDING":
        set_status(product, "ACTIVATE" if product.passes else "FAILED")


def set_status(product: Product, status: str, platforms: list[str] | None = None) -> None:
    """Give a listing a status on some storefronts, all it is on by default."""
    for name in platforms or list(product.platforms):
        product.platforms[name] = status
    main = product.platforms.get("TIKTOK_SHOP")
    product.status = main or status
