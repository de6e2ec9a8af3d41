from odoo import fields, models
from odoo.exceptions import ValidationError
from odoo.tools import float_compare, float_is_zero

from ..lib import differences
from ..lib.addresses import address_line, tells_less
from ..lib.places_text import is_masked

AMOUNTS, ADDRESS, DEADLINE, ENDING = "amounts", "address", "deadline", "ending"
# Statuses in which the parcel is out of the seller's hands, whatever our transfers say.
LEFT_STATES = ("shipped", "delivered", "completed")
OPEN, CANCELLED = "open", "cancelled"


class OceanOrder(models.Model):
    """Changes after import: the sales order follows where Odoo allows and nobody changed it here.

    `agreed` is what both sides had when they were brought in line last: ``at``, ``values`` by key, and
    ``kept``, the platform's values that a person refused. Everything follows from it and from what is there
    now, so that updates may come twice, late or in another order.
    """

    _inherit = "ocean.order"

    agreed = fields.Json("Last agreed", readonly=True, copy=False)
    address_changed_at = fields.Datetime("Address changed", readonly=True, copy=False)

    # === WHAT DIFFERS === #

    def _agreed(self, part):
        """Return ``values`` or ``kept`` of the last agreement."""
        return (self.agreed or {}).get(part) or {}

    def _theirs(self):
        """Return the platform's values by key."""
        self.ensure_one()
        return {
            **{f"qty:{line.id}": float(line.quantity_active) for line in self.line_ids},
            "total": self.currency_id.round(self.amount_revenue),
            "address": address_line(self.address_levels or {}),
            "ship_by": fields.Datetime.to_string(self.ship_by or self.date_order),
        }

    def _agree_first(self):
        """Remember what a new sales order was made from."""
        self._agree(self._theirs(), {})

    def _agree(self, values, kept, at=None):
        """Remember what both sides have, and `at` (now) when they agreed in all of it last."""
        at = at or fields.Datetime.to_string(fields.Datetime.now())
        self.agreed = {"at": at, "values": values, "kept": kept}

    def _aspects(self, sale):
        """Return the values of this order and of `sale` that can differ (`differences.Aspect`)."""
        if self.state == "cancelled":
            ending = {"agreed": OPEN, "ours": OPEN, "theirs": CANCELLED, "only_theirs": True}
            return [differences.Aspect(key="status", group=ENDING, **ending)]
        theirs, agreed = self._theirs(), self._agreed("values")
        return [
            *self._amount_aspects(sale, theirs, agreed),
            *self._address_aspects(sale, theirs["address"], agreed.get("address")),
            *self._deadline_aspects(sale, theirs["ship_by"], agreed.get("ship_by")),
        ]

    def _amount_aspects(self, sale, theirs, agreed):
        # A line that came later was agreed to be nothing; without an agreement nothing is known.
        missing = 0.0 if agreed else differences.UNKNOWN
        for line in self.line_ids:
            key = f"qty:{line.id}"
            yield differences.Aspect(
                key=key,
                group=AMOUNTS,
                agreed=agreed.get(key, missing),
                ours=sum(line.sale_line_ids.mapped("product_uom_qty")),
                theirs=theirs[key],
            )
        yield differences.Aspect(
            key="total",
            group=AMOUNTS,
            agreed=agreed.get("total", differences.UNKNOWN),
            ours=self._imported_total(sale),
            theirs=theirs["total"],
            only_theirs=True,
        )

    def _imported_total(self, sale):
        """Return what the lines of `sale` that came from the platform add up to, tax included."""
        lines = sale.order_line.filtered(lambda line: line._ocean_is_imported())
        if lines == sale.order_line:
            return sale.currency_id.round(sale.amount_total)
        return sale.currency_id.round(sum(lines.mapped("price_total")))

    def _address_aspects(self, sale, theirs, agreed):
        """An address that is masked, or shown at last when the parcel is away, is no change of address."""
        if agreed is None or tells_less(theirs, agreed):
            return
        shown_late = is_masked(agreed) and not is_masked(theirs)
        if shown_late and not differences.same(theirs, agreed) and self._has_left(sale):
            return
        partner = sale.partner_shipping_id
        ours = agreed if partner == self.partner_shipping_id else self._partner_line(partner)
        yield differences.Aspect(key="address", group=ADDRESS, agreed=agreed, ours=ours, theirs=theirs)

    def _partner_line(self, partner):
        names = ("name", "phone", "street", "street2", "city", "zip")
        return ", ".join(filter(None, [partner[name] for name in names]))

    def _deadline_aspects(self, sale, theirs, agreed):
        """Once the parcel has left nobody plans it any more."""
        ours = fields.Datetime.to_string(sale.commitment_date) or None
        if agreed is None or not self.ship_by or (ours != theirs and self._has_left(sale)):
            return
        yield differences.Aspect(key="ship_by", group=DEADLINE, agreed=agreed, ours=ours, theirs=theirs)

    def _has_left(self, sale):
        return self.state in LEFT_STATES or bool(sale.picking_ids._ocean_left())

    # === WHAT TO DO === #

    def _plan(self, sale, aspects):
        """Return the `differences.Plan`: what follows by itself and what a person must look at."""
        kept = self._agreed("kept")
        plan = differences.plan(aspects, kept)
        wanted = self._wanted_quantities(aspects, plan, {})
        careful = [group for group in plan.follow if self._needs_person(sale, group, wanted)]
        return differences.plan(aspects, kept, careful) if careful else plan

    def _wanted_quantities(self, aspects, plan, choices):
        """Return {order line: units} that the sales order is to have."""
        found = {aspect.key: aspect for aspect in aspects}
        wanted = {}
        for line in self.line_ids:
            if aspect := found.get(f"qty:{line.id}"):
                stays = differences.stays_ours(aspect, plan, choices)
                wanted[line] = aspect.ours if stays else aspect.theirs
        return wanted

    def _needs_person(self, sale, group, wanted):
        by_hand = group == AMOUNTS and sale.locked and not self._effects().lock
        return by_hand or bool(self._refusal(sale, group, wanted))

    def _refusal(self, sale, group, wanted):
        """Return why Odoo cannot follow in `group`, or ``""``."""
        if group in (AMOUNTS, ENDING) and self._is_invoiced(sale):
            return self.env._("It is invoiced: make a credit note first.")
        if group == AMOUNTS and any(self._delivered_beyond(line, units) for line, units in wanted.items()):
            return self.env._("More units have left than are ordered now: receive their return first.")
        if group == ADDRESS and self._has_left(sale):
            return self.env._("The parcel has left: its address cannot change any more.")
        return ""

    def _delivered_beyond(self, line, units):
        delivered = sum(line.sale_line_ids.mapped("qty_delivered"))
        return float_compare(delivered, units, precision_rounding=line.product_id.uom_id.rounding) > 0

    def _is_invoiced(self, sale):
        """Return whether anything of `sale` is invoiced and not credited."""
        return any(
            not float_is_zero(line.qty_invoiced, precision_rounding=line.product_uom_id.rounding)
            for line in sale.order_line
            if not line.display_type
        )

    def _follow(self, sale, aspects, plan, choices):
        """Carry out `plan` and the `choices` of a person, and remember what is agreed now."""
        chosen = {aspect.group for aspect in aspects if choices.get(aspect.key) == differences.THEIRS}
        for group in plan.follow | chosen:
            if group == AMOUNTS:
                self._rewrite_sale_order(sale, self._wanted_quantities(aspects, plan, choices))
            elif group == ADDRESS:
                self._follow_address(sale)
            elif group == DEADLINE:
                self._follow_deadline(sale)
            else:
                self._cancel_sale_order(sale)
        values, kept = self._agreed("values"), self._agreed("kept")
        open_still = any(aspect.key not in choices for aspect in plan.ask)
        at = (self.agreed or {}).get("at") if open_still else None
        self._agree(*differences.settle(aspects, plan, values, kept, choices), at)

    def _follow_address(self, sale):
        """Send `sale` and its open transfers to the new address; a label that may be printed is wrong now."""
        self._ensure_partners()
        sale.with_context(update_delivery_shipping_partner=True).write(
            {
                "partner_shipping_id": self.partner_shipping_id.id,
                "fiscal_position_id": sale.fiscal_position_id.id,  # else Odoo looks for one that fits
            }
        )
        if not self._may_have_label():
            return
        self.address_changed_at = fields.Datetime.now()
        for picking in self._open_transfers(sale):
            picking.message_post(
                body=self.env._("The delivery address changed on the platform: print the label again.")
            )

    def _alerts(self):
        """Say that a label is wrong until the parcel is on its way."""
        alerts = super()._alerts()
        if self.address_changed_at and self.state not in (*LEFT_STATES, "cancelled"):
            alerts["label"] = {
                "level": "warning",
                "message": self.env._(
                    "The delivery address changed at %(time)s: print the label again.",
                    time=self._moment_text(self.address_changed_at),
                ),
            }
        return alerts

    def _may_have_label(self):
        return self.state == "arranged" or bool(self.tracking_ref)

    def _follow_deadline(self, sale):
        sale.write({"commitment_date": self.ship_by})
        planned = fields.Datetime.subtract(self.ship_by, days=sale.company_id.security_lead)
        self._open_transfers(sale).write({"scheduled_date": planned})

    def _open_transfers(self, sale):
        return sale.picking_ids.filtered(lambda picking: picking._ocean_may_stop())

    def _check_rewritten(self, sale):
        """
        :raise ValidationError: the imported lines of `sale` do not add up to the platform's total
        """
        total = self._imported_total(sale)
        if sale.currency_id.compare_amounts(total, self.amount_revenue):
            raise ValidationError(
                self.env._(
                    "The sales order of %(order)s adds up to %(ours)s, not to %(theirs)s. (REV_SO_DIFF)",
                    order=self.external_id,
                    ours=total,
                    theirs=self.amount_revenue,
                )
            )

    # === A PERSON MUST LOOK === #

    def _ask(self, sale, aspects, plan):
        """Open the exception that shows both sides; the sales order waits in what is asked."""
        wanted = self._wanted_quantities(aspects, plan, {})
        reasons = {self._refusal(sale, aspect.group, wanted) for aspect in plan.ask}
        text = " ".join(sorted(filter(None, reasons))) or self.env._("Both sides changed it.")
        row = self.env["ocean.exception"]._report(
            self.storefront_id,
            "order_changed",
            cause_key=f"OrderChanged:{self.external_id}",
            detail=self.external_id,
            orders=self,
            technical={"technical_code": "OrderChanged", "technical_text": text},
        )
        row._set_differences(self, plan.ask, text)
