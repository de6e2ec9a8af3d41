from datetime import timedelta

from odoo import api, fields, models

RETENTION = timedelta(days=30)


class OceanLog(models.Model):
    """One row per run of a lane: what was looked at, what was found, how it ended. "0 orders" is a row."""

    _name = "ocean.log"
    _description = "Log"
    _order = "id desc"

    storefront_id = fields.Many2one("ocean.storefront", ondelete="cascade", index=True)
    company_id = fields.Many2one(related="storefront_id.company_id", store=True, index=True)
    kind = fields.Selection(
        [
            ("discover", "Discover"),
            ("fetch", "Fetch"),
            ("apply", "Apply"),
            ("catalogue", "Catalogue"),
            ("connect", "Connect"),
            ("import", "Import"),
            ("check", "Count check"),
            ("recover", "Lost pushes"),
            ("stock", "Push stock"),
            ("stock_check", "Stock check"),
        ],
        required=True,
    )
    started_at = fields.Datetime("Started", required=True, default=fields.Datetime.now, index=True)
    duration = fields.Float("Seconds", digits=(16, 2))
    window_from = fields.Datetime("From")
    window_to = fields.Datetime("To")
    expected = fields.Integer(help="Records this run had to look at.")
    got = fields.Integer(help="Records the platform answered.")
    changed = fields.Integer(help="Records that were new or different.")
    failed = fields.Integer()
    calls = fields.Integer(help="Requests sent to the platform.")
    result = fields.Selection(
        [("ok", "Done"), ("partial", "Window not finished"), ("failed", "Failed")],
        required=True,
        default="ok",
    )
    message = fields.Char(help="Cause of a failure, without secrets or buyer data.")
    code = fields.Char()
    request_id = fields.Char("Request ID")

    @api.autovacuum
    def _gc_old(self):
        old = self.sudo().search([("started_at", "<", fields.Datetime.now() - RETENTION)], limit=10_000)
        old.unlink()
        return len(old), len(old)
