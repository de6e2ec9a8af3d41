"""What listings and quantities may be (guides "create-product", "update-stock-only")."""

from decimal import Decimal
from typing import Final

from odoo.addons.ocean_marketplace_base.lib.catalogue import Limits
from odoo.addons.ocean_marketplace_base.lib.content import NEW, USED
from odoo.addons.ocean_marketplace_base.lib.stock_keeper import StockLimits

from .const import (
    CHANGE_BATCH,
    DESCRIPTION_LENGTH,
    NAME_LENGTH,
    PICTURE_BYTES,
    PICTURE_SIDE_LEAST,
    PICTURES_MOST,
    PREORDER_DAYS,
    PRICE_RANGE,
    SELECTIONS_MOST,
    SKU_LENGTH,
    STOCK_RANGE,
    WEIGHT_MOST,
)

LIMITS: Final = Limits(
    name_max=NAME_LENGTH,
    description_max=DESCRIPTION_LENGTH,
    images_max=PICTURES_MOST,
    image_bytes=PICTURE_BYTES,
    image_side_min=PICTURE_SIDE_LEAST,
    options_max=SELECTIONS_MOST,
    seller_sku_max=SKU_LENGTH,
    price_min=Decimal(PRICE_RANGE[0]),
    price_max=Decimal(PRICE_RANGE[1]),
    price_digits=0,
    quantity_max=STOCK_RANGE[1],
    weight_max=WEIGHT_MOST,
    days_to_ship=PREORDER_DAYS,
    conditions=frozenset({NEW, USED}),
)
"""How many variants a product may have is documented nowhere."""

STOCK_LIMITS: Final = StockLimits(
    most=STOCK_RANGE[1], items_per_call=CHANGE_BATCH, skus_per_item=CHANGE_BATCH
)
"""0 is taken; sent with ``bypass_update_product_status`` it hides nothing."""
