"""Consents, codes and tokens (TikTok Shop authorization guide 202407)."""

from dataclasses import dataclass

from odoo.addons.ocean_marketplace_base.sandbox.world import World

from .errors import ApiError
from .switches import Switches

CODE_LIFE = 1800
ACCESS_LIFE = 7 * 86_400
CONSENT_LIFE = 365 * 86_400


@dataclass
class Link:
    """The consent of an account to an app, from ``auth_time`` until ``expire_time``."""

    app_key: str
    open_id: str
    auth_time: int
    expire_time: int


@dataclass
class Code:
    """A code from the consent page: works once, for 30 minutes."""

    app_key: str
    open_id: str
    expire_time: int
    used: bool = False


@dataclass
class AccessToken:
    """Opens the API for all shops of a seller, or for a creator."""

    app_key: str
    open_id: str
    expire_time: int
    scopes: list[str]


@dataclass
class RefreshToken:
    """Works once; ``pair`` is the answer given."""

    app_key: str
    open_id: str
    expire_time: int
    access_token: str
    pair: tuple[str, str] = ("", "")


class Grants:
    """Issues and checks codes and tokens."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.links: dict[str, Link] = {}
        self.codes: dict[str, Code] = {}
        self.access: dict[str, AccessToken] = {}
        self.refresh: dict[str, RefreshToken] = {}

    @property
    def _now(self) -> int:
        return self._world.clock.now()

    def link(self, app_key: str, open_id: str) -> Link | None:
        """Return the consent of an account to an app, if it still holds."""
        found = self.links.get(f"{app_key}:{open_id}")
        return found if found is not None and found.expire_time > self._now else None

    def authorize(self, app_key: str, open_id: str) -> str:
        """Record the consent of an account and return the code for it."""
        self.links[f"{app_key}:{open_id}"] = Link(app_key, open_id, self._now, self._now + CONSENT_LIFE)
        code = f"ROW_{self._world.token('code', app_key)}"
        self.codes[code] = Code(app_key, open_id, self._now + CODE_LIFE)
        return code

    def revoke(self, app_key: str, open_id: str) -> None:
        """Take back the consent of an account, with all its tokens."""
        self.links.pop(f"{app_key}:{open_id}", None)
        kept: dict[str, AccessToken] | dict[str, RefreshToken]
        for kept in (self.access, self.refresh):
            for name in [
                name for name, token in kept.items() if (token.app_key, token.open_id) == (app_key, open_id)
            ]:
                del kept[name]

    def issue(self, app_key: str, open_id: str, scopes: list[str]) -> tuple[str, str]:
        """Return a new access and refresh token; the latter lives as long as the consent."""
        link = self.link(app_key, open_id)
        end = link.expire_time if link is not None else self._now
        access = f"ROW_{self._world.token('access', open_id)}{self._world.token('access', open_id)}"
        refresh = f"ROW_{self._world.token('refresh', open_id)}{self._world.token('refresh', open_id)}"
        self.access[access] = AccessToken(app_key, open_id, min(self._now + ACCESS_LIFE, end), list(scopes))
        self.refresh[refresh] = RefreshToken(app_key, open_id, end, access)
        return access, refresh

    def redeem(self, app_key: str, code: str, scopes: list[str]) -> tuple[str, str]:
        """Return the tokens for a code.

        :raise ApiError: if the code is unknown, used or too old
        """
        found = self.codes.get(code)
        if found is None or found.app_key != app_key or found.used or found.expire_time <= self._now:
            raise ApiError(36004004, "Invalid auth code.")
        found.used = True
        return self.issue(app_key, found.open_id, scopes)

    def rotate(self, app_key: str, token: str, switches: Switches) -> tuple[str, str]:
        """Return the next tokens for a refresh token.

        :raise ApiError: if it is unknown, used or too old, or the consent has ended
        """
        found = self.refresh.get(token)
        if found is None or found.app_key != app_key or found.expire_time <= self._now:
            raise ApiError(36004001, "rt has expired")
        if found.pair[0]:
            if switches.refresh_reuse == "same_pair":
                return found.pair
            raise ApiError(36004001, "rt has expired")
        before = self.access[found.access_token]
        before.expire_time = min(before.expire_time, self._now + switches.old_token_grace)
        found.pair = self.issue(app_key, found.open_id, before.scopes)
        return found.pair
