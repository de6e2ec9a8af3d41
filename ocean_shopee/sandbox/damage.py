"""Spoils what the API shows of an order: by its own overrides and by the payload faults that are set."""

from functools import partial
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.faults import Faults
from odoo.addons.ocean_marketplace_base.sandbox.http import BROKEN

from .model import Order
from .patch import DELETE, patch

FIELDS = {
    "detail": {
        "missing_field": "item_list.0.item_id",
        "wrong_type": "item_list.0.model_quantity_purchased",
        "broken_utf8": "item_list.0.item_name",
    },
    "escrow": {
        "missing_field": "order_income.escrow_amount",
        "wrong_type": "order_income.escrow_amount",
        "broken_utf8": "order_income.items.0.item_name",
    },
}
"""Field that a fault hits if it names none, by payload."""

STRANGE = {"level": 3, "tags": ["baru", None], "note": "a field nobody announced"}


class Damage:
    """Applies overrides and faults to payloads of orders."""

    def __init__(self, faults: Faults) -> None:
        self._take = partial(faults.take, platform="shopee")

    def apply(self, path: str, order: Order, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Spoil `payload`, which shows `order` as `kind` (``detail`` or ``escrow``), and return it."""
        patch(payload, order.overrides.get(kind, {}))
        self._unknown_fields(path, order, payload)
        if self._take("masked_buyer", path, order.sn):
            _mask(payload)
        for fault_kind, value in (
            ("missing_field", DELETE),
            ("wrong_type", "banyak"),
            ("broken_utf8", BROKEN),
        ):
            if fault := self._take(fault_kind, path, order.sn):
                field = fault.options.get("field") or FIELDS[kind][fault_kind]
                patch(payload, {field: fault.options.get("value", value)})
        return payload

    def _unknown_fields(self, path: str, order: Order, payload: dict[str, Any]) -> None:
        if self._take("unknown_fields", path, order.sn):
            payload["x_new_field"] = STRANGE
            for line in payload.get("item_list", []):
                line["x_new_line_field"] = "baru"


def _mask(payload: dict[str, Any]) -> None:
    for name in ("buyer_username", "buyer_user_name"):
        if name in payload:
            payload[name] = "****"
    address = payload.get("recipient_address")
    if isinstance(address, dict):
        address.update({name: "****" for name, value in address.items() if value and name != "region"})
