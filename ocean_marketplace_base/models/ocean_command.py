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
from ..lib.schema import OrderStatus

_logger = logging.getLogger(__name__)

SLICE = 5.0  # seconds of work per run of the scheduled action
MAX_TRIES = 6
OPEN = ("pending", "sending", "unknown")
KINDS = [
    (commands.CANCEL, "Cancel the order"),
    (commands.ACCEPT_CANCEL, "Accept the buyer's cancellation"),
    (commands.REJECT_CANCEL, "Reject the buyer's cancellation"),
]

CLAIMED, SENT, ANSWERED = failpoints.register("command.claimed", "command.sent", "command.answered")


class OceanCommand(models.Model):
    """Something asked of the platform that must happen once: the row says how far it is.

    A request whose answer got lost is *unknown*: before it is repeated the platform is asked what happened.
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
    kind = fields.Selection(KINDS, "What", required=True, readonly=True)
    order_id = fields.Many2one("ocean.order", required=True, ondelete="cascade", index=True, readonly=True)
    external_id = fields.Char(related="order_id.external_id", string="Order no.")
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
    effect_key = fields.Char(required=True, readonly=True, default=lambda self: uuid.uuid4().hex)
    tries = fields.Integer(readonly=True)
    next_try = fields.Datetime(readonly=True)
    answer = fields.Char(readonly=True, help="What the platform said.")
    technical_code = fields.Char("Code", readonly=True)
    technical_request = fields.Char("Request ID", readonly=True)
    user_id = fields.Many2one("res.users", "Asked by", readonly=True, default=lambda self: self.env.user)
    done_at = fields.Datetime("Answered", readonly=True)

    _open_uniq = models.UniqueIndex(
        "(kind, order_id) WHERE state IN ('pending', 'sending', 'unknown')",
        "This was already asked; wait for the answer.",
    )
    _due_idx = models.Index("(next_try) WHERE state IN ('pending', 'sending', 'unknown')")

    # === ASKING === #

    @api.model
    def _ask(self, orders, kind, reason=None, note=""):
        """Write down that `kind` is wanted for `orders` and wake the lane; return the rows.

        What is already asked is not asked twice.
        """
        known = self.search([("kind", "=", kind), ("order_id", "in", orders.ids), ("state", "in", OPEN)])
        created = self.create(
            [
                {
                    "storefront_id": order.storefront_id.id,
                    "order_id": order.id,
                    "kind": kind,
                    "reason_code": reason.code if reason else False,
                    "reason_text": reason.text if reason else False,
                    "note": note or False,
                    "user_id": self.env.uid,
                }
                for order in orders - known.order_id
            ]
        )
        self.env["ocean.storefront"]._dispatch("commands")
        return known | created

    # === WORKING === #

    @api.model
    def _cron_commands(self):
        """Send what waits, for at most `SLICE` seconds; wake up again if work is left."""
        stop = time.monotonic() + SLICE
        while command := self._due().filtered(lambda row: row._may_send())[:1]:
            command._process()
            if time.monotonic() > stop:
                self.env["ocean.storefront"]._dispatch("commands")
                break
        self.env["ocean.live"]._send_pending(force=True)
        self.env["ir.cron"]._commit_progress(0, remaining=0)

    @api.model
    def _due(self):
        now = Domain("next_try", "=", False) | Domain("next_try", "<=", fields.Datetime.now())
        return self.search(Domain("state", "in", OPEN) & now, order="next_try NULLS FIRST, id", limit=200)

    def _may_send(self):
        return self.storefront_id._roots()._is_running()

    def _process(self):
        """Bring one request a step on; every step is a transaction of its own and can be repeated."""
        self.ensure_one()
        # Rows found as sent belong to a process that died: nobody knows what became of them.
        unsure = self.state in ("sending", "unknown")
        try:
            if unsure:
                self._settle_unknown()
            else:
                self._send()
        except failpoints.FailpointHit:
            raise
        except MarketplaceError as error:
            self.env.cr.rollback()
            self._retrying(partial(self._stay_unsure if unsure else self._note_failure, error))
        except Exception as error:  # the row says what happened, the log has the traceback
            self.env.cr.rollback()
            _logger.exception("request %s breaks", self.id)
            self._retrying(partial(self._fail, type(error).__name__, type(error).__name__))

    def _send(self):
        command, storefront = self._plain(), self._connected_storefront()
        storefront._valid_access_token()  # whatever a refresh raises, nothing was sent yet
        self._retrying(partial(self.write, {"state": "sending", "tries": self.tries + 1}))
        failpoints.hit(CLAIMED)
        adapter = storefront._platform()
        storefront._with_token(lambda token: adapter._send_command(storefront, token, command))
        failpoints.hit(SENT)
        self._retrying(self._succeed)
        failpoints.hit(ANSWERED)

    def _connected_storefront(self):
        """Return the storefront whose connection is used, for code that may read its tokens."""
        # sudo: no user may read tokens; requests are sent by the system
        return self.storefront_id._roots().sudo()

    def _plain(self):
        order = self.order_id
        return commands.Command(
            kind=self.kind,
            external_id=order.external_id,
            raw_status=order.raw_status or "",
            reason_code=self.reason_code or "",
            note=self.note or "",
            items=tuple(
                commands.CommandItem(
                    item_id=line.item_id or "", sku_id=line.sku_id or "", quantity=int(line.quantity_active)
                )
                for line in order.line_ids
            ),
            key=self.effect_key,
        )

    def _settle_unknown(self):
        """Ask the platform what happened: done, or not and then it waits to be sent again."""
        status = self._status_now()
        if self._has_happened(status):
            self._retrying(self._succeed)
        elif self.tries >= MAX_TRIES:
            self._retrying(self._give_to_a_person)
        else:
            self._retrying(partial(self.write, {"state": "pending", "next_try": False}))

    def _status_now(self):
        """Return the order's neutral status as the platform says it now.

        :raise MarketplaceError: when the platform does not say
        """
        storefront, number = self._connected_storefront(), self.order_id.external_id
        [raw] = storefront._with_reader(lambda reader: reader.read_orders([number]))
        if raw.error:
            raise raw.error
        return storefront._platform()._map_order(raw.payload).status

    def _has_happened(self, status):
        if self.kind == commands.REJECT_CANCEL:
            return status is not OrderStatus.CANCEL_REQUESTED
        return status is OrderStatus.CANCELLED

    # === RESULTS === #

    def _succeed(self):
        self.write({"state": "done", "done_at": fields.Datetime.now(), "answer": False, "next_try": False})
        self.order_id._read_again()
        self.env["ocean.exception"]._resolve_kinds(
            self.storefront_id, ["command_refused", "outcome_unsure"], self._cause_key()
        )
        self.env["ocean.storefront"]._dispatch("orders")
        self.env["ocean.live"]._changed("ocean.order", self.storefront_id)

    def _stay_unsure(self, error):
        """The platform does not say what happened: ask again later, and send nothing until it does."""
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
        self._report("command_refused", message)
        self.order_id._read_again()
        self.env["ocean.storefront"]._dispatch("orders")

    def _give_to_a_person(self):
        self.write({"next_try": self._later(self.tries, base=3600, cap=3600)})
        self._report("outcome_unsure", "")

    def _report(self, kind, message):
        label = dict(self._fields["kind"]._description_selection(self.env))[self.kind]
        detail = f"{self.order_id.external_id}: {label}" + (f" ({message})" if message else "")
        self.env["ocean.exception"]._report(
            self.storefront_id,
            kind,
            self._cause_key(),
            detail=detail[:250],
            technical={"technical_code": self.technical_code, "technical_request": self.technical_request},
        )

    def _cause_key(self):
        return f"{self.order_id.external_id}:{self.kind}"

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
            row.copy({"state": "pending", "effect_key": uuid.uuid4().hex, "tries": 0})
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
