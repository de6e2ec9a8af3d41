from odoo import api, fields, models
from odoo.exceptions import UserError

from ..lib import matching

RULES = [
    ("sku", "Same SKU"),
    ("barcode", "Same barcode"),
    ("name", "Same name and options"),
    ("similar_name", "Similar name"),
    ("person", "Chosen"),
]
SURE = 100


class OceanListingRelink(models.TransientModel):
    """A shop moved to another storefront: give the new items the products of the old ones."""

    _name = "ocean.listing.relink"
    _description = "Re-link moved shop"

    old_storefront_id = fields.Many2one(
        "ocean.storefront",
        "Old storefront",
        required=True,
        domain="[('active', 'in', [True, False]), ('id', '!=', new_storefront_id)]",
    )
    new_storefront_id = fields.Many2one(
        "ocean.storefront",
        "New storefront",
        required=True,
        domain="[('id', '!=', old_storefront_id), ('company_id', '=', company_id)]",
    )
    company_id = fields.Many2one(related="old_storefront_id.company_id")
    line_ids = fields.One2many(
        "ocean.listing.relink.line",
        "wizard_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    summary = fields.Char(compute="_compute_summary")

    @api.depends("old_storefront_id", "new_storefront_id")
    def _compute_line_ids(self):
        for wizard in self:
            old = new = self.env["ocean.listing.sku"]
            if wizard.old_storefront_id and wizard.new_storefront_id:
                old, new = wizard._old_variants(), wizard._new_variants()
            rows = wizard._pair(old, new)
            wizard.line_ids = [fields.Command.clear(), *map(fields.Command.create, rows)]

    @api.depends("line_ids.chosen", "line_ids.new_sku_id")
    @api.depends_context("lang")
    def _compute_summary(self):
        for wizard in self:
            chosen = wizard.line_ids.filtered(lambda line: line.chosen and line.new_sku_id)
            wizard.summary = self.env._(
                "%(chosen)s of %(total)s matched variants of the old storefront are re-linked.",
                chosen=len(chosen),
                total=len(wizard.line_ids),
            )

    def _old_variants(self):
        """Return the matched variants of the old storefront, one for each product."""
        rows = (
            self.env["ocean.listing.sku"]
            .with_context(active_test=False)
            .search(
                [("storefront_id", "=", self.old_storefront_id.id), ("product_id.active", "=", True)],
                order="active desc, id",
            )
        )
        firsts = {(row.product_id, row.listing_id): row for row in reversed(rows)}
        return rows.filtered(lambda row: firsts[row.product_id, row.listing_id] == row)

    def _new_variants(self):
        skus = self.env["ocean.listing.sku"]
        return skus.search([("storefront_id", "=", self.new_storefront_id.id), *skus._todo_domain()])

    def _pair(self, old, new):
        """Return the values of a line for each of `old`, with the one of `new` that fits, the surest first.

        Each rule pairs what is unique on both sides; what an earlier rule paired is out of the later ones.
        """
        pairs = {}
        for rule, key in (
            ("sku", lambda sku: matching.code_key(sku.seller_sku)),
            ("barcode", lambda sku: matching.code_key(sku.barcode)),
            ("name", lambda sku: matching.name_key(sku._full_name())),
        ):
            used = new.browse().concat(*[found for found, _rule, _score in pairs.values()])
            left = _unique((old - new.browse().concat(*pairs)).grouped(key))
            right = _unique((new - used).grouped(key))
            pairs.update({sku: (right[code], rule, SURE) for code, sku in left.items() if code in right})
        pairs.update(self._pair_similar(old - new.browse().concat(*pairs), new, pairs))
        rows = [self._line(sku, *pairs.get(sku, (new.browse(), False, 0))) for sku in old]
        return sorted(rows, key=lambda row: -row["score"])

    def _pair_similar(self, old, new, pairs):
        """Return {old: (new, rule, score)} of what is called almost the same."""
        taken = {found.id for found, _rule, _score in pairs.values()}
        names = matching.Products(
            matching.Entry(key=sku.id, name=sku._full_name()) for sku in new if sku.id not in taken
        )
        result = {}
        for sku in old:
            if guess := names.like(matching.Entry(key=sku.id, name=sku._full_name()), taken):
                result[sku] = (new.browse(guess.key), guess.reason, guess.score)
                taken.add(guess.key)
        return result

    @api.model
    def _line(self, old, new, rule, score):
        return {
            "old_sku_id": old.id,
            "new_sku_id": new.id,
            "rule": rule,
            "score": score,
            "chosen": score == SURE,
        }

    def action_apply(self):
        """Give the chosen new variants the products of the old ones; return a notification with Undo.

        :raise UserError: when nothing is chosen, or a new variant is chosen twice
        """
        self.ensure_one()
        lines = self.line_ids.filtered(lambda line: line.chosen and line.new_sku_id)
        if not lines:
            raise UserError(self.env._("Choose what to re-link."))
        if len(lines.new_sku_id) < len(lines):
            raise UserError(self.env._("A new variant is chosen for two old ones. Choose it once."))
        lines.new_sku_id.check_access("write")
        products = {line.new_sku_id: line.old_sku_id.product_id for line in lines}
        changes = lines.new_sku_id._assign(products, reason="relink")
        return self.env["ocean.listing.sku"]._act("relink", changes)


class OceanListingRelinkLine(models.TransientModel):
    """An old variant and the new one that is the same product."""

    _name = "ocean.listing.relink.line"
    _description = "Re-linked variant"

    wizard_id = fields.Many2one("ocean.listing.relink", required=True, ondelete="cascade")
    new_storefront_id = fields.Many2one(related="wizard_id.new_storefront_id")
    old_sku_id = fields.Many2one("ocean.listing.sku", "Old item", required=True, ondelete="cascade")
    product_id = fields.Many2one(related="old_sku_id.product_id")
    new_sku_id = fields.Many2one(
        "ocean.listing.sku",
        "New item",
        ondelete="cascade",
        domain="[('storefront_id', '=', new_storefront_id), ('product_id', '=', False)]",
    )
    rule = fields.Selection(RULES)
    score = fields.Integer("Confidence", aggregator=None)
    chosen = fields.Boolean("Re-link")

    @api.onchange("new_sku_id")
    def _onchange_new_sku_id(self):
        for line in self:
            line.update({"rule": "person" if line.new_sku_id else False, "score": 0})
            line.chosen = bool(line.new_sku_id)


def _unique(groups):
    """Return {code: variant} of the codes that exactly one has."""
    return {code: skus for code, skus in groups.items() if code and len(skus) == 1}
