"""What sellers do with single creators and what those see of it, and edits of activities."""

from datetime import timedelta

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError


def code_of(call):
    with pytest.raises(MarketplaceError) as caught:
        call()
    return caught.value.code


@pytest.fixture
def me(connect, creator_token):
    return connect(shop_cipher="", access_token=creator_token).creator


@pytest.fixture
def my_name(state):
    (name, *_others) = (row["open_id"] for row in state()["accounts"] if row["user_type"] == 1)
    return name


def test_a_creator_is_taken_out_of_a_collaboration(client, me, my_name):
    (opened, *_others) = client.affiliate.iter_open_collaborations(page_size=10)
    product_id = opened["product"]["id"]
    me.add_showcase_products(product_ids=[product_id])
    client.affiliate.remove_creator_from_open_collaboration(opened["id"], my_name, product_id)
    assert me.get_showcase_products("SHOWCASE")["products"] == []
    assert product_id not in [row["id"] for row in me.search_open_collaboration_products()["products"]]
    assert product_id in [
        row["id"] for row in client.affiliate.search_open_collaboration_products()["products"]
    ]


def test_nobody_is_taken_out_of_what_does_not_exist(client, my_name):
    (opened, *_others) = client.affiliate.iter_open_collaborations(page_size=10)
    remove, product_id = client.affiliate.remove_creator_from_open_collaboration, opened["product"]["id"]
    assert code_of(lambda: remove("7000", my_name, product_id)) == "16024008"
    assert code_of(lambda: remove(opened["id"], my_name, "1729")) == "16024008"
    assert code_of(lambda: remove(opened["id"], "nobody", product_id)) == "16901005"


def test_a_link_asks_for_a_sample_of_one_variant(client, listing):
    ask = client.affiliate.get_sample_request_deeplink
    link = ask(listing["id"], listing["skus"][0]["id"], campaign_id="77")
    assert f"sku_id={listing['skus'][0]['id']}" in link
    assert "campaign_id=77" in link
    assert code_of(lambda: ask(listing["id"], "1")) == "16024008"
    assert code_of(lambda: ask("1", listing["skus"][0]["id"])) == "16024008"


def test_words_of_creators_are_new_until_they_are_read(client):
    (message,) = client.affiliate.get_latest_unread_messages()
    assert "sampel" in message["content"]
    assert (message["type"], message["unread_message_count"]) == ("TEXT", 1)
    assert client.affiliate.mark_conversations_read([message["conversation_id"]]) == []
    assert client.affiliate.get_latest_unread_messages() == []


def test_a_creator_sees_what_he_is_invited_to(client, me, my_name, listing, clock, shop):
    target = {
        "name": "Kopi bersama",
        "end_time": str(int((clock.now() + timedelta(days=30)).timestamp())),
        "products": [{"id": listing["id"], "target_commission_rate": 1500}],
        "creator_user_open_ids": [my_name],
        "seller_contact_info": {"email": "a@example.com"},
        "free_sample_rule": {"has_free_sample": True, "is_sample_approval_exempt": False},
    }
    creator = me
    assert creator.search_target_collaborations(shop["shop_id"])["target_collaborations"] == []
    made = client.affiliate.create_target_collaboration(target)["target_collaboration"]["id"]
    (shown,) = creator.search_target_collaborations(shop["shop_id"])["target_collaborations"]
    assert (shown["id"], shown["status"]) == (made, "LIVE")
    assert [row["id"] for row in shown["products"]] == [listing["id"]]


@pytest.fixture
def activity(client, clock):
    begin = clock.now() + timedelta(hours=1)
    body = {"title": "Hari kopi", "begin_time": begin, "end_time": begin + timedelta(days=2)}
    kind = {"activity_type": "DIRECT_DISCOUNT", "product_level": "PRODUCT"}
    return client.promotion.create_activity(body | kind)["activity_id"], body


def test_an_edit_of_an_activity_has_to_be_whole(client, activity):
    number, body = activity
    path = f"/promotion/202309/activities/{number}"
    whole = body | {name: int(body[name].timestamp()) for name in ("begin_time", "end_time")}
    send = client.promotion._gateway.write
    for name in whole:
        part = {other: value for other, value in whole.items() if other != name}
        assert code_of(lambda part=part: send("PUT", path, part)) == "36009004"
        assert code_of(lambda part=part, name=name: send("PUT", path, part | {name: None})) == "36009004"
    assert client.promotion.get_activity(number)["title"] == "Hari kopi"


@pytest.mark.parametrize(
    "stray", [{"products": True}, {"status": 7}, {"activity_type": None}, {"update_time": ""}]
)
def test_what_an_edit_is_not_about_stays_as_it_was(stray, client, activity):
    number, body = activity
    path = f"/promotion/202309/activities/{number}"
    whole = body | {name: int(body[name].timestamp()) for name in ("begin_time", "end_time")}
    client.promotion._gateway.write("PUT", path, whole | {"title": "Hari teh"} | stray)
    shown = client.promotion.get_activity(number)
    assert (shown["title"], shown["status"]) == ("Hari teh", "NOT_START")
    assert (shown["activity_type"], shown["products"]) == ("DIRECT_DISCOUNT", [])
    assert number in [row["id"] for row in client.promotion.iter_activities()]


def test_an_activity_runs_again_at_new_times_that_make_sense(client, activity, clock):
    number, _body = activity
    client.promotion.deactivate_activity(number)
    begin = clock.now() + timedelta(hours=5)
    again = client.promotion.republish_activity
    assert code_of(lambda: again(number, begin, begin + timedelta(minutes=1))) == "17029006"
    assert client.promotion.get_activity(number)["status"] == "DEACTIVATED"
    again(number, begin, begin + timedelta(days=1))
    shown = client.promotion.get_activity(number)
    assert (shown["status"], shown["begin_time"]) == ("NOT_START", int(begin.timestamp()))
    assert code_of(lambda: again(number, begin, begin + timedelta(days=1))) == "17029001"
