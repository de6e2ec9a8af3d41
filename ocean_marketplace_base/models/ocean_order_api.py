from markupsafe import Markup

from odoo import api, models
from odoo.exceptions import UserError

from .ocean_job import MAX_REFERENCES


class OceanOrder(models.Model):
    """Methods for other programs (JSON-2), and the way to import orders from an empty list."""

    _inherit = "ocean.order"

    def update_order_status(self) -> dict:
        """Read these orders again from the platform and apply what changed, their status first of all.

        A run does the work; read it as ``ocean.job``.

        :return: ``{"run_id": int, "queued": int}``
        :raise AccessError: caller is not a Marketplaces User of the orders' company
        :raise UserError: no order, more than 200, or orders of several companies

        Example::

            POST /json/2/ocean.order/update_order_status  {"ids": [1, 2]}
        """
        self.check_access("read")
        orders = self.exists()
        if not orders:
            raise UserError(self.env._("Give the ids of the orders."))
        if len(orders) > MAX_REFERENCES:
            raise UserError(
                self.env._(
                    "%(count)d orders are too many for one run; at most %(most)d.",
                    count=len(orders),
                    most=MAX_REFERENCES,
                )
            )
        orders.storefront_id._check_connected()
        job = self.env["ocean.job"]._open("refresh", orders.storefront_id, orders=orders)
        return {"run_id": job.id, "queued": len(orders)}

    @api.model
    def get_empty_list_help(self, help_message):
        """Offer to import orders."""
        button = Markup('<p><a type="action" name="%s" class="btn btn-secondary">%s</a></p>') % (
            "ocean_marketplace_base.ocean_order_import_action",
            self.env._("Import orders…"),
        )
        return super().get_empty_list_help(help_message) + button
