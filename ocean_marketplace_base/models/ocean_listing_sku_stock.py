from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from .ocean_selection import selection_words
from .ocean_stock_dirty import REASONS

# Items in these states take no numbers: they are not there yet, or no more, or only known from an order.
WITHOUT_NUMBERS = ("draft", "deleted", "unknown")
PUSH_STATES = [
    ("same", "Up to date"),
    ("sending", "Sending"),
    ("refused", "Refused"),
    ("locked", "Locked"),
    ("drift", "Differs"),
]


class OceanListingSku(models.Model):
    """The number a variant shows: what it should be, what the platform confirmed, and why.

    Only the stock lane writes these fields, so that no transaction of a user collides with a push.
    """

    _inherit = "ocean.listing.sku"

    uom_id = fields.Many2one(
        "uom.uom",
        "Sold in",
        ondelete="restrict",
        help="What one listed item is, such as a pack of six. Empty: the product's own unit.",
    )
    pack_size = fields.Float("Units per item", compute="_compute_pack_size", digits="Product Unit")
    desired_qty = fields.Integer("Published", readonly=True, copy=False)
    desired_split = fields.Json("Published by warehouse", readonly=True, copy=False)
    desired_at = fields.Datetime("Worked out", readonly=True, copy=False)
    confirmed_qty = fields.Integer("Confirmed number", readonly=True, copy=False)
    confirmed_split = fields.Json("Confirmed by warehouse", readonly=True, copy=False)
    confirmed_at = fields.Datetime("Confirmed", readonly=True, copy=False)
    sellable_qty = fields.Float("Sellable", readonly=True, copy=False, digits="Product Unit")
    platform_held = fields.Integer(
        "Stored by the platform",
        readonly=True,
        copy=False,
        help="In warehouses of the platform; not yours to set.",
    )
    push_state = fields.Selection(PUSH_STATES, "Stock", readonly=True, copy=False, index=True)
    push_reason = fields.Selection(REASONS, "Why it is sent", readonly=True, copy=False)
    next_push = fields.Datetime("Next try", readonly=True, copy=False)
    push_tries = fields.Integer(readonly=True, copy=False)
    push_error = fields.Char("Answer", readonly=True, copy=False)
    push_code = fields.Char(readonly=True, copy=False)
    locked_until = fields.Datetime("Locked until", readonly=True, copy=False)
    hidden_at_zero = fields.Boolean(
        readonly=True, copy=False, help="Hidden because the platform refuses the number 0."
    )
    check_due = fields.Boolean(readonly=True, copy=False, index="btree_not_null")
    why_terms = fields.Json("Terms of the number", readonly=True, copy=False)
    rule_id = fields.Many2one(
        "ocean.allocation.rule",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )
    push_ids = fields.One2many("ocean.stock.push", "sku_id", "Push history", readonly=True)
    on_hand_qty = fields.Float("On hand", compute="_compute_on_hand_qty", digits="Product Unit")
    difference = fields.Integer(compute="_compute_difference", help="Published less what the platform shows.")
    push_text = fields.Char("State", compute="_compute_push_text")
    published_text = fields.Char("Published number", compute="_compute_push_text")

    @api.depends("uom_id", "product_id.uom_id")
    def _compute_pack_size(self):
        for sku in self:
            sku.pack_size = sku._units_of(1)

    def _units_of(self, items):
        """Return how many units of the product `items` listed items are."""
        self.ensure_one()
        unit = self.product_id.uom_id
        if not self.uom_id or not unit:
            return items
        return self.uom_id._compute_quantity(items, unit, round=False)

    @api.constrains("uom_id", "product_id")
    def _check_uom(self):
        """Items are counted in units of the product: kilograms do not make pieces."""
        for sku in self.filtered(lambda row: row.uom_id and row.product_id):
            if not sku.uom_id._has_common_reference(sku.product_id.uom_id):
                raise ValidationError(
                    self.env._(
                        "“%(product)s” is counted in %(unit)s, which %(pack)s is not made of.",
                        product=sku.product_id.display_name,
                        unit=sku.product_id.uom_id.name,
                        pack=sku.uom_id.name,
                    )
                )

    @api.depends("why_terms")
    def _compute_on_hand_qty(self):
        for sku in self:
            sku.on_hand_qty = sum(part.get("on_hand", 0.0) for part in sku.why_terms or [])

    @api.depends("desired_qty", "platform_quantity", "desired_at")
    def _compute_difference(self):
        for sku in self:
            sku.difference = sku.desired_qty - sku.platform_quantity if sku.desired_at else 0

    @api.depends("push_state", "locked_until", "desired_qty", "desired_at", "is_shared")
    @api.depends_context("lang", "tz")
    def _compute_push_text(self):
        states = selection_words(self, "push_state")
        for sku in self:
            sku.push_text = sku._stock_lock_text() or states.get(sku.push_state, "–")
            sku.published_text = sku._published_text()

    def _stock_lock_text(self):
        if self.push_state != "locked" or not self.locked_until:
            return ""
        day = fields.Datetime.context_timestamp(self, self.locked_until).date()
        return self.env._("Locked until %(day)s", day=format_date(self.env, day, date_format="d MMM"))

    def _published_text(self):
        if self.is_shared:
            return self.env._(
                "(shared with %(storefront)s)", storefront=self._publisher().storefront_id.display_name
            )
        return str(self.desired_qty) if self.desired_at else "–"

    def _is_sold_by(self, line):
        """Return whether an order line (`ocean.order.line`) sold this variant, as the product it is."""
        self.ensure_one()
        same_item = self.external_id == line.item_id or self._variant_key() == (line.item_id, line.sku_id)
        return same_item and self.product_id == line.product_id

    # === THE NUMBER === #

    def _quantity_to_publish(self):
        """Return the number the platform is to show for this variant as of now; 0 where none is known.

        Worked out anew and for a draft too, so that a listing can be created with the right number.
        """
        self.ensure_one()
        answers = self._publisher()._stock_answers()
        return sum(answer.quantity or 0 for answer, _figures in answers.get(self._publisher(), {}).values())

    def _takes_numbers(self):
        """Return those of these rows whose storefront tells the platform a number: no twins, nothing gone."""
        rows = self.filtered("product_id")
        # Searched, not read: a listing carries all that the platform says of it.
        # sudo: whoever sees a variant may know whether its listing is there
        there = (
            self.env["ocean.listing"]
            .sudo()
            .with_context(active_test=False)
            .search(
                [
                    ("id", "in", rows.listing_id.ids),
                    ("state", "not in", WITHOUT_NUMBERS),
                    ("storefront_id.active", "=", True),
                ]
            )
        )
        found = set(there._ids)
        return rows.filtered(lambda sku: sku.listing_id.id in found)._publishers()

    def _publishers(self):
        """Return those of these rows that are sent; see `_publisher`, here with few queries for many rows."""
        families = self.storefront_id.filtered(lambda shop: shop.parent_id or shop.child_ids)
        if not families:
            return self
        return self.filtered(lambda sku: sku.storefront_id not in families or sku._publisher() == sku)

    def _stock_answers(self):
        """Return {row: {platform warehouse: (`allocation.Allocation`, figures)}} for these rows as of now.

        All rows of their products are worked out together, since they share the pool.
        """
        wanted = self._publishers().filtered("product_id")
        everyone = wanted | self._rows_sharing(wanted.product_id)
        answers = self.env["ocean.stock.pool"]._answers(everyone)
        return {sku: answers[sku] for sku in wanted if sku in answers}

    @api.model
    def _rows_sharing(self, products, partitioned=False):
        """Return the rows that are told numbers and share stock with `products`; see `_sharing`."""
        sharing = self.env["ocean.stock.kit"]._sharing(products, partitioned)
        return self.search([("product_id", "in", sharing.ids)])._takes_numbers()

    @api.model
    def _settle_stock(self, marks):
        """Work out the numbers of the products of `marks` and of what shares stock; note what to send."""
        products = self.env["product.product"].browse(set(marks.mapped("product_id"))).exists()
        sharing = self.env["ocean.stock.kit"]._sharing(products)
        # sudo: done for everybody by the stock lane
        rows = self.sudo().search([("product_id", "in", sharing.ids)])
        reasons = rows._reasons_of(marks)
        sent = rows._takes_numbers()
        calm = sent._calm_products(marks, sent._hear())
        answers = self.env["ocean.stock.pool"]._answers(sent, shown=sent._numbers_shown(), calm=calm)
        for sku in sent:
            sku._note_answer(answers.get(sku) or {}, *reasons[sku])
        self.env["ocean.exception"]._report_unreadable(sent.filtered(lambda sku: not sku.desired_at))
        (rows - sent).filtered("push_state")._forget_number()

    def _reasons_of(self, marks):
        """Return {row: (reason, whether the platform's own number may have moved)}."""
        order = self.env["ocean.stock.dirty"]
        by_product, moved = {}, {}
        for mark in marks.sorted(lambda mark: order._rank(mark.reason), reverse=True):
            by_product[mark.product_id] = mark.reason
            if mark.storefront_id:
                moved[mark.product_id, mark.storefront_id] = mark.reason
        fallback = by_product[marks[:1].product_id]
        return {sku: sku._reason_of(by_product, moved, fallback) for sku in self}

    def _reason_of(self, by_product, moved, fallback):
        family = self.storefront_id._roots()._family()
        for shop in family:
            if reason := moved.get((self.product_id.id, shop.id)):
                return reason, True
        return by_product.get(self.product_id.id, fallback), False

    def _note_answer(self, answer, reason, moved):
        """Write down what is to be shown and why; have it sent if that is not what the platform confirmed."""
        values = self._answer_values(answer)
        if values is None:
            self._forget_number()
            return
        if not self.storefront_id.stock_on:
            values["push_state"] = "drift" if values["desired_qty"] != self.platform_quantity else "same"
        elif not self._is_due(values, reason, moved):
            if self._is_settled(values):
                values["push_state"] = "same"
        elif not self._is_waiting(values, reason):
            by_hand = self.push_state == "sending" and self.push_reason == "hand"
            kept = "hand" if by_hand else reason
            values.update(push_state="sending", push_reason=kept, next_push=False, push_tries=0)
        self._write_changes(values)

    def _is_settled(self, values):
        """Return whether a number that was to be sent, or differed, is what the platform shows by itself."""
        if self.push_state == "drift":
            return values["desired_qty"] == self.platform_quantity
        expected = self.push_reason in ("order", "stock")
        return self.push_state == "sending" and expected and not (self.push_tries or self.lost_qty)

    def _is_waiting(self, values, reason):
        """Return whether to send now is of no use: locked by a campaign, or this number was refused."""
        if reason == "hand":
            return False
        if self.push_state == "locked":
            return bool(self.next_push and self.next_push > fields.Datetime.now())
        return self.push_state == "refused" and values["desired_qty"] == self.desired_qty

    def _answer_values(self, answer):
        """Return the values of these answers by warehouse, or ``None`` where the listing is left alone."""
        told = {place: pair for place, pair in answer.items() if pair[0].quantity is not None}
        if not told:
            return None
        split = {place: allocated.quantity for place, (allocated, _figures) in sorted(told.items())}
        rules = [allocated.rule_id for allocated, _figures in told.values() if (allocated.rule_id or 0) > 0]
        return {
            "desired_qty": sum(split.values()),
            "desired_split": split if set(split) != {""} else False,
            "sellable_qty": sum(figures["sellable"] for _allocated, figures in told.values()),
            "why_terms": self.env["ocean.stock.pool"]._plain(told),
            "rule_id": rules[0] if rules else False,
        }

    def _is_due(self, values, reason, moved):
        """Return whether to tell the platform: another number than it shows, or one that may have moved.

        With its orders the platform's number moves as we expect (see `_hear`), except by warehouse.
        """
        expected = reason == "order" and not values["desired_split"]
        if not self.confirmed_at or (moved and not expected):
            return True
        wanted = (values["desired_qty"], values["desired_split"] or False)
        return wanted != (self.confirmed_qty, self.confirmed_split or False)

    def _write_changes(self, values):
        """Write what is new of `values`; numbers that are as they were write nothing."""
        self.ensure_one()
        changed = {
            name: value for name, value in values.items() if self._plain_value(name) != (value or False)
        }
        if "desired_qty" in values and (changed or not self.desired_at):
            changed["desired_at"] = fields.Datetime.now()
        if changed:
            self.write(changed)

    def _plain_value(self, name):
        value = self[name]
        return (value.id if isinstance(value, models.BaseModel) else value) or False

    def _forget_number(self):
        """Leave these listings alone from now on."""
        self.filtered(lambda sku: sku.push_state or sku.desired_at).write(
            {
                "desired_qty": 0,
                "desired_split": False,
                "desired_at": False,
                "push_state": False,
                "why_terms": False,
                "rule_id": False,
                "confirmed_at": False,  # what it shows from now on is not ours
                "heard_since": False,
                "heard_qty": 0,
                "lost_qty": 0,
                "check_at": False,
                "low_at": False,
                "next_push": False,
            }
        )

    # === MARKS === #

    @api.model_create_multi
    def create(self, vals_list):
        skus = super().create(vals_list)
        self.env["ocean.stock.dirty"]._mark(skus.product_id, "mapping")
        return skus

    def write(self, vals):
        before = self.product_id if "product_id" in vals else self.env["product.product"]
        result = super().write(vals)
        if {"product_id", "uom_id", "active"} & set(vals):
            self.env["ocean.stock.dirty"]._mark(before | self.product_id, "mapping")
        if "product_id" in vals and not vals["product_id"]:
            self._forget_number()
        return result

    def unlink(self):
        self.env["ocean.stock.dirty"]._mark(self.product_id, "mapping")
        return super().unlink()


class OceanListing(models.Model):
    _inherit = "ocean.listing"

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            self.env["ocean.stock.dirty"]._mark(self.sku_ids.product_id, "mapping")
        return result
