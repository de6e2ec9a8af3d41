"""A product with everything, and a catalogue to send it with."""

from dataclasses import replace
from decimal import Decimal as D

from odoo.addons.ocean_marketplace_base.lib.content import (
    AttributeValue,
    Content,
    Dimensions,
    Image,
    Option,
    Variant,
)

TOPS = "601226"
CLOTH = "100397"


def variants(colours=("Merah", "Biru"), sizes=("S", "M", "L"), price=D(120000)):
    """A variant for each pair, priced by its place."""
    return tuple(
        Variant(
            options=(colour, size),
            seller_sku=f"LINEN-{colour}-{size}".upper(),
            price=price + 1000 * place,
            quantity=5 + place,
        )
        for place, (colour, size) in enumerate((colour, size) for colour in colours for size in sizes)
    )


def linen(images, **changes):
    """A shirt in 2 x 3 variants; the first two of `images` are for its colours, too."""
    whole = Content(
        name="Kemeja Linen Lengan Panjang Pria Wanita",
        description="Kemeja linen adem.\n\n- Bahan: linen & katun\n- Cuci < 30 derajat",
        category_id=TOPS,
        brand_id="7082427311584347905",
        attributes=(AttributeValue(attribute_id=CLOTH, value_ids=("1001001",), texts=("Linen",)),),
        images=tuple(Image(external_id=image.external_id) for image in images),
        weight=300,
        dimensions=Dimensions(length=D(30), width=D(25), height=D(4)),
        options=(
            Option(name="Warna", values=("Merah", "Biru"), images=tuple(images[:2])),
            Option(name="Ukuran", values=("S", "M", "L")),
        ),
        variants=variants(),
    )
    return replace(whole, **changes)
