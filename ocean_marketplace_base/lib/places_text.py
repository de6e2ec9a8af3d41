"""Names of places made comparable: folded, without the words for levels, with English words turned."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from .places_words import DIRECTIONS, ENGLISH, ISLANDS, KABUPATEN, KOTA, LEVELS, NUMERALS, SHORT, SHORT_LAST

_INITIALS = re.compile(r"\b(\w)\.\s?(?=\w\b)")
_BETWEEN = re.compile(r"[\s!-&(-/:-@\[-_{-~\u2013\u2014\u00b7]+")
_APOSTROPHES = re.compile("['`\u2019\u02bc]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_LINKING = frozenset({"dan", "and"})
_OTHER_LETTERS = str.maketrans({"đ": "d", "臺": "台"})
_SHORT_NAME, _LONG_NAME = 5, 9


def is_masked(text: str) -> bool:
    """Return whether the platform hides (parts of) `text` behind asterisks."""
    return "*" in text


def fold(text: str) -> list[str]:
    """Return the words of `text` in lower case, without accents, apostrophes and punctuation.

    Only Latin accents go: the marks of Thai letters are parts of the word.
    """
    text = _INITIALS.sub(r"\1", text)
    text = _APOSTROPHES.sub("", text.casefold())
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))
    return [word for word in _BETWEEN.split(plain.translate(_OTHER_LETTERS)) if word]


def kind_of(text: str) -> str:
    """Return ``"kota"`` or ``"kabupaten"`` if `text` says which of them a place is, else ``""``."""
    words = fold(text)
    ends = {words[0], words[-1]} if words else set()
    return "kota" if ends & KOTA else "kabupaten" if ends & KABUPATEN else ""


@lru_cache(maxsize=16384)
def keys(text: str) -> tuple[str, ...]:
    """Return what an Indonesian name can be found under, the form with most words first.

    Spaces do not count (``Pangkal Pinang``); words for levels are taken off one by one, because some are
    parts of names (``Kota Baru``); English names come last, turned into Indonesian ones.
    """
    words = _spelt_out(fold(text.split("(")[0]))
    bare = _without_levels(words)
    forms = [words, *bare]
    core = (bare or [words])[-1]
    if any(word in ENGLISH or word in ISLANDS for word in core):
        forms.append(_indonesian(core))
    return tuple(dict.fromkeys("".join(form) for form in forms if form))


def _spelt_out(words: list[str]) -> list[str]:
    last = len(words) - 1
    spelt = [
        NUMERALS.get(word, word) if place else word
        for place, word in enumerate(words)
        if word not in _LINKING
    ]
    spelt = [SHORT.get(word, word) for word in spelt]
    if last > 0 and spelt:
        spelt[-1] = SHORT_LAST.get(spelt[-1], spelt[-1])
    return spelt


def _without_levels(words: list[str]) -> list[list[str]]:
    forms = []
    while len(words) > 1 and words[0] in LEVELS:
        words = words[1:]
        forms.append(words)
    while len(words) > 1 and words[-1] in LEVELS:
        words = words[:-1]
        forms.append(words)
    return forms


def _indonesian(words: list[str]) -> list[str]:
    """``["west", "java"]`` is ``["jawa", "barat"]`` in Indonesian, ``["riau", "islands"]`` Kepulauan Riau."""
    before = next((place for place, word in enumerate(words) if word not in DIRECTIONS), 0)
    order = (*words[before:], *reversed(words[:before]))
    turned = [ENGLISH.get(word, word) for word in order if word not in ISLANDS]
    if turned[:1] == ["jakarta"]:
        turned = ["pusat" if word == "tengah" else word for word in turned]
    islands = ["kepulauan"] if any(word in ISLANDS for word in words) else []
    return "".join([*islands, *turned]).split()


def slips(one: str, other: str, most: int) -> int:
    """Return how many letters were added, left out, exchanged or swapped; ``most + 1`` if more than `most`.

    The work grows fourfold with each slip allowed: meant for one or two.
    """
    fewest = abs(len(one) - len(other))
    return next((count for count in range(fewest, most + 1) if _within(one, other, count)), most + 1)


def _within(one: str, other: str, most: int) -> bool:
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    one, other = one[same:], other[same:]
    if not one or not other:
        return len(one) + len(other) <= most
    if not most:
        return False
    swapped = len(one) > 1 and one[:2] == other[1::-1]
    return (
        _within(one[1:], other[1:], most - 1)
        or _within(one[1:], other, most - 1)
        or _within(one, other[1:], most - 1)
        or (swapped and _within(one[2:], other[2:], most - 1))
    )


def closest(name: str, choices: Iterable[str]) -> str:
    """Return the one of `choices` that `name` was most likely meant to be, ``""`` if none or several are.

    One slip is allowed from five letters on and two from nine; shorter names must be the same.
    """
    allowed = 0 if len(name) < _SHORT_NAME else 1 if len(name) < _LONG_NAME else 2
    best, found = allowed + 1, ""
    for choice in choices:
        if not _alike(name, choice, allowed):
            continue
        count = slips(name, choice, min(best, allowed))
        if count < best:
            best, found = count, choice
        elif count == best <= allowed and choice != found:
            found = ""
    return found


def _alike(one: str, other: str, most: int) -> bool:
    """Return whether it is worth comparing two names: nobody errs at both ends of a word."""
    return abs(len(one) - len(other)) <= most and (one[:1] == other[:1] or one[-1:] == other[-1:])
