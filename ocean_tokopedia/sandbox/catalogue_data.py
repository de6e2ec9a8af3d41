"""The products of the two seeded shops, invented. Prices in rupiah."""

from typing import Final, NamedTuple


class Sample(NamedTuple):
    """A product: ``options`` are pairs of the part of the SKU and the value shown, empty without variants.

    ``discounted`` is its slash price, 0 for none. ``selection`` is ``colour`` or ``size``.
    """

    sku: str
    name: str
    category: int
    price: int
    discounted: int
    grams: int
    selection: str = ""
    options: tuple[tuple[str, str], ...] = ()


SIZES: Final = (("S", "S"), ("M", "M"), ("L", "L"), ("XL", "XL"))
COLOURS: Final = (("HTM", "Hitam"), ("PTH", "Putih"), ("BIRU", "Biru"))

FASHION: Final = (
    Sample("KAOS-OMBAK", "Kaos Katun Motif Ombak Unisex", 1769, 95_000, 79_000, 200, "size", SIZES),
    Sample("KAOS-POLOS", "Kaos Polos Cotton Combed 30s", 1769, 65_000, 0, 180, "size", SIZES),
    Sample("KEMEJA-FLANEL", "Kemeja Flanel Kotak Lengan Panjang", 1770, 189_000, 0, 320, "size", SIZES[1:]),
    Sample("CELANA-CHINO", "Celana Chino Slim Fit", 1780, 229_000, 199_000, 450, "size", SIZES[1:]),
    Sample("ROK-PLISKET", "Rok Plisket Premium", 1790, 110_000, 0, 300, "colour", COLOURS),
    Sample("TOPI-01", "Topi Baseball Bordir Nusantara", 1812, 75_000, 59_000, 120),
    Sample("TAS-KANVAS", "Tote Bag Kanvas Tebal Resleting", 1812, 85_000, 0, 260),
    Sample("KAOSKAKI-3P", "Kaos Kaki Katun Isi 3 Pasang", 1769, 42_000, 0, 110),
    Sample(
        "BATIK-PARANG", "Kemeja Batik Parang Lengan Pendek", 1770, 245_000, 215_000, 280, "size", SIZES[1:]
    ),
    Sample("JAKET-PARKA", "Jaket Parka Anti Air", 1803, 329_000, 0, 700, "size", SIZES[1:]),
)
HOUSEHOLD: Final = (
    Sample("GELAS-KERAMIK", "Mug Keramik Handmade 300 ml", 998, 48_000, 39_000, 380),
    Sample("SPREI-KATUN", "Sprei Katun Jepang Motif Daun", 1010, 219_000, 0, 1100, "colour", COLOURS),
    Sample("WAJAN-24", "Wajan Anti Lengket 24 cm", 1001, 165_000, 139_000, 850),
    Sample("TAS-KANVAS", "Tote Bag Kanvas Tebal Resleting", 1812, 85_000, 0, 260),
    Sample("GELAS-TEH", "Gelas Teh Poci Isi 6", 998, 89_000, 0, 1400),
)
