"""Spoils what the API shows of an order: by its own overrides and by the payload faults that are set."""

from functools import partial
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.faults import Faults
from odoo.addons.ocean_marketplace_base.sandbox.http import BROKEN

from .model import Order
from .patch import DELETE, patch

FIELDS = {
    "detail": {
        "missing_field": "line_items.0.sku_id",
        "wrong_type": "payment.total_amount",
        "broken_utf8": "line_items.0.product_name",
    },
    "statement": {
        "missing_field": "settlement_amount",
        "wrong_type": "settlement_amount",
        "broken_utf8": "sku_transactions.0.product_name",
    },
}
"""Field that a fault hits if it names none, by payload."""

STRANGE = {"level": 3, "tags": ["baru", None], "note": "a field nobody announced"}


class Damage:
    """Applies overrides and faults to payloads of orders."""

    def __init__(self, faults: Faults) -> None:
        self._take = partial(faults.take, platform="tiktok_shop")

    def apply(self, path: str, order: Order, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Spoil `payload`, which shows `order` as `kind` (``detail`` or ``statement``), and return it."""
        patch(payload, order.overrides.get(kind, {}))
        if self._take("unknown_fields", path, order.id):
            payload["x_new_field"] = STRANGE
            for line in payload.get("line_items", []):
                line["x_new_line_field"] = "baru"
        if self._take("masked_buyer", path, order.id):
            _mask(payload)
        for fault_kind, value in (
            ("missing_field", DELETE),
            ("wrong_type", ["banyak"]),
            ("broken_utf8", BROKEN),
        ):
            if fault := self._take(fault_kind, path, order.id):
                field = fault.options.get("field") or FIELDS[kind][fault_kind]
                patch(payload, {field: fault.options.get("value", value)})
        return payload


def _mask(payload: dict[str, Any]) -> None:
    for name in ("buyer_nickname", "buyer_email"):
        if name in payload:
            payload[name] = "****"
    address = payload.get("recipient_address")
    if isinstance(address, dict):
        address.update({name: "****" for name, value in address.items() if value and isinstance(value, str)})
