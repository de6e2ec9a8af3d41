import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.texts import check_text, is_broken


@pytest.mark.parametrize("text", ["a\x00b", "kaus \udce9", "\ud83d"])
def test_what_no_database_can_hold_is_broken(text):
    assert is_broken(text)


@pytest.mark.parametrize("text", ["", "kaus\n", "\U0001f600 é ß", "\ufffd"])
def test_other_text_is_not(text):
    assert not is_broken(text)


def test_sound_data_pass_unchanged():
    data = {"a": ["ok \U0001f600 é", 1, None, {"ß": "ß"}], 5: True}
    check_text(data, "order")
    assert data == {"a": ["ok \U0001f600 é", 1, None, {"ß": "ß"}], 5: True}


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        ("\x00", "order"),
        ({"a": ["b", {"c": "\ud800"}]}, "order.a[1].c"),
        ({"a": {"broken \x00 name": 1}}, "order.a"),
        ([["x"], ["\udfff"]], "order[1][0]"),
    ],
)
def test_broken_text_is_named_by_its_path(raw, path):
    with pytest.raises(ContractChanged) as failure:
        check_text(raw, "order")
    assert failure.value.path == path
