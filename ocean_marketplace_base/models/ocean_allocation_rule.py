from datetime import timezone
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..lib import allocation

TAKES = [
    (allocation.PERCENT, "Percentage"),
    (allocation.FIXED, "Fixed number"),
    (allocation.NEXT, "As the next rule says"),
    (allocation.LEAVE, "Leave listings alone"),
]


class OceanAllocationRule(models.Model):
    """How much of the stock storefronts may show. The first rule that fits a listing decides."""

    _name = "ocean.allocation.rule"
    _description = "Allocation rule"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean("On", default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    storefront_ids = fields.Many2many("ocean.storefront", string="Storefronts", check_company=True)
    categ_ids = fields.Many2many("product.category", string="Product categories")
    product_tmpl_ids = fields.Many2many("product.template", string="Products", check_company=True)
    excluded_tmpl_ids = fields.Many2many(
        "product.template", "ocean_allocation_rule_excluded_rel", string="Except", check_company=True
    )
    takes = fields.Selection(TAKES, required=True, default=allocation.PERCENT)
    percent = fields.Float(default=100.0, digits=(5, 1), help="Of what is left after the buffer.")
    fixed = fields.Integer(
        "Number", help="Never more than there is. Products that nobody counts show it as it is."
    )
    buffer = fields.Integer(help="Units of the product that are never shown.")
    minimum = fields.Integer(help="A smaller number shows as 0.")
    cap = fields.Integer(help="No higher number is shown; 0 for no cap.")
    last_units = fields.Integer("Last units", help="So many units are kept for one storefront.")
    last_storefront_id = fields.Many2one("ocean.storefront", "Only on", check_company=True)
    partitioned = fields.Boolean(
        "Give each unit once",
        help="What one storefront shows is not shown by another, the first storefront first. "
        "Otherwise all draw from a shared pool and may sell the same unit at the same moment.",
    )
    date_from = fields.Datetime("From")
    date_to = fields.Datetime("To")
    in_force = fields.Boolean(readonly=True, copy=False, help="Whether it was in force when last looked at.")
    applies_to = fields.Char("Applies to", compute="_compute_words")
    sentence = fields.Char(compute="_compute_words")
    warning = fields.Char(compute="_compute_warning")

    _percent_range = models.Constraint(
        "CHECK (percent >= 0 AND percent <= 100)", "A percentage is between 0 and 100."
    )
    _not_negative = models.Constraint(
        "CHECK (fixed >= 0 AND buffer >= 0 AND minimum >= 0 AND cap >= 0 AND last_units >= 0)",
        "Numbers of a rule cannot be negative.",
    )
    _date_order = models.Constraint("CHECK (date_from < date_to)", "A schedule begins before it ends.")

    @api.constrains("last_units", "last_storefront_id", "takes")
    def _check_last(self):
        for rule in self:
            if bool(rule.last_units) != bool(rule.last_storefront_id):
                raise ValidationError(
                    self.env._("Say both how many last units are kept and for which storefront.")
                )
            if rule.takes == allocation.NEXT and not rule.last_units:
                raise ValidationError(self.env._("“%(name)s” says nothing.", name=rule.name))

    # === WORDS === #

    @api.depends(
        "takes", "percent", "fixed", "buffer", "minimum", "cap", "last_units",
        "last_storefront_id.display_name", "storefront_ids.display_name", "categ_ids.name",
        "product_tmpl_ids.name", "excluded_tmpl_ids.name",
    )  # fmt: skip
    @api.depends_context("lang")
    def _compute_words(self):
        for rule in self:
            storefronts, products = rule._storefront_words(), rule._product_words()
            rule.applies_to = f"{storefronts} · {products}"
            parts = [rule._share_words(), rule._last_words()]
            rule.sentence = " ".join(part for part in parts if part)

    def _storefront_words(self):
        return ", ".join(self.storefront_ids.mapped("display_name")) or self.env._("all storefronts")

    def _product_words(self):
        named = [*self.product_tmpl_ids.mapped("name"), *self.categ_ids.mapped("name")]
        words = ", ".join(named) or self.env._("all products")
        if self.excluded_tmpl_ids:
            without = ", ".join(self.excluded_tmpl_ids.mapped("name"))
            words = self.env._("%(products)s except %(without)s", products=words, without=without)
        return words

    def _share_words(self):
        where = self._storefront_words()
        if self.takes == allocation.NEXT:
            return ""
        if self.takes == allocation.LEAVE:
            return self.env._("Leave the numbers on %(where)s alone.", where=where)
        conditions = [*self._limit_words(), self.env._("on %(where)s", where=where)]
        return self.env._("Show %(what)s.", what=", ".join([self._what_words(), *conditions]))

    def _what_words(self):
        if self.takes == allocation.FIXED:
            what = self.env._("%(number)d, if there are so many", number=self.fixed)
        else:
            what = self.env._("%(percent)g %% of what is left", percent=self.percent)
        if self.buffer:
            what = self.env._("%(what)s after keeping %(buffer)d", what=what, buffer=self.buffer)
        return what

    def _limit_words(self):
        words = []
        if self.minimum:
            words.append(self.env._("at least %(minimum)d", minimum=self.minimum))
        if self.cap:
            words.append(self.env._("at most %(cap)d", cap=self.cap))
        return words

    def _last_words(self):
        if not self.last_units:
            return ""
        return self.env._(
            "Keep the last %(units)d units for %(storefront)s.",
            units=self.last_units,
            storefront=self.last_storefront_id.display_name or "…",
        )

    @api.depends(
        "takes", "percent", "partitioned", "sequence", "active", "storefront_ids", "categ_ids",
        "product_tmpl_ids", "excluded_tmpl_ids", "date_from", "date_to", "company_id",
    )  # fmt: skip
    @api.depends_context("lang")
    def _compute_warning(self):
        for rule in self:
            rule.warning = rule._covered_words() or rule._shared_words() or False

    def _covered_words(self):
        """Say when an earlier rule leaves nothing to this one."""
        origin = self._origin
        others = self.search([("company_id", "=", self.company_id.id)]) - origin
        for other in others.filtered(lambda rule: (rule.sequence, rule.id) < (self.sequence, origin.id or 0)):
            if other._catches_all_of(self):
                return self.env._("“%(rule)s” already catches these.", rule=other.name)
        return ""

    def _catches_all_of(self, other):
        if self.takes == allocation.NEXT or self.date_from or self.date_to or self.excluded_tmpl_ids:
            return False
        narrow = ("storefront_ids", "categ_ids", "product_tmpl_ids")
        return all(
            not self[name] or (other[name] and other[name]._origin <= self[name]._origin) for name in narrow
        )

    def _shared_words(self):
        """Say when the shares of several storefronts add up to more than there is."""
        storefronts = self.storefront_ids or self.env["ocean.storefront"].search(
            [("company_id", "=", self.company_id.id), ("parent_id", "=", False)]
        )
        count = len(storefronts)
        if self.partitioned or self.takes != allocation.PERCENT or count * self.percent <= 100:
            return ""
        return self.env._(
            "%(count)d storefronts at %(percent)g %% share one pool: at the same moment they could sell "
            "up to %(over)g %% more than there is. Give each unit once, keep last units, or accept it.",
            count=count,
            percent=self.percent,
            over=count * self.percent - 100,
        )

    # === PLAIN RULES === #

    @api.model
    def _plain_rules(self, company, extra=None):
        """Return the rules of `company` in their order (`allocation.Rule`), then storefronts' buffers.

        :param extra: a rule that may be new or changed on a form; it is taken instead of what is stored
        """
        # sudo: who may not read rules still gets right numbers
        rules = self.sudo().search([("company_id", "=", company.id)])
        if extra:
            rules = (rules - extra._origin) | extra
        plain = [rule._plain() for rule in rules.sorted(lambda rule: (rule.sequence, rule._origin.id or 0))]
        buffers = (
            self.env["ocean.storefront"]
            .sudo()
            .search([("company_id", "=", company.id), ("stock_buffer", ">", 0)])
        )
        plain += [
            allocation.Rule(rule_id=0, buffer=shop.stock_buffer, storefronts=frozenset(shop.ids))
            for shop in buffers
        ]
        return plain

    @api.model
    def _is_any_partitioned(self):
        """Return whether a rule that is on gives each unit once."""
        return bool(self.sudo().search_count([("partitioned", "=", True)], limit=1))

    def _plain(self):
        self.ensure_one()
        return allocation.Rule(
            rule_id=self._origin.id or -1,
            name=self.name or "",
            takes=self.takes,
            percent=Decimal(str(self.percent)),
            fixed=self.fixed,
            buffer=self.buffer,
            minimum=self.minimum,
            cap=self.cap or None,
            last_units=self.last_units,
            last_to=self.last_storefront_id._origin.id or None,
            partitioned=self.partitioned,
            storefronts=frozenset(self.storefront_ids._origin.ids),
            categories=frozenset(self.categ_ids._origin.ids),
            products=frozenset(self.product_tmpl_ids._origin.product_variant_ids.ids),
            excluded=frozenset(self.excluded_tmpl_ids._origin.product_variant_ids.ids),
            start=self._aware(self.date_from),
            end=self._aware(self.date_to),
        )

    @api.model
    def _aware(self, moment):
        return moment.replace(tzinfo=timezone.utc) if moment else None

    # === MARKS === #

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules._mark()
        return rules

    def write(self, vals):
        before = self._scopes()
        result = super().write(vals)
        if set(vals) - {"name", "in_force"}:
            self._mark(before)
        return result

    def unlink(self):
        self._mark()
        return super().unlink()

    def _scopes(self):
        return {(rule.company_id, rule.product_tmpl_ids if not rule.categ_ids else None) for rule in self}

    def _mark(self, before=frozenset()):
        """Have the numbers worked out anew that these rules may be about; wake the lane at their edges."""
        dirty = self.env["ocean.stock.dirty"]
        for company, templates in before | self._scopes():
            if templates:
                dirty._mark(templates.product_variant_ids, "rule")
            else:
                dirty._mark_company(company, "rule")
        self._note_force()
        self._wake_at_edges()

    def _note_force(self):
        now = fields.Datetime.now()
        for rule in self:
            in_force = (not rule.date_from or rule.date_from <= now) and (
                not rule.date_to or rule.date_to > now
            )
            if rule.in_force != in_force:
                rule.in_force = in_force

    def _wake_at_edges(self):
        now = fields.Datetime.now()
        moments = {moment for rule in self for moment in (rule.date_from, rule.date_to) if moment}
        if later := [moment for moment in moments if moment > now]:
            # sudo: managers of marketplaces may not touch scheduled actions
            self.env.ref("ocean_marketplace_base.ir_cron_stock").sudo()._trigger(at=later)

    @api.model
    def _pass_edges(self):
        """Mark what schedules that began or ended since the last time change."""
        now = fields.Datetime.now()
        begun = Domain("date_from", "=", False) | Domain("date_from", "<=", now)
        lasts = Domain("date_to", "=", False) | Domain("date_to", ">", now)
        rules = self.search(
            (Domain("in_force", "=", False) & begun & lasts)
            | (Domain("in_force", "=", True) & ~(begun & lasts))
        )
        if rules:
            rules._mark()
