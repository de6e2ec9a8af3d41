"""What the platform and the seller centre do to products: checks, bans, flash sales, edits, deletions."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.sandbox.platform import BadOption, UnknownThing

from .catalogue import FIRST_SLASH_PRICE
from .model import ACTIVE, BANNED, DELETED, INACTIVE, PENDING, Product, Shop, SlashPrice
from .pushes import Pushes
from .stockroom import Stockroom
from .store import Store

STATUSES: Final = {
    "banned": BANNED,
    "pending": PENDING,
    "deleted": DELETED,
    "active": ACTIVE,
    "inactive": INACTIVE,
}
EDITABLE: Final[dict[str, type]] = {
    "name": str,
    "description": str,
    "sku": str,
    "category_id": int,
    "weight": int,
    "condition": int,
    "pictures": list,
    "preorder": dict,
    "dimension": dict,
    "wholesale": list,
}
BY_HAND: Final = -1
OPTIONS: Final = frozenset({"status", "edit", "price", "stock", "flash_sale"})


class PlatformSide:
    """Changes products without any call of the API."""

    def __init__(self, store: Store, stockroom: Stockroom, pushes: Pushes) -> None:
        self._store = store
        self._stockroom = stockroom
        self._pushes = pushes

    def take_in(self, product: Product) -> None:
        """Begin the check of a new product, if there is one; without it forbidden words ban it at once."""
        delay = self._store.switches.check_delay
        if not delay:
            self.judge(product)
            return
        product.check_at = self._store.now + delay if delay > 0 else 0
        self._set_status(product, PENDING)

    def judge(self, product: Product) -> None:
        """Ban a product with a forbidden word, put a pending one on sale."""
        product.check_at = 0
        text = f"{product.name} {product.description}".lower()
        if any(word in text for word in self._store.switches.words("banned_words")):
            self._set_status(product, BANNED)
        elif product.status == PENDING:
            self._set_status(product, ACTIVE)

    def settle(self) -> None:
        """Do what is due: end checks and flash sales."""
        now = self._store.now
        for product in [row for row in self._store.products.values() if 0 < row.check_at <= now]:
            self.judge(product)
        for sale in self._store.slash_prices.values():
            if sale.is_flash_sale and not sale.cancelled and sale.end <= now:
                self._end_sale(sale)

    def change(self, shop: Shop, name: str, options: dict[str, Any]) -> dict[str, Any]:
        """Do to the product with id or SKU `name` what `options` say, and return it.

        :raise BadOption: if an option makes no sense
        :raise UnknownThing: if there is no such product
        """
        product = self._product(shop, name)
        if unknown := set(options) - OPTIONS:
            raise BadOption(f"cannot set {', '.join(sorted(unknown))}; only {', '.join(sorted(OPTIONS))}")
        acts: dict[str, Callable[[Product, Any], None]] = {
            "edit": self._edit,
            "price": lambda row, value: self._stockroom.set_price(row, int(value), shop.main_warehouse),
            "stock": lambda row, value: self._stockroom.set_stock(
                row, shop.main_warehouse, int(value), "stock_overwrite"
            ),
            "status": self._status,
            "flash_sale": self._flash_sale,
        }
        for option, act in acts.items():
            if option in options:
                act(product, options[option])
        return asdict(product)

    def _product(self, shop: Shop, name: str) -> Product:
        for product in self._store.products.values():
            if product.shop_id == shop.id and name in (str(product.id), product.sku):
                return product
        raise UnknownThing(f"no product {name!r}")

    def _status(self, product: Product, word: str) -> None:
        if word not in STATUSES:
            raise BadOption(f"status must be one of {', '.join(STATUSES)}")
        product.check_at = 0
        self._set_status(product, STATUSES[word])

    def _set_status(self, product: Product, status: int) -> None:
        for member in (product, *(self._store.products[child] for child in product.children)):
            self._stockroom.set_status(member, status)

    def _edit(self, product: Product, changes: dict[str, Any]) -> None:
        for name, value in changes.items():
            if name not in EDITABLE or type(value) is not EDITABLE[name]:
                known = ", ".join(f"{key} ({kind.__name__})" for key, kind in EDITABLE.items())
                raise BadOption(f"cannot edit {name} so; there are {known}")
            setattr(product, name, value)
        product.update_time = max(self._store.now, product.update_time + 1)

    def _flash_sale(self, product: Product, options: dict[str, Any]) -> None:
        """Begin one with ``price``, ``reserve`` units and ``seconds``, or with ``end`` end it."""
        running = self._store.slash_price_of(product.id)
        if options.get("end"):
            if running is None or not running.is_flash_sale:
                raise BadOption(f"product {product.id} is in no flash sale")
            self._end_sale(running)
            return
        self._begin_sale(product, int(options["price"]), int(options["reserve"]), int(options["seconds"]))

    def _begin_sale(self, product: Product, price: int, reserve: int, seconds: int) -> None:
        main = self._store.shops[product.shop_id].main_warehouse
        if not 0 < reserve <= product.stock[main] or product.children:
            raise BadOption(f"product {product.id} has no {reserve} units to set apart")
        now = self._store.now
        sale = SlashPrice(
            id=self._store.next_id("slash price", FIRST_SLASH_PRICE),
            shop_id=product.shop_id,
            product_id=product.id,
            price=price,
            percentage=100 - price * 100 // product.price,
            start=now,
            end=now + seconds,
            max_order=0,
            warehouse_id=0,
            reserve=reserve,
        )
        left = product.stock[main] - reserve
        self._stockroom.set_stock(product, main, left, "stock_decrement", keep_status=True)
        self._store.slash_prices = {sale.id: sale} | self._store.slash_prices  # counts before slash prices
        self._tell(product, sale, on=True)

    def _end_sale(self, sale: SlashPrice) -> None:
        """Give the reserve back."""
        sale.cancelled = True
        product = self._store.products[sale.product_id]
        main = self._store.shops[product.shop_id].main_warehouse
        self._stockroom.set_stock(product, main, product.stock[main] + sale.reserve, "stock_increment")
        self._tell(product, sale, on=False)

    def _tell(self, product: Product, sale: SlashPrice, *, on: bool) -> None:
        kind = "flash_sale_active" if on else "flash_sale_inactive"
        self._pushes.campaign(product, sale, kind)
