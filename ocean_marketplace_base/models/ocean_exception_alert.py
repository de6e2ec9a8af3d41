from datetime import timedelta
from functools import partial

from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain

from .ocean_exception import ACTIVITY
from .ocean_exception_kinds import ABOUT_WAITING_ORDERS, BLOCKING

# A person gets at most one message in this time, however many causes open; a quiet one waits longer.
BETWEEN_MESSAGES = timedelta(hours=1)
BETWEEN_QUIET_MESSAGES = timedelta(days=1)
SHOWN = 20  # causes in one message


class OceanException(models.Model):
    """Tell the person who is responsible: an activity per cause that blocks work, and now and then a message.

    Messages are sent by a scheduled action from what the rows say, so that one of a transaction that is
    rolled back never goes out, and nobody gets one for each record.
    """

    _inherit = ["ocean.exception", "ocean.retry"]
    _name = "ocean.exception"

    to_tell = fields.Boolean(readonly=True, copy=False, help="Somebody is still to be told of this cause.")
    told_at = fields.Datetime(readonly=True, copy=False)
    told_user_id = fields.Many2one("res.users", readonly=True, copy=False)

    _to_tell_idx = models.Index("(id) WHERE to_tell")
    _told_idx = models.Index("(told_user_id, told_at) WHERE told_at IS NOT NULL")

    # === WHO === #

    def _responsible(self):
        """Return who has taken this cause, else who is responsible for the storefront, else for the company's
        storefronts: the first who may see it.
        """
        self.ensure_one()
        people = self.user_id | self.storefront_id.user_id | self.company_id.ocean_user_id
        return people.filtered(self._may_be_told)[:1]

    def _may_be_told(self, user):
        return (
            user.active
            and self.company_id in user.company_ids
            and user.has_group("ocean_marketplace_base.group_user")
        )

    # === ACTIVITY === #

    def _remind(self):
        """Let somebody be told of these causes, from now on also by an activity if they block work."""
        if not self:
            return
        self.to_tell = True
        for row in self.filtered(lambda row: row.severity == BLOCKING):
            if user := row._responsible():
                # Quietly: assigning an activity would send a mail for each.
                quiet = row.with_context(lang=user.lang, mail_activity_quick_update=True)
                quiet.activity_schedule(ACTIVITY, summary=quiet.summary, user_id=user.id)
        self.env["ocean.storefront"]._dispatch("alerts")

    # === MESSAGES === #

    @api.model
    def _cron_alerts(self):
        """Close and open what two lanes that met left behind; then tell people what they were not told."""
        self._retrying(self._sweep)
        for user, rows in self._untold().grouped(lambda row: row._responsible()).items():
            if user and rows._is_time_to_tell(user):
                self._retrying(partial(rows._tell, user))
        self.env["ocean.live"]._send_pending(force=True)
        self.env["ir.cron"]._commit_progress(0, remaining=0)

    @api.model
    def _sweep(self):
        """Two lanes that free the last two orders of a row at once each see the other's still waiting; and an
        order may begin to wait for a row that is just being closed.
        """
        self.search(
            [("state", "=", "open"), ("kind", "in", ABOUT_WAITING_ORDERS), ("order_ids", "=", False)]
        )._resolve()
        for row in self.search([("state", "=", "resolved"), ("order_ids", "!=", False)]):
            row._open_again()

    @api.model
    def _untold(self):
        awake = Domain("snooze_until", "=", False) | Domain("snooze_until", "<=", fields.Datetime.now())
        return self.search(Domain("state", "=", "open") & Domain("to_tell", "=", True) & awake)

    def _is_time_to_tell(self, user):
        told = [("told_user_id", "=", user.id), ("told_at", "!=", False)]
        last = self.search(told, order="told_at desc", limit=1).told_at
        blocking = BLOCKING in self.mapped("severity")
        pause = BETWEEN_MESSAGES if blocking else BETWEEN_QUIET_MESSAGES
        return not last or last <= fields.Datetime.now() - pause

    def _tell(self, user):
        """Send `user` one message about all these causes."""
        loud = self.filtered(lambda row: row.company_id.ocean_alert_mail or user.notification_type == "inbox")
        if loud:
            loud.with_context(lang=user.lang, tz=user.tz)._send_message(user)
        self.write({"to_tell": False, "told_at": fields.Datetime.now(), "told_user_id": user.id})

    def _send_message(self, user):
        thread = self if len(self) == 1 else self.env["mail.thread"]
        thread.message_notify(
            partner_ids=user.partner_id.ids,
            subject=self._message_subject(),
            body=self._message_body(),
            force_send=False,  # the queue of mails sends it; this transaction may still be rolled back
        )

    def _message_subject(self):
        if len(self) == 1:
            return self.summary
        return self.env._("Marketplaces: %(count)d causes need you", count=len(self))

    def _message_body(self):
        """Return one line per cause: what happened, where, and what to do, with a link."""
        line = Markup('<li><a href="%s">%s</a> (%s). %s</li>')
        lines = [
            line % (row._message_url(), row.summary, row.storefront_id.display_name, row.fix_hint)
            for row in self[:SHOWN]
        ]
        if more := len(self) - len(lines):
            lines.append(Markup("<li>%s</li>") % self.env._("and %(count)d more", count=more))
        return Markup("<ul>%s</ul>") % Markup().join(lines)

    def _message_url(self):
        return f"{self.get_base_url()}/odoo/marketplace-exceptions/{self.id}"
