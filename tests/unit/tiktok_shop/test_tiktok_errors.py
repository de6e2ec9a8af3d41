import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    AuthRevoked,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.failures import Failure
from odoo.addons.ocean_tiktok_shop.lib.errors import CODE_CLASSES, clean_code, to_error

DOCUMENTED = {
    AuthExpired: ["105002", "105001"],
    AuthRevoked: ["36009043", "36009044", "36004001"],
    Throttled: ["36009002", "36009037", "45111012", "45101004", "17029054"],
    Transient: ["36009003", "36009007", "12056001", "11034037", "21001003", "45101001", "16015027"],
    Rejected: [
        "101000",
        "105005",
        "106001",
        "106013",
        "36009009",
        "36009010",
        "36009014",
        "36009033",
        "21011044",
        "12052700",
        "25001021",
        "987654321",
    ],
}
CASES = [(code, kind) for kind, codes in DOCUMENTED.items() for code in codes]


def failure(code, message="", **more):
    return Failure(code=code, message=message, request_id="r-1", **more)


@pytest.mark.parametrize(("code", "kind"), CASES)
def test_each_documented_code_has_its_class(code, kind):
    error = to_error(failure(code, "why"))
    assert type(error) is kind
    assert (error.code, error.request_id, error.message) == (code, "r-1", f"{code}: why")


@pytest.mark.parametrize(("code", "kind"), sorted(CODE_CLASSES.items()))
def test_the_table_holds_what_it_says(code, kind):
    assert type(to_error(failure(code))) is kind


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Invalid credentials. The `x-tts-access-token` header is invalid.", AuthExpired),
        ("Missing credentials. The access token is required.", AuthExpired),
        ("Invalid timestamp. It must not be earlier than 5 minutes before the current time.", Rejected),
        ("Unexpected identifier. The `shop_cipher` query parameter is not required.", Rejected),
        ("param body.address is missing", Rejected),
        ("", Rejected),
    ],
)
def test_the_umbrella_code_is_told_apart_by_its_text(message, kind):
    assert type(to_error(failure("36009004", message))) is kind


@pytest.mark.parametrize("write", [True, False])
def test_an_inner_failure_of_a_write_may_have_had_an_effect(write):
    assert to_error(failure("36009003", write=write)).effect_unknown is write


def test_the_servers_hint_goes_before_the_length_of_a_quota():
    assert to_error(failure("36009002", hint=3.0)).retry_after == 3
    assert to_error(failure("36009002")).retry_after is None
    assert to_error(failure("36009037")).retry_after == 3600
    assert to_error(failure("36009037", hint=20.0)).retry_after == 20


@pytest.mark.parametrize(
    ("status", "kind"), [(200, Rejected), (403, Rejected), (429, Throttled), (500, Transient)]
)
def test_an_unknown_code_is_judged_by_the_status(status, kind):
    assert type(to_error(failure("55555", status=status))) is kind


def test_a_known_code_is_not_judged_by_the_status():
    assert type(to_error(failure("106001", status=500))) is Rejected


@pytest.mark.parametrize(
    ("value", "code"), [(0, ""), ("0", ""), (None, ""), (False, ""), (105002, "105002"), (" 7 ", "7")]
)
def test_zero_means_success(value, code):
    assert clean_code(value) == code
