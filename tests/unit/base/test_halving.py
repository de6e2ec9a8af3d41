import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    InvalidRequest,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.halving import read_by_halves

IDS = ["1", "2", "3", "4", "5"]


class Platform:
    """Refuses every call that asks for one of `bad`."""

    def __init__(self, **bad):
        self.bad = bad
        self.asked = []

    def read(self, ids):
        self.asked.append(ids)
        for name in ids:
            if f"n{name}" in self.bad:
                raise self.bad[f"n{name}"]
        return [f"row {name}" for name in ids]


def test_what_nobody_refuses_takes_one_call():
    platform = Platform()
    assert read_by_halves(IDS, platform.read, {"gone"}) == ([f"row {name}" for name in IDS], {})
    assert platform.asked == [IDS]


@pytest.mark.parametrize("error", [Rejected("gone", code="gone"), InvalidRequest("not an id")])
def test_one_that_is_refused_costs_only_itself(error):
    rows, errors = read_by_halves(IDS, Platform(n4=error).read, {"gone"})
    assert (rows, errors) == (["row 1", "row 2", "row 3", "row 5"], {"4": error})


def test_each_of_several_that_are_refused_has_its_own_failure():
    first, last = Rejected("first", code="gone"), Rejected("last", code="gone")
    rows, errors = read_by_halves(IDS, Platform(n1=first, n5=last).read, {"gone"})
    assert (rows, errors) == (["row 2", "row 3", "row 4"], {"1": first, "5": last})


@pytest.mark.parametrize("error", [Transient("down"), Throttled("slow")])
def test_a_passing_failure_is_that_of_all(error):
    platform = Platform(n2=error)
    assert read_by_halves(IDS, platform.read, {"gone"}) == ([], dict.fromkeys(IDS, error))
    assert platform.asked == [IDS]


@pytest.mark.parametrize("error", [Rejected("no scope", code="scope"), AuthExpired("old")])
def test_a_failure_of_the_shop_is_raised(error):
    with pytest.raises(type(error)):
        read_by_halves(IDS, Platform(n2=error).read, {"gone"})
