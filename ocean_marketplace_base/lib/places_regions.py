"""States and provinces of any country by the names that platforms write, against the names that Odoo has."""

from collections.abc import Iterable, Mapping
from typing import Final

from .places_aliases import ALIASES
from .places_text import closest, fold, is_masked

_WORDS: Final = frozenset(
    {
        "province",
        "provinsi",
        "provincia",
        "state",
        "of",
        "negeri",
        "wilayah",
        "persekutuan",
        "wp",
        "federal",
        "territory",
        "tinh",
        "thanh",
        "pho",
        "tp",
        "city",
        "county",
        "municipality",
        "prefecture",
        "autonomous",
        "region",
    }
)
_CHINESE: Final = (
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "特别行政区",
    "自治区",
    "省",
    "市",
    "縣",
    "县",
)
"""Endings that say what kind of region it is."""


def index(country: str, rows: Iterable[tuple[int, str, str]]) -> dict[str, int]:
    """Return {form of a name: id} of the states of a `country` (two letters) given as (id, name, code).

    Forms that several states share lead nowhere, but the whole name of a state leads to it in any case.
    """
    whole: dict[str, int] = {}
    short: dict[str, set[int]] = {}
    for state_id, name, code in rows:
        aliases = ALIASES.get(country, {}).get(code, ())
        for text in (name, code, code.removeprefix(f"{country}-"), *aliases):
            first, *others = _forms(text) or [""]
            whole.setdefault(first, state_id)
            for form in others:
                short.setdefault(form, set()).add(state_id)
    clear = {form: ids.pop() for form, ids in short.items() if len(ids) == 1}
    return {form: state_id for form, state_id in {**clear, **whole}.items() if form}


def look_up(names: Mapping[str, int], text: str, *, exactly: bool = False) -> int | None:
    """Return the id of the state that `text` means in an `index`, ``None`` if unknown, unclear or masked.

    :param exactly: whether to forgive no slip of the pen
    """
    if is_masked(text):
        return None
    forms = _forms(text)
    found = next((names[form] for form in forms if form in names), None)
    if found or exactly:
        return found
    return next((names[name] for form in forms if (name := closest(form, names))), None)


def _forms(text: str) -> list[str]:
    """Return the forms of a name without spaces: the whole one, then without ``province`` and the like."""
    words = fold(text.split(" (")[0])
    whole = "".join(words)
    bare = "".join(word for word in words if word not in _WORDS)
    ending = next((end for end in _CHINESE if whole.endswith(end) and whole != end), "")
    return [form for form in dict.fromkeys((whole, bare, whole.removesuffix(ending))) if form]
