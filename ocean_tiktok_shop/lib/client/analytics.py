"""Everything about figures."""

from .analytics_content import ContentAnalyticsMethods
from .analytics_shop import ShopAnalyticsMethods


class AnalyticsApi(ShopAnalyticsMethods, ContentAnalyticsMethods):
    """``/analytics``."""
