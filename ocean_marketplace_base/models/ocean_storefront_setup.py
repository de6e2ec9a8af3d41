from datetime import timedelta

from odoo import api, fields, models

CAUGHT_UP = timedelta(hours=1)  # a window that ends no longer ago is the last one
SHARES = (30, 40, 30)  # percent of the bar for finding, reading and creating orders


class OceanStorefront(models.Model):
    """From the approval to the first orders: what waits for its settings, and how far the first import is."""

    _inherit = "ocean.storefront"

    started = fields.Boolean(
        default=True,
        readonly=True,
        copy=False,
        help="Off until the last step of connecting is confirmed; nothing is imported before.",
    )
    import_state = fields.Selection(
        [("running", "Running"), ("trouble", "Failing"), ("done", "Done")],
        "First import",
        compute="_compute_import",
    )
    import_percent = fields.Integer("Imported (%)", compute="_compute_import")
    import_text = fields.Char("Progress", compute="_compute_import")

    def action_finish_setup(self):
        """Open the last step of connecting for this storefront and those that wait beside it."""
        self.ensure_one()
        self._check_may_connect()
        waiting = self.search([("account_id", "=", self.account_id.id), ("started", "=", False)])
        return self.env["ocean.storefront.connect"]._action_for_storefronts(self | waiting)

    def action_open_form(self):
        """Open the form of this storefront."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "name": self.name,
        }

    @api.depends("lane_ids.watermark")
    def _compute_import(self):
        for storefront in self:
            figures = storefront._import_figures()
            storefront.import_state = storefront._import_state(figures)
            storefront.import_percent = storefront._import_percent(figures)
            storefront.import_text = storefront._import_words(figures)

    def _import_figures(self):
        """Return the real figures of the import: days looked through, and orders by how far they are."""
        self.ensure_one()
        # sudo: lanes are the system's, and not everybody may read sales orders; only figures are returned
        lane = self.sudo()._roots()._lane("orders")
        now = fields.Datetime.now()
        days = self._days(self.import_since, now)
        looked = min(self._days(self.import_since, lane.watermark), days) if lane.watermark else 0
        caught_up = bool(lane.watermark and not lane.cursor and lane.watermark > now - CAUGHT_UP)
        orders = self.env["ocean.order"].sudo()
        mine = [("storefront_id", "=", self.id)]
        total = orders.search_count(mine)
        unread = orders.search_count([*mine, ("needs_fetch", "=", True)])
        left = orders.search_count([*mine, "|", ("needs_fetch", "=", True), ("needs_apply", "=", True)])
        return {
            "error": lane.last_error,
            "days": days,
            "looked": days if caught_up else looked,
            "found_all": caught_up,
            "total": total,
            "read": total - unread,
            "applied": total - left,
            "created": orders.search_count([*mine, ("sale_order_ids", "!=", False)]),
            "waiting": orders.search_count([*mine, ("exception_id.state", "=", "open")]),
        }

    @api.model
    def _days(self, since, until):
        return max((until - since).days, 1)

    @api.model
    def _import_state(self, figures):
        if figures["found_all"] and figures["applied"] == figures["total"]:
            return "done"
        return "trouble" if figures["error"] else "running"

    @api.model
    def _import_percent(self, figures):
        if self._import_state(figures) == "done":
            return 100
        total = figures["total"]
        parts = (
            figures["looked"] / figures["days"],
            figures["read"] / total if total else 0,
            figures["applied"] / total if total else 0,
        )
        return min(int(sum(share * part for share, part in zip(SHARES, parts, strict=True))), 99)

    def _import_words(self, figures):
        state = self._import_state(figures)
        if state == "trouble":
            return self.env._(
                "The last attempt failed: %(error)s. It is repeated by itself.",
                error=figures["error"].rstrip("."),
            )
        if state == "done":
            return self._import_result(figures)
        return self.env._(
            "Finding orders %(looked)d of %(days)d days · Reading %(read)d of %(total)d · "
            "Creating %(created)d",
            **figures,
        )

    def _import_result(self, figures):
        if not figures["total"]:
            return self.env._("No orders in the last %(days)d days.", **figures)
        words = self.env._("Done: %(total)d orders found, %(created)d sales orders created.", **figures)
        if figures["waiting"]:
            words += " " + self.env._("%(waiting)d wait for you under Exceptions.", **figures)
        return words
