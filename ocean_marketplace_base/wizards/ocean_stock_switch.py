from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.ocean_storefront_location import PLACES_TO_TRY

BIG_DROP = 0.9


class OceanStockSwitch(models.TransientModel):
    """Sending stock is switched on only after looking at what would change."""

    _name = "ocean.stock.switch"
    _description = "Preview before sending stock"

    storefront_id = fields.Many2one("ocean.storefront", required=True, readonly=True, ondelete="cascade")
    line_ids = fields.One2many("ocean.stock.switch.line", "switch_id", "Numbers that differ", readonly=True)
    place_ids = fields.One2many(
        "ocean.stock.switch.place",
        "switch_id",
        "Warehouses on the platform",
        help="Empty where the shop has one warehouse only: then nothing is to be chosen.",
    )
    is_stale = fields.Boolean(compute="_compute_is_stale")
    summary = fields.Char(compute="_compute_summary")

    @api.depends("place_ids.location_ids", "place_ids.shown")
    def _compute_is_stale(self):
        """The numbers below are not those of the places chosen by now."""
        for wizard in self:
            wizard.is_stale = any(line._is_changed() for line in wizard.place_ids)

    @api.depends("line_ids")
    @api.depends_context("lang")
    def _compute_summary(self):
        for wizard in self:
            drops = len(wizard.line_ids.filtered("drops"))
            wizard.summary = self.env._(
                "%(count)d numbers on “%(storefront)s” would change; %(drops)d drop by more than 90 %%.",
                count=len(wizard.line_ids),
                storefront=wizard.storefront_id.name,
                drops=drops,
            )

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        for wizard in wizards:
            wizard.place_ids = [fields.Command.create(values) for values in wizard._places_to_ask()]
            wizard._work_out()
        return wizards

    def _places_to_ask(self):
        """Return the values of the table of warehouses; none where the platform has one only.

        Until somebody chose, the default one is proposed to be the storefront's own warehouse.
        """
        known = self.storefront_id._known_warehouses()
        if len(known) < 2:
            return []
        own = self.storefront_id.warehouse_id.lot_stock_id
        nobody_chose = not known.location_ids
        return [
            {
                "warehouse_id": row.id,
                "location_ids": (own if nobody_chose and row.is_default else row.location_ids).ids,
            }
            for row in known
        ]

    def _work_out(self):
        """Fill in what would change with the places chosen by now."""
        for place in self.place_ids:
            place.shown = place.location_ids.ids
        tried = self.with_context(**{PLACES_TO_TRY: self._chosen()})
        self.line_ids = [fields.Command.clear()]
        self.line_ids = [fields.Command.create(values) for values in tried._differing()]

    def _chosen(self):
        return {place.warehouse_id.id: place.location_ids.ids for place in self.place_ids}

    def action_work_out(self):
        """Show the numbers of the places chosen by now."""
        self.ensure_one()
        self.storefront_id.check_access("write")
        self._check_chosen()
        self._work_out()
        return self._reopen()

    def _check_chosen(self):
        if self.place_ids and not self.place_ids.location_ids:
            raise UserError(
                self.env._("Choose for at least one warehouse of the platform from where it sells.")
            )

    def _reopen(self):
        return {
            **self.get_formview_action(),
            "target": "new",
            "name": self.env._("Preview what would change"),
        }

    def _differing(self):
        """Return the values of the rows whose number is not what the platform shows."""
        rows = self.env["ocean.listing.sku"].search([("storefront_id", "=", self.storefront_id.id)])
        found, why = [], self.env["ocean.stock.why"]
        for sku, answers in rows._takes_numbers()._stock_answers().items():
            told = {place: pair for place, pair in answers.items() if pair[0].quantity is not None}
            number = sum(answer.quantity for answer, _figures in told.values())
            if told and number != sku.platform_quantity:
                terms = why._line(self.env["ocean.stock.pool"]._plain(told))
                found.append({"sku_id": sku.id, "now": sku.platform_quantity, "then": number, "why": terms})
        return found

    def action_switch_on(self):
        """Send numbers from now on, these first."""
        self.ensure_one()
        self.storefront_id.check_access("write")
        self._check_chosen()
        if self.is_stale:  # nobody has seen these numbers
            return self.action_work_out()
        for place in self.place_ids:
            place.warehouse_id.location_ids = place.location_ids
        # sudo: only this dialog may switch it on
        self.storefront_id.sudo().stock_on = True
        return {"type": "ir.actions.act_window_close"}


class OceanStockSwitchPlace(models.TransientModel):
    _name = "ocean.stock.switch.place"
    _description = "Warehouse to sell from"
    _order = "id"

    switch_id = fields.Many2one("ocean.stock.switch", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="switch_id.storefront_id.company_id")
    warehouse_id = fields.Many2one(
        "ocean.storefront.location", required=True, readonly=True, ondelete="cascade"
    )
    name = fields.Char(related="warehouse_id.name")
    kind = fields.Char(related="warehouse_id.kind")
    address = fields.Char(related="warehouse_id.address")
    is_default = fields.Boolean(related="warehouse_id.is_default")
    location_ids = fields.Many2many(
        "stock.location",
        string="Sells from",
        domain="[('usage', '=', 'internal'), ('company_id', 'in', (company_id, False))]",
        context={"active_test": False},
        help="Places in Odoo whose stock is shown for this warehouse. Empty: not sold from here.",
    )
    shown = fields.Json("Places of the numbers", readonly=True)
    place_text = fields.Char("What is sent", compute="_compute_place_text")

    @api.depends("location_ids")
    @api.depends_context("lang")
    def _compute_place_text(self):
        for place in self:
            if place.location_ids:
                place.place_text = self.env._("The stock of these places.")
            else:
                place.place_text = self.env._("Not sold from here: its number is left alone.")

    def _is_changed(self):
        self.ensure_one()
        return self.location_ids._origin.ids != (self.shown or [])


class OceanStockSwitchLine(models.TransientModel):
    _name = "ocean.stock.switch.line"
    _description = "Number that would change"
    _order = "drops desc, id"

    switch_id = fields.Many2one("ocean.stock.switch", required=True, ondelete="cascade", index=True)
    sku_id = fields.Many2one("ocean.listing.sku", "Listing variant", required=True, ondelete="cascade")
    product_id = fields.Many2one(related="sku_id.product_id")
    now = fields.Integer("On platform now")
    then = fields.Integer("Will be")
    why = fields.Char()
    drops = fields.Boolean(compute="_compute_drops", store=True)

    @api.depends("now", "then")
    def _compute_drops(self):
        for line in self:
            line.drops = line.now > 0 and line.then <= line.now * (1 - BIG_DROP)
