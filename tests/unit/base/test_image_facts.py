"""Pictures: what they are, and what is sent of them."""

from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from odoo.addons.ocean_marketplace_base.lib import image_facts
from odoo.addons.ocean_marketplace_base.lib.catalogue import Limits

ANY = Limits(image_bytes=None)


def noise(width, height):
    return Image.effect_noise((width, height), 80).convert("RGB")


def encoded(picture, kind="JPEG", **options):
    target = BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def codes(facts, limits):
    return [code for code, _values in image_facts.faults(facts, limits)]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_facts_tell_sides_size_and_format(kind):
    data = encoded(noise(60, 40), kind)
    facts = image_facts.facts_of(data)
    assert (facts.width, facts.height, facts.size, facts.format) == (60, 40, len(data), kind.lower())
    assert not facts.broken


@pytest.mark.parametrize(
    "data",
    [b"", b"not a picture", encoded(noise(60, 40))[:-400], encoded(noise(60, 40), "PNG")[:200]],
    ids=["empty", "text", "torn jpeg", "torn png"],
)
def test_what_cannot_be_decoded_wholly_is_broken(data):
    facts = image_facts.facts_of(data)
    assert facts.broken
    assert codes(facts, ANY) == ["broken"]
    assert image_facts.prepare(data, ANY).data == data


def test_a_picture_of_too_many_pixels_is_not_decoded():
    data = encoded(Image.new("1", (9000, 9000)), "PNG")
    assert image_facts.facts_of(data).broken


def test_a_picture_that_lies_on_its_side_is_told_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    data = encoded(noise(60, 40), exif=exif)
    facts = image_facts.facts_of(data)
    assert (facts.width, facts.height) == (40, 60)


def test_a_picture_that_is_allowed_is_sent_as_it_is():
    data = encoded(noise(60, 40))
    prepared = image_facts.prepare(data, Limits(image_bytes=len(data), image_side_min=40, image_side_max=60))
    assert prepared.data is data
    assert prepared.checksum == image_facts.checksum(data)


@pytest.mark.parametrize("kind", ["WEBP", "GIF", "BMP", "TIFF"])
def test_another_format_becomes_jpeg(kind):
    prepared = image_facts.prepare(encoded(noise(60, 40), kind), ANY)
    assert prepared.facts.format == "jpeg"
    assert (prepared.facts.width, prepared.facts.height) == (60, 40)


def test_where_jpeg_is_not_taken_another_format_becomes_png():
    prepared = image_facts.prepare(encoded(noise(60, 40), "WEBP"), Limits(image_formats=frozenset({"png"})))
    assert prepared.facts.format == "png"


def test_transparency_becomes_white():
    clear = Image.new("RGBA", (10, 10), (255, 0, 0, 0))
    prepared = image_facts.prepare(encoded(clear, "WEBP", lossless=True), ANY)
    with Image.open(BytesIO(prepared.data)) as picture:
        assert min(picture.getpixel((5, 5))) > 250


def test_too_many_pixels_are_made_fewer_with_the_same_ratio():
    prepared = image_facts.prepare(encoded(noise(400, 200)), Limits(image_side_max=100))
    assert (prepared.facts.width, prepared.facts.height) == (100, 50)


def test_too_many_bytes_are_made_fewer():
    data = encoded(noise(400, 400), quality=98)
    prepared = image_facts.prepare(data, Limits(image_bytes=len(data) // 3))
    assert prepared.facts.size <= len(data) // 3
    assert codes(prepared.facts, Limits(image_bytes=len(data) // 3)) == []


def test_what_would_get_too_small_is_left_and_told():
    data = encoded(noise(400, 400), quality=98)
    limits = Limits(image_bytes=500, image_side_min=390)
    prepared = image_facts.prepare(data, limits)
    assert prepared.data == data
    assert codes(prepared.facts, limits) == ["heavy"]


def test_small_and_narrow_pictures_are_told_with_their_numbers():
    facts = image_facts.facts_of(encoded(noise(300, 100)))
    limits = Limits(image_side_min=200, image_ratio=(Decimal(1), Decimal("1.5000")))
    assert image_facts.faults(facts, limits) == [
        ("small", {"width": 300, "height": 100, "least": 200}),
        ("ratio", {"width": 300, "height": 100, "least": "1", "most": "1.5"}),
    ]


@settings(max_examples=25, deadline=None)
@given(
    width=st.integers(1, 160),
    height=st.integers(1, 160),
    kind=st.sampled_from(["JPEG", "PNG", "WEBP"]),
    side_max=st.none() | st.integers(20, 120),
    size_max=st.none() | st.integers(600, 6000),
    side_min=st.none() | st.integers(1, 40),
)
def test_what_is_prepared_is_allowed_or_untouched_never_larger_and_always_the_same(
    width, height, kind, side_max, size_max, side_min
):
    data = encoded(noise(width, height), kind)
    limits = Limits(image_bytes=size_max, image_side_min=side_min, image_side_max=side_max)
    first, second = image_facts.prepare(data, limits), image_facts.prepare(data, limits)
    assert first == second
    assert first.facts == image_facts.facts_of(first.data)
    assert first.facts.width <= width
    assert first.facts.height <= height
    if first.data != data:
        assert not {"format", "heavy", "large"} & set(codes(first.facts, limits))
