"""The reader against a scripted platform."""

from datetime import datetime, timedelta, timezone

import pytest
import simplejson

from odoo.addons.ocean_marketplace_base.lib.errors import (
    AuthRevoked,
    ContractChanged,
    InvalidRequest,
    Rejected,
    Throttled,
    Transient,
)
from odoo.addons.ocean_marketplace_base.lib.retry import NO_RETRY
from odoo.addons.ocean_marketplace_base.lib.schema import ShopInfo
from odoo.addons.ocean_tokopedia.lib.reader import TokopediaReader
from odoo.addons.ocean_tokopedia.lib.times import Frame

from tests.unit.tokopedia import samples
from tests.unit.tokopedia.samples import single

END = datetime(2025, 5, 4, 10, tzinfo=timezone.utc)
DAY = timedelta(days=1)
LONG = timedelta(hours=7)


@pytest.fixture
def refuse(answer):
    def refuse(code, status=400):
        header = {"messages": "no", "reason": "why", "error_code": code}
        return answer(simplejson.dumps({"header": header, "data": None}).encode(), status)

    return refuse


def rows(*numbers):
    return [{"order_id": number} for number in numbers]


@pytest.fixture
def make_reader(make_client):
    def make(frame=Frame.UTC, **options):
        given = {"retry": NO_RETRY, "shop_id": "8212734"} | options
        return TokopediaReader(make_client(frame=frame, **given), frame)

    return make


@pytest.fixture
def reader(make_reader):
    return make_reader()


def asked(platform, place=-1):
    params = platform.seen[place].params
    return int(params["from_date"]), int(params["to_date"]), params["page"], params["per_page"]


def test_a_page_has_numbers_and_leads_to_the_next_one(platform, reader):
    platform.say_data(rows(7, 6, 7), None)
    page = reader.changed_orders(END - DAY, END)
    assert page.external_ids == ("7", "6")
    last = reader.changed_orders(END - DAY, END, page.cursor)
    assert (last.external_ids, last.cursor) == ((), "")
    assert [asked(platform, n)[2:] for n in (0, 1)] == [("1", "50"), ("2", "50")]


def test_a_list_that_repeats_itself_has_ended(platform, reader):
    platform.say_data(rows(7, 6))
    page = reader.changed_orders(END - DAY, END)
    assert reader.changed_orders(END - DAY, END, page.cursor).cursor == ""


def test_windows_reach_beyond_their_end_in_case_the_clock_is_jakartas(platform, reader):
    platform.say_data(None)
    reader.changed_orders(END - DAY, END)
    assert asked(platform)[:2] == ((END - DAY).timestamp(), (END + LONG).timestamp())


def test_on_jakartas_clock_windows_end_where_they_end(platform, make_reader):
    platform.say_data(None)
    make_reader(Frame.WALL_CLOCK).changed_orders(END - DAY, END)
    assert asked(platform)[:2] == ((END - DAY + LONG).timestamp(), (END + LONG).timestamp())


@pytest.mark.parametrize("frame", Frame)
def test_a_moment_is_a_window_too(frame, platform, make_reader):
    platform.say_data(None)
    make_reader(frame).changed_orders(END, END)
    first, last, *_page = asked(platform)
    assert first < last


@pytest.mark.parametrize("frame", Frame)
def test_the_longest_window_is_less_than_three_days(frame, platform, make_reader):
    platform.say_data(None)
    reader = make_reader(frame)
    reader.changed_orders(END - reader.order_window, END)
    first, last, *_page = asked(platform)
    assert last - first <= 3 * 86_400 - 1


def test_the_next_window_overlaps_the_time_to_pay_and_the_doubt_of_the_clock(reader):
    assert LONG < reader.overlap < reader.order_window


@pytest.mark.parametrize(
    ("since", "until", "cursor"),
    [
        (END - timedelta(days=4), END, ""),
        (END.replace(tzinfo=None), END, ""),
        (END, None, ""),
        ("yesterday", END, ""),
        (END - DAY, END, "next"),
        (END - DAY, END, "1"),
    ],
)
def test_wrong_arguments_are_refused_before_the_network(since, until, cursor, platform, reader):
    with pytest.raises(InvalidRequest):
        reader.changed_orders(since, until, cursor)
    assert platform.seen == []


def test_a_page_that_is_too_large_is_asked_for_in_smaller_ones(platform, reader, refuse):
    platform.say(refuse("ORD_API_009"), {"header": {}, "data": rows(7)})
    page = reader.changed_orders(END - DAY, END)
    assert page.external_ids == ()
    assert reader.changed_orders(END - DAY, END, page.cursor).external_ids == ("7",)
    assert asked(platform)[2:] == ("1", "25")


def test_pages_do_not_shrink_for_ever(platform, reader, refuse):
    platform.say(refuse("ORD_API_009"))
    cursor = ""
    for size in ("50", "25", "12", "6"):
        cursor = reader.changed_orders(END - DAY, END, cursor).cursor
        assert asked(platform)[3] == size
    with pytest.raises(Rejected):
        reader.changed_orders(END - DAY, END, cursor)


def test_an_order_is_read_without_what_changes_by_itself(platform, reader):
    order = single()["order"]
    platform.say_data(order | {"encryption": {"secret": "a", "content": "b"}})
    (raw,) = reader.read_orders(["990000101"])
    assert (raw.error, raw.payload["frame"]) == (None, "utc")
    kept = raw.payload["order"]
    assert not {"encryption"} & set(kept)
    assert set(order["order_info"]) - set(kept["order_info"]) == {
        "order_age_day",
        "shipping_age_day",
        "delivered_age_day",
    }
    assert set(order["shop_info"]) - set(kept["shop_info"]) == {"last_login_at"}


def test_an_order_without_these_parts_is_read_as_it_is(platform, reader):
    platform.say_data({"order_id": 5, "order_info": None})
    (raw,) = reader.read_orders(["5"])
    assert raw.payload["order"] == {"order_id": 5, "order_info": None}


def test_the_frame_goes_with_the_payload(platform, make_reader):
    platform.say_data(single()["order"])
    (raw,) = make_reader(Frame.WALL_CLOCK).read_orders(["990000101"])
    assert raw.payload["frame"] == "wall_clock"


def test_an_order_is_read_once_however_often_it_is_asked_for(platform, reader):
    platform.say_data(single()["order"])
    assert len(reader.read_orders(["990000101", "990000101"])) == len(platform.seen) == 1


def test_an_order_of_another_shop_of_the_app_is_refused(platform, make_reader):
    platform.say_data(single()["order"])
    (raw,) = make_reader(shop_id="8212802").read_orders(["990000101"])
    assert (raw.payload, raw.error.code) == (None, "not_found")


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [
        ("ORD_API_008", 500, Rejected),
        ("ORD_USC_003", 400, Rejected),
        ("ORD_API_001", 500, Transient),
        ("ERR_TOO_MANY_REQUEST", 429, Throttled),
    ],
)
def test_what_goes_wrong_with_an_order_is_its_own(code, status, error, platform, reader, refuse):
    platform.say(refuse(code, status), {"header": {}, "data": single()["order"]})
    bad, good = reader.read_orders(["1", "990000101"])
    assert isinstance(bad.error, error)
    assert (bad.payload, good.error) == (None, None)


@pytest.mark.parametrize("data", [[], {}, None, {"order_id": 0}])
def test_an_answer_that_is_no_order_is_an_error_of_its_own(data, platform, reader):
    platform.say_data(data, single()["order"])
    bad, good = reader.read_orders(["1", "990000101"])
    assert isinstance(bad.error, ContractChanged)
    assert good.error is None


def test_an_answer_of_somebody_else_concerns_the_whole_shop(platform, reader, answer):
    platform.say(answer(b"<html>Welcome</html>"))
    with pytest.raises(ContractChanged):
        reader.read_orders(["1", "2"])
    assert len(platform.seen) == 1


def test_a_refused_token_concerns_the_whole_shop(platform, reader):
    platform.tokens = [{"error": "invalid_client", "error_description": "no such client"}]
    with pytest.raises(Rejected):
        reader.read_orders(["1", "2"])
    assert len(platform.token_calls) == 1


def test_a_number_that_is_none_is_an_error_of_its_own(reader, platform):
    platform.say_data(single()["order"])
    bad, good = reader.read_orders(["INV/1", "990000101"])
    assert isinstance(bad.error, InvalidRequest)
    assert good.error is None


@pytest.mark.parametrize(("code", "error"), [("RBAC_MDLW_001", AuthRevoked), ("RBAC_USC_012", Rejected)])
def test_what_concerns_the_whole_shop_is_raised(code, error, platform, reader, refuse):
    platform.say(refuse(code, 403))
    with pytest.raises(error):
        reader.read_orders(["1", "2"])
    assert len(platform.seen) == 1


@pytest.fixture
def sell(platform, server):
    """Return a function that lists products on one page and answers calls for variants."""

    def sell(products, variants):
        pages = [products, None]

        def respond(seen):
            if seen.path == "/token":
                return platform.tokens[0]
            if "product_id" in seen.params:  # variants, of which this shop tells no more
                return {"header": {}, "data": []}
            return variants if "/variant/" in seen.path else {"header": {}, "data": pages.pop(0)}

        server.respond(respond)

    return sell


def test_listings_come_with_their_variants_and_variants_not_alone(sell, reader):
    sell(samples.answer("products")["data"], samples.answer("product_variants"))
    hat, shirt = reader.listings()
    assert (hat.external_id, [sku.sku_id for sku in hat.skus]) == ("11200002", ["11200002"])
    assert [sku.sku_id for sku in shirt.skus] == ["11200001", "11200009"]


def test_a_product_that_cannot_be_mapped_does_not_stop_the_others(sell, reader, refuse):
    products = samples.answer("products")["data"]
    products[0]["basic"]["name"] = ""
    failures = []
    sell(products, refuse("OPENAPI_DB_003"))
    assert list(reader.listings(lambda number, error: failures.append((number, type(error))))) == []
    assert failures == [("11200002", ContractChanged), ("11200000", Rejected)]


def test_without_a_handler_a_product_that_cannot_be_mapped_is_raised(sell, reader):
    products = samples.answer("products")["data"]
    products[0]["basic"]["name"] = ""
    sell(products, samples.answer("product_variants"))
    with pytest.raises(ContractChanged):
        list(reader.listings())


def test_the_shop_is_told(platform, reader):
    platform.say_data([{"shop_id": 8212734, "shop_name": "Ombak Wear", "status": 1}])
    assert reader.shop_info() == ShopInfo(
        external_shop_id="8212734", name="Ombak Wear", region="ID", currency="IDR", status="1"
    )


def test_connecting_sends_nothing(app, transport, server, platform):
    reader = TokopediaReader.connect(app, transport, server.url, server.url, shop_id="8212734")
    assert platform.seen == platform.token_calls == []
    platform.say_data([{"shop_id": 8212734}])
    assert reader.shop_info().name == ""
