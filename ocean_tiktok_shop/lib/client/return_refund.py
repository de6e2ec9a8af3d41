"""Everything about returns, refunds and cancellations."""

from .return_refund_aftersales import AftersalesMethods
from .return_refund_case import CaseMethods


class ReturnRefundApi(CaseMethods, AftersalesMethods):
    """``/return_refund``."""
