"""From the invented platform's payloads to the canonical model."""

from datetime import datetime, timezone
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator

from odoo.addons.ocean_marketplace_base.lib import schema
from odoo.addons.ocean_marketplace_base.lib.fields import load
from odoo.addons.ocean_marketplace_base.lib.ladder_builder import LadderBuilder
from odoo.addons.ocean_marketplace_base.lib.ladder_codes import CHECKOUT, REVENUE

PLATFORM = "fourth"
STATUSES = {
    "open": schema.OrderStatus.UNPAID,
    "paid": schema.OrderStatus.TO_SHIP,
    "sent": schema.OrderStatus.SHIPPED,
    "gone": schema.OrderStatus.CANCELLED,
}
Text = Annotated[str, BeforeValidator(str)]


class Line(BaseModel):
    """One row of ``lines``."""

    sku: Text
    title: str
    count: int
    price: Decimal


class Detail(BaseModel):
    """The order. Money is text with a dot; times are unix seconds."""

    number: Text
    shop: Text
    status: str
    changed: int
    made: int
    currency: str
    total: Decimal
    buyer: Text
    city: str
    lines: list[Line]


def map_order(payload: dict[str, Any]) -> schema.Order:
    """Return the order of a payload ``{"order": …}``.

    :raise ContractChanged: with the path of the field that is not as promised
    """
    detail = load(Detail, payload.get("order"), "order")
    gone = STATUSES.get(detail.status) is schema.OrderStatus.CANCELLED
    lines = tuple(_line(row, gone) for row in detail.lines)
    ladder = _ladder(detail, lines)
    return schema.Order(
        platform=PLATFORM,
        external_id=detail.number,
        status=STATUSES.get(detail.status, schema.OrderStatus.UNKNOWN),
        raw_status=detail.status,
        currency=detail.currency,
        region="ID",
        created_at=_moment(detail.made),
        updated_at=_moment(detail.changed),
        buyer=schema.Buyer(external_id=detail.buyer, username=f"buyer {detail.buyer}"),
        address=schema.Address(name=f"buyer {detail.buyer}", city=detail.city, country_code="ID"),
        lines=lines,
        ladder=ladder,
        buyer_total=detail.total,
        revenue_total=ladder.totals["revenue"],
        seller_ships=False,
    )


def _line(row: Line, gone: bool) -> schema.OrderLine:
    amount = row.price * row.count
    return schema.OrderLine(
        key=row.sku,
        item_id=row.sku,
        sku_id="",
        seller_sku=row.sku,
        name=row.title,
        quantity=row.count,
        cancelled_quantity=row.count if gone else 0,
        unit_list_price=row.price,
        unit_price=row.price,
        list_amount=amount,
        revenue=Decimal(0) if gone else amount,
    )


def _ladder(detail: Detail, lines: tuple[schema.OrderLine, ...]) -> Any:
    builder = LadderBuilder(detail.currency, basis="checkout")
    for line in lines:
        builder.add(CHECKOUT, "items.list", line.list_amount, "order.lines", line_key=line.key)
        builder.add(REVENUE, "rev.items", line.list_amount, "order.lines", line_key=line.key)
        cancelled = (line.revenue or Decimal(0)) - line.list_amount
        builder.add(REVENUE, "rev.cancelled", cancelled, "order.status", line_key=line.key)
    hint = "The lines do not add up to the total."
    builder.close("CHK_TOTAL", CHECKOUT, detail.total, (), hint, "order.total")
    builder.totals["buyer"] = detail.total
    return builder.build("checkout")


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, timezone.utc)
