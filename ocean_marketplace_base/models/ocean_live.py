import threading
import time

from odoo import api, models

MIN_INTERVAL = 3.0  # seconds between two messages about one model
_pending = {}  # (database, model) -> storefront ids that changed since the last message
_last_sent = {}  # (database, model) -> monotonic time
_guard = threading.Lock()


class OceanLive(models.AbstractModel):
    """Tell open screens that records changed, without names, amounts or buyer data.

    At 11.11 every order would wake every screen, so at most one message per model and
    `MIN_INTERVAL` goes out; what is held back is sent by the next call or the end of the slice.
    """

    _name = "ocean.live"
    _description = "Live refresh of screens"

    @api.model
    def _notification(self, message, kind="info", **params):
        """Return the action that shows `message` to whoever pressed a button.

        :param kind: of Odoo's notifications: ``info``, ``success``, ``warning`` or ``danger``
        """
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": message, "type": kind, **params},
        }

    @api.model
    def _changed(self, model, storefronts):
        """Remember that records of `model` changed in `storefronts` and send it if it is time."""
        key = (self.env.cr.dbname, model)
        with _guard:
            _pending.setdefault(key, set()).update(storefronts.ids)
        self._send_pending()

    @api.model
    def _send_pending(self, force=False):
        """Send what is pending in the current transaction; `force` ignores the interval."""
        for key, storefront_ids in self._take_due(force):
            group = self.env.ref("ocean_marketplace_base.group_user")
            group._bus_send("ocean.changed", {"model": key[1], "storefront_ids": sorted(storefront_ids)})

    @api.model
    def _take_due(self, force):
        now = time.monotonic()
        with _guard:
            due = [
                key
                for key in _pending
                if key[0] == self.env.cr.dbname
                and (force or now - _last_sent.get(key, -MIN_INTERVAL) >= MIN_INTERVAL)
            ]
            for key in due:
                _last_sent[key] = now
            return [(key, _pending.pop(key)) for key in due]
