"""Delivery options and carriers."""

from typing import Any, Final

OPTION_STANDARD: Final = "7091146663229654785"
OPTION_OWN: Final = "7091146663229654790"

OPTIONS: Final[dict[str, dict[str, Any]]] = {
    OPTION_STANDARD: {"name": "Reguler", "type": "STANDARD", "description": "Pengiriman standar"},
    "7091146663229654786": {"name": "Hemat", "type": "ECONOMY", "description": "Pengiriman hemat"},
    "7091146663229654787": {"name": "Instan", "type": "INSTANT", "description": "Tiba dalam 3 jam"},
    OPTION_OWN: {"name": "Kurir Toko", "type": "SEND_BY_SELLER", "description": "Dikirim penjual"},
}
"""Delivery options by id; the seller ships those of type SEND_BY_SELLER."""

CARRIERS: Final = {
    "6841743441349706241": "J&T Express",
    "6841743441349706242": "SiCepat",
    "6841743441349706243": "JNE",
    "6841743441349706244": "Anteraja",
}
"""Carriers of the platform by id, for options other than SEND_BY_SELLER."""

OWN_CARRIERS: Final = {
    "6617675021119438849": "Kurir Toko",
    "6617675021119438850": "Lalamove",
    "6617675021119438851": "Deliveree",
}
"""Carriers that a seller may name when shipping himself, by id."""
