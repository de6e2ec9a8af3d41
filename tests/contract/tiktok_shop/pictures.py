"""Pictures to upload."""

import struct
import zlib


def picture(side=600):
    """A real PNG, grey, `side` pixels wide and high."""

    def chunk(name, data):
        packed = struct.pack(">I", len(data)) + name + data
        return packed + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = b"".join(b"\x00" + b"\x80" * side for _ in range(side))
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body
