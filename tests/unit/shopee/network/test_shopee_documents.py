"""Files instead of JSON, and refusals instead of files."""

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged, Rejected, Transient
from odoo.addons.ocean_shopee.lib.client.parcels import Parcel

PARCELS = [Parcel(order_sn="A")]


@pytest.mark.parametrize(
    ("body", "header", "media_type"),
    [
        (b"%PDF-1.4 x", "application/octet-stream", "application/pdf"),
        (b"PK\x03\x04 labels", "application/pdf", "application/zip"),
        (b"<html>label</html>", "application/pdf", "text/html"),
        (b"\n<?xml version='1.0'?><nfe/>", "", "application/xml"),
        (b"\x89PNG x", "", "image/png"),
        (b"\xff\xd8\xff x", "", "image/jpeg"),
        (b"^XA label ^XZ", "application/zpl; charset=utf-8", "application/zpl"),
        (b"^XA label ^XZ", "", "application/octet-stream"),
    ],
)
def test_what_a_file_is_tell_its_first_bytes(body, header, media_type, server, client, answer):
    server.say(answer(body, headers={"Content-Type": header} if header else {}))
    document = client.logistics.download_shipping_document(PARCELS)
    assert (document.content, document.media_type) == (body, media_type)


def test_a_file_is_not_shown_in_logs(server, client):
    server.say(b"%PDF-1.4 name of a buyer")
    assert "buyer" not in repr(client.logistics.download_shipping_document(PARCELS))


def test_a_refusal_instead_of_a_file_is_an_error(server, client):
    code = "logistics.shipping_document_should_print_first"
    server.say({"error": code, "message": "first", "request_id": "r"})
    with pytest.raises(Rejected) as caught:
        client.logistics.download_shipping_document(PARCELS)
    assert (caught.value.code, caught.value.request_id) == (code, "r")


def test_a_label_that_is_still_made_is_asked_for_again(server, client):
    server.say({"error": "logistics.download_later", "message": "", "request_id": "r"}, b"%PDF-1.4 x")
    assert client.logistics.download_shipping_document(PARCELS).content == b"%PDF-1.4 x"
    assert len(server.seen) == 2


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (b"", 200, ContractChanged),
        (b'{"error":"","response":{}}', 200, ContractChanged),
        (b"[]", 200, ContractChanged),
        (b"<html>gone</html>", 404, ContractChanged),
        (b"%PDF-1.4", 403, ContractChanged),
        (b"<html>bad gateway</html>", 502, Transient),
    ],
)
def test_what_is_no_file_is_no_document(body, status, kind, server, client, answer):
    server.say(answer(body, status))
    with pytest.raises(kind):
        client.logistics.download_shipping_document(PARCELS)
