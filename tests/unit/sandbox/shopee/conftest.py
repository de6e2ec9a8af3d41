"""Calls by hand: bodies, forms, and what several tests do on the way."""

import hashlib
import hmac
import http.client
import json
import re
from urllib.parse import urlencode, urlsplit

import pytest

from odoo.addons.ocean_marketplace_base.sandbox.server import SandboxServer

# The parts of a picture that say how large it is and that it is whole: 2 by 3 pixels, 640 by 480.
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x02\0\0\0\x03\x08\x02\0\0\0crc!\0\0\0\0IEND\xaeB`\x82"
JPG = b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x0b\x08\x01\xe0\x02\x80\x01\x01\x11\0\xff\xd9"
FIRST = 301_177_001
ALL_FIELDS = "item_list,package_list,note,cancel_by,cancel_reason,total_amount,buyer_user_id,split_up"


class Shop:
    """One shop as its seller's program sees it; `raw` signs."""

    def __init__(self, raw):
        self.raw = raw
        self.get = raw.get

    def post(self, path, body=None, **params):
        return self.raw.shop("POST", f"/api/v2/{path}", body if body is not None else {}, **params)

    def form(self, path, files, fields=(), level="shop"):
        """Post a form; `files` are (field, file name, content)."""
        app, at, path = self.raw.app, self.raw.now(), f"/api/v2/{path}"
        own = {"partner_id": app["partner_id"], "timestamp": at}
        base = f"{app['partner_id']}{path}{at}"
        if level == "shop":
            own |= {"access_token": app["access_token"], "shop_id": app["shop_id"]}
            base += f"{app['access_token']}{app['shop_id']}"
        own["sign"] = hmac.new(app["partner_key"].encode(), base.encode(), hashlib.sha256).hexdigest()
        parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields]
        parts += [
            f'name="{field}"; filename="{name}"\r\nContent-Type: image/png\r\n\r\n'.encode() + content
            for field, name, content in files
        ]
        body = b"".join(b"--cut\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts)
        place = urlsplit(app["base_url"])
        connection = http.client.HTTPConnection(place.hostname, place.port, timeout=10)
        headers = {"Content-Type": "multipart/form-data; boundary=cut"}
        connection.request("POST", f"{path}?{urlencode(own)}", body + b"--cut--\r\n", headers)
        answer = connection.getresponse().read()
        connection.close()
        return json.loads(answer)

    def picture(self):
        answer = self.form("media_space/upload_image", [("image", "a.png", PNG)], level="public")
        return answer["response"]["image_info"]["image_id"]

    def new_item(self, **changes):
        body = {
            "item_name": "Gelas Tanah Liat",
            "description": "Gelas buatan tangan dari tanah liat.",
            "original_price": 45_000,
            "weight": 0.3,
            "category_id": 100_715,
            "item_sku": "GELAS-1",
            "image": {"image_id_list": [self.picture()]},
            "logistic_info": [{"logistic_id": 8003, "enabled": True}],
            "seller_stock": [{"stock": 12}],
        }
        return self.post("product/add_item", {**body, **changes})

    def item(self, item_id):
        return self.get("product/get_item_base_info", item_id_list=item_id).response["item_list"][0]

    def models(self, item_id):
        return self.get("product/get_model_list", item_id=item_id).response["model"]

    def listed(self):
        page = self.get("product/get_item_list", offset=0, page_size=100, item_status=["NORMAL", "UNLIST"])
        return [row["item_id"] for row in page.response["item"]]

    def by_sku(self, sku):
        found = self.get("product/search_item", page_size=10, item_sku=sku).response["item_id_list"]
        return found[0]

    def one(self, number, fields=ALL_FIELDS):
        return self.raw.one(number, fields=fields)

    def package(self, number):
        return self.one(number)["package_list"][0]["package_number"]

    def place(self, **options):
        return self.raw.place(**options)[0]

    def pickup(self, number, **params):
        """Return what a pickup of an order needs, as its seller would choose it."""
        pickup = self.get("logistics/get_shipping_parameter", order_sn=number, **params).response["pickup"]
        address = next(row for row in pickup["address_list"] if row["time_slot_list"])
        slot = address["time_slot_list"][0]["pickup_time_id"]
        return {"address_id": address["address_id"], "pickup_time_id": slot}

    def ship(self, number):
        """Arrange a pickup and wait for the tracking number."""
        answer = self.post("logistics/ship_order", {"order_sn": number, "pickup": self.pickup(number)})
        assert answer.error == "", answer.json
        self.wait()
        return self.get("logistics/get_tracking_number", order_sn=number).response["tracking_number"]

    def wait(self, seconds=30):
        self.raw.sandbox.world.clock.advance(seconds)
        self.raw.sandbox.world.pushes.wake()
        if seconds > 3600:
            pair = self.raw.refresh(self.raw.app["refresh_token"]).json
            self.raw.app |= {name: pair[name] for name in ("access_token", "refresh_token")}

    def orders(self, status):
        found = self.raw.control("GET", f"/orders?shop_id={FIRST}&status={status}")["orders"]
        return [order["id"] for order in found]

    def edit(self, number, **options):
        return self.raw.control("POST", f"/orders/{number}/edit", **options)

    def advance(self, number, to):
        return self.raw.control("POST", f"/orders/{number}/advance", to=to)


def page_texts(pdf):
    """Check the skeleton of a PDF and return the texts of each page."""
    assert pdf.startswith(b"%PDF-1.")
    assert pdf.rstrip().endswith(b"%%EOF")
    start = int(re.search(rb"startxref\n(\d+)", pdf).group(1))
    assert pdf[start:].startswith(b"xref\n")
    offsets = [int(row) for row in re.findall(rb"(\d{10}) \d{5} n", pdf[start:])]
    for number, offset in enumerate(offsets, 1):
        assert pdf[offset:].startswith(b"%d 0 obj" % number)
    count = int(re.search(rb"/Count (\d+)", pdf).group(1))
    streams = re.findall(rb"/Length (\d+) >>\nstream\n(.*?)\nendstream", pdf, re.S)
    assert [int(length) for length, _stream in streams] == [len(stream) for _length, stream in streams]
    assert len(streams) == count
    return [re.findall(rb"\((.*?)\) Tj", stream) for _length, stream in streams]


@pytest.fixture
def sandbox():
    with SandboxServer(seed=1, orders=140, platforms=["shopee"]) as running:
        yield running


@pytest.fixture
def shop(raw):
    return Shop(raw)


@pytest.fixture
def hooked(raw, receiver):
    """A receiver that is the app's callback."""
    raw.control("POST", "/config", callback_url=receiver.url)
    return receiver


@pytest.fixture
def told(hooked, world):
    """Return the data of the pushes with a code that came so far."""

    def read(code):
        assert world.pushes.drain()
        return [envelope["data"] for envelope in hooked.envelopes if envelope["code"] == code]

    return read


@pytest.fixture
def pictures():
    return {"png": PNG, "jpg": JPG}


@pytest.fixture
def read_pdf():
    return page_texts
