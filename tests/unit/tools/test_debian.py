"""Unpacking Debian packages: which mirror, and what happens without apt."""

import pytest

from tools import debian
from tools.errors import OceanError


def test_the_mirror_is_the_main_archive_and_not_the_security_one():
    listing = (
        "http://one.test/security\tbookworm-security\tDebian\n"
        "http://two.test/other\tstable\tSomebody\n"
        "http://three.test/debian\tbookworm\tDebian\n"
    )
    assert debian._debian_sites(listing) == ["http://three.test/debian"]


def test_another_distribution_has_no_mirror():
    assert debian._debian_sites("http://one.test/ubuntu\tnoble\tUbuntu\n") == []


def test_without_apt_the_cure_is_an_odoo_of_ones_own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OceanError, match="there is no apt-get here to fetch Odoo 19 with; give an Odoo 19.0"):
        debian.unpack("odoo", ["odoo-19"], "sid", 1, lambda folder: None)
