"""Endpoints ``logistics/*`` about carriers and addresses of the shop (Shopee v2 logistics)."""

from typing import Any

from .channels import CHANNELS, channel_by_id, settings
from .errors import ApiError
from .gate import Call
from .model import Channel, Shop
from .route import Route, get, post
from .store import Address, Store

TYPES = ("DEFAULT_ADDRESS", "PICK_UP_ADDRESS", "RETURN_ADDRESS", "INBOUND_PICKUP_ADDRESS")
SPELT_OTHERWISE = {"PICKUP_ADDRESS": "PICK_UP_ADDRESS"}
"""set_address_config spells one type in another way than the list does."""
PLACE = ("region", "state", "city", "district", "town", "address", "zipcode", "name", "phone")
_DRIVER = "auto_call_driver_setting{auto_call_driver_enabled:bool, preparation_time:int}"


class ChannelApi:
    """Shows and sets how a shop ships and from where."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> dict[str, Route]:
        """Return the endpoints."""
        fields = ", ".join(f"{name}:str" for name in (*PLACE, "geo_info"))
        return {
            "logistics/get_channel_list": get(self.channels),
            "logistics/update_channel": post(
                self.update_channel, f"logistics_channel_id*:int, enabled:bool, cod_enabled:bool, {_DRIVER}"
            ),
            "logistics/get_address_list": get(self.addresses),
            "logistics/update_address": post(self.update_address, f"address_id*:int, {fields}"),
            "logistics/set_address_config": post(
                self.set_address,
                "show_pickup_address:bool, address_type_config{address_id*:int, address_type*:str[]}",
            ),
            "logistics/delete_address": post(self.delete_address, "address_id*:int"),
        }

    def channels(self, call: Call) -> dict[str, Any]:
        """GET get_channel_list."""
        shop = self._store.shops[call.shop_id]
        rows = [_channel(shop, channel) for channel in CHANNELS]
        return {"response": {"logistics_channel_list": rows}}

    def update_channel(self, call: Call) -> dict[str, Any]:
        """POST update_channel: the shop's switch of a carrier; one carrier of the platform must stay on."""
        shop, number = self._store.shops[call.shop_id], call.body["logistics_channel_id"]
        channel = channel_by_id(number)
        if channel is None:
            raise ApiError("logistics.error_param", "The channel does not exist.")
        others = [one for one in CHANNELS if one.integrated and one.id != number]
        leaves_one = any(settings(shop, one)["enabled"] for one in others)
        if call.body.get("enabled") is False and channel.integrated and not leaves_one:
            raise ApiError("logistics.minimum_activation_rule", "At least one channel must be enabled.")
        driver = call.body.get("auto_call_driver_setting") or {}
        chosen = {
            "enabled": call.body.get("enabled"),
            "cod_enabled": call.body.get("cod_enabled"),
            "auto_call": driver.get("auto_call_driver_enabled"),
            "preparation_time": driver.get("preparation_time"),
        }
        shop.channels[number] = settings(shop, channel) | {
            name: value for name, value in chosen.items() if value is not None
        }
        return {"response": _updated(shop, channel)}

    def _own(self, call: Call, address_id: int) -> Address:
        address = self._store.addresses.get(address_id)
        if address is None or address.shop_id != call.shop_id:
            raise ApiError("logistics.address_not_found", "The address is not found.")
        return address

    def addresses(self, call: Call) -> dict[str, Any]:
        """GET get_address_list."""
        rows = [
            {
                "address_id": address.id,
                **{name: address.place[name] for name in PLACE if name not in ("name", "phone")},
                "address_type": address.kinds,
            }
            for address in self._store.addresses.values()
            if address.shop_id == call.shop_id
        ]
        shown = self._store.shops[call.shop_id].channels.get(0, {}).get("show_pickup_address", False)
        return {"response": {"show_pickup_address": shown, "address_list": rows}}

    def update_address(self, call: Call) -> dict[str, Any]:
        """POST update_address: not its region; envelope only."""
        address = self._own(call, call.body["address_id"])
        if call.body.get("region", address.place["region"]) != address.place["region"]:
            raise ApiError("NOT_ALLOW_TO_EDIT_ADDRESS_REGION", "The region cannot be edited.")
        address.place |= {name: call.body[name] for name in PLACE if name in call.body}
        return {}

    def set_address(self, call: Call) -> dict[str, Any]:
        """POST set_address_config: a type is taken from the address that had it; envelope only."""
        if (shown := call.body.get("show_pickup_address")) is not None:
            self._store.shops[call.shop_id].channels[0] = {"show_pickup_address": shown}
        config = call.body.get("address_type_config")
        if config is None:
            return {}
        address = self._own(call, config["address_id"])
        kinds = [SPELT_OTHERWISE.get(kind, kind) for kind in config["address_type"]]
        if any(kind not in TYPES for kind in kinds):
            raise ApiError("logistics.invalid_address_type", "The address type is invalid.")
        for other in self._store.addresses.values():
            if other.shop_id == call.shop_id:
                other.kinds = [kind for kind in other.kinds if kind not in kinds]
        address.kinds = kinds + address.kinds
        return {}

    def delete_address(self, call: Call) -> dict[str, Any]:
        """POST delete_address: not one that serves for something; envelope only."""
        address = self._own(call, call.body["address_id"])
        if address.kinds:
            raise ApiError("logistics.cannot_delete_address", "The address is in use.")
        del self._store.addresses[address.id]
        return {}


def _channel(shop: Shop, channel: Channel) -> dict[str, Any]:
    own = settings(shop, channel)
    return {
        "logistics_channel_id": channel.id,
        "logistics_channel_name": channel.name,
        "logistics_description": f"Pengiriman dengan {channel.name}",
        "enabled": own["enabled"],
        "cod_enabled": own["cod_enabled"],
        "fee_type": "SIZE_INPUT" if channel.integrated else "CUSTOM_PRICE",
        "size_list": [],
        "weight_limit": {"item_max_weight": 50, "item_min_weight": 0},
        "item_max_dimension": {"height": 0, "width": 0, "length": 0, "unit": "cm", "dimension_sum": 0},
        "volume_limit": {"item_max_volume": 0, "item_min_volume": 0},
        "force_enable": False,
        "mask_channel_id": 0,
        "block_seller_cover_shipping_fee": False,
        "support_cross_border": False,
        "seller_logistic_has_configuration": None,
        "logistics_capability": {"seller_logistics": not channel.integrated},
        "preprint": False,
        "support_pause": False,
        "compulsory_channel": False,
    }


def _updated(shop: Shop, channel: Channel) -> dict[str, Any]:
    own = settings(shop, channel)
    return {
        "shop_id": shop.id,
        "logistics_channel_id": channel.id,
        "enabled": own["enabled"],
        "cod_enabled": own["cod_enabled"],
        "updated_channels": [
            {
                "channel_id": channel.id,
                "channel_display_name": channel.name,
                "unsupport_warehouse": [],
            }
        ],
        "is_multi_warehouse": False,
        "auto_call_driver_setting": {
            "auto_call_driver_enabled": own["auto_call"],
            "preparation_time": own["preparation_time"],
        },
    }
