"""Chats with buyers."""

import pytest

from odoo.addons.ocean_tokopedia.lib.client.chat import PDF


@pytest.mark.calls("chat.list_conversations")
def test_conversations_are_listed_newest_first(client, world):
    rows = client.chat.list_conversations()
    times = [row["attributes"]["last_reply_time"] for row in rows]
    assert times == sorted(times, reverse=True)
    unread = client.chat.list_conversations(filter="unread")
    assert 0 < len(unread) < len(rows) == len(list(client.chat.iter_conversations()))


@pytest.mark.calls("chat.list_replies")
def test_replies_are_listed_newest_first(client, world):
    number = str(client.chat.list_conversations()[0]["msg_id"])
    rows = client.chat.list_replies(number)
    assert [row["reply_id"] for row in rows] == sorted((row["reply_id"] for row in rows), reverse=True)
    assert list(client.chat.iter_replies(number)) == rows


@pytest.mark.calls("chat.initiate")
def test_a_chat_about_an_order_is_begun_once(client, world):
    number = world.place(buyer=59)
    begun = client.chat.initiate(number)
    assert client.chat.initiate(number)["msg_id"] == begun["msg_id"]
    client.chat.send_text(str(begun["msg_id"]), "Halo kak")
    assert client.chat.list_conversations()[0]["msg_id"] == begun["msg_id"]


@pytest.mark.calls("chat.send_text")
def test_an_answer_makes_a_conversation_read(client, world):
    row = client.chat.list_conversations(filter="unread")[0]
    said = client.chat.send_text(str(row["msg_id"]), "Siap kak")
    assert said["msg"] == "Siap kak"
    newest = client.chat.list_replies(str(row["msg_id"]))[0]
    assert (newest["msg"], newest["is_opposite"]) == ("Siap kak", False)
    assert row["msg_id"] not in {one["msg_id"] for one in client.chat.list_conversations(filter="unread")}


@pytest.mark.calls("chat.send_file")
def test_a_file_is_an_attachment(client, world):
    number = str(client.chat.list_conversations()[0]["msg_id"])
    client.chat.send_file(number, "https://example.test/invoice.pdf", kind=PDF)
    assert client.chat.list_replies(number)[0]["attachment_id"] > 0


@pytest.mark.calls("chat.send_quotation")
def test_a_quotation_is_a_card(client, world):
    number = str(client.chat.list_conversations()[0]["msg_id"])
    card = {"identifier": "q1", "title": "Penawaran", "price": "Rp10.000"}
    url = "https://example.test/q"
    said = client.chat.send_quotation(number, **card, url=url, thumbnail=url)
    assert said["attachment"]["quotation_profile"]["title"] == "Penawaran"
