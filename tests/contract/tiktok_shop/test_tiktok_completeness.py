"""Every method of the client meets the simulator somewhere in this folder, and every endpoint is answered."""

import re
from pathlib import Path

import pytest

from odoo.addons.ocean_marketplace_base.lib.endpoint_table import rows_of_clients
from odoo.addons.ocean_tiktok_shop.lib.client import TikTokShopClient
from odoo.addons.ocean_tiktok_shop.sandbox.contract import endpoints

SOURCE = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.py")))
ROWS = list(rows_of_clients([TikTokShopClient]))
METHODS = sorted({row.method for row in ROWS})
ENDPOINTS = sorted({(row.endpoint.verb, row.endpoint.path) for row in ROWS})


def names(method):
    """`method` and what the method that reads all its pages may be called."""
    yield method
    for start in (".get_", ".search_", "."):
        yield method.replace(start, ".iter_")
    yield method.replace(".get_", ".iter_").removesuffix("_list")


def shape(verb, path):
    """An endpoint with its variable parts nameless."""
    return verb, re.sub(r"\{\w+\}", "{}", path)


@pytest.fixture
def answered(sandbox):
    """Verb and path of what the simulator has a handler for, in the versions it knows."""
    handled = sandbox.server.platforms["tiktok_shop"]._handlers
    return {shape(known.method, known.path) for known in endpoints() if known.key in handled}


@pytest.mark.parametrize("method", METHODS)
def test_a_method_has_a_contract_test(method):
    assert any(re.search(rf"\b{re.escape(name)}\b", SOURCE) for name in names(method))


def test_every_endpoint_is_answered(answered):
    unanswered = [f"{verb} {path}" for verb, path in ENDPOINTS if shape(verb, path) not in answered]
    assert unanswered == []
