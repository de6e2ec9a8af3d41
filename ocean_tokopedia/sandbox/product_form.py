"""Products as callers hand them in: what is wrong with them, and what they make (guide "create-product")."""

from collections.abc import Callable
from typing import Any, Final

from .catalogue import FIRST_PRODUCT
from .categories import path_to
from .model import Product, Shop
from .store import Store

REQUIRED: Final = (
    "name",
    "condition",
    "price",
    "status",
    "min_order",
    "category_id",
    "price_currency",
    "weight",
    "weight_unit",
    "etalase",
    "pictures",
)
LIMITS: Final = {"price": (100, 100_000_000), "stock": (0, 1_000_000), "min_order": (1, 1_000_000)}
LENGTHS: Final = {"name": 70, "description": 2000, "sku": 50}
CHOICES: Final = {
    "condition": ("NEW", "USED"),
    "status": ("LIMITED", "UNLIMITED", "EMPTY"),
    "price_currency": ("IDR", "USD"),
    "weight_unit": ("GR", "KG"),
}
CONVERTED: Final[dict[str, tuple[str, Callable[[Any], Any]]]] = {
    "condition": ("condition", lambda value: 1 if value == "NEW" else 2),
    "etalase": ("showcase_id", lambda value: value["id"]),
    "pictures": ("pictures", lambda value: [str(picture.get("file_path", "")) for picture in value]),
    "preorder": ("preorder", dict),
    "is_must_insurance": ("must_insurance", bool),
}
"""Fields that are kept under another name or in another form."""


def mistakes(row: dict[str, Any], shop: Shop, *, whole: bool) -> list[str]:
    """Return what is wrong with a product; `whole` for a new one, which needs more."""
    wrong = [f"{name} is required" for name in REQUIRED if whole and row.get(name) in (None, "", [])]
    wrong += [
        f"{name} must be between {low} and {high}"
        for name, (low, high) in LIMITS.items()
        if name in row and not (type(row[name]) is int and low <= row[name] <= high)
    ]
    wrong += [
        f"{name} must be at most {most} characters"
        for name, most in LENGTHS.items()
        if name in row and not (isinstance(row[name], str) and len(row[name]) <= most)
    ]
    wrong += [
        f"{name} must be one of {', '.join(choices)}"
        for name, choices in CHOICES.items()
        if name in row and row[name] not in choices
    ]
    if row.get("category_id") is not None and not path_to(row["category_id"]):
        wrong.append("category_id must be of the deepest level")
    showcase = row.get("etalase")
    if showcase is not None and (not isinstance(showcase, dict) or showcase.get("id") not in shop.showcases):
        wrong.append("etalase not found")
    return wrong + _variant_mistakes(row.get("variant"))


def _variant_mistakes(variant: Any) -> list[str]:
    if not variant:
        return []
    if not isinstance(variant, dict) or not variant.get("products") or not variant.get("selection"):
        return ["variant needs products and selection"]
    sizes = [len(row.get("options") or []) for row in variant["selection"]]
    for row in variant["products"]:
        places = row.get("combination")
        fits = isinstance(places, list) and len(places) == len(sizes)
        if not fits or not all(0 <= place < size for place, size in zip(places, sizes, strict=True)):
            return ["variant combination does not fit its selection"]
    return []


def make(store: Store, shop: Shop, row: dict[str, Any]) -> Product:
    """Make the product that `row` describes, with its variants."""
    product = Product(
        id=store.next_id("product", FIRST_PRODUCT),
        shop_id=shop.id,
        name="",
        sku="",
        price=0,
        stock={warehouse.id: 0 for warehouse in shop.warehouses},
        category_id=0,
        weight=0,
        create_time=store.now,
    )
    store.products[product.id] = product
    change(store, shop, product, row)
    return product


def change(store: Store, shop: Shop, product: Product, row: dict[str, Any]) -> None:
    """Give `product` what `row` holds; what it does not hold stays."""
    for name in ("name", "sku", "price", "description", "category_id", "min_order", "wholesale"):
        if name in row:
            setattr(product, name, row[name])
    if "weight" in row:
        product.weight = int(row["weight"] * (1000 if row.get("weight_unit") == "KG" else 1))
    if "stock" in row:
        product.stock[shop.main_warehouse] = row["stock"]
    for name, (own, read) in CONVERTED.items():
        if name in row:
            setattr(product, own, read(row[name]))
    product.update_time = store.now
    if "variant" in row:
        _set_variants(store, shop, product, row["variant"])


def _set_variants(store: Store, shop: Shop, parent: Product, variant: dict[str, Any]) -> None:
    """Replace the variants; one with the same options stays the same product."""
    known = {tuple(store.products[number].options): number for number in parent.children}
    parent.selection = list(variant.get("selection") or [])
    parent.children = []
    for row in variant.get("products") or []:
        places = [int(place) for place in row["combination"]]
        number = known.get(tuple(places)) or store.next_id("product", FIRST_PRODUCT)
        child = store.products.get(number) or _child(store, parent, number)
        child.options, child.update_time = places, store.now
        child.name = f"{parent.name} - {', '.join(_values(parent, places))}"[:70]
        child.sku, child.price = str(row.get("sku") or ""), int(row.get("price") or parent.price)
        child.stock[shop.main_warehouse] = int(row.get("stock") or 0)
        parent.children.append(child.id)
    if parent.children:
        parent.price = min(store.products[number].price for number in parent.children)


def _child(store: Store, parent: Product, number: int) -> Product:
    child = Product(
        id=number,
        shop_id=parent.shop_id,
        name="",
        sku="",
        price=parent.price,
        stock=dict.fromkeys(parent.stock, 0),
        category_id=parent.category_id,
        weight=parent.weight,
        showcase_id=parent.showcase_id,
        parent_id=parent.id,
        pictures=list(parent.pictures),
        create_time=store.now,
    )
    store.products[number] = child
    return child


def _values(parent: Product, places: list[int]) -> list[str]:
    pairs = zip(parent.selection, places, strict=True)
    return [str(selection["options"][place].get("value", "")) for selection, place in pairs]
