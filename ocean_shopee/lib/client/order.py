"""Everything about orders."""

from .order_cancel import CancelMethods
from .order_invoice import InvoiceMethods
from .order_package import PackageMethods
from .order_read import OrderMethods


class OrderApi(OrderMethods, PackageMethods, CancelMethods, InvoiceMethods):
    """``/api/v2/order``."""
