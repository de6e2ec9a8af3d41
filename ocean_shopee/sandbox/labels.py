"""Shipping labels as files."""

import struct
import zlib

from odoo.addons.ocean_marketplace_base.sandbox.pdf import A5, A6, pages_pdf

from .model import Order, Parcel
from .names import mask, masked_address
from .show_package import contents
from .store import Store

KINDS = (
    "NORMAL_AIR_WAYBILL",
    "THERMAL_AIR_WAYBILL",
    "NORMAL_JOB_AIR_WAYBILL",
    "THERMAL_JOB_AIR_WAYBILL",
    "THERMAL_UNPACKAGED_LABEL",
)
SELECTABLE = KINDS[:2]
SUGGESTED = "THERMAL_AIR_WAYBILL"


def labels_pdf(store: Store, parcels: list[tuple[Order, Parcel]], kind: str) -> bytes:
    """Return a PDF with one page per parcel: A6 for thermal labels, else A5."""
    pages = [(_lines(store, order, parcel), parcel.tracking_number) for order, parcel in parcels]
    return pages_pdf(pages, A6 if kind.startswith("THERMAL") else A5)


def _lines(store: Store, order: Order, parcel: Parcel) -> list[str]:
    address = masked_address(order.address) if order.masked and order.address["name"] else order.address
    name = mask(order.address["name"]) if order.masked else order.address["name"]
    goods = [
        f"{units} x {line.model_sku or line.item_sku}  {line.item_name}"[:60]
        for line, units in contents(order, parcel)
    ]
    return [
        f"{order.channel.name}  {parcel.tracking_number}",
        f"Order {order.sn}",
        f"Package {parcel.number}",
        f"From {store.shops[order.shop_id].name}",
        f"To {name}  {address['phone']}",
        address["full_address"][:60],
        f"{order.address['city']}, {order.address['state']} {order.address['zipcode']}",
        "COD" if order.cod else "Paid",
        *goods,
    ]


def picture(text: str) -> bytes:
    """Return a PNG that shows `text` as bars."""
    bits = "".join(f"{byte:08b}" for byte in text.encode()) or "0"
    line = b"\0" + b"".join(b"\0\0" if bit == "1" else b"\xff\xff" for bit in bits)
    height = 24
    head = struct.pack(">IIBBBBB", 2 * len(bits), height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(line * height)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
