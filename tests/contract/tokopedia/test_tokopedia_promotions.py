"""Discounts and bundles."""

from datetime import timedelta

import pytest

from odoo.addons.ocean_tokopedia.lib.client import BundleItem, SlashPrice


def discount(client, world, **changes):
    plain = next(row for row in client.product.iter_by_shop() if row["other"]["sku"] == "TAS-KANVAS")
    start = world.now + timedelta(minutes=10)
    values = {"start": start, "end": start + timedelta(days=2), "discount_percentage": 10, "max_order": 2}
    return SlashPrice(product_id=str(plain["basic"]["productID"]), **values | changes)


@pytest.mark.calls("campaign.get_campaigns")
def test_a_discounted_product_names_its_campaign(client, world):
    discounted = next(iter(world.store.slash_prices.values()))
    (row,) = client.campaign.get_campaigns(str(discounted.product_id))
    assert row["campaign"]["discounted_price_fmt"] == str(discounted.price)
    assert client.campaign.get_campaigns("5") == []


@pytest.mark.calls("campaign.list_slash_prices")
def test_running_discounts_are_listed_in_local_time(client, world):
    rows = client.campaign.list_slash_prices(status="ONGOING", per_page=2)
    assert len(rows) == 2
    assert rows[0]["start_date"].endswith("+07:00")
    assert len(list(client.campaign.iter_slash_prices())) > 2


@pytest.mark.calls("campaign.list_slash_prices_v1")
def test_the_older_call_lists_discounts_too(client, world):
    assert client.campaign.list_slash_prices_v1()[0]["slash_price_status_name"] == "Aktif"


@pytest.mark.calls("campaign.add_slash_prices")
def test_discounts_are_refused_one_by_one(client, world):
    soon = discount(client, world, start=world.now)
    parent = SlashPrice(
        product_id=str(world.parent.id), start=soon.end, end=soon.end + timedelta(1), discounted_price=500
    )
    result = client.campaign.add_slash_prices([soon, parent])
    client.campaign.add_slash_prices([discount(client, world)])
    assert [failure.key for failure in result.failed] == [soon.product_id, parent.product_id]
    assert "5 menit" in result.failed[0].error.message
    assert client.campaign.list_slash_prices(status="SCHEDULED")[0]["discounted_price"] == 76_500


@pytest.mark.calls("campaign.update_slash_prices")
def test_a_coming_discount_is_changed(client, world):
    client.campaign.add_slash_prices([discount(client, world)])
    changed = discount(client, world, discount_percentage=None, discounted_price=70_000)
    assert client.campaign.update_slash_prices([changed]).failed == ()
    assert client.campaign.list_slash_prices(status="SCHEDULED")[0]["discounted_price"] == 70_000


@pytest.mark.calls("campaign.cancel_slash_prices")
def test_a_coming_discount_is_cancelled(client, world):
    client.campaign.add_slash_prices([discount(client, world)])
    (row,) = client.campaign.list_slash_prices(status="SCHEDULED")
    pair = (str(row["slash_price_product_id"]), str(row["product_id"]))
    result = client.campaign.cancel_slash_prices([pair, ("1", pair[1])])
    assert [failure.row["slash_price_product_id"] for failure in result.failed] == [1]
    assert client.campaign.list_slash_prices(status="SCHEDULED") == []


@pytest.mark.calls("bundle.get_page")
def test_bundles_are_listed(client, world):
    page = client.bundle.get_page()
    assert [row["name"] for row in page["bundle_list_info"]] == ["Paket Santai"]


@pytest.mark.calls("bundle.get_bundles")
def test_a_bundle_names_its_products(client, world):
    (brief,) = client.bundle.iter_all()
    (whole,) = client.bundle.get_bundles([str(brief["bundle_id"])])
    assert len(whole["bundle_item"]) == 2


@pytest.mark.calls("bundle.get_bundles_of")
def test_a_product_names_its_bundles(client, world):
    (brief,) = client.bundle.iter_all()
    product_id = str(brief["bundle_list_item"][0]["product_id"])
    assert [row["bundle_id"] for row in client.bundle.get_bundles_of(product_id)] == [brief["bundle_id"]]


@pytest.mark.calls("bundle.create")
def test_a_bundle_is_created(client, world):
    item = BundleItem(product_id=str(world.single.id), price=world.single.price - 1000, min_order=2)
    made = client.bundle.create(
        "Isi dua", [item], warehouse_ids=[str(world.own_shop.main_warehouse)], start=world.now, quota=5
    )
    assert [str(row["bundle_id"]) for row in client.bundle.iter_all(type=1)] == made


@pytest.mark.calls("bundle.cancel")
def test_a_bundle_is_cancelled(client, world):
    (brief,) = client.bundle.iter_all()
    client.bundle.cancel(str(brief["bundle_id"]))
    assert list(client.bundle.iter_all(status=1)) == []
    assert len(list(client.bundle.iter_all(status=-5))) == 1
