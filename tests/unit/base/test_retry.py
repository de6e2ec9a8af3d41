import random

import pytest

from odoo.addons.ocean_marketplace_base.lib.errors import AuthExpired, Rejected, Throttled, Transient
from odoo.addons.ocean_marketplace_base.lib.retry import NO_RETRY, RetryPolicy, call_with_retry


class Flaky:
    """Fails with each of `errors` in turn, then works."""

    def __init__(self, *errors):
        self.errors = list(errors)
        self.calls = 0

    def __call__(self):
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)
        return "done"


def test_passing_failures_are_repeated_until_it_works(clock):
    flaky = Flaky(Transient("a"), Throttled("b"), Transient("c"))
    assert call_with_retry(flaky, RetryPolicy(tries=4), clock) == "done"
    assert flaky.calls == 4
    assert len(clock.sleeps) == 3


def test_the_last_failure_is_raised_unchanged(clock):
    last = Transient("last")
    flaky = Flaky(Transient("first"), last)
    with pytest.raises(Transient) as caught:
        call_with_retry(flaky, RetryPolicy(tries=2), clock)
    assert caught.value is last


@pytest.mark.parametrize(
    "error",
    [Rejected("no"), AuthExpired("old"), Transient("maybe done", effect_unknown=True), KeyError("bug")],
)
def test_other_failures_are_not_repeated(error, clock):
    flaky = Flaky(error)
    with pytest.raises(type(error)):
        call_with_retry(flaky, RetryPolicy(), clock)
    assert (flaky.calls, clock.sleeps) == (1, [])


def test_one_try_means_no_repetition(clock):
    flaky = Flaky(Transient("x"))
    with pytest.raises(Transient):
        call_with_retry(flaky, NO_RETRY, clock)
    assert flaky.calls == 1


def test_no_try_at_all_is_a_mistake(clock):
    with pytest.raises(ValueError, match="at least one"):
        call_with_retry(Flaky(), RetryPolicy(tries=0), clock)


def test_waits_grow_exponentially_and_use_their_whole_range():
    policy, rng = RetryPolicy(base=1, cap=8), random.Random(7)
    for attempt, ceiling in ((1, 1), (2, 2), (3, 4), (4, 8), (9, 8)):
        waits = [policy.delay(attempt, None, rng) for _ in range(500)]
        assert max(waits) <= ceiling
        assert max(waits) > 0.9 * ceiling
        assert min(waits) < 0.1 * ceiling


def test_the_servers_hint_is_the_least_wait(clock):
    call_with_retry(Flaky(Throttled("x", retry_after=5)), RetryPolicy(base=1), clock)
    assert 5 <= clock.sleeps[0] <= 6


def test_a_wait_beyond_the_budget_is_not_begun(clock):
    flaky = Flaky(Throttled("x", retry_after=31))
    with pytest.raises(Throttled):
        call_with_retry(flaky, RetryPolicy(budget=30), clock)
    assert clock.sleeps == []


def test_time_spent_in_calls_counts_against_the_budget(clock):
    def slow():
        clock.advance(29.9)
        raise Transient("slow")

    with pytest.raises(Transient):
        call_with_retry(slow, RetryPolicy(tries=10, base=1, budget=30), clock, random.Random(1))
    assert clock.monotonic() < 60
