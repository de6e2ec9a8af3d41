import time
from datetime import timezone
from functools import partial

from odoo import api, fields, models
from odoo.fields import Domain

from ..lib import failpoints

SECOND_LOOK = 10  # minutes: a lower number on the platform may be an order that is not here yet
(CHECKED,) = failpoints.register("stock.checked")


class OceanLane(models.Model):
    """The other half of the stock lane: read back what platforms show, nightly and on demand."""

    _inherit = "ocean.lane"

    @api.model
    def _cron_stock_night(self):
        """Look at all numbers once a night: what changes without a write, and what platforms changed."""
        self._retrying(self._mark_night)
        self.env["ocean.storefront"]._dispatch("stock")
        self.env["ir.cron"]._commit_progress(0, remaining=0)

    @api.model
    def _mark_night(self):
        self.env["ocean.stock.dirty"]._mark_company(self.env["res.company"], "night")
        self.env["ocean.listing.sku"].search(
            [("push_state", "!=", False), ("storefront_id.stock_on", "=", True), ("check_due", "=", False)]
        ).write({"check_due": True})

    @api.model
    def _check_all(self, stop):
        """Read back what is to be checked, storefronts in turn; return whether some is left."""
        domain = Domain("check_due", "=", True) | Domain("check_at", "<=", fields.Datetime.now())
        while lanes := self._lanes_with(domain):
            for lane in lanes:
                if time.monotonic() > stop:
                    return True
                lane._check_stock(domain)
        return False

    def _check_stock(self, domain):
        """Compare the next items with what the platform shows."""
        self.ensure_one()
        with self._guarded("stock_check") as values:
            rows = self._rows_of_items(domain)
            items = list(dict.fromkeys(rows.listing_id.filtered("external_id").mapped("external_id")))
            self.env["ir.cron"]._commit_progress(0, remaining=0)
            started = time.monotonic()
            levels = self._read_levels(items)
            values.update(expected=len(rows), calls=1, duration=time.monotonic() - started)
            self._retrying(partial(self._take_levels, rows, levels, values))
            failpoints.hit(CHECKED)

    def _take_levels(self, rows, levels, values):
        by_key = {level.key: level for level in levels}
        differ = 0
        heard_until = self.storefront_id._family()._heard_until()
        rows.exists().write({"check_due": False, "check_at": False})
        for sku in rows.exists():
            level = by_key.get(sku._variant_key())
            differ += bool(level) and sku._take_level(level, heard_until)
        self.env["ocean.log"].create({**values, "got": len(by_key), "changed": differ, "result": "ok"})
        self._succeeded({"next_try": False})
        self.env["ocean.live"]._changed("ocean.listing.sku", self.storefront_id._family())


class OceanListingSku(models.Model):
    _inherit = "ocean.listing.sku"

    def _take_level(self, level, heard_until=False):
        """Write down what the platform shows (`stock_keeper.StockLevel`); return whether it differs.

        :param heard_until: the moment up to which all its orders are known, if any
        """
        self.ensure_one()
        values = {"platform_held": level.platform_held or 0}
        if level.quantity is not None:
            values["platform_quantity"] = level.quantity
        if level.locked:
            values.update(self._lock_values(level.locked_until))
        differs = level.quantity is not None and self.desired_at and self._shows_other(level)
        if differs and self.push_state in ("same", "drift"):
            values.update(self._drift_values(level, heard_until))
        elif level.quantity is not None and not differs:
            values["low_at"] = False
            if self.push_state == "drift":
                values.update(push_state="same", next_push=False)
        self._write_changes(values)
        return bool(differs)

    def _shows_other(self, level):
        """Return whether the platform shows another number than it should."""
        if self.hidden_at_zero:
            return False
        if self.desired_split and level.by_warehouse:
            return any(
                level.by_warehouse.get(place) != wanted for place, wanted in self.desired_split.items()
            )
        return level.quantity != self.desired_qty

    def _drift_values(self, level, heard_until):
        """Too high a number is mended at once. Too low a one may be an order that is on its way to us, and
        our number would give its unit away again: so only when it stays."""
        now, on = fields.Datetime.now(), self.storefront_id.stock_on
        values = {"push_state": "drift", "push_reason": "drift"}
        too_low = level.quantity <= self.desired_qty
        if too_low and on and self._with_own_number():
            return {**values, **self._low_values(level, heard_until, now)}
        later = fields.Datetime.add(now, minutes=SECOND_LOOK if too_low else 0)
        split = dict(level.by_warehouse) if self.desired_split else False
        return {
            **values,
            "confirmed_qty": level.quantity,
            "confirmed_split": split,
            "lost_qty": 0,
            "next_push": later if on else False,
        }

    def _low_values(self, level, heard_until, now):
        """Look again until all orders are known that the first look may have shown; what is missing then
        is no order. Sales since are taken off when the number is sent, see `_to_read_first`."""
        if self.low_at and heard_until and heard_until > self.low_at:
            missing = max(0, self.low_gap - (self.heard_qty - self.low_heard))
            return {
                "confirmed_qty": self._most_shown() - missing,
                "lost_qty": 0,
                "next_push": now,
                "low_at": False,
            }
        values = {"next_push": False, "check_at": self._soon()}
        if not self.low_at:
            gap = self._most_shown() - level.quantity
            values.update(low_at=now, low_gap=gap, low_heard=self.heard_qty)
        return values

    @api.model
    def _lock_values(self, until):
        until = until.astimezone(timezone.utc).replace(tzinfo=None) if until else False
        return {"locked_until": until}

    # === ON DEMAND === #

    def action_check_stock(self):
        """Read from the platform what it shows for these variants."""
        self.check_access("read")
        # sudo: users ask; the lane writes what the platform says
        self.sudo()._publisher_rows().write({"check_due": True})
        self.env["ocean.storefront"]._dispatch("stock")
        return self.env["ocean.storefront"]._notify_check()

    def action_push_stock(self):
        """Work out the numbers of these variants anew and send them."""
        self.check_access("write")
        self._mark_by_hand()
        return self.env["ocean.storefront"]._notify_stock()

    def _mark_by_hand(self):
        """Have these numbers sent, also where they are as they were; nothing is written but marks."""
        for storefront, rows in self.filtered("product_id").grouped("storefront_id").items():
            self.env["ocean.stock.dirty"]._mark(rows.product_id, "hand", storefront)

    def _publisher_rows(self):
        return self.browse().union(*(sku._publisher() for sku in self))


class OceanStorefront(models.Model):
    _inherit = "ocean.storefront"

    @api.model
    def _notify_check(self):
        return self.env["ocean.live"]._notification(self.env._("The platforms are being asked."))
