from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

STATES = [
    ("unpaid", "Unpaid"),
    ("on_hold", "On hold by platform"),
    ("to_ship", "To ship"),
    ("arranged", "Awaiting courier"),
    ("shipped", "Shipped"),
    ("delivered", "Delivered"),
    ("completed", "Completed"),
    ("cancel_requested", "Cancellation asked"),
    ("cancelled", "Cancelled"),
    ("unknown", "Unknown status"),
]
SHIP_STATES = ("to_ship", "cancel_requested")
# Exceptions whose cure is a fresh copy of the order; all others only need to be applied again.
READ_AGAIN = ("payload_invalid", "order_unreadable", "total_gap", "no_split")
# Who may read sales orders at all; others only see that there is one.
SALES_GROUPS = "sales_team.group_sale_salesman,stock.group_stock_user,account.group_account_invoice"
# Who may see what the platform pays and takes.
MONEY_GROUPS = "ocean_marketplace_base.group_manager,account.group_account_invoice"
NOW_DUE = {"needs_apply": True, "apply_tries": 0, "apply_after": False}


class OceanOrder(models.Model):
    """A faithful copy of a platform order, its money and its way through the import.

    A row that was found but not yet read is a *stub*: it only has its number. `needs_fetch` and
    `needs_apply` are the queues of the import; rows are never lost between steps.
    """

    _name = "ocean.order"
    _description = "Marketplace order"
    _order = "date_order desc, id desc"
    _rec_name = "external_id"
    _rec_names_search = ["external_id", "tracking_ref", "buyer_name"]
    _check_company_auto = True

    # identity
    storefront_id = fields.Many2one(
        "ocean.storefront", required=True, ondelete="restrict", index=True, readonly=True
    )
    company_id = fields.Many2one(related="storefront_id.company_id", store=True, index=True)
    platform = fields.Selection(related="storefront_id.platform", store=True)
    platform_mark = fields.Char("Mark", related="storefront_id.platform_mark")
    external_id = fields.Char("Order no.", required=True, readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)

    # what the platform says
    state = fields.Selection(STATES, "Status", readonly=True, index=True, group_expand=True)
    raw_status = fields.Char("Platform's status", readonly=True)
    date_order = fields.Datetime("Ordered", readonly=True, index=True)
    paid_at = fields.Datetime("Paid", readonly=True)
    ship_by = fields.Datetime("Ship by", readonly=True, index=True)
    remote_updated_at = fields.Datetime("Changed on platform", readonly=True)
    buyer_ref = fields.Char("Buyer ID", readonly=True)
    buyer_name = fields.Char("Buyer", readonly=True)
    buyer_masked = fields.Boolean("Masked buyer", readonly=True)
    partner_id = fields.Many2one("res.partner", "Contact", readonly=True, index="btree_not_null")
    partner_shipping_id = fields.Many2one(
        "res.partner", "Delivery address", readonly=True, index="btree_not_null"
    )
    address_text = fields.Text("Address as given", readonly=True)
    address_levels = fields.Json("Address in levels", readonly=True)
    address_unclear = fields.Boolean("Place not recognised", readonly=True)
    buyer_note = fields.Text("Buyer's note", readonly=True)
    seller_note = fields.Text("Seller note", readonly=True)
    payment_method = fields.Char("Payment method", readonly=True)
    is_cod = fields.Boolean("Cash on delivery", readonly=True)
    is_sample = fields.Boolean("Sample", readonly=True)
    is_replacement = fields.Boolean("Replacement", readonly=True)
    is_exchange = fields.Boolean("Exchange", readonly=True)
    source_ref = fields.Char("Follows order", readonly=True, help="Items of that order are replaced.")
    carrier_id = fields.Many2one("ocean.carrier", readonly=True, index="btree_not_null")
    carrier_name = fields.Char("Carrier on platform", readonly=True)
    tracking_ref = fields.Char("Tracking number", readonly=True, index="btree_not_null")
    packages = fields.Json("Parcels", readonly=True)
    cancelled_by = fields.Char("Cancelled by", readonly=True)
    cancel_reason = fields.Char("Reason of cancellation", readonly=True)
    line_ids = fields.One2many("ocean.order.line", "order_id", "Items", readonly=True)
    items_summary = fields.Char("Items sold", readonly=True)
    is_preorder = fields.Boolean("Pre-order", readonly=True)

    # money
    amount_buyer_total = fields.Monetary("Buyer paid", readonly=True)
    amount_revenue = fields.Monetary("You sell for", readonly=True)
    amount_shipping_revenue = fields.Monetary("Shipping you earn", readonly=True)
    amount_packaging = fields.Monetary("Packaging you earn", readonly=True)
    amount_zero = fields.Boolean("Nothing to pay", readonly=True)
    ladder = fields.Json("Money ladder", readonly=True, groups=MONEY_GROUPS)
    ladder_state = fields.Selection(
        [
            ("provisional", "Provisional"),
            ("checkout", "Split known"),
            ("estimated", "Estimated"),
            ("final", "Final"),
            ("adjusted", "Adjusted"),
        ],
        readonly=True,
    )
    gap_codes = fields.Char("Differences", readonly=True)
    blocking_gap = fields.Char(
        readonly=True, help="Difference that keeps the order from becoming a sales order."
    )
    gap_accepted = fields.Boolean(readonly=True)
    gap_reason = fields.Char("Why the difference is accepted")
    ladder_line_ids = fields.One2many("ocean.ladder.line", "order_id", "Rungs", groups=MONEY_GROUPS)

    # way through the import
    needs_fetch = fields.Boolean(default=True, readonly=True)
    needs_apply = fields.Boolean(readonly=True)
    next_try = fields.Datetime("Read again after", readonly=True)
    tries = fields.Integer("Tries to read", readonly=True)
    apply_after = fields.Datetime("Apply after", readonly=True)
    apply_tries = fields.Integer("Tries to apply", readonly=True)
    digest = fields.Char(readonly=True)
    import_anyway = fields.Boolean(readonly=True)
    exception_id = fields.Many2one(
        "ocean.exception", readonly=True, index="btree_not_null", ondelete="set null"
    )
    exception_at = fields.Datetime(readonly=True)
    exception_count = fields.Integer("Exceptions", compute="_compute_exception_count")
    attention = fields.Selection(
        [("ok", "Fine"), ("exception", "Exception"), ("stop", "Stop")],
        compute="_compute_attention",
        store=True,
    )
    import_state = fields.Selection(
        [
            ("found", "Found"),
            ("waiting", "Waiting"),
            ("kept", "Kept without sales order"),
            ("done", "Imported"),
        ],
        compute="_compute_import_state",
    )
    alerts = fields.Json(compute="_compute_alerts")

    # Odoo
    sale_order_ids = fields.One2many("sale.order", "ocean_order_id", "Sales orders", groups=SALES_GROUPS)
    sale_order_id = fields.Many2one(
        "sale.order", "Sales order", compute="_compute_sale_order_id", search="_search_sale_order_id"
    )
    payload_ids = fields.One2many(
        "ocean.payload", compute="_compute_payload_ids", groups="ocean_marketplace_base.group_manager"
    )
    masked_payload = fields.Text(
        "Last platform data",
        compute="_compute_payload_ids",
        groups="ocean_marketplace_base.group_manager",
    )
    timeline_ids = fields.One2many(
        "ocean.order.timeline", "order_id", "What happened", compute="_compute_timeline_ids"
    )

    _external_uniq = models.Constraint(
        "UNIQUE (storefront_id, external_id)", "This order is already imported."
    )
    _fetch_idx = models.Index("(storefront_id, next_try) WHERE needs_fetch")
    _apply_idx = models.Index("(storefront_id, apply_after) WHERE needs_apply")

    # === COMPUTES === #

    @api.depends("exception_id", "state")
    def _compute_attention(self):
        for order in self:
            if order.exception_id:
                order.attention = "exception"
            else:
                order.attention = "stop" if order.state == "cancel_requested" else "ok"

    @api.depends("exception_id")
    def _compute_exception_count(self):
        for order in self:
            order.exception_count = 1 if order.exception_id else 0

    @api.depends("state", "exception_id", "needs_apply", "sale_order_ids")
    def _compute_import_state(self):
        for order in self:
            # sudo: marketplace users see how far an order is even without sales rights
            if order.sudo().sale_order_ids:
                order.import_state = "done"
            elif order.exception_id:
                order.import_state = "waiting"
            elif not order.state or order.needs_apply:
                order.import_state = "found"
            else:
                order.import_state = "kept"

    @api.depends("sale_order_ids")
    def _compute_sale_order_id(self):
        for order in self:
            # sudo: marketplace users see that a sales order exists even without sales rights
            order.sale_order_id = order.sudo().sale_order_ids[:1].id

    @api.model
    def _search_sale_order_id(self, operator, value):
        return [("sale_order_ids", operator, value)]

    def _compute_payload_ids(self):
        payloads = self.env["ocean.payload"].search(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        )
        for order in self:
            order.payload_ids = payloads.filtered(lambda row, oid=order.id: row.res_id == oid)
            order.masked_payload = order.payload_ids[:1].masked_body

    def _compute_timeline_ids(self):
        # All columns at once: rows of a view are found by their order and not by their id.
        rows = self.env["ocean.order.timeline"].search_fetch([("order_id", "in", self.ids)])
        by_order = rows.grouped("order_id")
        for order in self:
            order.timeline_ids = by_order.get(order, rows.browse())

    def _compute_alerts(self):
        for order in self:
            order.alerts = order._alerts() or False

    def _alerts(self):
        """Return the sentences at the top of the form, each with one action (`actionable_errors`)."""
        self.ensure_one()
        alerts = {}
        if row := self.exception_id:
            alerts["exception"] = {
                "level": "danger" if row.severity == "1" else "warning",
                "message": f"{row.summary} {row.fix_hint}",
                "action_text": self.env._("Fix"),
                "action": row._server_action("ocean_marketplace_base.ocean_exception_action_fix"),
            }
        if self.address_unclear and not self.buyer_masked:
            alerts["address"] = {
                "level": "info",
                "message": self.env._("Place not recognised: check the delivery address before you ship."),
            }
        return alerts

    # === BUSINESS METHODS === #

    def _latest_body(self):
        """Return the last stored payload text of this order, or ``False``."""
        self.ensure_one()
        return (
            self.env["ocean.payload"]
            .search(
                [("res_model", "=", self._name), ("res_id", "=", self.id), ("body", "!=", False)], limit=1
            )
            .body
        )

    def _retry(self):
        """Put these orders back into the queues: read again if unreadable, else apply again."""
        self.exception_id._touch()
        unread = self.filtered(lambda order: not order.state or order.exception_id.kind in READ_AGAIN)
        unread._read_again()
        (self - unread).write(NOW_DUE)

    def _read_again(self):
        """Mark these orders to be read and stored again even if the platform says the same as before."""
        self.write({"needs_fetch": True, "digest": False, "tries": 0, "next_try": False})

    def _clear_exception(self):
        """Forget the exception of these orders and close its row when they were the last."""
        waiting = self.filtered("exception_id")
        rows = waiting.exception_id
        waiting.write({"exception_id": False, "exception_at": False})
        rows._close_if_empty()
        if rows:
            self.env["ocean.live"]._changed("ocean.exception", rows.storefront_id)

    def write(self, vals):
        """The platform writes orders. A manager only says why a difference is accepted."""
        if not self.env.su and set(vals) - {"gap_reason"}:
            raise AccessError(self.env._("Orders are written by the platform and cannot be edited."))
        return super().write(vals)

    # === ACTIONS === #

    def action_fetch_again(self):
        """Read these orders again from the platform."""
        self.check_access("read")
        # sudo: users may ask for a fresh copy; only the system writes platform orders
        self.sudo()._read_again()
        self.sudo().exception_id._touch()
        self.env["ocean.storefront"]._dispatch("orders")
        return True

    def action_retry(self):
        """Try again to import these orders."""
        self.check_access("read")
        self.sudo()._retry()  # sudo: see `action_fetch_again`
        self.env["ocean.storefront"]._dispatch("orders")
        self.env["ocean.storefront"]._dispatch("apply")
        return True

    def action_import_anyway(self):
        """Import although the order has very many lines."""
        self.check_access("read")
        self.sudo().write({"import_anyway": True, **NOW_DUE})  # sudo: as above
        self.sudo().exception_id._touch()
        self.env["ocean.storefront"]._dispatch("apply")
        return True

    def action_accept_gap(self):
        """Import although the amounts contradict each other. Managers only; a reason is required."""
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may accept a difference."))
        for order in self:
            if not (order.gap_reason or "").strip():
                raise UserError(self.env._("Enter why the difference is accepted."))
        self.sudo().write({"gap_accepted": True, **NOW_DUE})  # sudo: as above
        self.sudo().exception_id._touch()
        self.env["ocean.storefront"]._dispatch("apply")
        return True

    def action_view_sale_order(self):
        """Open the sales order."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "sale.order",
            "res_id": self.sale_order_id.id,
            "views": [(False, "form")],
        }

    def action_view_exception(self):
        """Open the exception this order waits for."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "ocean.exception",
            "res_id": self.exception_id.id,
            "views": [(False, "form")],
        }

    def action_view_pickings(self):
        """Open the transfers of the sales order."""
        self.ensure_one()
        self.check_access("read")
        return self.sale_order_id.action_view_delivery()
