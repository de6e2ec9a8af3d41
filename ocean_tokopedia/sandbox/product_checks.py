"""What is wrong with products as callers hand them in (guide "create-product")."""

from collections.abc import Iterator
from typing import Any, Final

from .categories import path_to, value_ids, variants_v2
from .model import Shop
from .picture_check import is_address, problem
from .store import Store
from .switches import Switches

Row = dict[str, Any]

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
# Stock: 1 to 1000, 0 for always available.
LIMITS: Final = {"price": (100, 100_000_000), "stock": (0, 1000), "min_order": (1, 1_000_000)}
LENGTHS: Final = {"name": 70, "description": 2000, "sku": 50}
CHOICES: Final = {
    "condition": ("NEW", "USED"),
    "status": ("LIMITED", "UNLIMITED", "EMPTY"),
    "price_currency": ("IDR", "USD"),
    "weight_unit": ("GR", "KG"),
}
SIDES: Final = frozenset({"height", "width", "length"})


def mistakes(store: Store, shop: Shop, row: Row, *, whole: bool) -> list[str]:
    """Return what is wrong with a product; `whole` for a new one, which needs more."""
    wrong = [f"{name} is required" for name in REQUIRED if whole and row.get(name) in (None, "", [])]
    if not whole and store.switches.edit_needs_status and not row.get("status"):
        wrong.append("status is required")
    return [*wrong, *_field_mistakes(row), *_meaning_mistakes(store, shop, row)]


def _field_mistakes(row: Row) -> Iterator[str]:
    for name, (low, high) in LIMITS.items():
        if name in row and not _between(row[name], low, high):
            yield f"{name} must be between {low} and {high}"
    for name, most in LENGTHS.items():
        if name in row and not (isinstance(row[name], str) and len(row[name]) <= most):
            yield f"{name} must be at most {most} characters"
    for name, choices in CHOICES.items():
        if name in row and row[name] not in choices:
            yield f"{name} must be one of {', '.join(choices)}"
    sides = row.get("dimension")
    if sides and not (isinstance(sides, dict) and set(sides) == SIDES and all(sides.values())):
        yield "dimension needs height, width and length"
    days = row.get("preorder")
    if days and days.get("is_active") and not (_between(days.get("duration"), 1, 10**4)):
        yield "preorder needs a duration"


def _between(value: Any, low: int, high: int) -> bool:
    return type(value) is int and low <= value <= high


def _meaning_mistakes(store: Store, shop: Shop, row: Row) -> Iterator[str]:
    switches, category = store.switches, row.get("category_id")
    if category is not None and not path_to(category):
        yield "category_id must be of the deepest level"
    if str(category) in switches.words("closed_categories"):
        yield "the shop is not allowed to sell in this category"
    showcase = row.get("etalase")
    if showcase is not None and (not isinstance(showcase, dict) or showcase.get("id") not in shop.showcases):
        yield "etalase not found"
    text = f"{row.get('name') or ''} {row.get('description') or ''}".lower()
    for word in switches.words("refused_words"):
        if word in text:
            yield f"the word “{word}” is forbidden"
    if unknown := set(row.get("annotations") or []) - value_ids():
        yield f"annotations not found: {', '.join(map(str, sorted(unknown)))}"
    yield from _picture_mistakes(switches, row.get("pictures"))
    yield from variant_mistakes(switches, row.get("variant"), category)


def _picture_mistakes(switches: Switches, pictures: Any) -> Iterator[str]:
    if not pictures:
        return
    urls = [one.get("file_path") if isinstance(one, dict) else None for one in pictures]
    if len(urls) > switches.most_pictures:
        yield f"at most {switches.most_pictures} pictures"
    for url in urls:
        if not is_address(url):
            yield "picture needs the address of a public file"
        elif switches.fetch_pictures and (wrong := problem(url, switches.picture_side)):
            yield wrong


def variant_mistakes(switches: Switches, variant: Any, category: int | None) -> Iterator[str]:
    """Yield what is wrong with the variants of a product."""
    if not variant:
        return
    if not isinstance(variant, dict) or not variant.get("products") or not variant.get("selection"):
        yield "variant needs products and selection"
        return
    rows, sizes = variant["products"], [len(row.get("options") or []) for row in variant["selection"]]
    if len(rows) > switches.most_variants:
        yield f"at most {switches.most_variants} variants"
    if not all(_fits(row.get("combination"), sizes) for row in rows):
        yield "variant combination does not fit its selection"
        return
    if len({tuple(row["combination"]) for row in rows}) < len(rows):
        yield "variant combination is there twice"
    if not all(_between(row.get("stock", 1), *LIMITS["stock"]) for row in rows):
        yield "variant stock must be between 0 and 1000"
    if category is not None and path_to(category):
        yield from _selection_mistakes(switches, variant["selection"], category)


def _fits(places: Any, sizes: list[int]) -> bool:
    fits = isinstance(places, list) and len(places) == len(sizes)
    return fits and all(0 <= place < size for place, size in zip(places, sizes, strict=True))


def _selection_mistakes(switches: Switches, selection: list[Row], category: int) -> Iterator[str]:
    known = variants_v2(category)
    units = {
        (detail["variant_id"], unit["variant_unit_id"]): {
            value["variant_unit_value_id"] for value in unit["unit_values"]
        }
        for detail in known["variant_details"]
        for unit in detail["units"]
    }
    if sorted(row.get("id") or 0 for row in selection) not in known["variant_id_combinations"]:
        yield "variant selection is not allowed in this category"
        return
    for row in selection:
        values = units.get((row["id"], row.get("unit_id")))
        if values is None:
            yield "variant unit not found"
            continue
        numbers = {option.get("unit_value_id") for option in row["options"]}
        if unknown := numbers - values - ({0} if switches.own_option_values else set()):
            yield f"variant value not found: {', '.join(map(str, unknown))}"
