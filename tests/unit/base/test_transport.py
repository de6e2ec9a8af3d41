import gzip
import logging
import os
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from odoo.addons.ocean_marketplace_base.lib.clock import ManualClock
from odoo.addons.ocean_marketplace_base.lib.errors import (
    ContractChanged,
    HostNotAllowed,
    InvalidRequest,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.hosts import HostPolicy
from odoo.addons.ocean_marketplace_base.lib.http import Request
from odoo.addons.ocean_marketplace_base.lib.ratelimit import RateLimiter
from odoo.addons.ocean_marketplace_base.lib.transport import Transport

LOOPBACK = HostPolicy.loopback()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def test_an_answer_comes_back_whole(server, transport, get, answer):
    server.say(answer(b'{"ok": true}', headers={"X-Trace": "t1"}))
    response = transport.send(get(params=(("a", "1"), ("a", "ü&=")), headers={"X-Mine": "yes"}))
    assert (response.status, response.json(), response.headers["x-trace"]) == (200, {"ok": True}, "t1")
    seen = server.seen[0]
    assert (seen.method, seen.path, seen.query) == ("GET", "/things", [("a", "1"), ("a", "ü&=")])
    assert seen.headers["x-mine"] == "yes"


def test_json_is_sent_as_json(server, transport, get):
    transport.send(get(method="POST", json={"a": [1, "ü"]}))
    assert server.seen[0].headers["content-type"] == "application/json"
    assert server.seen[0].json == {"a": [1, "ü"]}


def test_raw_bytes_are_sent_untouched(server, transport, get):
    transport.send(get(method="PUT", body=b"\x00\xff", headers={"Content-Type": "image/png"}))
    assert (server.seen[0].body, server.seen[0].headers["content-type"]) == (b"\x00\xff", "image/png")


def test_files_are_sent_as_multipart_with_their_fields(server, transport, get):
    transport.send(
        get(method="POST", files={"image": ("a.png", b"\x89PNG", "image/png")}, form={"scene": "normal"})
    )
    seen = server.seen[0]
    assert seen.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="image"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n' in seen.body
    assert b'name="scene"\r\n\r\nnormal\r\n' in seen.body


def test_a_form_of_files_is_multipart_without_any_too(server, transport, get):
    transport.send(get(method="POST", files={}, form={"scene": "normal"}))
    seen = server.seen[0]
    assert seen.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="scene"\r\n\r\nnormal\r\n' in seen.body


@pytest.mark.parametrize(
    "changes",
    [
        {"method": "BREW"},
        {"json": {}, "body": b"x"},
        {"params": (("a", 1),)},
        {"params": ("ab",)},
        {"headers": {"X-Bad": "a\r\nb"}},
    ],
)
def test_senseless_requests_are_refused_before_the_network(changes, server, transport, get):
    with pytest.raises(InvalidRequest):
        transport.send(get(**changes))
    assert server.seen == []


@pytest.mark.parametrize("timeout", [(3, 10), 0, -1, None, "10", True])
def test_a_timeout_is_one_positive_number(timeout):
    with pytest.raises(InvalidRequest):
        Transport(LOOPBACK, timeout=timeout)


def test_a_forbidden_host_is_never_called(server, get):
    with Transport(HostPolicy.none()) as closed, pytest.raises(HostNotAllowed):
        closed.send(get())
    assert server.seen == []


def test_redirects_are_not_followed(server, transport, get, answer):
    server.say(answer(status=302, headers={"Location": f"{server.url}/elsewhere"}))
    with pytest.raises(ContractChanged):
        transport.send(get(params=(("token", "x"),)))
    assert len(server.seen) == 1


def test_cookies_and_netrc_are_never_sent(server, transport, get, answer, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password s3cret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    server.say(answer(b"{}", headers={"Set-Cookie": "session=1; Path=/"}))
    for _ in range(3):
        transport.send(get())
    assert all("cookie" not in seen.headers and "authorization" not in seen.headers for seen in server.seen)


def test_a_proxy_of_the_environment_is_not_used_for_this_computer(server, transport, get, monkeypatch):
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    monkeypatch.delenv("no_proxy", raising=False)
    assert transport.send(get()).status == 200


def test_a_proxy_of_the_environment_is_used_for_other_computers(server, answer, monkeypatch):
    monkeypatch.setenv("https_proxy", server.url)
    monkeypatch.delenv("no_proxy", raising=False)
    server.say(answer(status=502))
    with Transport(HostPolicy.exact(["api.shop.example"])) as transport, pytest.raises(Transient) as caught:
        transport.send(Request(method="POST", url="https://api.shop.example/v1", params=(("t", "s3cret"),)))
    assert [seen.method for seen in server.seen] == ["CONNECT"]
    assert caught.value.effect_unknown is False
    assert "s3cret" not in str(caught.value)


def test_connections_are_reused(server, transport, get):
    for _ in range(5):
        transport.send(get())
    assert len({seen.connection for seen in server.seen}) == 1


def test_a_closed_transport_forgets_its_connections_and_works_on(server, transport, get):
    transport.send(get())
    transport.close()
    transport.send(get())
    assert len({seen.connection for seen in server.seen}) == 2


def test_many_threads_get_their_own_answers_over_few_connections(server, get):
    server.respond(lambda seen: {"echo": seen.params["n"], "cookie": seen.headers.get("cookie")})
    with Transport(LOOPBACK, pool_size=4) as transport, ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda n: transport.send(get(params=(("n", str(n)),))).json(), range(200)))
    assert answers == [{"echo": str(n), "cookie": None} for n in range(200)]
    assert len({seen.connection for seen in server.seen}) <= 4


def test_more_threads_than_the_pool_holds_all_get_through(server, get):
    together = threading.Barrier(6, timeout=10)

    def meet(seen):
        return {"n": seen.params["n"]}

    server.respond(meet)
    with Transport(LOOPBACK, pool_size=2) as transport, ThreadPoolExecutor(6) as pool:

        def call(n):
            together.wait()
            return transport.send(get(params=(("n", str(n)),))).json()["n"]

        assert sorted(pool.map(call, range(6))) == [str(n) for n in range(6)]


@pytest.mark.parametrize(("idempotent", "unknown"), [(True, False), (False, True)])
def test_a_timeout_is_passing_and_a_write_may_have_been_done(idempotent, unknown, server, get, answer):
    release = threading.Event()
    server.say(answer(wait=lambda: release.wait(10)))
    with Transport(LOOPBACK, timeout=0.1) as hasty, pytest.raises(Transient) as caught:
        hasty.send(get(method="POST", idempotent=idempotent))
    release.set()
    assert caught.value.effect_unknown is unknown
    assert "timeout" in str(caught.value)


@pytest.mark.parametrize(("idempotent", "unknown"), [(True, False), (False, True)])
def test_a_connection_that_breaks_is_passing(idempotent, unknown, server, transport, get, answer):
    server.say(answer(hang_up=True))
    with pytest.raises(Transient) as caught:
        transport.send(get(method="POST", idempotent=idempotent))
    assert caught.value.effect_unknown is unknown


def test_an_answer_cut_short_is_passing(server, transport, get, answer):
    server.say(answer(b'{"a"', headers={"Content-Length": "4000", "Connection": "close"}))
    with pytest.raises(Transient):
        transport.send(get())


def test_a_server_that_is_not_there_has_done_nothing(transport):
    request = Request(method="POST", url=f"http://127.0.0.1:{free_port()}/")
    with pytest.raises(Transient) as caught:
        transport.send(request)
    assert caught.value.effect_unknown is False


class FastClock(ManualClock):
    """Every look at it finds half a minute gone."""

    def monotonic(self):
        self.advance(30)
        return super().monotonic()


def test_a_trickling_answer_ends(server, get, answer):
    server.say(answer(os.urandom(300_000)))
    with (
        Transport(LOOPBACK, timeout=10, clock=FastClock()) as slow,
        pytest.raises(Transient, match="timeout"),
    ):
        slow.send(get())


def test_too_large_answers_are_refused_even_if_compressed(server, get, answer):
    server.say(answer(gzip.compress(b" " * 1_000_000), headers={"Content-Encoding": "gzip"}), {"ok": 1})
    with Transport(LOOPBACK, max_bytes=100_000) as transport:
        with pytest.raises(ContractChanged, match="larger than 100000"):
            transport.send(get())
        assert transport.send(get()).json() == {"ok": 1}


def test_compressed_answers_are_unpacked(server, transport, get, answer):
    server.say(answer(gzip.compress(b'{"a": 1}'), headers={"Content-Encoding": "gzip"}))
    assert transport.send(get()).json() == {"a": 1}


def test_wrongly_compressed_answers_are_passing(server, transport, get, answer):
    server.say(answer(b"not gzip", headers={"Content-Encoding": "gzip"}))
    with pytest.raises(Transient):
        transport.send(get())


def test_statuses_are_judged_by_send_and_left_alone_by_exchange(server, transport, get, answer):
    server.say(answer(b"<html>", status=502))
    with pytest.raises(Transient):
        transport.send(get())
    assert transport.exchange(get()).status == 502


def test_being_throttled_holds_back_the_next_call_of_the_same_kind(server, get, answer):
    clock = ManualClock()
    limiter = RateLimiter(clock=clock)
    server.say(answer(status=429, headers={"Retry-After": "6"}), {})
    with Transport(LOOPBACK, clock=clock, limiter=limiter) as transport:
        with pytest.raises(Throttled) as caught:
            transport.send(get(rate_key=("shop", "order")))
        transport.send(get(rate_key=("shop", "product")))
        transport.send(get())
        assert clock.sleeps == []
        transport.send(get(rate_key=("shop", "order")))
    assert (caught.value.retry_after, clock.sleeps) == (6, [6])


def test_a_used_up_limit_is_refused_before_the_network(server, get):
    limiter = RateLimiter(max_wait=1)
    limiter.penalise("key", 60)
    with Transport(LOOPBACK, limiter=limiter) as transport, pytest.raises(Throttled):
        transport.send(get(rate_key="key"))
    assert server.seen == []


def test_calls_are_counted_with_what_they_cost(server, get, answer):
    records = []
    server.say({"request_id": "r-1"}, answer(hang_up=True))
    with Transport(LOOPBACK, observer=records.append) as transport:
        transport.send(get(method="POST", json={"a": 1}, rate_key="k"))
        with pytest.raises(Transient):
            transport.send(get())
    first, second = records
    assert (first.method, first.path, first.status, first.request_id) == ("POST", "/things", 200, "r-1")
    assert (first.sent_bytes, first.received_bytes, first.rate_key, first.error) == (7, 21, "k", "")
    assert first.seconds >= 0
    assert (second.status, second.error, second.received_bytes) == (0, "Transient", 0)


def test_logs_and_errors_hold_no_secret(server, transport, get, answer, caplog):
    server.say({"request_id": "r-9"}, answer(hang_up=True))
    secret = {
        "params": (("access_token", "s3cret"),),
        "headers": {"X-Token": "s3cret"},
        "json": {"k": "s3cret"},
    }
    with caplog.at_level(logging.INFO, logger="odoo.addons.ocean_marketplace_base.lib"):
        transport.send(get(method="POST", **secret))
        with pytest.raises(Transient) as caught:
            transport.send(get(method="POST", **secret))
    own = [record.getMessage() for record in caplog.records if record.name.endswith("lib.transport")]
    assert [line.split(" ")[:3] for line in own] == [
        ["POST", "/things", "200"],
        ["POST", "/things", "Transient"],
    ]
    assert "r-9" in own[0]
    assert "s3cret" not in " ".join(own) + str(caught.value) + repr(caught.value)
    assert caught.value.__suppress_context__ is True


def test_the_library_below_logs_no_secret_either(server, transport, get, caplog):
    with caplog.at_level(logging.DEBUG):
        transport.send(get(params=(("access_token", "s3cret"),)))
    lines = [record.getMessage() for record in caplog.records if record.name == "urllib3.connectionpool"]
    assert any("GET /things?***" in line for line in lines)
    assert "s3cret" not in caplog.text
