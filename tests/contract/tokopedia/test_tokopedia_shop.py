"""The shop: opening hours, showcases, couriers."""

from datetime import timedelta

import pytest


@pytest.mark.calls("shop.get_info")
def test_a_shop_tells_its_name_and_warehouses(client, world):
    shop = client.shop.get_info()
    assert (shop["shop_name"], shop["is_open"]) == ("Ombak Wear", 1)
    assert [row["is_default"] for row in shop["warehouses"]] == [1, 0]


@pytest.mark.calls("shop.list_shops")
def test_the_shops_of_the_app_are_listed(client, world):
    assert len(client.shop.list_shops()) == len(list(client.shop.iter_shops())) == 2


@pytest.mark.calls("shop.open_shop")
def test_a_closed_shop_is_opened(client, world):
    client.shop.close_shop(
        world.now.date() + timedelta(days=1), world.now.date() + timedelta(days=3), "Libur", now=True
    )
    assert client.shop.open_shop().startswith("Berhasil")
    assert client.shop.get_info()["is_open"] == 1


@pytest.mark.calls("shop.close_shop")
def test_a_shop_is_closed_with_a_reason(client, world):
    day = world.now.date() + timedelta(days=1)
    client.shop.close_shop(day, day + timedelta(days=2), "Libur", now=True)
    assert (client.shop.get_info()["is_open"], client.shop.get_info()["reason"]) == (0, "Libur")


@pytest.mark.calls("showcase.get_page")
def test_the_platforms_own_showcases_are_listed_too(client, world):
    page = client.showcase.get_page(display="all")
    assert [row["name"] for row in page["showcase"]] == ["Terbaru", "Terlaris", "Promo"]
    assert {row["alias"] for row in page["showcase_group"]} == {"etalase", "sold"}


@pytest.mark.calls("showcase.create")
def test_all_pages_of_showcases_are_read(client, world):
    for number in range(12):
        client.showcase.create(f"Koleksi {number}")
    assert len(list(client.showcase.iter_all())) == 15


@pytest.mark.calls("showcase.update")
def test_a_showcase_is_renamed(client, world):
    number = client.showcase.create("Baru")
    client.showcase.update(number, "Lebih baru")
    assert "Lebih baru" in {row["name"] for row in client.showcase.iter_all()}


@pytest.mark.calls("showcase.delete")
def test_a_showcase_is_deleted(client, world):
    number = client.showcase.create("Baru")
    client.showcase.delete(number)
    assert number not in {str(row["id"]) for row in client.showcase.iter_all()}


@pytest.mark.calls("showcase.list_etalase")
def test_the_older_call_lists_the_sellers_showcases(client, world):
    assert [row["etalase_name"] for row in client.showcase.list_etalase()] == ["Terbaru", "Terlaris", "Promo"]


@pytest.mark.calls("logistic.list_couriers")
def test_the_couriers_of_the_platform_are_listed(client, world):
    assert {row["shipper_name"] for row in client.logistic.list_couriers()} >= {
        "JNE",
        "SiCepat",
        "Custom Logistik",
    }


@pytest.mark.calls("logistic.list_active_couriers")
def test_only_the_couriers_of_the_shop_are_active(client, world):
    names = {row["ShipmentName"] for row in client.logistic.list_active_couriers()}
    assert "JNE" in names
    assert "TIKI" not in names


@pytest.mark.calls("logistic.update_couriers")
def test_couriers_are_switched_on_and_off(client, world):
    client.logistic.update_couriers({"2": {"3": True}, "1": {"1": False, "6": False}})
    names = {row["ShipmentName"] for row in client.logistic.list_active_couriers()}
    assert "TIKI" in names
    assert "JNE" not in names
