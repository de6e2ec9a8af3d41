"""Sessions of chats, groups of shops and consents, against the simulator."""

import json
import urllib.request
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError
from odoo.addons.ocean_tiktok_shop.lib.client import authorize_url

from .browser import consent

CALLBACK = "http://127.0.0.1:1/ocean/callback"


@pytest.fixture
def span(clock):
    return clock.now() - timedelta(days=30), clock.now() + timedelta(hours=1)


@pytest.fixture
def session(client, sandbox, numbers, span):
    """A session that a buyer has just begun."""
    order_id = numbers["AWAITING_SHIPMENT"][0]
    before = {row["id"] for row in client.customer_service.search_sessions(*span)["sessions"]}
    (order,) = client.order.get_order_detail([order_id])
    talk = client.customer_service.create_conversation(order["user_id"])
    for row in client.customer_service.search_sessions(*span)["sessions"]:
        if row["conversation_id"] == talk and not row["end_time"]:
            client.customer_service.end_session(talk, row["id"])
    sandbox.control(f"/orders/{order_id}/edit", {"message": "Kak, sudah dikirim?"})
    (new,) = (
        row
        for row in client.customer_service.search_sessions(*span)["sessions"]
        if row["id"] not in before and not row["end_time"]
    )
    return new


@pytest.fixture
def token_of(app, shop, sandbox):
    """A function that lets an account consent; it returns its access token."""

    def ask(open_id):
        sandbox.control("/config", {"redirect_url": CALLBACK})
        sandbox.switch(consent="approve", consent_account=open_id)
        code = consent(authorize_url(app, "ID", "simulator", shop["base_url"], "st-9"))["code"]
        query = {"app_key": app.app_key, "app_secret": shop["app_secret"], "auth_code": code}
        url = (
            f"{shop['auth_base_url']}/api/v2/token/get?{urlencode(query | {'grant_type': 'authorized_code'})}"
        )
        with urllib.request.urlopen(url, timeout=10) as answer:
            return json.load(answer)["data"]["access_token"]

    return ask


def code_of(call):
    with pytest.raises(MarketplaceError) as caught:
        call()
    return caught.value.code


def test_words_of_a_buyer_open_a_session_and_the_first_answer_is_timed(client, session, later, span):
    talk = session["conversation_id"]
    assert session["first_response_time"] == 0
    later(90)
    client.customer_service.send_message(talk, "TEXT", {"content": "Hari ini ya kak"})
    rows = client.customer_service.search_sessions(*span)["sessions"]
    (shown,) = (row for row in rows if row["id"] == session["id"])
    assert 90 <= shown["first_response_time"] < 120
    assert shown["first_response_late"] is False


def test_a_session_ends_once_and_the_next_words_open_another(client, sandbox, session, span, numbers):
    talk = session["conversation_id"]
    client.customer_service.end_session(talk, session["id"])
    assert code_of(lambda: client.customer_service.end_session(talk, session["id"])) == "36009004"
    sandbox.control(f"/orders/{numbers['AWAITING_SHIPMENT'][0]}/edit", {"message": "Halo lagi"})
    rows = client.customer_service.search_sessions(*span)["sessions"]
    own = {row["id"]: row["end_time"] for row in rows if row["conversation_id"] == talk}
    assert own.pop(session["id"]) > 0
    assert 0 in own.values()


def test_sessions_of_nobody_and_of_others_are_refused(client, connect, session):
    talk = session["conversation_id"]
    assert code_of(lambda: client.customer_service.end_session(talk, "1729")) == "45101003"
    assert code_of(lambda: client.customer_service.end_session("1729", session["id"])) == "45101003"
    (other,) = (row for row in client.authorization.get_authorized_shops() if row["name"] == "Rumah Senja")
    neighbour = connect(shop_cipher=other["cipher"])
    assert code_of(lambda: neighbour.customer_service.end_session(talk, session["id"])) == "45102007"


def test_sessions_come_page_by_page_for_the_window_asked_for(client, session, span):
    whole = client.customer_service.search_sessions(*span)["sessions"]
    page, found = client.customer_service.search_sessions(*span, page_size=1), []
    while page["next_page_token"]:
        found += page["sessions"]
        token = page["next_page_token"]
        page = client.customer_service.search_sessions(*span, page_size=1, page_token=token)
    assert found + page["sessions"] == whole
    assert len(whole) > 1
    early = span[0] - timedelta(days=300)
    assert client.customer_service.search_sessions(early, span[0])["sessions"] == []
    assert code_of(lambda: client.customer_service.search_sessions(span[1], span[0])) == "36009004"


def test_one_conversation_is_read(client, sandbox, numbers, session):
    number = session["conversation_id"]
    client.customer_service.read_message(number)
    assert client.customer_service.get_conversation(number)["unread_count"] == 0
    sandbox.control(f"/orders/{numbers['AWAITING_SHIPMENT'][0]}/edit", {"message": "Halo"})
    talk = client.customer_service.get_conversation(number)
    assert (talk["id"], talk["unread_count"]) == (number, 1)
    assert {row["role"] for row in talk["participants"]} == {"BUYER", "SHOP"}
    assert code_of(lambda: client.customer_service.get_conversation("1729")) == "45101003"


def test_a_conversation_tells_its_session_if_asked(client, sandbox, numbers, session):
    talk, read = session["conversation_id"], client.customer_service.get_conversation
    assert not {"cur_session_id", "cur_session"} & read(talk).keys()
    assert read(talk, need_session_id=True)["cur_session_id"] == session["id"]
    assert read(talk, need_session_info=True)["cur_session"] == {"id": session["id"], "phase": "ASSIGNED"}
    client.customer_service.end_session(talk, session["id"])
    assert "cur_session" not in read(talk, need_session_info=True)
    client.customer_service.update_agent_settings(can_accept_chat=False)
    sandbox.control(f"/orders/{numbers['AWAITING_SHIPMENT'][0]}/edit", {"message": "Halo"})
    assert read(talk, need_session_info=True)["cur_session"]["phase"] == "QUEUED"


def test_the_shops_of_a_seller_are_one_group(client, shop):
    group = client.seller.get_shop_groups()
    assert group["shop_group"]["shop_group_name"] == "Ombak & Senja"
    assert shop["shop_id"] in [row["shop_id"] for row in group["shops"]]
    assert len({row["seller_id"] for row in group["shops"]}) == 1


def test_category_assets_are_for_partners(client, connect, state, token_of):
    assert code_of(client.authorization.get_authorized_category_assets) == "101000"
    (partner,) = (row["open_id"] for row in state()["accounts"] if row["user_type"] == 3)
    client = connect(shop_cipher="", access_token=token_of(partner))
    assets = client.authorization.get_authorized_category_assets()
    assert {row["target_market"] for row in assets} == {"ID"}
    assert len({row["cipher"] for row in assets}) == len(assets) == 2
    assert code_of(client.seller.get_active_shops) == "101000"


def test_an_app_gives_up_an_authorization(client):
    assert client.authorization.get_authorized_shops()
    client.authorization.cancel_authorization()
    assert code_of(client.authorization.get_authorized_shops) == "36009004"


def test_a_market_where_apps_cannot_give_up_is_understood(client, sandbox):
    sandbox.switch(app_cancels=False)
    assert code_of(client.authorization.cancel_authorization) == "36009014"
    assert client.authorization.get_authorized_shops()
