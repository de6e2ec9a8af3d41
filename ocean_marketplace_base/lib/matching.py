"""Which product a platform's variant could be: keys of codes, likeness of codes and names.

Codes and names are compared after `code_key` and `name_key`. RapidFuzz does the comparing; what is compared
is narrowed first by letters or words in common, so that the work grows with the number of variants and not
with variants times products.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

CODE_BAR: Final = 84
"""Percent from which two codes are alike."""
NAME_BAR: Final = 80
"""Percent from which two names are alike."""
COMPARED: Final = 40
"""How many products are compared with one variant, those with most in common."""
COMMON: Final = 400
"""A piece of text that more products than this have says nothing about any of them."""
RAREST: Final = 6
"""How many pieces of a text are looked up, the most telling ones."""
SIMILAR_CODE: Final = "similar_sku"
SIMILAR_NAME: Final = "similar_name"

_SIZES = frozenset({"xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl", "xxxxl"})
_PIECES = re.compile(r"[^\W\d_]+|\d+")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A product, or a variant to find one for. ``key`` is the caller's, ``code`` and ``name`` as typed."""

    key: Hashable
    code: str = ""
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Guess:
    """A product that could be meant, why (`SIMILAR_CODE` or `SIMILAR_NAME`) and how sure that is, percent."""

    key: Hashable
    reason: str
    score: int


def code_key(text: str | None) -> str:
    """Return a code so that two ways of typing it are equal: width, case and blanks do not count."""
    return "".join(unicodedata.normalize("NFKC", text or "").casefold().split())


def name_key(text: str | None) -> str:
    """Return the words of a name in lower case, one blank apart."""
    return " ".join(_WORDS.findall(unicodedata.normalize("NFKC", text or "").casefold()))


def marks(text: str) -> Counter[str]:
    """Return the numbers and sizes in `text`: things that differ there are never the same product."""
    pieces = (piece.lstrip("0") or "0" for piece in _PIECES.findall(text.casefold()))
    return Counter(piece for piece in pieces if piece.isdigit() or piece in _SIZES)


def code_likeness(one: str, other: str) -> int:
    """Return how alike two codes (`code_key`) are, in percent; 0 when a number or size differs."""
    return round(fuzz.ratio(one, other)) if marks(one) == marks(other) else 0


def name_likeness(one: str, other: str) -> int:
    """Return how alike two names (`name_key`) are in percent, whatever the order of their words.

    Words that only one of them has count half: shops add praise to names. 0 when a number or size differs.
    """
    if marks(one) != marks(other):
        return 0
    return round((fuzz.token_sort_ratio(one, other) + fuzz.token_set_ratio(one, other)) / 2)


class Products:
    """Products to look for variants in, prepared once: 10,000 of them take a fraction of a second."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take over `entries`; one without code or name is not found by it."""
        codes: dict[Hashable, str] = {}
        names: dict[Hashable, str] = {}
        for entry in entries:
            codes[entry.key] = code_key(entry.code)
            names[entry.key] = name_key(entry.name)
        self._codes = _Texts(codes, _code_pieces)
        self._names = _Texts(names, str.split)

    def like(self, wanted: Entry, taken: Collection[Hashable] = ()) -> Guess | None:
        """Return the one product that is most like `wanted` and not `taken`: by its code, else by its name.

        ``None`` when nothing reaches the bar, or several do equally: then nothing speaks for either.
        """
        code = self._codes.best(code_key(wanted.code), code_likeness, CODE_BAR, taken)
        if code:
            return Guess(key=code[0], reason=SIMILAR_CODE, score=code[1])
        name = self._names.best(name_key(wanted.name), name_likeness, NAME_BAR, taken)
        return Guess(key=name[0], reason=SIMILAR_NAME, score=name[1]) if name else None


class _Texts:
    """Texts of products and which of them have which piece."""

    def __init__(self, texts: dict[Hashable, str], pieces: Callable[[str], list[str]]) -> None:
        self._texts = texts
        self._pieces = pieces
        found: dict[str, list[Hashable]] = defaultdict(list)
        for key, text in texts.items():
            for piece in set(pieces(text)):
                found[piece].append(key)
        self._keys = {piece: keys for piece, keys in found.items() if len(keys) <= COMMON}

    def best(
        self, text: str, likeness: Callable[[str, str], int], bar: int, taken: Collection[Hashable]
    ) -> tuple[Hashable, int] | None:
        """Return (key, percent) of the text most like `text`, ``None`` below `bar` or for a draw."""
        scores = [(likeness(text, self._texts[key]), key) for key in self._near(text) if key not in taken]
        top = max((score for score, _key in scores), default=0)
        winners = [key for score, key in scores if score == top]
        return (winners[0], top) if top >= bar and len(winners) == 1 else None

    def _near(self, text: str) -> Iterator[Hashable]:
        """Yield the products that share most pieces with `text`."""
        found = [keys for piece in set(self._pieces(text)) if (keys := self._keys.get(piece))]
        shared: Counter[Hashable] = Counter()
        for keys in sorted(found, key=len)[:RAREST]:
            shared.update(keys)
        return (key for key, _count in shared.most_common(COMPARED))


def _code_pieces(code: str) -> list[str]:
    """Return three letters in a row, for each of its places; a code that is shorter has none."""
    return [code[place : place + 3] for place in range(len(code) - 2)]
