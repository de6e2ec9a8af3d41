import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest, Rejected, Throttled, Transient
from odoo.addons.ocean_marketplace_base.lib.hosts import HostPolicy
from odoo.addons.ocean_marketplace_base.lib.ratelimit import RateLimiter
from odoo.addons.ocean_marketplace_base.lib.retry import NO_RETRY
from odoo.addons.ocean_marketplace_base.lib.transport import Transport
from odoo.addons.ocean_tokopedia.lib.client import TokopediaClient


def limited(answer, **headers):
    return answer(b'{"header":{"messages":"slow down"}}', 429, headers)


def test_reads_are_repeated_after_passing_failures(platform, client, answer):
    platform.say(answer(b"", 503), answer(b"", hang_up=True), {"header": {}, "data": {"categories": []}})
    assert client.category.get_tree() == []
    assert len(platform.seen) == 3


def test_writes_are_sent_once(platform, client, answer):
    platform.say(answer(b"", 503))
    with pytest.raises(Transient) as caught:
        client.order_action.accept("7")
    assert caught.value.effect_unknown
    assert len(platform.seen) == 1


@pytest.mark.parametrize("text", ["0.173000", "-0.173000"])
def test_the_platforms_own_hint_is_waited_for(text, platform, client, clock, answer):
    platform.say(
        limited(answer, **{"X-Ratelimit-Reset-After": text}), {"header": {}, "data": {"categories": []}}
    )
    client.category.get_tree()
    assert clock.sleeps[0] >= 0.173


@pytest.mark.parametrize(
    ("headers", "hint"),
    [
        ({}, None),
        ({"Retry-After": "3"}, 3.0),
        ({"X-Ratelimit-Reset-After": "inf"}, None),
        ({"X-Ratelimit-Reset-After": "soon"}, None),
    ],
)
def test_hints_come_as_they_are_sent(headers, hint, platform, make_client, answer):
    platform.say(limited(answer, **headers))
    with pytest.raises(Throttled) as caught:
        make_client(retry=NO_RETRY).category.get_tree()
    assert caught.value.retry_after == hint


def test_a_hint_holds_back_other_calls_of_the_same_endpoint_only(platform, app, clock, answer, server):
    limiter = RateLimiter(rate=100, burst=100, clock=clock)
    with Transport(HostPolicy.loopback(), clock=clock, limiter=limiter) as transport:
        client = TokopediaClient(app, transport, server.url, server.url, shop_id="1", retry=NO_RETRY)
        platform.say(
            limited(answer, **{"X-Ratelimit-Reset-After": "5"}), {"header": {}, "data": {"categories": []}}
        )
        with pytest.raises(Throttled):
            client.category.get_tree()
        client.webhook._gateway.get("/v1/fs/{fs_id}")
        assert clock.sleeps == []
        client.category.get_tree()
        assert clock.sleeps == [5.0]


def test_secrets_that_the_platform_repeats_are_hidden(platform, client):
    reason = "token c:first-token of secret-4a6f7065"
    platform.say({"header": {"error_code": "ORD_DLV_001", "reason": reason}})
    with pytest.raises(Rejected) as caught:
        client.category.get_tree()
    assert caught.value.message == "ORD_DLV_001: token *** of ***"


@pytest.mark.parametrize("shop_id", ["", "x", 5, None, "-1"])
def test_a_client_needs_a_shop(shop_id, make_client):
    with pytest.raises(InvalidRequest):
        make_client(shop_id=shop_id)


def test_ids_go_into_the_path_and_the_shop_into_the_query(platform, client):
    platform.say_data({"children": [], "parent_id": 5})
    client.product.get_variants("15330203")
    assert platform.seen[0].path == "/inventory/v1/fs/13398/product/variant/15330203"
    platform.say_data([])
    client.logistic.list_couriers()
    assert platform.seen[1].params == {"shop_id": "479573"}
