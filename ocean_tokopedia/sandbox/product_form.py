"""What products that callers hand in make of those that there are (guide "create-product")."""

from collections.abc import Callable
from typing import Any, Final

from .catalogue import FIRST_PRODUCT
from .model import DELETED, Product, Shop
from .store import Store

CONVERTED: Final[dict[str, tuple[str, Callable[[Any], Any]]]] = {
    "condition": ("condition", lambda value: 1 if value == "NEW" else 2),
    "etalase": ("showcase_id", lambda value: value["id"]),
    "preorder": ("preorder", dict),
    "dimension": ("dimension", dict),
    "annotations": ("annotations", list),
    "is_must_insurance": ("must_insurance", bool),
}
"""Fields that are kept under another name or in another form."""


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
        product.counted = bool(row["stock"])
    for name, (own, read) in CONVERTED.items():
        if name in row:
            setattr(product, own, read(row[name]))
    if "pictures" in row:
        product.pictures = _pictures(store, shop, row["pictures"])
    product.update_time = store.now
    if "variant" in row:
        _set_variants(store, shop, product, row["variant"])


def _pictures(store: Store, shop: Shop, rows: list[dict[str, Any]]) -> list[str]:
    """The platform keeps copies of its own."""
    return [store.keep_picture(shop.id, str(row.get("file_path", ""))) for row in rows]


def _set_variants(store: Store, shop: Shop, parent: Product, variant: dict[str, Any]) -> None:
    """Replace the variants; one whose options have the same values stays the same product."""
    before = list(parent.children)
    known = {tuple(_values(parent, store.products[number].options)): number for number in before}
    parent.selection = list(variant.get("selection") or [])
    charts = _pictures(store, shop, variant.get("sizecharts") or [])
    parent.size_chart = charts[0] if charts else ""
    parent.children = []
    for row in variant.get("products") or []:
        places = [int(place) for place in row["combination"]]
        number = known.get(tuple(_values(parent, places))) or store.next_id("product", FIRST_PRODUCT)
        child = store.products.get(number) or _child(store, parent, number)
        _fill_child(store, shop, parent, child, row, places)
        parent.children.append(child.id)
    for number in set(before) - set(parent.children):
        store.products[number].status = DELETED
    if parent.children:
        parent.price = min(store.products[number].price for number in parent.children)


def _fill_child(
    store: Store, shop: Shop, parent: Product, child: Product, row: dict[str, Any], places: list[int]
) -> None:
    child.options, child.update_time = places, store.now
    child.name = f"{parent.name} - {', '.join(_values(parent, places))}"[:70]
    child.sku, child.price = str(row.get("sku") or ""), int(row.get("price") or parent.price)
    child.stock[shop.main_warehouse] = int(row.get("stock") or 0)
    child.counted = bool(row.get("stock", 1))
    child.category_id, child.weight = parent.category_id, parent.weight
    if row.get("pictures"):
        child.pictures = _pictures(store, shop, row["pictures"])


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
        status=parent.status,
        pictures=list(parent.pictures),
        create_time=store.now,
    )
    store.products[number] = child
    return child


def _values(parent: Product, places: list[int]) -> list[str]:
    pairs = zip(parent.selection, places, strict=True)
    return [str(selection["options"][place].get("value", "")) for selection, place in pairs]
