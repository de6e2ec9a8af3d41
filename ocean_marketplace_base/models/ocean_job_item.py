from odoo import api, fields, models

from .ocean_selection import selection_text


class OceanJobItem(models.Model):
    """One row of a run: an order or a listing, and what became of it."""

    _name = "ocean.job.item"
    _description = "Row of a run"
    _order = "job_id, id"
    _rec_name = "reference"

    job_id = fields.Many2one("ocean.job", "Run", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="job_id.company_id", store=True, index=True)
    user_id = fields.Many2one(related="job_id.user_id", store=True)
    storefront_id = fields.Many2one(
        "ocean.storefront", required=True, readonly=True, ondelete="cascade", index=True
    )
    reference = fields.Char(required=True, readonly=True)
    order_id = fields.Many2one("ocean.order", readonly=True, ondelete="set null", index="btree_not_null")
    is_new = fields.Boolean(
        "New here",
        readonly=True,
        help="The order was not known here; if the platform does not know it either, it goes.",
    )
    asked_at = fields.Datetime("Marked to be read", readonly=True)
    state = fields.Selection(
        [("waiting", "Waiting"), ("done", "Done"), ("failed", "Failed"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="waiting",
    )
    answer = fields.Char("Refusal", readonly=True)
    cure = fields.Char(readonly=True)
    answer_text = fields.Char("Answer", compute="_compute_answer_text")
    cure_text = fields.Char("What to do", compute="_compute_answer_text")

    _reference_uniq = models.Constraint(
        "UNIQUE (job_id, storefront_id, reference)", "A run has each order once."
    )
    _waiting_idx = models.Index("(job_id) WHERE state = 'waiting'")

    @api.depends("state", "answer", "cure", "order_id.import_state", "order_id.exception_id")
    @api.depends_context("lang")
    def _compute_answer_text(self):
        for item in self:
            item.answer_text, item.cure_text = item._words()

    def _words(self):
        """Return (answer, cure): of a row that is done what became of the order since."""
        order = self.order_id
        if self.state == "cancelled":
            return self.env._("Cancelled before it was read"), False
        if self.state != "done" or not order:
            return self.answer, self.cure
        if cause := order.exception_id:
            return cause.summary, cause.fix_hint
        return selection_text(order, "import_state"), False

    def action_open(self):
        """Open the order, or the place where its cause is mended."""
        self.ensure_one()
        self.check_access("read")
        return self.order_id.exception_id.action_fix() if self.order_id.exception_id else self._open_order()

    def _open_order(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": "ocean.order",
            "res_id": self.order_id.id,
            "views": [(False, "form")],
        }

    # === WORKING (by the orders lane) === #

    def _settle(self):
        """Take over what became of the orders that were marked to be read."""
        read = self.filtered(lambda item: item.order_id.digest)
        refused = (self - read).filtered(
            lambda item: not item.order_id.needs_fetch and item.order_id.exception_id
        )
        unusable = read.filtered(lambda item: item.order_id.exception_id.kind == "payload_invalid")
        (read - unusable).state = "done"
        for item in refused | unusable:
            cause = item.order_id.exception_id
            item._fail(cause.summary, cause.fix_hint)
        # Whoever deletes an order does not want to wait for it.
        for item in self.filtered(lambda item: not item.order_id):
            item._fail(self.env._("The order was removed meanwhile."))

    def _fail(self, answer, cure=False):
        self.write({"state": "failed", "answer": answer, "cure": cure})
