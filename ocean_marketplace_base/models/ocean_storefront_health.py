import json
from datetime import datetime, time, timedelta, timezone

import pytz

from odoo import api, fields, models

SLOW_AFTER = timedelta(minutes=10)
ATTENTION_AFTER = timedelta(minutes=30)
AUTHORIZATION_WARNING_DAYS = 7
HOURS_SHOWN = 12


class OceanStorefront(models.Model):
    """Figures of the overview: computed per storefront when looked at, never stored."""

    _inherit = "ocean.storefront"

    platform_mark = fields.Char("Mark", compute="_compute_platform_words")
    platform_label = fields.Char("Platform name", compute="_compute_platform_words")
    health = fields.Selection(
        [
            ("ok", "Healthy"),
            ("slow", "Behind"),
            ("attention", "Needs you"),
            ("paused", "Paused"),
            ("cut_off", "Disconnected"),
        ],
        compute="_compute_health",
    )
    health_reason = fields.Char("Why", compute="_compute_health")
    alerts = fields.Json(compute="_compute_alerts")
    last_sync = fields.Datetime("Last sync", compute="_compute_sync")
    lag_seconds = fields.Integer(
        "Lag in seconds", compute="_compute_sync", help="Age of the newest change not yet looked for."
    )
    lag_text = fields.Char("Lag", compute="_compute_sync")
    token_days = fields.Integer("Days of approval left", compute="_compute_token_days")
    orders_today = fields.Integer("Orders today", compute="_compute_orders_today")
    amount_today = fields.Monetary("Amount today", compute="_compute_orders_today")
    orders_per_hour = fields.Json("Orders per hour", compute="_compute_orders_per_hour")
    orders_per_hour_graph = fields.Text("Graph of orders per hour", compute="_compute_orders_per_hour")
    to_ship_count = fields.Integer("To ship", compute="_compute_order_counts")
    late_count = fields.Integer("Late", compute="_compute_order_counts")
    order_count = fields.Integer("Orders", compute="_compute_order_counts")
    listing_count = fields.Integer("Listings", compute="_compute_listing_counts")
    unmatched_count = fields.Integer("Unmatched", compute="_compute_listing_counts")
    exception_count = fields.Integer("Exceptions", compute="_compute_exceptions")
    exception_amount = fields.Monetary("At stake", compute="_compute_exceptions")

    @api.depends("platform", "region")
    def _compute_platform_words(self):
        for storefront in self:
            # An adapter is an empty recordset, so it is never true.
            if f"ocean.platform.{storefront.platform}" in self.env:
                # sudo: users may not read the app; the adapter only tells its name
                adapter = storefront.sudo()._platform()
                storefront.platform_mark = adapter._mark()
                storefront.platform_label = adapter._label(storefront.region or "")
            else:
                storefront.platform_mark = "–"
                storefront.platform_label = self.env._("Not installed")

    def _lane(self, name):
        return self.lane_ids.filtered(lambda lane: lane.lane == name)[:1]

    def _compute_sync(self):
        now = fields.Datetime.now()
        for storefront in self:
            lane = storefront.sudo()._roots()._lane("orders")
            storefront.last_sync = lane.last_success
            behind = now - lane.watermark if lane.watermark else timedelta(0)
            storefront.lag_seconds = max(int(behind.total_seconds()), 0)
            storefront.lag_text = self._duration_text(storefront.lag_seconds) if lane.watermark else "–"

    @api.model
    def _duration_text(self, seconds):
        """Return `seconds` in the two largest units, e.g. ``1 h 5 m``."""
        minutes, rest = divmod(int(seconds), 60)
        hours, minutes = divmod(minutes, 60)
        days, hours = divmod(hours, 24)
        if days:
            return self.env._("%(days)d d %(hours)d h", days=days, hours=hours)
        if hours:
            return self.env._("%(hours)d h %(minutes)d m", hours=hours, minutes=minutes)
        if minutes and not rest:
            return self.env._("%(minutes)d m", minutes=minutes)
        if minutes:
            return self.env._("%(minutes)d m %(seconds)d s", minutes=minutes, seconds=rest)
        return self.env._("%(seconds)d s", seconds=rest)

    @api.depends("authorized_until", "refresh_expires_at")
    def _compute_token_days(self):
        now = fields.Datetime.now()
        for storefront in self:
            # Every refresh moves the end of the refresh token, so it only counts where nothing else is known.
            ends = storefront.authorized_until or storefront.refresh_expires_at
            storefront.token_days = max((ends - now).days, 0) if ends else 0

    @api.depends("paused", "connection", "started")
    def _compute_health(self):
        for storefront in self:
            storefront.health, storefront.health_reason = storefront._health()

    def _health(self):
        """Return (state, sentence) of the first rule that fires, worst first."""
        self.ensure_one()
        if self.connection != "connected":
            return "cut_off", self._cut_off_text()
        if self.paused:
            return "paused", self.env._("Paused by hand.")
        if not self.started:
            return "attention", self.env._("Setting up is not finished: nothing is imported yet.")
        return self._attention() or self._slow() or ("ok", self.env._("Everything runs."))

    def _cut_off_text(self):
        if self.parent_id:
            return self.env._(
                "There is no valid approval of “%(name)s”. Reconnect it.", name=self.parent_id.name
            )
        return self.env._("There is no valid approval. Reconnect the shop.")

    def _attention(self):
        lag = timedelta(seconds=self.lag_seconds)
        if blocking := self._blocking_exceptions():
            return "attention", self.env._("Causes that block work: %(count)d.", count=blocking)
        if self._approval_ends_soon():
            return "attention", self.env._("The approval ends in %(days)d days.", days=self.token_days)
        if lag > ATTENTION_AFTER:
            return "attention", self.env._("Orders are %(lag)s behind.", lag=self.lag_text)
        return None

    def _approval_ends_soon(self):
        known = self.authorized_until or self.refresh_expires_at
        return bool(known) and self.token_days <= AUTHORIZATION_WARNING_DAYS

    def _slow(self):
        if timedelta(seconds=self.lag_seconds) > SLOW_AFTER:
            return "slow", self.env._("Orders are %(lag)s behind.", lag=self.lag_text)
        return None

    def _blocking_exceptions(self):
        return self.env["ocean.exception"].search_count(
            [
                ("storefront_id", "=", self.id),
                ("state", "=", "open"),
                ("severity", "=", "1"),
            ]
        )

    @api.depends("paused", "connection", "started")
    def _compute_alerts(self):
        for storefront in self:
            storefront.alerts = storefront._alerts() or False

    def _alerts(self):
        """Return the sentences at the top of the form, each with one action (`actionable_errors`)."""
        self.ensure_one()
        level = {"cut_off": "danger", "attention": "warning", "slow": "warning"}.get(self.health)
        if not level:
            return {}
        return {
            "health": {
                "level": level,
                "message": self.health_reason,
                "action_text": self._mend_text(),
                "action": self._server_action("ocean_marketplace_base.ocean_storefront_action_mend"),
            }
        }

    def _mend_text(self):
        if self._needs_approval():
            return self.env._("Reconnect")
        return self.env._("Show") if self.started else self.env._("Finish setting up")

    def _needs_approval(self):
        self.ensure_one()
        return self.connection != "connected" or bool(
            not self._blocking_exceptions() and self._approval_ends_soon()
        )

    def action_mend(self):
        """Open the place where the cause of this storefront's health is mended."""
        self.ensure_one()
        if self._needs_approval():
            return self.action_reconnect()
        if not self.started:
            return self.action_finish_setup()
        return self.action_view_exceptions() if self.exception_count else self.action_view_logs()

    def _timezone(self):
        return pytz.timezone(self.env.user.tz or "UTC")

    @api.model
    def _today_domain(self):
        """Return the domain of orders created today in the user's zone."""
        zone = self._timezone()
        midnight = zone.localize(datetime.combine(datetime.now(zone).date(), time.min))
        return [("date_order", ">=", midnight.astimezone(timezone.utc).replace(tzinfo=None))]

    def _compute_orders_today(self):
        rows = self.env["ocean.order"]._read_group(
            [("storefront_id", "in", self.ids), *self._today_domain()],
            ["storefront_id"],
            ["__count", "amount_buyer_total:sum"],
        )
        figures = {storefront: (count, amount) for storefront, count, amount in rows}
        for storefront in self:
            storefront.orders_today, storefront.amount_today = figures.get(storefront, (0, 0.0))

    def _compute_orders_per_hour(self):
        since = fields.Datetime.now().replace(minute=0, second=0) - timedelta(hours=HOURS_SHOWN - 1)
        rows = self.env["ocean.order"]._read_group(
            [("storefront_id", "in", self.ids), ("date_order", ">=", since)],
            ["storefront_id", "date_order:hour"],
            ["__count"],
        )
        figures = {(storefront.id, hour): count for storefront, hour, count in rows}
        zone = self._timezone()
        for storefront in self:
            values = [
                self._bar(since + timedelta(hours=step), figures, storefront, zone)
                for step in range(HOURS_SHOWN)
            ]
            storefront.orders_per_hour = values
            storefront.orders_per_hour_graph = self._graph_json(values)

    @api.model
    def _bar(self, hour, figures, storefront, zone):
        local = pytz.utc.localize(hour).astimezone(zone)
        count = figures.get((storefront.id, hour)) or figures.get(
            (storefront.id, local.replace(tzinfo=None)), 0
        )
        return {"label": local.strftime("%H"), "value": count, "type": "past"}

    @api.model
    def _graph_json(self, values):
        return json.dumps([{"values": values, "key": self.env._("Orders"), "title": "", "area": True}])

    def _compute_order_counts(self):
        order_model = self.env["ocean.order"]
        counts = self._counts(order_model, [])
        to_ship = self._counts(order_model, [("state", "=", "to_ship")])
        late = self._counts(order_model, order_model._late_domain())
        for storefront in self:
            storefront.order_count = counts.get(storefront, 0)
            storefront.to_ship_count = to_ship.get(storefront, 0)
            storefront.late_count = late.get(storefront, 0)

    def _counts(self, model, domain):
        return dict(
            model._read_group([("storefront_id", "in", self.ids), *domain], ["storefront_id"], ["__count"])
        )

    def _compute_listing_counts(self):
        listings = self._counts(self.env["ocean.listing"], [])
        unmatched = self._counts(self.env["ocean.listing.sku"], [("product_id", "=", False)])
        for storefront in self:
            storefront.listing_count = listings.get(storefront, 0)
            storefront.unmatched_count = unmatched.get(storefront, 0)

    def _compute_exceptions(self):
        open_domain = [("state", "=", "open")]
        counts = self._counts(self.env["ocean.exception"], open_domain)
        amounts = dict(
            self.env["ocean.order"]._read_group(
                [("storefront_id", "in", self.ids), ("exception_id.state", "=", "open")],
                ["storefront_id"],
                ["amount_buyer_total:sum"],
            )
        )
        for storefront in self:
            storefront.exception_count = counts.get(storefront, 0)
            storefront.exception_amount = amounts.get(storefront, 0.0)
