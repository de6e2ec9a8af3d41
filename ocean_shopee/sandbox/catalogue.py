"""Builds the listings of a seeded shop."""

from odoo.addons.ocean_marketplace_base.sandbox.world import World

from .catalogue_data import Product
from .model import Item, Shop, Variant

DAY = 86_400


def build_items(world: World, shop: Shop, products: tuple[Product, ...]) -> list[Item]:
    """Return the listings of `shop`, ids and stock following from the seed."""
    return [_item(world, shop, product, index) for index, product in enumerate(products)]


def _item(world: World, shop: Shop, product: Product, index: int) -> Item:
    rng = world.random("item", shop.id, product.sku)
    item_id = rng.randrange(20_000_000_000, 29_999_999_999)
    made = world.epoch - rng.randrange(60, 300) * DAY
    return Item(
        item_id=item_id,
        shop_id=shop.id,
        name=product.name,
        sku=product.sku,
        category_id=100_000 + rng.randrange(10, 999),
        weight=product.grams / 1000,
        tiers=[(product.tier, [name for _part, name in product.options])] if product.options else [],
        variants=_variants(world, shop, product),
        description=f"{product.name}. Barang siap kirim setiap hari kerja sebelum pukul 15.00 WIB.",
        create_time=made,
        update_time=world.epoch - rng.randrange(1, 30) * DAY,
        status="UNLIST" if product.sku == "JAKET-PARKA" and index else "NORMAL",
    )


def _variants(world: World, shop: Shop, product: Product) -> list[Variant]:
    rng = world.random("variant", shop.id, product.sku)
    if not product.options:
        return [Variant(0, product.sku, "", (), product.list_price, product.price, rng.randrange(5, 120))]
    return [
        Variant(
            model_id=rng.randrange(220_000_000_000, 229_999_999_999),
            sku=f"{product.sku}-{part}",
            name=name,
            tier_index=(index,),
            list_price=product.list_price,
            price=product.price,
            stock=rng.randrange(3, 80),
        )
        for index, (part, name) in enumerate(product.options)
    ]
