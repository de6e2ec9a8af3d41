from odoo import fields, models
from odoo.exceptions import UserError


class OceanOrder(models.Model):
    """Data of an order that a person has mended by hand."""

    _inherit = "ocean.order"

    def _store_edited(self, replaced, body, parsed):
        """Store an edited version of this order beside the one it replaces, and import it.

        The digest and the time of the platform's last version stay, so that the same version changes nothing
        when it comes again, and any later one wins.

        :param replaced: the ``ocean.payload`` as it came
        :param str body: canonical JSON of the edited version
        :param parsed: its `schema.Order`
        """
        self.ensure_one()
        self.env["ocean.payload"].create(
            {
                **self._payload_values(body, self.env["ocean.payload"]._digest_of(body)),
                "source": "edited",
                "edited_by_id": self.env.uid,
                "edited_at": fields.Datetime.now(),
                "replaces_id": (replaced.replaces_id or replaced).id,
            }
        )
        self.exception_id._touch()
        genuine = replaced.replaces_id or replaced
        self._write_read([(self, genuine.digest, parsed)], keep=("remote_updated_at",))
        self.env["ocean.storefront"]._dispatch("apply")

    def action_edit_payload(self):
        """Mend the platform's data of this order by hand. Managers only."""
        self.ensure_one()
        if self.exception_id.kind != "payload_invalid":
            raise UserError(self.env._("The data of this order can be used; nothing is to be mended."))
        return self.env["ocean.payload.edit"]._open(self)


class OceanException(models.Model):
    _inherit = "ocean.exception"

    def _fix_payload_invalid(self):
        """Managers mend the data; others see the order and may have it read again."""
        if self.env.user.has_group("ocean_marketplace_base.group_manager") and len(self.order_ids) == 1:
            return self.order_ids.action_edit_payload()
        return self._fix_orders()
