"""Finding Odoo: layouts, the series, and what is said when it does not fit."""

import pytest

from tools import odoo_source
from tools.errors import OceanError


def _odoo(folder, version="(19, 0, 0, FINAL, 0, '')"):
    (folder / "odoo/addons").mkdir(parents=True)
    (folder / "odoo/release.py").write_text(f"FINAL = 'final'\nversion_info = {version}\n")
    return folder


def test_a_checkout_has_two_addon_folders(tmp_path):
    _odoo(tmp_path)
    (tmp_path / "addons").mkdir()
    found = odoo_source.at(tmp_path)
    assert found.parent == tmp_path
    assert found.addons == (tmp_path / "odoo/addons", tmp_path / "addons")


def test_an_unpacked_debian_package_is_found_below_its_root(tmp_path):
    inner = _odoo(tmp_path / "usr/lib/python3/dist-packages")
    assert odoo_source.at(tmp_path).parent == inner


def test_the_package_folder_itself_may_be_given(tmp_path):
    _odoo(tmp_path)
    assert odoo_source.at(tmp_path / "odoo").parent == tmp_path


@pytest.mark.parametrize(
    ("version", "series"),
    [("(18, 0, 0, FINAL, 0, '')", "18.0"), ("('saas~19', 2, 0, FINAL, 0, '')", "saas~19.2")],
)
def test_another_series_is_refused_by_name(tmp_path, version, series):
    _odoo(tmp_path, version)
    with pytest.raises(OceanError, match=f"is of series {series}, not 19.0; give an Odoo 19.0 with --odoo"):
        odoo_source.at(tmp_path)


def test_a_folder_without_odoo_is_refused(tmp_path):
    with pytest.raises(OceanError, match="no Odoo in"):
        odoo_source.find(str(tmp_path))


def test_the_environment_names_an_odoo_too(tmp_path, monkeypatch):
    monkeypatch.setenv("ODOO_HOME", str(_odoo(tmp_path)))
    assert odoo_source.find(None).parent == tmp_path


def test_the_identity_changes_with_the_place(tmp_path):
    first, second = odoo_source.at(_odoo(tmp_path / "a")), odoo_source.at(_odoo(tmp_path / "b"))
    assert first.identity != second.identity
