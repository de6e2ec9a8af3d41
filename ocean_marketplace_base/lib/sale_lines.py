"""How the total of a platform line becomes quantities and unit prices of a sales order."""

from decimal import Decimal


def split_line(quantity: Decimal, total: Decimal, quantum: Decimal) -> list[tuple[Decimal, Decimal]]:
    """Return ``[(quantity, total)]`` in at most two parts whose unit prices are multiples of `quantum`.

    Three units sharing 100 become two at 33 and one at 34. The parts add up exactly. A total that is not a
    multiple of `quantum`, or a quantity that is not whole, stays in one part.
    """
    units = total / quantum
    if quantity <= 1 or quantity != int(quantity) or units != int(units):
        return [(quantity, total)]
    low, more = divmod(int(units), int(quantity))
    if not more:
        return [(quantity, total)]
    fewer = int(quantity) - more
    return [
        (Decimal(fewer), low * fewer * quantum),
        (Decimal(more), (low + 1) * more * quantum),
    ]
