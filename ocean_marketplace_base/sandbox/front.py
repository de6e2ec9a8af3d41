"""The HTTP front: sockets in, platform or control out, with the call faults that are set."""

import logging
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from .faults import Fault
from .http import Request, Response, json_response, parse_query
from .pictures import outward
from .platform import PlatformSimulator
from .world import World

_logger = logging.getLogger(__name__)

BODY_LIMIT = 20 * 1024 * 1024
TOO_LARGE = "body too large"


class Front:
    """Routes calls to the platforms by path."""

    def __init__(self, world: World, platforms: dict[str, PlatformSimulator]) -> None:
        self.world = world
        self.platforms = platforms

    def answer(self, request: Request) -> Response:
        """Return the answer of the platform whose path it is, recorded in the journal."""
        platform = self._owner(request.path)
        if platform is None:
            return json_response({"error": "nothing simulated has this path"}, 404)
        response = self._with_faults(platform, request)
        self._record(platform, request, response)
        return outward(response, request.base_url, platform.picture_hosts)

    def _owner(self, path: str) -> PlatformSimulator | None:
        best = max(self.platforms.values(), key=lambda platform: platform.claims(path), default=None)
        return best if best is not None and best.claims(path) else None

    def _with_faults(self, platform: PlatformSimulator, request: Request) -> Response:
        take = partial(self.world.faults.take, path=request.path, platform=platform.key)
        if slow := take("slow"):
            time.sleep(slow.options.get("seconds", 1))
        for kind in ("throttle", "expired_token"):
            if fault := take(kind):
                return platform.fault_response(fault)
        failure = take("server_error") or take("drop")
        if failure is None:
            return platform.serve(request)
        if failure.options.get("when") == "after":
            platform.serve(request)
        return _failure(failure)

    def _record(self, platform: PlatformSimulator, request: Request, response: Response) -> None:
        self.world.journal.add(
            at=self.world.clock.time(),
            platform=platform.key,
            method=request.method,
            path=request.path,
            query=request.query,
            body=request.body[:20_000].decode(errors="replace"),
            status=0 if response.drop else response.status,
            error=response.error,
            write=platform.writes(request),
        )


def _failure(fault: Fault) -> Response:
    if fault.kind == "drop":
        return Response(drop=True)
    page = b"<html><body><h1>502 Bad Gateway</h1></body></html>"
    return Response(fault.options.get("status", 502), page, {"Content-Type": "text/html"})


def read_chunks(stream: BinaryIO) -> bytes:
    """Return a body sent in chunks, read from `stream` up to its end.

    :raise ValueError: if it is not in chunks, or larger than :data:`BODY_LIMIT`
    """
    body = bytearray()
    while size := int(stream.readline().partition(b";")[0], 16):
        if size < 0:
            raise ValueError("a chunk has no size")
        if len(body) + size > BODY_LIMIT:
            raise ValueError(TOO_LARGE)
        body += stream.read(size)
        stream.readline()
    while stream.readline().strip():
        pass  # trailers
    return bytes(body)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # one packet per answer
    timeout = 120
    server: "Listener"

    def _serve(self) -> None:
        try:
            body = self._body()
        except ValueError as error:
            self.close_connection = True
            self._send(json_response({"error": str(error)}, 413 if error.args[0] == TOO_LARGE else 400))
            return
        parts = urlsplit(self.path)
        request = Request(
            method=self.command,
            path=parts.path,
            query=parse_query(parts.query),
            headers=self.headers,
            body=body,
            base_url=f"http://{self.headers.get('Host', '127.0.0.1')}",
        )
        self._send(self._answer(request))

    def _body(self) -> bytes:
        """Return the body, which clients that stream it send in chunks (RFC 9112)."""
        if "chunked" in (self.headers.get("Transfer-Encoding") or "").lower():
            return read_chunks(self.rfile)
        length = int(self.headers.get("Content-Length") or 0)
        if length > BODY_LIMIT:
            raise ValueError(TOO_LARGE)
        return self.rfile.read(length)

    def _answer(self, request: Request) -> Response:
        try:
            return self.server.answer(request)
        except Exception:
            _logger.exception("simulator failed on %s %s", request.method, request.path)
            return json_response({"error": "the simulator failed, see its log"}, 500)

    def _send(self, response: Response) -> None:
        if response.drop:
            self.close_connection = True
            return
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = _serve

    def log_message(self, format: str, *args: Any) -> None:
        _logger.debug(format, *args)


class Listener(ThreadingHTTPServer):
    """A listening socket whose open connections end when it is closed."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, host: str, port: int, answer: Callable[[Request], Response]) -> None:
        super().__init__((host, port), _Handler)
        self.answer = answer
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, then serve it in a thread."""
        with self._open_lock:
            self._open.add(request)
        return super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection and close it."""
        with self._open_lock:
            self._open.discard(request)
        return super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Note a broken connection; clients may leave at any time."""
        _logger.debug("connection from %s broke", client_address)

    def close(self) -> None:
        """Stop listening and cut open connections."""
        self.shutdown()
        self.server_close()
        with self._open_lock:
            still_open = list(self._open)
        for connection in still_open:
            with suppress(OSError):  # the other side may be faster
                connection.shutdown(socket.SHUT_RDWR)
