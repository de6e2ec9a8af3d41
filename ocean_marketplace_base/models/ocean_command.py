import logging
import time
import uuid
from functools import partial

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..lib import commands, failpoints
from ..lib.errors import (
    AuthExpired,
    AuthRevoked,
    MarketplaceError,
    Throttled,
    Transient,
)
from .ocean_selection import selection_text

_logger = logging.getLogger(__name__)

SLICE = 5.0  # seconds of work per run of the scheduled action
MAX_TRIES = 6
AHEAD = 200  # waiting rows that are looked at for one to send
OPEN = ("pending", "sending", "unknown")
ORDER_KINDS = [
    (commands.CANCEL, "Cancel the order"),
    (commands.ACCEPT_CANCEL, "Accept the buyer's cancellation"),
    (commands.REJECT_CANCEL, "Reject the buyer's cancellation"),
]
LISTING_KINDS = [
    (commands.LISTING_PUBLISH, "Publish the listing"),
    (commands.LISTING_HIDE, "Hide the listing"),
    (commands.LISTING_SHOW, "Show the listing"),
    (commands.LISTING_DELETE, "Delete the listing"),
    (commands.LISTING_RECOVER, "Recover the listing"),
    (commands.LISTING_READ, "Read the listing"),
]

CLAIMED, SENT, ANSWERED = failpoints.register("command.claimed", "command.sent", "command.answered")


class OceanCommand(models.Model):
    """Something asked of the platform that must happen once: the row says how far it is.

    A request whose answer got lost is *unknown*: before it is repeated the platform is asked what happened.
    What a request is about (`ocean.command.subject`) knows how it is sent.
    """

    _name = "ocean.command"
    _description = "Outgoing request"
    _inherit = ["ocean.retry"]
    _order = "id desc"
    _rec_name = "external_id"

    storefront_id = fields.Many2one(
        "ocean.storefront", required=True, ondelete="cascade", index=True, readonly=True
    )
    company_id = fields.Many2one(related="storefront_id.company_id", store=True, index=True)
    kind = fields.Selection(ORDER_KINDS + LISTING_KINDS, "What", required=True, readonly=True)
    order_id = fields.Many2one("ocean.order", ondelete="cascade", index="btree_not_null", readonly=True)
    listing_id = fields.Many2one("ocean.listing", ondelete="cascade", index="btree_not_null", readonly=True)
    external_id = fields.Char("About", compute="_compute_external_id", search="_search_external_id")
    state = fields.Selection(
        [
            ("pending", "Waiting"),
            ("sending", "Sent"),
            ("unknown", "Checking what happened"),
            ("done", "Done"),
            ("failed", "Refused"),
            ("cancelled", "Given up"),
        ],
        required=True,
        default="pending",
        readonly=True,
        index=True,
    )
    reason_code = fields.Char("Reason code", readonly=True)
    reason_text = fields.Char("Reason", readonly=True)
    note = fields.Char(readonly=True)
    content_keys = fields.Json(readonly=True, help="Parts of a listing to send, if not all that differ.")
    effect_key = fields.Char(required=True, readonly=True, default=lambda self: uuid.uuid4().hex)
    tries = fields.Integer(readonly=True)
    next_try = fields.Datetime(readonly=True)
    answer = fields.Char(readonly=True, help="What the platform said.")
    only_prices = fields.Boolean(readonly=True, help="What was not taken were prices.")
    technical_code = fields.Char("Code", readonly=True)
    technical_request = fields.Char("Request ID", readonly=True)
    user_id = fields.Many2one("res.users", "Asked by", readonly=True, default=lambda self: self.env.user)
    done_at = fields.Datetime("Answered", readonly=True)

    _subject_check = models.Constraint(
        "CHECK ((order_id IS NULL) <> (listing_id IS NULL))", "A request is about an order or a listing."
    )
    _open_uniq = models.UniqueIndex(
        "(kind, order_id) WHERE state IN ('pending', 'sending', 'unknown')",
        "This was already asked; wait for the answer.",
    )
    _open_listing_uniq = models.UniqueIndex(
        "(kind, listing_id) WHERE state IN ('pending', 'sending', 'unknown')",
        "This was already asked; wait for the answer.",
    )
    _due_idx = models.Index("(next_try) WHERE state IN ('pending', 'sending', 'unknown')")

    @api.depends("order_id.external_id", "listing_id.external_id", "listing_id.name")
    def _compute_external_id(self):
        for row in self:
            row.external_id = row._subject()._command_reference()

    @api.model
    def _search_external_id(self, operator, value):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        names = ("order_id.external_id", "listing_id.external_id", "listing_id.name")
        return Domain.OR([(name, operator, value)] for name in names)

    def _subject(self):
        """Return the records that these requests, all about one model, are about."""
        return self.order_id or self.listing_id

    # === ASKING === #

    @api.model
    def _ask(self, subjects, kind, reason=None, note="", **values):
        """Write down that `kind` is wanted for `subjects` and wake the lane; return the rows.

        What is already asked is not asked twice.
        """
        link = "order_id" if subjects._name == "ocean.order" else "listing_id"
        known = self.search([("kind", "=", kind), (link, "in", subjects.ids), ("state", "in", OPEN)])
        created = self.create(
            [
                {
                    "storefront_id": subject.storefront_id.id,
                    link: subject.id,
                    "kind": kind,
                    "reason_code": reason.code if reason else False,
                    "reason_text": reason.text if reason else False,
                    "note": note or False,
                    "user_id": self.env.uid,
                    **values,
                }
                for subject in subjects - known[link]
            ]
        )
        self.env["ocean.storefront"]._dispatch("commands")
        return known | created

    # === WORKING === #

    @api.model
    def _cron_commands(self):
        """Send what waits, for at most `SLICE` seconds; wake up again if work is left."""
        stop = time.monotonic() + SLICE
        while rows := self._next():
            rows._process()
            if time.monotonic() > stop:
                self.env["ocean.storefront"]._dispatch("commands")
                break
        self.env["ocean.live"]._send_pending(force=True)
        self.env["ir.cron"]._commit_progress(0, remaining=0)

    @api.model
    def _due(self, link, running):
        now = Domain("next_try", "=", False) | Domain("next_try", "<=", fields.Datetime.now())
        return self.search(
            Domain("state", "in", OPEN)
            & Domain("storefront_id", "in", running.ids)
            & Domain(link, "!=", False)
            & now,
            order="next_try NULLS FIRST, id",
            limit=AHEAD,
        )

    @api.model
    def _next(self):
        """Return the requests to bring a step on: about orders first, since buyers wait for these."""
        storefronts = self.env["ocean.storefront"].search(Domain.TRUE)
        running = storefronts.filtered(lambda shop: shop._roots()._is_running())
        for link in ("order_id", "listing_id"):
            due = self._due(link, running)
            if first := next((row for row in due if row._may_send()), None):
                return first._with_companions(due)
        return self.browse()

    def _may_send(self):
        """Return whether it is this row's turn: what was asked earlier of the same listing goes first."""
        if not self.listing_id:
            return True
        older = [("listing_id", "=", self.listing_id.id), ("state", "in", OPEN), ("id", "<", self.id)]
        return not self.search_count(older, limit=1)

    def _with_companions(self, due):
        """Return this row and those of `due` that can go to the platform in the same call."""
        most = self._subject()._command_batch(self.kind)
        if most == 1 or self.state != "pending":
            return self
        alike = due.filtered(
            lambda row: (
                row.kind == self.kind
                and row.state == "pending"
                and row.storefront_id._roots() == self.storefront_id._roots()
            )
        )
        return (self | alike[:most].filtered(lambda row: row._may_send()))[:most]

    def _process(self):
        """Bring requests of one kind a step on; each step is a transaction of its own and can be repeated."""
        # Rows found as sent belong to a process that died: nobody knows what became of them.
        unsure = self[:1].state in ("sending", "unknown")
        try:
            if unsure:
                self._settle_unknown()
            else:
                self._send()
        except failpoints.FailpointHit:
            raise
        except MarketplaceError as error:
            self.env.cr.rollback()
            self._retrying(partial(self._note_error, error, unsure))
        except Exception as error:  # the row says what happened, the log has the traceback
            self.env.cr.rollback()
            _logger.exception("requests %s break", self.ids)
            self._retrying(partial(self._note_breakdown, error))

    def _send(self):
        storefront = self._connected_storefront()
        storefront._valid_access_token()  # whatever a refresh raises, nothing was sent yet
        mine = self._retrying(self._claim)
        if not mine:
            return
        failpoints.hit(CLAIMED)
        refusals = mine._subject()._command_send(mine)
        failpoints.hit(SENT)
        self._retrying(partial(mine._conclude, refusals))
        failpoints.hit(ANSWERED)

    def _claim(self):
        """Return those of these rows that are sent now: another worker may have taken some meanwhile, which
        shows when the step is repeated after the conflict."""
        mine = self.exists().filtered(lambda row: row.state == "pending")
        for row in mine:
            row.write({"state": "sending", "tries": row.tries + 1})
        return mine

    def _conclude(self, refusals):
        for row in self:
            error = refusals.get(row)
            if isinstance(error, AuthExpired):  # others of the call went through: a new token will do
                row.write({"state": "pending", "next_try": False})
            elif error:
                row._note_failure(error)
            else:
                row._succeed()

    def _connected_storefront(self):
        """Return the storefront whose connection is used, for code that may read its tokens."""
        # sudo: no user may read tokens; requests are sent by the system
        return self.storefront_id._roots().sudo()

    def _settle_unknown(self):
        """Ask the platform what happened: done, or not and then it waits to be sent again."""
        self.ensure_one()
        if self._subject()._command_happened(self):
            self._retrying(self._succeed)
        elif self.tries >= MAX_TRIES:
            self._retrying(self._give_to_a_person)
        else:
            self._retrying(partial(self.write, {"state": "pending", "next_try": False}))

    # === RESULTS === #

    def _succeed(self):
        self.write({"state": "done", "done_at": fields.Datetime.now(), "next_try": False})
        subject = self._subject()
        self.env["ocean.exception"]._resolve_kinds(
            self.storefront_id,
            [subject._command_refused_kind, subject._command_unsure_kind],
            self._cause_key(),
        )
        subject._command_done(self)

    def _note_error(self, error, unsure):
        """Write down what the platform said instead of an answer."""
        for row in self:
            if unsure:
                row._stay_unsure(error)
            else:
                row._note_failure(error)

    def _note_breakdown(self, error):
        """Write down that our own code broke. What was already claimed may have reached the platform, so it
        is not refused: the platform is asked.
        """
        for row in self:
            if row.state == "pending":
                row._fail(type(error).__name__, type(error).__name__)
            else:
                row._stay_unsure(error)

    def _stay_unsure(self, error):
        """Nobody says what happened: ask again later, and send nothing until somebody does."""
        self.write({"state": "unknown", "tries": self.tries + 1})
        if self.tries >= MAX_TRIES:
            self._give_to_a_person()
        else:
            self.next_try = self._later(self.tries, base=10, cap=600)
        if isinstance(error, AuthRevoked):
            self._connected_storefront()._cut_off(error)

    def _note_failure(self, error):
        """Write down a failed call: what may be tried again waits, what was refused is a person's."""
        if isinstance(error, Transient):
            self.write({"state": "unknown", "next_try": self._later(self.tries, base=5, cap=600)})
        elif isinstance(error, Throttled):
            self.write({"state": "pending", "next_try": self._later(self.tries, base=10, cap=600)})
        elif isinstance(error, (AuthRevoked, AuthExpired)):
            self.write({"state": "pending", "next_try": self._later(self.tries, base=600, cap=3600)})
            self._connected_storefront()._cut_off(error)
        else:
            self._fail(error.message, error.code, error.request_id)

    def _fail(self, message, code="", request_id=""):
        self.write(
            {
                "state": "failed",
                "done_at": fields.Datetime.now(),
                "answer": message[:500],
                "technical_code": code,
                "technical_request": request_id,
            }
        )
        self._report(self._subject()._command_complaint(self), message)
        self._subject()._command_refused(self)

    def _give_to_a_person(self):
        self.write({"next_try": self._later(self.tries, base=3600, cap=3600)})
        self._report(self._subject()._command_unsure_kind, "")

    def _report(self, kind, message):
        detail = f"{self.external_id}: {self._kind_label()}" + (f" ({message})" if message else "")
        self.env["ocean.exception"]._report(
            self.storefront_id,
            kind,
            self._cause_key(),
            detail=detail[:250],
            technical={"technical_code": self.technical_code, "technical_request": self.technical_request},
        )

    def _kind_label(self):
        return selection_text(self, "kind")

    def _cause_key(self):
        return self._subject()._command_cause(self.kind)

    # === ACTIONS === #

    def action_check(self):
        """Ask the platform at the next turn what became of these requests."""
        self.check_access("read")
        # sudo: only the system writes requests; asking again is part of a user's work
        self.sudo().filtered(lambda row: row.state in OPEN).write({"next_try": False, "tries": 0})
        self.env["ocean.storefront"]._dispatch("commands")

    def action_try_again(self):
        """Send refused requests once more."""
        self.check_access("read")
        for row in self.sudo().filtered(lambda row: row.state == "failed"):  # sudo: as above
            row._subject()._command_again(row)
        self.env["ocean.storefront"]._dispatch("commands")

    def action_give_up(self):
        """Forget requests that wait. What was sent cannot be taken back."""
        self.check_access("read")
        waiting = self.filtered(lambda row: row.state == "pending")
        if self - waiting:
            raise UserError(
                self.env._("Only requests that still wait can be given up; the others are with the platform.")
            )
        waiting.sudo().write({"state": "cancelled"})  # sudo: as above
