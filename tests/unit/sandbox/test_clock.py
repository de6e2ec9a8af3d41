"""The simulator's clock."""

from odoo.addons.ocean_marketplace_base.sandbox.clock import Clock


class Source:
    now = 1000.0

    def __call__(self):
        return self.now


def test_a_clock_with_a_start_goes_on_from_where_it_stood():
    source = Source()
    clock = Clock(start=50.0, source=source)
    with clock.standing():
        source.now += 7
        assert clock.time() == 50.0
    source.now += 2
    assert clock.time() == 52.0


def test_a_clock_without_a_start_is_real_time_again_after_it_stood():
    source = Source()
    clock = Clock(source=source)
    with clock.standing():
        source.now += 7
        assert clock.time() == 1000.0
    assert clock.time() == 1007.0
