from datetime import timedelta, timezone

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..lib import whatif


class OceanAllocationRule(models.Model):
    """Rules are tried on the past before they are switched on; changes of one on a copy that is off."""

    _inherit = "ocean.allocation.rule"

    replaces_id = fields.Many2one(
        "ocean.allocation.rule",
        "Takes the place of",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        check_company=True,
        help="That rule goes off when this one is switched on.",
    )
    whatif_ids = fields.One2many(
        "ocean.stock.whatif", "rule_id", "Tries", groups="ocean_marketplace_base.group_manager"
    )
    whatif_count = fields.Integer(
        "Times tried", compute="_compute_whatif_count", groups="ocean_marketplace_base.group_manager"
    )

    @api.depends("whatif_ids")
    def _compute_whatif_count(self):
        for rule in self:
            rule.whatif_count = len(rule.whatif_ids)

    def write(self, vals):
        result = super().write(vals)
        if vals.get("active"):
            for rule in self.filtered("replaces_id"):
                rule.replaces_id.active = False
                rule.replaces_id = False
        return result

    # === ACTIONS === #

    def action_draft_change(self):
        """Open a copy of this rule that is off, to change and to try; switched on it replaces this one."""
        self.ensure_one()
        self.check_access("write")
        draft = self.with_context(active_test=False).search([("replaces_id", "=", self.id)], limit=1)
        if not draft:
            draft = self.copy({"name": self.name, "active": False})
            draft.replaces_id = self
        return draft.get_formview_action()

    def action_try_on_past(self):
        """Ask over how many days to try this rule."""
        self.ensure_one()
        self.check_access("write")
        wizard = self.env["ocean.stock.whatif.start"].create({"rule_id": self.id})
        return {
            **wizard.get_formview_action(),
            "target": "new",
            "name": self.env._("Try on the past"),
        }

    def action_view_whatifs(self):
        """Open what came out when this rule was tried."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ocean_marketplace_base.ocean_stock_whatif_action"
        )
        return {**action, "domain": [("rule_id", "in", self.ids)]}

    # === TRYING === #

    def _try_on_past(self, days, delay):
        """Begin to replay the orders of the last `days` under today's rules and with this one; return the
        `ocean.stock.whatif`.

        :param int delay: seconds until another storefront shows what one has sold
        :raise UserError: no listing that has a product is meant by the rule
        """
        self.ensure_one()
        self.check_access("write")
        until = fields.Datetime.now()
        since = until - timedelta(days=days)
        storefronts = self._tried_storefronts()
        groups = self.env["ocean.listing.sku"]._read_group(self._tried_domain(), ["product_id"])
        if not groups or not storefronts:
            raise UserError(self.env._("No listing with a product is meant by this rule."))
        job = self.env["ocean.job"]._open_whatif(storefronts, [product.id for (product,) in groups])
        today, tried = self._rules_to_compare(until.replace(tzinfo=timezone.utc))
        # sudo: people try rules through this method only, and only the system writes results
        row_sudo = (
            self.env["ocean.stock.whatif"]
            .sudo()
            .create(
                {
                    "name": self.name,
                    "rule_id": self.id,
                    "company_id": self.company_id.id,
                    "user_id": self.env.uid,
                    "job_id": job.id,
                    "since": since,
                    "until": until,
                    "delay": delay,
                    "order_count": self._count_orders(since, until),
                    "rules_today": whatif.rules_to_plain(today),
                    "rules_tried": whatif.rules_to_plain(tried),
                }
            )
        )
        return row_sudo.with_env(self.env)

    def _tried_storefronts(self):
        return self.storefront_ids or self.env["ocean.storefront"].search(
            [("company_id", "=", self.company_id.id)]
        )

    def _tried_domain(self):
        """Return the listings that this rule, or the one it takes the place of, is about."""
        meant = Domain.OR(rule._meant_domain() for rule in self | self.replaces_id)
        return Domain("company_id", "=", self.company_id.id) & Domain("product_id", "!=", False) & meant

    def _meant_domain(self):
        domain = Domain.TRUE
        if self.storefront_ids:
            domain &= Domain("storefront_id", "in", self.storefront_ids.ids)
        if self.categ_ids:
            domain &= Domain("product_id.categ_id", "child_of", self.categ_ids.ids)
        if self.product_tmpl_ids:
            domain &= Domain("product_id.product_tmpl_id", "in", self.product_tmpl_ids.ids)
        if self.excluded_tmpl_ids:
            domain &= Domain("product_id.product_tmpl_id", "not in", self.excluded_tmpl_ids.ids)
        return domain

    def _rules_to_compare(self, now):
        """Return (today's rules, the rules with this one), plain. A campaign is tried as if it were on.

        A rule that is on is compared with its being off.
        """
        stored = self._plain_rules(self.company_id)
        today = [plain for plain in stored if plain.rule_id != self.id]
        gone = self.replaces_id.id or 0
        tried = []
        for plain in self._plain_rules(self.company_id, self):
            if plain.rule_id == self.id:
                tried += whatif.always([plain])
            elif not gone or plain.rule_id != gone:
                tried += whatif.always([plain], now)
        return whatif.always(today, now), tried

    def _count_orders(self, since, until):
        return self.env["ocean.order"].search_count(
            [
                ("company_id", "=", self.company_id.id),
                ("storefront_id", "in", self._tried_storefronts()._family().ids),
                ("date_order", ">=", since),
                ("date_order", "<=", until),
            ]
        )
