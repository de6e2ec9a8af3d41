"""A product to publish: two colours, three sizes, six pictures, made in Odoo as a person would make it."""

import base64
import io
from typing import Any

from PIL import Image, ImageDraw

from tools.stack import Stack

SIDE = 800  # pixels
PAPER = ("#f4a261", "#2a9d8f", "#e9c46a", "#264653", "#e76f51", "#8ab17d")
OPTIONS = {"Warna": ("Putih", "Hitam"), "Ukuran": ("S", "M", "L")}
# By platform: the path of a category, a brand, and what is said of an attribute, all from its own lists.
CHOICES: dict[str, tuple[str, str, dict[str, str]]] = {
    "shopee": ("Pakaian / Atasan / Kemeja", "Ombak", {"Bahan": "Katun", "Motif": "Batik"}),
    "tiktok_shop": ("Pakaian & Pakaian Dalam / Atasan", "Ombak Wear", {}),
    "tokopedia": ("Fashion Wanita / Atasan / Kemeja", "", {"Pola Produk": "Polos"}),
}


def picture(number: int) -> str:
    """A JPEG as base64 text: a shirt on paper of another colour for each `number`."""
    image = Image.new("RGB", (SIDE, SIDE), PAPER[number % len(PAPER)])
    draw = ImageDraw.Draw(image)
    draw.polygon(
        [(250, 200), (330, 160), (400, 210), (470, 160), (550, 200), (660, 320), (590, 390), (550, 350),
         (550, 650), (250, 650), (250, 350), (210, 390), (140, 320)],
        fill="#fdf7ec",
    )  # fmt: skip
    for wave in range(number + 1):
        height = 420 + 26 * wave
        draw.arc((280, height, 400, height + 60), 0, 180, fill="#1d3557", width=8)
        draw.arc((400, height, 520, height + 60), 180, 360, fill="#1d3557", width=8)
    data = io.BytesIO()
    image.save(data, "JPEG", quality=88)
    return base64.b64encode(data.getvalue()).decode()


def create(running: Stack, name: str, code: str, units: int = 20) -> int:
    """Create the product with `units` of each variant in stock; its id. Variants are `code`-PUTIH-S etc."""
    call = running.client.call
    [template] = call(
        "product.template",
        "create",
        [
            {
                "name": name,
                "is_storable": True,
                "list_price": 129000.0,
                "image_1920": picture(0),
                "ocean_image_ids": [(0, 0, {"image": picture(number)}) for number in range(1, 6)],
                "ocean_description": f"{name}.\nKatun lembut, jahitan rapi, nyaman dipakai setiap hari.",
                "ocean_length": 30.0,
                "ocean_width": 25.0,
                "ocean_height": 4.0,
                "attribute_line_ids": [(0, 0, _line(running, *option)) for option in OPTIONS.items()],
            }
        ],
    )
    _name_variants(running, template, code)
    _count(running, template, units)
    return template


def _line(running: Stack, name: str, values: tuple[str, ...]) -> dict[str, Any]:
    attribute = _named(running, "product.attribute", name, {"create_variant": "always"})
    rows = [
        _named(running, "product.attribute.value", value, {"attribute_id": attribute}) for value in values
    ]
    return {"attribute_id": attribute, "value_ids": [(6, 0, rows)]}


def _named(running: Stack, model: str, name: str, values: dict[str, Any]) -> int:
    domain = [("name", "=", name), *((field, "=", value) for field, value in values.items())]
    found = running.client.call(model, "search", domain, limit=1)
    return found[0] if found else running.client.call(model, "create", [{"name": name, **values}])[0]


def _name_variants(running: Stack, template: int, code: str) -> None:
    fields = ["product_template_attribute_value_ids"]
    for variant in variants(running, template, fields):
        values = running.client.call(
            "product.template.attribute.value", "read", variant[fields[0]], ["name", "attribute_line_id"]
        )
        words = [value["name"].upper() for value in sorted(values, key=lambda row: row["attribute_line_id"])]
        values = {"default_code": "-".join([code, *words]), "weight": 0.25}
        running.client.call("product.product", "write", [variant["id"]], values)


def variants(running: Stack, template: int, fields: list[str]) -> list[dict[str, Any]]:
    """`fields` of the product's variants."""
    return running.client.call("product.product", "search_read", [("product_tmpl_id", "=", template)], fields)


def _count(running: Stack, template: int, units: int) -> None:
    """Count `units` of each variant in the company's first warehouse."""
    [place] = running.client.call("stock.warehouse", "search_read", [], ["lot_stock_id"], limit=1)
    rows = [
        {
            "product_id": variant["id"],
            "location_id": place["lot_stock_id"][0],
            "inventory_quantity": units,
        }
        for variant in variants(running, template, [])
    ]
    context = {"inventory_mode": True}
    quants = running.client.call("stock.quant", "create", rows, context=context)
    running.client.call("stock.quant", "action_apply_inventory", quants, context=context)


def fill_profiles(running: Stack, template: int) -> None:
    """Tell every platform what it wants to know of the product, from `CHOICES`."""
    call = running.client.call
    call("product.template", "action_ocean_profiles", [template])
    domain = [("product_tmpl_id", "=", template)]
    for profile in call("ocean.product.profile", "search_read", domain, ["platform", "tree_id"]):
        path, brand, told = CHOICES[profile["platform"]]
        domain = [("tree_id", "=", profile["tree_id"][0]), ("complete_name", "=", path)]
        [category] = call("ocean.category", "search", domain)
        call("ocean.product.profile", "write", [profile["id"]], {"category_id": category})
        call("ocean.product.profile", "action_read_rules", [profile["id"]])
        if brand:
            context = {"ocean_brand_query": brand}
            call("ocean.product.profile", "action_find_brand", [profile["id"]], context=context)
        _tell(running, profile["id"], told)


def _tell(running: Stack, profile: int, told: dict[str, str]) -> None:
    rows = running.client.call(
        "ocean.product.profile.value", "search_read", [("profile_id", "=", profile)], ["attribute_id"]
    )
    for row in rows:
        if word := told.get(row["attribute_id"][1]):
            domain = [("attribute_id", "=", row["attribute_id"][0]), ("name", "=", word)]
            values = running.client.call("ocean.attribute.value", "search", domain)
            running.client.call(
                "ocean.product.profile.value", "write", [row["id"]], {"value_ids": [(6, 0, values)]}
            )
