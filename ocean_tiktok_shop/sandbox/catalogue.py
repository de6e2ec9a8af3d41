"""Builds the listings of a seeded shop."""

from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.world import World

from .catalogue_data import BRANDS, Line
from .model import TIKTOK, TOKOPEDIA, Product, Shop, Sku, Warehouse

DAY = 86_400


def platforms_of(shop: Shop) -> list[str]:
    """Return the storefronts that a shop sells on."""
    return [TIKTOK, TOKOPEDIA] if shop.tokopedia else [TIKTOK]


def image(world: World, *names: object) -> dict[str, Any]:
    """Return an uploaded image as the API shows it."""
    uri = f"tos-alisg-i-aphluv4xwc-sg/{world.random('image', *names).randrange(16**31, 16**32):x}"
    url = f"https://p16-oec-sg.ibyteimg.com/{uri}~tplv-origin-jpeg.jpeg"
    return {"uri": uri, "urls": [url], "thumb_urls": [url], "height": 800, "width": 800}


def build_products(
    world: World, shop: Shop, lines: tuple[Line, ...], places: list[Warehouse]
) -> list[Product]:
    """Return the listings of `shop`, ids and stock following from the seed.

    :param places: the first one holds every SKU, the others only those of the last line but one.
    """
    return [
        _product(world, shop, line, places if line is lines[-2] else places[:1], index)
        for index, line in enumerate(lines)
    ]


def _product(world: World, shop: Shop, line: Line, places: list[Warehouse], index: int) -> Product:
    rng = world.random("product", shop.id, line.sku)
    made = world.epoch - rng.randrange(60, 300) * DAY
    number = str(rng.randrange(1_729_100_000_000_000_000, 1_729_900_000_000_000_000))
    hidden = line.sku == "JAKET-PARKA"
    status = "SELLER_DEACTIVATED" if hidden else "ACTIVATE"
    return Product(
        id=number,
        shop_id=shop.id,
        content=_content(world, shop, line, index),
        skus=_skus(world, shop, line, places),
        create_time=made,
        update_time=world.epoch - rng.randrange(1, 30) * DAY,
        status=status,
        platforms=dict.fromkeys(platforms_of(shop), status),
    )


def _content(world: World, shop: Shop, line: Line, index: int) -> dict[str, Any]:
    return {
        "title": line.title,
        "description": f"<p>{line.title}. Barang siap kirim setiap hari kerja sebelum pukul 15.00 WIB.</p>",
        "category_id": line.category,
        "brand_id": BRANDS[index % len(BRANDS)][0],
        "main_images": [image(world, shop.id, line.sku)],
        "package_weight": {"value": str(line.grams / 1000), "unit": "KILOGRAM"},
        "package_dimensions": {"length": "20", "width": "15", "height": "5", "unit": "CENTIMETER"},
        "product_attributes": [],
        "is_cod_allowed": True,
        "external_product_id": line.sku,
        "listing_platforms": platforms_of(shop),
    }


def _skus(world: World, shop: Shop, line: Line, places: list[Warehouse]) -> list[Sku]:
    rng = world.random("sku", shop.id, line.sku)
    attribute = str(100_000 + rng.randrange(10, 99))
    made = []
    for part, name in line.options or (("", ""),):
        value = str(rng.randrange(1_729_592_000_000_000_000, 1_729_593_000_000_000_000))
        shown = {"id": attribute, "name": line.attribute, "value_id": value, "value_name": name}
        made.append(
            Sku(
                id=str(rng.randrange(1_729_900_000_000_000_001, 1_729_999_999_999_999_999)),
                seller_sku=f"{line.sku}-{part}" if part else line.sku,
                name=name or "Default",
                attributes=[shown] if part else [],
                list_price=line.list_price,
                price=line.price,
                stock={place.id: rng.randrange(120, 900) for place in places},
            )
        )
    return made
