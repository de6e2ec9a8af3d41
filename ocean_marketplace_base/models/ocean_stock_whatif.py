import json
from dataclasses import replace
from datetime import timedelta, timezone

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, format_datetime

from ..lib import whatif
from .ocean_job import ACTIVE

RETENTION = timedelta(days=90)
FIGURES = ("lost_before", "lost_after", "oversold_before", "oversold_after")
SECONDS = ("shared_before", "shared_after", "stocked_before", "stocked_after")


class OceanStockWhatif(models.Model):
    """What an allocation rule would have done to the orders of the last days, beside what today's rules do.

    The rules are kept as they were, so that a run that stops half-way goes on with the same.
    """

    _name = "ocean.stock.whatif"
    _description = "What-if"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(required=True, readonly=True)
    rule_id = fields.Many2one(
        "ocean.allocation.rule", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    user_id = fields.Many2one(
        "res.users", "By", required=True, readonly=True, default=lambda self: self.env.user
    )
    job_id = fields.Many2one("ocean.job", "Run", readonly=True, ondelete="set null", index="btree_not_null")
    since = fields.Datetime("From", required=True, readonly=True)
    until = fields.Datetime("To", required=True, readonly=True)
    delay = fields.Integer("Platform delay", readonly=True, help="Seconds.")
    order_count = fields.Integer("Own orders", readonly=True)
    rules_today = fields.Json(readonly=True)
    rules_tried = fields.Json(readonly=True)
    switched_on_at = fields.Datetime("Switched on", readonly=True)
    line_ids = fields.One2many("ocean.stock.whatif.line", "whatif_id", "Products", readonly=True)
    state = fields.Selection(
        [
            ("running", "Running"),
            ("partial", "Done with problems"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
            ("on", "Switched on"),
        ],
        compute="_compute_state",
    )
    may_switch_on = fields.Boolean(compute="_compute_state")
    lost_before = fields.Float("Lost before", compute="_compute_figures", digits="Product Unit")
    lost_after = fields.Float("Lost after", compute="_compute_figures", digits="Product Unit")
    oversold_before = fields.Float("Oversold before", compute="_compute_figures", digits="Product Unit")
    oversold_after = fields.Float("Oversold after", compute="_compute_figures", digits="Product Unit")
    share_before = fields.Float("Average published before", compute="_compute_figures", digits=(16, 1))
    share_after = fields.Float("Average published after", compute="_compute_figures", digits=(16, 1))
    touched_count = fields.Integer("Products touched", compute="_compute_figures")
    summary = fields.Char(compute="_compute_words")
    lost_text = fields.Char("Lost sales", compute="_compute_words")
    oversold_text = fields.Char("Oversold", compute="_compute_words")
    share_text = fields.Char("Average published", compute="_compute_words")
    bound_text = fields.Char("At most", compute="_compute_words")
    graph = fields.Char("Units", compute="_compute_graph")

    # === COMPUTES === #

    @api.depends("switched_on_at", "job_id.state", "rule_id.active")
    def _compute_state(self):
        for row in self:
            job = row.job_id.state or "done"
            row.state = "on" if row.switched_on_at else "running" if job in ACTIVE else job
            row.may_switch_on = row.state in ("done", "partial") and not row.rule_id.active

    @api.depends("line_ids")
    def _compute_figures(self):
        """Add the lines up; they are the result, and nobody writes a total."""
        sums = [f"{name}:sum" for name in (*FIGURES, *SECONDS)]
        lines = self.env["ocean.stock.whatif.line"]
        mine = [("whatif_id", "in", self.ids)]
        rows = {row[0]: row[1:] for row in lines._read_group(mine, ["whatif_id"], sums)}
        touched = dict(
            lines._read_group([*mine, ("touched", "=", True)], ["whatif_id"], ["product_id:count_distinct"])
        )
        for row in self:
            found = rows.get(row, (0.0,) * len(sums))
            values = dict(zip((*FIGURES, *SECONDS), found, strict=True))
            row.update({name: values[name] for name in FIGURES})
            row.share_before = _percent(values["shared_before"], values["stocked_before"])
            row.share_after = _percent(values["shared_after"], values["stocked_after"])
            row.touched_count = touched.get(row, 0)

    @api.depends("line_ids", "name", "since", "until", "order_count", "delay")
    @api.depends_context("lang", "tz")
    def _compute_words(self):
        for row in self:
            row.summary = row._summary()
            row.lost_text = row._change_text(row.lost_before, row.lost_after)
            row.oversold_text = row._change_text(row.oversold_before, row.oversold_after)
            row.share_text = self.env._(
                "%(before).0f %% → %(after).0f %%", before=row.share_before, after=row.share_after
            )
            row.bound_text = row._bound_text()

    def _summary(self):
        return self.env._(
            "%(rule)s on %(since)s – %(until)s · %(orders)s own orders · estimate, "
            "platform delay taken as %(delay)d s",
            rule=self.name,
            since=self._day(self.since),
            until=self._day(self.until),
            orders=self._number(self.order_count),
            delay=self.delay,
        )

    @api.model
    def _day(self, moment):
        return format_date(self.env, fields.Datetime.context_timestamp(self, moment), date_format="d MMM")

    @api.model
    def _number(self, number):
        return self.env["ir.qweb.field.integer"].value_to_html(int(number), {})

    def _change_text(self, before, after):
        change = f"{self._number(before)} → {self._number(after)}"
        return f"{change} ▲" if after > before else change

    def _bound_text(self):
        """Say what could have been sold beyond the stock at the worst moment."""
        worst = self.line_ids.search([("whatif_id", "=", self.id)], order="bound desc, id", limit=1)
        if not worst.bound:
            return False
        return self.env._(
            "Could oversell by up to %(units)s of %(product)s, if all storefronts sold at one moment what "
            "they show.",
            units=self._number(worst.bound),
            product=worst.product_id.display_name,
        )

    @api.depends("line_ids")
    @api.depends_context("lang")
    def _compute_graph(self):
        for row in self:
            labels = (
                self.env._("Lost before"),
                self.env._("Lost after"),
                self.env._("Oversold before"),
                self.env._("Oversold after"),
            )
            bars = [
                {"label": label, "value": row[name], "type": "past" if "before" in name else "future"}
                for label, name in zip(labels, FIGURES, strict=True)
            ]
            row.graph = json.dumps([{"values": bars, "key": self.env._("Units"), "title": ""}])

    # === ACTIONS === #

    def action_switch_on(self):
        """Switch the rule on as it was tried; what it takes the place of goes off.

        :raise UserError: the run is not over, or the rule was changed since
        """
        self.ensure_one()
        self.check_access("read")
        rule = self.rule_id
        rule.check_access("write")
        if self.state not in ("done", "partial"):
            raise UserError(self.env._("There is no result to go by."))
        if not self._is_as_tried(rule):
            raise UserError(self.env._("“%(rule)s” was changed since. Try it again.", rule=rule.name))
        rule.active = True
        # sudo: results are written by the system only
        self.sudo().switched_on_at = fields.Datetime.now()
        return rule.get_formview_action()

    def _is_as_tried(self, rule):
        tried = next(kept for kept in whatif.rules_from_plain(self.rules_tried) if kept.rule_id == rule.id)
        (now,) = whatif.always([rule._plain()])
        return replace(now, name=tried.name) == tried

    def action_discard(self):
        """Throw the result away and go back to the rule."""
        self.ensure_one()
        self.check_access("unlink")
        rule = self.rule_id
        self.job_id.filtered(lambda job: job.state in ACTIVE).action_cancel_rest()
        self.unlink()
        return rule.get_formview_action()

    def action_view_lines(self):
        """Open all lines as list and graph."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "ocean.stock.whatif.line",
            "views": [(False, "list"), (False, "kanban"), (False, "graph")],
            "domain": [("whatif_id", "in", self.ids)],
        }

    def action_view_job(self):
        """Open the run behind this."""
        self.ensure_one()
        return self.job_id._action_show()

    @api.autovacuum
    def _gc_old(self):
        old = self.sudo().search([("create_date", "<", fields.Datetime.now() - RETENTION)], limit=1000)
        old.unlink()
        return len(old), len(old)


class OceanStockWhatifLine(models.Model):
    """One product on one storefront under both sets of rules."""

    _name = "ocean.stock.whatif.line"
    _description = "Product in a what-if"
    _order = "impact desc, id"
    _rec_name = "product_id"
    _log_access = False

    whatif_id = fields.Many2one("ocean.stock.whatif", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="whatif_id.company_id", store=True, index=True)
    product_id = fields.Many2one("product.product", required=True, ondelete="cascade", index=True)
    storefront_id = fields.Many2one("ocean.storefront", required=True, ondelete="cascade", index=True)
    orders = fields.Integer()
    lost_before = fields.Float("Lost before", digits="Product Unit")
    lost_after = fields.Float("Lost after", digits="Product Unit")
    oversold_before = fields.Float("Oversold before", digits="Product Unit")
    oversold_after = fields.Float("Oversold after", digits="Product Unit")
    shared_before = fields.Float("Seconds shown before", help="Weighted with the share that was shown.")
    shared_after = fields.Float("Seconds shown after", help="Weighted with the share that was shown.")
    stocked_before = fields.Float("Seconds with stock before")
    stocked_after = fields.Float("Seconds with stock after")
    share_before = fields.Float("Published before", compute="_compute_shares", digits=(16, 1))
    share_after = fields.Float("Published after", compute="_compute_shares", digits=(16, 1))
    bound = fields.Float("Could oversell", digits="Product Unit", aggregator="max")
    touched = fields.Boolean()
    impact = fields.Float(help="Units that the rule changes, for the order of the list.")
    risk_at = fields.Datetime("Moment of highest risk")
    risk_orders = fields.Integer("Orders at that moment", aggregator="max")
    risk_seconds = fields.Integer("Seconds of that moment", aggregator="max")
    risk_text = fields.Char("Highest risk", compute="_compute_risk_text")

    _product_uniq = models.Constraint(
        "UNIQUE (whatif_id, product_id, storefront_id)", "A result has each product once per storefront."
    )

    @api.depends("shared_before", "shared_after", "stocked_before", "stocked_after")
    def _compute_shares(self):
        for line in self:
            line.share_before = _percent(line.shared_before, line.stocked_before)
            line.share_after = _percent(line.shared_after, line.stocked_after)

    @api.depends("risk_at", "risk_orders", "risk_seconds")
    @api.depends_context("lang", "tz")
    def _compute_risk_text(self):
        for line in self:
            line.risk_text = line.risk_at and line._risk_words()

    def _risk_words(self):
        time = format_datetime(self.env, self.risk_at, dt_format="d MMM HH:mm")
        if self.risk_orders == 1:
            return self.env._("%(time)s, one order", time=time)
        return self.env._(
            "%(time)s, %(count)d orders in %(seconds)d s",
            time=time,
            count=self.risk_orders,
            seconds=self.risk_seconds,
        )

    @api.model
    def _values_of(self, outcomes, rows):
        """Return the values of lines for `outcomes` (`whatif.Outcome`), added up per product and storefront.

        :param rows: {key of a listing: row}
        """
        found = {}
        for outcome in outcomes:
            sku = rows[outcome.listing.key]
            key = sku.product_id.id, sku.storefront_id.id
            line = found.setdefault(key, dict.fromkeys((*FIGURES, *SECONDS, "orders", "bound"), 0))
            self._add(line, outcome)
        return [
            {"product_id": product, "storefront_id": shop, **line}
            for (product, shop), line in found.items()
            if line["orders"] or line["touched"]
        ]

    @api.model
    def _add(self, line, outcome):
        before, after, risk = outcome.before, outcome.after, outcome.risk
        for name in ("lost", "oversold", "shared", "stocked"):
            line[f"{name}_before"] += float(getattr(before, name))
            line[f"{name}_after"] += float(getattr(after, name))
        line["orders"] += outcome.orders
        line["bound"] = max(line["bound"], float(after.bound))
        line["touched"] = line.get("touched", False) or outcome.touched
        line["impact"] = abs(line["lost_after"] - line["lost_before"]) + abs(
            line["oversold_after"] - line["oversold_before"]
        )
        if risk and risk.count > line.get("risk_orders", 0):
            moment = risk.at.astimezone(timezone.utc).replace(tzinfo=None, microsecond=0)
            line.update(risk_at=moment, risk_orders=risk.count, risk_seconds=risk.seconds)


def _percent(part, whole):
    return 100.0 * part / whole if whole else 0.0
