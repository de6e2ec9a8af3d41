"""Files that the platform sends instead of JSON."""

from dataclasses import dataclass, field
from typing import Final

from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.http import Response

# A label is a PDF, but HTML where convenience stores deliver in Taiwan, and a ZIP archive of labels for
# thermal printers (guide "Shipping documents"). The bytes are surer than the header.
_SIGNATURES: Final = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"<?xml", "application/xml"),
    (b"<", "text/html"),
)
UNKNOWN: Final = "application/octet-stream"


@dataclass(frozen=True)
class Document:
    """A file. ``media_type`` has no parameters, e.g. ``application/pdf``."""

    content: bytes = field(repr=False)
    media_type: str


def read_document(response: Response) -> Document:
    """Return the file in `response`.

    :raise ContractChanged: when there is none: an empty body, JSON, or HTTP 4xx
    """
    media_type = _media_type(response)
    if not response.body or media_type == "application/json" or response.status >= 400:
        raise ContractChanged(
            f"no file in the answer (HTTP {response.status})", request_id=response.request_id
        )
    return Document(response.body, media_type)


def _media_type(response: Response) -> str:
    start = response.body[:64].lstrip()
    for signature, media_type in _SIGNATURES:
        if start.startswith(signature):
            return media_type
    if start.startswith((b"{", b"[")):
        return "application/json"
    return response.headers.get("content-type", "").partition(";")[0].strip().lower() or UNKNOWN
