"""Payloads in the platform's shapes with our own values."""

from pathlib import Path

import simplejson

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "tiktok_shop"
DELETE = object()


def body(name):
    """The bytes of a fixture."""
    return (FIXTURES / f"{name}.json").read_bytes()


def load(name):
    """A fixture as parsed JSON, a fresh copy every time."""
    return simplejson.loads(body(name), use_decimal=True)


def payload(name):
    """The payload of the one order in a fixture, whatever it is wrapped in."""
    data = load(name)
    return data if "order" in data else {"order": data["data"]["orders"][0]}


def put(data, path, value):
    """Set (or delete) the value at `path`, given as keys and indexes."""
    *way, last = path
    for step in way:
        data = data[step]
    if value is DELETE:
        del data[last]
    else:
        data[last] = value
