"""A real HTTP server on this machine that says what a test tells it to."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest
import simplejson


@dataclass
class Seen:
    method: str
    path: str
    query: list
    headers: dict
    body: bytes
    connection: tuple

    @property
    def params(self):
        return dict(self.query)

    @property
    def json(self):
        return simplejson.loads(self.body)


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=dict)
    hang_up: bool = False
    wait: Callable[[], object] | None = None


def as_answer(value):
    if isinstance(value, Answer):
        return value
    return Answer(value if isinstance(value, bytes) else simplejson.dumps(value).encode())


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Clients hang up on purpose here."""


class ScriptedServer:
    """Answers calls with `script` in order, the last one for ever, or with what `script` returns for them."""

    def __init__(self):
        self.script = [{}]
        self.seen = []
        self._lock = threading.Lock()
        self._server = QuietServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def say(self, *answers):
        self.script = list(answers)

    def respond(self, function):
        self.script = function

    def answer_to(self, seen):
        with self._lock:
            self.seen.append(seen)
            if callable(self.script):
                return as_answer(self.script(seen))
            return as_answer(self.script.pop(0) if len(self.script) > 1 else self.script[0])

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self):
        script = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1

            def handle_any(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                parts = urlsplit(self.path)
                headers = {name.lower(): value for name, value in self.headers.items()}
                query = parse_qsl(parts.query, keep_blank_values=True)
                seen = Seen(self.command, parts.path, query, headers, body, self.client_address)
                answer = script.answer_to(seen)
                if answer.wait:
                    answer.wait()
                if answer.hang_up:
                    self.close_connection = True
                    return
                self.send_response(answer.status)
                for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_CONNECT = handle_any

            def log_message(self, *args):
                pass

        return Handler


@pytest.fixture
def server():
    scripted = ScriptedServer()
    yield scripted
    scripted.close()


@pytest.fixture
def answer():
    return Answer
