"""Products: make, change, show, hide, delete."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import batches, check_int
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from ..const import (
    DESCRIPTION_LENGTH,
    NAME_LENGTH,
    PRICE_RANGE,
    SKU_LENGTH,
    STOCK_RANGE,
    WRITE_BATCH,
)
from .arguments import check_choice, check_id, check_ids, check_list, check_rows, check_text
from .base import Resource, rows_of
from .batch import BatchResult, Piece, Row, RowFailure, key_of, row_error, run_batches, unmatched

# create-product, "required"; edit-product has the id instead and takes what changes.
_REQUIRED: Final = (
    "name",
    "condition",
    "price",
    "status",
    "min_order",
    "category_id",
    "price_currency",
    "weight",
    "weight_unit",
    "is_must_insurance",
    "etalase",
    "pictures",
)
_CHECKS: Final[Mapping[str, Callable[[Any], object]]] = {
    "name": lambda value: check_text("name", value, NAME_LENGTH),
    "description": lambda value: check_text("description", value, DESCRIPTION_LENGTH, 0),
    "sku": lambda value: check_text("sku", value, SKU_LENGTH, 0),
    "condition": lambda value: check_choice("condition", value, ("NEW", "USED")),
    "status": lambda value: check_choice("status", value, ("LIMITED", "UNLIMITED", "EMPTY")),
    "price": lambda value: check_int("price", value, *PRICE_RANGE),
    "stock": lambda value: check_int("stock", value, *STOCK_RANGE),
    "min_order": lambda value: check_int("min_order", value, 1, STOCK_RANGE[1]),
    "price_currency": lambda value: check_choice("price_currency", value, ("IDR", "USD")),
    "weight_unit": lambda value: check_choice("weight_unit", value, ("GR", "KG")),
    "weight": lambda value: check_int("weight", value, 1, 10**7),
    "category_id": lambda value: check_int("category_id", value, 1, 2**53),
    "pictures": lambda value: check_rows("pictures", value),
}


class ProductEditApi(Resource):
    """Writes of ``/v1|v2|v3/products``.

    Products are objects in the platform's own shape (guide "create-product").
    The v3 calls answer at once and say of each product what became of it. The v2 calls only give an
    ``upload_id`` to ask about; a webhook tells when it is done.
    """

    @endpoint("POST", "/v3/products/fs/{fs_id}/create")
    def create(self, products: Iterable[Mapping[str, Any]]) -> BatchResult:
        """Make products and return what became of each; ``reported`` holds their new ``product_id``.

        ``POST /v3/products/fs/{fs_id}/create``, calls with 25 products each. Not to be repeated blindly.

        :raise Rejected: ``PRD_DLV_042`` and others for a field, ``PRD_DLV_015`` or ``043`` for the body,
            ``PRD_DLV_018`` for too many products. A row that is refused alone is in ``failed``
        """
        return self._save("POST", "/v3/products/fs/{fs_id}/create", _new(products))

    @endpoint("PATCH", "/v3/products/fs/{fs_id}/edit")
    def edit(self, products: Iterable[Mapping[str, Any]]) -> BatchResult:
        """Change products and return what became of each.

        ``PATCH /v3/products/fs/{fs_id}/edit``, calls with 25 products each. A product is named by ``id`` (v2
        also by ``sku``); fields that are left out stay, empty lists and objects clear. The name cannot
        change after the first sale; only active and hidden products can be changed (``PRD_USC_028``).

        :raise Rejected: ``OPENAPI_DB_003`` for an unknown product, ``PRD_USC_028`` for one that is neither
            active nor hidden, ``PRD_DLV_042`` and others for a field. A row that is refused alone is in
            ``failed``
        """
        return self._save("PATCH", "/v3/products/fs/{fs_id}/edit", _changed(products))

    @endpoint("POST", "/v2/products/fs/{fs_id}/create")
    def create_later(self, products: Iterable[Mapping[str, Any]]) -> list[str]:
        """Hand in products and return one upload id for each call of 25; see :meth:`get_upload`.

        ``POST /v2/products/fs/{fs_id}/create``.

        :raise Rejected: ``PRD_DLV_042`` and others for a field, ``PRD_DLV_015`` or ``043`` for the body,
            ``PRD_DLV_018`` for too many products
        """
        return self._hand_in("POST", "/v2/products/fs/{fs_id}/create", _new(products))

    @endpoint("PATCH", "/v2/products/fs/{fs_id}/edit")
    def edit_later(self, products: Iterable[Mapping[str, Any]]) -> list[str]:
        """Hand in changes of products and return one upload id for each call of 25; see :meth:`get_upload`.

        ``PATCH /v2/products/fs/{fs_id}/edit``.

        :raise Rejected: ``OPENAPI_DB_003`` for an unknown product, ``PRD_USC_028`` for one that is neither
            active nor hidden, ``PRD_DLV_042`` and others for a field
        """
        return self._hand_in("PATCH", "/v2/products/fs/{fs_id}/edit", _changed(products))

    @endpoint("GET", "/v2/products/fs/{fs_id}/status/{upload_id}")
    def get_upload(self, upload_id: str) -> dict[str, Any]:
        """Return how far an upload is: ``{"status", "total_data", "success_rows", "failed_rows", …}``.

        ``GET /v2/products/fs/{fs_id}/status/{upload_id}``. ``status`` is ``DONE`` at the end.

        :raise Rejected: ``PRD_DLV_042`` for a bad id, ``PRD_USC_025`` for an upload of another shop
        """
        envelope = self._gateway.get(
            "/v2/products/fs/{fs_id}/status/{upload_id}",
            [self._gateway.shop_param],
            upload_id=check_id("upload_id", upload_id),
        )
        rows = rows_of(envelope, "data.upload_data")
        return rows[0] if rows else {}

    @endpoint("POST", "/v1/products/fs/{fs_id}/active")
    def activate(self, product_ids: Iterable[str]) -> BatchResult:
        """Show products to buyers; calls with 25 ids each. ``POST /v1/products/fs/{fs_id}/active``.

        :raise Rejected: ``PRD_DLV_001`` to ``003`` for a bad id, ``PRD_DLV_018`` for too many. A row that is
            refused alone is in ``failed``
        """
        return self._set("/v1/products/fs/{fs_id}/active", product_ids)

    @endpoint("POST", "/v1/products/fs/{fs_id}/inactive")
    def deactivate(self, product_ids: Iterable[str]) -> BatchResult:
        """Hide products; calls with 25 ids each. ``POST /v1/products/fs/{fs_id}/inactive``.

        :raise Rejected: ``PRD_DLV_001`` to ``003`` for a bad id, ``PRD_DLV_018`` for too many. A row that is
            refused alone is in ``failed``
        """
        return self._set("/v1/products/fs/{fs_id}/inactive", product_ids)

    @endpoint("POST", "/v3/products/fs/{fs_id}/delete", "third party")
    def delete(self, product_ids: Iterable[str]) -> BatchResult:
        """Delete products for good; calls with 25 ids each.

        ``POST /v3/products/fs/{fs_id}/delete``: working clients send POST, one copy of the documentation
        DELETE.

        :raise Rejected: ``PRD_DLV_001`` to ``003`` for a bad id, ``PRD_DLV_018`` for too many. A row that is
            refused alone is in ``failed``
        """
        return self._set("/v3/products/fs/{fs_id}/delete", product_ids)

    def _hand_in(self, method: str, path: str, products: list[Row]) -> list[str]:
        uploads = []
        for batch in batches(products, WRITE_BATCH):
            envelope = self._gateway.send(method, path, {"products": batch}, [self._gateway.shop_param])
            uploads.append(str(member(envelope, "data.upload_id", int)))
        return uploads

    def _save(self, method: str, path: str, products: list[Row]) -> BatchResult:
        def send(piece: list[Row]) -> Piece:
            envelope = self._gateway.send(method, path, {"products": piece}, [self._gateway.shop_param])
            return _saved(piece, envelope)

        return run_batches(products, WRITE_BATCH, send)

    def _set(self, path: str, product_ids: Iterable[str]) -> BatchResult:
        def send(piece: list[Row]) -> Piece:
            body = {"product_id": [row["product_id"] for row in piece]}
            return told_by_text(piece, self._gateway.send("POST", path, body, [self._gateway.shop_param]))

        rows = [{"product_id": number} for number in check_ids("product_ids", product_ids)]
        return run_batches(rows, WRITE_BATCH, send)


def told_by_text(rows: Sequence[Row], envelope: Mapping[str, Any]) -> Piece:
    """Return what became of rows when refused ones are told as sentences that hold their id in brackets."""
    sentences = [str(text) for text in member(envelope, "data", dict).get("failed_rows_data") or []]
    failed = []
    for row in rows:
        # The first id in a sentence is the one meant: others may follow in the reason.
        mark = f"[{row.get('slash_price_product_id') or row['product_id']}]"
        text = next((text for text in sentences if mark in text.partition(" : ")[0]), "")
        if text:
            failed.append(RowFailure(key=key_of(row), error=row_error(text), row=row))
    failed += unmatched(rows, failed, member(envelope, "data.failed_rows", int), "; ".join(sentences))
    return Piece(failed=tuple(failed))


def _saved(rows: Sequence[Row], envelope: Mapping[str, Any]) -> Piece:
    data = member(envelope, "data", dict)
    # One page of the documentation drops the "s" of "rows".
    name = "success_rows_data" if "success_rows_data" in data else "success_row_data"
    told = rows_of(envelope, "data.failed_rows_data") if "failed_rows_data" in data else []
    left = list(rows)
    failed = []
    for report in told:
        row = max(left, key=lambda row: _likeness(report, row), default=None)
        if row is not None and _likeness(report, row):
            left.remove(row)
            reasons = report.get("error")
            text = "; ".join(map(str, reasons)) if isinstance(reasons, list) else str(reasons or "")
            failed.append(RowFailure(key=key_of(row), error=row_error(text), row=row))
    failed += unmatched(rows, failed, member(envelope, "data.fail_data", int))
    return Piece(
        failed=tuple(failed), reported=tuple(rows_of(envelope, f"data.{name}") if name in data else ())
    )


def _likeness(report: Mapping[str, Any], row: Row) -> int:
    """Return how many fields of a refusal say that it is about `row`, 0 if one says that it is not."""
    names = (("product_id", "id"), ("sku", "sku"), ("product_name", "name"), ("product_price", "price"))
    pairs = [(report.get(theirs), row.get(ours)) for theirs, ours in names]
    known = [(theirs, ours) for theirs, ours in pairs if theirs and ours]
    return len(known) if all(str(theirs) == str(ours) for theirs, ours in known) else 0


def _new(products: Iterable[Mapping[str, Any]]) -> list[Row]:
    rows = check_rows("products", products)
    for row in rows:
        missing = [name for name in _REQUIRED if row.get(name) in (None, "", [])]
        if missing:
            raise InvalidRequest(f"products: {', '.join(missing)} missing")
    return _checked(rows)


def _changed(products: Iterable[Mapping[str, Any]]) -> list[Row]:
    rows = check_rows("products", products)
    for row in rows:
        if row.get("id") is not None:
            check_int("id", row["id"], 1, 2**63 - 1)
        elif not row.get("sku"):
            raise InvalidRequest("products: each names the product by id or sku")
    return _checked(rows)


def _checked(rows: list[Row]) -> list[Row]:
    for row in rows:
        for name, check in _CHECKS.items():
            if row.get(name) is not None and row[name] != []:
                check(row[name])
        if row.get("variant"):
            _check_variant(row["variant"])
    return rows


def _check_variant(variant: Any) -> None:
    """Check that each variant points at an option of each selection."""
    if not isinstance(variant, Mapping):
        raise InvalidRequest("variant: an object is needed")
    selections = check_rows("variant.selection", variant.get("selection") or [])
    sizes = [len(check_list("variant.selection.options", row.get("options") or [])) for row in selections]
    for row in check_rows("variant.products", variant.get("products") or []):
        places = check_list("variant.products.combination", row.get("combination") or [])
        if len(places) != len(sizes):
            raise InvalidRequest("variant.products.combination: one place for each selection is needed")
        for place, size in zip(places, sizes, strict=True):
            check_int("variant.products.combination", place, 0, size - 1)
