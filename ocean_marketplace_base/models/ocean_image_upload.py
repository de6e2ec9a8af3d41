from odoo import api, fields, models


class OceanImageUpload(models.Model):
    """A picture that a platform has from us: it is sent once per shop, whatever listings show it."""

    _name = "ocean.image.upload"
    _description = "Uploaded picture"
    _order = "storefront_id, id"
    _log_access = False

    storefront_id = fields.Many2one(
        "ocean.storefront", required=True, ondelete="cascade", help="The shop whose connection was used."
    )
    company_id = fields.Many2one(related="storefront_id.company_id", store=True, index=True)
    use = fields.Char(required=True)
    checksum = fields.Char(required=True, help="SHA-256 of what was sent.")
    external_id = fields.Char(required=True)
    url = fields.Char()

    _upload_uniq = models.Constraint("UNIQUE (storefront_id, use, checksum)", "A picture is sent once.")

    @api.model
    def _known(self, storefronts, checksums):
        """Return {(root storefront id, use, checksum): row} of what was sent already."""
        # sudo: content is built for whoever may see the listing
        rows = self.sudo().search(
            [
                ("storefront_id", "in", storefronts.sudo()._roots().ids),
                ("checksum", "in", list(checksums)),
            ]
        )
        return {(row.storefront_id.id, row.use, row.checksum): row for row in rows}

    @api.model
    def _store(self, storefront, uploads):
        """Remember what a shop has: dicts with ``use``, ``checksum``, ``external_id`` and ``url``. What is
        known already is left out.
        """
        root_sudo = storefront.sudo()._roots().ensure_one()
        known = self._known(root_sudo, [upload["checksum"] for upload in uploads])
        fresh = {(upload["use"], upload["checksum"]): upload for upload in uploads}
        return self.sudo().create(
            [
                {"storefront_id": root_sudo.id, **upload}
                for (use, checksum), upload in fresh.items()
                if (root_sudo.id, use, checksum) not in known
            ]
        )
