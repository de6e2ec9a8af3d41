"""What a picture is, what is wrong with it, and the bytes of it that a platform takes."""

import hashlib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError, WebPImagePlugin

from .catalogue import Limits

QUALITIES: Final = (90, 80, 70, 60)
"""Of JPEG, tried in this order until a picture is light enough."""
SHRINK: Final = 0.8
"""By how much the sides of a picture get shorter when the lowest quality is still too heavy."""
NAMES: Final = {"mpo": "jpeg"}
"""Formats by Pillow's names that are another format to everybody else."""
MOST_PIXELS: Final = 50_000_000
"""What is larger is not decoded: Odoo itself takes no more."""
READERS: Final = (WebPImagePlugin,)
"""Imported for their effect: Odoo keeps Pillow from loading more than a few formats, but its web client turns
pictures into WebP."""
DECODE_ERRORS: Final = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    UnidentifiedImageError,
    Image.DecompressionBombError,
)


@dataclass(frozen=True, kw_only=True)
class ImageFacts:
    """Sides in pixels, ``size`` in bytes, ``format`` such as ``jpeg``. A broken picture has no sides."""

    width: int = 0
    height: int = 0
    size: int = 0
    format: str = ""

    @property
    def broken(self) -> bool:
        """Whether nothing can be decoded."""
        return not (self.width and self.height)


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """What is sent of a picture: its bytes, their SHA-256 in hex, and what they are."""

    data: bytes
    checksum: str
    facts: ImageFacts


def checksum(data: bytes) -> str:
    """Return the SHA-256 of `data` in hex."""
    return hashlib.sha256(data).hexdigest()


def facts_of(data: bytes) -> ImageFacts:
    """Return what the picture in `data` is; it is decoded wholly, so that a torn one is found."""
    size = len(data)
    try:
        with _opened(data) as picture:
            picture.load()
            width, height = _upright_sides(picture)
            name = (picture.format or "").lower()
            name = NAMES.get(name, name)
            if not _is_whole(data, name):
                return ImageFacts(size=size)
            return ImageFacts(width=width, height=height, size=size, format=name)
    except DECODE_ERRORS:
        return ImageFacts(size=size)


def faults(facts: ImageFacts, limits: Limits) -> list[tuple[str, dict[str, object]]]:
    """Return what `limits` forbid of a picture, as (code, values): ``broken`` alone, or any of ``format``,
    ``heavy``, ``small``, ``large``, ``ratio``.
    """
    if facts.broken:
        return [("broken", {})]
    sides = {"width": facts.width, "height": facts.height}
    found: list[tuple[str, dict[str, object]]] = []
    if facts.format not in limits.image_formats:
        found.append(("format", {"format": facts.format, "formats": ", ".join(sorted(limits.image_formats))}))
    if limits.image_bytes is not None and facts.size > limits.image_bytes:
        found.append(("heavy", {"size": facts.size, "most": limits.image_bytes}))
    if limits.image_side_min is not None and min(sides.values()) < limits.image_side_min:
        found.append(("small", {**sides, "least": limits.image_side_min}))
    if limits.image_side_max is not None and max(sides.values()) > limits.image_side_max:
        found.append(("large", {**sides, "most": limits.image_side_max}))
    if not _fits_ratio(facts, limits):
        least, most = (ratio_text(bound) for bound in limits.image_ratio)
        found.append(("ratio", {**sides, "least": least, "most": most}))
    return found


def prepare(data: bytes, limits: Limits) -> Prepared:
    """Return what to send of the picture in `data`.

    What `limits` allow is sent as it is. A wrong format, too many pixels and too many bytes are mended by
    encoding anew, without ever making a picture larger. What cannot be mended is returned unchanged: its
    facts tell why.
    """
    facts = facts_of(data)
    if {code for code, _values in faults(facts, limits)} & {"format", "heavy", "large"}:
        mended = _mended(data, limits)
        if mended:
            return Prepared(data=mended, checksum=checksum(mended), facts=facts_of(mended))
    return Prepared(data=data, checksum=checksum(data), facts=facts)


def _opened(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        picture = Image.open(BytesIO(data))
    if picture.width * picture.height > MOST_PIXELS:
        raise ValueError("too many pixels")
    return picture


def _is_whole(data: bytes, name: str) -> bool:
    """Return whether the end of a picture is there: Odoo lets Pillow decode torn ones silently."""
    if name == "jpeg":
        return data.rfind(b"\xff\xd9") > data.rfind(b"\xff\xda")  # end of image after start of last scan
    if name == "webp":
        return int.from_bytes(data[4:8], "little") + 8 <= len(data)
    return name != "png" or b"IEND" in data


def _upright_sides(picture: Image.Image) -> tuple[int, int]:
    """Return width and height as people see it: cameras may store a picture lying on its side."""
    turned = picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return (picture.height, picture.width) if turned else (picture.width, picture.height)


def _fits_ratio(facts: ImageFacts, limits: Limits) -> bool:
    if limits.image_ratio is None:
        return True
    least, most = limits.image_ratio
    return least * facts.height <= facts.width <= most * facts.height


def _mended(data: bytes, limits: Limits) -> bytes:
    """Return the first encoding that fits, ``b""`` when none does."""
    with _opened(data) as picture:
        flat = _flat(ImageOps.exif_transpose(picture))
    if limits.image_side_max is not None:
        flat.thumbnail((limits.image_side_max, limits.image_side_max), Image.Resampling.LANCZOS)
    for candidate in _candidates(flat, limits):
        if limits.image_bytes is None or len(candidate) <= limits.image_bytes:
            return candidate
    return b""


def _candidates(picture: Image.Image, limits: Limits) -> Iterator[bytes]:
    """Yield encodings, each lighter than the one before, as long as the picture is not too small."""
    smallest = limits.image_side_min or 1
    while min(picture.size) >= smallest:
        if "jpeg" in limits.image_formats:
            yield from (_encoded(picture, "JPEG", quality=quality) for quality in QUALITIES)
        elif "png" in limits.image_formats:
            yield _encoded(picture, "PNG", optimize=True)
        shorter = tuple(int(side * SHRINK) for side in picture.size)
        if min(shorter) < smallest or limits.image_bytes is None:
            return
        picture = picture.resize(shorter, Image.Resampling.LANCZOS)


def _encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    target = BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def _flat(picture: Image.Image) -> Image.Image:
    """Return `picture` without transparency, which JPEG has not, on white."""
    if picture.mode == "RGB":
        return picture.copy()
    layered = picture.convert("RGBA")
    ground = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(ground, layered).convert("RGB")


def ratio_text(bound: Decimal) -> str:
    """Return a bound of a ratio as people write it, such as ``1`` or ``1.78``."""
    return format(bound.quantize(Decimal("0.01")).normalize(), "f")
