"""Counting what the parts of a test run did."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    """Counts of checks; two of them add up."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"

    @property
    def good(self) -> bool:
        """Whether something ran, and nothing failed or was skipped."""
        return self.passed > 0 and not self.failed and not self.skipped


def check(ok: bool) -> Tally:
    """The tally of one check."""
    return Tally(passed=1) if ok else Tally(failed=1)
