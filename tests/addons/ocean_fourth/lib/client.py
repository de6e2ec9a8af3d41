"""The client of the invented platform: one key, three calls."""

from datetime import datetime, timedelta, timezone
from typing import Any

from odoo.addons.ocean_marketplace_base.lib.errors import AuthRevoked, ContractChanged, Rejected
from odoo.addons.ocean_marketplace_base.lib.http import Request
from odoo.addons.ocean_marketplace_base.lib.schema import Grant, Token
from odoo.addons.ocean_marketplace_base.lib.transport import Transport


class FourthClient:
    """All calls of one shop. Holds no state; may be used from many threads."""

    def __init__(self, transport: Transport, base_url: str, key: str, shop_id: str):
        self._transport = transport
        self._base_url = base_url
        self._key = key
        self.shop_id = shop_id

    def get(self, path: str, **params: object) -> Any:
        """Return what ``GET /fourth/<path>`` answers.

        :raise AuthRevoked: the key is refused
        :raise Rejected: the platform knows no such thing
        """
        request = Request(
            method="GET",
            url=f"{self._base_url}/fourth/{path}",
            params=[(name, str(value)) for name, value in params.items()],
            headers={"X-Key": self._key},
            idempotent=True,
            rate_key=("fourth", self.shop_id),
        )
        response = self._transport.send(request)
        if response.status == 401:
            raise AuthRevoked("the key is refused: enter it again", code="http_401")
        if response.status >= 400:
            raise Rejected(f"the platform answers with {response.status}", code=f"http_{response.status}")
        payload = response.json()
        if not isinstance(payload, dict):
            raise ContractChanged("an object is expected", path=path)
        return payload

    def shops(self) -> list[dict[str, Any]]:
        """Return the shops that the key opens."""
        return self.get("shops")["shops"]

    def grant(self) -> Grant:
        """Return the shop as one that is opened by the key, which is good for ever.

        :raise Rejected: if the key does not open the shop
        """
        for shop in self.shops():
            if str(shop["id"]) == self.shop_id:
                ends = datetime.now(timezone.utc) + timedelta(days=365)
                token = Token(access_token="-", refresh_token="", access_expires_at=ends)
                return Grant(external_shop_id=self.shop_id, token=token, name=shop["name"], region="ID")
        raise Rejected("the key does not open this shop", code="foreign_shop")
