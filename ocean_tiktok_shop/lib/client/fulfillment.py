"""Everything about packages."""

from .fulfillment_package import PackageMethods
from .fulfillment_self import SelfShippingMethods


class FulfillmentApi(PackageMethods, SelfShippingMethods):
    """``/fulfillment``."""
