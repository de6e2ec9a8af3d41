import time
from datetime import datetime, timezone

from odoo import fields

from odoo.addons.ocean_marketplace_base.lib.clock import SystemClock
from odoo.addons.ocean_marketplace_base.models import ocean_lane_orders

from .common import BEHIND

JAKARTA = 7 * 3600  # seconds ahead of UTC


class SimulatedTime:
    """Lets Odoo live at the simulator's time, so that days pass in a moment (mix into `ShopeeCommon`)."""

    def live_at(self, moment):
        """Start the simulator at `moment` (aware) and let Odoo's clock go with it, a little ahead."""
        test = self

        class Datetime(datetime):
            @classmethod
            def now(cls, tz=None):
                return datetime.fromtimestamp(test.now(), tz)

        self.began = moment.timestamp()
        self.world = None
        self.patch(SystemClock, "now", lambda _self: datetime.fromtimestamp(test.now(), timezone.utc))
        self.patch(ocean_lane_orders, "datetime", Datetime)
        naive = staticmethod(lambda *_args: Datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0))
        self.patch(fields.Datetime, "now", naive)
        self.start_sandbox(seed=int(time.monotonic() * 1000), start=self.began)
        self.storefront.import_since = fields.Datetime.now()

    def now(self):
        """Return unix seconds on Odoo's clock."""
        return (self.world.clock.time() if self.world else self.began) + BEHIND

    def pass_by(self, seconds):
        self.world.clock.advance(seconds)
