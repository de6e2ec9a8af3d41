from datetime import timezone

from odoo import fields, models

from ..lib.errors import AuthExpired, AuthRevoked, ContractChanged, InvalidRequest, Rejected

MAX_TRIES = 8


class OceanJobWindow(models.Model):
    """A window of time of one storefront that a run looks for orders in, with its own page cursor.

    The watermark of the lane is another matter: it does not move here.
    """

    _name = "ocean.job.window"
    _description = "Window of a run"
    _order = "job_id, id"
    _rec_name = "since"

    job_id = fields.Many2one("ocean.job", "Run", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="job_id.company_id", store=True, index=True)
    user_id = fields.Many2one(related="job_id.user_id", store=True)
    storefront_id = fields.Many2one(
        "ocean.storefront", required=True, readonly=True, ondelete="cascade", index=True
    )
    since = fields.Datetime("From", required=True, readonly=True)
    until = fields.Datetime("To", required=True, readonly=True)
    cursor = fields.Char(readonly=True, help="Where to go on inside the window.")
    state = fields.Selection(
        [("open", "Open"), ("done", "Done"), ("failed", "Failed"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="open",
    )
    found = fields.Integer("Orders on the platform", readonly=True)
    known = fields.Integer("Known here", readonly=True)
    calls = fields.Integer(readonly=True)
    tries = fields.Integer("Tries to read", readonly=True)
    next_try = fields.Datetime("Next run", readonly=True)
    message = fields.Char("Refusal", readonly=True)

    def _open(self):
        return self.filtered(lambda window: window.state == "open")

    def _due(self):
        """Return those that may be worked at now."""
        now = fields.Datetime.now()
        return self._open().filtered(
            lambda window: (
                window.storefront_id._is_running() and (not window.next_try or window.next_try <= now)
            )
        )

    def _bounds(self):
        """Return (since, until, cursor) as a reader takes them."""
        self.ensure_one()
        since, until = self.since, min(self.until, fields.Datetime.now())
        return since.replace(tzinfo=timezone.utc), until.replace(tzinfo=timezone.utc), self.cursor or ""

    def _keep(self, found, cursor, calls):
        """Take over pages of the platform's list; `found` as `_read_pages` returns it."""
        self.ensure_one()
        if self.state != "open":  # cancelled while the platform was asked
            return
        known = self.env["ocean.order"].search(
            [
                ("storefront_id", "in", self.storefront_id._family().ids),
                ("external_id", "in", list(found)),
            ]
        )
        missing = set(found) - set(known.mapped("external_id"))
        self.write(
            {
                "cursor": cursor,
                "state": "open" if cursor else "done",
                "found": self.found + len(found),
                "known": self.known + len(found) - len(missing),
                "calls": self.calls + calls,
                "tries": 0,
                "next_try": False,
            }
        )
        if self.job_id.kind == "check":
            known.filtered(lambda order: self._differs(order, found))._mark_to_read()
            self.job_id._add_items(self.storefront_id, [number for number in found if number in missing])
        else:
            self.job_id._add_items(self.storefront_id, found)
        self.job_id._show_change()

    def _differs(self, order, found):
        """Return whether the list shows another status than we have; most lists show none."""
        status = found[order.external_id]
        return bool(status) and order._may_differ(status)

    def _failed(self, error):
        """Try again later; what the platform refuses for good, a person must look at."""
        self.ensure_one()
        final = isinstance(error, (Rejected, InvalidRequest, ContractChanged))
        if isinstance(error, (AuthRevoked, AuthExpired)):
            self.storefront_id._cut_off(error)
        elif final or self.tries + 1 >= MAX_TRIES:
            self.state = "failed"
        # A place in a list does not live for ever: the next try begins at the front.
        self.write(
            {
                "cursor": False,
                "tries": self.tries + 1,
                "next_try": self.env["ocean.retry"]._later(self.tries, base=15, cap=1800),
                "message": getattr(error, "message", "") or type(error).__name__,
            }
        )
        self.job_id._show_change()
