"""Builds the listings of a seeded shop."""

from odoo.addons.ocean_marketplace_base.sandbox.world import World

from .catalogue_data import Product
from .channels import CHANNELS
from .deals import Cut, Cuts, Discount
from .listing import Item, Variant
from .model import Shop
from .store import Store
from .taxonomy import leaf_of, mandatory_attributes

DAY = 86_400
PLENTY = 2000
"""Seeded stock lasts for many orders."""


def open_shop(store: Store, shop: Shop, products: tuple[Product, ...]) -> None:
    """Add the listings of `shop`, ids and stock following from the seed, and the discount that they have."""
    world = store.world
    number = world.random("promotion", shop.id).randrange(10**14, 10**15)
    period = world.epoch - 60 * DAY, world.epoch + 100 * DAY
    locks = store.switches.seeded_discount_locks
    discount = Discount(number, shop.id, "Promo Toko", *period, locks=locks, modify_time=period[0])
    for index, product in enumerate(products):
        item = _item(world, shop, product, index)
        store.items[item.item_id] = item
        if product.price < product.list_price:
            cuts = {variant.model_id: Cut(product.price) for variant in item.variants}
            discount.items[item.item_id] = Cuts(cuts)
    store.discounts[number] = discount


def _item(world: World, shop: Shop, product: Product, index: int) -> Item:
    rng = world.random("item", shop.id, product.sku)
    item_id = rng.randrange(20_000_000_000, 29_999_999_999)
    made = world.epoch - rng.randrange(60, 300) * DAY
    return Item(
        item_id=item_id,
        shop_id=shop.id,
        name=product.name,
        sku=product.sku,
        category_id=leaf_of(product.sku),
        weight=product.grams / 1000,
        tiers=[(product.tier, [name for _part, name in product.options])] if product.options else [],
        variants=_variants(world, shop, product),
        description=f"{product.name}. Barang siap kirim setiap hari kerja sebelum pukul 15.00 WIB.",
        create_time=made,
        update_time=world.epoch - rng.randrange(1, 30) * DAY,
        status="UNLIST" if product.sku == "JAKET-PARKA" and index else "NORMAL",
        images=[str(item_id)],
        attributes=mandatory_attributes(leaf_of(product.sku)),
        logistics=[{"logistic_id": channel.id, "enabled": True} for channel in CHANNELS],
    )


def _variants(world: World, shop: Shop, product: Product) -> list[Variant]:
    rng = world.random("variant", shop.id, product.sku)
    if not product.options:
        return [Variant(0, product.sku, "", (), product.list_price, PLENTY + rng.randrange(5, 120))]
    return [
        Variant(
            model_id=rng.randrange(220_000_000_000, 229_999_999_999),
            sku=f"{product.sku}-{part}",
            name=name,
            tier_index=(index,),
            list_price=product.list_price,
            stock=PLENTY + rng.randrange(3, 80),
        )
        for index, (part, name) in enumerate(product.options)
    ]
