"""Webhooks: envelopes, signature, retries (TikTok Shop webhooks overview and configuration guide)."""

import hashlib
import hmac
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.http import json_bytes
from odoo.addons.ocean_marketplace_base.sandbox.push import Push

from .model import App, Cancellation, Conversation, Message, Order, Package, Product, Return
from .store import Store

RETRIES = (120.0, 1800.0, 10_800.0, 43_200.0)
"""Seconds to wait after each failed try."""
ANSWER_WITHIN = 3.0

EVENTS = {
    1: "ORDER_STATUS_CHANGE",
    2: "REVERSE_STATUS_UPDATE",
    3: "RECIPIENT_ADDRESS_UPDATE",
    4: "PACKAGE_UPDATE",
    5: "PRODUCT_STATUS_CHANGE",
    6: "SELLER_DEAUTHORIZATION",
    7: "UPCOMING_AUTHORIZATION_EXPIRATION",
    11: "CANCELLATION_STATUS_CHANGE",
    12: "RETURN_STATUS_CHANGE",
    13: "NEW_CONVERSATION",
    14: "NEW_MESSAGE",
    15: "PRODUCT_INFORMATION_CHANGE",
    16: "PRODUCT_CREATION",
    18: "PRODUCT_CATEGORY_CHANGE",
    33: "NEW_MESSAGE_LISTENER",
    36: "INVOICE_STATUS_CHANGE",
    37: "PRODUCT_AUDIT_STATUS_CHANGE",
}
"""Names of the types that the API can switch on."""

SILENT = ("PARTIALLY_SHIPPING",)
"""Order statuses that webhook 1 never reports."""


def sign(secret: str, app_key: str, body: bytes) -> str:
    """Return the ``Authorization`` header of a webhook with `body`."""
    return hmac.new(secret.encode(), app_key.encode() + body, hashlib.sha256).hexdigest()


class Pushes:
    """Sends the webhooks of a store's apps."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def order_status(self, order: Order) -> None:
        """Webhook 1: an order has a new status."""
        if order.status not in SILENT:
            self.tell(order.shop_id, 1, self.order_data(order), order.id)

    def order_data(self, order: Order) -> dict[str, Any]:
        """Return the data of webhook 1, which says CANCEL where the API says CANCELLED."""
        status = "CANCEL" if order.status == "CANCELLED" else order.status
        held = order.status == "ON_HOLD"
        return {
            "order_id": order.id,
            "order_status": status,
            "is_on_hold_order": held,
            "update_time": order.update_time,
        }

    def address(self, order: Order) -> None:
        """Webhook 3: the buyer changed the address."""
        self.tell(order.shop_id, 3, {"order_id": order.id, "update_time": order.update_time}, order.id)

    def package(self, what: str, packages: list[Package], role: str = "ROLE_SELLER") -> None:
        """Webhook 4: packages were split or combined."""
        data = self.package_data(what, packages, role)
        self.tell(packages[0].shop_id, 4, data, packages[0].order_ids[0])

    def package_data(self, what: str, packages: list[Package], role: str) -> dict[str, Any]:
        """Return the data of webhook 4."""
        rows = [{"package_id": package.id, "order_id_list": package.order_ids} for package in packages]
        return {"sc_type": what, "role_type": role, "package_list": rows, "update_time": self._store.now}

    def product(self, product: Product, status: str, reason: str = "", delay: float = 0) -> None:
        """Webhooks 5 and 37: an audit ended."""
        number, at = int(product.id), self._store.now + int(delay)
        data = {"product_id": number, "status": status, "suspended_reason": reason, "update_time": at}
        self.tell(product.shop_id, 5, data, product.id, delay)
        audit = "FAILED" if status == "PRODUCT_AUDIT_FAILURE" else "APPROVED"
        more = {
            "audit": {"status": audit, "pre_approved_reasons": []},
            "integrated_platform_statuses": {"platform": "TOKOPEDIA", "status": audit},
        }
        self.tell(product.shop_id, 37, {"product_id": number, **more, "update_time": at}, product.id, delay)

    def product_status(self, product: Product) -> None:
        """Webhook 5: a listing was hidden, frozen or deleted."""
        data = {"product_id": int(product.id), "status": "PRODUCT_STATUS_CHANGED", "suspended_reason": ""}
        self.tell(product.shop_id, 5, {**data, "update_time": self._store.now}, product.id)

    def product_changed(self, product: Product, fields: list[str], source: str = "OPEN_API") -> None:
        """Webhook 15: a listing was edited."""
        data = {"product_id": product.id, "change_source": source, "changed_fields": fields}
        self.tell(product.shop_id, 15, {**data, "update_time": self._store.now}, product.id)

    def deauthorized(self, app: App, shop_id: str) -> None:
        """Webhook 6: a seller removed the app."""
        message = f"Shop_id {shop_id} is deauthorized from your APP by merchant."
        self.send(app, self.envelope(6, shop_id, {"message": message}))

    def expiring(self, app: App, shop_id: str) -> dict[str, Any]:
        """Return the data of webhook 7: the consent of a shop ends soon."""
        link = self._store.grants.link(app.key, self._store.shops[shop_id].open_id)
        end = link.expire_time if link is not None else self._store.now
        days = max(0, end - self._store.now) // 86_400
        please = "Please direct the merchant to re-authorize."
        message = f"Authorization of shop_id {shop_id} is expiring in {days} days. {please}"
        return {"message": message, "expiration_time": str(end)}

    def cancellation(self, cancel: Cancellation) -> None:
        """Webhook 11, which says CANCELLED where the API says CANCEL."""
        self.tell(cancel.shop_id, 11, self.cancellation_data(cancel), cancel.order_id)

    def cancellation_data(self, cancel: Cancellation) -> dict[str, Any]:
        """Return the data of webhook 11."""
        ended = cancel.status == "CANCELLATION_REQUEST_CANCEL"
        return {
            "order_id": cancel.order_id,
            "cancellations_role": cancel.role,
            "cancel_status": "CANCELLATION_REQUEST_CANCELLED" if ended else cancel.status,
            "cancel_id": cancel.id,
            "create_time": cancel.create_time,
        }

    def returned(self, case: Return) -> None:
        """Webhook 12: a return has a new status."""
        self.tell(case.shop_id, 12, self.return_data(case), case.order_id)

    def return_data(self, case: Return) -> dict[str, Any]:
        """Return the data of webhook 12."""
        return {
            "order_id": case.order_id,
            "return_role": case.role,
            "return_type": case.kind,
            "return_status": case.status,
            "return_id": case.id,
            "create_time": case.create_time,
            "update_time": case.update_time,
        }

    def conversation(self, talk: Conversation) -> None:
        """Webhook 13: a buyer started a conversation."""
        data = {"conversation_id": talk.id, "create_time": talk.create_time}
        self.tell(talk.shop_id, 13, data, talk.id)

    def message(self, talk: Conversation, message: Message) -> None:
        """Webhook 14: somebody wrote."""
        self.tell(talk.shop_id, 14, self.message_data(talk, message), talk.id)

    def message_data(self, talk: Conversation, message: Message) -> dict[str, Any]:
        """Return the data of webhook 14."""
        return {
            "content": message.content,
            "conversation_id": talk.id,
            "create_time": message.create_time,
            "is_visible": True,
            "message_id": message.id,
            "index": message.index,
            "type": message.kind,
            "sender": {
                "im_user_id": talk.buyer_id if message.sender == "BUYER" else talk.shop_id,
                "role": message.sender,
            },
        }

    def envelope(self, kind: int, shop_id: str, data: dict[str, Any], at: int = 0) -> dict[str, Any]:
        """Return a whole webhook; each has an id of its own to recognise repetitions by."""
        return {
            "type": kind,
            "tts_notification_id": self._store.new_id("notification", shop_id),
            "shop_id": shop_id,
            "timestamp": at or self._store.now,
            "data": data,
        }

    def tell(self, shop_id: str, kind: int, data: dict[str, Any], subject: str, delay: float = 0) -> None:
        """Send a webhook to every app that the shop is connected to."""
        for app in self._store.apps_of(shop_id):
            self.send(app, self.envelope(kind, shop_id, data), subject=subject, delay=delay)

    def address_for(self, app: App, shop_id: str, kind: int) -> str:
        """Return where a webhook goes: the address set for shop and type, else that of Partner Center."""
        event = EVENTS.get(kind)
        for hook in self._store.hooks:
            if (hook.shop_id, hook.event_type) == (shop_id, event):
                return hook.address
        return app.callback_url

    def send(self, app: App, envelope: dict[str, Any], **options: Any) -> list[Push]:
        """Queue a webhook to `app` and return what was queued, nothing if there is no address for it.

        Options: ``url`` instead of the configured one, ``subject``, ``delay`` in seconds, ``repeat`` times,
        ``forge`` (``wrong``, ``missing`` or ``upper`` signature), ``raw`` body instead of the envelope,
        ``dry`` to return the webhook without sending it.
        """
        kind = envelope.get("type", 0)
        url = options.get("url") or self.address_for(app, str(envelope.get("shop_id", "")), kind)
        if not url:
            return []
        raw = options.get("raw")
        body = raw.encode() if isinstance(raw, str) else json_bytes(envelope)
        pushes = [
            Push(
                platform="tiktok_shop",
                kind=str(kind),
                subject=str(options.get("subject", "")),
                url=url,
                body=body,
                headers=_headers(app, body, options.get("forge", "")),
                timeout=ANSWER_WITHIN,
                retries=RETRIES,
                delay=float(options.get("delay", 0)),
                accepts=self._accepts,
            )
            for _copy in range(int(options.get("repeat", 1)))
        ]
        for push in pushes if not options.get("dry") else ():
            self._store.world.pushes.enqueue(push)
        return pushes

    def _accepts(self, status: int, body: bytes) -> bool:
        if status == 401 and not body and not self._store.switches.retry_after_401:
            return True
        return status == 200 and not body


def _headers(app: App, body: bytes, forge: str) -> dict[str, str]:
    if forge == "missing":
        return {}
    signature = sign(app.secret + ("x" if forge == "wrong" else ""), app.key, body)
    return {"Authorization": signature.upper() if forge == "upper" else signature}
