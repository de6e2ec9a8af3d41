import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_tiktok_shop.lib.signing import App, base_string, push_signature, sign

SECRET = "0123456789abcdef0123456789abcdef01234567"
SHOP = [("app_key", "6abc123"), ("timestamp", "1735689600"), ("shop_cipher", "ROW_TESTcipher001")]
# The first is the worked example of "Sign your API request", the others were computed by other programs.
VECTORS = {
    "no body": (
        "e59af819cc",
        "/authorization/202309/shops",
        [("app_key", "29a39d"), ("timestamp", "1623812664")],
        b"",
        "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8",
    ),
    "JSON body": (
        SECRET,
        "/order/202309/orders/search",
        [*SHOP, ("page_size", "50"), ("sort_field", "update_time"), ("sort_order", "ASC")],
        b'{"update_time_ge":1735603200,"update_time_lt":1735689600}',
        "a551f695bae85a96d6dfd6b69878092405f09eff97a212a12e2f1f2b47235159",
    ),
    "list in the query": (
        SECRET,
        "/order/202507/orders",
        [*SHOP, ("ids", "576461413038785752,576461413038785753")],
        b"",
        "a08bb6983e6d40b163666a26ac9d1e3c2a668955569d1bb1876724a8752bf40a",
    ),
    "upload": (
        SECRET,
        "/product/202309/images/upload",
        SHOP[:2],
        b"",
        "5399afa9c6e86757be36b5862dc48ba15ca6873a2cea2610bae38555f99a0d88",
    ),
    "DELETE with UTF-8": (
        SECRET,
        "/product/202309/products",
        SHOP,
        '{"product_ids":["1729592969712207008"],"note":"kopi ☕"}'.encode(),
        "eafb87292fe1ffa8a2fde3f3bdae7d317c550eb85d050385ad4e3f942b7938e7",
    ),
}
# The worked example of "Webhooks configuration guide".
PUSH = (
    b'{"type":1,"tts_notification_id":"7380066284010030890","shop_id":"7495540735365777507",'
    b'"timestamp":1718305585,"data":{"is_on_hold_order":true,"order_id":"576653688135258178",'
    b'"order_status":"UNPAID","update_time":1718305585}}'
)


@pytest.mark.parametrize("name", VECTORS)
def test_requests_are_signed_as_the_platform_does(name):
    secret, path, params, body, expected = VECTORS[name]
    assert sign(secret, path, params, body) == expected


def test_what_is_signed_is_sorted_and_leaves_signature_and_token_out():
    params = [("b", "2"), ("sign", "x"), ("a", "1"), ("access_token", "t")]
    assert base_string("s", "/p", params, b"{}") == b"s/pa1b2{}s"
    assert base_string("s", "/p", reversed(params), b"{}") == base_string("s", "/p", params, b"{}")


def test_pushes_are_signed_as_the_platform_does():
    expected = "5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05"
    assert push_signature(App("abcdef", "123"), PUSH) == expected


def test_secrets_are_not_shown(app):
    assert app.app_secret not in repr(app)


@pytest.mark.parametrize(
    ("key", "secret"), [("", "s"), ("a b", "s"), (1, "s"), ("k" * 200, "s"), ("k", ""), ("k", None)]
)
def test_an_app_needs_key_and_secret(key, secret):
    with pytest.raises(InvalidRequest):
        App(key, secret)


def test_texts_that_no_address_can_hold_are_refused():
    with pytest.raises(InvalidRequest, match="characters that cannot be sent"):
        sign("secret", "/orders", [("name", "half \ud800")])
