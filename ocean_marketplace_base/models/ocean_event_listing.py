from datetime import timedelta

from odoo import fields, models

PAUSE = timedelta(minutes=5)  # between two looks for new items, however many pushes come


class OceanEvent(models.Model):
    """Pushes about listings: the item is read again."""

    _inherit = "ocean.event"

    def _settle_listing(self, storefront):
        """Mark the items to be read; what is not known yet is found by looking at the list."""
        known = self.env["ocean.listing"].search(
            [
                ("storefront_id", "in", storefront._family().ids),
                ("external_id", "in", self.mapped("external_id")),
            ]
        )
        known._look_now()
        if set(self.mapped("external_id")) - set(known.mapped("external_id")):
            lane = storefront._roots().lane_ids.filtered(lambda row: row.lane == "catalogue")
            lane._hurry(PAUSE)
        self.env["ocean.storefront"]._dispatch("catalogue")
        self.write({"outcome": "noted"})


class OceanLane(models.Model):
    _inherit = "ocean.lane"

    def _hurry(self, pause):
        """Let these lanes run soon, but not within `pause` after they ran last."""
        for lane in self:
            now = fields.Datetime.now()
            soon = max(now, lane.last_run + pause) if lane.last_run else now
            if lane.next_try and lane.next_try > soon:
                lane.next_try = soon
