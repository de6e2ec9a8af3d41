"""What belongs to the app: its public key, its webhooks, its addresses."""

import email
import email.policy
from typing import Any

from odoo.addons.ocean_marketplace_base.sandbox.http import Response, json_response

from .errors import ApiError
from .gate import Call, Gate
from .pushes import KINDS, Pushes
from .sealing import BadKey, read_public_key
from .store import Store

NAMES = tuple(KINDS.values())


class AppApi:
    """Answers ``/v1/fs/{fs_id}`` and what is below it."""

    def __init__(self, store: Store, gate: Gate, pushes: Pushes) -> None:
        self._store = store
        self._gate = gate
        self._pushes = pushes

    def register(self, call: Call) -> Any:
        """POST /v1/fs/{fs_id}/register: a public key with ``upload=1``, otherwise webhooks."""
        if call.request.get("upload") == "1":
            return self._register_key(call)
        return self._register_webhooks(call)

    def _register_key(self, call: Call) -> Any:
        try:
            call.app.public_key = read_public_key(_file(call, "public_key"))
        except BadKey:
            # The documented refusal has a response id and no error code.
            header = {
                "process_time": 0.00006,
                "messages": "Our server encounters an error, please try again later",
                "response_id": self._store.world.token("response")[:20],
            }
            return json_response({"header": header, "data": None}, 500, error="bad key")
        return None

    def _register_webhooks(self, call: Call) -> Response:
        try:
            body = call.request.json()
        except ValueError:
            body = None
        fine = isinstance(body, dict) and str(body.get("fs_id", call.app.fs_id)) == str(call.app.fs_id)
        fine = fine and all(isinstance(body.get(name, ""), str) for name in (*NAMES, "webhook_secret"))
        if not fine or not any(_address(body.get(name)) for name in NAMES):
            return old_envelope(None, "400 Bad Request", ["bad input data"])
        # Everything is replaced: what is not sent becomes blank.
        call.app.urls = {name: body[name] for name in NAMES if _address(body.get(name))}
        call.app.webhook_secret = body.get("webhook_secret", "")
        return old_envelope("success")

    def registered(self, call: Call) -> Response:
        """GET /v1/fs/{fs_id}: the webhooks and their secret."""
        urls = {name: call.app.urls.get(name, "") for name in NAMES}
        return old_envelope({"fs_id": call.app.fs_id, **urls, "webhook_secret": call.app.webhook_secret})

    def whitelist(self, call: Call) -> dict[str, Any]:
        """GET /v1/fs/{fs_id}/whitelist."""
        return {"fs_id": call.app.fs_id, "ip_whitelisted": list(call.app.whitelist)}

    def payload(self, call: Call) -> dict[str, Any]:
        """GET /v1/order/{order_id}/fs/{fs_id}/webhook: what a webhook would say now."""
        order = self._gate.order(call, call.parts["order_id"])
        return self._pushes.order_payload(call.app, _kind(call.request.get("type")), order)

    def trigger(self, call: Call) -> str:
        """POST /v1/fs/{fs_id}/trigger: send a webhook to the address given."""
        body = call.json()
        order = self._gate.order(call, body.get("order_id"))
        kind, url = _kind(body.get("type")), body.get("url")
        if not _address(url):
            raise ApiError("ORD_API_006", "There Are Error From Ext Service", 500)
        payload = self._pushes.order_payload(call.app, kind, order, bool(body.get("is_encrypted")))
        self._pushes.send(call.app, kind, payload, url=url, subject=str(order.id))
        return "success"


def old_envelope(data: Any, status: str = "200 Ok", messages: list[str] | None = None) -> Response:
    """Return an answer in the envelope that was usual until 2021."""
    body = {"data": data, "status": status, "error_message": messages or []}
    return json_response(body, int(status[:3]), error="" if status.startswith("2") else status)


def _kind(value: Any) -> str:
    if value not in ("order_status", "order_notification"):
        raise ApiError("ORD_DLV_020", "type must be order_status or order_notification")
    return value


def _address(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def _file(call: Call, name: str) -> bytes:
    """Return the content of a file in a multipart body.

    :raise BadKey: if there is none
    """
    kind = call.request.headers.get("Content-Type", "")
    if not kind.startswith("multipart/form-data"):
        raise BadKey("multipart/form-data is needed")
    whole = b"Content-Type: " + kind.encode() + b"\r\n\r\n" + call.request.body
    for part in email.message_from_bytes(whole, policy=email.policy.HTTP).iter_parts():
        if part.get_param("name", header="content-disposition") == name:
            return part.get_payload(decode=True) or b""
    raise BadKey(f"no file {name}")
