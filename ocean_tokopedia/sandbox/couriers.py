"""Couriers and their services (guide "logistic/get-shipment-info"; a snapshot, not exhaustive)."""

from collections.abc import Iterator
from typing import Final

from .model import Courier

OWN: Final = 999
COURIERS: Final = (
    (1, "JNE", "jne", ((1, "Reguler"), (2, "OKE"), (6, "YES"))),
    (2, "TIKI", "tiki", ((3, "Reguler"), (16, "Over Night Service"))),
    (4, "Pos Indonesia", "pos", ((10, "Pos Kilat Khusus"),)),
    (6, "Wahana", "wahana", ((8, "Service Normal"),)),
    (10, "GO-JEK", "gosend", ((28, "Instant Courier"), (20, "Same Day"))),
    (11, "SiCepat", "sicepat", ((18, "Regular Package"), (33, "BEST"), (43, "GOKIL"), (44, "REG"))),
    (12, "Ninja Xpress", "ninja", ((25, "Reguler"),)),
    (13, "Grab", "grab", ((37, "Instant"), (24, "Same Day"))),
    (14, "J&T", "jnt", ((27, "Reguler"),)),
    (16, "REX", "rex", ((32, "REX-10"),)),
    (23, "AnterAja", "anteraja", ((45, "Reguler"), (46, "Next Day"), (49, "Same Day"))),
    (24, "Lion Parcel", "lion", ((47, "Reguler"),)),
    (25, "Indo Paket", "indopaket", ((48, "Reguler"),)),
    (OWN, "Custom Logistik", "custom", ((OWN, "Service Normal"),)),
)
"""Id, name, code and services (id, name) of each courier."""

IN_USE: Final = frozenset({1, 6, 18, 27, 45, OWN})
"""Services that a new shop uses."""
SAME_DAY: Final = frozenset({20, 24, 28, 37, 49})


def services() -> Iterator[Courier]:
    """Yield every service of every courier."""
    for shipper_id, shipper, _code, offered in COURIERS:
        for service_id, service in offered:
            yield Courier(shipper_id, shipper, service_id, service, shipper_id == OWN)
