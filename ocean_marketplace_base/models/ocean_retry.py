import logging
import random
import time

from psycopg2.errors import DeadlockDetected, LockNotAvailable, SerializationFailure

from odoo import api, fields, models
from odoo.exceptions import LockError

_logger = logging.getLogger(__name__)

CONFLICTS = (SerializationFailure, DeadlockDetected, LockNotAvailable, LockError)
MAX_TRIES = 3


class OceanRetry(models.AbstractModel):
    """Restart a step of a lane when another transaction was faster.

    Odoo's transactions are REPEATABLE READ and crons are not retried, so a conflict needs a new
    snapshot: the whole transaction starts again. A savepoint cannot cure it.
    """

    _name = "ocean.retry"
    _description = "Steps that restart on conflicts"

    def _retrying(self, step):
        """Return ``step()``, committed. On a conflict roll back and call it again, three times at most."""
        for attempt in range(1, MAX_TRIES + 1):
            try:
                result = step()
                self.env["ir.cron"]._commit_progress(0, remaining=0)
            except CONFLICTS as error:
                self.env.cr.rollback()
                if attempt == MAX_TRIES:
                    raise
                _logger.info("conflict (%s), try %d", type(error).__name__, attempt)
                # Jitter only keeps two workers apart; it protects no secret.
                time.sleep(random.uniform(0.05, 0.2) * attempt)
            else:
                return result
        return None

    @api.model
    def _later(self, tries, base, cap):
        """Return the moment of the next try: exponential backoff, between half and the whole of its bound.

        :param int tries: failures so far
        :param int base: seconds after the first failure
        :param int cap: most seconds
        """
        bound = min(cap, base * 2**tries)
        return fields.Datetime.add(fields.Datetime.now(), seconds=random.uniform(bound / 2, bound))
