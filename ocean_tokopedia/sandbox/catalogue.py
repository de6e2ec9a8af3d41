"""Builds the listings of a seeded shop."""

from .catalogue_data import Sample
from .categories import COLOUR, COLOURS, INTERNATIONAL, SIZE, SIZES
from .model import Product, Shop, SlashPrice
from .store import Store

DAY = 86_400
FIRST_PRODUCT = 1_122_747_201
FIRST_SLASH_PRICE = 18_460


def add_products(store: Store, shop: Shop, samples: tuple[Sample, ...]) -> None:
    """List `samples` in `shop`, stock and times following from the seed."""
    for sample in samples:
        rng = store.world.random("product", shop.id, sample.sku)
        made = store.world.epoch - rng.randrange(60, 300) * DAY
        product = _product(store, shop, sample, sample.name, sample.sku, made)
        product.update_time = store.world.epoch - rng.randrange(1, 30) * DAY
        if not sample.options:
            product.stock[shop.main_warehouse] = rng.randrange(5, 120)
            continue
        product.selection = [_selection(sample)]
        for place, (part, value) in enumerate(sample.options):
            name, sku = f"{sample.name} - {value}", f"{sample.sku}-{part}"
            child = _product(store, shop, sample, name, sku, made)
            child.parent_id, child.options, child.update_time = product.id, [place], product.update_time
            child.stock[shop.main_warehouse] = rng.randrange(3, 80)
            product.children.append(child.id)


def _product(store: Store, shop: Shop, sample: Sample, name: str, sku: str, made: int) -> Product:
    number = store.next_id("product", FIRST_PRODUCT)
    product = Product(
        id=number,
        shop_id=shop.id,
        name=name,
        sku=sku,
        price=sample.price,
        stock={warehouse.id: 0 for warehouse in shop.warehouses},
        category_id=sample.category,
        weight=sample.grams,
        description=f"{sample.name}. Barang siap kirim setiap hari kerja sebelum pukul 15.00 WIB.",
        showcase_id=next(iter(shop.showcases)),
        pictures=[f"https://images.tokopedia.net/img/cache/700/product-1/{number}.jpg"],
        create_time=made,
        sold=3,
    )
    store.products[number] = product
    if sample.discounted:
        _discount(store, product, sample.discounted)
    return product


def _discount(store: Store, product: Product, price: int) -> None:
    number = store.next_id("slash price", FIRST_SLASH_PRICE)
    store.slash_prices[number] = SlashPrice(
        id=number,
        shop_id=product.shop_id,
        product_id=product.id,
        price=price,
        percentage=100 - price * 100 // product.price,
        start=store.world.epoch - 40 * DAY,
        end=store.world.epoch + 40 * DAY,
        max_order=0,
        warehouse_id=0,
    )


def _selection(sample: Sample) -> dict[str, object]:
    colours = {name: (number, code) for number, name, code in COLOURS}
    sizes = {name: (number, "") for number, name in SIZES}
    known = colours if sample.selection == "colour" else sizes
    options = [
        {"unit_value_id": known[value][0], "value": value, "hex_code": known[value][1]}
        for _part, value in sample.options
    ]
    if sample.selection == "colour":
        return {"id": COLOUR, "unit_id": 0, "options": options}
    return {"id": SIZE, "unit_id": INTERNATIONAL, "options": options}
