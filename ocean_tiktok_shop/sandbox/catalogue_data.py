"""The products of the seeded shops, invented. Prices in rupiah."""

from typing import Final, NamedTuple


class Line(NamedTuple):
    """A product: ``options`` are pairs of the part of the SKU and the name shown, empty without variants."""

    sku: str
    title: str
    attribute: str
    options: tuple[tuple[str, str], ...]
    list_price: int
    price: int
    grams: int
    category: str


TOPS, HIJABS, BAGS, SANDALS, CARE, HOME = ("601226", "601302", "605196", "601352", "601450", "600001")
SIZES: Final = (("S", "S"), ("M", "M"), ("L", "L"), ("XL", "XL"))
NONE: Final[tuple[tuple[str, str], ...]] = ()
PARFUM: Final = (("30", "30 ml"), ("50", "50 ml"), ("100", "100 ml"))
SCENTS: Final = (("LVD", "Lavender"), ("SRH", "Sereh"), ("KPI", "Kopi"))

FASHION: Final = (
    Line(
        "KAOS-OMBAK", "Kaos Katun Motif Ombak Unisex Bahan Adem", "Ukuran", SIZES, 95_000, 79_000, 200, TOPS
    ),
    Line("KAOS-POLOS", "Kaos Polos Cotton Combed 30s Premium", "Ukuran", SIZES, 65_000, 49_000, 180, TOPS),
    Line(
        "KEMEJA-FLANEL",
        "Kemeja Flanel Kotak Lengan Panjang Pria",
        "Ukuran",
        SIZES[1:],
        189_000,
        159_000,
        320,
        TOPS,
    ),
    Line(
        "HIJAB-VOAL",
        "Hijab Segi Empat Voal Laser Cut Anti Kusut",
        "Warna",
        (("ARMY", "Army"), ("DUSTY", "Dusty Pink"), ("HTM", "Hitam"), ("PTH", "Putih")),
        55_000,
        39_900,
        90,
        HIJABS,
    ),
    Line("TOPI-01", "Topi Baseball Bordir Nusantara Pria Wanita", "", NONE, 75_000, 59_000, 120, BAGS),
    Line("TAS-KANVAS", "Tote Bag Kanvas Tebal Resleting Serbaguna", "", NONE, 85_000, 69_500, 260, BAGS),
    Line(
        "SANDAL-JEPIT",
        "Sandal Jepit Karet Anti Selip Pria Wanita",
        "Ukuran",
        (("38", "38"), ("40", "40"), ("42", "42")),
        45_000,
        35_000,
        350,
        SANDALS,
    ),
    Line("KAOSKAKI-3P", "Kaos Kaki Katun Isi 3 Pasang Pria Wanita", "", NONE, 42_000, 42_000, 110, TOPS),
    Line(
        "BATIK-PARANG",
        "Kemeja Batik Parang Lengan Pendek Modern",
        "Ukuran",
        SIZES[1:],
        245_000,
        215_000,
        280,
        TOPS,
    ),
    Line(
        "JAKET-PARKA",
        "Jaket Parka Anti Air Pria Wanita Tebal",
        "Ukuran",
        SIZES[1:],
        329_000,
        275_000,
        700,
        TOPS,
    ),
)

BEAUTY: Final = (
    Line("SERUM-VITC", "Serum Vitamin C 20 ml Mencerahkan Wajah", "", NONE, 119_000, 89_000, 80, CARE),
    Line("SABUN-KOPI", "Sabun Kopi Handmade Scrub Badan Alami", "", NONE, 28_000, 24_500, 110, CARE),
    Line(
        "PARFUM-SENJA", "Parfum Senja Eau de Parfum Tahan Lama", "Volume", PARFUM, 189_000, 149_000, 240, CARE
    ),
    Line("LILIN-AROMA", "Lilin Aromaterapi Kedelai Tanpa Asap", "Aroma", SCENTS, 69_000, 57_500, 220, HOME),
    Line("HANDUK-BAMBU", "Handuk Serat Bambu 70x140 Lembut", "", NONE, 129_000, 109_000, 420, HOME),
    Line("SERBET-5P", "Serbet Dapur Microfiber Isi 5 Lembar", "", NONE, 38_000, 29_900, 150, HOME),
    Line("TAS-KANVAS", "Tote Bag Kanvas Tebal Resleting Serbaguna", "", NONE, 85_000, 69_500, 260, BAGS),
)
"""The last one is sold by both shops, under two product ids."""

CATEGORIES: Final = (
    # id, parent, name, leaf
    ("601152", "0", "Pakaian & Pakaian Dalam", False),
    (TOPS, "601152", "Atasan", True),
    (HIJABS, "601152", "Hijab", True),
    ("605195", "0", "Tas & Aksesori", False),
    (BAGS, "605195", "Tas & Topi", True),
    ("601351", "0", "Sepatu", False),
    (SANDALS, "601351", "Sandal", True),
    ("601449", "0", "Kecantikan", False),
    (CARE, "601449", "Perawatan Kulit", True),
    ("600000", "0", "Peralatan Rumah", False),
    (HOME, "600000", "Tekstil & Dekorasi", True),
    ("603014", "0", "Otomotif", False),
    ("603015", "603014", "Oli Mesin", True),
)


class Wants(NamedTuple):
    """What a category wants: ``properties`` are pairs of id and name."""

    dimensions: bool = False
    size_chart: bool = False
    properties: tuple[tuple[str, str], ...] = ()


WANTS: Final = {
    CARE: Wants(properties=(("100470", "Nomor BPOM"),)),
    BAGS: Wants(dimensions=True),
    SANDALS: Wants(size_chart=True),
}
TIKTOK_ONLY: Final = frozenset({"603014", "603015"})
"""Categories that only one of the two storefronts has."""
BRANDS: Final = (("7082427311584347905", "Ombak Wear"), ("7082427311584347906", "Rumah Senja"))
