from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_date

from ..lib import payment
from ..lib.schema import OrderStatus
from .ocean_order import SHIP_STATES

SOON = timedelta(hours=3)
NAMED = 10  # orders named in a reminder
AT_ONCE = 500  # orders looked at for reminders, those that come due last first
PAYMENT_STATES = [
    (payment.UNPAID, "Not paid"),
    (payment.PAID, "Paid"),
    (payment.ON_DELIVERY, "Pays on delivery"),
    (payment.REFUNDED, "Paid back"),
]


class OceanOrder(models.Model):
    """Until when somebody must act, and whether the buyer has paid."""

    _inherit = "ocean.order"

    deliver_by = fields.Datetime("Deliver by", readonly=True)
    respond_by = fields.Datetime("Answer before", readonly=True)
    cancel_asked_at = fields.Datetime("Cancellation asked at", readonly=True)
    due_at = fields.Datetime(
        "Due at",
        compute="_compute_due_at",
        store=True,
        index="btree_not_null",
        help="The next thing to do: answer the buyer or the platform, then ship.",
    )
    due_text = fields.Char("Due", compute="_compute_due")
    due_level = fields.Selection(
        [("late", "Late"), ("soon", "Soon"), ("today", "Today"), ("later", "Later")], compute="_compute_due"
    )
    due_reminded_at = fields.Datetime("Reminded of", readonly=True, copy=False)
    stop_text = fields.Char("Stop", compute="_compute_stop_text")
    payment_state = fields.Selection(PAYMENT_STATES, "Payment", compute="_compute_payment_state", store=True)

    @api.depends("state", "paid_at", "is_cod")
    def _compute_payment_state(self):
        for order in self:
            order.payment_state = bool(order.state) and payment.payment_state(
                OrderStatus(order.state), paid=bool(order.paid_at), is_cod=order.is_cod
            )

    # === DEADLINES === #

    @api.depends("state", "respond_by", "ship_by")
    def _compute_due_at(self):
        for order in self:
            order.due_at = order.state in SHIP_STATES and (order.respond_by or order.ship_by)

    @api.model
    def _late_domain(self):
        """Return the domain of orders whose deadline has passed."""
        return [("due_at", "<", fields.Datetime.now())]

    @api.depends("due_at")
    @api.depends_context("lang", "tz")
    def _compute_due(self):
        now = fields.Datetime.now()
        for order in self:
            order.due_text, order.due_level = order._due(now)

    def _due(self, now):
        if not self.due_at:
            return False, False
        left = self.due_at - now
        duration = self.env["ocean.storefront"]._duration_text(abs(left.total_seconds()) // 60 * 60)
        if left < timedelta(0):
            return self.env._("Late %(time)s", time=duration), "late"
        if left < SOON:
            return self.env._("%(time)s left", time=duration), "soon"
        local = fields.Datetime.context_timestamp(self, self.due_at)
        if local.date() == fields.Datetime.context_timestamp(self, now).date():
            return self.env._("Today %(time)s", time=local.strftime("%H:%M")), "today"
        return format_date(self.env, local, date_format="d MMM"), "later"

    @api.depends("state", "cancel_asked_at", "respond_by")
    @api.depends_context("lang", "tz")
    def _compute_stop_text(self):
        for order in self:
            order.stop_text = order.state == "cancel_requested" and order._stop_text()

    def _stop_text(self):
        """Return who asked when and until when an answer is due, as far as the platform tells."""
        if not self.cancel_asked_at:
            return self.env._("STOP: the buyer asked to cancel.")
        asked = self._moment_text(self.cancel_asked_at)
        if not self.respond_by:
            return self.env._("STOP: the buyer asked to cancel at %(asked)s.", asked=asked)
        return self.env._(
            "STOP: the buyer asked to cancel at %(asked)s. Answer before %(until)s.",
            asked=asked,
            until=self._moment_text(self.respond_by),
        )

    # === REMINDERS === #

    @api.model
    def _remind_deadlines(self):
        """Tell the responsible of orders whose deadline is near or has passed, each deadline once.

        One activity per storefront, however many orders; it goes when none of them is due any more.
        """
        near = [("due_at", "<", fields.Datetime.now() + SOON)]
        mine = [("storefront_id.user_id", "!=", False)]
        orders = self.search([*near, *mine], order="due_at desc, id", limit=AT_ONCE).sorted("due_at")
        fresh = orders.filtered(lambda order: order.due_reminded_at != order.due_at)
        kind = "ocean_marketplace_base.mail_activity_type_deadline"
        reminded = self.env["ocean.storefront"].search(
            [("activity_ids.activity_type_id", "=", self.env.ref(kind).id)]
        )
        for storefront in reminded | fresh.storefront_id:
            due = orders.filtered(lambda order, shop=storefront: order.storefront_id == shop)
            new = due & fresh
            if not due:
                storefront.activity_unlink([kind])
            elif new or storefront in reminded:
                storefront._remind_due(kind, due, create=bool(new))
        for order in fresh:
            order.due_reminded_at = order.due_at

    def _due_words(self):
        """Return (summary, numbers of the most urgent) of these orders, sorted by deadline."""
        now = fields.Datetime.now()
        late = len(self.filtered(lambda order: order.due_at < now))
        first = next((order for order in self if order.due_at >= now), self.browse())
        parts = []
        if late:
            parts.append(self.env._("Late: %(count)s orders", count=late))
        if first:
            moment = first._moment_text(first.due_at)
            count = len(self) - late
            parts.append(
                self.env._("To do: %(count)s orders, the first at %(time)s", count=count, time=moment)
            )
        numbers = ", ".join(self[:NAMED].mapped("external_id"))
        return " · ".join(parts), numbers


class OceanStorefront(models.Model):
    _inherit = "ocean.storefront"

    def _remind_due(self, kind, orders, create):
        """Write the activity about `orders` anew, or schedule it if there is none and `create` is true."""
        self.ensure_one()
        env = self.with_context(lang=self.user_id.lang, tz=self.user_id.tz).env
        summary, note = orders.with_env(env)._due_words()
        activities = self.activity_search([kind])
        if activities:
            if activities[0].summary != summary:
                activities.write({"summary": summary, "note": note})
        elif create:
            self.with_context(mail_activity_quick_update=True).activity_schedule(
                kind, summary=summary, note=note, user_id=self.user_id.id
            )
