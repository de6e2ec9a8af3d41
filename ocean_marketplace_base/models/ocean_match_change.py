from odoo import api, fields, models
from odoo.fields import Domain


class OceanMatchChange(models.Model):
    """How the product of a variant changed. Runs are undone with it, and lost variants are known again."""

    _name = "ocean.match.change"
    _description = "Change of a match"
    _order = "id desc"
    _rec_name = "variant_text"

    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    storefront_id = fields.Many2one(
        "ocean.storefront", readonly=True, index="btree_not_null", ondelete="set null"
    )
    sku_id = fields.Many2one(
        "ocean.listing.sku", "Variant", readonly=True, index="btree_not_null", ondelete="set null"
    )
    item_id = fields.Char("Item ID", readonly=True, index="btree_not_null")
    variant_id = fields.Char("Variant ID", readonly=True)
    variant_text = fields.Char("Variant of listing", readonly=True)
    product_before_id = fields.Many2one("product.product", "Before", readonly=True, ondelete="set null")
    product_id = fields.Many2one("product.product", readonly=True, ondelete="set null")
    ignored_before = fields.Boolean(readonly=True)
    ignored = fields.Boolean(readonly=True)
    reason = fields.Char(readonly=True, help="What suggested it.")
    job_id = fields.Many2one("ocean.job", "Run", readonly=True, index="btree_not_null", ondelete="set null")
    user_id = fields.Many2one("res.users", "By", readonly=True, default=lambda self: self.env.user)
    undone = fields.Boolean(readonly=True)

    @api.model
    def _remember(self, skus, before, reason=False):
        """Log how `skus` changed since `before`, {variant: (product, ignored)}; return the rows."""
        return self.create(
            [
                {
                    "company_id": sku.company_id.id,
                    "storefront_id": sku.storefront_id.id,
                    "sku_id": sku.id,
                    "item_id": sku.listing_id.external_id,
                    "variant_id": sku.external_id,
                    "variant_text": sku.display_name,
                    "product_before_id": before[sku][0].id,
                    "product_id": sku.product_id.id,
                    "ignored_before": before[sku][1],
                    "ignored": sku.ignored,
                    "reason": reason,
                }
                for sku in skus
            ]
        )

    @api.model
    def _memory(self, storefront, skus):
        """Return {(item id, variant id): product} that these variants were last, on this platform.

        A variant whose product was taken away on purpose has no such product any more.
        """
        rows = self.search_fetch(
            Domain("company_id", "=", storefront.company_id.id)
            & Domain("item_id", "in", [item for item in skus.listing_id.mapped("external_id") if item]),
            ["item_id", "variant_id", "product_id", "storefront_id"],
            order="id",
        )
        return {
            (row.item_id, row.variant_id): row.product_id.filtered("active")
            for row in rows
            if row.storefront_id.platform in (False, storefront.platform)
        }

    def _undo(self):
        """Put back what the variants were; those changed again since are left. Return what was put back."""
        current = self.filtered(
            lambda row: row.sku_id and not row.undone and (row.product_id, row.ignored) == row._current()
        )
        back = {
            row.sku_id: row.product_before_id for row in current if row.product_before_id != row.product_id
        }
        self.env["ocean.listing.sku"]._assign(back, reason="undo")
        for row in current.filtered(lambda row: row.sku_id.ignored != row.ignored_before):
            row.sku_id.write({"ignored": row.ignored_before})
        current.undone = True
        return current

    def _current(self):
        return self.sku_id.product_id, self.sku_id.ignored
