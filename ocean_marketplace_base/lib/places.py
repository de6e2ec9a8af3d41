"""Which place in Indonesia does a platform's address mean? Tolerant to spelling, language and wrong fields.

Every part of the address is evidence for some places of the table; the place with most evidence wins. Where
several are left, the answer goes as far as they agree: ``Bogor`` may be the town or the regency, but it is in
Jawa Barat. Nothing is guessed beyond that: what is not recognised stays as it was written.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, Final

from .places_table import FORMER, ISO, Village, is_town, table
from .places_text import closest, fold, is_masked, keys, kind_of
from .places_words import STREET

LEVELS: Final = ("state", "city", "district", "village")
Weights = dict[str, int]
"""Codes of places and how strongly something speaks for each."""

# A city and its postcode outweigh a province, a district and a postcode do not.
_OWN: Final = {"state": 40, "city": 30, "district": 20}
_GUESSED: Final = {"state": 30, "city": 20}
_FORMER, _OTHER_FIELD, _POSTCODE, _OTHER_KIND = 35, 15, 15, 12
_POSTCODES: Final = re.compile(r"(?<!\d)[1-9]\d{4}(?!\d)")
_PIECES: Final = re.compile(r"[,;/\n|]")
_PROVINCE, _CITY, _DISTRICT = 2, 5, 8
_LENGTHS: Final = {"state": _PROVINCE, "city": _CITY, "district": _DISTRICT}
"""Lengths of the codes of the levels."""


class Sure(str, Enum):
    """How sure a place is."""

    CERTAIN = "certain"  # all that is written was recognised and fits together
    LIKELY = "likely"  # a spelling was guessed, a part is not known, or something speaks against it
    UNSURE = "unsure"  # the province is known, but it or the city is written in another way than can be read
    UNKNOWN = "unknown"  # not even the province


@dataclass(frozen=True)
class Place:
    """Where an address is: official names where recognised, else the text as written, masked parts left out.

    ``state_code`` is the province in ISO 3166-2 without ``ID-``, ``""`` if unknown; ``code`` is the place in
    the codes of the Ministry of Home Affairs as far as it is known.
    """

    sure: Sure
    code: str = ""
    state_code: str = ""
    state: str = ""
    city: str = ""
    district: str = ""
    village: str = ""
    zip: str = ""
    masked: bool = False


def find(levels: Mapping[str, Any]) -> Place:
    """Return the place of an address in `levels`: state, city, district, village, zip, street, full.

    All of them are texts and may be missing, masked, or in each other's place.
    """
    parts = (*LEVELS, "zip", "street", "full")
    written = {part: str(levels.get(part) or "").strip() for part in parts}
    masked = any(is_masked(text) for text in written.values())
    shown = {part: "" if is_masked(text) else text for part, text in written.items()}
    evidence = _evidence(shown)
    evidence += _guess_city(_strongest(evidence), shown)
    code, village = _inside(_strongest(evidence), shown)
    return _describe(code, village, shown, evidence, masked)


def as_written(levels: Mapping[str, Any]) -> Place:
    """Return the place of an address as its levels are written: for countries without a table."""
    parts = {part: str(levels.get(part) or "").strip() for part in (*LEVELS, "zip")}
    shown = {part: "" if is_masked(text) else text for part, text in parts.items()}
    return Place(sure=Sure.UNKNOWN, masked=any(map(is_masked, parts.values())), **shown)


# === EVIDENCE === #


def _evidence(shown: Mapping[str, str]) -> list[Weights]:
    """Return what each part of the address speaks for; the free text is read only if the levels are mute."""
    found = [
        reading
        for level in LEVELS
        for piece in _PIECES.split(shown[level])
        if (reading := _reading(level, piece.strip()))
    ]
    if not found:
        found = [reading for piece in _free_pieces(shown) if (reading := _reading("", piece))]
    districts = table().postcodes.get(_postcode(shown), ())
    return [*found, dict.fromkeys(districts, _POSTCODE)] if districts else found


def _postcode(shown: Mapping[str, str]) -> str:
    """Return the postcode in its field, or else the last number like one in the free text."""
    found = _POSTCODES.findall(shown["zip"]) or _POSTCODES.findall(shown["full"] or shown["street"])
    return found[-1] if found else ""


def _free_pieces(shown: Mapping[str, str]) -> list[str]:
    """Return the pieces of the free text that may name a place: not those that begin like a street."""
    pieces = [piece.strip() for text in (shown["street"], shown["full"]) for piece in _PIECES.split(text)]
    return [piece for piece in dict.fromkeys(pieces) if piece and not STREET & set(fold(piece)[:1])]


@lru_cache(maxsize=8192)
def _reading(level: str, text: str) -> Weights:
    """Return what the `text` of a `level` speaks for; villages say nothing while their city is unknown.

    A text may stand in another level's field. A misspelt province is more likely than a district there.
    """
    if level == "village" or not text:
        return {}
    readings = (
        lambda: _named(level, text),
        lambda: _elsewhere("city", text),
        lambda: _elsewhere("state", text),
        lambda: _guessed("state", text, table().provinces) if level == "state" else {},
        lambda: _elsewhere("district", text),
    )
    return next((found for reading in readings if (found := reading())), {})


def _elsewhere(level: str, text: str) -> Weights:
    return {code: min(weight, _OTHER_FIELD) for code, weight in _named(level, text).items()}


def _named(level: str, text: str) -> Weights:
    """Return the places of a `level` that are called `text`."""
    if level not in _OWN:
        return {}
    codes = _looked_up(level, keys(text))
    kind = kind_of(text) if level == "city" else ""
    weights = {
        code: _OTHER_KIND if kind and is_town(code) != (kind == "kota") else _OWN[level] for code in codes
    }
    for code in codes if level == "state" else ():
        weights.update(dict.fromkeys(FORMER.get(code, ()), _FORMER))
    return weights


def _index(level: str) -> dict[str, tuple[str, ...]]:
    names = table()
    return {"state": names.provinces, "city": names.cities, "district": names.districts}[level]


def _looked_up(level: str, forms: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of a name. A city is wanted under all forms: people mix up kota and kabupaten."""
    index = _index(level)
    found = [index[form] for form in forms if form in index]
    if level == "city":
        return tuple(dict.fromkeys(code for codes in found for code in codes))
    return found[0] if found else ()


def _guessed(level: str, text: str, names: Mapping[str, tuple[str, ...]]) -> Weights:
    """Return the places of a `level` among `names` that a misspelt `text` may mean."""
    found = next((name for form in keys(text)[::-1] if (name := closest(form, names))), "")
    return dict.fromkeys(names.get(found, ()), _GUESSED[level])


def _guess_city(code: str, shown: Mapping[str, str]) -> list[Weights]:
    """Return the city in the province of `code` (anywhere if it has none) that a misspelt text means."""
    text, province = shown["city"], code[:_PROVINCE]
    guess = {} if not text or _is_read(shown, province) else _guessed_city(text, province)
    return [guess] if guess else []


@lru_cache(maxsize=2048)
def _guessed_city(text: str, province: str) -> Weights:
    return _guessed("city", text, table().city_forms(province))


def _is_read(shown: Mapping[str, str], province: str) -> bool:
    """Return whether the city is recognised as something in `province`."""
    pieces = _PIECES.split(shown["city"])
    return any(code.startswith(province) for piece in pieces for code in _reading("city", piece.strip()))


# === CHOICE === #


def _strongest(evidence: list[Weights]) -> str:
    """Return the place with most evidence, or what the strongest places have in common."""
    scores = {code: _score(code, evidence) for weights in evidence for code in weights}
    most = max(scores.values(), default=0)
    return _common([code for code, score in scores.items() if score == most])


def _score(code: str, evidence: list[Weights]) -> int:
    return sum(_support(code, weights) for weights in evidence)


def _support(code: str, weights: Weights) -> int:
    """Return how strongly something speaks for `code`: for itself or for what it lies in."""
    return max(weights.get(code[:length], 0) for length in _LENGTHS.values())


def _common(codes: list[str]) -> str:
    for length in reversed(_LENGTHS.values()):
        shared = {code[:length] for code in codes}
        if len(shared) == 1:
            return shared.pop()
    return ""


def _inside(code: str, shown: Mapping[str, str]) -> tuple[str, Village | None]:
    """Return the district and the village in the city of `code`, as far as their names are recognised.

    A postcode alone does not overrule a district that is written but not recognised.
    """
    city, text = code[:_CITY], shown["district"]
    if len(city) < _CITY:
        return code, None
    named = [shown["village"]] if shown["village"] or text else _free_pieces(shown)
    if text and not _agrees("district", text, code):
        code = _misspelt(city, text) or _misspelt(city, shown["village"]) or _of_village(code, text)
        named = [*named, text]
    if len(code) == _CITY:
        return _by_village(code, shown["village"])
    named = [name for name in named if not _agrees("district", name, code) or name == shown["village"]]
    return code, next((village for name in named if (village := _village(code, name))), None)


def _misspelt(city: str, text: str) -> str:
    """Return the district of `city` that `text` names with one or two slips, ``""`` if there is none."""
    names = table().district_forms(city)
    return next((names[name] for form in keys(text) if (name := closest(form, names))), "") if text else ""


def _of_village(code: str, text: str) -> str:
    """Return the district `code` if `text` is one of its villages, else the city it lies in."""
    return code if len(code) == _DISTRICT and _village(code, text) else code[:_CITY]


def _village(district: str, text: str) -> Village | None:
    """Return the village of a `district` that `text` names, exactly or with one or two slips."""
    if village := table().villages(district).get(text.casefold()):
        return village
    names = table().village_forms(district)
    forms = keys(text) if text else ()
    exact = next((names[form] for form in forms if form in names), None)
    return exact or next((names[name] for form in forms if (name := closest(form, names))), None)


def _by_village(city: str, text: str) -> tuple[str, Village | None]:
    """Return the only district of `city` that has a village of this name."""
    found = {
        district: village
        for district in (table().districts_of.get(city, ()) if text else ())
        for form in keys(text)
        if (village := table().village_forms(district).get(form))
    }
    return next(iter(found.items())) if len(found) == 1 else (city, None)


# === ANSWER === #


def _describe(
    code: str, village: Village | None, shown: Mapping[str, str], evidence: list[Weights], masked: bool
) -> Place:
    names = table().names
    texts = {
        level: names[code[:length]] if len(code) >= length else shown[level]
        for level, length in _LENGTHS.items()
    }
    if shown["city"] and not (_is_read(shown, code[:_PROVINCE]) or _guess_city(code, shown)):
        texts["city"] = shown["city"]
    return Place(
        sure=_sureness(code, village, shown, evidence),
        code=code,
        state_code=ISO.get(code[:_PROVINCE], ""),
        village=village.name if village else shown["village"],
        zip=shown["zip"] or _fitting_postcode(code, village, shown),
        masked=masked,
        **texts,
    )


def _fitting_postcode(code: str, village: Village | None, shown: Mapping[str, str]) -> str:
    """Return the postcode of the free text if it is one of `code`, or else the only one of the place."""
    postcode = _postcode(shown)
    if code and any(district.startswith(code) for district in table().postcodes.get(postcode, ())):
        return postcode
    if village or len(code) < _DISTRICT:
        return village.zip if village else ""
    found = {row.zip for row in table().villages(code).values()}
    return found.pop() if len(found) == 1 else ""


def _sureness(code: str, village: Village | None, shown: Mapping[str, str], evidence: list[Weights]) -> Sure:
    if not code:
        return Sure.UNKNOWN
    if len(code) == _PROVINCE and (shown["city"] or not shown["state"]):
        return Sure.UNSURE
    if _is_doubtful(code, shown):
        return Sure.UNSURE
    read = all(
        _agrees(level, shown[level], code[:length]) for level, length in _LENGTHS.items() if shown[level]
    )
    fits = all(_support(code, weights) == max(weights.values()) for weights in evidence)
    known = village is not None or not shown["village"]
    return Sure.CERTAIN if read and fits and known and shown["city"] else Sure.LIKELY


def _is_doubtful(code: str, shown: Mapping[str, str]) -> bool:
    """Return whether the written state or city is not recognised, or is elsewhere."""
    city = [_reading("city", piece.strip()) for piece in _PIECES.split(shown["city"])]
    readings = {"state": [_reading("state", shown["state"])], "city": city + _guess_city(code, shown)}
    return any(
        shown[level] and not any(_support(code, weights) for weights in found)
        for level, found in readings.items()
    )


def _agrees(level: str, text: str, code: str) -> bool:
    """Return whether `text` is a name of `code`, as a place of that `level`."""
    return code in _named(level, text)
