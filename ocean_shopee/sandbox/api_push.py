"""Endpoints ``push/*``, all public-signed."""

import http.client
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.http import json_bytes
from odoo.addons.ocean_marketplace_base.sandbox.push import post

from . import params
from .errors import ApiError, bad_param
from .gate import Call
from .pushes import ANSWER_WITHIN, CODES, LATER_CODES, VERIFY, as_text, confirmed, sign
from .route import Route, get
from .store import LostPush, Store

KEPT = 3 * 86_400
PAGE = 100
MOST_BLOCKED = 500


class PushApi:
    """Answers ``push/*``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        return {
            "push/set_app_push_config": Route("POST", "public", self.set_config, writes=True, locked=False),
            "push/get_app_push_config": get(self.get_config, "public"),
            "push/get_lost_push_message": get(self.lost, "public"),
            "push/confirm_consumed_lost_push_message": Route("POST", "public", self.confirm, writes=True),
        }

    def set_config(self, call: Call) -> dict[str, Any]:
        """POST /api/v2/push/set_app_push_config: a new address gets a test message and must answer it.

        Call without the world's lock, for the receiver may call back.
        """
        url = call.body.get("callback_url", "")
        on, off, blocked = (
            params.body_list(call, name, int)
            for name in ("set_push_config_on", "set_push_config_off", "blocked_shop_id_list")
        )
        if len(blocked) > MOST_BLOCKED:
            raise bad_param(f"blocked_shop_id_list exceeds {MOST_BLOCKED}")
        known = CODES + (LATER_CODES if self._store.switches.push_config_any else ())
        if any(code not in known for code in on + off):
            raise bad_param("unknown push code")
        if url:
            self._probe(call, url)
        with self._store.world.lock:
            call.app.callback_url = url or call.app.callback_url
            call.app.pushes_off = (call.app.pushes_off | set(off)) - set(on)
            if "blocked_shop_id_list" in call.body:
                call.app.blocked_shops = set(blocked)
        return {"response": {"result": "success"}}

    def _probe(self, call: Call, url: Any) -> None:
        if not isinstance(url, str) or not url.startswith(("http://", "https://")):
            raise bad_param("callback_url is invalid")
        body = json_bytes({"code": 0, "data": dict(VERIFY)})
        headers = {"Authorization": sign(call.app.push_key, url, body)}
        try:
            fine = confirmed(*post(url, body, headers, ANSWER_WITHIN))
        except (OSError, http.client.HTTPException):
            fine = False
        if not fine:
            raise ApiError("error_param", "The callback url did not answer the verification message.")

    def get_config(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/push/get_app_push_config."""
        app = call.app
        return {
            "response": {
                "callback_url": app.callback_url,
                "live_push_status": app.push_status,
                "suspended_time": 0,
                "blocked_shop_id": sorted(app.blocked_shops),
                "push_config_on_list": [code for code in CODES if code not in app.pushes_off],
                "push_config_off_list": [code for code in CODES if code in app.pushes_off],
            }
        }

    def lost(self, call: Call) -> dict[str, Any]:
        """GET /api/v2/push/get_lost_push_message: the oldest 100 of the last 3 days not confirmed yet."""
        waiting = [
            push
            for push in self._store.lost
            if push.partner_id == call.app.partner_id and push.lost_at > self._store.now - KEPT
        ]
        page = waiting[:PAGE]
        return {
            "response": {
                "push_message_list": [self._row(push) for push in page],
                "has_next_page": len(waiting) > PAGE,
                "last_message_id": page[-1].id if page else 0,
            },
            "warning": "",
        }

    def _row(self, push: LostPush) -> dict[str, Any]:
        as_is = push.envelope
        return {
            "shop_id": as_is.get("shop_id", 0),
            "code": as_is.get("code"),
            "timestamp": as_is.get("timestamp"),
            "data": as_text(as_is) if self._store.switches.lost_data_as_text else as_is,
        }

    def confirm(self, call: Call) -> dict[str, Any]:
        """POST /api/v2/push/confirm_consumed_lost_push_message: a watermark, everything up to it is done."""
        last = params.body_number(call, "last_message_id")
        if not last:
            raise bad_param("last_message_id is required")
        self._store.lost = [
            push for push in self._store.lost if push.partner_id != call.app.partner_id or push.id > last
        ]
        return {"warning": ""}
