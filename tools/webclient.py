"""An Odoo user over HTTP, as a browser would be: session, calls, pages, redirects."""

import http.cookiejar
import json
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from typing import Any

from tools.errors import OceanError

ALL_SHOPS = "all its shops"
TIMEOUT = 120  # seconds; the first page of a new database may take long


class Call(OceanError):
    """Odoo answered a call with an error."""


class WebClient:
    """A session with one Odoo at `url`."""

    def __init__(self, url: str) -> None:
        self.url = url
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(cookies, urllib.request.ProxyHandler({}))
        self.uid = 0

    def log_in(self, database: str, login: str, password: str) -> None:
        """Start a session. Raises `Call` if Odoo refuses."""
        params = {"db": database, "login": login, "password": password}
        self.uid = self._post("/web/session/authenticate", params)["uid"]

    def call(self, model: str, method: str, *args: Any, **kwargs: Any) -> Any:
        """Call a public method as the web client does. Raises `Call` with Odoo's message."""
        params = {"model": model, "method": method, "args": list(args), "kwargs": kwargs}
        return self._post(f"/web/dataset/call_kw/{model}/{method}", params)

    def _post(self, path: str, params: dict[str, Any]) -> Any:
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}).encode()
        request = urllib.request.Request(self.url + path, body, {"Content-Type": "application/json"})
        with self._opener.open(request, timeout=TIMEOUT) as response:
            answer = json.load(response)
        if "error" in answer:
            data = answer["error"].get("data", {})
            raise Call(f"Odoo refused {path}: {data.get('message') or answer['error'].get('message')}")
        return answer.get("result")  # absent when the method returns nothing

    def page(self, url: str, form: dict[str, str] | None = None) -> tuple[str, str]:
        """Open `url`, following redirects, posting `form` if given; returns (final URL, text)."""
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        try:
            with self._opener.open(url, data, timeout=TIMEOUT) as answer:
                return answer.url, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            text = " ".join(error.read().decode(errors="replace").split())
            raise Call(f"{url.split('?')[0]} answered {error.code}: {text[:300]}") from None

    def consent(self, url: str, choice: str = ALL_SHOPS) -> str:
        """Open a platform's consent page and agree; returns the URL where the redirects ended.

        Of a list on the page, the entry whose text contains `choice` is taken, else the first.
        """
        final, text = self.page(url)
        form = first_form(text, choice)
        if form is not None and not final.startswith(self.url):
            target = urllib.parse.urljoin(final, form.action or final)
            if form.method == "post":
                final, _ = self.page(target, form.fields)
            else:
                final, _ = self.page(f"{target}?{urllib.parse.urlencode(form.fields)}")
        return final


class Form(HTMLParser):
    """The first form of a page, with its first button pressed and `choice` taken from its lists."""

    def __init__(self, choice: str) -> None:
        super().__init__()
        self.found = False
        self.action = ""
        self.method = "get"
        self.fields: dict[str, str] = {}
        self._choice = choice
        self._done = False
        self._pressed = False
        self._select = ""
        self._option = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the form and what it would send."""
        values = {name: value or "" for name, value in attrs}
        if tag == "form" and not self.found:
            self.found = True
            self.action, self.method = values.get("action", ""), values.get("method", "get").lower()
        elif self.found and not self._done:
            self._field(tag, values)

    def _field(self, tag: str, values: dict[str, str]) -> None:
        if tag == "select":
            self._select = values.get("name", "")
        elif tag == "option":
            self._option = values.get("value", "")
            self.fields.setdefault(self._select, self._option)
        elif tag in ("input", "button"):
            self._control(values.get("type", "submit" if tag == "button" else "text"), values)

    def _control(self, kind: str, values: dict[str, str]) -> None:
        if kind in ("checkbox", "radio") and "checked" not in values:
            return
        if kind == "submit":
            if self._pressed:
                return
            self._pressed = True
        if values.get("name"):
            self.fields[values["name"]] = values.get("value", "")

    def handle_data(self, data: str) -> None:
        """Take the list's entry with the wanted text."""
        if self._option and self._choice in data:
            self.fields[self._select] = self._option

    def handle_endtag(self, tag: str) -> None:
        """Stop at the end of the first form."""
        if tag in ("option", "select"):
            self._option = ""
        self._done = self._done or (tag == "form" and self.found)


def first_form(text: str, choice: str = ALL_SHOPS) -> Form | None:
    """The first form of an HTML page, `None` if it has none."""
    parser = Form(choice)
    parser.feed(text)
    return parser if parser.found else None
