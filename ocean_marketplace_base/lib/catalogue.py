"""What the base asks of a platform about its catalogue: categories, what they require, and writing listings.

A *catalogue* does the HTTP of one storefront for everything about listings but their quantities. Like a
`platform.Reader` it is built by the adapter from plain data and holds neither record nor cursor.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Protocol

from .content import Content, Image
from .errors import MarketplaceError
from .schema import Listing, ListingStatus

MAIN: Final = "main"
VARIANT: Final = "variant"
"""What an image is for: platforms have other limits for the small pictures of variants."""


@dataclass(frozen=True, kw_only=True)
class Category:
    """A node of the platform's tree. ``usable`` is false where the shop may not list in it."""

    external_id: str
    name: str
    parent_id: str = ""
    is_leaf: bool = True
    usable: bool = True


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A value of the platform's list for an attribute."""

    external_id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Attribute:
    """What a category wants to know.

    ``kind``: ``choice`` (of ``choices``), ``text``, ``number`` or ``date``. ``own_values``: other texts than
    ``choices`` are taken. ``units`` are the units of which one belongs to a number. ``is_option``: it is a
    choice of the buyer (variants), not a fact about the item.
    """

    external_id: str
    name: str
    kind: str = "choice"
    required: bool = False
    many: bool = False
    max_values: int | None = None
    own_values: bool = False
    is_option: bool = False
    choices: tuple[Choice, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a listing may be; ``None`` where the platform sets no such limit. Lengths in characters.

    Prices are in the shop's currency, image sides in pixels, ``image_bytes`` per image, weights in grams,
    sides of the parcel in cm. ``image_ratio`` is width divided by height as (least, most).
    ``image_formats`` are lower-case names such as ``jpeg``.
    """

    name_min: int = 1
    name_max: int | None = None
    description_min: int = 0
    description_max: int | None = None
    images_min: int = 1
    images_max: int | None = None
    image_bytes: int | None = None
    image_side_min: int | None = None
    image_side_max: int | None = None
    image_ratio: tuple[Decimal, Decimal] | None = None
    image_formats: frozenset[str] = frozenset({"jpeg", "png"})
    options_max: int | None = None
    option_name_max: int | None = None
    option_value_max: int | None = None
    option_values_max: int | None = None
    variants_max: int | None = None
    seller_sku_max: int | None = None
    price_min: Decimal | None = None
    price_max: Decimal | None = None
    price_digits: int = 2
    """Decimal places that prices may have; 0 in rupiah."""
    quantity_max: int | None = None
    weight_required: bool = True
    weight_max: int | None = None
    dimensions_required: bool = False
    side_max: int | None = None
    days_to_ship: tuple[int, int] | None = None
    """Least and most; ``None`` where no lead time can be set."""
    conditions: frozenset[str] = frozenset({"new"})


@dataclass(frozen=True, kw_only=True)
class CategoryRules:
    """What one category wants, and the limits that hold in it."""

    category_id: str
    limits: Limits
    attributes: tuple[Attribute, ...] = ()
    brand_required: bool = False
    own_options: bool = True
    """Whether buyers may choose of anything. Otherwise options are those of `attributes` that are."""
    forbidden_reason: str = ""
    """Why the shop cannot list in this category, in the platform's words."""
    wants: tuple[str, ...] = ()
    """What it wants besides, which we do not send, such as a size chart or a certificate: in words."""


@dataclass(frozen=True, kw_only=True)
class Brand:
    """A brand of the platform's list. The platform's *no brand* has ``is_none`` set."""

    external_id: str
    name: str
    is_none: bool = False


@dataclass(frozen=True, kw_only=True)
class Written:
    """What became of a create or an update.

    ``sku_ids`` are the platform's ids by variant options (``()`` without variants). ``refused`` are parts, by
    key of `content.KEYS`, that the platform did not take while the rest was written; for single variants the
    key is ``price:<sku id>``. ``warnings`` are in the platform's words.
    """

    external_id: str
    status: ListingStatus = ListingStatus.UNKNOWN
    sku_ids: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    refused: Mapping[str, MarketplaceError] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    request_id: str = ""


Outcome = Mapping[str, MarketplaceError | None]
"""By item id, the refusal, or ``None`` where it was done."""


class Catalogue(Protocol):
    """Catalogue side of one storefront. Methods raise `MarketplaceError` when nothing at all was done."""

    version: str
    """Changes when cached categories and attributes are to be read anew."""
    limits: Limits
    """What holds in every category."""

    def categories(self) -> Iterator[Category]:
        """Yield the whole tree, parents before children."""

    def category_rules(self, category_id: str) -> CategoryRules:
        """Return what a leaf category wants, with all values of its lists."""

    def brands(self, category_id: str, query: str = "") -> Iterator[Brand]:
        """Yield the brands that may be used in a category; `query` narrows it where the platform can."""

    def recommend(self, name: str, *, description: str = "", image: Image | None = None) -> tuple[str, ...]:
        """Return ids of leaf categories for a product, the best first; empty where the platform cannot."""

    def upload_image(self, data: bytes, *, use: str = MAIN) -> Image:
        """Send a picture; return it as the platform knows it (``external_id``, ``url``)."""

    def find(self, seller_skus: Iterable[str]) -> dict[str, str]:
        """Return {seller SKU: item id} of live, hidden or draft items that have one of `seller_skus`."""

    def read(self, external_ids: Iterable[str]) -> dict[str, Listing]:
        """Return the listings by item id, with ``content``; what does not exist is left out."""

    def create(self, content: Content, *, key: str) -> Written:
        """Create a listing. Images carry the ``external_id`` of :meth:`upload_image`.

        :param key: the same when a create is repeated, for platforms that recognise it
        :raise Transient: nobody knows whether it was created: look with :meth:`find` before repeating
        """

    def update(self, external_id: str, content: Content, keys: frozenset[str]) -> Written:
        """Make the parts `keys` (of `content.KEYS`) of a listing what `content` says; the rest stays.

        Reads what is there first, and sends only what differs, so it can be repeated. What `content` has no
        word for (wholesale prices, bundles, videos, size charts, shipping channels) is kept. Of ``price``
        only variants with a price are sent, and none that a campaign holds.
        """

    def activate(self, external_ids: Iterable[str]) -> Outcome:
        """Show hidden items."""

    def deactivate(self, external_ids: Iterable[str]) -> Outcome:
        """Hide items."""

    def delete(self, external_ids: Iterable[str]) -> Outcome:
        """Delete items; what is gone already counts as done."""

    def recover(self, external_ids: Iterable[str]) -> Outcome:
        """Bring deleted items back, where the platform can (`CAN_RECOVER` in the adapter's features)."""
