from odoo import api, fields, models
from odoo.exceptions import AccessError

from .ocean_order_timeline_rows import timeline_rows
from .ocean_selection import selection_text, selection_words

SHOWN_CHANGES = 8


class OceanOrderTimeline(models.Model):
    """What happened to an order, from the rows that tell it. A view: nothing is written for it."""

    _name = "ocean.order.timeline"
    _description = "What happened"
    _auto = False
    _order = "happened_at desc, id desc"
    _rec_name = "text"
    _depends = {
        "account.move": ["name", "state"],
        "account.move.line": ["move_id"],
        "ocean.command": ["answer", "create_date", "done_at", "order_id", "state", "user_id"],
        "ocean.event": ["order_id", "outcome", "raw_status", "received_at", "topic"],
        "ocean.exception": ["cause_key", "closed_at", "closed_by_id", "first_seen", "storefront_id"],
        "ocean.log": ["kind", "started_at", "storefront_id"],
        "ocean.order": ["exception_at", "exception_id", "external_id", "storefront_id"],
        "ocean.payload": ["digest", "edited_at", "edited_by_id", "received_at", "res_id", "source"],
        "sale.order": ["name", "ocean_order_id"],
        "sale.order.line": ["order_id"],
        "stock.picking": ["date_done", "name", "sale_id", "state"],
    }

    order_id = fields.Many2one("ocean.order", readonly=True)
    storefront_id = fields.Many2one("ocean.storefront", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    happened_at = fields.Datetime("Time", readonly=True)
    who = fields.Selection(
        [("platform", "Platform"), ("us", "We"), ("person", "Person"), ("problem", "Problem")],
        "Side",
        readonly=True,
    )
    who_name = fields.Char("Who", compute="_compute_words", compute_sudo=True)
    kind = fields.Selection(
        [
            ("push", "Push received"),
            ("read", "Read from the platform"),
            ("edited", "Edited by hand"),
            ("log", "Log"),
            ("asked", "Asked of the platform"),
            ("answered", "Answered by the platform"),
            ("exception", "Waits for a person"),
            ("closed", "Exception closed"),
            ("sale", "Sales order created"),
            ("transfer", "Transfer done"),
            ("invoice", "Invoice created"),
        ],
        "What",
        readonly=True,
    )
    text = fields.Char("Details", readonly=True)
    user_id = fields.Many2one("res.users", readonly=True)
    exception_id = fields.Many2one("ocean.exception", readonly=True)
    command_id = fields.Many2one("ocean.command", readonly=True)
    payload_id = fields.Many2one("ocean.payload", readonly=True)
    log_id = fields.Many2one("ocean.log", readonly=True)
    outcome = fields.Selection(selection="_selection_outcome", string="Result", readonly=True)
    sentence = fields.Char("What happened", compute="_compute_words", compute_sudo=True)
    changes = fields.Text("What changed", compute="_compute_changes", compute_sudo=True)

    @api.model
    def _selection_outcome(self):
        return self.env["ocean.event"]._fields["outcome"]._description_selection(self.env)

    # === WORDS === #

    @api.depends("kind", "who")
    @api.depends_context("lang")
    def _compute_words(self):
        labels = selection_words(self, "who")
        for row in self:
            row.who_name = row.user_id.name if row.who == "person" else labels[row.who]
            row.sentence = getattr(row, f"_sentence_{row.kind}")()

    def _sentence_push(self):
        return self.env._("The platform reported: %(status)s", status=self.text or "–")

    def _sentence_read(self):
        return self.env._("Read from the platform, version %(digest)s", digest=self.text)

    def _sentence_edited(self):
        return self.env._("Platform data edited by hand, version %(digest)s", digest=self.text)

    def _sentence_log(self):
        log = self.log_id
        return self.env._(
            "Read run: %(got)d of %(expected)d answered, %(changed)d changed, %(failed)d failed",
            got=log.got,
            expected=log.expected,
            changed=log.changed,
            failed=log.failed,
        )

    def _sentence_asked(self):
        return self.env._("Asked of the platform: %(what)s", what=self._command_label())

    def _sentence_answered(self):
        state = selection_text(self.command_id, "state")
        answer = f" ({self.text})" if self.text else ""
        return f"{self._command_label()}: {state}{answer}"

    def _command_label(self):
        return selection_text(self.command_id, "kind")

    def _sentence_exception(self):
        return self.exception_id.summary

    def _sentence_closed(self):
        return f"{self.exception_id.summary} {self.exception_id.closed_text}"

    def _sentence_sale(self):
        return self.env._("Sales order %(name)s created", name=self.text)

    def _sentence_transfer(self):
        return self.env._("Transfer %(name)s done", name=self.text)

    def _sentence_invoice(self):
        return self.env._("Invoice %(name)s created", name=self.text)

    # === WHAT CHANGED === #

    @api.depends("payload_id")
    @api.depends_context("lang")
    def _compute_changes(self):
        """Say which fields a version changed against the one before; buyer data is never shown."""
        found = self.payload_id._changes()
        for row in self:
            row.changes = row._changes_text(found.get(row.payload_id))

    def _changes_text(self, changes):
        if changes is None:
            return False
        if not changes:
            return self.env._("The same as before")
        lines = [
            f"{change.field}: {change.before_text or '–'} → {change.after_text or '–'}"
            for change in changes[:SHOWN_CHANGES]
        ]
        if more := len(changes) - len(lines):
            lines.append(self.env._("and %(count)d more", count=more))
        return "\n".join(lines)

    def action_compare(self):
        """Open this version beside the one before. Managers only."""
        self.ensure_one()
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may see platform data."))
        return self.env["ocean.order.compare"]._open(self.order_id, self.payload_id)

    @property
    def _table_query(self):
        return timeline_rows()
