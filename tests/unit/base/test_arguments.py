from datetime import datetime, timedelta, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.arguments import (
    batches,
    check_aware,
    check_choice,
    check_flag,
    check_int,
    check_moment,
)
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

EVENING = datetime(2026, 1, 2, 3, 4, 5, 999_999, tzinfo=timezone(timedelta(hours=7)))


def test_what_is_right_is_returned():
    assert check_int("size", 50, 1, 50) == 50
    assert check_flag("more", False) is False
    assert check_choice("order", "ASC", ("ASC", "DESC")) == "ASC"
    assert check_aware("since", EVENING) is EVENING
    assert check_moment("since", EVENING) == 1767297845


@pytest.mark.parametrize(
    ("check", "value", "rules"),
    [
        (check_int, 0, (1, 50)),
        (check_int, 51, (1, 50)),
        (check_int, True, (1, 50)),
        (check_int, "5", (1, 50)),
        (check_flag, 1, ()),
        (check_flag, None, ()),
        (check_choice, "asc", (("ASC", "DESC"),)),
        (check_choice, ["ASC"], (frozenset({"ASC"}),)),
        (check_aware, datetime(2026, 1, 2), ()),  # noqa: DTZ001
        (check_moment, 1767297845, ()),
    ],
)
def test_what_is_wrong_is_refused_by_its_name(check, value, rules):
    with pytest.raises(InvalidRequest, match=r"^field: "):
        check("field", value, *rules)


@pytest.mark.parametrize(
    ("values", "pieces"), [([], []), ([1], [[1]]), ([1, 2], [[1, 2]]), ([1, 2, 3], [[1, 2], [3]])]
)
def test_batches_keep_order_and_size(values, pieces):
    assert list(batches(values, 2)) == pieces
