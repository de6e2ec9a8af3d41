from odoo import models


class OceanAlert(models.AbstractModel):
    """Records whose form shows alerts with one action each (field widget `actionable_errors`).

    The widget opens an action but ignores what a method returns, so the action is a server action that
    runs when the person presses, not when the form is read.
    """

    _name = "ocean.alert"
    _description = "Alerts with an action"

    def _server_action(self, xmlid):
        """Return the client action that runs the server action `xmlid` on these records."""
        action = self.env.ref(xmlid)
        return {
            "type": "ir.actions.server",
            "id": action.id,
            "context": {"active_model": self._name, "active_id": self[:1].id, "active_ids": self.ids},
        }
