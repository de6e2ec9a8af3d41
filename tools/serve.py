"""Odoo served by two processes, web and crons: crons inside the web process starve it."""

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools import cache, process
from tools.errors import OceanError
from tools.odoo_run import Runtime

START_LIMIT = 120.0  # seconds until Odoo must answer
CRON_THREADS = 3


class Server:
    """A running Odoo for one database."""

    def __init__(self, runtime: Runtime, database: str, port: int) -> None:
        self.runtime = runtime
        self.database = database
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.log: Path = cache.folder("logs") / f"odoo-{port}.log"
        self.processes: list[Any] = []

    def start(self, crons: bool = True) -> None:
        """Start both processes and wait until the web client's login page answers."""
        # A filter that names one database lets pushes, which cannot name one, find it.
        common = ["-d", self.database, f"--db-filter=^{self.database}$", "--log-handler=werkzeug:WARNING"]
        self._start("web", *common, f"--http-port={self.port}", "--max-cron-threads=0")
        if crons:
            self.start_crons(*common)
        self._wait()

    def start_crons(self, *common: str) -> None:
        """Start the process that runs the scheduled jobs."""
        self._start("cron", *common, "--no-http", f"--max-cron-threads={CRON_THREADS}")

    def _start(self, name: str, *arguments: str) -> None:
        mode = "ab" if self.processes else "wb"
        with open(self.log, mode) as log:
            self.processes.append(process.start(self.runtime.command(*arguments), log, env=self.runtime.env))

    def _wait(self) -> None:
        limit = time.monotonic() + START_LIMIT
        while not self.answers():
            self.check()
            if time.monotonic() > limit:
                raise OceanError(f"Odoo does not answer on {self.url}", f"see {self.log}")
            time.sleep(0.2)

    def answers(self) -> bool:
        """Whether the login page can be had. Raises `OceanError` if it is an error page."""
        try:
            with urllib.request.urlopen(f"{self.url}/web/login", timeout=60) as answer:
                return answer.status == 200
        except urllib.error.HTTPError:
            problem = process.telling_line(self.log.read_text(errors="replace"))
            raise OceanError(f"Odoo does not work: {problem}", f"see {self.log}") from None
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def check(self) -> None:
        """Raise `OceanError` if one of the processes has ended."""
        for each in self.processes:
            if each.poll() is not None:
                raise OceanError(f"Odoo ended with exit code {each.returncode}", f"see {self.log}")

    def stop(self) -> None:
        """Stop both processes."""
        for each in self.processes:
            each.terminate()
        for each in self.processes:
            process.stop(each)
        self.processes.clear()


@contextmanager
def served(runtime: Runtime, database: str, port: int, crons: bool = True) -> Iterator[Server]:
    """A running Odoo inside the `with`."""
    server = Server(runtime, database, port)
    try:
        server.start(crons)
        yield server
    finally:
        server.stop()
