"""Everything about products but stock."""

from .product_category import CategoryMethods
from .product_compliance import ComplianceMethods
from .product_global import GlobalProductMethods
from .product_item import ItemMethods
from .product_media import MediaMethods
from .product_opportunity import OpportunityMethods
from .product_quality import QualityMethods


class ProductApi(
    ItemMethods,
    CategoryMethods,
    MediaMethods,
    QualityMethods,
    OpportunityMethods,
    ComplianceMethods,
    GlobalProductMethods,
):
    """``/product``."""
