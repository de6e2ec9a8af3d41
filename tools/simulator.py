"""The simulator as a process of its own, and its control API."""

import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tools import cache, process, pure_run
from tools.errors import OceanError


class Simulator:
    """A running simulator; `info` is the line it printed, a dict by platform."""

    def __init__(self, info: dict[str, Any]) -> None:
        self.info = info
        self.control_url: str = info["control_url"]

    @property
    def platforms(self) -> dict[str, dict[str, Any]]:
        """What a client needs to connect, by platform."""
        return {name: value for name, value in self.info.items() if isinstance(value, dict)}

    def control(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """Call the control API, GET without `body`, else POST; returns the decoded answer."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.control_url + path,
            data,
            {"Content-Type": "application/json"},
            method="POST" if data else "GET",
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise OceanError(
                f"the simulator refused {path}: {error.read().decode(errors='replace')}"
            ) from None


@contextmanager
def simulated(port: int, seed: int, *arguments: str) -> Iterator[Simulator]:
    """A running simulator inside the `with`; `port` 0 means any free one."""
    command = pure_run.command("sandbox", "--port", port, "--seed", seed, *arguments)
    log = cache.folder("logs") / f"simulator-{os.getpid()}.log"
    with open(log, "wb") as sink:
        running = process.start(command, sink, env=pure_run.environment(), stdout=process.PIPE, text=True)
    try:
        line = running.stdout.readline()
        if not line.startswith("{"):
            running.wait(5)
            raise OceanError(f"the simulator does not start: {_last_line(log)}", f"see {log}")
        yield Simulator(json.loads(line))
    finally:
        process.stop(running)
        running.stdout.close()


def _last_line(log: Any) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "no output"
