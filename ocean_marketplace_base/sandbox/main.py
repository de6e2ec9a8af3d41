"""The simulator as a program."""

import argparse
import json
import signal
import sys
import threading

from .server import DEFAULT_ORDERS, SandboxServer


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="ocean sandbox", description="Simulate the marketplaces locally.")
    parser.add_argument("--port", type=int, default=0, help="port to listen on, 0 for a free one")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--seed", type=int, default=1, help="what the seeded data follow from")
    parser.add_argument("--orders", type=int, default=DEFAULT_ORDERS, help="orders to seed per platform")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; print one line of JSON on standard output when ready.

    :return: exit status: 0, or 1 if the port cannot be had.
    """
    arguments = _arguments(sys.argv[1:] if argv is None else argv)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_args: stop.set())
    try:
        server = SandboxServer(arguments.seed, arguments.port, arguments.host, orders=arguments.orders)
    except OSError as error:
        sys.stderr.write(f"cannot listen on {arguments.host}:{arguments.port}: {error.strerror}\n")
        return 1
    with server:
        sys.stdout.write(json.dumps(server.info) + "\n")
        sys.stdout.flush()
        stop.wait()
    return 0
