import pytest
import simplejson

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthExpired,
    AuthRevoked,
    ContractChanged,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.failures import Failure
from odoo.addons.ocean_marketplace_base.lib.retry import NO_RETRY
from odoo.addons.ocean_tokopedia.lib.errors import CODE_CLASSES, failure_of, to_error


def header(**fields):
    return {"header": {"process_time": 9.7e-08, "messages": "general", "reason": "special"} | fields}


@pytest.mark.parametrize(
    ("envelope", "status"),
    [
        ({"header": {"process_time": 0.1, "messages": "ok"}, "data": None}, 200),
        (header(error_code=""), 200),
        (header(error_code=0), 200),
        (header(error_code=200), 200),
        ({"header": {"process_time": "35.50ms", "messages": None, "error_code": ""}, "status": "200"}, 200),
        ({"data": "success", "status": "200 Ok", "error_message": []}, 200),
        (header(error_code=200) | {"data": {"header": {"Messages": None, "error_code": "200"}}}, 200),
        ({"access_token": "t"}, 200),
        (None, 200),
        ([], 500),
    ],
)
def test_every_envelope_of_success_is_one(envelope, status):
    assert failure_of(envelope, status) is None


@pytest.mark.parametrize(
    ("envelope", "status", "expected"),
    [
        (header(error_code="ORD_DLV_013"), 400, ("ORD_DLV_013", "special", "")),
        (header(error_code="ORD_API_008", reason=""), 200, ("ORD_API_008", "general", "")),
        (header(error_code=0), 404, ("http_404", "special", "")),
        (header(error_code=500, reason=""), 200, ("http_500", "general", "")),
        (header(response_id="bv7ffp", reason=""), 500, ("http_500", "general", "bv7ffp")),
        (
            {"data": None, "status": "400 Bad Request", "error_message": ["bad", "worse"]},
            200,
            ("http_400", "bad; worse", ""),
        ),
        (
            header(error_code=500)
            | {
                "data": {
                    "header": {"Messages": ["Tanggal salah"], "reason": "Edit Failed", "error_code": "400"}
                }
            },
            500,
            ("http_400", "Edit Failed: Tanggal salah", ""),
        ),
        (
            {"error": "invalid_client", "error_description": "no", "event_code": ""},
            401,
            ("invalid_client", "no", ""),
        ),
    ],
)
def test_every_envelope_of_refusal_is_understood(envelope, status, expected):
    assert failure_of(envelope, status) == expected


@pytest.mark.parametrize(("code", "error_class"), CODE_CLASSES.items())
def test_every_documented_code_has_its_class_whatever_the_status(code, error_class):
    for status in (200, 400, 500):
        error = to_error(Failure(code=code, message="said", request_id="r", status=status))
        assert type(error) is error_class
        assert (error.code, error.request_id) == (code, "r")


@pytest.mark.parametrize(
    ("code", "status", "error_class"),
    [
        ("ORD_DLV_013", 400, Rejected),
        ("ORD_USC_001", 500, Rejected),
        ("RBAC_MDLW_009", 403, Rejected),
        ("BDL_USC_003", 500, Rejected),
        ("ORD_API_001", 500, Transient),
        ("PRD_GRPC_003", 400, Transient),
        ("PRD_CACHE_005", 500, Transient),
        ("PRD_DB_001", 500, Transient),
        ("SOMETHING_NEW", 400, Rejected),
        ("SOMETHING_NEW", 500, Transient),
        ("http_400", 500, Rejected),
        ("http_401", 401, AuthExpired),
        ("http_429", 429, Throttled),
        ("http_500", 500, Transient),
    ],
)
def test_other_codes_are_classed_by_their_layer(code, status, error_class):
    assert type(to_error(Failure(code=code, message="", status=status))) is error_class


def test_an_unknown_code_keeps_code_message_and_id():
    error = to_error(Failure(code="NEW_THING", message="nanti", request_id="r9"))
    assert type(error) is Rejected
    assert (error.code, error.message, error.request_id) == ("NEW_THING", "NEW_THING: nanti", "r9")


def test_a_write_that_failed_behind_the_api_may_have_been_done():
    assert to_error(Failure(code="ORD_USC_007", message="", write=True)).effect_unknown
    assert not to_error(Failure(code="ORD_API_001", message="", write=False)).effect_unknown


@pytest.mark.parametrize(
    ("answered", "status", "error_class"),
    [
        (header(error_code="RBAC_MDLW_001"), 403, AuthRevoked),
        (header(error_code="ORD_API_008"), 500, Rejected),
        (b"<html>Bad Gateway</html>", 502, Transient),
        (b"<html>Forbidden</html>", 403, Rejected),
        (b"not json", 200, ContractChanged),
        (b"[]", 200, ContractChanged),
        (b'{"data": {}}', 302, ContractChanged),
    ],
)
def test_the_client_raises_what_the_answer_means(
    answered, status, error_class, platform, make_client, answer
):
    body = answered if isinstance(answered, bytes) else simplejson.dumps(answered).encode()
    platform.say(answer(body, status))
    with pytest.raises(error_class):
        make_client(retry=NO_RETRY).shop.get_info()
