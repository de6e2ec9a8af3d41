"""Sends pushes to webhooks, with retries, as the platforms do, and with the faults that are set."""

import heapq
import http.client
import itertools
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from .clock import Clock
from .faults import Faults

KEPT_PUSHES = 5_000
TICK = 0.2
"""Longest time in seconds that the sender sleeps; the clock may be moved meanwhile."""


def is_2xx(status: int, body: bytes) -> bool:
    """Return whether an answer confirms a push."""
    return 200 <= status < 300


@dataclass
class Push:
    """One push and what became of it.

    ``retries`` are seconds to wait after each failed try, ``timeout`` seconds to wait for the answer,
    ``delay`` seconds before the first try. ``state`` is waiting, delivered or lost. ``on_lost`` is called
    when no try is left.
    """

    platform: str
    kind: str
    subject: str
    url: str
    body: bytes
    headers: dict[str, str]
    timeout: float = 3.0
    retries: tuple[float, ...] = ()
    delay: float = 0.0
    accepts: Callable[[int, bytes], bool] = is_2xx
    on_lost: Callable[["Push"], None] | None = None
    state: str = "waiting"
    tries: list[dict[str, Any]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return the push as plain data."""
        return {
            "platform": self.platform,
            "kind": self.kind,
            "subject": self.subject,
            "url": self.url,
            "body": self.body.decode(errors="replace"),
            "headers": self.headers,
            "state": self.state,
            "tries": list(self.tries),
        }


def post(url: str, body: bytes, headers: dict[str, str], timeout: float) -> tuple[int, bytes]:
    """Post `body` to `url` and return status and body of the answer. Redirects are not followed.

    :raise OSError: if there is no answer within `timeout` seconds
    :raise http.client.HTTPException: if the answer is no HTTP
    """
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=timeout)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", target, body, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


class PushSender:
    """A queue of pushes, by due time, and the thread that empties it."""

    def __init__(self, clock: Clock, faults: Faults) -> None:
        self._clock = clock
        self._faults = faults
        self._wake = threading.Condition()
        self._queue: list[tuple[float, int, Push]] = []
        self._order = itertools.count()
        self._held: list[Push] = []
        self._busy = False
        self._thread: threading.Thread | None = None
        self._stopped = False
        self.sent: deque[Push] = deque(maxlen=KEPT_PUSHES)

    def enqueue(self, push: Push) -> None:
        """Queue `push`, treated by the push faults that are set."""
        if self._stopped:
            return
        self.sent.append(push)
        take = partial(self._faults.take, path=push.kind, subject=push.subject, platform=push.platform)
        if take("push_lost"):
            self._lose(push)
            return
        if late := take("push_late"):
            push.delay += late.options.get("seconds", 60)
        if take("push_reorder"):
            self._held.append(push)
            return
        duplicate = take("push_duplicate")
        for _copy in range(duplicate.options.get("times", 2) if duplicate else 1):
            self._add(push, push.delay)
        held, self._held = self._held, []
        for earlier in held:
            self._add(earlier, push.delay)

    def _add(self, push: Push, delay: float) -> None:
        with self._wake:
            heapq.heappush(self._queue, (self._clock.time() + delay, next(self._order), push))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="sandbox-push", daemon=True)
                self._thread.start()
            self._wake.notify_all()

    def _run(self) -> None:
        while (push := self._next_due()) is not None:
            self._deliver(push)
            with self._wake:
                self._busy = False
                self._wake.notify_all()

    def _next_due(self) -> Push | None:
        with self._wake:
            while not self._stopped:
                wait = self._queue[0][0] - self._clock.time() if self._queue else TICK
                if wait <= 0:
                    self._busy = True
                    return heapq.heappop(self._queue)[2]
                self._wake.wait(min(wait, TICK))
        return None

    def _deliver(self, push: Push) -> None:
        at = self._clock.time()
        try:
            status, body = post(push.url, push.body, push.headers, push.timeout)
        except (OSError, http.client.HTTPException) as error:
            push.tries.append({"at": at, "status": 0, "error": type(error).__name__})
            self._failed(push)
            return
        push.tries.append({"at": at, "status": status, "body": body[:200].decode(errors="replace")})
        if push.accepts(status, body):
            push.state = "delivered"
        else:
            self._failed(push)

    def _failed(self, push: Push) -> None:
        failures = len(push.tries) - 1
        if failures < len(push.retries):
            self._add(push, push.retries[failures])
        elif push.state != "delivered":
            self._lose(push)

    def _lose(self, push: Push) -> None:
        push.state = "lost"
        if push.on_lost:
            push.on_lost(push)

    def wake(self) -> None:
        """Look at the clock again; call after it was moved."""
        with self._wake:
            self._wake.notify_all()

    def drain(self, timeout: float = 10.0) -> bool:
        """Wait until all due pushes were tried; return whether that came true in `timeout` seconds."""
        with self._wake:
            return self._wake.wait_for(self._is_idle, timeout)

    def _is_idle(self) -> bool:
        return not self._busy and not (self._queue and self._queue[0][0] <= self._clock.time())

    def stop(self) -> None:
        """End the thread; waiting pushes stay unsent."""
        with self._wake:
            self._stopped = True
            self._wake.notify_all()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def as_list(self) -> list[dict[str, Any]]:
        """Return all pushes as plain data, oldest first."""
        return [push.as_dict() for push in list(self.sent)]
