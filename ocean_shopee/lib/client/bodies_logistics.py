"""Bodies of shipping: Shopee v2 ship_order, mass_ship_order, update_address, update_channel and kin."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import Field

from .bodies import Body, Ident, Open

Trackings = Annotated[list["ParcelTracking"], Field(min_length=1)]


class Pickup(Body):
    """The carrier comes. Which fields are needed says get_shipping_parameter."""

    address_id: Ident | None = None
    pickup_time_id: str | None = None
    tracking_number: str | None = None


class Dropoff(Body):
    """The seller brings the parcel to a branch."""

    branch_id: Ident | None = None
    sender_real_name: str | None = None
    tracking_number: str | None = None
    slug: str | None = None


class NonIntegrated(Body):
    """A carrier the platform does not know."""

    tracking_number: str | None = None


class ParcelTracking(Body):
    """The tracking number of one of several parcels."""

    package_number: str
    tracking_number: str


class MassNonIntegrated(Body):
    """Carriers the platform does not know, for several parcels."""

    tracking_number: Trackings | None = None


SHIP_BODIES: Final[Mapping[str, type[Body]]] = MappingProxyType(
    {"pickup": Pickup, "dropoff": Dropoff, "non_integrated": NonIntegrated}
)
MASS_SHIP_BODIES: Final[Mapping[str, type[Body]]] = MappingProxyType(
    {"pickup": Pickup, "dropoff": Dropoff, "non_integrated": MassNonIntegrated}
)


class Address(Body):
    """What changes of an address."""

    region: str | None = None
    state: str | None = None
    city: str | None = None
    district: str | None = None
    town: str | None = None
    address: str | None = None
    zipcode: str | None = None
    name: str | None = None
    phone: str | None = None
    geo_info: str | None = None


class CallDriver(Body):
    """Calling a driver by itself; ``preparation_time`` in minutes."""

    auto_call_driver_enabled: bool | None = None
    preparation_time: Annotated[int, Field(ge=0)] | None = None


class Channel(Body):
    """What changes of a shipping channel of the shop."""

    enabled: bool | None = None
    cod_enabled: bool | None = None
    auto_call_driver_setting: CallDriver | None = None


class RecipientField(Body):
    """A field of the recipient's address that comes as a picture, and how it looks."""

    key: str
    style: Open | None = None
