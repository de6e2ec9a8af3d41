"""Carriers of the simulated market, and what each asks for when a parcel is handed over.

Which ways a carrier knows and which fields they need is what Shopee v2 logistics.get_shipping_parameter
answers as ``info_needed``; a way that needs nothing has an empty list.
"""

from types import MappingProxyType
from typing import Any, Final

from .model import Channel, Shop

CHANNELS: Final = (
    Channel(8003, "SPX Standard"),
    Channel(8005, "J&T Express"),
    Channel(8001, "JNE Reguler"),
    Channel(80_021, "Kurir Toko", integrated=False),
)
"""The last one is the seller's own courier."""

_PICKUP: Final = ("address_id", "pickup_time_id")
WAYS: Final = MappingProxyType(
    {
        8003: {"pickup": _PICKUP, "dropoff": ()},
        8005: {"pickup": _PICKUP, "dropoff": ("branch_id",)},
        8001: {"pickup": _PICKUP, "dropoff": ("sender_real_name",)},
        80_021: {"non_integrated": ("tracking_number",)},
    }
)
"""Fields needed by way, by id of the carrier."""

BRANCHES: Final = (
    {
        "branch_id": 40_117,
        "region": "ID",
        "state": "DKI JAKARTA",
        "city": "KOTA JAKARTA SELATAN",
        "district": "Tebet",
        "town": "Menteng Dalam",
        "address": "Jl. Casablanca No. 18",
        "zipcode": "12870",
    },
    {
        "branch_id": 40_230,
        "region": "ID",
        "state": "JAWA BARAT",
        "city": "KOTA BANDUNG",
        "district": "Coblong",
        "town": "Dago",
        "address": "Jl. Ir. H. Juanda No. 101",
        "zipcode": "40135",
    },
)
COD: Final = frozenset({8003, 8005})


def channel_by_id(channel_id: int) -> Channel | None:
    """Return the carrier with `channel_id`."""
    return next((channel for channel in CHANNELS if channel.id == channel_id), None)


def settings(shop: Shop, channel: Channel) -> dict[str, Any]:
    """Return what `shop` has set for `channel`: ``enabled``, ``cod_enabled``, ``preparation_time``."""
    default = {"enabled": True, "cod_enabled": channel.id in COD, "auto_call": False, "preparation_time": 0}
    return default | shop.channels.get(channel.id, {})


def is_enabled(shop: Shop, channel_id: int) -> bool:
    """Return whether `shop` ships by the carrier."""
    channel = channel_by_id(channel_id)
    return channel is not None and bool(settings(shop, channel)["enabled"])
