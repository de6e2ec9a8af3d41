"""Two companies with six storefronts sync side by side without seeing each other's records."""

import json

import pytest


@pytest.fixture(scope="module")
def seen(shell):
    shell.renew()
    return json.loads(shell.done("companies").marked("STATE"))


def both(seen):
    yield from zip(seen["companies"], (seen["0"], seen["1"]), strict=True)


def test_each_company_sells_on_all_platforms(seen):
    for _company, found in both(seen):
        assert found["platforms"] == ["shopee", "tiktok_shop", "tokopedia"]
        assert found["models"]["storefront"][0] >= 3
        assert found["sales"] > 5


def test_nobody_finds_records_of_the_other_company(seen):
    for company, found in both(seen):
        for model, (count, companies) in found["models"].items():
            assert count, model
            assert companies == [company], model
    assert not set(seen["0"]["numbers"]) & set(seen["1"]["numbers"])


def test_sales_orders_warehouses_and_buyers_are_of_the_right_company(seen):
    for company, found in both(seen):
        assert found["sales_companies"] == [company]
        assert found["warehouses"] == [company]
        assert set(found["partners"]) <= {company}
        assert set(found["pricelists"]) <= {company}


def test_shops_sell_in_rupiah_whatever_the_currency_of_the_company(seen):
    assert [found["company_currency"] for _company, found in both(seen)] == ["IDR", "SGD"]
    assert [found["currencies"] for _company, found in both(seen)] == [["IDR"], ["IDR"]]


def test_every_sales_order_has_the_money_of_its_platform(seen):
    for _company, found in both(seen):
        assert found["differing"] == []
