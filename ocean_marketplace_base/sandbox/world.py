"""The state that all simulated platforms share."""

import hashlib
import random
import threading
from collections import Counter

from .clock import Clock
from .faults import Faults
from .journal import Journal
from .push import PushSender


class World:
    """One simulated world. Everything random in it follows from `seed`.

    ``epoch`` is the time (unix seconds) at which the world was made; seeded data lies before it.
    ``lock`` guards all state; hold it to read or change anything.
    """

    def __init__(self, seed: int, clock: Clock) -> None:
        self.seed = seed
        self.clock = clock
        self.epoch = clock.now()
        self.lock = threading.RLock()
        self.faults = Faults()
        self.journal = Journal()
        self.pushes = PushSender(clock, self.faults)
        self._issued: Counter[str] = Counter()

    def random(self, *names: object) -> random.Random:
        """Return a generator that depends on the seed and `names` only."""
        return random.Random(":".join(map(str, (self.seed, *names))))  # not for secrets

    def token(self, *names: object) -> str:
        """Return 32 hex digits, new at each call and the same again in a world of the same seed."""
        key = ":".join(map(str, names))
        with self.lock:
            self._issued[key] += 1
            text = f"{self.seed}:{key}:{self._issued[key]}"
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def number(self, low: int, high: int, *names: object) -> int:
        """Return a number in ``low <= n < high`` from a new :meth:`token`."""
        return low + int(self.token(*names), 16) % (high - low)
