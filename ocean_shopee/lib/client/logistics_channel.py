"""Shipping channels and addresses of the shop."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib.answers import objects_at
from odoo.addons.ocean_marketplace_base.lib.arguments import check_choice, check_flag
from odoo.addons.ocean_marketplace_base.lib.endpoints import endpoint
from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from .arguments import check_id, check_list
from .base import Resource
from .bodies import body
from .bodies_logistics import Address, Channel

# v2.logistics.set_address_config; get_address_list writes PICK_UP_ADDRESS for the second.
ADDRESS_TYPES: Final = frozenset({"DEFAULT_ADDRESS", "PICKUP_ADDRESS", "RETURN_ADDRESS"})


class ChannelMethods(Resource):
    """The part of ``/api/v2/logistics`` about channels and addresses."""

    @endpoint("GET", "/api/v2/logistics/get_channel_list")
    def get_channel_list(self) -> list[dict[str, Any]]:
        """Return all shipping channels of the market, with ``enabled``, limits (kg, cm) and fees.

        ``GET /api/v2/logistics/get_channel_list``. ``mask_channel_id`` 0 marks what buyers choose; others are
        carriers below such a channel. ``preprint`` allows labels before shipping.

        :raise Rejected: ``common.invalid_shop``, ``error_not_found``, ``error_permission``
        """
        envelope = self._gateway.get("/api/v2/logistics/get_channel_list")
        return objects_at(envelope, "response.logistics_channel_list")

    @endpoint("POST", "/api/v2/logistics/update_channel")
    def update_channel(self, channel_id: str, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Switch a channel of the shop and return it. ``POST /api/v2/logistics/update_channel``.

        :param changes: fields of :class:`~.bodies_logistics.Channel`
        :raise Rejected: ``logistics.compulsory_channel_rule``, ``logistics.require_pickup_address`` and
            others
        """
        values = {"logistics_channel_id": check_id("channel_id", channel_id)} | body(
            Channel, changes, "changes"
        )
        return self._write("/api/v2/logistics/update_channel", values)

    @endpoint("GET", "/api/v2/logistics/get_address_list")
    def get_address_list(self) -> list[dict[str, Any]]:
        """Return the shop's addresses with what each is for (``address_type``).

        ``GET /api/v2/logistics/get_address_list``.

        :raise Rejected: ``common.invalid_shop``, ``error_not_found``, ``error_permission``
        """
        envelope = self._gateway.get("/api/v2/logistics/get_address_list")
        return objects_at(envelope, "response.address_list")

    @endpoint("POST", "/api/v2/logistics/update_address")
    def update_address(self, address_id: str, changes: Mapping[str, Any]) -> None:
        """Change an address. ``POST /api/v2/logistics/update_address``.

        :param changes: fields of :class:`~.bodies_logistics.Address`
        :raise Rejected: ``NOT_ALLOW_TO_EDIT_ADDRESS_REGION``
        """
        values = {"address_id": check_id("address_id", address_id)} | body(Address, changes, "changes")
        self._gateway.post("/api/v2/logistics/update_address", values)

    @endpoint("POST", "/api/v2/logistics/set_address_config")
    def set_address_config(
        self,
        *,
        address_id: str = "",
        address_types: Iterable[str] = (),
        show_pickup_address: bool | None = None,
    ) -> None:
        """Say what an address is for, and whether buyers see the pickup address.

        ``POST /api/v2/logistics/set_address_config``.

        :param address_id, address_types: both or none; types of ``ADDRESS_TYPES``.
        :raise Rejected: ``logistics.address_not_found``, ``logistics.invalid_address_type``
        """
        values: dict[str, Any] = {}
        if show_pickup_address is not None:
            values["show_pickup_address"] = check_flag("show_pickup_address", show_pickup_address)
        if address_id or address_types != ():
            types = check_list("address_types", address_types, len(ADDRESS_TYPES))
            values["address_type_config"] = {
                "address_id": check_id("address_id", address_id),
                "address_type": [check_choice("address_types", name, ADDRESS_TYPES) for name in types],
            }
        if not values:
            raise InvalidRequest("nothing to set")
        self._gateway.post("/api/v2/logistics/set_address_config", values)

    @endpoint("POST", "/api/v2/logistics/delete_address")
    def delete_address(self, address_id: str) -> None:
        """Delete an address. ``POST /api/v2/logistics/delete_address``.

        :raise Rejected: ``logistics.address_not_found``, ``logistics.cannot_delete_address``
        """
        values = {"address_id": check_id("address_id", address_id)}
        self._gateway.post("/api/v2/logistics/delete_address", values)
