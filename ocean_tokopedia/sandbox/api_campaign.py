"""Slash prices and campaigns."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from . import params
from .api_product_edit import by_text
from .catalogue import FIRST_SLASH_PRICE
from .errors import ApiError
from .gate import Call, Gate
from .model import Product, Shop, SlashPrice
from .params import whole
from .pushes import Pushes
from .show_product import campaign_name, page_url, rupiah
from .store import JAKARTA, Store

AHEAD = 300
ROWS = 100
PAGE = 50
Row = dict[str, Any]


class CampaignApi:
    """Answers ``/v1/campaign`` and ``/v1|v2/slash-price``."""

    def __init__(self, store: Store, gate: Gate, pushes: Pushes) -> None:
        self._store = store
        self._gate = gate
        self._pushes = pushes

    def campaigns(self, call: Call) -> Row:
        """GET /v1/campaign/fs/{fs_id}/view: plain and formatted prices are swapped, as in the sample."""
        shop = self._gate.query_shop(call, "CMP_DLV_001")
        number = params.number(call, "product_id", "CMP_DLV_002", "CMP_DLV_002")
        product = self._store.products.get(number)
        running = self._store.slash_price_of(number)
        if product is None or product.shop_id != shop.id or running is None:
            return {"products": [], "total_product": 0}
        row = {
            "ID": product.id,
            "price": str(running.price),
            "price_unfmt": rupiah(running.price),
            "min_order": product.min_order,
            "max_order": running.max_order,
            "shop": {},
            "campaign": self._campaign(product, running),
        }
        return {"products": [row], "total_product": 1}

    def _campaign(self, product: Product, running: SlashPrice) -> Row:
        return {
            "campaignID": -10_000,
            "slash_price_product_id": running.id,
            "discount_percentage": running.percentage,
            "discounted_price": rupiah(running.price),
            "original_price": rupiah(product.price),
            "custom_stock": product.total_stock,
            "campaign_status": 2,
            "start_date": self._store.local(running.start),
            "end_date": self._store.local(running.end),
            "campaign_type_name": campaign_name(running),
            "campaign_short_name": "Sale",
            "max_order": running.max_order,
            "discounted_price_fmt": str(running.price),
            "original_price_fmt": str(product.price),
            "original_stock": product.total_stock,
            "min_order": product.min_order,
        }

    def slash_prices(self, call: Call) -> list[Row]:
        """GET /v2/slash-price/fs/{fs_id}/view."""
        return [self._slash_price(row) for row in self._page(call)]

    def slash_prices_v1(self, call: Call) -> Row:
        """GET /v1/slash-price/fs/{fs_id}/view: the same with other names."""
        shop = self._gate.query_shop(call, "SPE_DLV_001")
        return {"shop_id": shop.id, "products": [self._slash_price_v1(row) for row in self._page(call)]}

    def _page(self, call: Call) -> list[SlashPrice]:
        shop = self._gate.query_shop(call, "SPE_DLV_001")
        part = params.page(call, PAGE, "SPE_DLV_002", 10)
        status, number = call.request.get("status"), call.request.get("product_id")
        if status not in (None, "", "SCHEDULED", "ONGOING", "PAUSED"):
            raise ApiError("SPE_DLV_003", "invalid status")
        rows = [
            row
            for row in self._store.slash_prices.values()
            if row.shop_id == shop.id
            and not row.cancelled
            and not row.is_flash_sale
            and row.end > self._store.now
            and number in (None, "", str(row.product_id))
            and status in (None, "", self._status(row))
        ]
        return rows[part]

    def _status(self, row: SlashPrice) -> str:
        return "SCHEDULED" if row.start > self._store.now else "ONGOING"

    def _slash_price(self, row: SlashPrice) -> Row:
        product = self._store.products[row.product_id]
        return {
            "slash_price_product_id": row.id,
            "product_id": product.id,
            "name": product.name,
            "price": {
                "min": product.price,
                "max": product.price,
                "min_formatted": rupiah(product.price),
                "max_formatted": rupiah(product.price),
            },
            "stock": product.total_stock,
            "url": page_url(self._store, product),
            "sku": product.sku,
            "discounted_price": row.price,
            "discounted_percentage": row.percentage,
            "max_order": row.max_order,
            "start_date": datetime.fromtimestamp(row.start, JAKARTA).isoformat(),
            "end_date": datetime.fromtimestamp(row.end, JAKARTA).isoformat(),
            "warehouses": [],
            "slash_price_status_id": 2 if self._status(row) == "ONGOING" else 1,
        }

    def _slash_price_v1(self, row: SlashPrice) -> Row:
        product = self._store.products[row.product_id]
        return {
            "product_id": product.id,
            "product_name": product.name,
            "product_url": page_url(self._store, product),
            "status": product.status,
            "status_tree": 0,
            "parent_id": product.parent_id,
            "slash_price_product_id": row.id,
            "slash_price_child_ids": None,
            "product_cover": product.pictures[0] if product.pictures else "",
            "etalase": product.showcase_id,
            "original_price": product.price,
            "discounted_price": row.price,
            "discount_percentage": row.percentage,
            # Jakarta's wall clock with a "Z" behind it, as in the sample.
            "start_time_standard": self._store.local(row.start, "%Y-%m-%dT%H:%M:%SZ"),
            "end_time_standard": self._store.local(row.end, "%Y-%m-%dT%H:%M:%SZ"),
            "start_time": self._store.local(row.start, "%d %b %Y %H:%M"),
            "end_time": self._store.local(row.end, "%d %b %Y %H:%M"),
            "initial_quota": product.total_stock,
            "remaining_quota": product.total_stock,
            "max_order": row.max_order,
            "slash_price_status_id": 2,
            "slash_price_status_name": "Aktif",
            "join_flashsale": False,
            "use_warehouse": bool(row.warehouse_id),
        }

    def add(self, call: Call) -> Row:
        """POST /v1/slash-price/fs/{fs_id}/add: a bare list; refusals are sentences."""
        return self._each(call, self._add)

    def update(self, call: Call) -> Row:
        """POST /v1/slash-price/fs/{fs_id}/update."""
        return self._each(call, self._update)

    def cancel(self, call: Call) -> Row:
        """POST /v1/slash-price/fs/{fs_id}/cancel."""
        return self._each(call, self._cancel)

    def _each(self, call: Call, act: Callable[[Shop, Row], str]) -> Row:
        shop = self._gate.query_shop(call, "SPE_DLV_001")
        rows = call.json(list, "SPE_DLV_004")
        if not 1 <= len(rows) <= ROWS or not all(isinstance(row, dict) for row in rows):
            raise ApiError("SPE_DLV_004", "Error Parse Request Body")
        failed = [refusal for row in rows if (refusal := act(shop, row))]
        return by_text(len(rows), failed)

    def _add(self, shop: Shop, row: Row) -> str:
        number = whole(row.get("product_id"))
        if refusal := self._refusal(shop, row, number):
            return f"Error Product ID [{number}] : Failed Add Slash Price : {refusal} pid:{number}"
        if self._current(number) is not None:
            return f"Error Product ID [{number}] : Failed Add Slash Price : already exists pid:{number}"
        found = SlashPrice(
            self._store.next_id("slash price", FIRST_SLASH_PRICE), shop.id, number or 0, 0, 0, 0, 0, 0, 0
        )
        self._store.slash_prices[found.id] = found
        self._fill(found, row)
        return ""

    def _update(self, shop: Shop, row: Row) -> str:
        number = whole(row.get("product_id"))
        found = self._current(number)
        refusal = self._refusal(shop, row, number, moved=found is not None)
        if refusal or found is None:
            return f"Error Product ID [{number}] : Failed Update Slash Price : {refusal or 'not found'}"
        self._fill(found, row)
        return ""

    def _cancel(self, shop: Shop, row: Row) -> str:
        found = self._store.slash_prices.get(whole(row.get("slash_price_product_id")) or 0)
        number = whole(row.get("product_id"))
        if (
            found is None
            or found.cancelled
            or found.is_flash_sale
            or (found.shop_id, found.product_id) != (shop.id, number)
        ):
            wanted = row.get("slash_price_product_id")
            text = f"slash price product id doesn't associate with product id [{number}]"
            return f"Error To Cancel Slash Price Product ID [{wanted}] : {text}"
        found.cancelled = True
        self._tell(found, on=False)
        return ""

    def _current(self, number: int | None) -> SlashPrice | None:
        rows = self._store.slash_prices.values()
        fitting = (
            row for row in rows if row.product_id == number and not row.cancelled and not row.is_flash_sale
        )
        return next((row for row in fitting if row.end > self._store.now), None)

    def _refusal(self, shop: Shop, row: Row, number: int | None, *, moved: bool = False) -> str:
        product = self._store.products.get(number or 0)
        if product is None or product.shop_id != shop.id:
            return "There are some problem when retrieve product info"
        if product.children:
            return "SPE_USC_004: parent product is not allowed"
        start, end = whole(row.get("start_time_unix")), whole(row.get("end_time_unix"))
        if start is None or end is None or start >= end:
            return "Waktu tidak valid"
        if not moved and start < self._store.now + AHEAD:
            return "Waktu mulai minimal 5 menit dari jam sekarang"
        price, percent = whole(row.get("discounted_price")), whole(row.get("discount_percentage"))
        if bool(price) == bool(percent) or (percent or 1) > 99 or (price or 100) >= product.price:
            return "Harga diskon tidak valid"
        return ""

    def _fill(self, found: SlashPrice, row: Row) -> None:
        product = self._store.products[found.product_id]
        percent = whole(row.get("discount_percentage")) or 0
        found.price = whole(row.get("discounted_price")) or product.price * (100 - percent) // 100
        found.percentage = 100 - found.price * 100 // product.price
        found.start, found.end = int(row["start_time_unix"]), int(row["end_time_unix"])
        found.max_order = whole(row.get("max_order")) or 0
        found.warehouse_id = whole(row.get("warehouse_id")) or 0
        self._tell(found, on=True)

    def _tell(self, found: SlashPrice, *, on: bool) -> None:
        product = self._store.products[found.product_id]
        self._pushes.campaign(product, found, "slash_price_active" if on else "slash_price_inactive")
