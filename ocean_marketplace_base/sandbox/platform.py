"""What the kernel asks of a platform's simulator.

An addon offers one by a module ``sandbox/simulator.py`` with a name ``SIMULATOR``: a class that is called
with the :class:`~.world.World` and has what :class:`PlatformSimulator` lists.
"""

from typing import Any, Protocol

from .faults import Fault
from .http import Request, Response


class UnknownThing(LookupError):
    """The control API named an order, shop or account that does not exist."""


class BadOption(ValueError):
    """The control API was given an option that makes no sense."""


class PlatformSimulator(Protocol):
    """One simulated platform. All methods but `serve` are called with the world's lock held."""

    key: str
    """Name of the platform in ``info`` and in the control API."""

    picture_hosts: tuple[str, ...]
    """Where the platform shows pictures; these addresses are answered by the simulator, see `pictures`."""

    def seed(self, orders: int) -> None:
        """Fill the platform with shops, products and `orders` orders."""

    def info(self, base_url: str) -> dict[str, Any]:
        """Return what a client needs to connect to the first shop."""

    def claims(self, path: str) -> int:
        """Return 2 if `path` is an endpoint, 1 if the platform would answer it with an error, else 0."""

    def serve(self, request: Request) -> Response:
        """Answer a call; takes the world's lock itself."""

    def writes(self, request: Request) -> bool:
        """Return whether the call can change something."""

    def fault_response(self, fault: Fault) -> Response:
        """Return the platform's answer for a fault of kind ``throttle`` or ``expired_token``."""

    def state(self) -> dict[str, Any]:
        """Return everything as plain data, the same for the same seed, epoch and history."""

    def summary(self) -> list[dict[str, Any]]:
        """Return per shop the orders by status with the sums of their money, as the README describes."""

    def orders(self) -> list[dict[str, Any]]:
        """Return all orders, shortened, as the README describes."""

    def place_orders(self, options: dict[str, Any]) -> list[str]:
        """Place orders and return their ids.

        :raise BadOption: if an option makes no sense
        :raise UnknownThing: if there is no such shop
        """

    def change_order(self, order_id: str, action: str, options: dict[str, Any]) -> dict[str, Any]:
        """Do `action` (advance, cancel, request_cancel, edit) and return the order, shortened.

        :raise BadOption: if the order cannot go there
        :raise UnknownThing: if there is no such order
        """

    def has_order(self, order_id: str) -> bool:
        """Return whether `order_id` is an order here."""

    def send_push(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        """Send the push that `options` describe and return what was queued.

        :raise BadOption: if an option makes no sense
        """

    def add_shops(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        """Make more shops or apps and return how to connect to them."""

    def configure(self, options: dict[str, Any]) -> dict[str, Any]:
        """Change the push address and the switches of an app and return its configuration."""
