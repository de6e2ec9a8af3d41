"""Files on their way to the platform."""

from typing import Final

from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest
from odoo.addons.ocean_marketplace_base.lib.http import FilePart

_RIFF_FORMAT: Final = slice(8, 12)
_BRAND: Final = slice(4, 12)
_PREFIXES: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"%PDF-", "application/pdf"),
)
_HEIC_BRANDS: Final = frozenset({b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"})
_EXTENSIONS: Final = {"image/jpeg": "jpg", "application/pdf": "pdf"}

# Upload Product Image: JPG, PNG, WEBP, HEIC, BMP. Upload Buyer Messages Image: JPG, GIF, WEBP, PNG.
PRODUCT_IMAGES: Final = ("image/jpeg", "image/png", "image/webp", "image/heic", "image/bmp")
MESSAGE_IMAGES: Final = ("image/jpeg", "image/gif", "image/webp", "image/png")
PDF: Final = ("application/pdf",)
PDF_OR_VIDEO: Final = ("application/pdf", "video/mp4")


def media_type(content: bytes) -> str:
    """Return the media type that the first bytes of `content` tell, ``""`` if none we know."""
    if content[:4] == b"RIFF" and content[_RIFF_FORMAT] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp":
        return "image/heic" if content[_BRAND] in _HEIC_BRANDS else "video/mp4"
    return next((kind for prefix, kind in _PREFIXES if content.startswith(prefix)), "")


def file_part(content: bytes, kinds: tuple[str, ...], most: int, file_name: str = "") -> FilePart:
    """Return `content` as a part of a form.

    :param kinds: media types the endpoint takes.
    :param most: bytes.
    :param file_name: a name is made up without one.
    :raise InvalidRequest: for nothing, too much, or a file of another kind
    """
    if not isinstance(content, bytes) or not 0 < len(content) <= most:
        raise InvalidRequest(f"content: 1 to {most} bytes are needed")
    kind = media_type(content)
    if kind not in kinds:
        raise InvalidRequest(f"content: a file of {' or '.join(kinds)} is needed")
    return file_name or f"file.{_EXTENSIONS.get(kind, kind.rpartition('/')[2])}", content, kind
