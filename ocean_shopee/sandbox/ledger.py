"""The sellers' wallets: every movement, from which balances and statements follow.

Names and numbers of movements are the wallet transaction types of Shopee v2
payment.get_wallet_transaction_list.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from .escrow import escrow_detail
from .model import Order
from .store import Store

TYPES: Final = MappingProxyType(
    {
        101: "ESCROW_VERIFIED_ADD",
        201: "WITHDRAWAL_CREATED",
        401: "ADJUSTMENT_ADD",
        402: "ADJUSTMENT_MINUS",
        411: "ADJUSTMENT_FOR_RR_AFTER_ESCROW_VERIFIED",
    }
)
TABS: Final = MappingProxyType(
    {
        101: "wallet_order_income",
        201: "wallet_withdrawals",
        401: "wallet_adjustment_filter",
        402: "wallet_adjustment_filter",
        411: "wallet_refund_from_order",
    }
)


@dataclass
class Entry:
    """One movement of a wallet: ``amount`` is negative for money that goes out, ``time`` unix seconds."""

    id: int
    shop_id: int
    code: int
    amount: int
    time: int
    order_sn: str = ""
    refund_sn: str = ""
    buyer_name: str = ""
    description: str = ""


class Ledger:
    """Writes the movements."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def release(self, order: Order, at: int) -> None:
        """Pay out the escrow of a completed `order` at unix time `at`."""
        income = escrow_detail(order)["order_income"]
        amount = income["escrow_amount"]
        text = f"Escrow amount for order {order.sn}"
        self.add(
            order.shop_id, 101, amount, at, order_sn=order.sn, buyer_name=order.buyer_name, description=text
        )

    def take_back(self, order: Order, refund_sn: str, amount: int, at: int) -> None:
        """Take `amount` for a return after the order's escrow was paid out."""
        row = {"amount": -amount, "date": at, "currency": order.currency}
        order.adjustments.append(row | {"adjustment_reason": f"Return {refund_sn} after completion"})
        self.add(
            order.shop_id,
            411,
            -amount,
            at,
            order_sn=order.sn,
            refund_sn=refund_sn,
            buyer_name=order.buyer_name,
            description=f"Refund of return {refund_sn}",
        )

    def add(self, shop_id: int, code: int, amount: int, at: int, **more: str) -> None:
        """Write a movement of kind `code`; `more` are other fields of :class:`Entry`."""
        self._store.entries.append(
            Entry(len(self._store.entries) + 90_001, shop_id, code, amount, at, **more)
        )


def with_balances(store: Store, shop_id: int) -> list[tuple[Entry, int]]:
    """Return the movements of a shop up to now, oldest first, each with the balance after it."""
    own = [entry for entry in store.entries if entry.shop_id == shop_id and entry.time <= store.now]
    balance, found = 0, []
    for entry in sorted(own, key=lambda entry: (entry.time, entry.id)):
        balance += entry.amount
        found.append((entry, balance))
    return found
