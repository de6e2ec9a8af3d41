"""Pushes that follow from what happens in the shop, besides those about orders (Shopee v2 push codes)."""

from typing import Any

from .cases import Case
from .listing import Item, Money, Variant
from .model import Order, Parcel
from .pushes import Pushes
from .talk import NANO, Conversation, Message

FIELDS = {
    "status": "return_status",
    "negotiation": "negotiation_status",
    "proof": "seller_proof_status",
    "compensation": "seller_compensation_status",
    "reverse_status": "reverse_logistics_status",
    "reverse_tracking": "tracking_number",
    "refund": "refund_amount",
}
"""Fields of a return that code 29 tells of, by the name they are kept under here. The reference does not list
the names that ``update_field`` takes."""


class Events(Pushes):
    """Sends them."""

    def package(self, order: Order, parcel: Parcel) -> None:
        """Push code 30: a package has a new fulfilment status; if arranged, once its number is there."""
        waits = parcel.status == "LOGISTICS_REQUEST_CREATED"
        delay = max(0, parcel.tracking_time - self._store.now) if waits else 0
        data = {
            "ordersn": order.sn,
            "package_number": parcel.number,
            "fulfillment_status": parcel.status,
            "update_time": self._store.now + delay,
        }
        self.to_shop(order.shop_id, 30, data, order.sn, delay=delay)

    def document(self, order: Order, parcel: Parcel, delay: float) -> None:
        """Push code 15: a label is ready, `delay` seconds from now."""
        data = {"ordersn": order.sn, "package_number": parcel.number, "status": "READY"}
        self.to_shop(order.shop_id, 15, data, order.sn, delay=delay)

    def package_info(self, order: Order, old: dict[str, int], new: dict[str, int]) -> None:
        """Push code 47: carrier or ship-by date of an order changed from `old` to `new`."""
        for parcel in order.parcels:
            data = {
                "order_sn": order.sn,
                "package_number": parcel.number,
                "changed_fields": [name for name in new if new[name] != old[name]],
                "old": old,
                "new": new,
                "update_time": self._store.now,
            }
            self.to_shop(order.shop_id, 47, data, order.sn)

    def case(self, case: Case, changes: list[tuple[str, Any, Any]]) -> None:
        """Push code 29: fields of a return changed; `changes` are name, value before and value now."""
        values = [
            {
                "update_field": FIELDS[name],
                "old_value": str(before),
                "new_value": str(now),
                "update_time": case.update_time,
            }
            for name, before, now in changes
            if name in FIELDS
        ]
        if values:
            data = {"order_sn": case.order_sn, "return_sn": case.sn, "updated_values": values}
            self.to_shop(case.shop_id, 29, data, case.order_sn)

    def price(self, item: Item, variant: Variant, before: Money) -> None:
        """Push code 22: the original price of a variant changed."""
        data = {
            "item_id": item.item_id,
            "model_id": variant.model_id,
            "update_field": "original_price",
            "old_value": before,
            "new_value": variant.list_price,
            "update_time": self._store.now,
        }
        self.to_shop(item.shop_id, 22, data, str(item.item_id))

    def violation(self, item: Item, delay: int = 0) -> None:
        """Push code 16: an item breaks a rule of the platform, `delay` seconds from now."""
        then = self._store.now + delay
        data = {
            "item_id": item.item_id,
            "item_name": item.name,
            "item_status": item.status_at(then),
            "deboost": False,
            "item_status_details": item.violations_at(then),
        }
        self.to_shop(item.shop_id, 16, data, str(item.item_id), delay=delay)

    def penalty(self, shop_id: int, points: int) -> None:
        """Push code 28: penalty points; time in milliseconds, every scalar a text, as captured ones are."""
        issued = {"issued_points": str(points), "violation_type": "5"}
        data = {"action_type": "1", "update_time": str(self._store.now * 1000), "points_issued_data": issued}
        self.to_shop(shop_id, 28, data, str(shop_id))

    def chat(self, talk: Conversation, message: Message) -> None:
        """Push code 10: a message in a conversation."""
        shop = self._store.shops[talk.shop_id]
        sides = [(talk.buyer_id, talk.buyer_name, 0), (shop.id, shop.name, shop.id)]
        sender, receiver = reversed(sides) if message.by_shop else sides
        content = {
            "message_id": str(message.id),
            "shop_id": talk.shop_id,
            "request_id": "",
            "from_id": sender[0],
            "from_user_name": sender[1],
            "from_shop_id": sender[2],
            "to_id": receiver[0],
            "to_user_name": receiver[1],
            "to_shop_id": receiver[2],
            "message_type": message.kind,
            "content": message.content,
            "conversation_id": str(talk.id),
            "created_timestamp": message.at // NANO,
            "region": shop.region,
            "is_in_chatbot_session": False,
            "source_content": {},
            "quoted_msg": None,
            "sub_account_id": 0,
        }
        data = {"type": "message", "region": shop.region, "content": content}
        self.to_shop(talk.shop_id, 10, data, str(talk.id))
