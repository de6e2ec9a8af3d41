import hashlib
import json
import logging
from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.tools import mute_logger

from ..lib import failpoints
from ..lib.errors import ContractChanged, MarketplaceError
from ..lib.redact import mask_payload
from ..lib.schema import Topic

_logger = logging.getLogger(__name__)

RETENTION = timedelta(days=30)
WAKE_INTERVAL = timedelta(seconds=1)
BATCH = 100
UNREAD = "unread"  # the topic of a genuine push that was not understood
MAX_AGE = timedelta(days=3)  # the longest a platform keeps repeating a push

(BEFORE_SETTLED,) = failpoints.register("orders.before_settled")


class OceanEvent(models.Model):
    """Inbox: every push as received. A push is a hint; what it names is read again from the platform."""

    _name = "ocean.event"
    _description = "Push"
    _order = "id desc"
    _rec_name = "external_id"

    account_id = fields.Many2one("ocean.account", required=True, ondelete="cascade", index=True)
    storefront_id = fields.Many2one("ocean.storefront", ondelete="cascade", index="btree_not_null")
    company_id = fields.Many2one("res.company", index="btree_not_null")
    received_at = fields.Datetime("Received", required=True, default=fields.Datetime.now, index=True)
    occurred_at = fields.Datetime("Happened")
    topic = fields.Char(required=True)
    raw_topic = fields.Char("Platform's topic")
    external_id = fields.Char("About")
    raw_status = fields.Char("Reported status")
    text = fields.Char("Reported text", help="For example a tracking number.")
    dedupe_key = fields.Char(required=True)
    signature_ok = fields.Boolean("Signature")
    outcome = fields.Selection(
        [
            ("new", "New"),
            ("read", "Order read again"),
            ("merged", "Merged"),
            ("older", "Older, ignored"),
            ("noted", "Noted"),
            ("refused", "Refused"),
            ("failed", "Failed"),
        ],
        required=True,
        default="new",
        index=True,
    )
    outcome_text = fields.Char("Why")
    source_ip = fields.Char("Source")
    body = fields.Text(groups="ocean_marketplace_base.group_manager")
    masked_body = fields.Text(
        "Content", compute="_compute_masked_body", groups="ocean_marketplace_base.group_manager"
    )
    order_id = fields.Many2one("ocean.order", index="btree_not_null", ondelete="set null")

    _dedupe_uniq = models.Constraint("UNIQUE (account_id, dedupe_key)", "This push was already received.")
    _new_idx = models.Index("(id) WHERE outcome = 'new'")

    @api.depends("body")
    def _compute_masked_body(self):
        for event in self:
            try:
                event.masked_body = mask_payload(json.loads(event.body)) if event.body else False
            except ValueError:
                event.masked_body = self.env._("(not readable)")

    # === RECEIVING === #

    @api.model
    def _receive(self, account, headers, body, source_ip):
        """Verify and store a push; nothing else happens in the request.

        :return: whether the push is accepted; refused ones are noted at most once per source and minute
        """
        adapter = account._platform()
        if not self._is_genuine(adapter, account, headers, body):
            self._refuse(account, "signature", source_ip)
            return False
        try:
            events = adapter._parse_push(body)
        except ContractChanged as error:
            # Genuine but not understood: kept, so nothing is lost, and answered, so it is not repeated.
            self._store_unread(account, error, body, source_ip)
            return True
        for event in events:
            if event.occurred_at and self._is_stale(event):
                self._refuse(account, "stale", source_ip)
                continue
            for shop_id in event.shop_ids or ("",):
                self._store(account, event, shop_id, body, source_ip)
        return True

    @api.model
    def _is_genuine(self, adapter, account, headers, body):
        try:
            return adapter._verify_push(account, headers, body)
        except MarketplaceError:
            return False  # an app without keys can prove nothing

    @api.model
    def _store_unread(self, account, error, body, source_ip):
        self._insert(
            {
                "account_id": account.id,
                "company_id": account.company_id.id,
                "topic": UNREAD,
                "dedupe_key": f"unread:{hashlib.sha256(body).hexdigest()}",
                "signature_ok": True,
                "outcome": "failed",
                "outcome_text": str(error),
                "body": self._text_of(body),
                "source_ip": source_ip,
            }
        )

    @api.model
    def _text_of(self, body):
        """Return `body` as text the database can hold."""
        return body.decode("utf-8", errors="replace").replace("\x00", "")

    @api.model
    def _is_stale(self, event):
        return event.occurred_at.replace(tzinfo=None) < fields.Datetime.now() - MAX_AGE

    @api.model
    def _refuse(self, account, reason, source_ip):
        """Note a refused push: one row per app, source and minute, or anybody could fill the table."""
        minute = fields.Datetime.now().strftime("%Y%m%d%H%M")
        self._insert(
            {
                "account_id": account.id,
                "company_id": account.company_id.id,
                "topic": "refused",
                "dedupe_key": f"refused:{source_ip}:{minute}",
                "signature_ok": reason != "signature",
                "outcome": "refused",
                "outcome_text": reason,
                "source_ip": source_ip,
            }
        )

    @api.model
    def _store(self, account, event, shop_id, body, source_ip):
        storefront = self._storefront_of(account, shop_id)
        if not shop_id:
            storefront = self._storefront_of_order(account, event)
        stored = self._insert(
            {
                "account_id": account.id,
                "storefront_id": storefront.id,
                "company_id": storefront.company_id.id or account.company_id.id,
                "occurred_at": event.occurred_at.replace(tzinfo=None) if event.occurred_at else False,
                "topic": event.topic.value,
                "raw_topic": event.raw_topic,
                "external_id": event.external_id,
                "raw_status": event.raw_status,
                "text": event.text,
                "dedupe_key": f"{event.dedupe_key}:{shop_id}",
                "signature_ok": True,
                "body": self._text_of(body),
                "source_ip": source_ip,
            }
        )
        if stored and self._may_wake():
            self.env["ocean.storefront"]._dispatch("orders")

    @api.model
    def _storefront_of(self, account, shop_id):
        return self.env["ocean.storefront"].search(
            [("account_id", "=", account.id), ("external_shop_id", "=", shop_id)], limit=1
        )

    @api.model
    def _storefront_of_order(self, account, event):
        """Return whose order a push without shop is about: who has it, or the only shop of the app."""
        shops = self.env["ocean.storefront"].search([("account_id", "=", account.id)])
        if event.topic not in (Topic.ORDER, Topic.TRACKING) or not event.external_id:
            return shops.browse()
        orders = self.env["ocean.order"].search(
            [("storefront_id", "in", shops._family().ids), ("external_id", "=", event.external_id)]
        )
        known = orders.storefront_id._roots()
        return known if len(known) == 1 else shops if len(shops) == 1 else shops.browse()

    @api.model
    def _insert(self, values):
        """Insert a row unless its key is known; return it or nothing."""
        known = [("account_id", "=", values["account_id"]), ("dedupe_key", "=", values["dedupe_key"])]
        if self.search_count(known, limit=1):
            return self.browse()
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                return self.create(values)
        except UniqueViolation:
            return self.browse()

    @api.model
    def _may_wake(self):
        """Wake the lane at most once a second: each wake-up opens a connection."""
        recent = fields.Datetime.now() - WAKE_INTERVAL
        others = self.search_count([("received_at", ">", recent), ("outcome", "=", "new")], limit=2)
        return others < 2

    # === SETTLING (by the orders lane) === #

    @api.model
    def _settle_new(self):
        """Turn waiting pushes into marked orders and connection changes; return how many were settled."""
        events = self._waiting()
        events._settle()
        failpoints.hit(BEFORE_SETTLED)
        return len(events)

    @api.model
    def _waiting(self):
        return self.search([("outcome", "=", "new")], order="id", limit=BATCH)

    def _settle(self):
        for (storefront, topic), group in self.grouped(
            lambda event: (event.storefront_id, event.topic)
        ).items():
            handler = getattr(group, f"_settle_{topic}", None) or group._settle_other
            handler(storefront)

    def _settle_failed(self, error):
        """Keep a push that cannot be settled as failed, so that the others go on."""
        self.write({"outcome": "failed", "outcome_text": type(error).__name__})

    def _settle_order(self, storefront):
        """Mark the orders to be read again, unless we already have a newer version."""
        if not storefront:
            text = self.env._(
                "No connected storefront has this shop. Connect it with this app, or stop its pushes on the "
                "platform."
            )
            self.write({"outcome": "failed", "outcome_text": text})
            return
        orders = self.env["ocean.lane"]._ensure_stubs(storefront, self.mapped("external_id"))
        by_id = {order.external_id: order for order in orders}
        for event in self:
            order = by_id.get(event.external_id)
            event.order_id = order
            event.outcome = event._outcome_for(order)
            if event.outcome == "read":
                order.write({"needs_fetch": True, "tries": 0, "next_try": False})

    def _outcome_for(self, order):
        if not order:
            return "failed"
        if self.occurred_at and order.remote_updated_at and self.occurred_at < order.remote_updated_at:
            return "older"
        return "merged" if order.needs_fetch and not order.next_try and order.state else "read"

    def _settle_tracking(self, storefront):
        """Take over the tracking number; not every platform shows it in the order."""
        self._settle_order(storefront)
        for order in self.order_id:
            order.tracking_ref = self.search(
                [("order_id", "=", order.id), ("topic", "=", "tracking"), ("text", "!=", False)],
                order="occurred_at DESC, id DESC",  # whatever order they arrive in
                limit=1,
            ).text

    def _settle_deauthorized(self, storefront):
        """The seller took the consent back, or it ended; a push from before the last approval is history."""
        for event in self:
            event.outcome = "older" if event._is_before_approval(storefront) else "noted"
        if storefront.connection == "connected" and "noted" in self.mapped("outcome"):
            storefront._cut_off()

    def _is_before_approval(self, storefront):
        since = storefront.connected_at
        return bool(since and self.occurred_at and self.occurred_at < since)

    def _settle_auth_expiring(self, storefront):
        for shop in storefront:
            self.env["ocean.exception"]._report(shop, "auth_ending", cause_key="auth")
        self.write({"outcome": "noted"})

    def _settle_other(self, _storefront):
        self.write({"outcome": "noted"})

    # === AGAIN === #

    def action_process_again(self):
        """Put these pushes back into the inbox; those that could not be read are read anew."""
        self.check_access("read")
        # sudo: managers may replay; only the system writes events
        known_sudo = self.sudo().filtered(lambda event: event.outcome != "refused")
        unread_sudo = known_sudo.filtered(lambda event: event.topic == UNREAD)
        for event in unread_sudo:
            event._read_anew()
        (known_sudo - unread_sudo).write({"outcome": "new", "outcome_text": False})
        self.env["ocean.storefront"]._dispatch("orders")

    def _read_anew(self):
        """Read a stored push that was not understood when it came: what is in it becomes rows of their own.

        It is genuine, however old it is by now: its signature was checked, and it only says what to read.
        """
        self.ensure_one()
        body = (self.body or "").encode()
        try:
            events = self.account_id._platform()._parse_push(body)
        except ContractChanged as error:
            self.write({"outcome": "failed", "outcome_text": str(error)})
            return
        for event in events:
            for shop_id in event.shop_ids or ("",):
                self._store(self.account_id, event, shop_id, body, self.source_ip)
        text = self.env._("Read again: %(count)d pushes found in it.", count=len(events))
        self.write({"outcome": "noted", "outcome_text": text})

    def action_rebuild(self):
        """Rebuild the orders that these pushes are about from stored data. Managers only."""
        self.check_access("read")
        return self.env["ocean.order.rebuild"]._open(self.order_id)

    def action_open_order(self):
        """Open the order this push is about."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "ocean.order",
            "res_id": self.order_id.id,
            "views": [(False, "form")],
        }

    @api.autovacuum
    def _gc_old(self):
        old = self.sudo().search([("received_at", "<", fields.Datetime.now() - RETENTION)], limit=10_000)
        old.unlink()
        return len(old), len(old)
