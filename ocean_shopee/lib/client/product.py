"""Everything about products."""

from .product_category import CategoryMethods
from .product_comment import CommentMethods
from .product_item import ItemMethods
from .product_model import ModelMethods
from .product_stock import StockMethods


class ProductApi(CategoryMethods, ItemMethods, ModelMethods, StockMethods, CommentMethods):
    """``/api/v2/product``."""
