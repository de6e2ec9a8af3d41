from datetime import datetime, timezone
from decimal import Decimal

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, Throttled, Transient
from odoo.addons.ocean_marketplace_base.lib.http import Request, Response, dump_json, parse_json
from odoo.addons.ocean_marketplace_base.lib.platform import dump_payload, load_payload

NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)


def test_fractions_are_exact_and_whole_numbers_are_int():
    parsed = parse_json(b'{"a": 10.10, "b": 9007199254740993, "c": 1e2}')
    assert parsed == {"a": Decimal("10.10"), "b": 9007199254740993, "c": Decimal("1E+2")}
    assert str(parsed["a"]) == "10.10"
    assert type(parsed["b"]) is int


def test_one_broken_text_does_not_spoil_its_neighbours():
    body = b'{"list": [{"sn": "A", "note": "caf\xc3\xa9"}, {"sn": "B", "note": "bad \xff\xfe byte"}]}'
    first, second = parse_json(body)["list"]
    assert first == {"sn": "A", "note": "café"}
    assert second["note"] == "bad \udcff\udcfe byte"
    assert load_payload(dump_payload(second)) == second
    assert dump_payload(second).isascii()


def test_a_byte_order_mark_is_ignored():
    assert parse_json(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"a": NaN}', b'{"a": 1', b"[" * 200_000])
def test_what_is_no_json_is_a_changed_contract(body):
    with pytest.raises(ContractChanged) as caught:
        Response(status=200, body=body).json()
    assert caught.value.code == "http_200"


def test_null_is_json():
    assert Response(status=200, body=b"null").json() is None


def test_the_request_id_is_found():
    assert Response(status=200, body=b'{"request_id": "r-1"}').request_id == "r-1"
    assert Response(status=200, body=b'{"request_id": 5}').request_id == ""
    assert Response(status=200, body=b"[]").request_id == ""
    assert Response(status=502, body=b"<html>").request_id == ""


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7),
        (" 0 ", 0),
        ("Thu, 01 Jan 2026 00:00:30 GMT", 30),
        ("Thu, 01 Jan 2026 00:00:30 -0000", 30),
        ("Wed, 31 Dec 2025 00:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after_is_a_number_or_a_date(header, seconds):
    assert Response(status=429, headers={"retry-after": header}).retry_after(NOW) == seconds


@pytest.mark.parametrize("status", [200, 201, 204, 400, 401, 403, 404, 422])
def test_answers_of_the_platform_are_no_failure_of_the_transport(status):
    request = Request(method="GET", url="http://x/")
    assert Response(status=status).raise_for_status(request, NOW) is None


@pytest.mark.parametrize("status", [301, 302, 304, 307, 308])
def test_a_redirect_is_a_changed_contract(status):
    with pytest.raises(ContractChanged):
        Response(status=status).raise_for_status(Request(method="GET", url="http://x/"), NOW)


@pytest.mark.parametrize(("idempotent", "unknown"), [(True, False), (False, True)])
def test_a_failing_server_may_have_carried_out_a_write(idempotent, unknown):
    request = Request(method="POST", url="http://x/", idempotent=idempotent)
    with pytest.raises(Transient) as caught:
        Response(status=503, body=b'{"request_id": "r"}').raise_for_status(request, NOW)
    assert (caught.value.effect_unknown, caught.value.code, caught.value.request_id) == (
        unknown,
        "http_503",
        "r",
    )


def test_too_many_calls_carry_the_servers_hint():
    with pytest.raises(Throttled) as caught:
        Response(status=429, headers={"retry-after": "9"}).raise_for_status(
            Request(method="GET", url="x"), NOW
        )
    assert caught.value.retry_after == 9


def test_json_is_written_compact_exact_and_ascii():
    assert dump_json({"a": Decimal("1.10"), "b": "é\udcff"}) == b'{"a":1.10,"b":"\\u00e9\\udcff"}'


def test_a_request_shows_no_secret():
    shown = repr(
        Request(method="GET", url="http://x/?t=s3cret", params=(("token", "s3cret"),), json={"k": "s3cret"})
    )
    assert "s3cret" not in shown
