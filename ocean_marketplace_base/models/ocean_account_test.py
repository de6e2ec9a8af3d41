from dataclasses import asdict
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from odoo import models

from ..lib.connection import Check
from ..lib.errors import HostNotAllowed, MarketplaceError
from ..lib.http import Request


class OceanAccount(models.Model):
    """Try an app: what is the same on every platform first, then what the platform checks itself."""

    _inherit = "ocean.account"

    def _test(self):
        """Return the results of all tests as plain data, see `connection.Check`. Asks the platform."""
        self.ensure_one()
        # sudo: managers try keys that they may not read
        account_sudo = self.sudo()
        checks, answers = account_sudo._test_host()
        if answers:
            checks += account_sudo._platform()._check_keys(account_sudo)
        return [asdict(check) for check in checks]

    def _test_host(self):
        """Return (checks of host and clock, whether the host answers)."""
        host, url = self._first_host()
        if not url:
            return [], True
        label = self.env._("%(host)s answers", host=host)
        try:
            with self._transport() as transport:
                started, before = transport.clock.monotonic(), transport.clock.now()
                response = transport.exchange(Request(method="GET", url=url, idempotent=True))
                seconds = transport.clock.monotonic() - started
        except HostNotAllowed:
            cure = self.env._("This copy of the database may not reach any platform.")
            return [Check(label=label, passed=False, cure=cure)], False
        except MarketplaceError as error:
            cure = self.env._(
                "Check the internet connection and the firewall of this server, then test again."
            )
            return [Check(label=label, passed=False, detail=error.message, cure=cure)], False
        checks = [Check(label=label, passed=True, detail=self.env._("in %(ms)d ms", ms=seconds * 1000))]
        return checks + self._test_clock(response, before, timedelta(seconds=seconds)), True

    def _first_host(self):
        if self.environment == "simulator":
            url = (self.simulator_url or "").rstrip("/") + "/"
            return self.env._("The simulator"), url
        hosts = list(self._platform()._hosts(self))
        return (hosts[0], f"https://{hosts[0]}/") if hosts else ("", "")

    def _test_clock(self, response, before, took):
        """Compare clocks by the `Date` header, which is as exact as a second and the way there."""
        theirs = self._date_of(response)
        if theirs is None:
            return []
        limit = self._platform()._clock_limit()
        apart = abs(before + took / 2 - theirs)
        return [
            Check(
                label=self.env._("The clocks agree"),
                passed=apart <= limit,
                detail=self.env._(
                    "they differ by %(seconds)d s, the limit is %(limit)s",
                    seconds=apart.total_seconds(),
                    limit=self.env["ocean.storefront"]._duration_text(limit.total_seconds()),
                ),
                cure=""
                if apart <= limit
                else self.env._("Set this server's clock by the internet, then test again."),
            )
        ]

    def _date_of(self, response) -> datetime | None:
        try:
            moment = parsedate_to_datetime(response.headers.get("date", ""))
        except ValueError:
            return None
        return moment if moment.tzinfo else None
