"""Uploads of product images and files, and the recognition of images."""

import struct
from typing import Any

from .errors import ApiError
from .gate import Call
from .pictures import FOLDER
from .store import Document, Store

MEGABYTE = 2**20
LARGEST_IMAGE = 10 * MEGABYTE
SIDES = (100, 20_000)
"""Shortest and longest side of an image in pixels."""
USE_CASES = ("MAIN_IMAGE", "ATTRIBUTE_IMAGE", "DESCRIPTION_IMAGE", "CERTIFICATION_IMAGE", "SIZE_CHART_IMAGE",
             "CUSTOMIZATION_IMAGE")  # fmt: skip


def measure(data: bytes) -> tuple[str, int, int]:
    """Return kind, width and height of an image.

    :raise ApiError: if it is none of PNG, JPEG, GIF, WEBP, BMP and HEIC
    """
    if not data:
        raise ApiError(12038002)
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return "png", *struct.unpack(">II", data[16:24])
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg", *_jpeg_size(data)
    if data[:4] == b"GIF8" and len(data) >= 10:
        return "gif", *struct.unpack("<HH", data[6:10])
    if data[:2] == b"BM" or data[8:12] == b"WEBP" or data[4:8] == b"ftyp":
        return "other", 600, 600
    raise ApiError(12038004)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 < len(data):
        if data[place] != 0xFF:
            break
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 2 + length
    raise ApiError(12038004)


class UploadApi:
    """Keeps what is uploaded; products refer to it by uri."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def image(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/images/upload: part ``data``, at most 10 MB; returns the uri to list with."""
        data = call.files.get("data", b"")
        if len(data) > LARGEST_IMAGE:
            raise ApiError(12038005)
        kind, width, height = measure(data)
        if not all(SIDES[0] <= side <= SIDES[1] for side in (width, height)):
            raise ApiError(12019116)
        use_case = call.files.get("use_case", b"MAIN_IMAGE").decode() or "MAIN_IMAGE"
        if use_case not in USE_CASES:
            raise ApiError(11050001)
        token = self._store.world.token("upload")
        path = self._store.publish(f"{token}.{kind}", Document(f"image/{kind}", data))
        uri = FOLDER + token
        self._store.documents[uri] = Document(f"{width}x{height}", b"")
        url = call.request.base_url + path
        return {"uri": uri, "url": url, "height": height, "width": width, "use_case": use_case}

    def file(self, call: Call) -> dict[str, Any]:
        """POST /product/202309/files/upload: a PDF up to 20 MB, or a video up to 100 MB."""
        data, name = call.files.get("data", b""), call.files.get("name", b"").decode()
        if not data:
            raise ApiError(12019103)
        if not name:
            raise ApiError(12019104)
        pdf, video = data.startswith(b"%PDF-"), data[4:8] == b"ftyp"
        if not pdf and not video:
            raise ApiError(12019105)
        if len(data) > (20 if pdf else 100) * MEGABYTE:
            raise ApiError(12038005)
        kind = "PDF" if pdf else "MP4"
        number = self._store.new_id("file")
        path = self._store.publish(f"{number}.{kind.lower()}", Document(f"application/{kind.lower()}", data))
        return {"id": number, "url": call.request.base_url + path, "name": name, "format": kind}
