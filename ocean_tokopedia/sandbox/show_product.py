"""How products are shown. Names are in three styles within one object, as the platform writes them."""

from typing import Any

from .categories import path_to
from .model import Product, SlashPrice
from .store import NEVER, Store


def product_info(store: Store, product: Product) -> dict[str, Any]:
    """Return a product, or a variant, as product/info shows it."""
    shop = store.shops[product.shop_id]
    price = _price(store, product)
    return {
        "basic": _basic(product),
        "price": price,
        "weight": {"value": product.weight, "unit": 1},
        "stock": _stock_shown(store, product),
        "main_stock": units(store, product),
        **_reserve_shown(store, product),
        "variant": _variant(product),
        "menu": _menu(product, shop.showcases),
        "preorder": _preorder(product),
        "extraAttribute": {
            "minOrder": product.min_order,
            "lastUpdateCategory": product.create_time,
            "isEligibleCOD": True,
            "isOnCampaign": store.slash_price_of(product.id) is not None,
        },
        "wholesale": _wholesale(product),
        "categoryTree": [
            {"id": number, "name": name, "title": name, "breadcrumbURL": "https://www.tokopedia.com/p/"}
            for number, name in path_to(product.category_id)
        ],
        "pictures": [_picture(store, url) for url in product.pictures],
        "GMStats": {"transactionSuccess": product.sold, "transactionReject": 0, "countSold": product.sold},
        "stats": {"countView": product.sold * 40, "countReview": 0, "countTalk": 0, "rating": 0},
        "other": {
            "sku": product.sku,
            "url": page_url(store, product),
            "mobileURL": page_url(store, product).replace("www.", "m."),
        },
        "campaign": _campaign(store, product),
        "warehouses": [
            {
                "productID": product.id,
                "warehouseID": warehouse_id,
                "price": price,
                "stock": {"useStock": product.counted, "value": stock},
            }
            for warehouse_id, stock in _stock(store, product).items()
        ],
        "volume": {"length": 0, "width": 0, "height": 0} | product.dimension,
    }


def _basic(product: Product) -> dict[str, Any]:
    return {
        "productID": product.id,
        "shopID": product.shop_id,
        "status": product.status,
        "name": product.name,
        "condition": product.condition,
        "childCategoryID": product.category_id,
        "shortDesc": product.description,
        "mustInsurance": product.must_insurance,
        "createTimeUnix": product.create_time,
        "updateTimeUnix": product.update_time,
    }


def units(store: Store, product: Product) -> int:
    """Return the stock of a product: its variants' if it has some."""
    return sum(_stock(store, product).values())


def reserve(store: Store, product: Product) -> int:
    """Return the units that flash sales of a product or its variants have set apart."""
    running = (store.slash_price_of(number) for number in (product.id, *product.children))
    return sum(sale.reserve for sale in running if sale)


def _stock_shown(store: Store, product: Product) -> dict[str, Any]:
    """The reserve of flash sales is part of the number."""
    value = units(store, product) + reserve(store, product)
    return {"useStock": product.counted, "value": value, "stockWording": ""}


def _reserve_shown(store: Store, product: Product) -> dict[str, int]:
    """Examples leave it out where there is none."""
    units = reserve(store, product)
    return {"reserve_stock": units} if units else {}


def _preorder(product: Product) -> dict[str, int]:
    """Answers count the days twice; only DAY (1) is a unit of requests."""
    if not product.preorder.get("is_active"):
        return {}
    return {"duration": product.preorder["duration"], "unit": 1, "day": product.preorder["duration"]}


def page_url(store: Store, product: Product) -> str:
    """Return the address of a product's page."""
    slug = "-".join(product.name.lower().replace("&", " ").split())
    return f"https://www.tokopedia.com/{store.shops[product.shop_id].domain}/{slug}"


def _stock(store: Store, product: Product) -> dict[int, int]:
    if not product.children:
        return product.stock
    children = [store.products[number] for number in product.children]
    return {where: sum(child.stock[where] for child in children) for where in product.stock}


def _price(store: Store, product: Product) -> dict[str, int]:
    return {
        "value": product.price,
        "currency": 1,
        "LastUpdateUnix": product.update_time,
        "idr": product.price,
    }


def _variant(product: Product) -> dict[str, Any]:
    if product.children:
        return {"isParent": True, "isVariant": True, "childrenID": list(product.children)}
    return {"isVariant": True} if product.parent_id else {}


def _menu(product: Product, showcases: dict[int, str]) -> dict[str, Any]:
    name = showcases.get(product.showcase_id)
    return {"id": product.showcase_id, "name": name} if name else {}


def _wholesale(product: Product) -> list[dict[str, Any]]:
    return [
        {
            "price": {"value": row["price"], "currency": 1, "idr": row["price"]},
            "minQuantity": row["min_qty"],
            "maxQuantity": 10_000,
        }
        for row in product.wholesale
    ]


def _picture(store: Store, url: str) -> dict[str, Any]:
    return {
        "picID": store.picture_id(url),
        "fileName": url.rpartition("/")[2],
        "filePath": "product-1",
        "status": 2,
        "OriginalURL": url,
        "ThumbnailURL": url,
        "width": 700,
        "height": 700,
        "URL300": url,
    }


def _campaign(store: Store, product: Product) -> dict[str, Any]:
    running = store.slash_price_of(product.id)
    if running is None:
        return {"StartDate": NEVER, "EndDate": NEVER}
    return {
        "StartDate": store.zulu(running.start),
        "EndDate": store.zulu(running.end),
        "IsActive": True,
        "OriginalPrice": product.price,
        "DiscountPercentage": running.percentage,
        "DiscountPrice": running.price,
        "CampaignTypeName": campaign_name(running),
    }


def campaign_name(sale: SlashPrice) -> str:
    """Return what the platform calls a campaign."""
    return "Flash Sale" if sale.is_flash_sale else "SlashPrice"


def variants(store: Store, parent: Product) -> dict[str, Any]:
    """Return the variants of a product as product/variant shows them; option ids are its own."""
    children = [store.products[number] for number in parent.children]
    return {
        "parent_id": parent.id,
        "default_child": children[0].id,
        "sizechart": parent.size_chart,
        "variant": [
            {
                "name": "warna" if selection["id"] == 1 else "ukuran",
                "identifier": "colour" if selection["id"] == 1 else "size",
                "unit_name": "",
                "position": place + 1,
                "option": [
                    {
                        "id": option_id(parent, place, number),
                        "value": option["value"],
                        "hex": option.get("hex_code", ""),
                    }
                    for number, option in enumerate(selection["options"])
                ],
            }
            for place, selection in enumerate(parent.selection)
        ],
        "children": [_child(store, parent, child) for child in children],
    }


def option_id(parent: Product, place: int, number: int) -> int:
    """Return the id of option `number` of the selection at `place`."""
    return parent.id % 10**6 * 1000 + place * 100 + number


def _child(store: Store, parent: Product, child: Product) -> dict[str, Any]:
    running = store.slash_price_of(child.id)
    return {
        "name": child.name,
        "url": page_url(store, child),
        "product_id": child.id,
        "price": child.price,
        "price_fmt": rupiah(child.price),
        "stock": units(store, child) + reserve(store, child),
        "main_stock": units(store, child),
        **_reserve_shown(store, child),
        "sku": child.sku,
        "option_ids": [option_id(parent, place, number) for place, number in enumerate(child.options)],
        "enabled": child.status == 1,
        "is_buyable": child.status == 1 and units(store, child) > 0,
        "is_wishlist": False,
        "picture": {"original": child.pictures[0], "thumbnail": child.pictures[0]}
        if child.pictures
        else {"original": "", "thumbnail": ""},
        "campaign": {
            "is_active": running is not None,
            "discounted_percentage": running.percentage if running else 0,
            "discounted_price": running.price if running else 0,
            "discounted_price_fmt": rupiah(running.price) if running else "",
            "campaign_type": 0,
            "campaign_type_name": "",
            "start_date": "",
            "end_date": "",
        },
        "always_available": not child.counted,
        "stock_wording": "",
        "other_variant_stock": "available",
        "is_limited_stock": False,
    }


def rupiah(amount: int) -> str:
    """Return `amount` as the platform prints it: ``Rp 10.000``."""
    return "Rp " + f"{amount:,}".replace(",", ".")
