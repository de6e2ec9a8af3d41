from datetime import timedelta

from odoo import api, fields, models

from .ocean_stock_dirty import REASONS

RETENTION = timedelta(days=90)


class OceanStockPush(models.Model):
    """One number that was sent, why, and what the platform answered."""

    _name = "ocean.stock.push"
    _description = "Push history"
    _order = "id desc"
    _rec_name = "sku_id"
    _log_access = False

    sku_id = fields.Many2one(
        "ocean.listing.sku", "Listing variant", required=True, ondelete="cascade", index=True
    )
    storefront_id = fields.Many2one("ocean.storefront", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade", index=True)
    product_id = fields.Many2one("product.product", ondelete="set null", index="btree_not_null")
    pushed_at = fields.Datetime("Time", required=True, default=fields.Datetime.now, index=True)
    warehouse = fields.Char("Platform warehouse")
    from_qty = fields.Integer("From", help="The number confirmed before.")
    to_qty = fields.Integer("To", aggregator="avg")
    unheard_qty = fields.Integer(
        "Not heard of yet",
        help="Sold by the platform before its orders were here: so much less was sent.",
    )
    reason = fields.Selection(REASONS)
    rule_id = fields.Many2one("ocean.allocation.rule", ondelete="set null")
    terms = fields.Json("Terms as data", readonly=True)
    terms_text = fields.Char("Terms", compute="_compute_terms_text")
    answer = fields.Selection(
        [
            ("ok", "Confirmed"),
            ("refused", "Refused"),
            ("locked", "Locked"),
            ("lost", "No answer"),
            ("hidden", "Hidden"),
        ],
        required=True,
    )
    message = fields.Char("Platform's words")
    code = fields.Char()
    request_id = fields.Char("Request ID")
    duration = fields.Integer("ms", aggregator="avg", help="How long the call took that it was part of.")

    @api.depends("terms")
    @api.depends_context("lang")
    def _compute_terms_text(self):
        why = self.env["ocean.stock.why"]
        for push in self:
            push.terms_text = why._line(push.terms or [])

    @api.autovacuum
    def _gc_old(self):
        old = self.sudo().search([("pushed_at", "<", fields.Datetime.now() - RETENTION)], limit=10_000)
        old.unlink()
        return len(old), len(old)
