"""The consent page where a seller lets an app in, in both forms of link (Shopee v2 authorization guide)."""

from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode, urlsplit, urlunsplit

from odoo.addons.ocean_marketplace_base.sandbox.http import Request, Response, html_response, redirect

from .errors import ApiError, bad_param
from .gate import Call
from .model import App
from .pushes import Pushes
from .route import API, Route, get
from .store import Store

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Simulated seller consent</title>
<style>body{{font-family:sans-serif;max-width:32rem;margin:3rem auto}}button{{padding:.5rem 1rem}}</style>
</head><body><h1>{title}</h1><p>{text}</p>{form}</body></html>"""

FORM = """<form method="get" action="/auth/answer"><input type="hidden" name="ticket" value="{ticket}">
<p><label>Account <select name="account">{options}</select></label></p>
<button type="submit" name="decision" value="approve">Approve</button>
<button type="submit" name="decision" value="decline">Decline</button></form>"""


@dataclass(frozen=True)
class Ask:
    """A consent that a seller is being asked for; with ``cancels`` it is to be taken back."""

    app: App
    redirect_url: str
    state: str | None
    cancels: bool


class Consent:
    """Shows the consent page and acts on the seller's answer."""

    def __init__(self, store: Store, pushes: Pushes) -> None:
        self._store = store
        self._pushes = pushes
        self._asks: dict[str, Ask] = {}

    def routes(self) -> dict[str, Route]:
        """Return the pages, by their whole path."""
        return {
            API + "shop/auth_partner": get(self.signed_link, "public", writes=True),
            API + "shop/cancel_auth_partner": get(self.signed_cancel_link, "public", writes=True),
            "/auth": get(self.portal_link, "page", writes=True),
            "/cancel_auth": get(self.portal_cancel_link, "page", writes=True),
            "/auth/answer": get(self.answer, "page", writes=True),
        }

    def signed_link(self, call: Call) -> Response:
        """GET /api/v2/shop/auth_partner: the signed link, good for 5 minutes."""
        return self._ask(call.app, call.request.get("redirect"), None, cancels=False)

    def signed_cancel_link(self, call: Call) -> Response:
        """GET /api/v2/shop/cancel_auth_partner."""
        return self._ask(call.app, call.request.get("redirect"), None, cancels=True)

    def portal_link(self, request: Request) -> Response:
        """GET /auth: the unsigned link of the portal, which echoes ``state``."""
        if request.get("auth_type") != "seller" or request.get("response_type") != "code":
            raise bad_param("auth_type should be seller and response_type should be code")
        return self._portal(request, cancels=False)

    def portal_cancel_link(self, request: Request) -> Response:
        """GET /cancel_auth."""
        return self._portal(request, cancels=True)

    def _portal(self, request: Request, cancels: bool) -> Response:
        partner_id = request.get("partner_id") or ""
        app = self._store.apps.get(int(partner_id)) if partner_id.isdigit() else None
        if app is None:
            raise ApiError("invalid_partner_id", "Invalid partner_id, please have a check.")
        return self._ask(app, request.get("redirect_uri"), request.get("state"), cancels)

    def _ask(self, app: App, target: str | None, state: str | None, cancels: bool) -> Response:
        parts = urlsplit(target or "")
        if not target or parts.scheme not in ("http", "https") or not parts.hostname:
            raise bad_param("redirect is missing or no URL")
        if app.redirect_domain and parts.hostname != app.redirect_domain:
            raise ApiError("error_param", "The redirect_uri is not consistent with the registered one.")
        ticket = self._store.world.token("ticket")
        self._asks[ticket] = Ask(app, target, state, cancels)
        if self._store.switches.consent == "page":
            return self._page(ticket, cancels)
        account = self._store.switches.consent_account or next(iter(self._store.shops))
        return self._decide(ticket, account, self._store.switches.consent)

    def _page(self, ticket: str, cancels: bool) -> Response:
        names = {shop.id: f"{shop.name} (shop {shop.id})" for shop in self._store.shops.values()}
        mains = {shop.main_account_id for shop in self._store.shops.values() if shop.main_account_id}
        names |= {main: f"Main account {main} with all its shops" for main in sorted(mains)}
        options = "".join(
            f'<option value="{account}">{escape(name)}</option>' for account, name in names.items()
        )
        title = "Take back consent?" if cancels else "Let this app manage your shop?"
        form = FORM.format(ticket=ticket, options=options)
        return html_response(PAGE.format(title=title, text="No real shop is touched.", form=form))

    def answer(self, request: Request) -> Response:
        """GET /auth/answer: the seller pressed a button of the page."""
        account = request.get("account") or ""
        if not account.isdigit():
            raise bad_param("account is invalid")
        return self._decide(request.get("ticket") or "", int(account), request.get("decision") or "")

    def _decide(self, ticket: str, account: int, decision: str) -> Response:
        ask = self._asks.pop(ticket, None)
        if ask is None:
            raise bad_param("this page was answered already")
        if decision != "approve":
            return html_response(PAGE.format(title="Declined", text="Nothing was changed.", form=""))
        shops = self._shops(account)
        main = account if account not in self._store.shops else 0
        if ask.cancels:
            return self._take_back(ask, shops, account, main)
        granted = shops + (self._merchants(shops) if main else [])
        code = self._store.grants.authorize(
            ask.app.partner_id, granted, main, self._store.switches.reauthorize_kills
        )
        self._pushes.authorized(ask.app, shops, main)
        return redirect(_landing(ask, {"code": code, "main_account_id" if main else "shop_id": str(account)}))

    def _merchants(self, shops: list[int]) -> list[int]:
        """Return the merchants of `shops` if the seller lets the app act for them too."""
        if not self._store.switches.consent_merchant:
            return []
        return sorted({self._store.shops[shop_id].merchant_id for shop_id in shops} - {0})

    def _take_back(self, ask: Ask, shops: list[int], account: int, main: int) -> Response:
        for shop_id in shops:
            self._store.grants.revoke(ask.app.partner_id, shop_id)
            self._pushes.deauthorized(ask.app, shop_id)
        return redirect(_landing(ask, {"main_account_id" if main else "shop_id": str(account)}))

    def _shops(self, account: int) -> list[int]:
        if account in self._store.shops:
            return [account]
        owned = [shop.id for shop in self._store.shops.values() if shop.main_account_id == account]
        if not owned:
            raise bad_param("there is no such account")
        return owned


def _landing(ask: Ask, values: dict[str, str]) -> str:
    parts = urlsplit(ask.redirect_url)
    if ask.state is not None:
        values = values | {"state": ask.state}
    query = "&".join(text for text in (parts.query, urlencode(values)) if text)
    return urlunsplit(parts._replace(query=query))
