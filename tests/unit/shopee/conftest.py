"""Payloads in Shopee's shapes with our own values."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import simplejson

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "shopee"


@pytest.fixture
def load_fixture() -> Callable[[str], Any]:
    """Return a function from a fixture's name to its parsed JSON, a fresh copy every time."""

    def load(name: str) -> Any:
        return simplejson.loads((FIXTURES / f"{name}.json").read_bytes(), use_decimal=True)

    return load


@pytest.fixture
def fixture_bytes() -> Callable[[str], bytes]:
    """Return a function from a fixture's name to the bytes of its file."""
    return lambda name: (FIXTURES / f"{name}.json").read_bytes()
