"""Every method of the clients meets the simulator somewhere in this folder."""

import re
from pathlib import Path

import pytest

from odoo.addons.ocean_marketplace_base.lib.endpoint_table import rows_of_clients
from odoo.addons.ocean_shopee.lib.client import ShopeeClient, ShopeeMerchantClient, ShopeePartnerClient

SOURCE = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("test_*.py")))
METHODS = sorted(
    {row.method for row in rows_of_clients([ShopeeClient, ShopeePartnerClient, ShopeeMerchantClient])}
)


def names(method):
    """`method` and what the method that reads all its pages may be called."""
    yield method
    yield method.replace(".", ".iter_")
    yield method.replace(".get_", ".iter_")
    yield method.replace(".search_", ".iter_")


@pytest.mark.parametrize("method", METHODS)
def test_a_method_has_a_contract_test(method):
    assert any(re.search(rf"\b{re.escape(name)}\b", SOURCE) for name in names(method))
