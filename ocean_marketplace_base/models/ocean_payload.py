import hashlib
import itertools
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_datetime

from ..lib.platform import load_payload
from ..lib.redact import mask_payload
from ..lib.replay import Version
from ..lib.versions import compare


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
    edited_at = fields.Datetime("Edited")
    replaces_id = fields.Many2one(
        "ocean.payload", "Instead of", ondelete="set null", help="The version that the platform sent."
    )
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

    @api.depends("received_at", "edited_at", "digest")
    @api.depends_context("lang", "tz")
    def _compute_display_name(self):
        edited = self.env._("edited")
        for payload in self:
            moment = format_datetime(self.env, payload.edited_at or payload.received_at, dt_format="medium")
            mark = f" ({edited})" if payload.source == "edited" else ""
            payload.display_name = f"{moment} · {(payload.digest or '')[:8]}{mark}"

    @api.model
    def _versions_of(self, records):
        """Return the stored versions of `records`, oldest first."""
        domain = [("res_model", "=", records._name), ("res_id", "in", records.ids)]
        return self.search(domain, order="id")

    def _versions(self):
        """Return those of these versions whose body is still kept, as `replay.Version`."""
        return [
            Version(payload=load_payload(payload.body), edited=payload.source == "edited")
            for payload in self.filtered("body")
        ]

    def _changes(self):
        """Return {version: list of `versions.Change` against the one before} of these versions of orders.

        A version is left out that is the first, or if its body or that of the one before is gone.
        """
        found = {}
        orders = self.env["ocean.order"].browse(set(self.mapped("res_id")))
        for versions in self._versions_of(orders).grouped("res_id").values():
            for before, after in itertools.pairwise(versions):
                if after in self and before.body and after.body:
                    found[after] = compare(load_payload(before.body), load_payload(after.body))
        return found

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
