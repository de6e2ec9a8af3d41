import logging
import time
from functools import partial

from odoo import api, models

from ..lib import failpoints
from ..lib.errors import ContractChanged, MarketplaceError

_logger = logging.getLogger(__name__)

SLICE = 20.0  # seconds per app; what is left comes at the next turn
SOURCE = "lost push"

BEFORE_STORED, STORED = failpoints.register("recovery.before_stored", "recovery.stored")


class OceanAccount(models.Model):
    """Pushes that the platform kept because they did not arrive."""

    _inherit = "ocean.account"

    @api.model
    def _cron_lost_pushes(self):
        """Take up the lost pushes of every app that has a connected storefront."""
        connected = self.env["ocean.storefront"].search([("connection", "=", "connected")])
        for account in connected.filtered(lambda shop: shop._is_running()).account_id:
            account._recover_pushes_safely()

    def _recover_pushes_safely(self):
        self.ensure_one()
        started, values = time.monotonic(), {"result": "ok"}
        try:
            got = self._recover_pushes()
        except failpoints.FailpointHit:
            raise
        except Exception as error:  # one app must not stop the others
            self.env.cr.rollback()
            expected = isinstance(error, MarketplaceError)
            _logger.log(
                logging.INFO if expected else logging.ERROR,
                "lost pushes of app %s: %s",
                self.id,
                type(error).__name__,
                exc_info=not expected,
            )
            got, values = 0, self._refusal(error)
        if got or values["result"] != "ok":
            values.update(got=got, expected=got, duration=time.monotonic() - started)
            self.env["ocean.retry"]._retrying(partial(self._log_recovery, values))

    @api.model
    def _refusal(self, error):
        return {
            "result": "failed",
            "failed": 1,
            "message": getattr(error, "message", "") or type(error).__name__,
            "code": getattr(error, "code", "") or type(error).__name__,
            "request_id": getattr(error, "request_id", ""),
        }

    def _log_recovery(self, values):
        storefront = self.storefront_ids.filtered("active")[:1]
        self.env["ocean.log"].create({"kind": "recover", "storefront_id": storefront.id, **values})

    def _recover_pushes(self):
        """Store lost pushes as if they had arrived and confirm them after the commit; return how many."""
        self.ensure_one()
        adapter, stop, total = self._platform(), time.monotonic() + SLICE, 0
        while time.monotonic() < stop:
            # Nothing of the transaction is needed while the platform is asked.
            self.env["ir.cron"]._commit_progress(0, remaining=0)
            pushes = adapter._lost_pushes(self)
            if not pushes:
                break
            self.env["ocean.retry"]._retrying(partial(self._store_lost, pushes))
            failpoints.hit(STORED)
            adapter._confirm_lost_pushes(self, pushes[-1].mark)
            total += len(pushes)
        return total

    def _store_lost(self, pushes):
        """Put pushes into the inbox; those that did arrive are known there."""
        events, adapter = self.env["ocean.event"], self._platform()
        for push in pushes:
            try:
                parsed = adapter._parse_push(push.body)
            except ContractChanged as error:
                events._store_unread(self, error, push.body, SOURCE)
                continue
            for event in parsed:
                for shop_id in event.shop_ids or ("",):
                    events._store(self, event, shop_id, push.body, SOURCE)
        failpoints.hit(BEFORE_STORED)
