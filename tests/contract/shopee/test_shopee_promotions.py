"""Vouchers, discounts, bundle deals and flash sales: made, read, changed, ended."""

from datetime import datetime, timedelta, timezone

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected

SOON = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(hours=2)
LATER = SOON + timedelta(days=5)
UNKNOWN = "999999999999"


@pytest.fixture
def plain(client):
    """An item without variants, with its price."""
    ids = [str(row["item_id"]) for row in client.product.iter_item_list(["NORMAL"])]
    rows = client.product.get_item_base_info(ids)
    return next(row for row in rows if not row["has_model"])


@pytest.fixture
def voucher_id(client):
    voucher = {
        "voucher_name": "May",
        "voucher_code": "MAY26",
        "start_time": SOON,
        "end_time": LATER,
        "voucher_type": 1,
        "reward_type": 1,
        "usage_quantity": 10,
        "min_basket_price": 50000,
        "discount_amount": 5000,
        "display_channel_list": [1],
    }
    return str(client.voucher.add_voucher(voucher)["voucher_id"])


@pytest.fixture
def discount_id(client):
    return str(client.discount.add_discount("May", SOON, LATER)["discount_id"])


@pytest.fixture
def bundle_id(client):
    bundle = {
        "name": "Two",
        "rule_type": 2,
        "discount_percentage": 10,
        "min_amount": 2,
        "start_time": SOON,
        "end_time": LATER,
        "purchase_limit": 5,
    }
    return str(client.bundle_deal.add_bundle_deal(bundle)["bundle_deal_id"])


@pytest.fixture
def flash_id(client):
    slot = client.shop_flash_sale.get_time_slot_id(SOON, LATER)[0]
    answer = client.shop_flash_sale.create_shop_flash_sale(str(slot["timeslot_id"]))
    return str(answer["flash_sale_id"])


def test_a_voucher_is_made_listed_changed_and_deleted(client, voucher_id):
    found = client.voucher.get_voucher(voucher_id)
    assert found["voucher_code"].endswith("MAY26")
    assert voucher_id in {str(row["voucher_id"]) for row in client.voucher.iter_voucher_list("upcoming")}
    client.voucher.update_voucher(voucher_id, {"usage_quantity": 20})
    assert client.voucher.get_voucher(voucher_id)["usage_quantity"] == 20
    client.voucher.delete_voucher(voucher_id)
    with pytest.raises(Rejected):
        client.voucher.get_voucher(voucher_id)


def test_a_voucher_that_has_not_begun_is_not_ended(client, voucher_id):
    with pytest.raises(Rejected):
        client.voucher.end_voucher(voucher_id)


def test_a_discount_is_made_listed_changed_and_deleted(client, discount_id):
    client.discount.update_discount(discount_id, discount_name="June")
    assert client.discount.get_discount(discount_id)["discount_name"] == "June"
    assert discount_id in {str(row["discount_id"]) for row in client.discount.iter_discount_list("upcoming")}
    client.discount.delete_discount(discount_id)
    assert discount_id not in {
        str(row["discount_id"]) for row in client.discount.iter_discount_list("upcoming")
    }


def test_items_of_a_discount_fail_row_by_row(client, discount_id, plain):
    price = plain["price_info"][0]["original_price"]
    item = {"item_id": plain["item_id"], "purchase_limit": 0, "item_promotion_price": price // 2}
    done, failed = client.discount.add_discount_item(discount_id, [item, item | {"item_id": UNKNOWN}])
    assert (done.ok, failed.ok) == (True, False)
    assert client.discount.update_discount_item(discount_id, [item | {"item_promotion_price": price // 3}])[
        0
    ].ok
    (row,) = client.discount.iter_discount_item(discount_id, page_size=1)
    assert row["item_promotion_price"] == price // 3
    assert client.discount.delete_discount_item(discount_id, str(plain["item_id"]))[0].ok
    assert list(client.discount.iter_discount_item(discount_id)) == []


def test_a_discount_that_has_not_begun_is_not_ended(client, discount_id):
    with pytest.raises(Rejected):
        client.discount.end_discount(discount_id)


def test_a_bundle_deal_is_made_listed_changed_and_deleted(client, bundle_id):
    client.bundle_deal.update_bundle_deal(bundle_id, {"name": "Pair"})
    assert client.bundle_deal.get_bundle_deal(bundle_id)["name"] == "Pair"
    listed = {str(row["bundle_deal_id"]) for row in client.bundle_deal.iter_bundle_deal_list(page_size=1)}
    assert bundle_id in listed
    client.bundle_deal.delete_bundle_deal(bundle_id)
    with pytest.raises(Rejected):
        client.bundle_deal.get_bundle_deal(bundle_id)


def test_items_of_a_bundle_deal_fail_row_by_row(client, bundle_id, plain):
    number = str(plain["item_id"])
    done, failed = client.bundle_deal.add_bundle_deal_item(bundle_id, [number, UNKNOWN])
    assert (done.ok, failed.ok) == (True, False)
    assert client.bundle_deal.update_bundle_deal_item(bundle_id, [number], enabled=False)[0].ok
    (row,) = client.bundle_deal.get_bundle_deal_item(bundle_id)
    assert (str(row["item_id"]), row["status"]) == (number, 2)
    assert client.bundle_deal.delete_bundle_deal_item(bundle_id, [number])[0].ok
    assert client.bundle_deal.get_bundle_deal_item(bundle_id) == []


def test_a_bundle_deal_is_ended(client, bundle_id):
    with pytest.raises(Rejected):
        client.bundle_deal.end_bundle_deal(UNKNOWN)


def test_a_flash_sale_is_made_listed_switched_and_deleted(client, flash_id):
    assert client.shop_flash_sale.get_item_criteria()["criteria"] is not None
    client.shop_flash_sale.update_shop_flash_sale(flash_id, enabled=False)
    assert client.shop_flash_sale.get_shop_flash_sale(flash_id)["status"] == 2
    listed = {str(row["flash_sale_id"]) for row in client.shop_flash_sale.iter_shop_flash_sale_list(limit=1)}
    assert flash_id in listed
    client.shop_flash_sale.delete_shop_flash_sale(flash_id)
    with pytest.raises(Rejected):
        client.shop_flash_sale.delete_shop_flash_sale(UNKNOWN)


def test_items_of_a_flash_sale_fail_row_by_row(client, flash_id, plain):
    number = str(plain["item_id"])
    price = plain["price_info"][0]["original_price"] // 2
    item = {"item_id": number, "purchase_limit": 1, "item_input_promo_price": price, "item_stock": 1}
    done, failed = client.shop_flash_sale.add_shop_flash_sale_items(
        flash_id, [item, item | {"item_id": UNKNOWN}]
    )
    assert (done.ok, failed.ok) == (True, False)
    off = {"item_id": number, "item_status": 0}
    assert client.shop_flash_sale.update_shop_flash_sale_items(flash_id, [off])[0].ok
    page = client.shop_flash_sale.get_shop_flash_sale_items(flash_id, limit=1)
    assert [str(row["item_id"]) for row in page["item_info"]] == [number]
    assert client.shop_flash_sale.delete_shop_flash_sale_items(flash_id, [number])[0].ok


def test_a_slot_is_taken_once(client, flash_id):
    slot = client.shop_flash_sale.get_shop_flash_sale(flash_id)["timeslot_id"]
    with pytest.raises(Rejected) as caught:
        client.shop_flash_sale.create_shop_flash_sale(str(slot))
    assert caught.value.code == "shop_flash_sale_already_exist"
