"""Categories with their attributes, brands and limits: a small invented tree."""

from types import MappingProxyType
from typing import Any, Final, NamedTuple


class Category(NamedTuple):
    """A node of the tree; ``parent`` 0 for a root. Products go into leaves only."""

    id: int
    parent: int
    name: str
    shown: str


class Attribute(NamedTuple):
    """An attribute; ``input`` 1 drop-down, 2 combo, 3 free text, 4 and 5 several values; ``values`` by id."""

    id: int
    name: str
    input: int
    values: tuple[tuple[int, str], ...]
    most: int = 1
    units: tuple[str, ...] = ()


CATEGORIES: Final = (
    Category(100_017, 0, "Fashion", "Pakaian"),
    Category(100_047, 100_017, "Tops", "Atasan"),
    Category(100_244, 100_047, "T-Shirts", "Kaos"),
    Category(100_245, 100_047, "Shirts", "Kemeja"),
    Category(100_246, 100_047, "Jackets", "Jaket"),
    Category(100_048, 100_017, "Bottoms", "Bawahan"),
    Category(100_251, 100_048, "Trousers", "Celana Panjang"),
    Category(100_252, 100_048, "Skirts", "Rok"),
    Category(100_049, 100_017, "Accessories", "Aksesoris"),
    Category(100_261, 100_049, "Hats", "Topi"),
    Category(100_262, 100_049, "Bags", "Tas"),
    Category(100_263, 100_049, "Scarves", "Hijab"),
    Category(100_264, 100_049, "Socks & Footwear", "Kaos Kaki & Sandal"),
    Category(100_636, 0, "Home & Living", "Perlengkapan Rumah"),
    Category(100_711, 100_636, "Kitchen", "Dapur"),
    Category(100_715, 100_711, "Tableware", "Peralatan Makan"),
    Category(100_716, 100_711, "Cookware", "Peralatan Masak"),
    Category(100_712, 100_636, "Bedroom & Bath", "Kamar Tidur & Mandi"),
    Category(100_721, 100_712, "Bedding", "Sprei"),
    Category(100_722, 100_712, "Towels", "Handuk"),
    Category(100_713, 100_636, "Decoration", "Dekorasi"),
    Category(100_731, 100_713, "Candles", "Lilin"),
    Category(100_732, 100_713, "Baskets", "Keranjang"),
)
BY_ID: Final = MappingProxyType({category.id: category for category in CATEGORIES})
PARENTS: Final = frozenset(category.parent for category in CATEGORIES)

_LEAVES: Final = MappingProxyType(
    {
        "KAOS": 100_244,
        "KEMEJA": 100_245,
        "BATIK": 100_245,
        "JAKET": 100_246,
        "CELANA": 100_251,
        "ROK": 100_252,
        "TOPI": 100_261,
        "TAS": 100_262,
        "HIJAB": 100_263,
        "KAOSKAKI": 100_264,
        "SANDAL": 100_264,
        "GELAS": 100_715,
        "TALENAN": 100_716,
        "WAJAN": 100_716,
        "SPREI": 100_721,
        "HANDUK": 100_722,
        "LILIN": 100_731,
        "KERANJANG": 100_732,
        "SERBET": 100_715,
    }
)
MATERIAL: Final = Attribute(
    100_134, "Bahan", 5, ((1_202, "Katun"), (1_203, "Poliester"), (1_204, "Linen"), (1_205, "Bambu")), most=3
)
PATTERN: Final = Attribute(100_135, "Motif", 1, ((1_301, "Polos"), (1_302, "Garis"), (1_303, "Batik")))
ORIGIN: Final = Attribute(100_037, "Negara Asal", 1, ((1_401, "Indonesia"), (1_402, "Tiongkok")))
VOLUME: Final = Attribute(100_148, "Volume", 3, (), units=("ml", "l"))
WARRANTY: Final = Attribute(100_121, "Masa Garansi", 2, ((1_501, "Tanpa Garansi"), (1_502, "1 Tahun")))

FASHION_ROOT, SHIRTS, COOKWARE = 100_017, 100_245, 100_716
NO_BRAND: Final = (0, "NoBrand")
BRANDS: Final = MappingProxyType(
    {
        FASHION_ROOT: ((1_110_021, "Ombak"), (1_110_034, "Senja Wear"), (1_110_057, "Kain Nusantara")),
        100_636: ((1_120_011, "Rumah Senja"), (1_120_019, "Dapur Jati"), (1_120_023, "Wajanku")),
    }
)

NAME: Final = (1, 255)
DESCRIPTION: Final = (1, 5000)
IMAGES: Final = (1, 9)
PRICE: Final = (99, 500_000_000)
STOCK: Final = (0, 10_000_000)
TIER_NAME: Final = 14
OPTION_NAME: Final = 20
TIERS, MODELS = 2, 50
PRE_ORDER_DAYS: Final = (7, 30)
DAYS_TO_SHIP = 2
RATIO: Final = MappingProxyType(
    {"BR": 4, "SG": 5, "VN": 5, "TW": 5, "TH": 5, "PH": 5, "MX": 5, "ID": 7, "MY": 7, "CL": 9, "CO": 9}
)
"""Dearest over cheapest variant (Shopee v2 guide on prices)."""
TWO_DECIMALS: Final = frozenset({"SG", "MY", "BR", "MX", "PL", "ES", "AR"})


def leaf_of(sku: str) -> int:
    """Return the category of a seeded product."""
    return _LEAVES.get(sku.split("-", 1)[0], 100_262)


def is_leaf(category_id: int) -> bool:
    """Return whether products may go into the category."""
    return category_id in BY_ID and category_id not in PARENTS


def root_of(category_id: int) -> int:
    """Return the root above a category."""
    while BY_ID[category_id].parent:
        category_id = BY_ID[category_id].parent
    return category_id


def attributes_of(category_id: int) -> tuple[tuple[Attribute, bool], ...]:
    """Return the attributes of a category, each with whether it is mandatory."""
    if root_of(category_id) == FASHION_ROOT:
        return (MATERIAL, category_id == SHIRTS), (PATTERN, False), (ORIGIN, False)
    if category_id == COOKWARE:
        return (ORIGIN, True), (WARRANTY, False)
    return (VOLUME, False), (ORIGIN, False)


def brands_of(category_id: int) -> tuple[tuple[int, str], ...]:
    """Return the brands of a category, "no brand" first unless one is mandatory."""
    listed = BRANDS[root_of(category_id)]
    return listed if needs_brand(category_id) else (NO_BRAND, *listed)


def needs_brand(category_id: int) -> bool:
    """Return whether an item of the category must have a brand."""
    return category_id == COOKWARE


def mandatory_attributes(category_id: int) -> list[dict[str, Any]]:
    """Return the mandatory attributes of a category with their first value, as listings hold them."""
    return [
        {
            "attribute_id": attribute.id,
            "attribute_value_list": [{"value_id": attribute.values[0][0], "original_value_name": ""}],
        }
        for attribute, mandatory in attributes_of(category_id)
        if mandatory
    ]


def attribute_by_id(attribute_id: int) -> Attribute | None:
    """Return the attribute with `attribute_id`."""
    known = (MATERIAL, PATTERN, ORIGIN, VOLUME, WARRANTY)
    return next((attribute for attribute in known if attribute.id == attribute_id), None)
