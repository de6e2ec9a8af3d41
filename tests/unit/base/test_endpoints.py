"""Marks that tell which endpoint a client method calls."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.endpoints import (
    OFFICIAL,
    UNCONFIRMED,
    Endpoint,
    endpoint,
    endpoints_of,
)


class Sample:
    @endpoint("GET", "/first")
    @endpoint("POST", "/second", UNCONFIRMED)
    def both(self):
        return "called"

    @endpoint("GET", "/hidden")
    def _private(self):
        return None

    def unmarked(self):
        return None


def test_marks_are_listed_in_the_order_they_are_written():
    assert list(endpoints_of(Sample)) == [
        ("both", Endpoint("GET", "/first", OFFICIAL)),
        ("both", Endpoint("POST", "/second", UNCONFIRMED)),
    ]


def test_a_marked_method_works_as_before():
    assert Sample().both() == "called"


@pytest.mark.parametrize(("verb", "confidence"), [("FETCH", OFFICIAL), ("GET", "surely")])
def test_a_mark_that_makes_no_sense_is_refused(verb, confidence):
    with pytest.raises(ValueError, match="not an endpoint"):
        endpoint(verb, "/x", confidence)
