import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import AuthExpired, Rejected, Throttled, Transient
from odoo.addons.ocean_marketplace_base.lib.failures import Failure

FAILURE = Failure(code="E7", message="no", request_id="r1", write=True)


@pytest.mark.parametrize("error_class", [AuthExpired, Rejected, Throttled, Transient])
def test_an_error_tells_what_the_platform_said(error_class):
    error = FAILURE.to_error(error_class)
    assert type(error) is error_class
    assert (error.message, error.code, error.request_id) == ("E7: no", "E7", "r1")


def test_only_a_throttled_call_says_how_long_to_wait():
    assert FAILURE.to_error(Throttled, 3.5).retry_after == 3.5
    assert not hasattr(FAILURE.to_error(Rejected, 3.5), "retry_after")


def test_a_passing_failure_of_a_write_may_have_had_an_effect():
    assert FAILURE.to_error(Transient).effect_unknown
    assert not Failure(code="E7", message="no").to_error(Transient).effect_unknown


@pytest.mark.parametrize(("code", "message", "text"), [("E7", "", "E7"), ("", "no", "no")])
def test_what_is_not_said_leaves_no_trace(code, message, text):
    assert Failure(code=code, message=message).to_error(Rejected).message == text
