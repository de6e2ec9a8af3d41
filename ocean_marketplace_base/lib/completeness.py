"""What keeps a listing from being published: its content against what the platform and the category want."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from . import content as keys
from .catalogue import Attribute, Category, CategoryRules, Limits
from .content import AttributeValue, Content
from .image_facts import ImageFacts, faults
from .option_names import unknown_options
from .variant_checks import variant_problems

NAME: Final = "name"
DESCRIPTION: Final = "description"
CATEGORY: Final = "category"
BRAND: Final = "brand"
ATTRIBUTES: Final = "attributes"
IMAGES: Final = "images"
PARCEL: Final = "parcel"
PRICE: Final = "price"
VARIANTS: Final = "variants"
PARTS: Final = (NAME, DESCRIPTION, CATEGORY, BRAND, ATTRIBUTES, IMAGES, PARCEL, PRICE, VARIANTS)
"""What is counted: "7 of 8" are such parts. Brand and attributes count only where the category wants them."""

WARNINGS: Final = frozenset({"seller_sku_missing", "category_wants", "quantity_high"})
"""Codes that keep nothing from being sent."""

CODES: Final = frozenset(
    {
        "name_short",
        "name_long",
        "description_short",
        "description_long",
        "category_missing",
        "category_unknown",
        "category_not_leaf",
        "category_not_usable",
        "category_unread",
        "category_forbidden",
        "category_wants",
        "brand_missing",
        "attribute_missing",
        "attribute_many",
        "attribute_own",
        "attribute_number",
        "attribute_date",
        "attribute_unit",
        "images_few",
        "images_many",
        "image_broken",
        "image_format",
        "image_heavy",
        "image_small",
        "image_large",
        "image_ratio",
        "weight_missing",
        "weight_heavy",
        "dimensions_missing",
        "side_long",
        "condition_not_taken",
        "lead_time_range",
        "options_many",
        "option_unknown",
        "option_nameless",
        "option_name_long",
        "option_values_many",
        "option_value_long",
        "option_value_double",
        "variants_none",
        "variants_many",
        "variants_odd",
        "variants_double",
        "price_missing",
        "price_low",
        "price_high",
        "price_digits",
        "seller_sku_double",
        "seller_sku_long",
        "seller_sku_missing",
        "quantity_high",
    }
)
"""All codes of problems: each needs a sentence."""

_PART_BY_PREFIX: Final = {
    "brand": BRAND,
    "attribute": ATTRIBUTES,
    "image": IMAGES,
    "images": IMAGES,
    "price": PRICE,
    "name": NAME,
    "description": DESCRIPTION,
    "category": CATEGORY,
    "weight": PARCEL,
    "dimensions": PARCEL,
    "side": PARCEL,
}


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing to mend. ``key`` is of `content.KEYS`; ``code`` with ``values`` make a sentence."""

    key: str
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def part(self) -> str:
        """The part of the listing it belongs to, of `PARTS`."""
        return _PART_BY_PREFIX.get(self.code.split("_")[0], VARIANTS)

    @property
    def blocking(self) -> bool:
        """Whether the listing cannot be sent with it."""
        return self.code not in WARNINGS


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How many parts of a listing are ready, and the parts that are not, in the order of `PARTS`."""

    done: int
    total: int
    missing: tuple[str, ...] = ()

    @property
    def percent(self) -> int:
        """From 0 to 100; 100 only when nothing is missing."""
        return self.done * 100 // self.total


Finding = tuple[str, str, Mapping[str, Any]]
"""Key, code and values of a problem."""


def problems(
    content: Content,
    limits: Limits,
    rules: CategoryRules | None,
    image_facts: Mapping[str, ImageFacts],
    *,
    category: Category | None = None,
) -> list[Problem]:
    """Return what is to be mended before `content` can be sent, in the order of a form.

    :param limits: what holds in every category; the limits of `rules` win
    :param rules: of the category of `content`, ``None`` while they are not known
    :param image_facts: by checksum; pictures without facts are the platform's own and not checked
    :param category: of `content` as the tree has it, ``None`` when it is not in the tree
    """
    if rules is not None:
        limits = rules.limits
    checks: Sequence[Iterable[Finding]] = (
        _texts(content, limits),
        _category(content, rules, category),
        _attributes(content, rules),
        _images(content, limits, image_facts),
        _parcel(content, limits),
        _offer(content, limits),
        _choices(content, rules),
        variant_problems(content, limits),
    )
    return [Problem(key=key, code=code, values=values) for found in checks for key, code, values in found]


def progress(found: Iterable[Problem], rules: CategoryRules | None) -> Progress:
    """Return how complete a listing with the problems `found` is."""
    bad = {problem.part for problem in found if problem.blocking}
    optional = {BRAND, ATTRIBUTES}
    if rules is not None:
        optional -= {BRAND} if rules.brand_required else set()
        optional -= {ATTRIBUTES} if any(one.required for one in _facts_wanted(rules)) else set()
    counted = [part for part in PARTS if part in bad or part not in optional]
    missing = tuple(part for part in counted if part in bad)
    return Progress(done=len(counted) - len(missing), total=len(counted), missing=missing)


def _texts(content: Content, limits: Limits) -> Iterator[Finding]:
    name = len(content.name.strip())
    if name < max(1, limits.name_min):
        yield keys.NAME, "name_short", {"length": name, "least": max(1, limits.name_min)}
    if limits.name_max is not None and name > limits.name_max:
        yield keys.NAME, "name_long", {"length": name, "most": limits.name_max}
    text = len(content.description.strip())
    if text < limits.description_min:
        yield keys.DESCRIPTION, "description_short", {"length": text, "least": limits.description_min}
    if limits.description_max is not None and text > limits.description_max:
        yield keys.DESCRIPTION, "description_long", {"length": text, "most": limits.description_max}


def _category(content: Content, rules: CategoryRules | None, category: Category | None) -> Iterator[Finding]:
    if not content.category_id:
        yield keys.CATEGORY, "category_missing", {}
        return
    if category is None:
        yield keys.CATEGORY, "category_unknown", {"category": content.category_id}
        return
    if not category.is_leaf:
        yield keys.CATEGORY, "category_not_leaf", {"category": category.name}
    elif not category.usable:
        yield keys.CATEGORY, "category_not_usable", {"category": category.name}
    elif rules is None:
        yield keys.CATEGORY, "category_unread", {"category": category.name}
    elif rules.forbidden_reason:
        yield keys.CATEGORY, "category_forbidden", {"reason": rules.forbidden_reason}
    if rules is not None and rules.brand_required and not (content.brand_id or content.brand_name):
        yield keys.CATEGORY, "brand_missing", {}
    for wanted in rules.wants if rules is not None else ():
        yield keys.CATEGORY, "category_wants", {"what": wanted}


def _facts_wanted(rules: CategoryRules) -> list[Attribute]:
    """Return the attributes that say something of the item; the others are options of the buyer."""
    return [attribute for attribute in rules.attributes if not attribute.is_option]


def _attributes(content: Content, rules: CategoryRules | None) -> Iterator[Finding]:
    told = {value.attribute_id: value for value in content.attributes if value.value_ids or value.texts}
    for attribute in _facts_wanted(rules) if rules is not None else ():
        value = told.get(attribute.external_id)
        if value is not None:
            yield from _attribute(attribute, value)
        elif attribute.required:
            yield keys.CATEGORY, "attribute_missing", {"name": attribute.name}


def _attribute(attribute: Attribute, value: AttributeValue) -> Iterator[Finding]:
    name = {"name": attribute.name}
    own = [text.strip() for text in value.texts[len(value.value_ids) :]]
    count = len(value.value_ids) + len(own)
    most = (attribute.max_values or count) if attribute.many else 1
    if count > most:
        yield keys.CATEGORY, "attribute_many", {**name, "count": count, "most": most}
    if own and attribute.kind == "choice" and not attribute.own_values:
        yield keys.CATEGORY, "attribute_own", {**name, "value": ", ".join(own)}
    check = _TEXT_CHECKS.get(attribute.kind)
    bad = [text for text in own if check is not None and not check(text)]
    if bad:
        yield keys.CATEGORY, f"attribute_{attribute.kind}", {**name, "value": ", ".join(bad)}
    if attribute.units and own and value.unit not in attribute.units:
        yield keys.CATEGORY, "attribute_unit", {**name, "units": ", ".join(attribute.units)}


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_TEXT_CHECKS: Final[Mapping[str, Callable[[str], bool]]] = {"number": _is_number, "date": _is_date}


def _choices(content: Content, rules: CategoryRules | None) -> Iterator[Finding]:
    known = [option.name for option in rules.attributes if option.is_option] if rules is not None else []
    for name in unknown_options(rules, content.options) if rules is not None else ():
        yield keys.VARIANTS, "option_unknown", {"option": name, "known": ", ".join(known) or "–"}


def _images(content: Content, limits: Limits, image_facts: Mapping[str, ImageFacts]) -> Iterator[Finding]:
    count = len(content.images)
    if count < limits.images_min:
        yield keys.IMAGES, "images_few", {"count": count, "least": limits.images_min}
    if limits.images_max is not None and count > limits.images_max:
        yield keys.IMAGES, "images_many", {"count": count, "most": limits.images_max}
    for number, image in enumerate(content.images, 1):
        yield from _image(keys.IMAGES, str(number), image_facts.get(image.checksum), limits)
    for option in content.options:
        for value, image in zip(option.values, option.images, strict=False):  # one per value, or none
            yield from _image(keys.VARIANTS, value, image_facts.get(image.checksum), limits)


def _image(key: str, label: str, facts: ImageFacts | None, limits: Limits) -> Iterator[Finding]:
    for code, values in faults(facts, limits) if facts is not None else ():
        yield key, f"image_{code}", {"image": label, **values}


def _parcel(content: Content, limits: Limits) -> Iterator[Finding]:
    if limits.weight_required and not content.weight:
        yield keys.SIZE, "weight_missing", {}
    if limits.weight_max is not None and (content.weight or 0) > limits.weight_max:
        yield keys.SIZE, "weight_heavy", {"weight": content.weight, "most": limits.weight_max}
    size = content.dimensions
    if limits.dimensions_required and size is None:
        yield keys.SIZE, "dimensions_missing", {}
    side = max((size.length, size.width, size.height)) if size else Decimal(0)
    if limits.side_max is not None and side > limits.side_max:
        yield keys.SIZE, "side_long", {"side": format(side.normalize(), "f"), "most": limits.side_max}


def _offer(content: Content, limits: Limits) -> Iterator[Finding]:
    if content.condition not in limits.conditions:
        yield keys.CONDITION, "condition_not_taken", {"condition": content.condition}
    if content.days_to_ship is not None and limits.days_to_ship is not None:
        least, most = limits.days_to_ship
        if not least <= content.days_to_ship <= most:
            yield (
                keys.LEAD_TIME,
                "lead_time_range",
                {"days": content.days_to_ship, "least": least, "most": most},
            )
