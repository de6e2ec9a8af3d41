"""Limits and rules survive being kept as JSON."""

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib.catalogue import Attribute, CategoryRules, Choice, Limits
from odoo.addons.ocean_marketplace_base.lib.limits_plain import limits_from_plain, rules_from_plain
from odoo.addons.ocean_marketplace_base.lib.schema import to_plain

some = st.none() | st.integers(1, 9999)
amounts = st.none() | st.decimals("0.01", "99999", places=2)
limits = st.builds(
    Limits,
    name_max=some,
    images_max=some,
    image_bytes=some,
    image_ratio=st.none() | st.tuples(st.decimals("0.1", "1", places=2), st.decimals("1", "9", places=2)),
    image_formats=st.frozensets(st.sampled_from(["jpeg", "png", "webp"]), min_size=1),
    price_min=amounts,
    price_max=amounts,
    price_digits=st.integers(0, 2),
    weight_required=st.booleans(),
    days_to_ship=st.none() | st.tuples(st.integers(0, 5), st.integers(5, 30)),
    conditions=st.frozensets(st.sampled_from(["new", "used"])),
)
attributes = st.builds(
    Attribute,
    external_id=st.text(min_size=1, max_size=5),
    name=st.text(max_size=5),
    kind=st.sampled_from(["choice", "text", "number", "date"]),
    required=st.booleans(),
    max_values=some,
    choices=st.lists(
        st.builds(Choice, external_id=st.text(max_size=3), name=st.text(max_size=3)), max_size=2
    ).map(tuple),
    units=st.lists(st.text(max_size=3), max_size=2).map(tuple),
)
rules = st.builds(
    CategoryRules,
    category_id=st.text(max_size=5),
    limits=limits,
    attributes=st.lists(attributes, max_size=3).map(tuple),
    brand_required=st.booleans(),
    wants=st.lists(st.text(max_size=5), max_size=2).map(tuple),
)


def stored(value):
    return json.loads(json.dumps(to_plain(value)))


@given(limits)
def test_limits_come_back_as_they_were(value):
    assert limits_from_plain(stored(value)) == value


@given(rules)
def test_rules_come_back_as_they_were(value):
    assert rules_from_plain(stored(value)) == value


def test_what_a_later_version_added_is_left_out():
    plain = {**stored(Limits(price_min=Decimal("0.50"))), "smell_max": 3}
    assert limits_from_plain(plain) == Limits(price_min=Decimal("0.50"))
