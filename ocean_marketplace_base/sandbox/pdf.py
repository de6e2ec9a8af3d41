"""Small valid PDF files, for labels and slips."""

from collections.abc import Iterable

A6 = (298, 420)
A5 = (420, 595)
"""Page sizes in points."""

MARGIN = 18


def text_pdf(lines: Iterable[str], size: tuple[int, int] = A6, bars: str = "") -> bytes:
    """Return a PDF of one page with `lines`, the first one large.

    :param size: width and height in points
    :param bars: text drawn as a row of bars above the lines, as a barcode is
    """
    return pages_pdf([(list(lines), bars)], size)


def pages_pdf(pages: Iterable[tuple[list[str], str]], size: tuple[int, int] = A6) -> bytes:
    """Return a PDF with a page for each of `pages`: lines and bars as :func:`text_pdf` takes them."""
    streams = [_content(lines, size, bars) for lines, bars in pages]
    places = [4 + 2 * number for number in range(len(streams))]
    kids = b" ".join(b"%d 0 R" % place for place in places)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(streams)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for place, stream in zip(places, streams, strict=True):
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R" % (*size, place + 1)
        objects.append(page + b" /Resources << /Font << /F1 3 0 R >> >> >>")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _file(objects)


def _content(lines: list[str], size: tuple[int, int], bars: str) -> bytes:
    width, height = size
    parts, top = [], height - MARGIN
    if bars:
        top -= 40
        parts += [f"{x} {top} {thick} 36 re f" for x, thick in _bars(bars, width - 2 * MARGIN)]
        top -= 8
    parts.append("BT")
    for number, line in enumerate(lines):
        points = 14 if number == 0 else 9
        top -= points + 4
        parts.append(f"/F1 {points} Tf 1 0 0 1 {MARGIN} {top} Tm ({_escape(line)}) Tj")
    parts.append("ET")
    return "\n".join(parts).encode("cp1252", "replace")


def _bars(text: str, width: int) -> list[tuple[int, int]]:
    bits = "".join(f"{byte:08b}" for byte in text.encode())[: width // 2]
    return [(MARGIN + 2 * place, 2 if bit == "1" else 1) for place, bit in enumerate(bits)]


def _escape(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: list[bytes]) -> bytes:
    whole, places = b"%PDF-1.4\n", []
    for number, entry in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, entry)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(whole)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return whole + head + table + tail
