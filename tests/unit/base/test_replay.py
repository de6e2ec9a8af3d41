from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.replay import Version, accepted
from odoo.addons.ocean_marketplace_base.lib.schema import Order, OrderStatus

START = datetime(2026, 11, 11, 17, 0, tzinfo=timezone.utc)
VERSIONS = st.lists(
    st.builds(
        Version,
        payload=st.fixed_dictionaries({"at": st.one_of(st.none(), st.just("broken"), st.integers(0, 9))}),
        edited=st.booleans(),
    ),
    max_size=8,
)


def map_order(payload):
    if payload["at"] == "broken":
        raise ContractChanged("not a time", path="at")
    moment = None if payload["at"] is None else START + timedelta(minutes=payload["at"])
    return Order(
        platform="x",
        external_id="1",
        status=OrderStatus.TO_SHIP,
        raw_status="NEW",
        currency="IDR",
        updated_at=moment,
    )


@given(VERSIONS)
def test_what_was_accepted_once_is_accepted_again(versions):
    kept = accepted(versions, map_order)
    again = [
        Version(payload={"at": order.updated_at and (order.updated_at - START).seconds // 60})
        for order in kept
    ]
    if not any(version.edited for version in versions):
        assert accepted(again, map_order) == kept


@given(VERSIONS)
def test_the_platform_never_goes_back_in_time(versions):
    genuine = [version for version in versions if not version.edited]
    moments = [order.updated_at for order in accepted(genuine, map_order) if order.updated_at]
    assert moments == sorted(moments)


@given(VERSIONS)
def test_repeating_the_last_version_changes_nothing(versions):
    kept = accepted(versions, map_order)
    if kept and versions[-1].payload["at"] != "broken" and not versions[-1].edited:
        assert accepted([*versions, versions[-1]], map_order)[-1] == kept[-1]


def test_a_later_version_of_the_platform_wins_over_an_edited_one_from_the_future():
    versions = [
        Version(payload={"at": 1}),
        Version(payload={"at": 9}, edited=True),
        Version(payload={"at": 2}),
    ]
    assert accepted(versions, map_order)[-1].updated_at == START + timedelta(minutes=2)


def test_an_edited_version_stands_for_the_unreadable_one_before_it():
    versions = [Version(payload={"at": "broken"}), Version(payload={"at": 3}, edited=True)]
    assert [order.updated_at for order in accepted(versions, map_order)] == [START + timedelta(minutes=3)]
