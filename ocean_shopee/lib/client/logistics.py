"""Everything about shipping."""

from .logistics_channel import ChannelMethods
from .logistics_document import DocumentMethods
from .logistics_ship import ShipMethods
from .logistics_tracking import TrackingMethods


class LogisticsApi(ShipMethods, TrackingMethods, ChannelMethods, DocumentMethods):
    """``/api/v2/logistics``."""
