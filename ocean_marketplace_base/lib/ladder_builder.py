"""Building a ladder: adding rungs, closing totals, asserting the bridges between stages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .ladder import Gap, Ladder, Rung, stage_sum
from .ladder_allocation import CannotAllocate, allocate
from .ladder_codes import CHECKOUT, GOODS_CODES, PAYERS, REVENUE, REVENUE_CODES, SETTLEMENT
from .money import quantum_of

_ZERO = Decimal(0)


@dataclass(frozen=True)
class Term:
    """A rung that a total may or may not contain."""

    code: str
    amount: Decimal
    source: tuple[str, ...]


@dataclass(frozen=True)
class Variant:
    """A hypothesis on what a total is made of, beyond the rungs already known."""

    name: str
    terms: tuple[Term, ...]

    @property
    def amount(self) -> Decimal:
        """Return what the variant adds to the total."""
        return sum((term.amount for term in self.terms), _ZERO)

    @property
    def possible(self) -> bool:
        """Return whether every term is there: a zero proves nothing."""
        return bool(self.terms) and all(term.amount for term in self.terms)


@dataclass
class LadderBuilder:
    """Collects the rungs and gaps of one order. Platforms feed it, the base reads the result.

    `basis` is the basis of the rungs added: ``checkout`` (snapshot), ``current`` (estimate) or ``final``.
    """

    currency: str
    basis: str = "current"
    quantum: Decimal = _ZERO
    rungs: list[Rung] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    totals: dict[str, Decimal] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    closing_variant: str | None = None

    def __post_init__(self):
        self.quantum = self.quantum or quantum_of(self.currency)

    def add(
        self,
        stage: str,
        code: str,
        amount: Decimal | None,
        *source: str,
        line_key: str | None = None,
        basis: str = "",
    ) -> None:
        """Add a rung. Neither zero nor ``None`` adds one; :meth:`expect` notes what is not delivered."""
        payer = PAYERS[stage, code]
        if amount:
            level = "line" if line_key else "order"
            self.rungs.append(Rung(code, stage, amount, payer, level, line_key, basis or self.basis, source))

    def expect(self, amount: Decimal | None, path: str) -> None:
        """Note `path` as missing if the platform did not deliver it: absent is not zero."""
        if amount is None and path not in self.missing:
            self.missing.append(path)

    def gap(self, code: str, stage: str, expected: Decimal, actual: Decimal, hint: str, *source: str) -> None:
        """Note a difference. It is kept even if the amounts are equal, e.g. for a mere remark."""
        self.gaps.append(Gap(code, stage, expected, actual, hint, source))

    def check(
        self, code: str, stage: str, expected: Decimal, actual: Decimal, hint: str, *source: str
    ) -> bool:
        """Assert that two amounts are equal, note a gap if not. :return: whether they are"""
        if expected != actual:
            self.gap(code, stage, expected, actual, hint, *source)
        return expected == actual

    def sum(self, stage: str, *codes: str) -> Decimal:
        """Return the sum of the stage so far, of `codes` only if given."""
        return stage_sum(self.rungs, stage, codes or None)

    def close(
        self, code: str, stage: str, total: Decimal, variants: Sequence[Variant], hint: str, *source: str
    ) -> bool:
        """Close a stage on its reported total, if need be with one of the unconfirmed `variants`.

        A variant is taken only if it is the only one that closes and all its terms are non-zero; its rungs
        are added and its name is remembered. Otherwise the difference is a gap `code`.
        """
        actual = self.sum(stage)
        if actual == total:
            return True
        fits = [
            item
            for item in variants
            if all(term.amount for term in item.terms) and item.amount == total - actual
        ]
        if len(fits) != 1:
            self.gap(code, stage, total, actual, hint, *source)
            return False
        self._take(stage, fits[0], total, actual)
        return True

    def _take(self, stage: str, variant: Variant, total: Decimal, actual: Decimal) -> None:
        self.closing_variant = ",".join(filter(None, (self.closing_variant, variant.name)))
        paths = tuple(path for term in variant.terms for path in term.source)
        code = "CHK_TOTAL_VARIANT" if stage == CHECKOUT else "SET_UNKNOWN_FEE"
        self.gap(
            code, stage, total, actual, f"Closes only with the unconfirmed term “{variant.name}”.", *paths
        )
        for term in variant.terms:
            self.add(stage, term.code, term.amount, *term.source)

    def share(
        self,
        total: Decimal,
        given: Sequence[Decimal | None],
        weights: Sequence[Decimal],
        caps: Sequence[Decimal],
        *source: str,
    ) -> tuple[Decimal, ...]:
        """Share an order discount (a magnitude) over lines; the platform's own figures come first.

        They are kept if they sum to `total`, kept and topped up if they miss it by at most one quantum per
        line (``CHK_ALLOC_ROUND``), and replaced otherwise (``CHK_ALLOC``). What no line can take, because a
        discount may not push it below zero, is ``CHK_NEG_LINE`` and stays off the lines.
        """
        own = [amount or _ZERO for amount in given]
        fitting = all(0 <= amount <= cap for amount, cap in zip(own, caps, strict=True))
        miss = total - sum(own, _ZERO)
        if fitting and not miss:
            return tuple(own)
        if any(own) and fitting and abs(miss) <= self.quantum * len(own):
            return self._top_up(own, miss, weights, caps, source)
        if any(own):
            hint = "The shares of the lines do not add up to the order's figure; it was shared anew."
            self.gap("CHK_ALLOC", CHECKOUT, total, sum(own, _ZERO), hint, *source)
        return self._allocate(total, weights, caps, source)

    def _top_up(
        self,
        own: list[Decimal],
        miss: Decimal,
        weights: Sequence[Decimal],
        caps: Sequence[Decimal],
        source: tuple[str, ...],
    ) -> tuple[Decimal, ...]:
        hint = "The shares of the lines miss the order's figure by rounding."
        self.gap("CHK_ALLOC_ROUND", CHECKOUT, sum(own, _ZERO) + miss, sum(own, _ZERO), hint, *source)
        room = [cap - amount for cap, amount in zip(caps, own, strict=True)] if miss > 0 else own
        extra = self._allocate(miss, weights, room, source)
        return tuple(amount + more for amount, more in zip(own, extra, strict=True))

    def _allocate(
        self, total: Decimal, weights: Sequence[Decimal], caps: Sequence[Decimal], source: tuple[str, ...]
    ) -> tuple[Decimal, ...]:
        try:
            return allocate(total, weights, caps, self.quantum)
        except CannotAllocate as error:
            hint = "The discount is larger than the lines it may reduce."
            self.gap("CHK_NEG_LINE", CHECKOUT, abs(total), abs(total) - error.rest, hint, *source)
            return tuple(caps)

    def bridge_revenue(self, *source: str) -> bool:
        """Assert bridge AB: the seller's part of the checkout is what the revenue stage started from."""
        expected = self.sum(CHECKOUT, *REVENUE_CODES)
        actual = self.sum(REVENUE, "rev.items", "rev.packaging")
        hint = "What the lines earn is not list price less the seller's discounts and vouchers."
        return self.check("CHK_ITEMS", REVENUE, expected, actual, hint, *source)

    def bridge_goods(self, *source: str) -> bool:
        """Assert bridge BC: the goods of the settlement are the revenue left after cancels and returns."""
        expected = self.sum(REVENUE)
        actual = self.sum(SETTLEMENT, *GOODS_CODES)
        hint = "The settlement pays for other goods than the order has."
        return self.check("SET_GOODS_DIFF", SETTLEMENT, expected, actual, hint, *source)

    def build(self, state: str) -> Ladder:
        """Return the ladder; the totals of stages B to D are filled in."""
        if self.sum(REVENUE, "rev.returned"):
            self.totals["after_returns"] = self.sum(REVENUE)
        self.totals["revenue"] = self.sum(REVENUE) - self.sum(REVENUE, "rev.returned")
        return Ladder(
            currency=self.currency,
            quantum=self.quantum,
            state=state,
            rungs=tuple(self.rungs),
            totals=dict(self.totals),
            gaps=tuple(self.gaps),
            complete=not self.missing,
            closing_variant=self.closing_variant,
            missing=tuple(self.missing),
        )
