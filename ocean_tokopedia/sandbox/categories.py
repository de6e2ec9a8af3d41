"""Categories, their variants and attributes: a small part of the platform's, in its shapes."""

from collections.abc import Iterator
from typing import Any, Final

TREE: Final = (
    (
        1758,
        "Fashion Wanita",
        ((1768, "Atasan", ((1774, "Polo Shirt"), (1769, "Kaos"), (1770, "Kemeja"))),
         (1775, "Bawahan", ((1780, "Celana Panjang"), (1790, "Rok")))),
    ),
    (
        1759,
        "Fashion Pria",
        ((1800, "Outerwear Pria", ((1803, "Jaket Pria"),)), (1810, "Aksesoris Pria", ((1812, "Topi Pria"),))),
    ),
    (
        983,
        "Rumah Tangga",
        ((984, "Dapur", ((998, "Gelas & Mug"), (1001, "Wajan"))), (985, "Kamar Tidur", ((1010, "Sprei"),))),
    ),
)  # fmt: skip
"""Three levels of id and name."""

COLOURS: Final = (
    (1, "Putih", "#ffffff"),
    (2, "Hitam", "#000000"),
    (5, "Biru", "#1d6cbb"),
    (9, "Merah", "#ff0016"),
)
SIZES: Final = ((23, "XS"), (24, "S"), (25, "M"), (26, "L"), (27, "XL"))
COLOUR, SIZE, INTERNATIONAL = 1, 6, 7


def leaves() -> Iterator[tuple[int, str]]:
    """Yield id and whole name of the categories that products go into."""
    for _id, first, seconds in TREE:
        for _second_id, second, thirds in seconds:
            for number, third in thirds:
                yield number, f"{first} / {second} / {third}"


def path_to(leaf: int) -> list[tuple[int, str]]:
    """Return id and name of each level above and of `leaf`, empty for an unknown one."""
    for first_id, first, seconds in TREE:
        for second_id, second, thirds in seconds:
            for number, third in thirds:
                if number == leaf:
                    return [(first_id, first), (second_id, second), (number, third)]
    return []


def tree() -> list[dict[str, Any]]:
    """Return all categories as the API shows them."""
    return [
        {
            "name": first,
            "id": str(first_id),
            "child": [
                {
                    "name": second,
                    "id": str(second_id),
                    "child": [{"name": third, "id": str(number)} for number, third in thirds],
                }
                for second_id, second, thirds in seconds
            ],
        }
        for first_id, first, seconds in TREE
    ]


def variants_v2(leaf: int) -> dict[str, Any]:
    """Return the variants of a category as v2 shows them."""
    colour = {
        "variant_id": COLOUR,
        "has_unit": 0,
        "identifier": "colour",
        "name": "Warna",
        "status": 2,
        "is_primary": 1,
        "units": [_unit(0, "", "", [(number, name, code) for number, name, code in COLOURS])],
    }
    size = {
        "variant_id": SIZE,
        "has_unit": 1,
        "identifier": "size",
        "name": "Ukuran Pakaian",
        "status": 2,
        "is_primary": 0,
        "units": [
            _unit(INTERNATIONAL, "International", "Intl", [(number, name, "") for number, name in SIZES])
        ],
    }
    combinations = [[COLOUR], [SIZE], [COLOUR, SIZE]]
    return {"category_id": leaf, "variant_id_combinations": combinations, "variant_details": [colour, size]}


def _unit(number: int, name: str, short: str, values: list[tuple[int, str, str]]) -> dict[str, Any]:
    return {
        "variant_unit_id": number,
        "status": 1,
        "unit_name": name,
        "unit_short_name": short,
        "unit_values": [
            {
                "variant_unit_value_id": value_id,
                "status": 1,
                "value": value,
                "equivalent_value_id": value_id,
                "english_value": value,
                "hex": code,
                "icon": "",
            }
            for value_id, value, code in values
        ],
    }


def variants_v1(leaf: int) -> list[dict[str, Any]]:
    """Return the variants of a category as v1 shows them."""
    return [
        {
            "variant_id": variant["variant_id"],
            "name": variant["name"],
            "identifier": variant["identifier"],
            "status": 1,
            "has_unit": variant["has_unit"],
            "units": [_unit_v1(unit) for unit in variant["units"]],
        }
        for variant in variants_v2(leaf)["variant_details"]
    ]


def _unit_v1(unit: dict[str, Any]) -> dict[str, Any]:
    return {
        "unit_id": unit["variant_unit_id"],
        "name": unit["unit_name"],
        "short_name": unit["unit_short_name"],
        "values": [
            {
                "value_id": value["variant_unit_value_id"],
                "value": value["value"],
                "hex_code": value["hex"],
                "icon": "",
            }
            for value in unit["unit_values"]
        ],
    }


def value_ids() -> set[int]:
    """Return the ids of all values of attributes."""
    return {value["id"] for row in annotations() for value in row["values"]}


def annotations() -> list[dict[str, Any]]:
    """Return the attributes of a category."""
    return [
        {
            "variant": "Pola Produk",
            "sort_order": 2,
            "values": [{"id": 84, "name": "Polkadot", "data": ""}, {"id": 92, "name": "Polos", "data": ""}],
        },
        {
            "variant": "Warna",
            "sort_order": 3,
            "values": [{"id": 64 + number, "name": name, "data": code} for number, name, code in COLOURS],
        },
    ]
