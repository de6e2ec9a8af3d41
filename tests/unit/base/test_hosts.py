import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import HostNotAllowed
from odoo.addons.ocean_marketplace_base.lib.hosts import HostPolicy

TABLE = HostPolicy.exact(["api.shop.example"])


@pytest.mark.parametrize(
    "url", ["https://api.shop.example/v1", "http://127.0.0.1:8000/", "https://localhost/"]
)
def test_the_default_policy_allows_nothing(url):
    for policy in (HostPolicy(), HostPolicy.none()):
        with pytest.raises(HostNotAllowed):
            policy.check(url)


@pytest.mark.parametrize(
    "url", ["https://api.shop.example/v1?a=b", "https://API.Shop.example/", "https://api.shop.example:443/"]
)
def test_the_table_allows_its_hosts_over_https(url):
    assert TABLE.check(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://api.shop.example/",
        "https://api.shop.example:8443/",
        "https://evil.api.shop.example/",
        "https://api.shop.example.evil.example/",
        "https://api.shop.example@evil.example/",
        "https://evil.example\\@api.shop.example/",
        "https://evil.example/?https://api.shop.example/",
        "https://api.shop.example\r\n.evil.example/",
        "https://127.0.0.1/",
        "ftp://api.shop.example/",
        "api.shop.example/v1",
        "https:///v1",
        "https://api.shop.example:0/",
        "https://api.shop.example:port/",
        "https://[::1/",
        "",
    ],
)
def test_the_table_refuses_everything_else(url):
    with pytest.raises(HostNotAllowed):
        TABLE.check(url)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8700/api", "http://localhost/", "https://[::1]:1/", "http://127.9.9.9/"]
)
def test_loopback_allows_this_computer(url):
    assert HostPolicy.loopback().check(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://localhost.evil.example/",
        "http://127.0.0.1.evil.example/",
        "http://127.0.0.1@evil.example/",
        "https://api.shop.example/",
        "http://[::2]/",
    ],
)
def test_loopback_refuses_other_computers(url):
    with pytest.raises(HostNotAllowed):
        HostPolicy.loopback().check(url)


def test_a_refusal_names_the_host_but_not_the_query():
    with pytest.raises(HostNotAllowed) as caught:
        TABLE.check("https://evil.example/x?access_token=s3cret")
    assert "evil.example" in str(caught.value)
    assert "s3cret" not in str(caught.value)
