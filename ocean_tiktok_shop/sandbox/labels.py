"""Shipping documents as files: PDF labels and slips, PNG pictures."""

import struct
import zlib

from odoo.addons.ocean_marketplace_base.sandbox.pdf import A5, A6, text_pdf

from .detail import recipient
from .machine import Machine
from .model import Package
from .store import Store

SIZES = {"A6": A6, "A5": A5}


def label(store: Store, machine: Machine, package: Package, kind: str, size: str) -> bytes:
    """Return a document of a package.

    :param kind: a ``document_type`` of Get Package Shipping Document
    :param size: A6 or A5
    """
    if kind == "SHIPPING_LABEL_PICTURE":
        return _picture(package.tracking_number)
    lines = []
    if kind != "PACKING_SLIP":
        lines += _label(store, package)
    if "PACKING_SLIP" in kind:
        units = machine.units_of(package)
        names = dict.fromkeys((unit.seller_sku, unit.product_name) for unit in units)
        counts = [sum(unit.seller_sku == sku for unit in units) for sku, _name in names]
        rows = (f"{count} x {sku}  {name}" for count, (sku, name) in zip(counts, names, strict=True))
        lines += ["Packing slip", *rows]
    return text_pdf(lines, SIZES[size], bars=package.tracking_number)


def _label(store: Store, package: Package) -> list[str]:
    order = store.orders[package.order_ids[0]]
    place = recipient(order)
    return [
        f"{package.provider_name}  {package.tracking_number}",
        f"Package {package.id}",
        f"Order {', '.join(package.order_ids)}",
        f"To {place['name']}  {place['phone_number']}",
        place["full_address"][:60],
        place["full_address"][60:120],
        f"From {store.shops[package.shop_id].name}",
    ]


def _picture(text: str) -> bytes:
    """Return a PNG with `text` as bars."""
    bits = "".join(f"{byte:08b}" for byte in text.encode())
    line = b"\0" + b"".join(b"\0\0" if bit == "1" else b"\xff\xff" for bit in bits)
    width, height = 2 * len(bits), 64
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(line * height)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
