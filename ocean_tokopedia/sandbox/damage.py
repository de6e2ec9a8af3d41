"""Spoils what the API shows of an order: by its own overrides and by the payload faults that are set."""

from functools import partial
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.faults import Faults
from odoo.addons.ocean_marketplace_base.sandbox.http import BROKEN

from .model import Order
from .patch import DELETE, patch

FIELDS = {
    "list": {
        "missing_field": "products.0.id",
        "wrong_type": "products.0.quantity",
        "broken_utf8": "products.0.name",
    },
    "detail": {
        "missing_field": "order_info.order_detail.0.product_id",
        "wrong_type": "order_info.order_detail.0.quantity",
        "broken_utf8": "order_info.order_detail.0.product_name",
    },
}
"""Field that a fault hits if it names none, by payload."""

STRANGE = {"level": 3, "tags": ["baru", None], "note": "a field nobody announced"}


class Damage:
    """Applies overrides and faults to payloads of orders."""

    def __init__(self, faults: Faults) -> None:
        self._take = partial(faults.take, platform="tokopedia")

    def apply(self, path: str, order: Order, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Spoil `payload`, which shows `order` as `kind` (``list`` or ``detail``), and return it."""
        subject = str(order.id)
        patch(payload, order.overrides.get(kind, {}))
        if self._take("unknown_fields", path, subject):
            payload["x_new_field"] = STRANGE
        if self._take("masked_buyer", path, subject):
            # What a buyer looks like whose data the platform does not hand out: nothing to decrypt.
            payload.pop("encryption", None)
        for fault_kind, value in (
            ("missing_field", DELETE),
            ("wrong_type", "banyak"),
            ("broken_utf8", BROKEN),
        ):
            if fault := self._take(fault_kind, path, subject):
                field = fault.options.get("field") or FIELDS[kind][fault_kind]
                patch(payload, {field: fault.options.get("value", value)})
        return payload
