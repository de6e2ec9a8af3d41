from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

UNDO_TIME = timedelta(days=30)


class OceanJob(models.Model):
    """Runs that matched many variants at once; they are over at once and can be undone."""

    _inherit = "ocean.job"

    kind = fields.Selection(
        selection_add=[("match", "Match products"), ("relink", "Re-link moved shop")],
        ondelete={"match": "cascade", "relink": "cascade"},
    )
    change_ids = fields.One2many("ocean.match.change", "job_id", "Matches", readonly=True)
    may_undo = fields.Boolean(compute="_compute_may_undo")

    @api.depends("change_ids.undone", "ended_at")
    def _compute_may_undo(self):
        since = fields.Datetime.now() - UNDO_TIME
        for job in self:
            recent = bool(job.ended_at) and job.ended_at > since
            job.may_undo = recent and any(not change.undone for change in job.change_ids)

    @api.depends("change_ids")
    def _compute_figures(self):
        """What a run matched was done at once; it has no rows that wait."""
        result = super()._compute_figures()
        for job in self.filtered("change_ids"):
            job.total = job.done = job.finished = len(job.change_ids)
        return result

    @api.model
    def _of_changes(self, kind, changes):
        """Return the finished runs of the current user that hold `changes`, one for each company."""
        now = fields.Datetime.now()
        # sudo: people open runs by what they do, and only the system writes them
        jobs_sudo = self.sudo()
        for company, rows in changes.sudo().grouped("company_id").items():
            job_sudo = self._create_run(
                kind, rows.storefront_id, company, state="done", started_at=now, ended_at=now
            )
            rows.job_id = job_sudo
            jobs_sudo |= job_sudo
        return self.browse(jobs_sudo.ids)

    def action_undo(self):
        """Give back to every variant of these runs the product it had; return a notification.

        Variants that were changed again since keep what they have. Sales orders made meanwhile stay.

        :raise UserError: after 30 days, or when there is nothing left to undo
        """
        self.check_access("read")
        if not any(job.may_undo for job in self):
            raise UserError(self.env._("There is nothing left to undo. Runs can be undone for 30 days."))
        # sudo: the log is written by the system only; whoever may see the run may match
        changes_sudo = self.sudo().change_ids.filtered(lambda change: not change.undone)
        self.env["ocean.listing.sku"].check_access("write")
        undone = changes_sudo._undo()
        for job_sudo in self.sudo():
            job_sudo.message = self.env._("Undone by %(user)s.", user=self.env.user.name)
            job_sudo._show_change()
        return self._undone_notification(len(undone), len(changes_sudo - undone))

    def _undone_notification(self, undone, left):
        text = (
            self.env._("1 match undone. Sales orders made meanwhile stay.")
            if undone == 1
            else self.env._("%(count)s matches undone. Sales orders made meanwhile stay.", count=undone)
        )
        if left:
            text += " " + (
                self.env._("1 was changed since and stays.")
                if left == 1
                else self.env._("%(count)s were changed since and stay.", count=left)
            )
        return self.env["ocean.live"]._notification(
            text, "success", next={"type": "ir.actions.client", "tag": "soft_reload"}
        )
