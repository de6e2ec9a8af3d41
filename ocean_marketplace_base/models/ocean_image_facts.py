import hashlib
import json

from odoo import api, fields, models
from odoo.tools import split_every

from ..lib import image_facts
from ..lib.schema import to_plain

LIMITS = ("image_bytes", "image_side_min", "image_side_max", "image_formats")
AT_ONCE = 20  # pictures that are in memory at the same time


class OceanImageFacts(models.Model):
    """What of a stored picture would be sent under certain limits: its checksum and what it is.

    Pictures are looked at once, not each time a listing is compared: `source` is the checksum of the
    attachment, so another picture has another row. Two equal rows do no harm.
    """

    _name = "ocean.image.facts"
    _description = "Facts about a picture"
    _log_access = False

    source = fields.Char(required=True)
    limits_key = fields.Char(required=True)
    checksum = fields.Char(required=True, help="SHA-256 of what is sent.")
    width = fields.Integer()
    height = fields.Integer()
    size = fields.Integer()
    format = fields.Char()

    _source_index = models.Index("(source, limits_key)")

    @api.model
    def _of(self, attachments_sudo, limits):
        """Return {attachment id: row} for pictures that are sent under `limits` (`catalogue.Limits`)."""
        key = self._limits_key(limits)
        sources = {attachment.checksum for attachment in attachments_sudo}
        # sudo: facts hold nothing of the picture; who builds a listing may not write them
        known = {
            row.source: row
            for row in self.sudo().search([("limits_key", "=", key), ("source", "in", list(sources))])
        }
        unknown = {}
        for attachment in attachments_sudo:
            if attachment.checksum not in known:
                unknown.setdefault(attachment.checksum, attachment)
        for batch in split_every(AT_ONCE, unknown.values()):
            known.update(self._look_at(attachments_sudo.concat(*batch), key, limits))
        return {attachment.id: known[attachment.checksum] for attachment in attachments_sudo}

    @api.model
    def _limits_key(self, limits):
        """Return a short text that differs when the limits of pictures do."""
        plain = {name: to_plain(getattr(limits, name)) for name in LIMITS}
        plain["image_formats"] = sorted(plain["image_formats"])
        return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:16]

    @api.model
    def _look_at(self, attachments_sudo, key, limits):
        rows_sudo = self.sudo().create(
            [
                {"source": attachment.checksum, "limits_key": key, **self._values(attachment, limits)}
                for attachment in attachments_sudo
            ]
        )
        attachments_sudo.invalidate_recordset(["raw", "datas"])  # bytes are not kept in memory
        return {row.source: row for row in rows_sudo}

    @api.model
    def _values(self, attachment_sudo, limits):
        prepared = image_facts.prepare(self._bytes(attachment_sudo), limits)
        facts = prepared.facts
        return {
            "checksum": prepared.checksum,
            "width": facts.width,
            "height": facts.height,
            "size": facts.size,
            "format": facts.format,
        }

    @api.model
    def _bytes(self, attachment_sudo):
        """Return what a picture is made of, even while a screen wants to know only sizes of files."""
        return attachment_sudo.with_context(bin_size=False, bin_size_raw=False).raw or b""

    def _facts(self):
        """Return the row as `image_facts.ImageFacts`."""
        self.ensure_one()
        return image_facts.ImageFacts(
            width=self.width, height=self.height, size=self.size, format=self.format or ""
        )
