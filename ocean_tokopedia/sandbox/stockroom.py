"""Stock and prices of products, and the pushes that follow from their changes."""

from .model import ACTIVE, INACTIVE, Order, Product
from .pushes import Pushes
from .store import Store


class Stockroom:
    """Changes products; every change is pushed."""

    def __init__(self, store: Store, pushes: Pushes) -> None:
        self._store = store
        self._pushes = pushes

    def available(self, order: Order) -> bool:
        """Return whether there is enough of every listed product of `order`."""
        wanted: dict[int, int] = {}
        for line in order.lines:
            wanted[line.product_id] = wanted.get(line.product_id, 0) + line.quantity
        products = self._store.products
        return all(
            products[number].stock[order.warehouse_id] >= units
            for number, units in wanted.items()
            if number in products
        )

    def take(self, order: Order) -> None:
        """Take what was bought."""
        for line in order.lines:
            product = self._store.products.get(line.product_id)
            if product is not None:
                product.sold += line.quantity
                left = max(0, product.stock[order.warehouse_id] - line.quantity)
                self.set_stock(product, order.warehouse_id, left, "stock_decrement")

    def give_back(self, order: Order) -> None:
        """Put back what was refused or cancelled."""
        for line in order.lines:
            product = self._store.products.get(line.product_id)
            if product is not None:
                more = product.stock[order.warehouse_id] + line.quantity
                self.set_stock(product, order.warehouse_id, more, "stock_increment")

    def set_stock(
        self, product: Product, warehouse_id: int, units: int, action: str, *, keep_status: bool = False
    ) -> None:
        """Set the stock of a warehouse; 0 in all of them hides the product, more shows it again."""
        before, product.stock[warehouse_id] = product.stock[warehouse_id], units
        self._touch(product)
        self._pushes.product_change(product, action, units, before, warehouse_id)
        if not self._store.switches.zero_deactivates or keep_status:
            return
        if not product.total_stock and product.status == ACTIVE:
            product.emptied = True
            self.set_status(product, INACTIVE)
        elif product.total_stock and product.emptied:
            self.set_status(product, ACTIVE)

    def is_held(self, product: Product, what: str) -> bool:
        """Return whether a campaign holds the ``price`` or ``stock`` of a product."""
        running, switches = self._store.slash_price_of(product.id), self._store.switches
        if running is None:
            return False
        if running.is_flash_sale:
            return switches.flash_sale_locks
        return what == "price" and switches.slash_price_locks

    def set_price(self, product: Product, price: int, warehouse_id: int) -> None:
        """Set the price; a product with variants shows the lowest of theirs."""
        before, product.price = product.price, price
        self._touch(product)
        self._pushes.product_change(product, "price_changes", price, before, warehouse_id)
        parent = self._store.products.get(product.parent_id)
        if parent is not None:
            parent.price = min(self._store.products[child].price for child in parent.children)

    def set_status(self, product: Product, status: int) -> None:
        """Set the status."""
        if product.status == status:
            return
        product.status = status
        product.emptied = product.emptied and status == INACTIVE
        self._touch(product)
        self._pushes.product_change(product, "status_changes", status, None, None)

    def _touch(self, product: Product) -> None:
        product.update_time = self._store.now
