"""Pushes of the platform: envelopes, signature, retries and the queue of lost ones (Shopee v2 push guide)."""

import hashlib
import hmac
import json
from types import MappingProxyType
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.http import json_bytes
from odoo.addons.ocean_marketplace_base.sandbox.push import Push

from .model import App, Order, Parcel
from .store import LostPush, Store

RETRIES = (300.0, 1800.0, 10_800.0)
ANSWER_WITHIN = 3.0
CODES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)
"""Codes that push.set_app_push_config documents."""
LATER_CODES = (15, 16, 22, 23, 24, 25, 27, 28, 29, 30, 37, 38, 47)
"""Codes that exist besides."""

VERIFY = MappingProxyType({"verify_info": "This is a verification message."})
"""Data of the test message, code 0."""
SOON = 7 * 86_400
"""Code 12 warns of consents that end within this time."""


def sign(key: str, url: str, body: bytes) -> str:
    """Return the ``Authorization`` header of a push of `body` to `url`."""
    return hmac.new(key.encode(), url.encode() + b"|" + body, hashlib.sha256).hexdigest()


def confirmed(status: int, body: bytes) -> bool:
    """Return whether an answer counts: 2xx with an empty body."""
    return 200 <= status < 300 and not body


class Pushes:
    """Sends the pushes of a store's apps."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def order_status(self, order: Order, scenario: str = "NORMAL") -> None:
        """Push code 3: an order has a new status; `scenario` tells how a completed one got there."""
        data = {
            "items": [],
            "ordersn": order.sn,
            "status": order.status,
            "completed_scenario": scenario if order.status == "COMPLETED" else "",
            "update_time": order.update_time,
        }
        self.to_shop(order.shop_id, 3, data, order.sn)

    def tracking(self, order: Order, parcel: Parcel) -> None:
        """Push code 4: a package has a tracking number, once it is there."""
        data = {
            "ordersn": order.sn,
            "forder_id": str(self._store.world.random("forder", order.sn).randrange(10**18, 10**19)),
            "package_number": parcel.number,
            "tracking_no": parcel.tracking_number,
        }
        self.to_shop(order.shop_id, 4, data, order.sn, delay=max(0, parcel.tracking_time - self._store.now))

    def authorized(self, app: App, shop_ids: list[int], main_account_id: int) -> None:
        """Push code 1: a seller gave consent, for a shop or for all shops of a main account."""
        data = self.consent_data(app, 1, shop_ids[0])
        if main_account_id:
            del data["shop_id"]
            data |= {"main_account_id": main_account_id, "shop_id_list": shop_ids}
            data["extra"] = "Shop has been authorized successfully"
        self._to_partner(app, 1, data)

    def deauthorized(self, app: App, shop_id: int) -> None:
        """Push code 2: a seller took consent back."""
        self._to_partner(app, 2, self.consent_data(app, 2, shop_id))

    def consent_data(self, app: App, code: int, shop_id: int) -> dict[str, Any]:
        """Return the data of push 1, 2 or 12. Push 2 names the shop in its text only, as live pushes do."""
        if code == 12:
            return self._ending(app)
        where = f"shop id {shop_id} ({self._store.shops[shop_id].region})"
        if code == 2:
            text = f"{where} has been cancelled its authorization"
            return {"authorize_type": "user cancel shop authorization", "success": 1, "extra": text}
        text = f"{where} has been authorized successfully"
        return {
            "authorize_type": "shop authorization by user",
            "extra": text,
            "shop_id": shop_id,
            "success": 1,
        }

    def _ending(self, app: App) -> dict[str, Any]:
        before = self._store.now + SOON
        links = self._store.grants.links.values()
        ending = [
            link.shop_id for link in links if link.partner_id == app.partner_id and link.expire_time <= before
        ]
        merchants = self._store.merchants
        return {
            "shop_expire_soon": [number for number in ending if number not in merchants],
            "merchant_expire_soon": [number for number in ending if number in merchants],
            "user_expire_soon": [],
            "expire_before": before,
            "page_no": 1,
            "total_page": 1,
        }

    def _to_partner(self, app: App, code: int, data: dict[str, Any]) -> None:
        now = self._store.now
        self.send(app, {"data": data, "partner_id": app.partner_id, "code": code, "timestamp": now})

    def to_shop(self, shop_id: int, code: int, data: dict[str, Any], subject: str, delay: float = 0) -> None:
        """Push `data` as `code` to the apps of a shop; `subject` is what faults are matched with."""
        for app in self._store.apps_of(shop_id):
            if shop_id not in app.blocked_shops:
                envelope = {"data": data, "shop_id": shop_id, "code": code, "timestamp": self._store.now}
                self.send(app, envelope, subject=subject, delay=delay)

    def send(self, app: App, envelope: dict[str, Any], **options: Any) -> list[Push]:
        """Queue a push to `app` and return what was queued, nothing if the app does not want it.

        Options: ``url`` instead of the app's, ``subject``, ``delay`` in seconds, ``repeat`` times,
        ``forge`` (``wrong``, ``missing`` or ``partner_key`` signature), ``raw`` body instead of the envelope,
        ``dry`` to return the push without sending it.
        """
        code = envelope.get("code")
        url = options.get("url") or app.callback_url
        wanted = options.get("url") or code not in app.pushes_off
        if not url or not wanted:
            return []
        raw = options.get("raw")
        body = raw.encode() if isinstance(raw, str) else json_bytes(envelope)
        pushes = [
            Push(
                platform="shopee",
                kind=str(code),
                subject=str(options.get("subject", "")),
                url=url,
                body=body,
                headers=self._headers(app, url, body, options.get("forge", "")),
                timeout=ANSWER_WITHIN,
                retries=RETRIES,
                delay=float(options.get("delay", 0)),
                accepts=confirmed,
                on_lost=lambda _push: self._keep(app, envelope),
            )
            for _copy in range(int(options.get("repeat", 1)))
        ]
        for push in pushes if not options.get("dry") else ():
            self._store.world.pushes.enqueue(push)
        return pushes

    def _headers(self, app: App, url: str, body: bytes, forge: str) -> dict[str, str]:
        key = app.partner_key if self._store.switches.push_sign_key == "partner" else app.push_key
        if forge == "partner_key":
            key = app.partner_key
        signature = sign(key, url, body)
        if forge == "wrong":
            signature = sign(key + "x", url, body)
        return {} if forge == "missing" else {"Authorization": signature}

    def _keep(self, app: App, envelope: dict[str, Any]) -> None:
        with self._store.world.lock:
            last = self._store.lost[-1].id if self._store.lost else 176_609
            self._store.lost.append(LostPush(last + 1, app.partner_id, self._store.now, envelope))


def as_text(envelope: dict[str, Any]) -> str:
    """Return `envelope` as JSON text, for lost pushes that carry it so."""
    return json.dumps(envelope, ensure_ascii=False, separators=(",", ":"))
