from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .ocean_selection import selection_words

RETENTION = timedelta(days=30)
MAX_REFERENCES = 200  # that people paste or programs send; a file may hold more
ACTIVE = ("queued", "running")
NAMED = 3  # storefronts that the name of a run tells


class OceanJob(models.Model):
    """One bulk run that people can watch: what was asked, how far it is, how it ended.

    Its rows are the work and its result. Figures are counted from them, so that nobody writes a counter.
    """

    _name = "ocean.job"
    _description = "Run"
    _order = "id desc"
    _rec_name = "kind"

    kind = fields.Selection(
        [
            ("import", "Import orders"),
            ("refresh", "Read orders again"),
            ("check", "Nightly count check"),
        ],
        required=True,
        readonly=True,
    )
    storefront_ids = fields.Many2many("ocean.storefront", string="Storefronts", readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    user_id = fields.Many2one(
        "res.users", "By", required=True, readonly=True, index=True, default=lambda self: self.env.user
    )
    state = fields.Selection(
        [
            ("queued", "Queued"),
            ("running", "Running"),
            ("partial", "Done with problems"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="queued",
        index=True,
    )
    started_at = fields.Datetime("Started", readonly=True)
    ended_at = fields.Datetime("Ended", readonly=True)
    message = fields.Char(readonly=True)
    item_ids = fields.One2many("ocean.job.item", "job_id", "Rows", readonly=True)
    failed_ids = fields.One2many(
        "ocean.job.item", "job_id", "Failed rows", readonly=True, domain=[("state", "=", "failed")]
    )
    window_ids = fields.One2many("ocean.job.window", "job_id", "Windows", readonly=True)
    total = fields.Integer(compute="_compute_figures")
    done = fields.Integer(compute="_compute_figures")
    failed = fields.Integer(compute="_compute_figures")
    cancelled = fields.Integer(compute="_compute_figures")
    waiting = fields.Integer(compute="_compute_figures")
    finished = fields.Integer("Progress", compute="_compute_figures", help="Rows that do not wait any more.")
    window_text = fields.Char("Windows looked at", compute="_compute_window_text")

    _active_idx = models.Index("(id) WHERE state IN ('queued', 'running')")

    # === COMPUTES === #

    @api.depends("kind", "storefront_ids.display_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = selection_words(self, "kind")
        for job in self:
            named = job.storefront_ids[:NAMED].mapped("display_name")
            more = len(job.storefront_ids) - len(named)
            names = ", ".join([*named, f"+{more}"] if more else named)
            job.display_name = " · ".join(part for part in (kinds.get(job.kind), names) if part)

    @api.depends("item_ids.state")
    def _compute_figures(self):
        rows = self.env["ocean.job.item"]._read_group(
            [("job_id", "in", self.ids)], ["job_id", "state"], ["__count"]
        )
        counts = {(job.id, state): count for job, state, count in rows}
        for job in self:
            numbers = {
                state: counts.get((job.id, state), 0) for state in ("waiting", "done", "failed", "cancelled")
            }
            job.update({**numbers, "total": sum(numbers.values())})
            job.finished = job.total - job.waiting

    @api.depends("window_ids.state")
    def _compute_window_text(self):
        for job in self:
            windows = job.window_ids
            done = self.env._(
                "%(done)d of %(total)d", done=len(windows - windows._open()), total=len(windows)
            )
            job.window_text = done if windows else False

    # === OPENING === #

    @api.model
    def _open(self, kind, storefronts, references=(), orders=None, windows=()):
        """Return a new run of the current user and wake its lane. Nothing else happens in the request.

        :param storefronts: of one company; the rows of orders not known here belong to the first
        :param references: numbers of orders that are not known here
        :param orders: `ocean.order` to read again
        :param windows: (storefront, since, until) in naive UTC, to look for changed orders in
        :raise UserError: when the storefronts are of several companies
        """
        company = storefronts.company_id
        if len(company) != 1:
            raise UserError(self.env._("Choose storefronts of one company."))
        job_sudo = self._create_run(kind, storefronts, company)
        job_sudo._add_items(storefronts[:1], references)
        job_sudo._add_orders(orders or self.env["ocean.order"])
        self.env["ocean.job.window"].sudo().create(
            [
                {"job_id": job_sudo.id, "storefront_id": shop.id, "since": since, "until": until}
                for shop, since, until in windows
            ]
        )
        self.env["ocean.storefront"]._dispatch("orders")
        return self.browse(job_sudo.id)

    @api.model
    def _create_run(self, kind, storefronts, company, **values):
        """Return a new run of the current user, with the rights to fill it."""
        # sudo: people open runs by what they do, and only the system writes them
        return self.sudo().create(
            {
                "kind": kind,
                "storefront_ids": [fields.Command.set(storefronts.ids)],
                "company_id": company.id,
                "user_id": self.env.uid,
                **values,
            }
        )

    def _add_items(self, storefront, references):
        """Add a waiting row for each of `references` that the run does not have yet."""
        rows = self.env["ocean.job.item"].search(
            [
                ("job_id", "=", self.id),
                ("storefront_id", "=", storefront.id),
                ("reference", "in", list(references)),
            ]
        )
        known = set(rows.mapped("reference"))
        rows.create(
            [
                {"job_id": self.id, "storefront_id": storefront.id, "reference": reference}
                for reference in dict.fromkeys(references)
                if reference not in known
            ]
        )

    def _add_orders(self, orders):
        self.env["ocean.job.item"].create(
            [
                {
                    "job_id": self.id,
                    "storefront_id": order.storefront_id.id,
                    "reference": order.external_id,
                    "order_id": order.id,
                }
                for order in orders
            ]
        )

    def _action_show(self):
        """Return the action that shows the run above what one was doing."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    # === WORKING === #

    @api.model
    def _unfinished(self, kinds):
        """Return the runs of `kinds` to work for: what people wait for first, then the oldest."""
        jobs = self.search([("state", "in", ACTIVE), ("kind", "in", kinds)], order="id")
        return jobs.sorted(lambda job: job.kind == "check")

    def _begin(self):
        self.filtered(lambda job: job.state == "queued").write(
            {"state": "running", "started_at": fields.Datetime.now()}
        )

    def _finish_if_over(self):
        """Close the run when none of its rows and windows waits any more; return whether it is over."""
        self.ensure_one()
        if self.state not in ACTIVE or self.waiting or self.window_ids._open():
            return self.state not in ACTIVE
        troubled = self.failed or self.window_ids.filtered(lambda window: window.state == "failed")
        self.write({"state": "partial" if troubled else "done", "ended_at": fields.Datetime.now()})
        self._finished()
        return True

    def _finished(self):
        """The run is over: tell who asked for it."""
        self._show_change()
        if self.user_id.share or self.user_id == self.env.ref("base.user_root"):
            return
        job = self.with_context(lang=self.user_id.lang)
        self.user_id.partner_id._bus_send("account_notification", job._toast())

    def _toast(self):
        """Return the notification with a button that opens the run."""
        problems = self.state == "partial"
        return {
            "type": "warning" if problems else "success",
            "title": self.display_name,
            "message": self.env._(
                "%(done)d of %(total)d done, %(failed)d failed.",
                done=self.done,
                total=self.total,
                failed=self.failed,
            ),
            "sticky": problems,
            "action_button": {
                "name": self.env._("Open"),
                "action_name": self.env._("Runs"),
                "model": self._name,
                "res_ids": self.ids,
            },
        }

    def _show_change(self):
        self.env["ocean.live"]._changed(self._name, self.storefront_ids)

    # === ACTIONS === #

    def action_retry_failed(self):
        """Try the failed rows and windows again; what is done is not touched."""
        self.check_access("read")
        # sudo: whoever may see a run may let it go on; only the system writes it
        for job_sudo in self.sudo():
            job_sudo._reopen()
        self.env["ocean.storefront"]._dispatch("orders")
        return True

    def _reopen(self):
        items = self.item_ids.filtered(lambda item: item.state == "failed")
        windows = self.window_ids.filtered(lambda window: window.state == "failed")
        if not items and not windows:
            raise UserError(self.env._("Nothing failed in this run."))
        items.write({"state": "waiting", "asked_at": False, "answer": False, "cure": False})
        windows.write({"state": "open", "tries": 0, "next_try": False, "message": False})
        self.write({"state": "queued", "ended_at": False, "message": False})
        self._show_change()

    def action_cancel_rest(self):
        """Cancel what is not done yet. What was already asked of the platform may still arrive."""
        self.check_access("read")
        # sudo: as above
        for job_sudo in self.sudo().filtered(lambda job: job.state in ACTIVE):
            job_sudo._cancel_items()
            job_sudo.window_ids._open().write({"state": "cancelled"})
            job_sudo.write(
                {
                    "state": "cancelled",
                    "ended_at": fields.Datetime.now(),
                    "message": self.env._("Cancelled by %(user)s.", user=self.env.user.name),
                }
            )
            job_sudo._show_change()
        return True

    def _cancel_items(self):
        """Take back the rows that still wait."""
        self.item_ids.filtered(lambda item: item.state == "waiting").write({"state": "cancelled"})

    @api.autovacuum
    def _gc_old(self):
        over = Domain("state", "not in", ACTIVE) & Domain("ended_at", "<", fields.Datetime.now() - RETENTION)
        old = self.sudo().search(over, limit=1000)
        old.unlink()
        return len(old), len(old)
