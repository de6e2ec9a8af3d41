"""The products of the two seeded shops, invented. Prices in rupiah."""

from typing import Final, NamedTuple


class Product(NamedTuple):
    """A product: ``options`` are pairs of the part of the SKU and the name shown, empty without variants."""

    sku: str
    name: str
    tier: str
    options: tuple[tuple[str, str], ...]
    list_price: int
    price: int
    grams: int


SIZES: Final = (("S", "S"), ("M", "M"), ("L", "L"), ("XL", "XL"))

FASHION: Final = (
    Product("KAOS-OMBAK", "Kaos Katun Motif Ombak Unisex", "Ukuran", SIZES, 95_000, 79_000, 200),
    Product("KAOS-POLOS", "Kaos Polos Cotton Combed 30s", "Ukuran", SIZES, 65_000, 49_000, 180),
    Product(
        "KEMEJA-FLANEL", "Kemeja Flanel Kotak Lengan Panjang", "Ukuran", SIZES[1:], 189_000, 159_000, 320
    ),
    Product("CELANA-CHINO", "Celana Chino Pria Slim Fit", "Ukuran", SIZES[1:], 229_000, 199_000, 450),
    Product(
        "ROK-PLISKET",
        "Rok Plisket Premium",
        "Warna",
        (("HTM", "Hitam"), ("MCA", "Mocca"), ("NVY", "Navy")),
        110_000,
        89_000,
        300,
    ),
    Product(
        "HIJAB-VOAL",
        "Hijab Segi Empat Voal Laser Cut",
        "Warna",
        (("ARMY", "Army"), ("DUSTY", "Dusty Pink"), ("HTM", "Hitam"), ("PTH", "Putih")),
        55_000,
        39_900,
        90,
    ),
    Product("TOPI-01", "Topi Baseball Bordir Nusantara", "", (), 75_000, 59_000, 120),
    Product("TAS-KANVAS", "Tote Bag Kanvas Tebal Resleting", "", (), 85_000, 69_500, 260),
    Product(
        "SANDAL-JEPIT",
        "Sandal Jepit Karet Anti Selip",
        "Ukuran",
        (("38", "38"), ("40", "40"), ("42", "42")),
        45_000,
        35_000,
        350,
    ),
    Product("KAOSKAKI-3P", "Kaos Kaki Katun Isi 3 Pasang", "", (), 42_000, 42_000, 110),
    Product("BATIK-PARANG", "Kemeja Batik Parang Lengan Pendek", "Ukuran", SIZES[1:], 245_000, 215_000, 280),
    Product("JAKET-PARKA", "Jaket Parka Anti Air", "Ukuran", SIZES[1:], 329_000, 275_000, 700),
)

HOUSEHOLD: Final = (
    Product("GELAS-KERAMIK", "Mug Keramik Handmade 300 ml", "", (), 48_000, 39_000, 380),
    Product("TALENAN-JATI", "Talenan Kayu Jati Solid", "", (), 98_000, 85_000, 900),
    Product(
        "SPREI-KATUN",
        "Sprei Katun Jepang Motif Daun",
        "Ukuran",
        (("120", "120x200"), ("160", "160x200"), ("180", "180x200")),
        219_000,
        185_000,
        1100,
    ),
    Product("WAJAN-24", "Wajan Anti Lengket 24 cm", "", (), 165_000, 139_000, 850),
    Product(
        "KERANJANG-ROTAN",
        "Keranjang Rotan Serbaguna",
        "Ukuran",
        (("S", "Kecil"), ("M", "Sedang"), ("L", "Besar")),
        120_000,
        99_000,
        650,
    ),
    Product(
        "LILIN-AROMA",
        "Lilin Aromaterapi Kedelai",
        "Aroma",
        (("LVD", "Lavender"), ("SRH", "Sereh"), ("KPI", "Kopi")),
        69_000,
        57_500,
        220,
    ),
    Product("HANDUK-BAMBU", "Handuk Serat Bambu 70x140", "", (), 129_000, 109_000, 420),
    Product("SERBET-5P", "Serbet Dapur Microfiber Isi 5", "", (), 38_000, 29_900, 150),
    Product("TAS-KANVAS", "Tote Bag Kanvas Tebal Resleting", "", (), 85_000, 69_500, 260),
)
"""The last one is sold by both shops, under two item ids."""
