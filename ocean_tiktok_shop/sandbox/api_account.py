"""Endpoints ``seller/*`` and ``authorization/*`` about groups of shops, affiliate partners and giving up."""

from typing import Any

from .errors import no_version
from .gate import Call
from .store import Store


class AccountApi:
    """Who belongs together, and the end of a consent."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def shop_groups(self, call: Call) -> dict[str, Any]:
        """GET /seller/202601/shop_groups: the shops of the seller are one group."""
        shops = self._store.shops_of(call.open_id)
        return {
            "shop_group_data": {
                "shop_group": {
                    "source": "SELLER_CENTER",
                    "shop_group_name": self._store.accounts[call.open_id].name,
                },
                "shops": [
                    {
                        "shop_id": shop.id,
                        "seller_id": shop.open_id,
                        "shop_name": shop.name,
                        "shop_region": shop.region,
                    }
                    for shop in shops
                ],
            }
        }

    def category_assets(self, call: Call) -> dict[str, Any]:
        """GET /authorization/202405/category_assets: for the token of an affiliate partner only."""
        own = self._store.of_shop("category_asset", call.open_id)
        return {"category_assets": [{"cipher": record.id, **record.data} for record in own]}

    def cancel(self, call: Call) -> dict[str, Any]:
        """DELETE /authorization/202403/shops: the consent of the seller ends, and its tokens with it."""
        if not self._store.switches.app_cancels:
            raise no_version(self._store.switches.version_code)
        self._store.grants.revoke(call.app.key, call.open_id)
        return {}
