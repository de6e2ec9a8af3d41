"""Addresses of webhooks, and webhooks on demand."""

from collections.abc import Mapping
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.answers import member
from odoo.addons.ocean_marketplace_base.lib.arguments import check_flag
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from ..const import TRIGGER_TYPES, WEBHOOK_SECRET, WEBHOOK_URLS
from .arguments import check_choice, check_id, check_text, check_url
from .base import Resource

_LIST = "/v1/fs/{fs_id}"
_REGISTER = "/v1/fs/{fs_id}/register"


class WebhookApi(Resource):
    """``/v1/fs/{fs_id}``. The addresses belong to the app, not to a shop.

    Where a method names no code, refusals carry the codes that hold for all methods (README).
    """

    @endpoint("GET", "/v1/fs/{fs_id}")
    def get_registered(self) -> dict[str, str]:
        """Return the registered addresses by name, and ``webhook_secret``; blanks are left out.

        ``GET /v1/fs/{fs_id}``.

        :raise Rejected: ``http_400``: the older envelope has no codes
        """
        data = member(self._gateway.get(_LIST), "data", dict)
        return {
            name: data[name]
            for name in (*WEBHOOK_URLS, WEBHOOK_SECRET)
            if isinstance(data.get(name), str) and data[name]
        }

    @endpoint("GET", "/v1/fs/{fs_id}")
    @endpoint("POST", "/v1/fs/{fs_id}/register")
    def register(self, urls: Mapping[str, str], *, secret: str | None = None) -> dict[str, str]:
        """Set some addresses, keep the others, and return all that are registered now.

        ``POST /v1/fs/{fs_id}/register`` blanks whatever it is not sent, so what is there is read first and
        sent again. Do not run two of these at once: the slower one would undo the other.

        :param urls: address by name, of ``WEBHOOK_URLS``; ``""`` takes one away.
        :param secret: signs pushes from now on; the one there is stays without it.
        :raise Rejected: ``http_400``: the older envelope has no codes, only a sentence such as "bad input
            data"
        """
        changes = {_name(name): url and check_url(name, url) for name, url in _mapping(urls).items()}
        if secret is not None:
            changes[WEBHOOK_SECRET] = check_text("secret", secret, 255)
        body = {name: value for name, value in (self.get_registered() | changes).items() if value}
        member(
            self._gateway.send("POST", _REGISTER, {"fs_id": int(self._gateway.app.fs_id), **body}),
            "data",
            str,
        )
        return body

    @endpoint("GET", "/v1/order/{order_id}/fs/{fs_id}/webhook")
    def get_payload(self, order_id: str, *, type: str = "order_status") -> dict[str, Any]:
        """Return what a webhook about an order would say now.

        ``GET /v1/order/{order_id}/fs/{fs_id}/webhook``.

        :param type: ``order_status`` or ``order_notification``.
        """
        params = [("type", check_choice("type", type, TRIGGER_TYPES))]
        path = "/v1/order/{order_id}/fs/{fs_id}/webhook"
        return member(self._gateway.get(path, params, order_id=check_id("order_id", order_id)), "data", dict)

    @endpoint("POST", "/v1/fs/{fs_id}/trigger")
    def trigger(
        self, order_id: str, url: str, *, type: str = "order_notification", encrypted: bool = True
    ) -> None:
        """Have a webhook about an order sent to `url`, whatever is registered.

        ``POST /v1/fs/{fs_id}/trigger``.

        :param type: ``order_status`` or ``order_notification``.
        :param encrypted: with the buyer's data encrypted for the registered key.
        :raise Rejected: ``RBAC_MDLW_002`` when the owner has not granted this group of methods
        """
        body = {
            "order_id": check_id("order_id", order_id),
            "type": check_choice("type", type, TRIGGER_TYPES),
            "url": check_url("url", url),
            "is_encrypted": check_flag("encrypted", encrypted),
        }
        member(self._gateway.send("POST", "/v1/fs/{fs_id}/trigger", body), "data", str)


def _mapping(urls: Mapping[str, str]) -> Mapping[str, str]:
    if not isinstance(urls, Mapping):
        raise InvalidRequest("urls: a mapping of names to addresses is needed")
    return urls


def _name(name: object) -> str:
    return check_choice("urls", name, WEBHOOK_URLS)  # type: ignore[return-value]
