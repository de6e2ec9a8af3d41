from odoo import models

from ..lib.errors import InvalidRequest, Rejected


class OceanOrder(models.Model):
    """Orders that runs asked for by their number."""

    _inherit = "ocean.order"

    def _fetch_failed(self, error):
        """A number that somebody entered and that nobody knows is no order: its run says so, it goes."""
        items = self.env["ocean.job.item"].search([("order_id", "=", self.id), ("is_new", "=", True)])
        if not items or self.digest or self.payload_ids or not isinstance(error, (Rejected, InvalidRequest)):
            super()._fetch_failed(error)
            return
        items.filtered(lambda item: item.state == "waiting")._fail(
            self.env._("The platform does not know this order"),
            self.env._("Check the number and the storefront."),
        )
        self._clear_exception()
        self.unlink()
