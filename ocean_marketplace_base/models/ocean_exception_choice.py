from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..lib import differences


class OceanException(models.Model):
    """Exceptions about records that changed on both sides: choose, apply, undo."""

    _inherit = "ocean.exception"

    difference_ids = fields.One2many("ocean.exception.difference", "exception_id", "Differences")
    difference_note = fields.Char(compute="_compute_difference_note", compute_sudo=True)
    difference_undo = fields.Json(readonly=True, copy=False)
    has_pictures = fields.Boolean(compute="_compute_has_pictures", compute_sudo=True)
    can_choose = fields.Boolean(compute="_compute_can_choose", compute_sudo=True)
    can_undo = fields.Boolean(compute="_compute_can_choose", compute_sudo=True)

    @api.depends("difference_ids")
    @api.depends_context("lang", "tz")
    def _compute_difference_note(self):
        for row in self:
            first = row.difference_ids[:1]
            row.difference_note = first._source()._difference_note() if first else False

    @api.depends("difference_ids.theirs_picture", "difference_ids.ours_picture")
    def _compute_has_pictures(self):
        for row in self:
            row.has_pictures = any(line.theirs_picture or line.ours_picture for line in row.difference_ids)

    @api.depends("state", "difference_ids.applied_at", "difference_undo")
    def _compute_can_choose(self):
        for row in self:
            waiting = row.difference_ids.filtered(lambda line: not line.applied_at)
            row.can_choose = row.state == "open" and bool(waiting)
            row.can_undo = bool(row.difference_undo) and row.state == "resolved" and not row._undo_refusal()

    def _undo_refusal(self):
        first = self.difference_ids[:1]
        return first._source()._difference_undo_refusal(self.difference_undo) if first else "-"

    # === FINDING === #

    def _set_differences(self, record, aspects, reason):
        """Show these `aspects` of `record`; see `_set_all_differences`."""
        self.ensure_one()
        self._set_all_differences({self: (record, aspects)}, reason)

    @api.model
    def _set_all_differences(self, shown, reason):
        """Show what differs in each row; decisions stay where nothing changed.

        Changed values come as new rows, so that a form that still shows the old ones cannot decide them.

        :param shown: {row: (record, aspects)}
        """
        gone, fresh, changed = self.env["ocean.exception.difference"], [], self.browse()
        for row in self.browse().concat(*shown):
            outdated, values = row._outdated_differences(*shown[row])
            gone |= outdated
            fresh += values
            changed |= row if outdated or values else self.browse()
        if not changed:
            return
        gone.unlink()
        self.env["ocean.exception.difference"].create(fresh)
        changed.write({"difference_undo": False, "technical_text": reason})
        self.env["ocean.live"]._changed(self._name, changed.storefront_id)

    def _outdated_differences(self, record, aspects):
        """Return (rows that show what is no longer so, values of those to show instead)."""
        self.ensure_one()
        old = {row.key: row for row in self.difference_ids if not row.applied_at}
        same = {
            aspect.key for aspect in aspects if aspect.key in old and old[aspect.key].sides == aspect.sides
        }
        gone = self.difference_ids.filtered(lambda row: row.applied_at or row.key not in same)
        fresh = [
            self._difference_values(record, number, aspect)
            for number, aspect in enumerate(aspects)
            if aspect.key not in same
        ]
        return gone, fresh

    def _difference_values(self, record, number, aspect):
        return {
            "exception_id": self.id,
            "sequence": number,
            "res_model": record._name,
            "res_id": record.id,
            "key": aspect.key,
            "sides": aspect.sides,
            "only_theirs": aspect.only_theirs,
            "decision": differences.preselected(aspect) or False,
        }

    def _resolve(self):
        """What was not decided when a cause went away is no difference any more."""
        self.difference_ids.filtered(lambda row: not row.applied_at).unlink()
        return super()._resolve()

    def write(self, vals):
        """Refuse decisions about rows that were replaced because the platform changed again."""
        if not self.env.su and "difference_undo" in vals:
            raise AccessError(self.env._("What can be undone is remembered by the system."))
        ids = [command[1] for command in vals.get("difference_ids") or () if command[0] == 1]
        if len(self.env["ocean.exception.difference"].browse(ids).exists()) != len(ids):
            raise UserError(
                self.env._("The platform changed again meanwhile: discard, and look at the new values.")
            )
        return super().write(vals)

    # === ACTIONS === #

    def _fix_order_changed(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def action_apply_differences(self):
        """Carry out what was decided."""
        return self._choose(lambda row: row.decision)

    def action_take_platform(self):
        """Take all from the platform."""
        return self._choose(lambda _row: differences.THEIRS)

    def action_keep_ours(self):
        """Keep all of ours, except what cannot be decided."""
        return self._choose(lambda row: differences.THEIRS if row.only_theirs else differences.OURS)

    def _choose(self, decide):
        """Decide each open row by `decide` (row → ours, theirs or false) and carry it out."""
        self.ensure_one()
        self.check_access("write")
        # sudo: whoever mends exceptions may choose, without rights of his own on sales orders
        self_sudo = self.sudo()
        rows_sudo = self_sudo.difference_ids.filtered(lambda row: not row.applied_at)
        if not rows_sudo:
            raise UserError(self.env._("Nothing is left to decide here."))
        source_sudo = rows_sudo[0]._source()._difference_env()
        if source_sudo._difference_refresh({row.key: row.sides for row in rows_sudo}):
            return self_sudo._tell_changed()
        if undecided := len(rows_sudo.filtered(lambda row: not decide(row))):
            raise UserError(self.env._("Decide all lines first: %(count)s left.", count=undecided))
        choices = {row.key: decide(row) for row in rows_sudo}
        rows_sudo._mark_applied(choices)
        self_sudo._resolve()
        self_sudo.difference_undo = source_sudo._difference_apply(choices)
        return True

    def _tell_changed(self):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "message": self.env._("It changed again meanwhile: look at the new values, then choose."),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_undo_differences(self):
        """Bring back what was there before the choices."""
        self.ensure_one()
        self.check_access("write")
        # sudo: as in `_choose`
        self_sudo = self.sudo()
        if not self_sudo.difference_undo or not self_sudo.difference_ids:
            raise UserError(self.env._("There is nothing to undo."))
        source_sudo = self_sudo.difference_ids[0]._source()._difference_env()
        values, self_sudo.difference_undo = self_sudo.difference_undo, False
        source_sudo._difference_undo(values)
        return True

    def action_open_both(self):
        """Offer both sides, each in a tab of its own."""
        self.ensure_one()
        self.check_access("read")
        pages = self.difference_ids[:1]._source()._difference_both() if self.difference_ids else []
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "sticky": True,
                "title": self.env._("Both sides"),
                "message": " · ".join(["%s"] * len(pages)),
                "links": [{"label": title, "url": url} for title, url in pages],
            },
        }
