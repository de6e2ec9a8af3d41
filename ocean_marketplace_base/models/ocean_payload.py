import hashlib
from datetime import timedelta

from odoo import api, fields, models

from ..lib.platform import load_payload
from ..lib.redact import mask_payload


class OceanPayload(models.Model):
    """Every version of what the platform said of a record."""

    _name = "ocean.payload"
    _description = "Platform data"
    _order = "id desc"
    _rec_name = "digest"

    res_model = fields.Char("Model", required=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", required=True)
    storefront_id = fields.Many2one("ocean.storefront", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="storefront_id.company_id", store=True, index=True)
    digest = fields.Char(required=True, help="SHA-256 of the canonical JSON.")
    source = fields.Selection(
        [("poll", "Read from the platform"), ("edited", "Edited by hand")], default="poll"
    )
    received_at = fields.Datetime("Received", required=True, default=fields.Datetime.now)
    edited_by_id = fields.Many2one("res.users", "Edited by")
    body = fields.Text(help="Canonical JSON as received; empty once the retention time is over.")
    masked_body = fields.Text("Platform data", compute="_compute_masked_body")

    _record_idx = models.Index("(res_model, res_id, id)")

    @api.model
    def _digest_of(self, body):
        """Return the digest of a canonical JSON text."""
        return hashlib.sha256(body.encode()).hexdigest()

    @api.depends("body")
    def _compute_masked_body(self):
        for payload in self:
            payload.masked_body = mask_payload(load_payload(payload.body)) if payload.body else False

    @api.autovacuum
    def _gc_bodies(self):
        """Drop bodies older than the company's retention; digests stay."""
        done = 0
        kept = [("body", "!=", False)]
        for (company,) in self.sudo()._read_group(kept, ["company_id"]):
            limit = fields.Datetime.now() - timedelta(days=company.ocean_payload_days)
            old = self.sudo().search(
                [*kept, ("company_id", "=", company.id), ("received_at", "<", limit)], limit=5_000
            )
            old.write({"body": False})
            done += len(old)
        return done, done
