"""Every method of the client against the simulator, over a real socket."""

import re
from datetime import timedelta

import pytest

from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoints_of
from odoo.addons.ocean_tokopedia.lib.client import BundleItem, Change, SlashPrice, TokopediaClient
from odoo.addons.ocean_tokopedia.lib.client.chat import PDF
from odoo.addons.ocean_tokopedia.lib.const import REJECT_STOCK
from odoo.addons.ocean_tokopedia.lib.crypto import new_key_pair


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


def fetch_token(client, world):
    token = client.auth.fetch_token()
    assert token.access_token.startswith("c:")
    assert token.access_expires_at > world.now + timedelta(days=29)


def get_list(client, world):
    rows = client.order.get_list(*world.window(), status=220)
    assert {str(row["order_id"]) for row in rows} == set(world.orders("220"))
    assert all(row["amt"]["ttl_amount"] > 0 for row in rows)


def get_order(client, world):
    (number, *_others) = world.orders("400")
    order = client.order.get_order(number)
    assert (str(order["order_id"]), order["order_status"]) == (number, 400)
    lines = order["order_info"]["order_detail"]
    assert sum(line["subtotal_price"] for line in lines) == order["item_price"]
    shipping = order["order_info"]["shipping_info"]
    assert order["open_amt"] == order["item_price"] + shipping["shipping_price"] + shipping["insurance_price"]


def get_order_by_invoice(client, world):
    number = world.orders("700")[0]
    invoice = client.order.get_order(number)["invoice_number"]
    assert str(client.order.get_order_by_invoice(invoice)["order_id"]) == number


def get_fulfillment(client, world):
    booked = client.order.get_fulfillment(world.orders("400")[0])["booking_data"]
    assert booked["booking_code"].isdigit()
    assert client.order.get_fulfillment(world.orders("220")[0])["booking_data"]["booking_code"] == ""


def list_fulfillment(client, world):
    page = client.order.list_fulfillment(per_page=3)
    assert len(page["order_data"]) == 3
    paid = set(world.orders()) - set(world.orders("100", "103", "15"))
    assert len(list(client.order.iter_fulfillment())) == len(paid)


def get_label(client, world):
    number = world.orders("450")[0]
    label = client.order.get_label(number)
    assert label.media_type == "text/html"
    assert world.store.order(number).invoice.encode() in label.content
    assert b"<svg" in label.content
    assert world.store.order(number).printed


def list_tickets(client, world):
    rows = client.order.list_tickets(
        (world.now - timedelta(days=20)).date(), world.now.date() + timedelta(days=1)
    )
    assert {row["status"] for row in rows} == {"Waiting for seller", "Finished"}


def accept(client, world):
    number = world.orders("220")[0]
    client.order_action.accept(number)
    assert client.order.get_order(number)["order_status"] == 400


def reject(client, world):
    number = world.orders("220")[0]
    line = world.store.order(number).lines[0]
    client.order_action.reject(number, REJECT_STOCK, "Stok habis", empty_products=[str(line.product_id)])
    order = client.order.get_order(number)
    assert order["order_status"] == 10
    assert order["order_info"]["order_history"][0]["comment"] == "Stok habis"
    assert client.product.get_by_id([str(line.product_id)])[0]["stock"]["value"] == 0


def accept_cancel(client, world):
    number = world.place(status=400)
    world.change(number, "request_cancel", reason="Salah ukuran")
    asked = client.order.get_order(number)
    assert (asked["order_status"], asked["cancel_request_info"]["status"]) == (400, 1)
    client.order_action.accept_cancel(number, "Baik kak")
    assert client.order.get_order(number)["order_status"] == 10


def refuse_cancel(client, world):
    number = world.place(status=400)
    world.change(number, "request_cancel")
    client.order_action.refuse_cancel(number)
    order = client.order.get_order(number)
    assert (order["order_status"], order["cancel_request_info"]["status"]) == (400, 2)


def confirm_shipping(client, world):
    number = world.place(status=400, own_courier=True)
    client.order_action.confirm_shipping(number, "JX0001")
    order = client.order.get_order(number)
    assert (order["order_status"], order["order_info"]["shipping_info"]["awb"]) == (500, "JX0001")


def request_pickup(client, world):
    number = world.place(status=220)
    client.order_action.accept(number)
    world.advance_clock(6)
    assert client.order_action.request_pickup(number)["order_id"] == int(number)
    world.advance_clock(6)
    order = client.order.get_order(number)
    assert order["order_status"] == 450
    assert order["order_info"]["shipping_info"]["awb"].startswith("TKP")


def request_partial_fulfillment(client, world):
    number = world.place(skus=[world.single.sku], quantities=[3])
    detail = world.store.order(number).lines[0].detail_id
    client.order_action.request_partial_fulfillment(number, {str(detail): 1})
    asked = client.order.get_order(number)["pof_info"]["pof_detail_info"]
    assert [row["quantity_request"] for row in asked] == [1]


def get_by_id(client, world):
    parent = world.parent
    (row,) = client.product.get_by_id([str(parent.id)])
    assert row["variant"]["childrenID"] == parent.children
    (child,) = client.product.get_by_id([str(parent.children[0])])
    assert "isParent" not in child["variant"]


def get_by_sku(client, world):
    (row,) = client.product.get_by_sku(world.single.sku)
    assert row["basic"]["productID"] == world.single.id


def get_by_url(client, world):
    (row,) = client.product.get_by_sku(world.single.sku)
    (found,) = client.product.get_by_url(row["other"]["url"])
    assert found == row


def get_by_shop(client, world):
    prices = [row["price"]["value"] for row in client.product.get_by_shop(sort="price_asc")]
    assert prices == sorted(prices)
    assert len(list(client.product.iter_by_shop(per_page=3))) == len(prices)


def search(client, world):
    found = client.product.search(keyword="topi")
    assert [row["sku"] for row in found["products"]] == ["TOPI-01"]


def get_variants(client, world):
    data = client.product.get_variants(str(world.parent.id))
    known = {option["id"] for variant in data["variant"] for option in variant["option"]}
    assert {row["product_id"] for row in data["children"]} == set(world.parent.children)
    assert all(set(row["option_ids"]) <= known for row in data["children"])


def get_category_variants(client, world):
    details = client.product.get_category_variants("1769")["variant_details"]
    assert {row["identifier"] for row in details} == {"colour", "size"}


def get_category_variants_v1(client, world):
    rows = client.product.get_category_variants_v1("1769")
    assert rows[1]["units"][0]["values"][0]["value_id"] == 23


def get_annotations(client, world):
    assert client.product.get_annotations("1769")[0]["values"][0]["id"] == 84


def get_discussion(client, world):
    product_id = str(next(iter(world.store.questions.values())).product_id)
    data = client.product.get_discussion(product_id, per_page=1)
    assert (data["HasNext"], data["TotalQuestion"]) == (True, 2)
    assert len(list(client.product.iter_discussion(product_id))) == 2


def create(client, world):
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


def edit(client, world):
    result = client.product_edit.edit(
        [{"id": world.single.id, "price": 81_000}, {"id": world.single.id, "name": "Nama lain"}]
    )
    assert [failure.row["name"] for failure in result.failed] == ["Nama lain"]
    assert client.product.get_by_id([str(world.single.id)])[0]["price"]["value"] == 81_000


def create_later(client, world):
    (upload,) = client.product_edit.create_later([product(world), product(world, category_id=1)])
    assert client.product_edit.get_upload(upload)["status"] == "UPLOADING"
    world.advance_clock(3)
    done = client.product_edit.get_upload(upload)
    assert (done["status"], done["success_rows"], done["failed_rows"]) == ("DONE", 1, 1)


def edit_later(client, world):
    (upload,) = client.product_edit.edit_later([{"sku": world.single.sku, "stock": 17}])
    world.advance_clock(3)
    assert client.product_edit.get_upload(upload)["success_rows"] == 1
    assert client.product.get_by_id([str(world.single.id)])[0]["stock"]["value"] == 17


def get_upload(client, world):
    (upload,) = client.product_edit.create_later([product(world)])
    assert client.product_edit.get_upload(upload)["total_data"] == 1


def activate(client, world):
    client.product_edit.deactivate([str(world.single.id)])
    result = client.product_edit.activate([str(world.single.id), "999"])
    assert [failure.key for failure in result.failed] == ["999"]
    assert client.product.get_by_id([str(world.single.id)])[0]["basic"]["status"] == 1


def deactivate(client, world):
    number = str(world.single.id)
    assert client.product_edit.deactivate([number]).failed == ()
    assert client.product.get_by_id([number])[0]["basic"]["status"] == 3


def delete(client, world):
    number = str(world.parent.id)
    client.product_edit.delete([number])
    assert number not in {str(row["basic"]["productID"]) for row in client.product.iter_by_shop()}


def update_prices(client, world):
    child = world.child
    result = client.stock.update_prices([Change(value=71_000, sku=child.sku), Change(value=500, sku="NONE")])
    assert [(failure.key, failure.error.message) for failure in result.failed] == [("NONE", "Invalid SKU.")]
    assert client.product.get_by_id([str(child.id)])[0]["price"]["value"] == 71_000


def update_stock(client, world):
    child = world.child
    client.stock.update_stock([Change(value=7, product_id=str(child.id))])
    row = next(
        row
        for row in client.product.get_variants(str(child.parent_id))["children"]
        if row["sku"] == child.sku
    )
    assert row["stock"] == 7


def increment_stock(client, world):
    before = world.single.total_stock
    result = client.stock.increment_stock([Change(value=4, sku=world.single.sku)], request_id="job-1")
    assert result.reported[0]["stock"] == before + 4


def decrement_stock(client, world):
    before = world.single.total_stock
    changes = [Change(value=1, sku=world.single.sku), Change(value=10**6, sku=world.child.sku)]
    result = client.stock.decrement_stock(changes)
    assert result.reported[0]["stock"] == before - 1
    assert [failure.key for failure in result.failed] == [world.child.sku]


def sync_warehouse_stock(client, world):
    warehouse = world.own_shop.warehouses[1].id
    client.stock.sync_warehouse_stock([Change(value=5, sku=world.single.sku)], warehouse_id=str(warehouse))
    rows = client.product.get_by_id([str(world.single.id)])[0]["warehouses"]
    assert {row["warehouseID"]: row["stock"]["value"] for row in rows}[warehouse] == 5


def get_info(client, world):
    shop = client.shop.get_info()
    assert (shop["shop_name"], shop["is_open"]) == ("Ombak Wear", 1)
    assert [row["is_default"] for row in shop["warehouses"]] == [1, 0]


def list_shops(client, world):
    assert len(client.shop.list_shops()) == len(list(client.shop.iter_shops())) == 2


def open_shop(client, world):
    client.shop.close_shop(
        world.now.date() + timedelta(days=1), world.now.date() + timedelta(days=3), "Libur", now=True
    )
    assert client.shop.open_shop().startswith("Berhasil")
    assert client.shop.get_info()["is_open"] == 1


def close_shop(client, world):
    day = world.now.date() + timedelta(days=1)
    client.shop.close_shop(day, day + timedelta(days=2), "Libur", now=True)
    assert (client.shop.get_info()["is_open"], client.shop.get_info()["reason"]) == (0, "Libur")


def get_page_of_showcases(client, world):
    page = client.showcase.get_page(display="all")
    assert [row["name"] for row in page["showcase"]] == ["Terbaru", "Terlaris", "Promo"]
    assert {row["alias"] for row in page["showcase_group"]} == {"etalase", "sold"}


def create_showcase(client, world):
    for number in range(12):
        client.showcase.create(f"Koleksi {number}")
    assert len(list(client.showcase.iter_all())) == 15


def update_showcase(client, world):
    number = client.showcase.create("Baru")
    client.showcase.update(number, "Lebih baru")
    assert "Lebih baru" in {row["name"] for row in client.showcase.iter_all()}


def delete_showcase(client, world):
    number = client.showcase.create("Baru")
    client.showcase.delete(number)
    assert number not in {str(row["id"]) for row in client.showcase.iter_all()}


def list_etalase(client, world):
    assert [row["etalase_name"] for row in client.showcase.list_etalase()] == ["Terbaru", "Terlaris", "Promo"]


def list_couriers(client, world):
    assert {row["shipper_name"] for row in client.logistic.list_couriers()} >= {
        "JNE",
        "SiCepat",
        "Custom Logistik",
    }


def list_active_couriers(client, world):
    names = {row["ShipmentName"] for row in client.logistic.list_active_couriers()}
    assert "JNE" in names
    assert "TIKI" not in names


def update_couriers(client, world):
    client.logistic.update_couriers({"2": {"3": True}, "1": {"1": False, "6": False}})
    names = {row["ShipmentName"] for row in client.logistic.list_active_couriers()}
    assert "TIKI" in names
    assert "JNE" not in names


def get_tree(client, world):
    tree = client.category.get_tree()
    assert all("child" not in leaf for top in tree for middle in top["child"] for leaf in middle["child"])


def recommend(client, world):
    assert [row["id"] for row in client.category.recommend("Topi pria keren")] == ["1803", "1812"]


def list_conversations(client, world):
    rows = client.chat.list_conversations()
    times = [row["attributes"]["last_reply_time"] for row in rows]
    assert times == sorted(times, reverse=True)
    unread = client.chat.list_conversations(filter="unread")
    assert 0 < len(unread) < len(rows) == len(list(client.chat.iter_conversations()))


def list_replies(client, world):
    number = str(client.chat.list_conversations()[0]["msg_id"])
    rows = client.chat.list_replies(number)
    assert [row["reply_id"] for row in rows] == sorted((row["reply_id"] for row in rows), reverse=True)
    assert list(client.chat.iter_replies(number)) == rows


def initiate(client, world):
    number = world.place(buyer=59)
    begun = client.chat.initiate(number)
    assert client.chat.initiate(number)["msg_id"] == begun["msg_id"]
    client.chat.send_text(str(begun["msg_id"]), "Halo kak")
    assert client.chat.list_conversations()[0]["msg_id"] == begun["msg_id"]


def send_text(client, world):
    row = client.chat.list_conversations(filter="unread")[0]
    said = client.chat.send_text(str(row["msg_id"]), "Siap kak")
    assert said["msg"] == "Siap kak"
    newest = client.chat.list_replies(str(row["msg_id"]))[0]
    assert (newest["msg"], newest["is_opposite"]) == ("Siap kak", False)
    assert row["msg_id"] not in {one["msg_id"] for one in client.chat.list_conversations(filter="unread")}


def send_file(client, world):
    number = str(client.chat.list_conversations()[0]["msg_id"])
    client.chat.send_file(number, "https://example.test/invoice.pdf", kind=PDF)
    assert client.chat.list_replies(number)[0]["attachment_id"] > 0


def send_quotation(client, world):
    number = str(client.chat.list_conversations()[0]["msg_id"])
    card = {"identifier": "q1", "title": "Penawaran", "price": "Rp10.000"}
    url = "https://example.test/q"
    said = client.chat.send_quotation(number, **card, url=url, thumbnail=url)
    assert said["attachment"]["quotation_profile"]["title"] == "Penawaran"


def get_campaigns(client, world):
    discounted = next(iter(world.store.slash_prices.values()))
    (row,) = client.campaign.get_campaigns(str(discounted.product_id))
    assert row["campaign"]["discounted_price_fmt"] == str(discounted.price)
    assert client.campaign.get_campaigns("5") == []


def list_slash_prices(client, world):
    rows = client.campaign.list_slash_prices(status="ONGOING", per_page=2)
    assert len(rows) == 2
    assert rows[0]["start_date"].endswith("+07:00")
    assert len(list(client.campaign.iter_slash_prices())) > 2


def list_slash_prices_v1(client, world):
    assert client.campaign.list_slash_prices_v1()[0]["slash_price_status_name"] == "Aktif"


def discount(client, world, **changes):
    plain = next(row for row in client.product.iter_by_shop() if row["other"]["sku"] == "TAS-KANVAS")
    start = world.now + timedelta(minutes=10)
    values = {"start": start, "end": start + timedelta(days=2), "discount_percentage": 10, "max_order": 2}
    return SlashPrice(product_id=str(plain["basic"]["productID"]), **values | changes)


def add_slash_prices(client, world):
    soon = discount(client, world, start=world.now)
    parent = SlashPrice(
        product_id=str(world.parent.id), start=soon.end, end=soon.end + timedelta(1), discounted_price=500
    )
    result = client.campaign.add_slash_prices([soon, parent])
    client.campaign.add_slash_prices([discount(client, world)])
    assert [failure.key for failure in result.failed] == [soon.product_id, parent.product_id]
    assert "5 menit" in result.failed[0].error.message
    assert client.campaign.list_slash_prices(status="SCHEDULED")[0]["discounted_price"] == 76_500


def update_slash_prices(client, world):
    client.campaign.add_slash_prices([discount(client, world)])
    changed = discount(client, world, discount_percentage=None, discounted_price=70_000)
    assert client.campaign.update_slash_prices([changed]).failed == ()
    assert client.campaign.list_slash_prices(status="SCHEDULED")[0]["discounted_price"] == 70_000


def cancel_slash_prices(client, world):
    client.campaign.add_slash_prices([discount(client, world)])
    (row,) = client.campaign.list_slash_prices(status="SCHEDULED")
    pair = (str(row["slash_price_product_id"]), str(row["product_id"]))
    result = client.campaign.cancel_slash_prices([pair, ("1", pair[1])])
    assert [failure.row["slash_price_product_id"] for failure in result.failed] == [1]
    assert client.campaign.list_slash_prices(status="SCHEDULED") == []


def get_page_of_bundles(client, world):
    page = client.bundle.get_page()
    assert [row["name"] for row in page["bundle_list_info"]] == ["Paket Santai"]


def get_bundles(client, world):
    (brief,) = client.bundle.iter_all()
    (whole,) = client.bundle.get_bundles([str(brief["bundle_id"])])
    assert len(whole["bundle_item"]) == 2


def get_bundles_of(client, world):
    (brief,) = client.bundle.iter_all()
    product_id = str(brief["bundle_list_item"][0]["product_id"])
    assert [row["bundle_id"] for row in client.bundle.get_bundles_of(product_id)] == [brief["bundle_id"]]


def create_bundle(client, world):
    item = BundleItem(product_id=str(world.single.id), price=world.single.price - 1000, min_order=2)
    made = client.bundle.create(
        "Isi dua", [item], warehouse_ids=[str(world.own_shop.main_warehouse)], start=world.now, quota=5
    )
    assert [str(row["bundle_id"]) for row in client.bundle.iter_all(type=1)] == made


def cancel_bundle(client, world):
    (brief,) = client.bundle.iter_all()
    client.bundle.cancel(str(brief["bundle_id"]))
    assert list(client.bundle.iter_all(status=1)) == []
    assert len(list(client.bundle.iter_all(status=-5))) == 1


def saldo_days(world):
    return (world.now - timedelta(days=25)).date(), (world.now + timedelta(days=1)).date()


def list_saldo(client, world):
    whole = client.finance.list_saldo(*saldo_days(world))["saldo_history"]
    income = [row for row in whole if row["class"] == "Transaction"]
    assert len(income) == len(world.orders("700"))
    balance = 0
    for row in reversed(whole):
        balance += row["amount"]
        assert row["saldo"] == balance
    assert list(client.finance.iter_saldo(*saldo_days(world), per_page=2)) == whole


def download_saldo(client, world):
    lines = client.finance.download_saldo(*saldo_days(world)).decode().splitlines()
    assert lines[0].startswith("deposit_id\t")
    assert len(lines) > 2


def request_export(client, world):
    day = world.now.date()
    assert client.finance.request_export(day - timedelta(days=7), day).startswith("SHD-")


def get_export(client, world):
    day = world.now.date()
    key = client.finance.request_export(day, day, saldo_type=1)
    assert client.finance.get_export(key)["status"] == "DONE"


URLS = {"order_status_url": "https://erp.example.test/status"}


def get_registered(client, world):
    assert client.webhook.get_registered() == {}
    client.webhook.register(URLS, secret="s3")
    assert client.webhook.get_registered() == URLS | {"webhook_secret": "s3"}


def register(client, world):
    client.webhook.register(URLS, secret="s3")
    more = {"chat_notification_url": "https://erp.example.test/chat"}
    assert client.webhook.register(more) == URLS | more | {"webhook_secret": "s3"}
    assert client.webhook.get_registered() == URLS | more | {"webhook_secret": "s3"}


def get_payload(client, world):
    number = world.orders("220")[0]
    assert client.webhook.get_payload(number)["order_status"] == 220
    new = client.webhook.get_payload(number, type="order_notification")
    assert (new["invoice_num"], new["customer"]["Name"]) == (world.store.order(number).invoice, "")


def trigger(client, world):
    number = world.orders("220")[0]
    url = world.shop["base_url"] + "/nowhere"
    client.webhook.trigger(number, url, type="order_status")
    world.store.world.pushes.drain()
    (push,) = world.sandbox.control("/pushes")["pushes"]
    assert (push["url"], push["kind"], push["subject"]) == (url, "order_status", number)


def register_public_key(client, world):
    client.console.register_public_key(new_key_pair().public_pem)
    (row, *_others) = client.order.get_list(*world.window())
    assert (row["buyer"]["name"], set(row["encryption"])) == ("", {"secret", "content"})


def get_whitelist(client, world):
    assert client.console.get_whitelist()["ip_whitelisted"] == ["127.0.0.1"]


CALLS = {
    "auth": [fetch_token],
    "order": [
        get_list, get_order, get_order_by_invoice, get_fulfillment, list_fulfillment, get_label, list_tickets,
    ],
    "order_action": [
        accept, reject, accept_cancel, refuse_cancel, confirm_shipping, request_pickup,
        request_partial_fulfillment,
    ],
    "product": [
        get_by_id, get_by_sku, get_by_url, get_by_shop, search, get_variants, get_category_variants,
        get_category_variants_v1, get_annotations, get_discussion,
    ],
    "product_edit": [
        create, edit, create_later, edit_later, get_upload, activate, deactivate, delete,
    ],
    "stock": [update_prices, update_stock, increment_stock, decrement_stock, sync_warehouse_stock],
    "shop": [get_info, list_shops, open_shop, close_shop],
    "showcase": {
        "get_page": get_page_of_showcases, "create": create_showcase, "update": update_showcase,
        "delete": delete_showcase, "list_etalase": list_etalase,
    },
    "logistic": [list_couriers, list_active_couriers, update_couriers],
    "category": [get_tree, recommend],
    "chat": [list_conversations, list_replies, initiate, send_text, send_file, send_quotation],
    "campaign": [
        get_campaigns, list_slash_prices, list_slash_prices_v1, add_slash_prices, update_slash_prices,
        cancel_slash_prices,
    ],
    "bundle": {
        "get_page": get_page_of_bundles, "get_bundles": get_bundles, "get_bundles_of": get_bundles_of,
        "create": create_bundle, "cancel": cancel_bundle,
    },
    "finance": [list_saldo, download_saldo, request_export, get_export],
    "webhook": [get_registered, register, get_payload, trigger],
    "console": [register_public_key, get_whitelist],
}  # fmt: skip


def by_name(calls):
    return calls if isinstance(calls, dict) else {call.__name__: call for call in calls}


TABLE = {(resource, name): call for resource, calls in CALLS.items() for name, call in by_name(calls).items()}
MARKED = {
    (resource, name): target
    for resource, kind in TokopediaClient.__annotations__.items()
    for name, target in endpoints_of(kind)
}


def test_every_marked_method_has_its_test():
    assert set(TABLE) == set(MARKED)


@pytest.mark.parametrize(("resource", "name"), TABLE, ids=lambda part: part)
def test_the_method_does_what_it_says(resource, name, client, world):
    TABLE[resource, name](client, world)
    target = MARKED[resource, name]
    shape = re.compile(re.sub(r"\{\w+\}", "[^/]+", target.path))
    calls = [call for call in world.sandbox.calls() if shape.fullmatch(call["path"])]
    assert target.verb in {call["method"] for call in calls}
    assert all(call["status"] == 200 for call in calls)
