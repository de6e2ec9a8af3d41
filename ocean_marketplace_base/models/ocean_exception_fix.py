from datetime import datetime, time, timedelta, timezone

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .ocean_exception import ACTIVITY


class OceanException(models.Model):
    """What people do with causes: open the place of the cure, try again, take, put off, ignore."""

    _inherit = "ocean.exception"

    def action_retry(self):
        """Have everything tried again that waits for these causes: it is marked, the lanes do the work."""
        self.check_access("read")
        # sudo: users may retry; orders and lanes are written by the system
        rows_sudo = self.sudo().filtered(lambda row: row.state == "open")
        rows_sudo._touch()
        rows_sudo.order_ids._retry()
        # An approval that ended is not mended by trying: only a new approval closes it.
        failing_sudo = rows_sudo.filtered(lambda row: row.kind in ("sync_behind", "contract_changed"))
        failing_sudo.storefront_id.lane_ids.write({"failures": 0, "next_try": False})
        failing_sudo._resolve()
        for row in rows_sudo:
            if retry := getattr(row, f"_retry_{row.kind}", None):
                retry()
        for lane in ("orders", "apply", "catalogue", "stock"):
            self.env["ocean.storefront"]._dispatch(lane)
        return True

    def action_ignore(self):
        """Close without mending. Managers only; a reason is required."""
        if not self._may_close():
            raise AccessError(self.env._("Only Marketplaces managers may ignore exceptions."))
        if any(not (row.ignore_reason or "").strip() for row in self):
            raise UserError(self.env._("Enter why this can be ignored."))
        self.write({"state": "ignored", "closed_at": fields.Datetime.now(), "closed_by_id": self.env.uid})
        self.activity_unlink([ACTIVITY])
        return True

    def action_reopen(self):
        """Open ignored or closed causes again."""
        self.check_access("write")
        # sudo: users may not write the state, reopening hides nothing from anybody
        rows_sudo = self.sudo()
        rows_sudo.write({"ignore_reason": False})
        for row in rows_sudo.filtered(lambda row: row.state != "open"):
            row._open_again()

    def action_snooze(self):
        """Hide until tomorrow morning, wherever the person lives."""
        self.check_access("write")
        self.write({"snooze_until": self._tomorrow()})

    def _tomorrow(self):
        """Return the next midnight of the user's zone, naive UTC."""
        zone = self.env["ocean.storefront"]._timezone()
        day = datetime.now(zone).date() + timedelta(days=1)
        return zone.localize(datetime.combine(day, time.min)).astimezone(timezone.utc).replace(tzinfo=None)

    def action_assign_to_me(self):
        """Take these causes, and what reminds of them."""
        self.check_access("write")
        self.write({"user_id": self.env.uid})
        # sudo: the reminder may be somebody else's
        self.sudo().activity_reschedule([ACTIVITY], new_user_id=self.env.uid)

    def action_fix(self):
        """Open the place where this cause is mended."""
        self.ensure_one()
        self.check_access("read")
        opener = getattr(self, f"_fix_{self.kind}", None) or self._fix_orders
        return opener()

    def _fix_auth_ended(self):
        return self.storefront_id.action_reconnect()

    def _fix_auth_ending(self):
        return self.storefront_id.action_reconnect()

    def _fix_sync_behind(self):
        return self.storefront_id.action_view_logs()

    def _fix_contract_changed(self):
        return self.storefront_id.action_view_logs()

    def _fix_sku_unmatched(self):
        domain = [("storefront_id", "=", self.storefront_id.id), ("id", "in", self._unmatched_skus().ids)]
        return self.storefront_id._action_of("ocean_marketplace_base.ocean_listing_sku_action_match", domain)

    def _fix_sku_ambiguous(self):
        return self._fix_sku_unmatched()

    def _fix_currency(self):
        return self.storefront_id.get_formview_action()

    def _fix_place_unknown(self):
        place = self.order_ids.place_id[:1]
        return place.get_formview_action() if place else self._fix_orders()

    def _unmatched_skus(self):
        """Return the listing SKUs behind this cause; an order can name a SKU that no listing has (yet)."""
        return (
            self.env["ocean.listing.sku"]
            .sudo()
            ._ensure_for_lines(
                # sudo: users may not create listings, but opening the cure must offer a row to match
                self.sudo().order_ids.line_ids.filtered(lambda line: line._sku_key() == self.cause_key)
            )
        )

    def _fix_orders(self):
        return self._fix_orders_of(self.order_ids)

    def _fix_orders_of(self, orders):
        if len(orders) == 1:
            return {
                "type": "ir.actions.act_window",
                "res_model": "ocean.order",
                "res_id": orders.id,
                "views": [(False, "form")],
            }
        return self.storefront_id._action_of(
            "ocean_marketplace_base.ocean_order_action", [("id", "in", orders.ids)]
        )
