"""Products: creating and changing them, their prices and their stock."""

import pytest

from odoo.addons.ocean_tokopedia.lib.client import Change


def product(world, **changes):
    showcase = next(iter(world.own_shop.showcases))
    whole = {
        "name": "Rompi Rajut",
        "condition": "NEW",
        "description": "Hangat",
        "sku": "ROMPI-1",
        "price": 120_000,
        "status": "LIMITED",
        "stock": 9,
        "min_order": 1,
        "category_id": 1769,
        "price_currency": "IDR",
        "weight": 300,
        "weight_unit": "GR",
        "is_must_insurance": False,
        "etalase": {"id": showcase},
        "pictures": [{"file_path": "https://example.test/rompi.jpg"}],
    }
    return whole | changes


@pytest.mark.calls("product_edit.create")
def test_products_are_created_with_variants_and_refused_one_by_one(client, world):
    colours = [
        {"unit_value_id": 2, "value": "Hitam", "hex_code": "#000000"},
        {"unit_value_id": 1, "value": "Putih"},
    ]
    variants = {
        "selection": [{"id": 1, "unit_id": 0, "options": colours}],
        "products": [
            {
                "status": "LIMITED",
                "price": 99_000,
                "stock": 4,
                "sku": "ROMPI-HTM",
                "combination": [0],
                "is_primary": True,
            },
            {"status": "LIMITED", "price": 89_000, "stock": 2, "sku": "ROMPI-PTH", "combination": [1]},
        ],
    }
    wrong = product(world, sku="ROMPI-X", category_id=99)
    result = client.product_edit.create([product(world, variant=variants), wrong])
    assert [failure.key for failure in result.failed] == ["ROMPI-X"]
    number = str(result.reported[0]["product_id"])
    children = client.product.get_variants(number)["children"]
    assert [(row["sku"], row["price"], row["stock"]) for row in children] == [
        ("ROMPI-HTM", 99_000, 4),
        ("ROMPI-PTH", 89_000, 2),
    ]
    listed = [row for row in client.product.iter_by_shop() if str(row["basic"]["productID"]) == number]
    assert listed[0]["price"]["value"] == 89_000


@pytest.mark.calls("product_edit.edit")
def test_products_are_changed_and_refused_one_by_one(client, world):
    result = client.product_edit.edit(
        [{"id": world.single.id, "price": 81_000}, {"id": world.single.id, "name": "Nama lain"}]
    )
    assert [failure.row["name"] for failure in result.failed] == ["Nama lain"]
    assert client.product.get_by_id([str(world.single.id)])[0]["price"]["value"] == 81_000


@pytest.mark.calls("product_edit.create_later")
def test_creations_in_the_background_report_when_they_are_done(client, world):
    (upload,) = client.product_edit.create_later([product(world), product(world, category_id=1)])
    assert client.product_edit.get_upload(upload)["status"] == "UPLOADING"
    world.advance_clock(3)
    done = client.product_edit.get_upload(upload)
    assert (done["status"], done["success_rows"], done["failed_rows"]) == ("DONE", 1, 1)


@pytest.mark.calls("product_edit.edit_later")
def test_changes_in_the_background_come_into_force(client, world):
    (upload,) = client.product_edit.edit_later([{"sku": world.single.sku, "stock": 17}])
    world.advance_clock(3)
    assert client.product_edit.get_upload(upload)["success_rows"] == 1
    assert client.product.get_by_id([str(world.single.id)])[0]["stock"]["value"] == 17


@pytest.mark.calls("product_edit.get_upload")
def test_an_upload_tells_how_much_it_holds(client, world):
    (upload,) = client.product_edit.create_later([product(world)])
    assert client.product_edit.get_upload(upload)["total_data"] == 1


@pytest.mark.calls("product_edit.activate")
def test_a_product_is_put_on_sale_again(client, world):
    client.product_edit.deactivate([str(world.single.id)])
    result = client.product_edit.activate([str(world.single.id), "999"])
    assert [failure.key for failure in result.failed] == ["999"]
    assert client.product.get_by_id([str(world.single.id)])[0]["basic"]["status"] == 1


@pytest.mark.calls("product_edit.deactivate")
def test_a_product_is_taken_off_sale(client, world):
    number = str(world.single.id)
    assert client.product_edit.deactivate([number]).failed == ()
    assert client.product.get_by_id([number])[0]["basic"]["status"] == 3


@pytest.mark.calls("product_edit.delete")
def test_a_deleted_product_is_no_longer_listed(client, world):
    number = str(world.parent.id)
    client.product_edit.delete([number])
    assert number not in {str(row["basic"]["productID"]) for row in client.product.iter_by_shop()}


@pytest.mark.calls("stock.update_prices")
def test_prices_are_changed_and_refused_one_by_one(client, world):
    child = world.child
    result = client.stock.update_prices([Change(value=71_000, sku=child.sku), Change(value=500, sku="NONE")])
    assert [(failure.key, failure.error.message) for failure in result.failed] == [("NONE", "Invalid SKU.")]
    assert client.product.get_by_id([str(child.id)])[0]["price"]["value"] == 71_000


@pytest.mark.calls("stock.update_stock")
def test_the_stock_of_a_variant_is_set(client, world):
    child = world.child
    client.stock.update_stock([Change(value=7, product_id=str(child.id))])
    row = next(
        row
        for row in client.product.get_variants(str(child.parent_id))["children"]
        if row["sku"] == child.sku
    )
    assert row["stock"] == 7


@pytest.mark.calls("stock.increment_stock")
def test_stock_is_added_to(client, world):
    before = world.single.total_stock
    result = client.stock.increment_stock([Change(value=4, sku=world.single.sku)], request_id="job-1")
    assert result.reported[0]["stock"] == before + 4


@pytest.mark.calls("stock.decrement_stock")
def test_no_more_stock_is_taken_than_there_is(client, world):
    before = world.single.total_stock
    changes = [Change(value=1, sku=world.single.sku), Change(value=10**6, sku=world.child.sku)]
    result = client.stock.decrement_stock(changes)
    assert result.reported[0]["stock"] == before - 1
    assert [failure.key for failure in result.failed] == [world.child.sku]


@pytest.mark.calls("stock.sync_warehouse_stock")
def test_the_stock_of_one_warehouse_is_set(client, world):
    warehouse = world.own_shop.warehouses[1].id
    client.stock.sync_warehouse_stock([Change(value=5, sku=world.single.sku)], warehouse_id=str(warehouse))
    rows = client.product.get_by_id([str(world.single.id)])[0]["warehouses"]
    assert {row["warehouseID"]: row["stock"]["value"] for row in rows}[warehouse] == 5
