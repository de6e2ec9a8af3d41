import struct
import threading
import zlib
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from odoo.addons.ocean_marketplace_base.lib.content import (
    AttributeValue,
    Content,
    Dimensions,
    Option,
    Variant,
)
from odoo.addons.ocean_marketplace_base.lib.hosts import HostPolicy
from odoo.addons.ocean_marketplace_base.lib.transport import Transport
from odoo.addons.ocean_shopee.lib.catalogue import ShopeeCatalogue
from odoo.addons.ocean_shopee.lib.client import ShopeeClient
from odoo.addons.ocean_shopee.lib.reader import ShopeeReader
from odoo.addons.ocean_shopee.lib.signing import App
from odoo.addons.ocean_shopee.lib.stock_keeper import ShopeeStockKeeper

SHIRTS, HATS, MATERIAL = "100245", "100261", "100134"
"""Categories and an attribute of the simulator; shirts need it."""


@pytest.fixture
def shop(sandbox):
    return sandbox.info["shopee"]


@pytest.fixture
def app(shop):
    return App(str(shop["partner_id"]), shop["partner_key"], push_key=shop["push_key"])


@pytest.fixture
def transport():
    with Transport(HostPolicy.loopback()) as opened:
        yield opened


@pytest.fixture
def client(app, transport, shop):
    return ShopeeClient(
        app, transport, shop["base_url"], shop_id=str(shop["shop_id"]), access_token=shop["access_token"]
    )


@pytest.fixture
def reader(client):
    return ShopeeReader(client)


@pytest.fixture
def numbers(sandbox, shop):
    """Order numbers of the first shop by status, as the simulator knows them."""
    found = {}
    for row in sandbox.control(f"/orders?shop_id={shop['shop_id']}")["orders"]:
        found.setdefault(row["status"], []).append(row["id"])
    return found


@pytest.fixture
def address():
    """An address that takes pushes."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/ocean/push/k1"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def catalogue(client):
    return ShopeeCatalogue(client, "ID", settle=0)


@pytest.fixture
def keeper(client):
    return ShopeeStockKeeper(client)


@pytest.fixture
def shirt(catalogue):
    """Return a function that makes the content of a shirt in two colours and three sizes, with six images."""

    def build(**changes):
        pictures = tuple(catalogue.upload_image(png(number)) for number in range(6))
        colours, sizes = ("Biru", "Merah"), ("S", "M", "L")
        variants = tuple(
            Variant(
                options=(colour, size),
                seller_sku=f"KMJ-{colour[0]}-{size}",
                price=Decimal(150_000 + 5_000 * index),
                quantity=4 + index,
            )
            for colour in colours
            for index, size in enumerate(sizes)
        )
        values = {
            "name": "Kemeja Linen Lengan Panjang",
            "description": "Kemeja linen.\nDijahit di Bandung.",
            "category_id": SHIRTS,
            "brand_id": "1110034",
            "brand_name": "Senja Wear",
            "attributes": (AttributeValue(attribute_id=MATERIAL, value_ids=("1204",)),),
            "images": pictures,
            "weight": 320,
            "dimensions": Dimensions(length=Decimal(30), width=Decimal(25), height=Decimal("4.5")),
            "options": (
                Option(name="Warna", values=colours, images=pictures[:2]),
                Option(name="Ukuran", values=sizes),
            ),
            "variants": variants,
        }
        return Content(**{**values, **changes})

    return build


@pytest.fixture
def hat(catalogue):
    """The content of an item without variants."""
    return Content(
        name="Topi Rimba Kanvas",
        description="Topi kanvas.",
        category_id=HATS,
        images=(catalogue.upload_image(png(9)),),
        weight=150,
        variants=(Variant(seller_sku="TR-1", price=Decimal(60_000), quantity=9),),
    )


@pytest.fixture
def writes(sandbox):
    """Return a function that tells which calls changed something since it was called last."""

    def since():
        found = [call["path"].rsplit("/", 1)[1] for call in sandbox.calls("/api/v2/*") if call["write"]]
        sandbox.control("/calls/clear", {})
        return found

    return since


def png(number, width=2, height=2):
    """Return a small picture; another for each `number`."""
    rows = b"".join(b"\0" + bytes([number, 0, 0]) * width for _row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
