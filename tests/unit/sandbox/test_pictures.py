"""Pictures of simulated listings: addresses lead to the simulator, and a picture is there."""

import io
import urllib.request

from PIL import Image

from odoo.addons.ocean_marketplace_base.sandbox import pictures
from odoo.addons.ocean_marketplace_base.sandbox.http import html_response, json_response

OWN = "http://127.0.0.1:8900"
HOSTS = ("img.example.com",)
THEIRS = "https://img.example.com/a/b.jpg"


def test_addresses_of_pictures_leave_below_the_simulators_own():
    sent = pictures.outward(json_response({"url": THEIRS, "page": "https://example.com/"}), OWN, HOSTS)
    assert b'"http://127.0.0.1:8900/_pictures/img.example.com/a/b.jpg"' in sent.body
    assert b'"https://example.com/"' in sent.body


def test_pages_stay_as_they_are():
    page = html_response(f"<img src='{THEIRS}'>")
    assert pictures.outward(page, OWN, HOSTS) == page


def test_an_address_that_comes_back_is_the_platforms_own():
    assert pictures.inward(f"{OWN}/_pictures/img.example.com/a/b.jpg") == THEIRS
    assert pictures.inward(THEIRS) == THEIRS


def test_each_name_has_a_picture_of_its_own():
    shown = {name: pictures.draw(name) for name in ("a", "b")}
    assert shown["a"] != shown["b"] == pictures.draw("b")
    picture = Image.open(io.BytesIO(shown["a"])).convert("RGB")
    assert picture.size == (pictures.SIDE, pictures.SIDE)
    assert picture.getpixel((0, 0)) != picture.getpixel((pictures.SIDE // 2, pictures.SIDE // 2))


def test_a_running_simulator_serves_pictures(sandbox):
    with urllib.request.urlopen(f"{sandbox.base_url}/_pictures/img.example.com/a.jpg", timeout=5) as answer:
        assert answer.headers["Content-Type"] == "image/png"
        assert Image.open(io.BytesIO(answer.read())).format == "PNG"
