"""How calls name what is shipped."""

from collections.abc import Iterable
from dataclasses import dataclass

from odoo.addons.ocean_marketplace_base.lib.errors import InvalidRequest

from .arguments import check_list, check_number


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """An order, or one package of an order that is split.

    ``package_number`` is for split orders only: with another order it is refused
    (``logistics.ship_order_not_need_pacakge_number``), and an empty one must not be sent at all.
    ``tracking_number`` is needed for creating labels only.
    """

    order_sn: str
    package_number: str = ""
    tracking_number: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Its ids, as row results have them."""
        return self.order_sn, self.package_number

    def fields(self) -> dict[str, str]:
        """Return the ids that are given, as bodies and queries carry them.

        :raise InvalidRequest: for what is no number of the platform
        """
        found = {"order_sn": check_number("order_sn", self.order_sn)}
        if self.package_number != "":
            found["package_number"] = check_number("package_number", self.package_number)
        return found


def check_parcels(parcels: object) -> list[Parcel]:
    """Return `parcels`, at least one, without repetitions."""
    found = check_list("parcels", parcels)
    for parcel in found:
        if not isinstance(parcel, Parcel):
            raise InvalidRequest("parcels: a list of Parcel is needed")
        parcel.fields()
    return list(dict.fromkeys(found))


def package_rows(package_numbers: Iterable[str]) -> list[dict[str, str]]:
    """Return the ``package_list`` of calls that name packages only."""
    return [{"package_number": number} for number in package_numbers]
