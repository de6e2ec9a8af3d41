from odoo.addons.ocean_shopee.lib import const

HOSTED = (const.PRODUCTION, const.SANDBOX)


def test_every_environment_and_location_has_its_hosts():
    expected = {(name, place) for name in HOSTED for place in const.LOCATIONS}
    assert set(const.API_HOSTS) == set(const.AUTH_HOSTS) == expected


def test_all_nine_regions_have_a_currency():
    assert set(const.REGION_CURRENCY) == {"SG", "MY", "TH", "TW", "PH", "VN", "ID", "CN", "BR"}


def test_environments_do_not_share_hosts():
    hosts = {
        name: {host for (env, _place), host in const.API_HOSTS.items() if env == name} for name in HOSTED
    }
    assert len(hosts["production"]) == 3
    assert not hosts["production"] & hosts["sandbox"]
