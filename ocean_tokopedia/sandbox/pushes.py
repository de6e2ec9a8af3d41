"""Pushes of the platform: what they say, their signature and their retries (guides "webhook-url/*")."""

import hashlib
import hmac
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.sandbox.http import json_bytes
from odoo.addons.ocean_marketplace_base.sandbox.push import Push

from .model import App, Conversation, Order, Product, SlashPrice, Upload
from .sealing import Seal
from .show_list import notification, notification_personal, status_payload
from .store import Store

ANSWER_WITHIN = 5.0
RETRIES = (60.0, 300.0, 1800.0)
"""How often and when the platform tries again is unconfirmed."""

KINDS: Final = {
    "order_notification": "order_notification_url",
    "order_status": "order_status_url",
    "order_cancellation": "order_cancellation_url",
    "order_request_cancellation": "order_request_cancellation_url",
    "chat_notification": "chat_notification_url",
    "product_creation": "product_creation_url",
    "product_edit": "product_edit_url",
    "product_changes": "product_changes_url",
    "campaign_notification": "campaign_notification_url",
    "product_discussion": "product_discussion_url",
    "order_actions": "order_actions_url",
    "order_confirm_delivery_notification": "order_confirm_delivery_notification_url",
    "order_partial_fulfillment": "order_partial_fulfillment_url",
    "shop_merge_notification": "shop_merge_notification_url",
}
"""Name of the address that each kind of push goes to."""
CANCELLED: Final = (0, 3, 5, 6, 10, 15)


def sign(secret: str, body: bytes) -> str:
    """Return the ``Authorization-Hmac`` header of a push."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


class Pushes:
    """Sends the pushes of a store's apps."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def order_notification(self, order: Order) -> None:
        """Push that an order was paid."""
        for app in self._store.apps_of(order.shop_id):
            payload = self.order_payload(app, "order_notification", order)
            self.send(app, "order_notification", payload, subject=str(order.id))

    def order_status(self, order: Order) -> None:
        """Push that an order that was paid has a new status, and to another address that it was cancelled."""
        if not order.pay_time:
            return
        kinds = ["order_status"] + (["order_cancellation"] if order.status in CANCELLED else [])
        for app in self._store.apps_of(order.shop_id):
            for kind in kinds:
                self.send(app, kind, self.order_payload(app, kind, order), subject=str(order.id))

    def request_cancellation(self, order: Order) -> None:
        """Push that a buyer asks to cancel."""
        for app in self._store.apps_of(order.shop_id):
            payload = self.order_payload(app, "order_request_cancellation", order)
            self.send(app, "order_request_cancellation", payload, subject=str(order.id))

    def order_payload(self, app: App, kind: str, order: Order, encrypted: bool = True) -> dict[str, Any]:
        """Return what a push of `kind` says about `order`."""
        if kind == "order_notification":
            seal = Seal(self._store, app, encrypted)
            return seal.apply(notification(self._store, order, app.fs_id), notification_personal(order))
        if kind == "order_request_cancellation":
            return {"order_id": order.id}
        return status_payload(order, app.fs_id)

    def product_change(
        self, product: Product, action: str, value: int, before: int | None, warehouse_id: int | None
    ) -> None:
        """Push that stock, price or status of a product changed; the time is in nanoseconds."""
        row: dict[str, Any] = {
            "action": action,
            "product_id": product.id,
            "shop_id": product.shop_id,
            "value": str(value),
            "update_time": self._store.now * 10**9,
        }
        if warehouse_id is not None:
            main = self._store.shops[product.shop_id].main_warehouse
            row |= {"warehouse_id": warehouse_id, "is_default_warehouse": warehouse_id == main}
        if before is not None:
            row["previous_value"] = str(before)
        for app in self._store.apps_of(product.shop_id):
            payload = {"fs_id": app.fs_id, "product_changes_data": [row]}
            self.send(app, "product_changes", payload, subject=str(product.id))

    def upload(self, upload: Upload, kind: str) -> None:
        """Push what became of products handed in by v2, once it is known."""
        shop = self._store.shops[upload.shop_id]
        for app in self._store.apps_of(upload.shop_id):
            payload = {
                "upload_id": upload.id,
                "shop_id": shop.id,
                "user_id": shop.user_id,
                "fs_id": app.fs_id,
                "status": "DONE",
                "total_data": upload.total,
                "success_rows": len(upload.done),
                "success_rows_data": [{"product_id": number} for number in upload.done],
            }
            if kind == "product_edit":
                del payload["success_rows"]
            self.send(
                app, kind, payload, subject=str(upload.id), delay=max(0, upload.ready - self._store.now)
            )

    def chat(self, conversation: Conversation) -> None:
        """Push the buyer's last message; it has neither a time nor an id."""
        for app in self._store.apps_of(conversation.shop_id):
            payload = {
                "msg_id": conversation.id,
                "buyer_id": conversation.buyer_id,
                "message": conversation.replies[-1].text,
                "thumbnail": f"https://accounts.tokopedia.com/image/v1/u/{conversation.buyer_id}/user_thumbnail/",
                "full_name": conversation.name,
                "shop_id": conversation.shop_id,
            }
            self.send(app, "chat_notification", payload, subject=str(conversation.id))

    def campaign(self, product: Product, sale: SlashPrice, action: str) -> None:
        """Push that a slash price or a flash sale of a product begins or ends."""
        for app in self._store.apps_of(product.shop_id):
            payload = {
                "action": action,
                "fs_id": app.fs_id,
                "product_id": product.id,
                "shop_id": product.shop_id,
                "original_price": product.price,
                "discounted_price": sale.price,
                "discount_percentage": sale.percentage,
                "start_date": self._store.local(sale.start),
                "end_date": self._store.local(sale.end),
            }
            self.send(app, "campaign_notification", payload, subject=str(product.id))

    def send(self, app: App, kind: str, payload: Any, **options: Any) -> list[Push]:
        """Queue a push to `app` and return what was queued, nothing if its kind has no address.

        Options: ``url`` instead of the app's, ``subject``, ``delay`` in seconds, ``repeat`` times,
        ``forge`` (``wrong`` or ``missing`` signature), ``raw`` body instead of the payload, ``dry`` to
        return the push without sending it.
        """
        url = options.get("url") or app.urls.get(KINDS.get(kind, ""), "")
        if not url:
            return []
        raw = options.get("raw")
        body = raw.encode() if isinstance(raw, str) else json_bytes(payload)
        pushes = [
            Push(
                platform="tokopedia",
                kind=kind,
                subject=str(options.get("subject", "")),
                url=url,
                body=body,
                headers=_headers(app, body, options.get("forge", "")),
                timeout=ANSWER_WITHIN,
                retries=RETRIES,
                delay=float(options.get("delay", 0)),
            )
            for _copy in range(int(options.get("repeat", 1)))
        ]
        for push in pushes if not options.get("dry") else ():
            self._store.world.pushes.enqueue(push)
        return pushes


def _headers(app: App, body: bytes, forge: str) -> dict[str, str]:
    """Return the signature; an app without a secret gets none."""
    if forge == "missing" or not app.webhook_secret:
        return {}
    secret = app.webhook_secret + "x" if forge == "wrong" else app.webhook_secret
    return {"Authorization-Hmac": sign(secret, body)}
