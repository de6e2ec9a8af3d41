"""What a listing says, as plain data: the same shape for what the platform shows and for what we want.

``None`` and empty mean *not told*, as in `schema`. A list of these values is compared and sent key by key:
`KEYS` names the parts of a listing that can be sent alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

NAME: Final = "name"
DESCRIPTION: Final = "description"
CATEGORY: Final = "category"
"""Category, brand and attributes: platforms check them together."""
IMAGES: Final = "images"
SIZE: Final = "size"
"""Weight and dimensions of the parcel."""
CONDITION: Final = "condition"
LEAD_TIME: Final = "lead_time"
VARIANTS: Final = "variants"
"""Options, which variants there are, their seller SKUs, barcodes and images."""
PRICE: Final = "price"
KEYS: Final = frozenset({NAME, DESCRIPTION, CATEGORY, IMAGES, SIZE, CONDITION, LEAD_TIME, VARIANTS, PRICE})

NEW: Final = "new"
USED: Final = "used"


@dataclass(frozen=True, kw_only=True)
class Image:
    """A picture. ``checksum`` (SHA-256 in hex of the uploaded bytes) is ours, the rest is the platform's."""

    checksum: str = ""
    external_id: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Dimensions:
    """Of the parcel, in cm."""

    length: Decimal
    width: Decimal
    height: Decimal


@dataclass(frozen=True, kw_only=True)
class AttributeValue:
    """What is said of one attribute: values of the platform's list, own texts, or both, and the unit."""

    attribute_id: str
    name: str = ""
    value_ids: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    """Own texts; for values of the list their names, if known, in the order of ``value_ids`` first."""
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice of the buyer, such as colour, with its values in order.

    ``external_id`` is the platform's id of such a choice, where it has one. ``images`` are one per value, and
    only the first option of a listing has them.
    """

    name: str
    values: tuple[str, ...]
    external_id: str = ""
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One sellable variant. ``options`` are its values in the order of `Content.options`, if there are any.

    ``sku_id`` is empty for a variant that the platform does not have yet. ``price`` is the normal price, tax
    included, in the listing's currency, ``None`` when it is not to be sent. ``quantity`` is only used when a
    variant is created. ``price_locked`` says that a campaign holds the price, ``price_locked_until`` how
    long, as far as that is known.
    """

    sku_id: str = ""
    options: tuple[str, ...] = ()
    seller_sku: str = ""
    barcode: str = ""
    price: Decimal | None = None
    quantity: int | None = None
    price_locked: bool = False
    price_locked_until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything a listing says. ``description`` is plain text with line breaks. ``weight`` is in grams.

    ``days_to_ship`` is the lead time in whole days, ``None`` for the platform's usual one.
    """

    name: str
    description: str = ""
    category_id: str = ""
    brand_id: str = ""
    brand_name: str = ""
    attributes: tuple[AttributeValue, ...] = ()
    images: tuple[Image, ...] = ()
    weight: int | None = None
    dimensions: Dimensions | None = None
    condition: str = NEW
    days_to_ship: int | None = None
    options: tuple[Option, ...] = ()
    variants: tuple[Variant, ...] = ()


def content_from_plain(plain: Mapping[str, Any]) -> Content:
    """Return the content that `schema.to_plain` made `plain` of; unknown keys are left out."""
    return Content(
        **{
            **_known(Content, plain),
            "attributes": tuple(_build(AttributeValue, row) for row in plain.get("attributes") or ()),
            "images": _images(plain.get("images")),
            "dimensions": _dimensions(plain.get("dimensions")),
            "options": tuple(_option(row) for row in plain.get("options") or ()),
            "variants": tuple(_variant(row) for row in plain.get("variants") or ()),
        }
    )


def _known(kind: type, plain: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in plain.items()
        if name in kind.__dataclass_fields__
    }


def _build(kind: type, plain: Mapping[str, Any]) -> Any:
    return kind(**_known(kind, plain))


def _images(rows: Any) -> tuple[Image, ...]:
    return tuple(_build(Image, row) for row in rows or ())


def _dimensions(plain: Mapping[str, Any] | None) -> Dimensions | None:
    return Dimensions(**{name: Decimal(str(value)) for name, value in plain.items()}) if plain else None


def _option(plain: Mapping[str, Any]) -> Option:
    return Option(**{**_known(Option, plain), "images": _images(plain.get("images"))})


def _variant(plain: Mapping[str, Any]) -> Variant:
    price, until = plain.get("price"), plain.get("price_locked_until")
    return Variant(
        **{
            **_known(Variant, plain),
            "price": None if price is None else Decimal(str(price)),
            "price_locked_until": datetime.fromisoformat(until.replace("Z", "+00:00")) if until else None,
        }
    )
