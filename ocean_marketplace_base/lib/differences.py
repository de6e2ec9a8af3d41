"""What changed on which side since both agreed, and what follows: a merge of three versions, value by value.

*Agreed* is what both sides had when they were brought in line last, *ours* what is here now, *theirs* what
the other side says now. A difference that a person answered with "ours" is *kept*: it is not asked again
until theirs changes. Values are plain JSON: texts, numbers, ``None``.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Any, Final

OURS: Final = "ours"
THEIRS: Final = "theirs"
UNKNOWN: Final = object()
"""What was agreed is not known, as before the first time."""


class Verdict(str, Enum):
    """What three versions of a value mean."""

    SAME = "same"
    """Both sides have the same."""
    KEPT = "kept"
    """They differ, and a person said that this may be."""
    OURS = "ours"
    """Only we changed it."""
    THEIRS = "theirs"
    """Only the other side changed it."""
    BOTH = "both"
    """Both changed it, each to something else."""


@dataclass(frozen=True, kw_only=True)
class Aspect:
    """One value with its three versions.

    Aspects of one ``group`` are decided together, as amounts and quantities are. ``only_theirs``: a fact that
    nobody can decide otherwise, such as what was paid.
    """

    key: str
    group: str
    agreed: Any = UNKNOWN
    ours: Any
    theirs: Any
    only_theirs: bool = False

    @property
    def sides(self) -> dict[str, Any]:
        """The three versions as plain data; an unknown agreement is ``None``."""
        return {
            "agreed": None if self.agreed is UNKNOWN else self.agreed,
            OURS: self.ours,
            THEIRS: self.theirs,
        }


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to do: groups in which theirs is taken over, aspects that a person must look at, all verdicts."""

    follow: frozenset[str]
    ask: tuple[Aspect, ...]
    verdicts: Mapping[str, Verdict]


def same(one: Any, other: Any) -> bool:
    """Return whether two values mean the same; case and spaces of texts do not count."""
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold().split() == other.casefold().split()
    return one == other


def verdict(aspect: Aspect, kept: Mapping[str, Any]) -> Verdict:
    """Return what the versions of `aspect` mean.

    :param kept: theirs by key, as it was when a person chose ours
    """
    if same(aspect.ours, aspect.theirs):
        return Verdict.SAME
    if aspect.key in kept and same(kept[aspect.key], aspect.theirs):
        return Verdict.KEPT
    if aspect.agreed is UNKNOWN or same(aspect.ours, aspect.agreed):
        return Verdict.THEIRS
    return Verdict.OURS if same(aspect.theirs, aspect.agreed) else Verdict.BOTH


def plan(aspects: Sequence[Aspect], kept: Mapping[str, Any], careful: Collection[str] = ()) -> Plan:
    """Return what to do about `aspects`.

    :param kept: see :func:`verdict`
    :param careful: groups in which even a change of theirs alone needs a person
    """
    verdicts = {aspect.key: verdict(aspect, kept) for aspect in aspects}
    by_group: dict[str, set[Verdict]] = {}
    for aspect in aspects:
        by_group.setdefault(aspect.group, set()).add(verdicts[aspect.key])
    asked = {
        group
        for group, found in by_group.items()
        if Verdict.BOTH in found or (Verdict.THEIRS in found and group in careful)
    }
    settled = (Verdict.SAME, Verdict.KEPT)
    return Plan(
        follow=frozenset(
            group for group, found in by_group.items() if Verdict.THEIRS in found and group not in asked
        ),
        ask=tuple(
            aspect for aspect in aspects if aspect.group in asked and verdicts[aspect.key] not in settled
        ),
        verdicts=verdicts,
    )


def settle(
    aspects: Sequence[Aspect],
    made: Plan,
    agreed: Mapping[str, Any],
    kept: Mapping[str, Any],
    choices: Mapping[str, str],
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the new (agreed, kept) after `made` was carried out and `choices` ({key: ours or theirs}) were.

    What was not decided stays as it was, so that it is asked again.
    """
    new_agreed, new_kept = dict(agreed), dict(kept)
    for aspect in aspects:
        found = made.verdicts[aspect.key]
        choice = choices.get(aspect.key)
        if choice == OURS:
            new_kept[aspect.key] = aspect.theirs
        elif (
            choice == THEIRS
            or found is Verdict.SAME
            or (found is Verdict.THEIRS and aspect.group in made.follow)
        ):
            new_agreed[aspect.key] = aspect.theirs
            new_kept.pop(aspect.key, None)
    return new_agreed, new_kept


def stays_ours(aspect: Aspect, made: Plan, choices: Mapping[str, str]) -> bool:
    """Return whether our value of `aspect` stays when its group follows."""
    if aspect.key in choices:
        return choices[aspect.key] == OURS
    return made.verdicts[aspect.key] in (Verdict.KEPT, Verdict.OURS)


def preselected(aspect: Aspect) -> str:
    """Return the decision that nobody needs to make, or ``""``."""
    return THEIRS if aspect.only_theirs else ""


def changed_words(old: str, new: str) -> list[tuple[str, str]]:
    """Return the words of both texts in order as ``[(same | gone | new, words)]``."""
    before, after = old.split(), new.split()
    pieces: list[tuple[str, str]] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(
        a=before, b=after, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            pieces.append(("same", " ".join(before[start:end])))
            continue
        if start < end:
            pieces.append(("gone", " ".join(before[start:end])))
        if new_start < new_end:
            pieces.append(("new", " ".join(after[new_start:new_end])))
    return pieces
