import threading

import pytest

from odoo.addons.ocean_marketplace_base.lib.clock import SystemClock
from odoo.addons.ocean_marketplace_base.lib.errors import Throttled
from odoo.addons.ocean_marketplace_base.lib.ratelimit import RateLimiter, shared_limiter


def test_a_burst_passes_at_once_and_the_rest_at_the_rate(clock):
    limiter = RateLimiter(rate=2, burst=3, clock=clock)
    waits = [limiter.acquire("a") for _ in range(5)]
    assert waits == pytest.approx([0, 0, 0, 0.5, 0.5])


def test_keys_do_not_share_their_tokens(clock):
    limiter = RateLimiter(rate=1, burst=1, clock=clock)
    assert [limiter.acquire(("shop 1", "order")), limiter.acquire(("shop 2", "order"))] == [0, 0]
    assert limiter.acquire(("shop 1", "order")) == 1


def test_idle_time_fills_the_bucket_only_up_to_the_burst(clock):
    limiter = RateLimiter(rate=1, burst=2, clock=clock)
    limiter.acquire("a")
    clock.advance(3600)
    assert [limiter.acquire("a") for _ in range(3)] == [0, 0, 1]


def test_a_penalty_holds_everybody_back_and_they_restart_one_after_the_other(clock):
    limiter = RateLimiter(rate=10, burst=10, clock=clock)
    limiter.acquire("a")
    limiter.penalise("a", 5)
    started = []
    for _ in range(3):
        limiter.acquire("a")
        started.append(clock.monotonic())
    assert started == pytest.approx([5.0, 5.1, 5.2])
    assert limiter.acquire("b") == 0


def test_a_penalty_without_a_hint_lasts_a_second(clock):
    limiter = RateLimiter(clock=clock)
    limiter.penalise("a", None)
    assert limiter.acquire("a") == 1


def test_a_shorter_penalty_does_not_lift_a_longer_one(clock):
    limiter = RateLimiter(clock=clock)
    limiter.penalise("a", 8)
    limiter.penalise("a", 1)
    assert limiter.acquire("a") == 8


def test_a_wait_that_is_too_long_is_refused_and_says_how_long(clock):
    limiter = RateLimiter(clock=clock, max_wait=10)
    limiter.penalise("a", 3600)
    for _ in range(3):
        with pytest.raises(Throttled) as caught:
            limiter.acquire("a")
        assert caught.value.retry_after == pytest.approx(3600)
    assert clock.sleeps == []


def test_many_threads_together_keep_the_rate():
    clock = SystemClock()
    limiter = RateLimiter(rate=200, burst=5, clock=clock)
    started = clock.monotonic()
    threads = [threading.Thread(target=lambda: [limiter.acquire("a") for _ in range(5)]) for _ in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert clock.monotonic() - started >= (45 - 5) / 200 * 0.99


def test_the_shared_limiter_is_one_per_set_of_numbers():
    assert shared_limiter(3.0, 4) is shared_limiter(3.0, 4)
    assert shared_limiter(3.0, 4) is not shared_limiter(3.0, 5)
