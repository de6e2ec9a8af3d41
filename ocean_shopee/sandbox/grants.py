"""Consents, codes and tokens (Shopee v2 authorization guide)."""

from dataclasses import dataclass, field

from odoo.addons.ocean_marketplace_base.sandbox.world import World

from .errors import ApiError
from .model import Link
from .switches import Switches

CODE_LIFE = 600
ACCESS_LIFE = 4 * 3600
REFRESH_LIFE = 30 * 86_400
CONSENT_LIFE = 365 * 86_400


@dataclass
class Code:
    """A code from the consent page: works once."""

    partner_id: int
    shop_ids: list[int]
    main_account_id: int
    expire_time: int
    used: bool = False


@dataclass
class AccessToken:
    """Opens the API for some shops."""

    partner_id: int
    shop_ids: list[int]
    expire_time: int


@dataclass
class RefreshToken:
    """Works once for each of its shops. ``pairs`` are the answers given, by shop."""

    partner_id: int
    shop_ids: list[int]
    expire_time: int
    access_token: str
    pairs: dict[int, tuple[str, str]] = field(default_factory=dict)


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

    def link(self, partner_id: int, shop_id: int) -> Link | None:
        """Return the consent of a shop to an app, if any."""
        return self.links.get(f"{partner_id}:{shop_id}")

    def authorize(self, partner_id: int, shop_ids: list[int], main_account_id: int, kills: bool) -> str:
        """Record the consent of `shop_ids` and return the code for it.

        :param kills: whether earlier tokens of these shops end now.
        """
        for shop_id in shop_ids:
            link = Link(shop_id, partner_id, self._now, self._now + CONSENT_LIFE)
            self.links[f"{partner_id}:{shop_id}"] = link
            if kills:
                self.end_tokens(partner_id, shop_id)
        code = self._world.token("code", partner_id)
        self.codes[code] = Code(partner_id, shop_ids, main_account_id, self._now + CODE_LIFE)
        return code

    def end_tokens(self, partner_id: int, shop_id: int) -> None:
        """Make all tokens of a shop useless."""
        for kept in (self.access, self.refresh):
            for token in kept.values():
                if token.partner_id == partner_id and shop_id in token.shop_ids:
                    token.shop_ids = [other for other in token.shop_ids if other != shop_id]

    def revoke(self, partner_id: int, shop_id: int) -> None:
        """Take back the consent of a shop."""
        self.links.pop(f"{partner_id}:{shop_id}", None)
        self.end_tokens(partner_id, shop_id)

    def issue(self, partner_id: int, shop_ids: list[int]) -> tuple[str, str]:
        """Return a new access and refresh token for `shop_ids`."""
        access = self._world.token("access", partner_id)
        refresh = self._world.token("refresh", partner_id)
        self.access[access] = AccessToken(partner_id, shop_ids, self._now + ACCESS_LIFE)
        self.refresh[refresh] = RefreshToken(partner_id, shop_ids, self._now + REFRESH_LIFE, access)
        return access, refresh

    def redeem(self, partner_id: int, code: str, shop_id: int, main_account_id: int) -> tuple[Code, str, str]:
        """Exchange a code for tokens; exactly one of `shop_id` and `main_account_id` is not 0.

        :raise ApiError: as the platform refuses it
        """
        found = self.codes.get(code)
        if found is None or found.partner_id != partner_id or found.used or found.expire_time <= self._now:
            raise ApiError("invalid_code", "Invalid code, please check.")
        if shop_id and (found.main_account_id or shop_id not in found.shop_ids):
            raise ApiError("invalid_shop_id", "Invalid shop_id, please check.")
        if main_account_id and found.main_account_id != main_account_id:
            raise ApiError("invalid_main_acount_id", "Invalid main_account_id, please check.")
        found.used = True
        return found, *self.issue(partner_id, list(found.shop_ids))

    def rotate(self, partner_id: int, refresh: str, shop_id: int, switches: Switches) -> tuple[str, str]:
        """Exchange a refresh token for a new pair of one shop.

        :raise ApiError: as the platform refuses it
        """
        found = self.refresh.get(refresh)
        if found is None or found.partner_id != partner_id:
            raise _bad_refresh_token()
        self._check_consent(partner_id, shop_id)
        if shop_id not in found.shop_ids:
            raise ApiError("error_shop_refresh_token", "The refresh_token does not belong to this shop.")
        if found.expire_time <= self._now:
            raise ApiError("refresh_token_expired", "Your refresh_token expired.")
        if shop_id in found.pairs:
            return self._again(found.pairs[shop_id], switches)
        self._retire(found.access_token, shop_id, switches.old_token_grace)
        found.pairs[shop_id] = self.issue(partner_id, [shop_id])
        return found.pairs[shop_id]

    def _check_consent(self, partner_id: int, shop_id: int) -> None:
        link = self.link(partner_id, shop_id)
        if link is None:
            raise ApiError("shop_no_linked", "The shop is not linked to this partner.")
        if link.expire_time <= self._now:
            raise ApiError("shop_access_expired", "The authorization of the shop has expired.")

    def _again(self, pair: tuple[str, str], switches: Switches) -> tuple[str, str]:
        still_good = self.access[pair[0]].expire_time > self._now
        if switches.refresh_reuse == "same_pair" and still_good:
            return pair
        raise _bad_refresh_token()

    def _retire(self, access: str, shop_id: int, grace: int) -> None:
        token = self.access[access]
        if len(token.shop_ids) == 1 and token.shop_ids[0] == shop_id:
            token.expire_time = min(token.expire_time, self._now + grace)

    def opens(self, access: str, partner_id: int, shop_id: int) -> bool:
        """Return whether `access` is good for a shop now."""
        token = self.access.get(access)
        if token is None or token.partner_id != partner_id or shop_id not in token.shop_ids:
            return False
        return token.expire_time > self._now

    def expires_in(self, access: str) -> int:
        """Return the seconds that an access token still lives."""
        return self.access[access].expire_time - self._now


def _bad_refresh_token() -> ApiError:
    return ApiError("error_auth", "Invalid refresh_token.")
