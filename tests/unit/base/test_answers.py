import pytest

from odoo.addons.ocean_marketplace_base.lib.answers import member, objects_at
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged

ANSWER = {"request_id": "r1", "data": {"rows": [{"id": 1}], "mixed": [{}, 5], "more": True, "total": 3}}


def test_a_member_is_found_by_its_dotted_path():
    assert member(ANSWER, "data.total", int) == 3
    assert member(ANSWER, "data.more", bool) is True
    assert objects_at(ANSWER, "data.rows") == [{"id": 1}]


@pytest.mark.parametrize(
    ("path", "kind"),
    [("data.nothing", dict), ("data.total.deeper", int), ("data.rows", dict), ("data.more", int)],
)
def test_what_is_not_as_promised_is_named(path, kind):
    with pytest.raises(ContractChanged) as failure:
        member(ANSWER, path, kind)
    assert (failure.value.path, failure.value.request_id) == (path, "r1")


def test_a_list_holds_objects_only():
    with pytest.raises(ContractChanged) as failure:
        objects_at(ANSWER, "data.mixed")
    assert failure.value.path == "data.mixed[1]"
