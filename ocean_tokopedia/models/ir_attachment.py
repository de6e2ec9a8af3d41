from odoo import models
from odoo.tools import hash_sign, verify_hash_signed

SCOPE = "ocean_tokopedia.picture"
NAME = "ocean-picture"
PATH = "/ocean/picture/"


class IrAttachment(models.Model):
    """Pictures for a platform that only takes addresses: it fetches them without logging in."""

    _inherit = "ir.attachment"

    def _ocean_publish(self, data):
        """Return the attachment with the picture `data`; the same picture is kept once."""
        known = [("name", "=", NAME), ("checksum", "=", self._compute_checksum(data))]
        return self.search([*known, ("res_model", "=", False)], limit=1) or self.with_context(
            image_no_postprocess=True  # the platform is to get exactly these bytes
        ).create({"name": NAME, "raw": data, "public": False})

    def _ocean_path(self):
        """Return the path at which this picture can be fetched by whoever knows it.

        It does not end: the picture is public on the platform anyway, which may fetch it again later.
        """
        return PATH + hash_sign(self.sudo().env, SCOPE, [self.id, self.checksum])

    def _ocean_of_token(self, token):
        """Return the picture that the last part of a path names, nothing for a wrong one."""
        try:
            named = verify_hash_signed(self.sudo().env, SCOPE, token)
        except ValueError:  # no token at all: not base64, another version, not text
            named = None
        if not named:
            return self.browse()
        number, checksum = named
        # sudo: the signature says that this picture was published; nothing else has this name
        found = self.sudo().browse(number).exists()
        return found.filtered(lambda one: one.name == NAME and one.checksum == checksum)
