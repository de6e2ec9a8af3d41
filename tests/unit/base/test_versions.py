from decimal import Decimal

import simplejson
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib.redact import HIDDEN, mask, mask_payload, restore
from odoo.addons.ocean_marketplace_base.lib.versions import Absent, Item, compare

SECRET = "Siti Rahayu 0812"
KEYS = st.sampled_from(["status", "total", "item_list", "model_id", "quantity", "note", "x"])
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.text("ab*", max_size=3),
    st.decimals(-9, 9, places=2, allow_nan=False),
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
PAYLOADS = st.dictionaries(KEYS, JSON, max_size=5)
PERSONAL = st.dictionaries(
    st.sampled_from(["buyer_username", "recipient_address", "phone", "status", "item_list", "model_id"]),
    st.one_of(
        st.integers(),
        st.dictionaries(
            st.sampled_from(["phone", "buyer_user_id", "full_name"]), st.just(SECRET), max_size=2
        ),
        st.lists(st.fixed_dictionaries({"id": st.integers(1, 5), "phone": st.just(SECRET)}), max_size=2),
    ),
    max_size=4,
)


def step_into(value, path):
    for step in path:
        if isinstance(step, Item):
            found = [item for item in value if item[step.key] == step.value]
        elif isinstance(step, int):
            found = value[step : step + 1]
        else:
            found = [value[step]] if step in value else []
        if not found:
            return Absent.ABSENT
        value = found[0]
    return value


@given(PAYLOADS)
def test_a_version_does_not_differ_from_itself(payload):
    assert compare(payload, payload) == []


@given(PAYLOADS, PAYLOADS)
def test_every_change_is_found_at_its_path_in_both_versions_and_differs(before, after):
    for change in compare(before, after):
        assert step_into(before, change.path) == change.before
        assert step_into(after, change.path) == change.after
        assert (change.before, type(change.before)) != (change.after, type(change.after))


@given(PAYLOADS, PAYLOADS)
def test_looking_back_shows_the_same_changes_the_other_way_round(before, after):
    forth = {(change.path, repr(change.before), repr(change.after)) for change in compare(before, after)}
    back = {(change.path, repr(change.after), repr(change.before)) for change in compare(after, before)}
    assert len(forth) == len(back)
    assert {path[:1] for path, *_values in forth} == {path[:1] for path, *_values in back}


@given(PAYLOADS, KEYS, LEAVES)
def test_one_leaf_changed_is_one_change(payload, key, leaf):
    before = {**payload, "changed": {key: "a value no leaf has"}}
    after = {**payload, "changed": {key: leaf}}
    [change] = compare(before, after)
    assert change.path == ("changed", key)
    assert change.after == leaf


@given(PAYLOADS, PAYLOADS)
def test_versions_without_a_change_are_equal(before, after):
    if not compare(before, after):
        assert simplejson.dumps(_ordered(before), sort_keys=True, use_decimal=True) == simplejson.dumps(
            _ordered(after), sort_keys=True, use_decimal=True
        )


def _ordered(value):
    """Forget the places of items in lists, and how a number is written."""
    if isinstance(value, dict):
        return {key: _ordered(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted((_ordered(item) for item in value), key=repr)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return str(Decimal(value).normalize() + 0)
    return value


@given(PERSONAL, PERSONAL)
def test_no_text_of_a_change_shows_the_buyer(before, after):
    for change in compare({"order": before}, {"order": after}):
        for text in (change.field, change.before_text, change.after_text):
            assert SECRET not in text


@given(PAYLOADS, PERSONAL)
def test_what_was_masked_and_not_edited_comes_back_as_it_was(payload, buyer):
    original = {**payload, "recipient_address": buyer}
    shown = simplejson.loads(mask_payload(original), use_decimal=True)
    assert restore(shown, original) == original


def test_an_edited_field_stays_edited_and_hidden_neighbours_come_back():
    original = {"recipient_address": {"name": SECRET, "zip": None}, "quantity": -1}
    shown = mask(original)
    assert shown["recipient_address"]["name"] == HIDDEN
    shown["quantity"] = 1
    assert restore(shown, original) == {**original, "quantity": 1}


def test_items_are_compared_by_their_id_wherever_they_stand():
    before = {"item_list": [{"item_id": 7, "model_id": 1, "qty": 1}, {"item_id": 7, "model_id": 2, "qty": 1}]}
    after = {"item_list": [{"item_id": 7, "model_id": 2, "qty": 3}, {"item_id": 7, "model_id": 1, "qty": 1}]}
    [change] = compare(before, after)
    assert change.field == "item_list[model_id=2].qty"
    assert (change.before_text, change.after_text) == ("1", "3")


def test_a_field_that_appears_had_no_value_before():
    [change] = compare({"status": "A"}, {"status": "A", "note": ""})
    assert (change.field, change.before, change.after) == ("note", Absent.ABSENT, "")
    assert change.before_text == ""


def test_true_and_one_are_two_answers():
    assert len(compare({"cod": True}, {"cod": 1})) == 1


def test_long_values_are_cut():
    [change] = compare({"note": "a"}, {"note": "b" * 500})
    assert len(change.after_text) == 120
    assert change.after_text.endswith("…")
