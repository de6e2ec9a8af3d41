"""The merge of three versions: nothing is lost, nothing is invented, nothing is asked twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib.differences import (
    OURS,
    THEIRS,
    UNKNOWN,
    Aspect,
    Verdict,
    changed_words,
    plan,
    preselected,
    same,
    settle,
    stays_ours,
    verdict,
)

VALUES = st.sampled_from([None, 0, 1, 2, 3])
GROUPS = st.sampled_from(["amounts", "address"])


@st.composite
def many(draw):
    count = draw(st.integers(1, 5))
    return [
        Aspect(
            key=f"k{number}",
            group=draw(GROUPS),
            agreed=draw(VALUES),
            ours=draw(VALUES),
            theirs=draw(VALUES),
            only_theirs=draw(st.booleans()),
        )
        for number in range(count)
    ]


def one(agreed, ours, theirs):
    return Aspect(key="k", group="g", agreed=agreed, ours=ours, theirs=theirs)


def agreement(aspects):
    return {aspect.key: aspect.agreed for aspect in aspects}


def carried_out(aspects, made, choices):
    """Return the aspects as they are once the plan and the choices are carried out."""
    after = []
    for aspect in aspects:
        follows = aspect.group in made.follow or any(
            choices.get(other.key) == THEIRS and other.group == aspect.group for other in aspects
        )
        ours = aspect.theirs if follows and not stays_ours(aspect, made, choices) else aspect.ours
        after.append(
            Aspect(
                key=aspect.key,
                group=aspect.group,
                agreed=aspect.agreed,
                ours=ours,
                theirs=aspect.theirs,
                only_theirs=aspect.only_theirs,
            )
        )
    return after


@pytest.mark.parametrize(
    ("agreed", "ours", "theirs", "expected"),
    [
        (2, 2, 2, Verdict.SAME),
        (2, 1, 1, Verdict.SAME),
        (2, 3, 2, Verdict.OURS),
        (2, 2, 1, Verdict.THEIRS),
        (2, 3, 1, Verdict.BOTH),
        (UNKNOWN, 3, 1, Verdict.THEIRS),
        ("Jl. Melati 3", "jl. melati  3", "Jl. Kenanga 8", Verdict.THEIRS),
    ],
)
def test_three_versions_tell_who_changed(agreed, ours, theirs, expected):
    assert verdict(one(agreed, ours, theirs), {}) is expected


def test_what_was_kept_is_asked_again_only_when_theirs_changes():
    assert verdict(one(2, 3, 1), {"k": 1}) is Verdict.KEPT
    assert verdict(one(2, 3, 0), {"k": 1}) is Verdict.BOTH


def test_one_conflict_holds_its_group_and_no_other():
    aspects = [
        Aspect(key="qty", group="amounts", agreed=2, ours=3, theirs=1),
        Aspect(key="total", group="amounts", agreed=20, ours=20, theirs=10),
        Aspect(key="same", group="amounts", agreed=5, ours=5, theirs=5),
        Aspect(key="address", group="address", agreed="a", ours="a", theirs="b"),
    ]
    made = plan(aspects, {})
    assert made.follow == {"address"}
    assert [aspect.key for aspect in made.ask] == ["qty", "total"]


def test_in_a_careful_group_a_change_of_theirs_alone_is_asked():
    made = plan([one(2, 2, 1)], {}, careful={"g"})
    assert (made.follow, [aspect.key for aspect in made.ask]) == (frozenset(), ["k"])
    assert plan([one(2, 3, 2)], {}, careful={"g"}).ask == ()


def test_only_irrevocable_facts_are_decided_beforehand():
    fact = Aspect(key="total", group="amounts", agreed=2, ours=3, theirs=1, only_theirs=True)
    assert (preselected(fact), preselected(one(2, 3, 1))) == (THEIRS, "")
    assert fact.sides == {"agreed": 2, "ours": 3, "theirs": 1}
    assert one(UNKNOWN, 3, 1).sides["agreed"] is None


@given(st.text(), st.text())
def test_same_is_symmetric_and_reflexive(left, right):
    assert same(left, left)
    assert same(left, right) == same(right, left)


@given(many(), st.sets(GROUPS))
def test_every_aspect_is_followed_asked_or_left_alone(aspects, careful):
    made = plan(aspects, {}, careful)
    for aspect in aspects:
        found = made.verdicts[aspect.key]
        asked = aspect in made.ask
        assert not (asked and aspect.group in made.follow)
        if found in (Verdict.THEIRS, Verdict.BOTH):
            assert asked or aspect.group in made.follow
        if found is Verdict.SAME:
            assert not asked


@given(many(), st.sets(GROUPS))
def test_undecided_rows_are_asked_again_and_all_else_is_settled(aspects, careful):
    made = plan(aspects, {}, careful)
    agreed, kept = settle(aspects, made, agreement(aspects), {}, {})
    after = [
        Aspect(
            key=row.key,
            group=row.group,
            agreed=agreed[row.key],
            ours=row.ours,
            theirs=row.theirs,
            only_theirs=row.only_theirs,
        )
        for row in carried_out(aspects, made, {})
    ]
    again = plan(after, kept, careful)
    assert not again.follow
    assert {row.key for row in again.ask} == {row.key for row in made.ask}


@given(many(), st.sets(GROUPS), st.data())
def test_once_all_is_chosen_nothing_is_asked_any_more(aspects, careful, data):
    made = plan(aspects, {}, careful)
    choices = {
        row.key: THEIRS if row.only_theirs else data.draw(st.sampled_from([OURS, THEIRS])) for row in made.ask
    }
    agreed, kept = settle(aspects, made, agreement(aspects), {}, choices)
    after = [
        Aspect(key=row.key, group=row.group, agreed=agreed[row.key], ours=row.ours, theirs=row.theirs)
        for row in carried_out(aspects, made, choices)
    ]
    again = plan(after, kept, careful)
    assert (again.follow, again.ask) == (frozenset(), ())
    for row in after:
        if choices.get(row.key) == THEIRS:
            assert row.ours == row.theirs
        original = next(aspect for aspect in aspects if aspect.key == row.key)
        assert row.ours in (original.ours, original.theirs)


@given(many())
def test_a_kept_difference_returns_when_theirs_moves(aspects):
    made = plan(aspects, {})
    choices = {row.key: OURS for row in made.ask}
    agreed, kept = settle(aspects, made, agreement(aspects), {}, choices)
    for row in made.ask:
        moved = Aspect(key=row.key, group=row.group, agreed=agreed[row.key], ours=row.ours, theirs=99)
        assert verdict(moved, kept) in (Verdict.BOTH, Verdict.THEIRS)


def test_changed_words_are_marked_and_equal_ones_stay():
    assert changed_words("Jl. Melati 3, Bandung", "Jl. Kenanga 8, Bandung") == [
        ("same", "Jl."),
        ("gone", "Melati 3,"),
        ("new", "Kenanga 8,"),
        ("same", "Bandung"),
    ]


@given(st.text("ab "), st.text("ab "))
def test_the_pieces_make_both_texts(old, new):
    pieces = changed_words(old, new)
    assert " ".join(text for kind, text in pieces if kind != "new").split() == old.split()
    assert " ".join(text for kind, text in pieces if kind != "gone").split() == new.split()
