"""Everything a seller does with creators."""

from .affiliate_open import OpenMethods
from .affiliate_target import TargetMethods


class AffiliateApi(OpenMethods, TargetMethods):
    """``/affiliate_seller``."""
