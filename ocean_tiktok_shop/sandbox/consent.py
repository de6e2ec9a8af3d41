"""Consent page and token host (TikTok Shop authorization guide 202407)."""

from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from odoo.addons.ocean_marketplace_base.sandbox.http import Request, Response, html_response, redirect

from .errors import umbrella
from .model import App
from .pushes import Pushes
from .store import Store

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Simulated seller consent</title>
<style>body{{font-family:sans-serif;max-width:32rem;margin:3rem auto}}button{{padding:.5rem 1rem}}</style>
</head><body><h1>{title}</h1><p>{text}</p>{form}</body></html>"""

FORM = """<form method="get" action="/open/authorize/answer">
<input type="hidden" name="ticket" value="{ticket}">
<p><label>Account <select name="account">{options}</select></label></p>
<button type="submit" name="decision" value="approve">Authorize</button>
<button type="submit" name="decision" value="decline">Cancel</button></form>"""


SELLERS = (0, 3)
"""Types of accounts behind the link of sellers; affiliate partners have the path on another host."""


@dataclass(frozen=True)
class Ask:
    """A consent that somebody is being asked for."""

    app: App
    user_types: tuple[int, ...]
    state: str | None


class Consent:
    """Shows the consent page, acts on the answer, and gives tokens."""

    def __init__(self, store: Store, pushes: Pushes) -> None:
        self._store = store
        self._pushes = pushes
        self._asks: dict[str, Ask] = {}

    def seller_link(self, request: Request) -> Response:
        """GET /open/authorize: the link with ``service_id``."""
        wanted = request.get("service_id")
        app = next((app for app in self._store.apps.values() if app.service_id == wanted), None)
        return self._ask(app, SELLERS, request)

    def older_link(self, request: Request) -> Response:
        """GET /oauth/authorize: the older link with ``app_key``."""
        return self._ask(self._store.apps.get(request.get("app_key") or ""), SELLERS, request)

    def creator_link(self, request: Request) -> Response:
        """GET /alliance/creator/auth: the link for creators."""
        return self._ask(self._store.apps.get(request.get("app_key") or ""), (1,), request)

    def _ask(self, app: App | None, user_types: tuple[int, ...], request: Request) -> Response:
        if app is None:
            return html_response(
                PAGE.format(title="Unknown service", text="This app does not exist.", form=""), 400
            )
        ticket = self._store.world.token("ticket")
        self._asks[ticket] = Ask(app, user_types, request.get("state"))
        names = {
            account.open_id: ", ".join(
                [account.name, *(s.name for s in self._store.shops_of(account.open_id))]
            )
            for account in self._store.accounts.values()
            if account.user_type in user_types
        }
        if self._store.switches.consent != "page":
            account = self._store.switches.consent_account or next(iter(names))
            return self._decide(ticket, account, self._store.switches.consent)
        options = "".join(f'<option value="{key}">{escape(name)}</option>' for key, name in names.items())
        form = FORM.format(ticket=ticket, options=options)
        title = "Let this app manage your account?"
        return html_response(PAGE.format(title=title, text="No real shop is touched.", form=form))

    def answer(self, request: Request) -> Response:
        """GET /open/authorize/answer: somebody pressed a button of the page."""
        chosen = request.get("account") or ""
        return self._decide(request.get("ticket") or "", chosen, request.get("decision") or "")

    def _decide(self, ticket: str, open_id: str, decision: str) -> Response:
        ask = self._asks.pop(ticket, None)
        account = self._store.accounts.get(open_id)
        if ask is None or account is None or account.user_type not in ask.user_types:
            return html_response(
                PAGE.format(title="Gone", text="This page was answered already.", form=""), 400
            )
        values = {"code": "null", "error": "auth_denied"}
        if decision == "approve":
            values = {"app_key": ask.app.key, "code": self._store.grants.authorize(ask.app.key, open_id)}
        if ask.state is not None:
            values["state"] = ask.state
        if not ask.app.redirect_url:
            text = f"No redirect URL is set for this app. It would get {escape(urlencode(values))}"
            return html_response(PAGE.format(title="Done", text=text, form=""))
        return redirect(_landing(ask.app.redirect_url, values))

    def token_get(self, request: Request) -> dict[str, Any]:
        """GET /api/v2/token/get: tokens for a code; unsigned, the secret is in the query."""
        app = self._partner(request, "authorized_code")
        tokens = self._store.grants.redeem(app.key, request.get("auth_code") or "", app.scopes)
        return self._tokens(*tokens)

    def token_refresh(self, request: Request) -> dict[str, Any]:
        """GET /api/v2/token/refresh: the next tokens."""
        app = self._partner(request, "refresh_token")
        token = request.get("refresh_token") or ""
        return self._tokens(*self._store.grants.rotate(app.key, token, self._store.switches))

    def _partner(self, request: Request, grant: str) -> App:
        app = self._store.apps.get(request.get("app_key") or "")
        if app is None:
            raise umbrella("Invalid credentials. Invalid `app_key` query parameter.")
        if request.get("app_secret") != app.secret:
            raise umbrella("Invalid credentials. Invalid `app_secret` query parameter.")
        if request.get("grant_type") != grant:
            raise umbrella("Invalid parameter. The `grant_type` query parameter is invalid.")
        return app

    def _tokens(self, access: str, refresh: str) -> dict[str, Any]:
        token = self._store.grants.access[access]
        account = self._store.accounts[token.open_id]
        return {
            "access_token": access,
            "access_token_expire_in": token.expire_time,
            "refresh_token": refresh,
            "refresh_token_expire_in": self._store.grants.refresh[refresh].expire_time,
            "open_id": account.open_id,
            "seller_name": account.name,
            "seller_base_region": account.region,
            "user_type": account.user_type,
            "granted_scopes": list(token.scopes),
        }


def _landing(url: str, values: dict[str, str]) -> str:
    parts = urlsplit(url)
    query = "&".join(text for text in (parts.query, urlencode(values)) if text)
    return urlunsplit(parts._replace(query=query))
