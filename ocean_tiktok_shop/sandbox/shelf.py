"""Listings as the API shows them, and what time does to them."""

from collections.abc import Iterable
from typing import Any

from . import quality, words
from .catalogue_data import BRANDS, CATEGORIES, WANTS, Wants
from .errors import ApiError
from .model import TOKOPEDIA, Product, Shop, Sku
from .pushes import Pushes
from .store import Store
from .switches import Switches

TREE = {number: (parent, name, leaf) for number, parent, name, leaf in CATEGORIES}
LEAVES = tuple(number for number, _parent, _name, leaf in CATEGORIES if leaf)
"""Categories that products can be in."""
AS_SENT = (
    "certifications",
    "is_blind_box",
    "key_product_features",
    "manufacturer_ids",
    "responsible_person_ids",
    "scheduled_sale",
    "search_terms",
    "selling_format",
    "shipping_template_id",
    "size_chart",
    "video",
)
"""What Get Product shows as it was sent."""
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


def permission(switches: Switches, category_id: str) -> str:
    """Return whether the shops may list in a category, as ``permission_statuses`` has it."""
    for status, numbers in (
        ("PROHIBITED", switches.prohibited_categories),
        ("INVITE_ONLY", switches.closed_categories),
    ):
        if category_id in numbers.split(","):
            return status
    return "AVAILABLE"


def wants(category_id: str) -> Wants:
    """Return what a category wants beside what all want."""
    return WANTS.get(category_id, Wants())


def attributes(category_id: str = "") -> list[dict[str, Any]]:
    """Return the properties that every leaf category has, with their known values, and those of its own."""
    values = [{"id": str(1_001_000 + place), "name": name} for place, name in enumerate(("Katun", "Linen"))]
    own: list[tuple[str, str, str, list[dict[str, str]]]] = [
        ("100397", "Bahan", "PRODUCT_PROPERTY", values),
        ("100000", "Warna", "SALES_PROPERTY", []),
        *((number, name, "PRODUCT_PROPERTY", []) for number, name in wants(category_id).properties),
    ]
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


def sales_attributes(
    store: Store, entries: list[dict[str, Any]], known: list[dict[str, Any]] | None = None
) -> list[dict[str, Any]]:
    """Return the properties of a variant as they were sent, new ones with new ids.

    :param known: the properties of the other variants: what has the same name has the same id
    """
    options = {own["name"]: own["id"] for own in known or ()}
    values = {(own["name"], own["value_name"]): own["value_id"] for own in known or ()}
    made = []
    for entry in entries:
        name, value = entry.get("name", ""), entry.get("value_name", "")
        made.append(
            {
                "id": entry.get("id") or options.get(name) or store.new_id("attribute", name),
                "name": name,
                "value_id": entry.get("value_id")
                or values.get((name, value))
                or store.new_id("value", value),
                "value_name": value,
                **{part: entry[part] for part in ("sku_img", "supplementary_sku_images") if entry.get(part)},
            }
        )
    return made


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
        "product_attributes": _properties(content),
        "is_cod_allowed": bool(content.get("is_cod_allowed", True)),
        "external_product_id": content.get("external_product_id", ""),
        "product_types": [],
        "delivery_options": [
            {"id": one, "name": "", "is_available": True} for one in content.get("delivery_option_ids", [])
        ],
        **{name: content[name] for name in AS_SENT if content.get(name)},
        "is_pre_owned": bool(content.get("is_pre_owned")),
        "minimum_order_quantity": content.get("minimum_order_quantity", 1),
        "shipping_insurance_requirement": content.get("shipping_insurance_requirement", "OPTIONAL"),
        "audit_failed_reasons": _reasons(product),
        "product_status": product.status,
    }
    for entry, sku in zip(shown["skus"], product.skus, strict=True):
        entry |= {"sales_attributes": [_choice(own) for own in sku.attributes], **sku.extra}
    del shown["product_sync_fail_reasons"], shown["sales_regions"]
    return shown


def brand_name(store: Store, brand_id: str) -> str:
    """Return the name of a brand that a seller created."""
    record = store.records.get("brand", {}).get(brand_id)
    return str(record.data["name"]) if record else ""


def _properties(content: dict[str, Any]) -> list[dict[str, Any]]:
    known = {row["id"]: row for row in attributes(str(content.get("category_id", "")))}
    shown = []
    for entry in content.get("product_attributes") or []:
        own = known.get(entry["id"], {})
        names = {value["id"]: value["name"] for value in own.get("values", [])}
        values = [{"name": names.get(value.get("id"), ""), **value} for value in entry["values"]]
        shown.append({"id": entry["id"], "name": own.get("name", ""), "values": values})
    return shown


def _choice(own: dict[str, Any]) -> dict[str, Any]:
    pictures = own.get("supplementary_sku_images") or []
    shown = {**own, **({"sku_img": _image(own["sku_img"])} if own.get("sku_img") else {})}
    return shown | ({"supplementary_sku_images": [_image(one) for one in pictures]} if pictures else {})


def _image(entry: dict[str, Any]) -> dict[str, Any]:
    uri = entry.get("uri", "")
    url = f"https://p16-oec-sg.ibyteimg.com/{uri}~tplv-origin-jpeg.jpeg"
    return {"height": 800, "width": 800, "thumb_urls": [url], "urls": [url], **entry}


def _reasons(product: Product) -> list[dict[str, Any]]:
    return product.reasons if product.audit == "FAILED" else []


def start_audit(store: Store, pushes: Pushes, product: Product) -> None:
    """Submit a listing; its result is told when the audit ends."""
    switches = store.switches
    content = product.pending if product.pending is not None else product.content
    product.reasons = words.reasons(switches, content)
    if switches.audit_result == "fail" and not product.reasons:
        said = "The product title does not comply with the listing policy."
        product.reasons = [words.reason("Title", said, "Edit it.")]
    product.audit, product.passes = "AUDITING", not product.reasons
    if switches.audit_result == "wait":
        product.audit_due = 0
        return
    product.audit_due = store.now + switches.audit_delay
    tell_result(pushes, product, switches.audit_delay)


def tell_result(pushes: Pushes, product: Product, delay: float = 0) -> None:
    """Send the webhooks about the result of an audit."""
    result = "PRODUCT_STATUS_CHANGED" if product.passes else "PRODUCT_AUDIT_FAILURE"
    pushes.product(product, result, delay=delay)


def finish_audits(store: Store) -> None:
    """End the audits that are due."""
    for product in store.products.values():
        if product.audit_due and product.audit_due <= store.now:
            finish(product)


def finish(product: Product) -> None:
    """End the audit of a listing: an edit that passes goes live, a new listing with it."""
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
