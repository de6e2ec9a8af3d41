"""What happens to listings besides calls of the API: the seller edits them in Seller Centre, the platform
judges them."""

from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.platform import BadOption

from .events import Events
from .listing import Item, Variant
from .store import Store

BAN = {
    "violation_type": "Prohibited",
    "violation_reason": "Counterfeit",
    "suggestion": "",
}
PLAIN = ("name", "description", "weight", "images", "category_id", "attributes", "brand", "pre_order")
"""Fields of an item that an edit simply sets."""
DELETED = {"seller": "SELLER_DELETE", "platform": "SHOPEE_DELETE"}


class SellerCentre:
    """Carries out such acts."""

    def __init__(self, store: Store, events: Events) -> None:
        self._store = store
        self._events = events

    def configure(self, shop_id: int, options: dict[str, Any]) -> None:
        """Do ``ban_item``, ``review_item``, ``edit_item``, ``delete_item`` of the control call ``/config``.

        :raise BadOption: if one makes no sense
        """
        if "ban_item" in options:
            self._ban(self._item(shop_id, options["ban_item"]), BAN)
        for name in ("review_item", "edit_item", "delete_item"):
            if name in options:
                wanted = dict(options[name])
                getattr(self, f"_{name}")(self._item(shop_id, wanted.pop("item", None)), wanted)

    def _item(self, shop_id: int, number: Any) -> Item:
        item = self._store.own_item(shop_id, int(number or 0))
        if item is None:
            raise BadOption(f"no item {number!r}")
        return item

    def _ban(self, item: Item, reason: dict[str, Any]) -> None:
        item.status, item.update_time, item.rejected = "BANNED", self._store.now, None
        item.violations.append({**reason, "update_time": self._store.now})
        self._events.violation(item)

    def _review_item(self, item: Item, wanted: dict[str, Any]) -> None:
        """End a review now: ``verdict`` ``pass`` or ``ban``, with ``type``, ``reason`` and ``suggestion``."""
        verdict = wanted.pop("verdict", "pass")
        item.listed_from, item.rejected = self._store.now, None
        if verdict == "ban":
            texts = {f"violation_{name}": wanted[name] for name in ("type", "reason") if name in wanted}
            self._ban(item, BAN | texts | {"suggestion": wanted.get("suggestion", "")})
        elif verdict != "pass":
            raise BadOption(f"a review ends with pass or ban, not {verdict!r}")

    def _edit_item(self, item: Item, wanted: dict[str, Any]) -> None:
        """Edit plain fields, ``status``; ``price``, ``stock`` and ``sku`` of all variants or ``model_id``."""
        variants = self._variants(item, wanted.pop("model_id", None))
        for name, value in wanted.items():
            if name in PLAIN:
                setattr(item, name, value)
            elif name == "status":
                item.status = value
            elif name in ("price", "stock", "sku"):
                for variant in variants:
                    getattr(self, f"_{name}")(item, variant, value)
            else:
                raise BadOption(f"cannot edit {name}")
        item.update_time = max(self._store.now, item.update_time + 1)

    def _variants(self, item: Item, model_id: Any) -> list[Variant]:
        if model_id is None:
            return item.variants
        variant = item.variant(int(model_id))
        if variant is None:
            raise BadOption(f"no model {model_id!r}")
        return [variant]

    def _price(self, item: Item, variant: Variant, value: Any) -> None:
        before, variant.list_price = variant.list_price, value
        self._events.price(item, variant, before)

    def _stock(self, _item: Item, variant: Variant, value: Any) -> None:
        variant.stock = int(value)
        variant.locations = {}

    def _sku(self, item: Item, variant: Variant, value: Any) -> None:
        variant.sku = str(value)
        if not item.has_model:
            item.sku = variant.sku

    def _delete_item(self, item: Item, wanted: dict[str, Any]) -> None:
        """Delete an item, ``by`` the ``seller`` or the ``platform``."""
        by = wanted.get("by", "seller")
        if by not in DELETED:
            raise BadOption(f"items are deleted by {' or '.join(DELETED)}")
        item.status, item.update_time, item.listed_from = DELETED[by], self._store.now, 0
