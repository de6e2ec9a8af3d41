import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_shopee.lib.signing import (
    App,
    Credentials,
    base_string,
    push_signature,
    sign,
    signed_params,
)

KEY = "shpk4a6f7065726174696f6e2d74657374"
# Ids and tokens are the dummy values of the official guide; the key is invented.
VECTORS = [
    (
        ("/api/v2/auth/token/get", 1655714431),
        "f110dd6a6dcb675ac9dcf2316ea48e564560398ce6dddf173e1812d5730f1dec",
    ),
    (
        ("/api/v2/shop/auth_partner", 1655714431),
        "492ef41725593b64d3da818243d3e4301868c963ad6ce06d92880394d3bf5340",
    ),
    (
        ("/api/v2/shop/get_shop_info", 1655714431, "59777174636562737266615546704c6d", "14701711"),
        "0855743f32c0f940eb88cb532030886fd90ae2105cd96b75af66e40af914e6b1",
    ),
    (
        ("/api/v2/order/get_order_list", 1731034800, "6b5a46716e474d6f6e59777659459849", "727720655"),
        "dcd7dde53ec4aec6a5d5d23fb7612199dc795e20e7802a28c84452c1586dfe9c",
    ),
    (
        ("/api/v2/global_product/get_category", 1655714431, "09777174636962737266615546704c6d", "1000000"),
        "e62e52d80d792fada0536b5a71551bbb3a3e19e1864c48d3e54b3da6ae0d7620",
    ),
]


@pytest.mark.parametrize(("parts", "expected"), VECTORS)
def test_requests_are_signed_as_the_vectors_say(parts, expected):
    assert sign(KEY, base_string("2001887", *parts)) == expected


def test_a_public_call_carries_three_parameters():
    assert signed_params(App("2001887", KEY), *VECTORS[0][0]) == (
        ("partner_id", "2001887"),
        ("timestamp", "1655714431"),
        ("sign", VECTORS[0][1]),
    )


@pytest.mark.parametrize(("index", "owner"), [(3, "shop_id"), (4, "merchant_id")])
def test_a_call_for_an_owner_carries_token_and_id_too(index, owner):
    (path, timestamp, token, owner_id), expected = VECTORS[index]
    params = signed_params(App("2001887", KEY), path, timestamp, Credentials(owner, owner_id, token))
    assert dict(params) == {
        "partner_id": "2001887",
        "timestamp": str(timestamp),
        "access_token": token,
        owner: owner_id,
        "sign": expected,
    }


PUSH_URL = "https://erp.example.com/webhooks/shopee"
PUSH_BODY = (
    b'{"data":{"items":[],"ordersn":"220810QSK8S7BX","status":"PROCESSED","completed_scenario":"",'
    b'"update_time":1660123127},"shop_id":727720655,"code":3,"timestamp":1660123127}'
)


@pytest.mark.parametrize(
    ("key", "body", "expected"),
    [
        (KEY, PUSH_BODY, "9e83dd905680979ed7be5898eaaa64c1ab1269025e8a2fffbec5b6a55a0f898c"),
        ("pushkey-7c1b9d", PUSH_BODY, "6e14ca344bee412e18ea938b2e9547da45bbe36e1bda4fe2627d097f4bc2c772"),
        (
            KEY,
            PUSH_BODY.replace(b":", b": ").replace(b",", b", "),
            "d218bf331578c406780dbfcad423bdcdf171f1ef59058dd0affe15c3dc4a0230",
        ),
    ],
)
def test_pushes_are_signed_as_the_vectors_say(key, body, expected):
    assert push_signature(key, PUSH_URL, body) == expected


def test_an_app_shows_no_key():
    app = App("2001887", "s3cret-one", push_key="s3cret-two")
    assert "s3cret" not in repr(app) + str(app)
    assert "s3cret" not in repr(Credentials("shop_id", "1", "s3cret"))


def test_the_push_key_replaces_the_partner_key_for_pushes():
    assert App("1", "partner", push_key="push").push_keys == ("push",)
    assert App("1", "partner").push_keys == ("partner",)


@pytest.mark.parametrize(
    ("partner_id", "key"), [(2001887, "k"), ("", "k"), ("12a", "k"), ("²", "k"), ("1", ""), ("1", None)]
)
def test_an_app_needs_digits_and_a_key(partner_id, key):
    with pytest.raises(InvalidRequest):
        App(partner_id, key)
