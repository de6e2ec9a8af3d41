from datetime import timedelta, timezone

from odoo.addons.ocean_marketplace_base.lib.clock import ManualClock, SystemClock


def test_manual_clock_moves_only_when_told():
    clock = ManualClock()
    start = clock.now()
    clock.sleep(3)
    clock.advance(4.5)
    assert clock.now() - start == timedelta(seconds=7.5)
    assert clock.monotonic() == 7.5
    assert clock.sleeps == [3]


def test_sleeping_for_nothing_is_no_wait():
    clock = ManualClock()
    clock.sleep(0)
    clock.sleep(-1)
    assert (clock.monotonic(), clock.sleeps) == (0, [])


def test_system_clock_is_aware_and_waits():
    clock = SystemClock()
    before = clock.monotonic()
    clock.sleep(0.02)
    clock.sleep(-1)
    assert clock.now().tzinfo is timezone.utc
    assert clock.monotonic() - before >= 0.02
