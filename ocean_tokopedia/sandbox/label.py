"""The shipping label: a page of HTML to print, with the tracking number as a Code 39 barcode."""

from html import escape
from typing import Final

from .model import Order, Shop
from .show_list import full_address

_WIDE: Final = 3
_PATTERNS: Final = (
    "nnnwwnwnn wnnwnnnnw nnwwnnnnw wnwwnnnnn nnnwwnnnw wnnwwnnnn nnwwwnnnn nnnwnnwnw "
    "wnnwnnwnn nnwwnnwnn wnnnnwnnw nnwnnwnnw wnwnnwnnn nnnnwwnnw wnnnwwnnn nnwnwwnnn "
    "nnnnnwwnw wnnnnwwnn nnwnnwwnn nnnnwwwnn wnnnnnnww nnwnnnnww wnwnnnnwn nnnnwnnww "
    "wnnnwnnwn nnwnwnnwn nnnnnnwww wnnnnnwwn nnwnnnwwn nnnnwnwwn wwnnnnnnw nwwnnnnnw "
    "wwwnnnnnn nwnnwnnnw wwnnwnnnn nwwnwnnnn nwnnnnwnw nwnnwnwnn"
)
_CODE39: Final = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-*", _PATTERNS.split(" "), strict=True))
"""Bars and gaps of each character, wide or narrow, beginning with a bar."""


def label_page(order: Order, shop: Shop, awb: str) -> str:
    """Return the label of an order; without a tracking number its booking code stands there."""
    code = awb or order.booking_code
    lines = "".join(
        f"<tr><td>{escape(line.sku)}</td><td>{escape(line.name)}</td><td>{line.active}</td></tr>"
        for line in order.lines
    )
    return f"""<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title>Label {escape(order.invoice)}</title>
<style>@page {{ size: 100mm 150mm; margin: 4mm }} body {{ font: 10pt sans-serif }}</style></head>
<body>
<h1>{escape(order.courier.shipper)} - {escape(order.courier.service)}</h1>
{barcode(code)}
<p>No. Resi: <b>{escape(code)}</b></p>
<p>{escape(order.invoice)}</p>
<p>Penerima: <b>{escape(order.buyer["name"])}</b> {escape(order.buyer["phone"])}<br>
{escape(full_address(order))}</p>
<p>Pengirim: {escape(shop.name)}, {escape(shop.warehouses[0].place.city)}</p>
<table><tr><th>SKU</th><th>Produk</th><th>Jumlah</th></tr>{lines}</table>
</body></html>
"""


def barcode(text: str) -> str:
    """Return `text` (digits, letters, dashes) as a Code 39 barcode in SVG."""
    bars, x = [], 0
    known = "".join(character for character in text.upper() if character in _CODE39 and character != "*")
    for character in f"*{known}*":
        for place, width in enumerate(_CODE39[character]):
            units = _WIDE if width == "w" else 1
            if place % 2 == 0:
                bars.append(f'<rect x="{x}" width="{units}" height="40"/>')
            x += units
        x += 1
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {x} 40" height="60">{"".join(bars)}</svg>'
