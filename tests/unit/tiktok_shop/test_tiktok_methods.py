"""What every method of the client sends, what it makes of a plain answer, and what it refuses to send."""

import re
from email import message_from_bytes

import pytest
import simplejson

from odoo.addons.ocean_marketplace_base.lib.endpoint_table import rows_of_clients
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest, Rejected
from odoo.addons.ocean_tiktok_shop.lib.client import RowResult, TikTokShopClient
from odoo.addons.ocean_tiktok_shop.lib.signing import sign

from tests.unit.tiktok_shop.method_cases import CASES

ENDPOINTS = {}
for row in rows_of_clients([TikTokShopClient]):
    ENDPOINTS.setdefault(row.method, []).append(row.endpoint)
COMMON = {"app_key", "timestamp", "sign", "shop_cipher"}


def form_of(seen):
    head = b"Content-Type: " + seen.headers["content-type"].encode()
    parts = message_from_bytes(head + b"\n\n" + seen.body).get_payload()
    named = [(part.get_param("name", header="content-disposition"), part) for part in parts]
    return (
        {name: part.get_payload() for name, part in named if not part.get_filename()},
        [name for name, part in named if part.get_filename()],
    )


def sent(seen):
    if seen.headers.get("content-type", "").startswith("multipart/"):
        return form_of(seen)
    return (simplejson.loads(seen.body) if seen.body else None), []


def plain(result):
    if isinstance(result, list) and result and isinstance(result[0], RowResult):
        return [(*row.key, None if row.ok else row.error.code) for row in result]
    return result


class Recorder:
    """Stands where the client stands in a case and remembers the one call that is made of it."""

    def __init__(self, resource=""):
        self._resource = resource

    def __getattr__(self, name):
        return self if not self._resource and setattr(self, "_resource", name) is None else Call(self, name)


class Call:
    def __init__(self, recorder, name):
        self.recorder, self.name = recorder, name

    def __call__(self, *args, **kwargs):
        self.args, self.kwargs = args, kwargs
        return self


def arguments(name):
    """Yield (place, call with a value in that place) for every argument that the case of a method gives."""
    call = CASES[name].call(Recorder())
    for index in range(len(call.args)):
        yield (
            index,
            lambda method, value, i=index: method(*call.args[:i], value, *call.args[i + 1 :], **call.kwargs),
        )
    for key in call.kwargs:
        yield key, lambda method, value, k=key: method(*call.args, **call.kwargs | {k: value})


def test_every_method_has_a_case():
    assert set(CASES) == set(ENDPOINTS)


@pytest.mark.parametrize("name", CASES)
def test_a_method_sends_what_is_documented_and_returns_what_came(name, client, server):
    case = CASES[name]
    server.say(case.envelope)
    result = case.call(client)
    (seen,) = server.seen
    assert f"{seen.method} {seen.path}" == case.line
    assert [pair for pair in seen.query if pair[0] not in COMMON] == case.query
    assert sent(seen) == (case.body, case.files)
    assert plain(result) == case.gives


@pytest.mark.parametrize("name", CASES)
def test_a_method_calls_the_endpoint_it_is_marked_with_and_documents_it(name, client, server):
    server.say(CASES[name].envelope)
    CASES[name].call(client)
    newest = ENDPOINTS[name][0]
    shape = re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(newest.path))
    assert server.seen[0].method == newest.verb
    assert re.fullmatch(shape, server.seen[0].path)
    resource, method = name.split(".")
    text = getattr(TikTokShopClient.__annotations__[resource], method).__doc__
    assert re.search(rf"``{newest.verb}\s+{re.escape(newest.path)}``", text)


@pytest.mark.parametrize("name", CASES)
def test_a_method_names_the_shop_only_where_one_belongs_and_signs_all_of_it(name, client, server, app):
    case = CASES[name]
    server.say(case.envelope)
    case.call(client)
    (seen,) = server.seen
    assert seen.params.get("shop_cipher") == ("ROW_oceanTest01" if case.shop else None)
    assert seen.headers["x-tts-access-token"] == "ROW_t0k3n-4711"
    upload = seen.headers["content-type"].startswith("multipart/form-data")
    assert upload or seen.headers["content-type"] == "application/json"
    body = b"" if upload else seen.body
    assert seen.params["sign"] == sign(app.app_secret, seen.path, seen.query, body)


@pytest.mark.parametrize("name", CASES)
def test_an_unknown_refusal_is_a_rejection_with_its_code(name, client, server):
    server.say({"code": 99887766, "message": "why", "request_id": "r-9", "data": None})
    with pytest.raises(Rejected) as caught:
        CASES[name].call(client)
    assert (caught.value.code, caught.value.request_id) == ("99887766", "r-9")
    assert str(caught.value) == "99887766: why"


@pytest.mark.parametrize("name", CASES)
def test_wrong_types_are_refused_before_the_network(name, client, server):
    resource, method = name.split(".")
    target = getattr(getattr(client, resource), method)
    for place, call in arguments(name):
        for wrong in (object(), 1.5, [object()], {"a": object()}, b"bytes that are no file"):
            with pytest.raises(InvalidRequest) as caught:
                call(target, wrong)
            assert str(caught.value), place
    assert server.seen == []


@pytest.mark.parametrize("name", CASES)
def test_endless_texts_and_lists_are_refused_before_the_network(name, client, server):
    resource, method = name.split(".")
    target = getattr(getattr(client, resource), method)
    for place, call in arguments(name):
        for wrong in ("x" * 20_000, ["x" * 5000], [[]] * 2000):
            with pytest.raises(InvalidRequest) as caught:
                call(target, wrong)
            assert len(str(caught.value)) < 2000, place
    assert server.seen == []
