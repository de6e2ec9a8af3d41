from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL, format_datetime

from .ocean_exception_kinds import (
    BLOCKING,
    COUNTED_BY_DETAIL,
    FAMILIES,
    KINDS,
    MONEY,
    NAMES_AN_ORDER,
    WARNING,
)

ACTIVITY = "ocean_marketplace_base.mail_activity_type_exception"

# What happened is no user's to rewrite; users only take a cause, put it off, or say why it can be ignored.
SYSTEM_FIELDS = {
    "state",
    "closed_at",
    "closed_by_id",
    "touched_by_id",
    "to_tell",
    "told_at",
    "told_user_id",
    "storefront_id",
    "kind",
    "family",
    "severity",
    "cause_key",
    "detail",
    "first_seen",
    "order_ids",
    "technical_code",
    "technical_path",
    "technical_request",
    "technical_text",
}


class OceanException(models.Model):
    """What a person must look at: one row per cause, however many records wait for it.

    Count and amount are computed from the records that point here, so that 500 failures of one cause
    write 500 rows of their own and insert one.
    """

    _name = "ocean.exception"
    _description = "Exception"
    _inherit = ["mail.thread", "mail.activity.mixin", "ocean.alert"]
    _order = "severity, amount desc, id desc"
    _rec_name = "summary"

    storefront_id = fields.Many2one(
        "ocean.storefront", required=True, ondelete="cascade", index=True, readonly=True
    )
    company_id = fields.Many2one(related="storefront_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="storefront_id.currency_id")
    kind = fields.Selection(selection="_selection_kind", required=True, readonly=True)
    family = fields.Selection(FAMILIES, required=True, readonly=True)
    severity = fields.Selection(
        [(BLOCKING, "Blocks work"), (MONEY, "Money at stake"), (WARNING, "Look when free")],
        required=True,
        readonly=True,
    )
    cause_key = fields.Char(required=True, readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("resolved", "Mended"), ("ignored", "Ignored")],
        required=True,
        default="open",
        index=True,
    )
    detail = fields.Char(readonly=True)
    summary = fields.Char(compute="_compute_words", compute_sudo=True, search="_search_summary")
    what_it_stops = fields.Char("What it stops", compute="_compute_words", compute_sudo=True)
    fix_hint = fields.Char("What to do", compute="_compute_words", compute_sudo=True)
    first_seen = fields.Datetime("First seen", required=True, default=fields.Datetime.now, readonly=True)
    last_seen = fields.Datetime("Last seen", compute="_compute_figures", compute_sudo=True)
    closed_at = fields.Datetime("Closed", readonly=True)
    closed_by_id = fields.Many2one("res.users", "Mended by", readonly=True)
    closed_text = fields.Char("How it ended", compute="_compute_closed_text", compute_sudo=True)
    touched_by_id = fields.Many2one(
        "res.users", readonly=True, help="Who did something for it since it was seen last."
    )
    snooze_until = fields.Datetime("Snoozed until")
    ignore_reason = fields.Char("Why it is ignored")
    user_id = fields.Many2one("res.users", "Who")
    order_ids = fields.One2many("ocean.order", "exception_id", "Waiting orders")
    affected_ids = fields.Many2many("ocean.order", string="Affected orders", compute="_compute_affected_ids")
    count = fields.Integer(compute="_compute_figures", compute_sudo=True)
    amount = fields.Monetary("At stake", compute="_compute_figures", compute_sudo=True)
    technical_code = fields.Char("Code", readonly=True)
    technical_path = fields.Char("Field path", readonly=True)
    technical_request = fields.Char("Request ID", readonly=True)
    technical_text = fields.Text("Last answer", readonly=True)

    _cause_uniq = models.UniqueIndex(
        "(storefront_id, kind, cause_key) WHERE state = 'open'", "This cause is already open."
    )
    _cause_idx = models.Index("(storefront_id, kind, cause_key)")

    @api.model
    def _selection_kind(self):
        return [(kind, kind.replace("_", " ").capitalize()) for kind in KINDS]

    @api.depends("kind", "detail", "storefront_id.display_name")
    @api.depends_context("lang")
    def _compute_words(self):
        for row in self:
            _family, _severity, happened, stops, hint = KINDS[row.kind]
            values = {"storefront": row.storefront_id.display_name or "", "detail": row.detail or ""}
            row.summary = str(self.env._(happened)) % values  # pylint: disable=gettext-variable
            row.what_it_stops = self.env._(stops)  # pylint: disable=gettext-variable
            row.fix_hint = self.env._(hint)  # pylint: disable=gettext-variable

    @api.model
    def _search_summary(self, operator, value):
        return [("detail", operator, value)]

    @api.depends("state", "closed_at", "closed_by_id")
    @api.depends_context("lang", "tz")
    def _compute_closed_text(self):
        for row in self:
            row.closed_text = row._closed_text() if row.closed_at else False

    def _closed_text(self):
        values = {
            "user": self.closed_by_id.name,
            "time": format_datetime(self.env, self.closed_at, dt_format="short"),
        }
        if self.state == "ignored":
            return self.env._("Ignored by %(user)s, %(time)s", **values)
        if self.closed_by_id:
            return self.env._("Mended by %(user)s, %(time)s", **values)
        return self.env._("Vanished by itself, %(time)s", **values)

    def _compute_figures(self):
        rows = self.env["ocean.order"]._read_group(
            [("exception_id", "in", self.ids)],
            ["exception_id"],
            ["__count", "amount_buyer_total:sum", "exception_at:max"],
        )
        figures = {exception: values for exception, *values in rows}
        named = self._named_orders()
        for row in self:
            alone = row._figures_alone(named.get(row))
            row.count, row.amount, last = figures.get(row) or (*alone, False)
            row.last_seen = max(last or row.first_seen, row.first_seen)

    def _figures_alone(self, order):
        """Return (count, amount) of a row for which no order waits; `order` is what its cause names."""
        if order:
            return 1, order.amount_buyer_total
        counted = self.kind in COUNTED_BY_DETAIL and (self.detail or "").isdecimal()
        return (int(self.detail) if counted else 0), 0.0

    @api.depends("order_ids", "cause_key")
    def _compute_affected_ids(self):
        named = self._named_orders()
        for row in self:
            row.affected_ids = row.order_ids or named.get(row)

    def _named_orders(self):
        """Return {row: order} of the rows whose cause names one order, in one query."""
        rows = self.filtered(lambda row: row.kind in NAMES_AN_ORDER)
        if not rows:
            return {}
        orders = self.env["ocean.order"].search(
            [
                ("storefront_id", "in", rows.storefront_id.ids),
                ("external_id", "in", [row._order_number() for row in rows]),
            ]
        )
        found = {(order.storefront_id, order.external_id): order for order in orders}
        named = {row: found.get((row.storefront_id, row._order_number())) for row in rows}
        return {row: order for row, order in named.items() if order}

    def _order_number(self):
        return self.cause_key.partition(":")[0]

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Sort by what is at stake as well: it is not stored, since counting it would make the row hot."""
        if field_name != "amount":
            return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        amount = SQL(
            "(SELECT COALESCE(SUM(amount_buyer_total), 0) FROM ocean_order WHERE exception_id = %s)",
            SQL.identifier(alias, "id"),
        )
        query._order_groupby.append(SQL.identifier(alias, "id"))
        return SQL("%s %s %s", amount, direction, nulls)

    def write(self, vals):
        """Users take causes and put them off; what a cause is and whether it is open is not theirs."""
        if not self.env.su and set(vals) & SYSTEM_FIELDS and not self._may_close():
            raise AccessError(self.env._("Only Marketplaces managers may ignore exceptions."))
        return super().write(vals)

    def _may_close(self):
        return self.env.user.has_group("ocean_marketplace_base.group_manager")

    # === BUSINESS METHODS === #

    @api.model
    def _technical(self, error):
        """Return the fields that describe a `MarketplaceError`; it holds no secret and no buyer data."""
        return {
            "technical_code": error.code or type(error).__name__,
            "technical_path": getattr(error, "path", "") or False,
            "technical_request": error.request_id or False,
            "technical_text": error.message,
        }

    @api.model
    def _report(self, storefront, kind, cause_key, detail="", orders=None, technical=None):
        """Open the row of a cause, or find it open, and let `orders` wait for it. Return the row.

        A cause that returns reopens its old row, so its history stays in one place.
        """
        cause = {
            "storefront_id": storefront.id,
            "cause_key": cause_key,
            "detail": detail,
            **(technical or {}),
        }
        row = self._report_many(kind, [cause])
        if orders:
            previous = orders.exception_id - row
            orders.write({"exception_id": row.id, "exception_at": fields.Datetime.now()})
            previous._close_if_empty()
        return row

    @api.model
    def _report_many(self, kind, causes):
        """Open the rows of `causes`, all of one kind, or find them open; a few queries for all of them.

        :param causes: list of values with at least ``storefront_id`` and ``cause_key``
        :return: the rows, in the order of `causes`
        """
        rows = self._known_causes(kind, causes)
        fresh = [cause for cause in causes if (cause["storefront_id"], cause["cause_key"]) not in rows]
        for cause in causes:
            if row := rows.get((cause["storefront_id"], cause["cause_key"])):
                row._report_again(cause)
        created = self._open_new(kind, fresh)
        rows.update({(row.storefront_id.id, row.cause_key): row for row in created})
        found = self.browse().concat(*[rows[cause["storefront_id"], cause["cause_key"]] for cause in causes])
        self.env["ocean.live"]._changed(self._name, found.storefront_id)
        return found

    @api.model
    def _known_causes(self, kind, causes):
        """Return {(storefront id, cause): row}: an ignored row before an open one before a mended one."""
        found = self.search(
            [
                ("storefront_id", "in", list({cause["storefront_id"] for cause in causes})),
                ("kind", "=", kind),
                ("cause_key", "in", [cause["cause_key"] for cause in causes]),
            ],
            order="state desc, id",
        )
        return {(row.storefront_id.id, row.cause_key): row for row in found}

    def _report_again(self, cause):
        """The `cause` of this row shows once more."""
        self.ensure_one()
        if self.state == "resolved":
            self._open_again(cause)
        elif self.touched_by_id:
            self.touched_by_id = False  # what was done did not mend it

    @api.model
    def _open_new(self, kind, causes):
        family, severity, *_words = KINDS[kind]
        known = {"kind": kind, "family": family, "severity": severity}
        quiet = self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        rows = quiet.create([{**cause, **known} for cause in causes]).with_env(self.env)
        rows._remind()
        return rows

    def _open_again(self, cause=None):
        self.ensure_one()
        told = dict(cause or {})
        detail = told.pop("detail", "") or self.detail
        self.write(
            {
                "state": "open",
                "closed_at": False,
                "closed_by_id": False,
                "touched_by_id": False,
                "snooze_until": False,
                **told,
                "detail": detail,
            }
        )
        self._remind()

    def _touch(self):
        """Remember that a person did something for these causes, who then is who mended them."""
        if self.env.uid != SUPERUSER_ID:
            self.filtered(lambda row: row.state == "open").write({"touched_by_id": self.env.uid})

    def _close_if_empty(self):
        """Close open rows about orders for which no order waits any more."""
        for row in self.filtered(lambda row: row.state == "open"):
            if not self.env["ocean.order"].search_count([("exception_id", "=", row.id)], limit=1):
                row._resolve()

    @api.model
    def _resolve_kinds(self, storefronts, kinds, cause_key):
        """Close open rows of `kinds` with this cause because the storefronts work again."""
        self.search(
            [
                ("storefront_id", "in", storefronts.ids),
                ("kind", "in", kinds),
                ("cause_key", "=", cause_key),
                ("state", "=", "open"),
            ]
        )._resolve()

    def _resolve(self):
        """Close these rows: mended by whoever did something for them, else by themselves."""
        now = fields.Datetime.now()
        acting = self.env.user if self.env.uid != SUPERUSER_ID else self.env["res.users"]
        for user, rows in self.grouped(lambda row: row.touched_by_id or acting).items():
            rows.write({"state": "resolved", "closed_at": now, "closed_by_id": user.id})
            rows.activity_feedback([ACTIVITY], feedback=rows[0].closed_text)
            self.env["ocean.live"]._changed(self._name, rows.storefront_id)
