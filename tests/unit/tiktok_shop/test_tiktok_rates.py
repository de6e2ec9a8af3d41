import pytest

from odoo.addons.ocean_marketplace_base.lib.clock import ManualClock
from odoo.addons.ocean_marketplace_base.lib.ratelimit import RateLimiter
from odoo.addons.ocean_tiktok_shop.lib.rates import (
    HEAVY,
    READ,
    WRITE,
    FamilyLimiter,
    family_of,
    shared_limiter,
)


@pytest.mark.parametrize(
    ("path", "write", "family"),
    [
        ("/order/202309/orders/search", False, "order/read"),
        ("/product/202309/products", True, "product/write"),
        ("/analytics/202609/shop/performance", False, "analytics/heavy"),
        ("/api/v2/token/get", True, "api/write"),
    ],
)
def test_a_call_belongs_to_a_family(path, write, family):
    assert family_of(path, write=write) == family


def test_each_family_has_the_rate_of_its_cost_and_each_shop_its_own():
    clock = ManualClock()
    limiter = FamilyLimiter(
        {cost: RateLimiter(rate, 1, clock=clock) for cost, rate in {HEAVY: 0.5, WRITE: 2, READ: 10}.items()}
    )
    assert limiter.acquire(("app", "shop", "analytics/heavy")) == 0
    assert limiter.acquire(("app", "shop", "analytics/heavy")) == 2
    assert limiter.acquire(("app", "other shop", "analytics/heavy")) == 0
    assert limiter.acquire(("app", "shop", "order/read")) == 0
    assert limiter.acquire(("app", "shop", "order/read")) == pytest.approx(0.1)


def test_a_penalty_holds_back_its_family_only():
    clock = ManualClock()
    limiter = FamilyLimiter({READ: RateLimiter(10, 10, clock=clock), WRITE: RateLimiter(10, 10, clock=clock)})
    limiter.penalise(("app", "shop", "order/read"), 5)
    assert limiter.acquire(("app", "shop", "order/write")) == 0
    assert limiter.acquire(("app", "shop", "order/read")) == 5


def test_a_strange_key_is_limited_as_a_read():
    assert shared_limiter().acquire("whatever") == 0
    assert shared_limiter() is shared_limiter()
