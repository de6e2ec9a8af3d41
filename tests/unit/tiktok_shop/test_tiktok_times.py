from datetime import datetime, timezone

import pytest

from odoo.addons.ocean_tiktok_shop.lib.times import moment_of

MAY = datetime(2026, 5, 1, tzinfo=timezone.utc)


@pytest.mark.parametrize("value", [1777593600, "1777593600", 1777593600000, "1777593600000"])
def test_seconds_and_milliseconds_are_times(value):
    assert moment_of(value) == MAY


@pytest.mark.parametrize("value", [None, "", 0, "0", -5, "soon", 10**30, [], {}])
def test_nothing_and_nonsense_are_no_times(value):
    assert moment_of(value) is None
