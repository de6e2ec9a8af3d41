from odoo import models


class OceanException(models.Model):
    """Exceptions of outgoing requests: where they are mended, and what trying again means."""

    _inherit = "ocean.exception"

    def _commands(self):
        """Return the requests behind this row; its cause is order number and kind."""
        self.ensure_one()
        number, _colon, kind = self.cause_key.rpartition(":")
        return self.env["ocean.command"].search(
            [
                ("storefront_id", "=", self.storefront_id.id),
                ("order_id.external_id", "=", number),
                ("kind", "=", kind),
            ]
        )

    def _fix_command_refused(self):
        return self._fix_orders_of(self._commands().order_id)

    def _fix_outcome_unsure(self):
        return self.storefront_id._action_of(
            "ocean_marketplace_base.ocean_command_action", [("id", "in", self._commands().ids)]
        )

    def _retry_command_refused(self):
        self._commands()[:1].action_try_again()
        self._resolve()

    def _retry_outcome_unsure(self):
        self._commands().action_check()
