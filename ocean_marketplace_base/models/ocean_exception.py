from odoo import _lt, api, fields, models
from odoo.exceptions import AccessError, UserError

BLOCKING, MONEY, WARNING = "1", "2", "3"
FAMILIES = [
    ("connection", "Connection"),
    ("orders", "Orders"),
    ("money", "Money"),
    ("catalogue", "Catalogue"),
]

# What happened is no user's to rewrite; users only take a cause, put it off, or say why it can be ignored.
SYSTEM_FIELDS = {
    "state",
    "closed_at",
    "closed_text",
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

# kind: (family, severity, what happened, what it stops, how to mend)
KINDS = {
    "auth_ended": (
        "connection",
        BLOCKING,
        _lt("The approval of “%(storefront)s” has ended."),
        _lt("Nothing is read from or sent to this shop."),
        _lt("Press Reconnect and approve again."),
    ),
    "auth_ending": (
        "connection",
        WARNING,
        _lt("The approval of “%(storefront)s” ends soon."),
        _lt("Nothing yet; the shop stops when the approval ends."),
        _lt("Press Reconnect and approve again."),
    ),
    "sync_behind": (
        "connection",
        BLOCKING,
        _lt("Reading “%(storefront)s” keeps failing: %(detail)s"),
        _lt("New orders of this shop arrive late."),
        _lt("Look at the log of this shop; press Retry when the cause is gone."),
    ),
    "contract_changed": (
        "connection",
        BLOCKING,
        _lt("The platform answered something unexpected: %(detail)s"),
        _lt("This part of the work waits."),
        _lt("Update the addons, then press Retry."),
    ),
    "order_unreadable": (
        "orders",
        BLOCKING,
        _lt("The platform refuses to show an order: %(detail)s"),
        _lt("The order has no sales order."),
        _lt("Check the order on the platform, then press Retry."),
    ),
    "payload_invalid": (
        "orders",
        BLOCKING,
        _lt("The data of an order cannot be used: %(detail)s"),
        _lt("The order has no sales order. All others go on."),
        _lt("Press Retry to read the order again; if it stays, report the field."),
    ),
    "status_unknown": (
        "orders",
        BLOCKING,
        _lt("The platform reports an unknown status “%(detail)s”."),
        _lt("The order waits; nothing is guessed."),
        _lt("Update the addons, then press Retry."),
    ),
    "sku_unmatched": (
        "orders",
        BLOCKING,
        _lt("SKU %(detail)s is not matched to a product."),
        _lt("Orders with this SKU have no sales order."),
        _lt("Choose the product; the waiting orders follow."),
    ),
    "sku_ambiguous": (
        "orders",
        BLOCKING,
        _lt("SKU %(detail)s fits several products."),
        _lt("Orders with this SKU have no sales order."),
        _lt("Choose the product; the waiting orders follow."),
    ),
    "too_many_lines": (
        "orders",
        BLOCKING,
        _lt("Order %(detail)s has more lines than are imported by themselves."),
        _lt("The order has no sales order."),
        _lt("Open the order and press Import anyway."),
    ),
    "currency": (
        "orders",
        BLOCKING,
        _lt("Order %(detail)s is in another currency than its storefront."),
        _lt("The order has no sales order."),
        _lt("Set the storefront's currency and pricelist, then press Retry."),
    ),
    "apply_failed": (
        "orders",
        BLOCKING,
        _lt("Odoo could not create or change a sales order: %(detail)s"),
        _lt("This order waits. All others go on."),
        _lt("Mend the cause, then press Retry."),
    ),
    "order_changed": (
        "orders",
        BLOCKING,
        _lt("Order %(detail)s changed on the platform after work on it was done here."),
        _lt("The sales order still shows the old content."),
        _lt("Compare both, correct the sales order by hand, then press Retry."),
    ),
    "total_gap": (
        "money",
        BLOCKING,
        _lt("The amounts of order %(detail)s contradict each other."),
        _lt("The order has no sales order."),
        _lt("Look at the order's money; retry, or accept the difference."),
    ),
    "no_split": (
        "money",
        WARNING,
        _lt("The discounts of order %(detail)s are still not split."),
        _lt("The sales order shows provisional prices."),
        _lt("Press Retry to read the money of the order again."),
    ),
}


class OceanException(models.Model):
    """What a person must look at: one row per cause, however many records wait for it.

    Count and amount are computed from the records that point here, so that 500 failures of one cause
    write 500 rows of their own and insert one.
    """

    _name = "ocean.exception"
    _description = "Exception"
    _inherit = ["mail.thread", "mail.activity.mixin", "ocean.alert"]
    _order = "severity, id desc"
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
    closed_at = fields.Datetime(readonly=True)
    closed_text = fields.Char("How it ended", readonly=True)
    snooze_until = fields.Datetime("Snoozed until")
    ignore_reason = fields.Char("Why it is ignored")
    user_id = fields.Many2one("res.users", "Who")
    order_ids = fields.One2many("ocean.order", "exception_id", "Waiting orders")
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

    @api.depends("kind", "detail", "storefront_id.name")
    @api.depends_context("lang")
    def _compute_words(self):
        for row in self:
            _family, _severity, happened, stops, hint = KINDS[row.kind]
            values = {"storefront": row.storefront_id.name or "", "detail": row.detail or ""}
            row.summary = str(self.env._(happened)) % values  # pylint: disable=gettext-variable
            row.what_it_stops = self.env._(stops)  # pylint: disable=gettext-variable
            row.fix_hint = self.env._(hint)  # pylint: disable=gettext-variable

    @api.model
    def _search_summary(self, operator, value):
        return [("detail", operator, value)]

    def _compute_figures(self):
        rows = self.env["ocean.order"]._read_group(
            [("exception_id", "in", self.ids)],
            ["exception_id"],
            ["__count", "amount_buyer_total:sum", "exception_at:max"],
        )
        figures = {exception: values for exception, *values in rows}
        for row in self:
            row.count, row.amount, last = figures.get(row, (0, 0.0, False))
            row.last_seen = last or row.first_seen

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
        row = self.search(
            [("storefront_id", "=", storefront.id), ("kind", "=", kind), ("cause_key", "=", cause_key)],
            order="state, id desc",
            limit=1,
        )
        if not row:
            row = self._open_new(storefront, kind, cause_key, detail, technical)
        elif row.state == "resolved":
            row._open_again(detail, technical)
        if orders:
            previous = orders.exception_id - row
            orders.write({"exception_id": row.id, "exception_at": fields.Datetime.now()})
            previous._close_if_empty()
        self.env["ocean.live"]._changed(self._name, storefront)
        return row

    @api.model
    def _open_new(self, storefront, kind, cause_key, detail, technical):
        family, severity, *_words = KINDS[kind]
        row = self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True).create(
            {
                "storefront_id": storefront.id,
                "kind": kind,
                "family": family,
                "severity": severity,
                "cause_key": cause_key,
                "detail": detail,
                "user_id": storefront.user_id.id,
                **(technical or {}),
            }
        )
        row._remind()
        return row

    def _open_again(self, detail, technical):
        self.write(
            {
                "state": "open",
                "closed_at": False,
                "closed_text": False,
                "snooze_until": False,
                "detail": detail or self.detail,
                **(technical or {}),
            }
        )
        self._remind()

    def _remind(self):
        """Give whoever is responsible for the storefront an activity, if work is blocked."""
        user = self.storefront_id.user_id
        if self.severity == BLOCKING and user:
            self.activity_schedule(
                "ocean_marketplace_base.mail_activity_type_exception", summary=self.summary, user_id=user.id
            )

    def _close_if_empty(self):
        """Close open rows about orders for which no order waits any more."""
        for row in self.filtered(lambda row: row.state == "open"):
            if not self.env["ocean.order"].search_count([("exception_id", "=", row.id)], limit=1):
                row._resolve(self.env._("The cause is gone."))

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
        )._resolve(self.env._("Works again."))

    def _resolve(self, text):
        if not self:
            return
        self.write({"state": "resolved", "closed_at": fields.Datetime.now(), "closed_text": text})
        self.activity_feedback(["ocean_marketplace_base.mail_activity_type_exception"], feedback=text)
        self.env["ocean.live"]._changed(self._name, self.storefront_id)

    # === ACTIONS === #

    def action_retry(self):
        """Try everything again that waits for these causes."""
        self.check_access("read")
        # sudo: users may retry; orders and lanes are written by the system
        rows_sudo = self.sudo().filtered(lambda row: row.state == "open")
        rows_sudo.order_ids._retry()
        # An approval that ended is not mended by trying: only a new approval closes it.
        for row in rows_sudo.filtered(lambda row: row.kind in ("sync_behind", "contract_changed")):
            row.storefront_id.lane_ids.write({"failures": 0, "next_try": False})
            row._resolve(self.env._("Tried again by %(user)s.", user=self.env.user.name))
        for lane in ("orders", "apply", "catalogue"):
            self.env["ocean.storefront"]._dispatch(lane)
        return True

    def action_ignore(self):
        """Close without mending. Managers only; a reason is required."""
        if not self._may_close():
            raise AccessError(self.env._("Only Marketplaces managers may ignore exceptions."))
        for row in self:
            if not (row.ignore_reason or "").strip():
                raise UserError(self.env._("Enter why this can be ignored."))
            row.write(
                {
                    "state": "ignored",
                    "closed_at": fields.Datetime.now(),
                    "closed_text": self.env._("Ignored by %(user)s.", user=self.env.user.name),
                }
            )
            row.activity_unlink(["ocean_marketplace_base.mail_activity_type_exception"])
        return True

    def action_reopen(self):
        """Open ignored or closed causes again."""
        self.check_access("write")
        # sudo: users may not write the state, reopening hides nothing from anybody
        self.sudo().write({"state": "open", "closed_at": False, "closed_text": False, "ignore_reason": False})

    def action_snooze(self):
        """Hide until tomorrow."""
        self.check_access("write")
        self.write({"snooze_until": fields.Datetime.add(fields.Datetime.now(), days=1)})

    def action_assign_to_me(self):
        """Take these causes."""
        self.check_access("write")
        self.write({"user_id": self.env.uid})

    def action_fix(self):
        """Open the place where this cause is mended."""
        self.ensure_one()
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
        orders = self.order_ids
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
