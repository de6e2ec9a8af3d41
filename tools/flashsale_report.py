"""What flash sales came to, as a table, a JSON file and a chart."""

import json
from collections.abc import Sequence
from typing import Any

from tools.odoo_run import REPO

ARTIFACTS = REPO / "artifacts"
CHART = REPO / "ocean_marketplace_base/static/description/flash_sale.svg"
NAMES = {
    "partitioned": "Each unit given once",
    "last": "Last units on one",
    "shared": "Whole pool everywhere",
}
COLUMNS = {
    "Orders": "orders",
    "Sold": "sold",
    "Stock": "stock",
    "Oversold": "oversold",
    "Bound": "bound",
    "Lost sales": "lost",
    "p50 s": "p50",
    "p95 s": "p95",
}
BARS = (("sold", "#6c757d"), ("oversold", "#dc3545"), ("bound", "#f3b8bd"), ("lost", "#e0a800"))
WIDTH, ROW, LEFT, BAR = 760, 104, 260, 17


def write(results: Sequence[dict[str, Any]], save: bool = False) -> None:
    """Print the table; write JSON and chart to artifacts/ and, to `save` it, the chart of the README."""
    print(table(results), flush=True)
    ARTIFACTS.mkdir(exist_ok=True)
    (ARTIFACTS / "flash_sale.json").write_text(json.dumps(results, indent=1) + "\n")
    for path in (ARTIFACTS / "flash_sale.svg", *((CHART,) if save else ())):
        path.write_text(chart(results))


def table(results: Sequence[dict[str, Any]]) -> str:
    """Return the figures as a Markdown table."""
    lines = [f"| Rule | {' | '.join(COLUMNS)} |", f"|---|{'---:|' * len(COLUMNS)}"]
    lines += [
        f"| {NAMES[row['mode']]} | {' | '.join(_text(row[key]) for key in COLUMNS.values())} |"
        for row in results
    ]
    return "\n".join(lines)


def _text(value: float | None) -> str:
    return "–" if value is None else str(value)


def chart(results: Sequence[dict[str, Any]]) -> str:
    """Return an SVG: for each rule bars of units sold, oversold beside the bound, and lost."""
    most = max(max(row[name] for name, _colour in BARS) for row in results) or 1
    scale = (WIDTH - LEFT - 60) / most
    parts = [part for place, row in enumerate(results) for part in _bars(row, 40 + place * ROW, scale)]
    height = 40 + ROW * len(results)
    first = results[0]
    title = f"{first['orders']} buyers, {first['stock']} units, three shops: units by allocation rule"
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="13">',
            f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
            f'<text x="12" y="24" font-weight="bold">{title}</text>',
            *parts,
            "</svg>\n",
        ]
    )


def _bars(row: dict[str, Any], top: int, scale: float) -> list[str]:
    pace = "a sale changes no other shop's number"
    if row["p50"] is not None:
        pace = f"sale to push: {row['p50']:.1f} s, p95 {row['p95']:.1f} s"
    parts = [
        f'<text x="12" y="{top + 28}" font-weight="bold">{NAMES[row["mode"]]}</text>',
        f'<text x="12" y="{top + 48}" fill="#555" font-size="11">{pace}</text>',
    ]
    for place, (name, colour) in enumerate(BARS):
        y, width = top + place * (BAR + 5), round(max(row[name] * scale, 1))
        parts += [
            f'<rect x="{LEFT}" y="{y}" width="{width}" height="{BAR}" fill="{colour}"/>',
            f'<text x="{LEFT - 8}" y="{y + 13}" text-anchor="end">{name}</text>',
            f'<text x="{LEFT + width + 6}" y="{y + 13}">{row[name]}</text>',
        ]
    return parts
