"""What changed between two versions of a platform's data, field by field, without the buyer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, NamedTuple, TypeAlias

import simplejson

from .redact import HIDDEN, is_personal, mask

TEXT_LIMIT: Final = 120
"""Most characters of a value in a sentence."""


class Absent(Enum):
    """A field that one of the versions does not have, which is not the same as an empty one."""

    ABSENT = "absent"


class Item(NamedTuple):
    """Step into a list whose items have an identity: the one whose field `key` is `value`."""

    key: str
    value: Any


Step: TypeAlias = "str | int | Item"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One field that differs. ``before`` and ``after`` are parsed JSON or ``Absent.ABSENT``, unmasked."""

    path: tuple[Step, ...]
    before: Any
    after: Any

    @property
    def field(self) -> str:
        """The path as people read it, e.g. ``item_list[model_id=5].quantity``."""
        text = ""
        for step in self.path:
            if isinstance(step, Item):
                text += f"[{step.key}={step.value}]"
            elif isinstance(step, int):
                text += f"[{step}]"
            else:
                text += f".{step}" if text else step
        return text

    @property
    def before_text(self) -> str:
        """The value before, buyer hidden; ``""`` where there was none."""
        return self._text(self.before)

    @property
    def after_text(self) -> str:
        """The value after, buyer hidden; ``""`` where there is none."""
        return self._text(self.after)

    def _text(self, value: Any) -> str:
        if value is Absent.ABSENT:
            return ""
        shown = mask(value, [step for step in self.path if isinstance(step, str)])
        text = (
            shown if isinstance(shown, str) else simplejson.dumps(shown, use_decimal=True, ensure_ascii=False)
        )
        # Broken UTF-8 is kept as lone surrogates, which no browser takes.
        text = text.encode("utf-8", errors="replace").decode("utf-8")
        return text if len(text) <= TEXT_LIMIT else text[: TEXT_LIMIT - 1] + "…"


def compare(before: Any, after: Any) -> list[Change]:
    """Return what differs between two versions (parsed JSON), in the order of the field names.

    Lists whose items have an id are compared item by item, wherever they stand; others by position.
    """
    return list(_walk((), before, after))


def _walk(path: tuple[Step, ...], before: Any, after: Any) -> Iterator[Change]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _walk_parts(path, dict(before), dict(after))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _walk_parts(path, *_parts(before, after))
    elif not _is_same(before, after):
        yield Change(path=path, before=before, after=after)


def _walk_parts(path: tuple[Step, ...], before: dict, after: dict) -> Iterator[Change]:
    keys = [*before, *(key for key in after if key not in before)]
    for key in sorted(keys, key=lambda key: (str(type(key)), key if isinstance(key, int) else str(key))):
        yield from _walk((*path, key), before.get(key, Absent.ABSENT), after.get(key, Absent.ABSENT))


def _is_same(before: Any, after: Any) -> bool:
    # In Python true equals 1; for a platform they are two different answers.
    return before == after and isinstance(before, bool) == isinstance(after, bool)


def _parts(before: list, after: list) -> tuple[dict, dict]:
    """Return the items of two lists by their steps."""
    if key := _identity(before, after):
        return (
            {Item(key, item[key]): item for item in before},
            {Item(key, item[key]): item for item in after},
        )
    return dict(enumerate(before)), dict(enumerate(after))


def _identity(before: list, after: list) -> str | None:
    """Return the field that identifies the items of both lists, preferring the one most items share."""
    items = [*before, *after]
    if not before or not after or not all(isinstance(item, Mapping) for item in items):
        return None
    candidates = [
        key for key in sorted(set.intersection(*map(set, items))) if _identifies(key, before, after)
    ]
    known = {key: {item[key] for item in before} for key in candidates}
    return max(candidates, key=lambda key: sum(item[key] in known[key] for item in after), default=None)


def _identifies(key: str, before: list, after: list) -> bool:
    if not key.lower().endswith("id") or is_personal(key):
        return False
    for items in (before, after):
        values = [item[key] for item in items]
        if not all(isinstance(value, (str, int)) and value not in ("", 0, HIDDEN) for value in values):
            return False
        if len(set(values)) < len(values):
            return False
    return True
