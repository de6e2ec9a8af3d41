"""The simulator as one object: start it, use ``info``, stop it."""

import threading
from types import TracebackType
from typing import Any

from .clock import Clock
from .control import PREFIX, Control
from .front import Front, Listener
from .http import Request, Response
from .pictures import PREFIX as PICTURES
from .pictures import answer as picture
from .registry import simulators
from .world import World

DEFAULT_ORDERS = 140


class SandboxServer:
    """All simulated platforms behind one local port.

    Use as a context manager, or call :meth:`start` and :meth:`close`.

    :param seed: what the seeded data follow from.
    :param port: port to listen on, 0 for a free one.
    :param platforms: keys of the platforms to simulate, ``None`` for all that are there.
    :param orders: number of orders to seed per platform.
    :param start: unix seconds at which the clock starts, ``None`` for now.
    """

    def __init__(
        self,
        seed: int = 1,
        port: int = 0,
        host: str = "127.0.0.1",
        platforms: list[str] | None = None,
        orders: int = DEFAULT_ORDERS,
        start: float | None = None,
    ) -> None:
        self.world = World(seed, Clock(start))
        self.platforms = simulators(self.world, platforms)
        with self.world.lock, self.world.clock.standing():
            for platform in self.platforms.values():
                platform.seed(orders)
        self._front = Front(self.world, self.platforms)
        self._control = Control(self.world, self.platforms)
        self._listener = Listener(host, port, self._answer)
        self._thread: threading.Thread | None = None
        self.base_url = f"http://{host}:{self._listener.server_address[1]}"

    @property
    def control_url(self) -> str:
        """Address of the control API."""
        return self.base_url + PREFIX

    @property
    def info(self) -> dict[str, Any]:
        """What a client needs to know, one entry per platform and ``control_url``."""
        with self.world.lock:
            platforms = {key: platform.info(self.base_url) for key, platform in self.platforms.items()}
        return {"control_url": self.control_url, **platforms}

    def _answer(self, request: Request) -> Response:
        if request.path == PREFIX or request.path.startswith(PREFIX + "/"):
            return self._control.answer(request)
        if request.path.startswith(PICTURES):
            return picture(request.path)
        return self._front.answer(request)

    def start(self) -> "SandboxServer":
        """Begin to serve, in a thread."""
        self._thread = threading.Thread(
            target=self._listener.serve_forever, kwargs={"poll_interval": 0.05}, name="sandbox", daemon=True
        )
        self._thread.start()
        return self

    def close(self) -> None:
        """Stop serving and pushing."""
        self.world.pushes.stop()
        if self._thread is not None:
            self._listener.close()
            self._thread.join(timeout=5)
        else:
            self._listener.server_close()

    def __enter__(self) -> "SandboxServer":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
