"""What differs by the market of a shop: limits of listings, units, and the tree of categories.

Source: official pages "Products API overview" and "Create Product".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from odoo.addons.ocean_marketplace_base.lib.catalogue import Limits

from .const import PRODUCT_IMAGE_BYTES, TOKOPEDIA

SOUTH_EAST_ASIA: Final = frozenset({"ID", "MY", "PH", "SG", "TH", "VN"})
_IMPERIAL: Final = frozenset({"US"})
_LONG_TITLES: Final = frozenset({"BR", "MX"})
_WHOLE_PRICES: Final = frozenset({"ID", "JP", "VN"})
_LOCALES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "BR": "pt-BR",
        "DE": "de-DE",
        "ES": "es-ES",
        "FR": "fr-FR",
        "GB": "en-GB",
        "ID": "id-ID",
        "IE": "en-IE",
        "IT": "it-IT",
        "JP": "ja-JP",
        "MX": "es-MX",
        "TH": "th-TH",
        "US": "en-US",
        "VN": "vi-VN",
    }
)
PRE_ORDER_DAYS: Final = (3, 30)
"""Calendar days of ``pre_sale`` PRE_ORDER in Indonesia."""
STOCK_MOST: Final = 99_999
"""Units in one warehouse ("Update Inventory")."""
_MAIN_IMAGES: Final = 9
_SKUS: Final = (100, 300)
_DESCRIPTION: Final = 10_000
# The limit is on the HTML; a paragraph around each line has to fit in, too.
_MARKUP: Final = 1_000


@dataclass(frozen=True, kw_only=True)
class Market:
    """Where and how a shop sells. ``storefronts`` are the marks of ``listing_platforms``; empty: not told."""

    region: str
    currency: str
    storefronts: tuple[str, ...] = ()

    @property
    def category_version(self) -> str:
        """The tree of this market: v2 in the United States and, since 2026, in South-East Asia."""
        return "v2" if self.region in SOUTH_EAST_ASIA | _IMPERIAL else "v1"

    @property
    def locale(self) -> str:
        """Language of names of categories and attributes."""
        return _LOCALES.get(self.region, "en-GB")

    @property
    def weight_unit(self) -> str:
        """Unit that weights are sent in."""
        return "POUND" if self.region in _IMPERIAL else "KILOGRAM"

    @property
    def side_unit(self) -> str:
        """Unit that sides of parcels are sent in."""
        return "INCH" if self.region in _IMPERIAL else "CENTIMETER"

    @property
    def limits(self) -> Limits:
        """What holds in every category. Pre-owned goods are for Tokopedia alone."""
        near = self.region in SOUTH_EAST_ASIA
        return Limits(
            name_min=25 if near else 1,
            name_max=300 if self.region in _LONG_TITLES else 255,
            description_min=1,
            description_max=_DESCRIPTION - _MARKUP,
            images_max=_MAIN_IMAGES,
            image_bytes=PRODUCT_IMAGE_BYTES,
            image_side_min=300,
            image_side_max=4000,
            image_formats=frozenset({"jpeg", "png", "webp", "heic", "bmp"}),
            options_max=3,
            option_name_max=20,
            option_value_max=50,
            variants_max=_SKUS[not near],
            seller_sku_max=50,
            price_min=Decimal(1) if self.region in _WHOLE_PRICES else Decimal("0.01"),
            price_digits=0 if self.region in _WHOLE_PRICES else 2,
            quantity_max=STOCK_MOST,
            conditions=frozenset({"new", "used"} if self.storefronts == (TOKOPEDIA,) else {"new"}),
        )
