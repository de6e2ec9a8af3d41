from datetime import timezone
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date
from odoo.tools.misc import formatLang

from ..lib import commands, shortage
from ..models.ocean_order import STATES
from ..models.ocean_storefront_location import _overlap

SHOWN = 80  # promises, the newest first
MOVED, WAITS, SPLIT = "moved", "waits", "split"


class OceanOversell(models.TransientModel):
    """What to do about a product that was promised beyond what there is, order by order.

    Users read it and press buttons; only the system writes it, so that nobody can press them for an order
    that is not affected.
    """

    _name = "ocean.oversell"
    _description = "Oversell options"

    exception_id = fields.Many2one("ocean.exception", required=True, ondelete="cascade")
    product_id = fields.Many2one("product.product", required=True, ondelete="cascade")
    location_ids = fields.Many2many("stock.location", string="Places")
    demand = fields.Float("Promised", digits="Product Unit")
    available = fields.Float("There", digits="Product Unit")
    summary = fields.Char(compute="_compute_words")
    hint = fields.Char(compute="_compute_words")
    line_ids = fields.One2many("ocean.oversell.line", "oversell_id", "Promised to, the newest first")

    @api.depends("demand", "available")
    @api.depends_context("lang")
    def _compute_words(self):
        for wizard in self:
            values = {"demand": wizard._number(wizard.demand), "available": wizard._number(wizard.available)}
            wizard.summary = self.env._("Promised %(demand)s, available %(available)s.", **values)
            short = wizard.demand > max(0, wizard.available)
            wizard.hint = wizard._hint(short)

    def _hint(self, short):
        if self.available < 0:
            return self.env._("On hand is %(units)s: count the stock.", units=self._number(self.available))
        if not short:
            return self.env._("There is enough again. Nothing is left to decide.")
        return self.env._("Whoever ordered first is served first; the orders marked red go without.")

    def _number(self, units):
        return formatLang(self.env, units, digits=0 if units == int(units) else 2)

    # === FILLING === #

    @api.model
    def _open(self, exception):
        """Return the action of the dialog for an exception."""
        exception.check_access("read")
        # sudo: see the class; stock and orders are read for whoever mends exceptions
        exception_sudo = exception.sudo()
        product_sudo, places_sudo = exception_sudo._oversold_about()
        wizard_sudo = self.sudo().create(
            {
                "exception_id": exception.id,
                "product_id": product_sudo.id,
                "location_ids": [fields.Command.set(places_sudo.ids)],
            }
        )
        wizard_sudo._fill()
        return wizard_sudo._action()

    def _action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Oversold: %(product)s", product=self.product_id.display_name),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def _in_company(self):
        company = self.exception_id.company_id
        return self.with_company(company).with_context(allowed_company_ids=company.ids)

    def _fill(self):
        """Write down what holds now, keeping what was decided here and can be undone."""
        self = self._in_company()  # noqa: PLW0642
        figures = self.product_id._get_stock_figures(self.location_ids).get(self.product_id) or {}
        self.demand = figures.get("demand", 0.0) + figures.get("holds", 0.0)
        self.available = figures.get("on_hand", 0.0) - figures.get("expired", 0.0)
        promises = self.env["ocean.stock.shortage"]._promises(self.product_id, self.location_ids)[:SHOWN]
        options = self._options(promises)
        old, fresh = {(line.order_id, line.sale_id, line.name): line for line in self.line_ids}, []
        for number, row in enumerate(promises):
            values = {"sequence": number, **self._line_values(row, options)}
            if line := old.pop((row["order"], row["sale"], row["name"]), None):
                line.write(values)
            else:
                fresh.append({"oversell_id": self.id, **values, **self._decided_before(row)})
        self.env["ocean.oversell.line"].create(fresh)
        for line in old.values():
            line._leave()

    def _decided_before(self, row):
        """Return what a person decided about an order when this was open before."""
        until = row["order"].stock_wait_until
        if not until or until < fields.Datetime.now() or not row["missing"]:
            return {}
        day = format_date(self.env, fields.Datetime.context_timestamp(self, until).date())
        return {
            "decision": WAITS,
            "decided_text": self.env._("It waits until %(day)s.", day=day),
            "undo": {"snooze": False},
        }

    def _options(self, promises):
        """Read once what all lines need: stock of other warehouses, and what comes."""
        sales = self.env["sale.order"].union(*(row["sale"] for row in promises))
        products = self.product_id | sales.order_line.product_id.filtered(lambda row: row.type == "consu")
        receipts = self.env["ocean.stock.shortage"]._receipts(self.product_id, self.location_ids)
        return {
            "warehouses": {
                warehouse: products._get_sellable(warehouse.lot_stock_id) for warehouse in self._others()
            },
            "moves": {move.id: move for move in receipts},
            "receipts": [
                shortage.Receipt(
                    key=move.id,
                    when=move.date.replace(tzinfo=timezone.utc),
                    units=Decimal(str(move.product_qty)),
                )
                for move in receipts
            ],
        }

    def _others(self):
        """Return the warehouses of the company whose stock is not what was sold already."""
        warehouses = self.env["stock.warehouse"].search(
            [("company_id", "=", self.exception_id.company_id.id)]
        )
        return warehouses.filtered(
            lambda row: not any(_overlap(row.lot_stock_id, place) for place in self.location_ids)
        )

    def _line_values(self, row, options):
        order, sale = row["order"], row["sale"]
        return {
            "order_id": order.id,
            "sale_id": sale.id,
            "name": row["name"],
            "date_order": row["since"],
            "ship_by": order.ship_by or sale.commitment_date,
            "state": order.state or False,
            "units": row["units"],
            "missing": row["missing"],
            **self._move_values(sale, options["warehouses"]),
            **self._wait_values(order, row, options),
            **self._split_values(sale),
            **self._cancel_values(order),
        }

    def _move_values(self, sale, warehouses):
        refusal = sale._ocean_reroute_refusal() if sale else self.env._("no sales order yet")
        fitting = [row for row, sellable in warehouses.items() if sale and sale._ocean_is_covered(sellable)]
        key = self.product_id.id
        best = max(
            fitting, key=lambda row: warehouses[row].get(key, 0.0), default=self.env["stock.warehouse"]
        )
        if not refusal and not best:
            refusal = self.env._("no other warehouse has all of it")
        if refusal:
            return {"warehouse_id": False, "move_text": refusal}
        units = self._number(warehouses[best].get(key, 0.0))
        text = self.env._("%(warehouse)s has %(units)s", warehouse=best.name, units=units)
        return {"warehouse_id": best.id, "move_text": text}

    def _wait_values(self, order, row, options):
        receipt = shortage.receipt_for(options["receipts"], row["wait"]) if row["missing"] else None
        if not row["missing"]:
            return {"receipt_date": False, "wait_text": self.env._("its units are there")}
        if not receipt:
            text = self.env._("nothing sufficient is on its way")
            return {"receipt_date": False, "wait_text": text}
        move = options["moves"][receipt.key]
        values = {
            "receipt": move.origin or move.picking_id.origin or move.reference or "–",
            "date": format_date(self.env, fields.Datetime.context_timestamp(self, move.date).date()),
        }
        ship_by = order.ship_by or row["sale"].commitment_date
        return {"receipt_date": move.date, "wait_text": self._wait_text(values, move.date, ship_by)}

    def _wait_text(self, values, date, ship_by):
        if not ship_by:
            return self.env._("%(receipt)s, %(date)s", **values)
        if date <= ship_by:
            return self.env._("%(receipt)s, %(date)s: before it must be shipped", **values)
        return self.env._("%(receipt)s, %(date)s: AFTER it must be shipped", **values)

    def _split_values(self, sale):
        refusal = sale._ocean_split_refusal(self.product_id) if sale else self.env._("no sales order yet")
        return {"can_split": not refusal, "split_text": refusal or self.env._("the rest goes now")}

    def _cancel_values(self, order):
        if not order:
            return {"can_cancel": False, "cancel_text": self.env._("not an order of a platform")}
        refusal = order._request_refusal(commands.CANCEL)
        return {"can_cancel": not refusal, "cancel_text": refusal or False}

    def _rest(self):
        """Put the exception off until the first receipt, once every order that goes without waits for one."""
        waiting = []
        for line in self.line_ids.filtered("missing"):
            until = line.receipt_date if line.decision == WAITS else line.order_id.stock_wait_until
            if not until:
                return
            waiting.append(until)
        if waiting:
            # Who is responsible is told again when the receipt should be there and goods are still missing.
            until = max(min(waiting), fields.Datetime.now())
            self.exception_id.write({"snooze_until": until, "to_tell": True})


class OceanOversellLine(models.TransientModel):
    """One promise, and what can be done about it. Nothing is chosen beforehand."""

    _name = "ocean.oversell.line"
    _description = "Oversold order"
    _order = "sequence, id"

    oversell_id = fields.Many2one("ocean.oversell", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer()
    order_id = fields.Many2one("ocean.order", "Marketplace order", ondelete="cascade")
    sale_id = fields.Many2one("sale.order", ondelete="cascade")
    name = fields.Char("Order")
    date_order = fields.Datetime("Ordered")
    ship_by = fields.Datetime("Ship by")
    state = fields.Selection(STATES, "Status")
    units = fields.Float("Promised", digits="Product Unit")
    missing = fields.Float("Goes without", digits="Product Unit")
    warehouse_id = fields.Many2one("stock.warehouse", ondelete="cascade")
    move_text = fields.Char("Other warehouse")
    receipt_date = fields.Datetime()
    wait_text = fields.Char("Receipt")
    can_split = fields.Boolean()
    split_text = fields.Char("In two parts")
    can_cancel = fields.Boolean()
    cancel_text = fields.Char("Cancel")
    decision = fields.Selection(
        [(MOVED, "Other warehouse"), (WAITS, "Waits for the receipt"), (SPLIT, "Goes in two parts")],
        "Decided",
    )
    decided_text = fields.Char("What was decided")
    undo = fields.Json()

    def _leave(self):
        """Forget a promise that is none any more, unless what was decided here can be undone."""
        if self.undo:
            self.write(
                {"units": 0, "missing": 0, "can_split": False, "can_cancel": False, "warehouse_id": False}
            )
            self.receipt_date = False
        else:
            self.unlink()

    def _begin(self):
        """Return this line for the system, after looking at the rights of who presses the button."""
        self.ensure_one()
        self.check_access("read")
        self.oversell_id.exception_id.check_access("write")
        if self.order_id:
            self.order_id.check_access("read")
        # sudo: whoever mends exceptions may choose, without rights of his own on sales orders and transfers
        return self.sudo().with_env(self.oversell_id.sudo()._in_company().env)

    def _end(self, decision, text, undo):
        """Write the decision down where people look, and show what holds now."""
        self.write({"decision": decision, "decided_text": text, "undo": undo})
        self._note(text)
        self.oversell_id.exception_id._touch()
        self.env["ocean.stock.dirty"]._mark(self.oversell_id.product_id, "order")
        self.oversell_id._fill()
        return self.oversell_id._action()

    def _note(self, text):
        body = self.env._(
            "Oversold %(product)s: %(text)s", product=self.oversell_id.product_id.display_name, text=text
        )
        if self.sale_id:
            self.sale_id.message_post(body=body)
        self.oversell_id.exception_id.message_post(body=": ".join([self.name, body]))

    # === OPTIONS === #

    def action_move(self):
        """Have the other warehouse deliver this order."""
        line = self._begin()
        if not line.warehouse_id:
            raise UserError(self.env._("%(order)s: %(reason)s.", order=line.name, reason=line.move_text))
        before, target = line.sale_id.warehouse_id, line.warehouse_id
        products = self.env["product.product"].union(*line.sale_id._ocean_needs()).with_env(line.env)
        if not line.sale_id._ocean_is_covered(products._get_sellable(target.lot_stock_id)):
            raise UserError(self.env._("%(warehouse)s has not enough any more.", warehouse=target.name))
        line.sale_id._ocean_reroute(target)
        text = self.env._("%(warehouse)s delivers it.", warehouse=target.name)
        return line._end(MOVED, text, {"warehouse": before.id})

    def action_wait(self):
        """Let this order wait; the exception rests until the receipt once nobody else is undecided."""
        line = self._begin()
        if not line.receipt_date:
            raise UserError(self.env._("%(order)s: %(reason)s.", order=line.name, reason=line.wait_text))
        undo = {"snooze": fields.Datetime.to_string(line.oversell_id.exception_id.snooze_until) or False}
        text = self.env._("It waits for %(receipt)s.", receipt=line.wait_text)
        line.order_id.stock_wait_until = line.receipt_date
        action = line._end(WAITS, text, undo)
        line.oversell_id._rest()
        return action

    def action_split(self):
        """Send what is there now; what needs the product follows in a delivery of its own."""
        line = self._begin()
        later = line.sale_id._ocean_split(line.oversell_id.product_id, line.receipt_date)
        text = self.env._(
            "%(delivery)s follows later. Split the parcels on the platform in the same way.",
            delivery=later.name,
        )
        return line._end(SPLIT, text, {"delivery": later.id})

    def action_cancel(self):
        """Open the dialog that cancels on the platform, with its reason for what is out of stock."""
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may cancel orders on the platform."))
        if not self.order_id:
            raise UserError(self.env._("Cancel the sales order itself: it is not an order of a platform."))
        # sudo: only the system writes exceptions
        self.sudo().oversell_id.exception_id._touch()
        action = self.order_id.action_request_cancel()
        self.env[action["res_model"]].browse(action["res_id"])._preset_out_of_stock()
        return action

    def action_undo(self):
        """Bring back what was before the decision."""
        line = self._begin()
        undo, decision = line.undo or {}, line.decision
        if decision == MOVED:
            line.sale_id._ocean_reroute(
                self.env["stock.warehouse"].browse(undo["warehouse"]).with_env(line.env)
            )
        elif decision == SPLIT:
            line.sale_id._ocean_join(self.env["stock.picking"].browse(undo["delivery"]).with_env(line.env))
        elif decision == WAITS:
            line.order_id.stock_wait_until = False
            line.oversell_id.exception_id.snooze_until = undo["snooze"]
        else:
            raise UserError(self.env._("There is nothing to undo."))
        return line._end(False, self.env._("The decision is undone."), False)


class OceanOrderRequest(models.TransientModel):
    _inherit = "ocean.order.request"

    def _preset_out_of_stock(self):
        """Choose the platform's reason for what is out of stock, where it has one."""
        for line in self.line_ids:
            # sudo: as for asking the reasons
            adapter = line.storefront_id._roots().sudo()._platform()
            code = adapter._out_of_stock_reason(line.reason_ids.mapped("code"))
            line.reason_id = line.reason_ids.filtered(lambda reason, code=code: code and reason.code == code)[
                :1
            ]
