"""Webhooks of a shop."""

from typing import Any

from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from ..const import EVENT_TYPES, WEBHOOK_ADDRESS_LENGTH
from .answers import rows_of
from .arguments import check_text
from .base import Resource

_PATH = "/event/202309/webhooks"


class EventApi(Resource):
    """``/event``: one address per shop and kind of event. Other kinds are set in the Partner Center."""

    @endpoint("GET", _PATH)
    def get_shop_webhooks(self) -> list[dict[str, Any]]:
        """Return ``{"event_type", "address", "create_time", "update_time"}`` of what is set.

        ``GET /event/202309/webhooks`` ("Get Shop Webhooks").
        """
        return rows_of(self._gateway.get(_PATH), "webhooks")

    @endpoint("PUT", _PATH)
    def update_shop_webhook(self, event_type: str, address: str) -> None:
        """Have one kind of event sent to `address`, in place of the address of before.

        ``PUT /event/202309/webhooks`` ("Update Shop Webhook").

        :param address: at most 255 characters, https with a domain name: no IP address, no port. (A
            simulator on this computer takes what it is given, so only the length is checked here.)
        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        body = {
            "address": check_text("address", address, WEBHOOK_ADDRESS_LENGTH),
            "event_type": check_choice("event_type", event_type, EVENT_TYPES),
        }
        if not address.startswith(("https://", "http://")):
            raise InvalidRequest("address: an address beginning with https:// is needed")
        self._gateway.write("PUT", _PATH, body)

    @endpoint("DELETE", _PATH)
    def delete_shop_webhook(self, event_type: str) -> None:
        """Have one kind of event sent no more; no error where none was.

        ``DELETE /event/202309/webhooks`` ("Delete Shop Webhook"), with a body.

        :raise Rejected: the general codes of `Resource`; the platform documents none of this call's own
        """
        body = {"event_type": check_choice("event_type", event_type, EVENT_TYPES)}
        self._gateway.write("DELETE", _PATH, body)
