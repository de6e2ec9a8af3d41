"""The words that names of places are written with: for levels, short forms, English words, numerals."""

from typing import Final

KOTA: Final = frozenset({"kota", "kotamadya", "kodya", "kt", "city"})
KABUPATEN: Final = frozenset({"kab", "kabupaten", "regency"})
LEVELS: Final = (
    KOTA
    | KABUPATEN
    | frozenset(
        {
            "prov",
            "provinsi",
            "propinsi",
            "prop",
            "province",
            "adm",
            "admin",
            "administrasi",
            "administratif",
            "administrative",
            "dki",
            "daerah",
            "khusus",
            "ibukota",
            "ibu",
            "istimewa",
            "di",
            "special",
            "capital",
            "region",
            "of",
            "kec",
            "kecamatan",
            "distrik",
            "district",
            "subdistrict",
            "kapanewon",
            "kemantren",
            "kel",
            "kelurahan",
            "kalurahan",
            "desa",
            "ds",
            "village",
            "gampong",
            "nagari",
        }
    )
)
"""Words before or behind a name that say what kind of place it is."""

SHORT: Final = {
    "kep": "kepulauan",
    "kby": "kebayoran",
    "kb": "kebon",
    "tj": "tanjung",
    "tg": "tanjung",
    "tjg": "tanjung",
    "tlk": "teluk",
    "pd": "pondok",
    "ps": "pasar",
    "klp": "kelapa",
    "gn": "gunung",
    "bkt": "bukit",
    "jkt": "jakarta",
    "jak": "jakarta",
    "kp": "kampung",
    "sumatra": "sumatera",
    "java": "jawa",
    "utr": "utara",
    "tgh": "tengah",
}
"""Short forms that are words wherever they stand."""

SHORT_LAST: Final = {
    "sel": "selatan",
    "bar": "barat",
    "brt": "barat",
    "tim": "timur",
    "tmr": "timur",
    "ut": "utara",
    "teng": "tengah",
    "pus": "pusat",
}
"""Short forms that are words only behind a name, as in ``Jakarta Sel.``."""

DIRECTIONS: Final = {
    "north": "utara",
    "south": "selatan",
    "east": "timur",
    "west": "barat",
    "central": "tengah",
    "southeast": "tenggara",
    "southwest": "barat daya",
    "highland": "pegunungan",
    "highlands": "pegunungan",
}
"""English words that stand before a name where the Indonesian one follows it (``West Java``)."""

ISLANDS: Final = frozenset({"islands", "island"})
ENGLISH: Final = {**DIRECTIONS, "thousand": "seribu", "moluccas": "maluku"}

NUMERALS: Final = {
    word: str(number)
    for number, words in enumerate(
        (
            ("i", "satu"),
            ("ii", "dua"),
            ("iii", "tiga"),
            ("iv", "empat"),
            ("v", "lima"),
            ("vi", "enam"),
            ("vii", "tujuh"),
            ("viii", "delapan"),
            ("ix", "sembilan"),
            ("x", "sepuluh"),
        ),
        start=1,
    )
    for word in words
}

STREET: Final = frozenset(
    {
        "jl",
        "jln",
        "jalan",
        "gg",
        "gang",
        "lr",
        "lorong",
        "komp",
        "komplek",
        "kompleks",
        "perum",
        "perumahan",
        "perumnas",
        "cluster",
        "blok",
        "dusun",
        "dsn",
        "apartemen",
        "apartment",
        "ruko",
        "graha",
        "tower",
        "menara",
        "rt",
        "rw",
        "no",
    }
)
"""Words that begin a street, a house, a block: what follows them is no place of the table."""
