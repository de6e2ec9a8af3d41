"""Conversations with buyers."""

import pytest


def inbox(shop, **more):
    defaults = {"direction": "older", "type": "all", "page_size": 25}
    return shop.get("sellerchat/get_conversation_list", **{**defaults, **more})


def messages(shop, talk, **more):
    return shop.get("sellerchat/get_message", conversation_id=talk, **more).response


def send(shop, to_id, text="Siap", **more):
    body = {"to_id": to_id, "message_type": "text", "content": {"text": text}, **more}
    return shop.post("sellerchat/send_message", body)


@pytest.fixture
def talk(shop):
    return inbox(shop).response["conversations"][0]


def test_older_begins_with_the_newest_and_latest_with_the_oldest(shop):
    old = [row["last_message_timestamp"] for row in inbox(shop).response["conversations"]]
    new = [row["last_message_timestamp"] for row in inbox(shop, direction="latest").response["conversations"]]
    assert old == sorted(old, reverse=True)
    assert new == sorted(new)
    assert min(old) > 10**18


def test_the_list_is_walked_by_nanoseconds(shop):
    seen, cursor = [], ""
    while True:
        page = inbox(shop, page_size=1, next_timestamp_nano=cursor).response
        seen += [row["conversation_id"] for row in page["conversations"]]
        if not page["page_result"]["more"]:
            break
        cursor = page["page_result"]["next_cursor"]["next_message_time_nano"]
    assert seen == [row["conversation_id"] for row in inbox(shop).response["conversations"]]
    assert inbox(shop, page_size=26).response["conversations"] == []
    shop.raw.switch(chat_page_cap=60)
    assert inbox(shop, page_size=26).response["conversations"] != []


def test_a_message_is_sent_shown_and_pushed(shop, talk, told):
    answer = send(shop, talk["to_id"])
    sent = answer.response
    assert sent["conversation_id"] == int(talk["conversation_id"]) > 2**53
    assert f'"conversation_id":{talk["conversation_id"]}'.encode() in answer.body
    newest = messages(shop, talk["conversation_id"])["messages"][0]
    assert (newest["message_id"], newest["content"]) == (sent["message_id"], {"text": "Siap"})
    assert newest["from_shop_id"] == shop.raw.app["shop_id"]
    assert told(10)[-1]["content"]["message_id"] == sent["message_id"]


def test_what_cannot_be_sent_is_refused(shop, talk):
    assert send(shop, 5).error == "user_is_forbidden"
    assert send(shop, talk["to_id"], "once").error == ""
    assert send(shop, talk["to_id"], "once").error == "error_param"
    wrong = {"to_id": talk["to_id"], "message_type": "smoke", "content": {}}
    assert shop.post("sellerchat/send_message", wrong).error == "error_param"
    order = {**wrong, "message_type": "order", "content": {"order_sn": "none"}}
    assert shop.post("sellerchat/send_message", order).error == "error_not_found"
    item = {**wrong, "message_type": "item", "content": {"item_id": shop.listed()[0]}}
    assert shop.post("sellerchat/send_message", item).error == ""
    results = [send(shop, talk["to_id"], f"number {number}").error for number in range(5)]
    assert results[-1] == "reach_5_message_limit"


def test_a_buyer_writes_and_the_shop_reads(shop, told):
    number = shop.orders("COMPLETED")[0]
    before = shop.get("sellerchat/get_unread_conversation_count").response["total_unread_count"]
    shop.edit(number, message="Barang sudah sampai")
    newest = inbox(shop).response["conversations"][0]
    assert (newest["unread_count"], newest["latest_message_content"]) == (1, {"text": "Barang sudah sampai"})
    assert told(10)[-1]["content"]["from_shop_id"] == 0
    count = lambda: shop.get("sellerchat/get_unread_conversation_count").response["total_unread_count"]  # noqa: E731
    assert count() == before + 1
    one = {"conversation_id": newest["conversation_id"]}
    wrong = {**one, "last_read_message_id": "5"}
    assert shop.post("sellerchat/read_conversation", wrong).error == "error_param"
    read = {**one, "last_read_message_id": newest["latest_message_id"]}
    assert shop.post("sellerchat/read_conversation", read).response == {}
    assert count() == before
    assert shop.post("sellerchat/unread_conversation", one).response == {}
    assert count() == before + 1
    assert newest["conversation_id"] in {
        row["conversation_id"] for row in inbox(shop, type="unread").response["conversations"]
    }


def test_messages_are_paged_and_taken_back(shop, talk):
    for number in range(3):
        send(shop, talk["to_id"], f"number {number}")
    number, seen, offset = talk["conversation_id"], [], ""
    while True:
        page = messages(shop, number, page_size=2, offset=offset)
        seen += [row["message_id"] for row in page["messages"]]
        offset = page["page_result"]["next_offset"]
        if not offset:
            break
    assert seen == [row["message_id"] for row in messages(shop, number)["messages"]]
    assert len(messages(shop, number, message_id_list=",".join(seen[:2]))["messages"]) == 2
    back = {"message_id": seen[0], "message_type": "text"}
    assert shop.post("sellerchat/delete_message", back).response == {}
    assert seen[0] not in [row["message_id"] for row in messages(shop, number)["messages"]]
    assert shop.post("sellerchat/delete_message", {**back, "message_id": "5"}).error == "error_not_found"


def test_conversations_are_pinned_muted_and_deleted(shop, talk):
    one = {"conversation_id": talk["conversation_id"]}
    show = lambda: shop.get("sellerchat/get_one_conversation", **one).response  # noqa: E731
    for name, field, value in (
        ("pin", "pinned", True),
        ("unpin", "pinned", False),
        ("mute", "mute", True),
        ("unmute", "mute", False),
    ):
        assert shop.post(f"sellerchat/{name}_conversation", one).response == {}
        assert show()[field] is value
    assert shop.post("sellerchat/delete_conversation", one).response == {}
    assert shop.get("sellerchat/get_one_conversation", **one).error == "error_not_found"


def test_pictures_and_offers(shop, pictures, is_picture):
    upload = "sellerchat/upload_image"
    address = shop.form(upload, [("file", "a.png", pictures["png"])])["response"]["url"]
    assert is_picture(address)
    assert shop.form(upload, [("file", "a.txt", b"text")])["error"] == "error_param"
    assert (
        shop.form(upload, [("file", "a.png", pictures["png"] + b"x" * 2 * 2**20)])["error"] == "error_param"
    )
    toggle = "sellerchat/set_offer_toggle_status"
    assert shop.post(toggle, {"make_offer_status": "disabled"}).response["make_offer_status"] == "disabled"
    assert shop.get("sellerchat/get_offer_toggle_status").response["make_offer_status"] == "disabled"
    assert shop.post(toggle, {"make_offer_status": "off"}).error == "error_param"


def test_an_app_without_chat_is_refused(shop, raw):
    raw.switch(chat_allowed=False)
    assert inbox(shop).error == "error_api_permission"
    assert send(shop, 5).error == "error_api_permission"
