"""Free ports on 127.0.0.1."""

import socket

from tools.errors import OceanError

HOST = "127.0.0.1"
FIRST = 8069
TRIES = 100


def is_free(port: int) -> bool:
    """Whether `port` can be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def choose(wanted: int | None = None) -> int:
    """`wanted`, or without it the first free port from 8069. Raises `OceanError` if it is taken."""
    if wanted is not None:
        if not is_free(wanted):
            raise OceanError(f"port {wanted} is taken", "choose another with --port, or leave --port away")
        return wanted
    for port in range(FIRST, FIRST + TRIES):
        if is_free(port):
            return port
    raise OceanError(f"no port from {FIRST} to {FIRST + TRIES - 1} is free", "choose one with --port")


def anyone() -> int:
    """A port that is free now, chosen by the system."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
