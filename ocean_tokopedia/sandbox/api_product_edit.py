"""Writes of products, prices and stock."""

from collections.abc import Callable
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.http import Response, json_response

from .errors import ApiError
from .gate import Call, Gate
from .model import ACTIVE, BANNED, DELETED, INACTIVE, PENDING, Product, Shop, Upload
from .params import whole
from .platform_side import PlatformSide
from .product_checks import mistakes
from .product_form import change, make
from .pushes import Pushes
from .show_product import page_url
from .stockroom import Stockroom
from .store import Store

BATCH = 25
ROWS = 100
SYNC_ROWS = 20
FIRST_UPLOAD = 5721
TOO_MANY = "ERR_TOO_MANY_REQUEST"
Row = dict[str, Any]


class ProductEditApi:
    """Answers the writes of products."""

    def __init__(
        self, store: Store, gate: Gate, stockroom: Stockroom, pushes: Pushes, side: PlatformSide
    ) -> None:
        self._store = store
        self._gate = gate
        self._stockroom = stockroom
        self._pushes = pushes
        self._side = side

    # create and edit

    def create(self, call: Call) -> Row:
        """POST /v3/products/fs/{fs_id}/create: at once, answered row by row."""
        return self._answer(*self._each(call, self._make))

    def edit(self, call: Call) -> Row:
        """PATCH /v3/products/fs/{fs_id}/edit: at once, answered row by row."""
        return self._answer(*self._each(call, self._change))

    def create_later(self, call: Call) -> Row:
        """POST /v2/products/fs/{fs_id}/create: an upload to ask about."""
        return self._upload(call, self._make, "product_creation")

    def edit_later(self, call: Call) -> Row:
        """PATCH /v2/products/fs/{fs_id}/edit: an upload to ask about."""
        return self._upload(call, self._change, "product_edit")

    def upload_status(self, call: Call) -> Row:
        """GET /v2/products/fs/{fs_id}/status/{upload_id}."""
        shop = self._gate.query_shop(call, "PRD_DLV_042")
        text = call.parts["upload_id"]
        if not (text.isascii() and text.isdigit()):
            raise ApiError("PRD_DLV_042", f"Invalid field [upload_id] format, value [{text}] should be int")
        found = self._store.uploads.get(int(text))
        if found is None or found.shop_id != shop.id:
            raise ApiError("PRD_USC_025", "Upload ID is not associated with shop")
        done = found.ready <= self._store.now
        row = {
            "upload_id": found.id,
            "status": "DONE" if done else "UPLOADING",
            "total_data": found.total,
            "unprocessed_rows": 0 if done else found.total,
            "success_rows": len(found.done) if done else 0,
            "failed_rows": len(found.failed) if done else 0,
            "processed": found.total if done else 0,
        }
        return {"upload_data": [row | ({"failed_rows_data": found.failed} if done and found.failed else {})]}

    def _each(self, call: Call, act: Callable[[Shop, Row], int]) -> tuple[list[int], list[Row], list[Row]]:
        """Return ids of what succeeded, the refusals, and the rows that succeeded."""
        shop = self._gate.query_shop(call, "PRD_DLV_042")
        rows = _products(call)
        done, failed, fine = [], [], []
        for row in rows:
            try:
                done.append(act(shop, row))
                fine.append(row)
            except ValueError as error:
                failed.append(_refusal(row, str(error).split("; ")))
        return done, failed, fine

    def _answer(self, done: list[int], failed: list[Row], fine: list[Row]) -> Row:
        skus = [str(row.get("sku") or "") for row in fine]
        data: Row = {
            "total_data": len(done) + len(failed),
            "success_data": len(done),
            "fail_data": len(failed),
        }
        if done:
            pairs = zip(done, skus, strict=True)
            data["success_rows_data"] = [{"product_id": number, "product_sku": sku} for number, sku in pairs]
        return data | ({"failed_rows_data": failed} if failed else {})

    def _upload(self, call: Call, act: Callable[[Shop, Row], int], kind: str) -> Row:
        shop = self._gate.query_shop(call, "PRD_DLV_042")
        done, failed, _fine = self._each(call, act)
        number = self._store.next_id("upload", FIRST_UPLOAD)
        ready = self._store.now + self._store.switches.upload_delay
        upload = Upload(number, shop.id, ready, len(done) + len(failed), done, failed)
        self._store.uploads[number] = upload
        self._pushes.upload(upload, kind)
        return {"upload_id": number}

    def _make(self, shop: Shop, row: Row) -> int:
        if wrong := mistakes(self._store, shop, row, whole=True):
            raise ValueError("; ".join(wrong))
        product = make(self._store, shop, row)
        self._side.take_in(product)
        return product.id

    def _change(self, shop: Shop, row: Row) -> int:
        product = self._find(shop, row.get("id"), row.get("sku"))
        if product is None:
            raise ValueError("Data Not Found")
        if product.status not in (ACTIVE, INACTIVE):
            raise ValueError("PRD_USC_028: Product status is not editable")
        wrong = mistakes(self._store, shop, row, whole=False)
        if product.sold and row.get("name", product.name) != product.name:
            wrong.append("name cannot be changed after the product was sold")
        if self._holds(product, row):
            wrong.append("the product is on a campaign")
        if wrong:
            raise ValueError("; ".join(wrong))
        change(self._store, shop, product, row)
        self._side.judge(product)
        return product.id

    def _holds(self, product: Product, row: Row) -> bool:
        """Return whether a campaign holds what an edit changes."""
        members = (product, *(self._store.products[child] for child in product.children))
        structure = "variant" in row
        changes = {"stock"} if structure or "stock" in row else set()
        if structure or row.get("price", product.price) != product.price:
            changes.add("price")
        return any(self._stockroom.is_held(member, what) for member in members for what in changes)

    def _find(self, shop: Shop, number: Any, sku: Any = None) -> Product | None:
        found = self._store.products.get(whole(number) or 0)
        if found is None and sku and not number:
            found = next((row for row in self._store.products_of(shop.id) if row.sku == sku), None)
        return found if found and found.shop_id == shop.id and found.status != DELETED else None

    # show, hide, delete

    def activate(self, call: Call) -> Row:
        """POST /v1/products/fs/{fs_id}/active."""
        return self._set_status(call, ACTIVE)

    def deactivate(self, call: Call) -> Row:
        """POST /v1/products/fs/{fs_id}/inactive."""
        return self._set_status(call, INACTIVE)

    def delete(self, call: Call) -> Row:
        """POST or DELETE /v3/products/fs/{fs_id}/delete."""
        return self._set_status(call, DELETED)

    def _set_status(self, call: Call, status: int) -> Row:
        shop = self._gate.query_shop(call)
        numbers = call.json(dict, "PRD_DLV_015").get("product_id")
        if not isinstance(numbers, list) or not 1 <= len(numbers) <= BATCH:
            raise ApiError("PRD_DLV_018", f"product_id must hold 1 to {BATCH} entries")
        failed = []
        for number in numbers:
            product = self._find(shop, number)
            if product is None:
                failed.append(
                    f"Error Product ID [{number}] : There are some problem when retrieve product info"
                )
                continue
            if product.status in (BANNED, PENDING) and status != DELETED:
                failed.append(f"Error Product ID [{number}] : Product status is not editable")
                continue
            for member in (product, *(self._store.products[child] for child in product.children)):
                self._stockroom.set_status(member, status)
        return by_text(len(numbers), failed)

    # price and stock

    def price_update(self, call: Call) -> Response:
        """POST /inventory/v1/fs/{fs_id}/price/update: a bare list of up to 100 rows."""
        return self._rows(call, "price", ("new_price",), self._set_price)

    def stock_update(self, call: Call) -> Response:
        """POST /inventory/v1/fs/{fs_id}/stock/update: a bare list of up to 100 rows."""
        keep = (call.request.get("bypass_update_product_status") or "").lower() == "true"

        def act(product: Product, warehouse_id: int, value: int) -> str:
            product.counted = True
            self._stockroom.set_stock(product, warehouse_id, value, "stock_overwrite", keep_status=keep)
            return ""

        return self._rows(call, "stock", ("new_stock",), act)

    def stock_sync(self, call: Call) -> Response:
        """POST /inventory/v1/fs/{fs_id}/stock/sync: a bare list of up to 20 rows."""

        def act(product: Product, warehouse_id: int, value: int) -> str:
            self._stockroom.set_stock(product, warehouse_id, value, "stock_overwrite")
            return ""

        return self._rows(call, "stock", ("new_stock",), act, most=SYNC_ROWS)

    def increment(self, call: Call) -> Response:
        """POST /inventory/v2/fs/{fs_id}/stock/increment (v1 too)."""
        return self._move(call, 1)

    def decrement(self, call: Call) -> Response:
        """POST /inventory/v2/fs/{fs_id}/stock/decrement (v1 too)."""
        return self._move(call, -1)

    def _move(self, call: Call, sign: int) -> Response:
        request_id = call.request.get("request_id")
        if request_id and request_id in self._store.request_ids:
            raise ApiError("PRD_DLV_043", "Duplicate request_id")
        action = "stock_increment" if sign > 0 else "stock_decrement"

        def act(product: Product, warehouse_id: int, value: int) -> str:
            units = product.stock[warehouse_id] + sign * value
            if units < 0:
                return "Stock cannot be less than zero."
            self._stockroom.set_stock(product, warehouse_id, units, action)
            return ""

        answer = self._rows(call, "stock", ("stock_value", "new_stock"), act, moved=True)
        if request_id:
            self._store.request_ids.add(request_id)
        return answer

    def _set_price(self, product: Product, warehouse_id: int, value: int) -> str:
        if not 100 <= value <= 100_000_000:
            return "Price must be between 100 and 100000000."
        self._stockroom.set_price(product, value, warehouse_id)
        return ""

    def _rows(
        self,
        call: Call,
        what: str,
        fields: tuple[str, ...],
        act: Callable[[Product, int, int], str],
        *,
        most: int = ROWS,
        moved: bool = False,
    ) -> Response:
        """Carry out each row and answer with those that failed; the call succeeds even if all did."""
        shop = self._gate.query_shop(call)
        warehouse_id = self._warehouse(call, shop)
        rows = call.json(list, "PRD_DLV_015")
        if not all(isinstance(row, dict) for row in rows):
            raise ApiError("PRD_DLV_015", "Error Parse Request Body")
        if not 1 <= len(rows) <= most:
            raise ApiError("PRD_DLV_018", f"The body must hold 1 to {most} rows")
        allowed = self._gate.allow_rows(call.app, call.request.path, len(rows))
        failed, done = [], []
        for place, row in enumerate(rows):
            product, value = self._named(shop, row), _value(row, fields)
            message = TOO_MANY if place >= allowed else _complaint(row, product, value)
            if not message and product is not None and self._stockroom.is_held(product, what):
                message = "Product is on a campaign."
            if not message and product is not None and value is not None:
                message = act(product, warehouse_id, value)
                if not message:
                    done.append(_moved(product, warehouse_id))
            if message:
                failed.append(self._failure(row, product, what, value, message))
        return self._bulk_answer(rows, failed, done if moved else None)

    def _bulk_answer(self, rows: list[Row], failed: list[Row], moved: list[Row] | None) -> Response:
        data: Row = {"failed_rows": len(failed), "succeed_rows": len(rows) - len(failed)}
        data["failed_rows_data"] = failed or (None if moved is not None else [])
        if moved is not None:
            data |= {"total_data": len(rows), "succeed_rows_data": moved}
        header = {"process_time": 0.1, "messages": "Your request has been processed successfully"}
        limit = self._store.switches.rows_per_second
        hints = {"X-Ratelimit-Full-Reset-After": "1.000000"} if limit else {}
        answer = json_response({"header": header, "data": data})
        return Response(answer.status, answer.body, {**answer.headers, **hints})

    def _warehouse(self, call: Call, shop: Shop) -> int:
        number = call.request.get("warehouse_id")
        if not number:
            return shop.main_warehouse
        found = next((row.id for row in shop.warehouses if str(row.id) == number), None)
        if found is None:
            raise ApiError("PRD_USC_008", "Warehouse is not associated with shop")
        return found

    def _named(self, shop: Shop, row: Row) -> Product | None:
        """Return the product of a row: the SKU wins over the id; products with variants are not meant."""
        if row.get("sku"):
            found = (product for product in self._store.sellable(shop.id) if product.sku == row["sku"])
            return next(found, None)
        product = self._find(shop, row.get("product_id"))
        return None if product is None or product.children else product

    def _failure(self, row: Row, product: Product | None, what: str, value: Any, message: str) -> Row:
        return {
            "product_id": whole(row.get("product_id")) or 0,
            "sku": str(row.get("sku") or ""),
            "product_url": page_url(self._store, product) if product else "",
            f"new_{what}": value or 0,
            "message": message,
        }


def by_text(total: int, failed: list[str]) -> Row:
    """Return the result of a bulk call that tells refusals as sentences."""
    return {
        "total_data": total,
        "succeed_rows": total - len(failed),
        "failed_rows": len(failed),
        "failed_rows_data": failed or None,
    }


def _value(row: Row, fields: tuple[str, ...]) -> int | None:
    value = next((row[name] for name in fields if name in row), None)
    return value if type(value) is int and value >= 0 else None


def _complaint(row: Row, product: Product | None, value: int | None) -> str:
    if product is None:
        return "Invalid SKU." if row.get("sku") else "Invalid Product ID."
    return "Invalid value." if value is None else ""


def _moved(product: Product, warehouse_id: int) -> Row:
    return {
        "productID": product.id,
        "warehouseID": warehouse_id,
        "shopID": product.shop_id,
        "stock": product.stock[warehouse_id],
        "price": product.price,
    }


def _products(call: Call) -> list[Row]:
    """Return the products of a body: in a list under ``products``, or a bare list."""
    try:
        body = call.request.json()
    except ValueError:
        body = None
    rows = body.get("products") if isinstance(body, dict) else body
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise ApiError("PRD_DLV_043", "Error Parse Request Body")
    if len(rows) > BATCH:
        raise ApiError("PRD_DLV_018", f"at most {BATCH} products")
    return rows


def _refusal(row: Row, reasons: list[str]) -> Row:
    named = {"product_id": row["id"]} if row.get("id") else {}
    return named | {
        "product_name": row.get("name") or "",
        "product_price": row.get("price") or 0,
        "sku": row.get("sku") or "",
        "error": reasons,
    }
