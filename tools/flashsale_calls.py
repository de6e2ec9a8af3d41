"""Which number each simulated shop was told when, read from the journal of the simulators."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from tools.simulator import Simulator

Told = dict[tuple[str, int], list[tuple[float, int]]]
"""By platform and product: (unix seconds of the answer, number), oldest first."""


def told(simulator: Simulator, rows: Sequence[dict[str, Any]]) -> Told:
    """Return the numbers that shops were told of the variants in `rows` (of the script flash_sale.py)."""
    products = {(row["platform"], row["item"], row["variant"]): row["product"] for row in rows}
    # Where a variant has an id that needs no item, calls name it alone.
    alone = {(row["platform"], _id_alone(row)): row["product"] for row in rows}
    found: Told = defaultdict(list)
    for call in simulator.control("/calls")["calls"]:
        if call["method"] != "POST" or call["status"] != 200:
            continue
        for item, variant, number in _numbers(call):
            platform = call["platform"]
            product = products.get((platform, item, variant)) or alone.get((platform, variant))
            if product:
                found[call["platform"], product].append((call["at"], number))
    return dict(found)


def _id_alone(row: dict[str, Any]) -> str:
    return row["item"] if row["variant"] in ("", "0") else row["variant"]


def _numbers(call: dict[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Yield item, variant and number of a call that sets stock."""
    path = call["path"]
    if path.endswith("/product/update_stock"):
        body = json.loads(call["body"])
        for row in body["stock_list"]:
            units = sum(place["stock"] for place in row["seller_stock"])
            yield str(body["item_id"]), str(row.get("model_id", 0)), units
    elif path.endswith("/inventory/update"):
        for row in json.loads(call["body"])["skus"]:
            units = sum(place["quantity"] for place in row["inventory"])
            yield path.split("/")[-3], str(row["id"]), units
    elif path.endswith("/stock/update"):
        for row in json.loads(call["body"]):
            yield str(row.get("product_id", "")), str(row.get("product_id", "")), int(row["new_stock"])
