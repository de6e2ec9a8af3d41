"""From the platform's payloads to the canonical model. Pure functions."""

from typing import Any, Final

from odoo.addons.ocean_marketplace_base.lib import schema
from odoo.addons.ocean_marketplace_base.lib.errors import ContractChanged
from odoo.addons.ocean_marketplace_base.lib.ladder import Ladder
from odoo.addons.ocean_marketplace_base.lib.ladder_codes import REVENUE

from .const import PLATFORM
from .facts import Facts
from .facts_list import facts_of_list
from .facts_single import facts_of_single
from .ladder_tokopedia import ladder_of, units_of
from .mapping_listing import map_listing as map_listing
from .mapping_parts import carrier_id, carrier_name, line_of, packages_of, ships_self
from .status import order_status
from .times import Frame

_REGION: Final = "ID"


def map_order(payload: dict[str, Any]) -> schema.Order:
    """Return the order of a payload ``{"order": …, "frame": …}``.

    :param payload: ``order`` is the ``data`` of a single order, an element of the order list, or the push
        about a new order, with the buyer decrypted as far as possible; ``frame`` is a
        :class:`~.times.Frame` by name, UTC without it
    :raise ContractChanged: with the path of the field that is not as promised
    """
    facts = _facts(payload.get("order"), _frame(payload.get("frame")))
    own = ships_self(facts.courier)
    ladder, revenues = ladder_of(facts, seller_ships=bool(own))
    lines = tuple(
        line_of(facts, item, units_of(facts, item), money)
        for item, money in zip(facts.items, revenues, strict=True)
    )
    return schema.Order(
        platform=PLATFORM,
        external_id=facts.order_id,
        status=order_status(facts.status, cancel_requested=facts.cancel_requested),
        raw_status=str(facts.status),
        region=_REGION,
        currency=facts.currency,
        created_at=facts.created_at,
        paid_at=facts.paid_at,
        updated_at=facts.updated_at,
        ship_by=facts.ship_by,
        respond_by=facts.respond_by,
        buyer=facts.buyer,
        address=facts.address,
        lines=lines,
        packages=packages_of(facts, lines),
        payment_method=facts.payment_method,
        is_cod=facts.is_cod,
        carrier_id=carrier_id(facts.courier),
        carrier_name=carrier_name(facts.courier),
        seller_ships=own,
        is_replacement=facts.is_replacement,
        buyer_note=facts.buyer_note,
        cancelled_by=facts.cancelled_by,
        cancel_reason=facts.cancel_reason,
        **_money(ladder),
    )


def _facts(order: Any, frame: Frame) -> Facts:
    """Tell the two vocabularies apart by what only one of them has."""
    if isinstance(order, dict) and "order_info" in order:
        return facts_of_single(order, frame)
    return facts_of_list(order, frame)


def _frame(name: Any) -> Frame:
    try:
        return Frame(name or Frame.UTC)
    except ValueError:
        raise ContractChanged("no such way to count time", path="frame") from None


def _money(ladder: Ladder) -> dict[str, Any]:
    shipping = [rung.amount for rung in ladder.rungs if (rung.stage, rung.code) == (REVENUE, "rev.shipping")]
    return {
        "ladder": ladder,
        "buyer_total": ladder.totals["buyer"],
        "revenue_total": ladder.totals["revenue"],
        "shipping_revenue": sum(shipping, ladder.quantum * 0),
    }
