from odoo import api, fields, models


class OceanAllocationRule(models.Model):
    """What a rule would do to one product, before it is saved or switched on."""

    _inherit = "ocean.allocation.rule"

    preview_product_id = fields.Many2one(
        "product.product",
        "Product to try",
        store=False,
        help="Shows what its listings show now and under this rule.",
    )
    preview_text = fields.Text("Numbers", compute="_compute_preview_text")

    @api.depends(
        "preview_product_id", "sequence", "active", "company_id", "storefront_ids", "categ_ids",
        "product_tmpl_ids", "excluded_tmpl_ids", "takes", "percent", "fixed", "buffer", "minimum", "cap",
        "last_units", "last_storefront_id", "partitioned", "date_from", "date_to",
    )  # fmt: skip
    @api.depends_context("lang")
    def _compute_preview_text(self):
        for rule in self:
            rule.preview_text = "\n".join(rule._preview_lines(rule.preview_product_id)) or False

    def _preview_lines(self, product):
        """Return one line per listing of `product`: now, under this rule, and the steps."""
        rows = (
            self.env["ocean.listing.sku"].search([("product_id", "in", product._origin.ids)])._takes_numbers()
        )
        if not rows:
            return []
        pool, why = self.env["ocean.stock.pool"], self.env["ocean.stock.why"]
        everyone = rows | rows._rows_sharing(product._origin, self.partitioned)
        now, then = pool._answers(everyone), pool._answers(everyone, self)
        lines = []
        for sku in rows:
            lines.append(
                self.env._(
                    "%(storefront)s: now %(now)s, under this rule %(then)s",
                    storefront=sku.storefront_id.display_name,
                    now=self._preview_number(now.get(sku)),
                    then=self._preview_number(then.get(sku)),
                )
            )
            lines.append(f"    {why._line(pool._plain(then.get(sku) or {}))}")
        return lines

    @api.model
    def _preview_number(self, answers):
        told = [
            answer.quantity for answer, _figures in (answers or {}).values() if answer.quantity is not None
        ]
        return str(sum(told)) if told else "–"
