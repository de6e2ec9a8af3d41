from datetime import datetime, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.times import moment_of

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)


@pytest.mark.parametrize("value", [1767323045, "1767323045", 1767323045000, "1767323045000"])
def test_seconds_and_milliseconds_are_told_apart(value):
    assert moment_of(value) == MOMENT


@pytest.mark.parametrize("value", [None, 0, "0", -5, "", "-", "soon", True, 10**30, 10**40, 1.5, [], [1], {}])
def test_what_is_not_set_or_no_time_is_none(value):
    assert moment_of(value) is None
