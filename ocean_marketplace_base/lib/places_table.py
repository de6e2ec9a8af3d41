"""The table of Indonesian places: provinces, cities and districts by name and postcode, villages on demand.

Its codes are those of the Ministry of Home Affairs: ``32`` Jawa Barat, ``32.73`` Kota Bandung, ``32.73.02``
Kecamatan Coblong; a code begins with the codes it lies in. ``places_id.LICENSE.txt`` names the source.
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from .places_text import keys

_FILE: Final = Path(__file__).parent / "places_id.tsv.gz"
_POSTCODE: Final = re.compile(r"\t(\d{5}):")

ISO: Final = {
    "11": "AC",
    "12": "SU",
    "13": "SB",
    "14": "RI",
    "15": "JA",
    "16": "SS",
    "17": "BE",
    "18": "LA",
    "19": "BB",
    "21": "KR",
    "31": "JK",
    "32": "JB",
    "33": "JT",
    "34": "YO",
    "35": "JI",
    "36": "BT",
    "51": "BA",
    "52": "NB",
    "53": "NT",
    "61": "KB",
    "62": "KT",
    "63": "KS",
    "64": "KI",
    "65": "KU",
    "71": "SA",
    "72": "ST",
    "73": "SN",
    "74": "SG",
    "75": "GO",
    "76": "SR",
    "81": "MA",
    "82": "MU",
    "91": "PA",
    "92": "PB",
    "93": "PS",
    "94": "PT",
    "95": "PE",
    "96": "PD",
}
"""Code of a province: its letters in ISO 3166-2:ID, which are Odoo's codes of states as well."""

FORMER: Final = {"91": ("93", "94", "95"), "92": ("96",)}
"""Provinces that were parts of another one until 2022; addresses still name the old one."""

_PROVINCES: Final = {
    "11": "nad nanggroeacehdarussalam",
    "12": "sumut",
    "13": "sumbar",
    "16": "sumsel",
    "19": "babel bangkabelitung",
    "21": "kepri",
    "31": "jakartaraya dki",
    "32": "jabar",
    "33": "jateng",
    "34": "diy jogja jogjakarta yogya d1yogyakarta",
    "35": "jatim",
    "52": "ntb",
    "53": "ntt",
    "61": "kalbar",
    "62": "kalteng",
    "63": "kalsel",
    "64": "kaltim",
    "65": "kaltara",
    "71": "sulut",
    "72": "sulteng",
    "73": "sulsel",
    "74": "sultra",
    "76": "sulbar",
    "82": "malut",
}
_CITIES: Final = {
    "31.71": "jakpus",
    "31.72": "jakut",
    "31.73": "jakbar",
    "31.74": "jaksel",
    "31.75": "jaktim",
    "34.71": "jogja jogjakarta yogya",
    "36.74": "tangsel",
    "73.71": "ujungpandang",
    "73.10": "pangkep",
    "16.12": "pali",
}
_PROVINCE, _CITY = 2, 5
"""Lengths of the codes; those of districts are longer."""
_FIRST_TOWN = 71
"""Towns (kota) are numbered from here, regencies (kabupaten) from 1."""


def is_town(code: str) -> bool:
    """Return whether the city `code` is a kota and not a kabupaten."""
    return int(code[3:5]) >= _FIRST_TOWN


@dataclass(frozen=True)
class Village:
    """A kelurahan or desa; ``zip`` is its only postcode."""

    name: str
    zip: str


class Table:
    """Names and codes; read once per process, see `table`."""

    def __init__(self, text: str) -> None:
        """Read `text`: lines of code, name and, for a kecamatan, postcodes with their villages, by tabs."""
        self.names: dict[str, str] = {}
        self._villages: dict[str, str] = {}
        for line in text.splitlines():
            code, name, *villages = line.split("\t", 2)
            self.names[code] = name
            if villages:
                self._villages[code] = villages[0]

    @cached_property
    def provinces(self) -> dict[str, tuple[str, ...]]:
        """Codes of provinces by the forms of their names."""
        return self._index(lambda code: len(code) == _PROVINCE, _PROVINCES)

    @cached_property
    def cities(self) -> dict[str, tuple[str, ...]]:
        """Codes of kabupaten and kota by the forms of their names; many names are borne by one of each."""
        return self._index(lambda code: len(code) == _CITY, _CITIES)

    @cached_property
    def districts(self) -> dict[str, tuple[str, ...]]:
        """Codes of kecamatan by the forms of their names; many names are borne by several."""
        return self._index(lambda code: len(code) > _CITY, {})

    @cached_property
    def postcodes(self) -> dict[str, tuple[str, ...]]:
        """Codes of the kecamatan in which a postcode is used."""
        found: dict[str, list[str]] = defaultdict(list)
        for code, text in self._villages.items():
            for postcode in dict.fromkeys(_POSTCODE.findall(f"\t{text}")):
                found[postcode].append(code)
        return {postcode: tuple(codes) for postcode, codes in found.items()}

    @cached_property
    def districts_of(self) -> dict[str, tuple[str, ...]]:
        """Codes of the kecamatan in a city."""
        found: dict[str, list[str]] = defaultdict(list)
        for code in self.names:
            if len(code) > _CITY:
                found[code[:_CITY]].append(code)
        return {city: tuple(codes) for city, codes in found.items()}

    @lru_cache(maxsize=2048)  # noqa: B019  # there is one table in a process
    def villages(self, district: str) -> dict[str, Village]:
        """Return the villages of a kecamatan by their names in lower case."""
        found: dict[str, Village] = {}
        for column in self._villages.get(district, "").split("\t"):
            postcode, _colon, names = column.partition(":")
            for name in filter(None, names.split(";")):
                found.setdefault(name.casefold(), Village(name, postcode))
        return found

    @lru_cache(maxsize=512)  # noqa: B019  # there is one table in a process
    def village_forms(self, district: str) -> dict[str, Village]:
        """Return the villages of a kecamatan by all forms of their names."""
        return {key: village for village in self.villages(district).values() for key in keys(village.name)}

    @lru_cache(maxsize=512)  # noqa: B019  # there is one table in a process
    def district_forms(self, city: str) -> dict[str, str]:
        """Return the codes of the kecamatan of a city by all forms of their names."""
        return {key: code for code in self.districts_of.get(city, ()) for key in keys(self.names[code])}

    @lru_cache(maxsize=64)  # noqa: B019  # there is one table in a process
    def city_forms(self, province: str) -> dict[str, tuple[str, ...]]:
        """Return the codes of the cities of a province by all forms of their names; of all without one."""
        found: dict[str, tuple[str, ...]] = {}
        for name, codes in self.cities.items():
            inside = tuple(code for code in codes if code.startswith(province))
            if inside:
                found[name] = inside
        return found

    def _index(self, wanted: Callable[[str], bool], aliases: dict[str, str]) -> dict[str, tuple[str, ...]]:
        """Return the codes by the forms of names; a whole name is never another's name without its level."""
        whole: dict[str, dict[str, None]] = defaultdict(dict)
        bare: dict[str, dict[str, None]] = defaultdict(dict)
        for code, name in self.names.items():
            if wanted(code):
                first, *others = keys(name)
                for key in (first, *aliases.get(code, "").split()):
                    whole[key][code] = None
                for key in others:
                    bare[key][code] = None
        return {key: tuple(codes) for key, codes in (bare | whole).items()}


@lru_cache(maxsize=1)
def table() -> Table:
    """Return the table, read at the first call (some 0.1 s)."""
    return Table(gzip.decompress(_FILE.read_bytes()).decode())
