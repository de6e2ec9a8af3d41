"""Which of the choices that a category offers to buyers an option of a product is."""

from collections.abc import Iterable, Iterator

from .catalogue import Attribute, CategoryRules
from .content import Option


def option_of(rules: CategoryRules, name: str) -> Attribute | None:
    """Return the choice that `name` means, ``None`` when none or several could be meant.

    Sellers call "Ukuran" what a category calls "Ukuran Pakaian": where buyers choose from the category's list
    only, it is enough that all words of the shorter name occur in the longer one.
    """
    options = [attribute for attribute in rules.attributes if attribute.is_option]
    found = [option for option in options if option.name.casefold() == name.strip().casefold()]
    if not found and not rules.own_options:
        found = [option for option in options if _is_close(option.name, name)]
    return found[0] if len(found) == 1 else None


def unknown_options(rules: CategoryRules, options: Iterable[Option]) -> Iterator[str]:
    """Yield the names of `options` that the category does not offer, where buyers choose from its list only.

    One that the platform shows already (``external_id``) is known to it.
    """
    if rules.own_options:
        return
    for option in options:
        if not option.external_id and option_of(rules, option.name) is None:
            yield option.name


def _is_close(one: str, other: str) -> bool:
    first, second = set(one.casefold().split()), set(other.casefold().split())
    return bool(first and second) and (first <= second or second <= first)
