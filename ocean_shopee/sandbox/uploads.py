"""Uploaded files: the parts of a multipart body, and what kind of picture a file is."""

import email.parser
import email.policy
from dataclasses import dataclass

from odoo.addons.ocean_marketplace_base.sandbox.http import Request

from .errors import bad_param

MEGABYTE = 1024 * 1024
FORM_TYPE = "multipart/form-data"


@dataclass(frozen=True)
class Upload:
    """A file of a form."""

    name: str
    content: bytes

    @property
    def picture(self) -> str:
        """``jpg``, ``png`` or ``gif`` if the content begins like one, else nothing."""
        for start, kind in ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"GIF8", "gif")):
            if self.content.startswith(start):
                return kind
        return ""


def is_form(request: Request) -> bool:
    """Return whether the body of `request` is a form with files."""
    return (request.headers.get("Content-Type") or "").startswith(FORM_TYPE)


def read_form(request: Request) -> tuple[dict[str, str], dict[str, list[Upload]]]:
    """Return the texts and the files of a form by the name of their field.

    :raise ApiError: if the body is no form
    """
    head = f"Content-Type: {request.headers.get('Content-Type')}\r\n\r\n".encode()
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + request.body)
    if not message.is_multipart():
        raise bad_param("the body is not a form")
    texts: dict[str, str] = {}
    files: dict[str, list[Upload]] = {}
    for part in message.iter_parts():
        name = str(part.get_param("name", "", header="content-disposition"))
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            raise bad_param(f"{name} is nested")
        if (filename := part.get_filename()) is None:
            texts[name] = content.decode(errors="replace")
        else:
            files.setdefault(name.removesuffix("[]"), []).append(Upload(filename, content))
    return texts, files


_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_JPEG_END = b"\xff\xd9"
_NO_FRAME = frozenset({0xC4, 0xC8, 0xCC})
"""Markers among those of frames that are none."""


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG or JPEG, nothing if it is broken: not whole, or without a size."""
    if content.startswith(_PNG):
        if content[12:16] != b"IHDR" or b"IEND" not in content[-12:]:
            return None
        return _positive(int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big"))
    if content.startswith(_JPEG) and content.rstrip(b"\0").endswith(_JPEG_END):
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    place = len(_JPEG)
    while place + 9 < len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:
            height = int.from_bytes(content[place + 5 : place + 7], "big")
            return _positive(int.from_bytes(content[place + 7 : place + 9], "big"), height)
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    return None


def _positive(width: int, height: int) -> tuple[int, int] | None:
    return (width, height) if width and height else None
