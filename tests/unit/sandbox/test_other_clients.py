"""Programs of others write the same calls in other ways: streamed bodies, repeated parameters, PHP's JSON."""

import http.client
import json
from contextlib import closing
from urllib.parse import urlsplit

import pytest

FIELDS = "response_optional_fields"


@pytest.fixture
def connection(raw):
    place = urlsplit(raw.app["base_url"])
    with closing(http.client.HTTPConnection(place.hostname, place.port, timeout=10)) as opened:
        yield opened


def send(connection, method, target, body=None, **headers):
    """Send `body`; pieces of bytes go out in chunks."""
    connection.request(method, target, body, headers, encode_chunked=True)
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


def test_a_body_may_come_in_chunks_and_the_connection_goes_on(raw, connection):
    before = raw.now()
    chunked = {"Transfer-Encoding": "chunked", "Content-Type": "application/json"}
    status, _clock = send(connection, "POST", "/_sandbox/clock", iter([b'{"advance":', b" 700}"]), **chunked)
    again, clock = send(connection, "GET", "/_sandbox/clock")
    assert (status, again) == (200, 200)
    assert clock["now"] - before >= 700


@pytest.mark.parametrize(
    ("sent", "status"),
    [(b"nonsense\r\n\r\n", 400), (b"-5\r\n", 400), (b"2000000\r\n", 413), (b"", 400)],
    ids=["no chunk", "less than nothing", "too much", "no size"],
)
def test_chunks_that_are_none_are_refused(connection, sent, status):
    connection.putrequest("POST", "/_sandbox/clock")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders(sent or b"\r\n")
    answer = connection.getresponse()
    assert (answer.status, answer.read() != b"") == (status, True)


def test_trailers_behind_the_last_chunk_are_read_over(connection):
    connection.putrequest("POST", "/_sandbox/clock")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders(b'd;ext=1\r\n{"advance":1}\r\n0\r\nChecksum: 1\r\n\r\n')
    moved = json.loads(connection.getresponse().read())["now"]
    status, clock = send(connection, "GET", "/_sandbox/clock")
    assert (status, clock["now"] >= moved) == (200, True)


def test_lists_in_the_query_may_be_joined_repeated_or_in_brackets(raw):
    numbers = [row["order_sn"] for row in raw.all_orders()[:2]]
    names = ["item_list", "total_amount"]
    joined = raw.get("order/get_order_detail", order_sn_list=",".join(numbers), **{FIELDS: ",".join(names)})
    repeated = raw.get("order/get_order_detail", order_sn_list=numbers, **{FIELDS: names})
    brackets = raw.get("order/get_order_detail", order_sn_list=f"[{','.join(numbers)}]", **{FIELDS: names})
    assert [row["order_sn"] for row in joined.response["order_list"]] == numbers
    assert joined.response == repeated.response == brackets.response
    assert "total_amount" in joined.response["order_list"][0]


def test_an_empty_list_is_an_object_without_fields_as_php_writes_it(raw):
    (number,) = raw.place(status="READY_TO_SHIP")
    ways = raw.get("logistics/get_shipping_parameter", order_sn=number, package_number="").response
    first = ways["pickup"]["address_list"][0]
    pickup = {
        "address_id": first["address_id"],
        "pickup_time_id": first["time_slot_list"][0]["pickup_time_id"],
    }
    body = {"order_sn": number, "pickup": pickup, "dropoff": [], "non_integrated": []}
    path = "/api/v2/logistics/ship_order"
    raw.switch(php_objects=False)
    assert raw.shop("POST", path, body).error == "error_param"
    raw.switch(php_objects=True)
    assert raw.shop("POST", path, body).error == ""


def test_a_whole_body_that_is_an_empty_list_says_nothing(raw):
    path = "/api/v2/shop/update_profile"
    raw.switch(php_objects=False)
    assert "not an object" in raw.shop("POST", path, []).json["message"]
    raw.switch(php_objects=True)
    assert "not an object" not in raw.shop("POST", path, []).json["message"]


def test_ids_in_the_bodies_of_token_calls_may_be_texts(raw):
    ids = {"partner_id": str(raw.app["partner_id"]), "shop_id": str(raw.app["shop_id"])}
    raw.switch(number_texts=False)
    assert raw.refresh(raw.app["refresh_token"], **ids).error == "error_param"
    raw.switch(number_texts=True)
    assert raw.refresh(raw.app["refresh_token"], **ids).error == ""


def test_a_package_number_left_empty_means_the_order_that_is_not_split(raw):
    (number,) = raw.place(status="PROCESSED")
    empty = raw.get("logistics/get_tracking_number", order_sn=number, package_number="")
    assert empty.response == raw.get("logistics/get_tracking_number", order_sn=number).response


@pytest.mark.parametrize("path", ["order/get_shipment_list", "product/get_comment"])
def test_two_quotation_marks_are_the_cursor_of_the_first_page(raw, path):
    assert raw.get(path, cursor='""', page_size=5).response == raw.get(path, page_size=5, cursor="").response
    assert raw.orders(cursor='""').response == raw.orders(cursor="").response
