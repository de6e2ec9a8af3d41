import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, InvalidRequest
from odoo.addons.ocean_tiktok_shop.lib.client.uploads import media_type

FILES = {
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "image/png": b"\x89PNG\r\n\x1a\n....",
    "image/gif": b"GIF89a......",
    "image/bmp": b"BM..........",
    "image/webp": b"RIFF....WEBPVP8 ",
    "image/heic": b"\x00\x00\x00\x18ftypheic",
    "video/mp4": b"\x00\x00\x00\x18ftypmp42",
    "application/pdf": b"%PDF-1.7\n",
}


@pytest.mark.parametrize("kind", FILES)
def test_a_file_is_known_by_its_first_bytes(kind):
    assert media_type(FILES[kind]) == kind


@pytest.mark.parametrize("content", [b"", b"x", b"<svg/>", b"RIFF....WAVE", b"MZ......"])
def test_other_files_are_not(content):
    assert media_type(content) == ""


@pytest.mark.parametrize(
    ("call", "kinds"),
    [
        (
            lambda client, content: client.product.upload_product_image(content),
            {"image/jpeg", "image/png", "image/webp", "image/heic", "image/bmp"},
        ),
        (
            lambda client, content: client.product.upload_product_file(content, "a.pdf"),
            {"application/pdf", "video/mp4"},
        ),
        (
            lambda client, content: client.customer_service.upload_buyer_messages_image(content),
            {"image/jpeg", "image/png", "image/gif", "image/webp"},
        ),
        (
            lambda client, content: client.fulfillment.upload_delivery_file(content, "a.pdf"),
            {"application/pdf"},
        ),
    ],
)
def test_only_kinds_that_the_endpoint_takes_are_sent(call, kinds, client, server):
    answer = {"uri": "tos/a", "id": "v0", "url": "https://img.example/a"}
    server.say({"code": 0, "data": answer})
    taken = set()
    for kind, content in FILES.items():
        try:
            call(client, content)
        except InvalidRequest:
            continue
        taken.add(kind)
    assert taken == kinds
    assert len(server.seen) == len(kinds)


@pytest.mark.parametrize(
    ("call", "most"),
    [
        (lambda client, content: client.product.upload_product_image(content), 10),
        (lambda client, content: client.customer_service.upload_buyer_messages_image(content), 10),
        (lambda client, content: client.fulfillment.upload_delivery_image(content), 5),
    ],
)
def test_a_file_that_is_too_large_is_refused_before_the_network(call, most, client, server):
    limit = most * 1024 * 1024
    with pytest.raises(InvalidRequest, match=str(limit)):
        call(client, FILES["image/jpeg"].ljust(limit + 1, b"x"))
    assert server.seen == []


def test_a_pdf_may_be_20_megabytes_and_a_video_more(client, server):
    server.say({"code": 0, "data": {"id": "v0"}})
    with pytest.raises(InvalidRequest):
        client.product.upload_product_file(FILES["application/pdf"].ljust(20 * 1024 * 1024 + 1), "a.pdf")
    client.product.upload_product_file(FILES["video/mp4"].ljust(20 * 1024 * 1024 + 1), "a.mp4")
    assert len(server.seen) == 1


def test_an_upload_is_a_form_with_the_file_and_its_kind(client, server):
    server.say({"code": 0, "data": {"uri": "tos/a"}})
    client.product.upload_product_image(FILES["image/png"])
    (seen,) = server.seen
    assert b'name="data"; filename="file.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG' in seen.body
    assert b'name="use_case"\r\n\r\nMAIN_IMAGE' in seen.body


def test_an_upload_that_names_no_file_is_a_changed_contract(client, server):
    server.say({"code": 0, "data": {}})
    with pytest.raises(ContractChanged) as caught:
        client.product.upload_product_image(FILES["image/png"])
    assert caught.value.path == "data.uri"
