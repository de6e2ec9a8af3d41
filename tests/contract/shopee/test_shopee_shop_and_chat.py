"""The shop's own settings, its chat, the app and the merchant."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import Rejected
from odoo.addons.ocean_shopee.lib.client import ShopeeMerchantClient, ShopeePartnerClient

PICTURE = ("chat.png", b"\x89PNG\r\n\x1a\n picture", "image/png")


@pytest.fixture
def talk(client):
    return next(iter(client.chat.iter_conversation_list()))


def again(client, talk):
    return client.chat.get_one_conversation(str(talk["conversation_id"]))


def test_the_profile_is_changed(client):
    client.shop.update_profile({"description": "All by hand"})
    assert client.shop.get_profile()["description"] == "All by hand"


def test_warehouses_are_a_list_even_where_there_is_one(client):
    assert isinstance(client.shop.get_warehouse_detail(), list)


def test_notifications_are_read(client):
    assert isinstance(client.shop.get_shop_notification(page_size=1)["cursor"], int)


def test_the_shop_is_closed_and_opened(client):
    client.shop.set_shop_holiday_mode(True)
    assert client.shop.get_shop_holiday_mode()["holiday_mode_on"] is True
    client.shop.set_shop_holiday_mode(False)
    assert client.shop.get_shop_holiday_mode()["holiday_mode_on"] is False


def test_conversations_and_messages_are_read_in_pages(client, talk):
    assert talk["conversation_id"] in {
        row["conversation_id"] for row in client.chat.iter_conversation_list(page_size=1)
    }
    number = str(talk["conversation_id"])
    whole = [str(row["message_id"]) for row in client.chat.iter_message(number)]
    assert whole == [str(row["message_id"]) for row in client.chat.iter_message(number, page_size=1)]
    assert whole[0] == str(talk["latest_message_id"])


def test_single_messages_are_read(client, talk):
    number, message = str(talk["conversation_id"]), str(talk["latest_message_id"])
    (row,) = client.chat.get_message(number, message_ids=[message])["messages"]
    assert str(row["message_id"]) == message


def test_a_message_is_sent_and_read_back(client, shop, talk):
    sent = client.chat.send_message(str(talk["to_id"]), "text", {"text": "It is ready"})
    assert str(sent["conversation_id"]) == str(talk["conversation_id"])
    latest = next(client.chat.iter_message(str(talk["conversation_id"])))
    assert str(latest["message_id"]) == str(sent["message_id"])
    assert (latest["content"]["text"], latest["from_shop_id"]) == ("It is ready", shop["shop_id"])
    with pytest.raises(Rejected):
        client.chat.send_message(str(talk["to_id"]), "text", {"text": "It is ready"})


def test_an_automatic_answer_is_sent(client, talk):
    assert client.chat.send_autoreply_message(str(talk["to_id"]), "Back at nine")["message_id"]


def test_a_picture_is_uploaded_and_sent(client, talk):
    url = client.chat.upload_image(PICTURE)["url"]
    sent = client.chat.send_message(str(talk["to_id"]), "image", {"image_url": url})
    assert sent["message_id"]
    client.chat.delete_message(str(sent["message_id"]), "image")


def test_conversations_are_marked(client, talk):
    number = str(talk["conversation_id"])
    client.chat.read_conversation(number, str(talk["latest_message_id"]))
    assert again(client, talk)["unread_count"] == 0
    before = client.chat.get_unread_conversation_count()
    client.chat.unread_conversation(number)
    assert client.chat.get_unread_conversation_count() == before + 1
    client.chat.pin_conversation(number)
    assert again(client, talk)["pinned"] is True
    client.chat.unpin_conversation(number)
    assert again(client, talk)["pinned"] is False
    client.chat.mute_conversation(number)
    assert again(client, talk)["mute"] is True
    client.chat.unmute_conversation(number)
    assert again(client, talk)["mute"] is False


def test_a_conversation_is_deleted(client, talk):
    client.chat.delete_conversation(str(talk["conversation_id"]))
    left = {row["conversation_id"] for row in client.chat.iter_conversation_list()}
    assert talk["conversation_id"] not in left


def test_offers_are_switched(client):
    for on in (False, True):
        client.chat.set_offer_toggle_status(on)
        assert client.chat.get_offer_toggle_status() == ("enabled" if on else "disabled")


def test_the_app_knows_merchants_and_networks(app, transport, shop):
    partner = ShopeePartnerClient(app, transport, shop["base_url"])
    assert isinstance(list(partner.public.iter_merchants_by_partner()), list)
    assert all("/" in network for network in partner.public.get_shopee_ip_ranges())


def test_a_wrong_code_brings_no_tokens_back(app, transport, shop):
    partner = ShopeePartnerClient(app, transport, shop["base_url"])
    with pytest.raises(Rejected):
        partner.public.get_token_by_resend_code("never issued")


def test_a_shops_token_opens_no_merchant(app, transport, shop):
    client = ShopeeMerchantClient(
        app, transport, shop["base_url"], merchant_id="1000000", access_token=shop["access_token"]
    )
    for call in (client.merchant.get_merchant_info, client.merchant.get_shop_list_by_merchant):
        with pytest.raises(Exception, match=r"error_auth|invalid_acceess_token|merchant_no_linked"):
            call()
