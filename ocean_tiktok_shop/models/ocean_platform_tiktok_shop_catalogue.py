from odoo import models

from ..lib.catalogue import TikTokCatalogue
from ..lib.stock_keeper import TikTokStockKeeper
from .shop_reader import ending_approval


class OceanPlatformTiktokShop(models.AbstractModel):
    """Listings and quantities."""

    _inherit = "ocean.platform.tiktok_shop"

    def _features(self):
        return super()._features() | {"publish", "stock", "recover"}

    def _listing_platforms(self, storefront):
        """Return the storefronts on which the platform shows what is listed; empty for its own choice."""
        return ()

    def _catalogue(self, storefront, access_token):
        client = self._client_of(storefront, access_token)
        catalogue = TikTokCatalogue(
            client,
            region=storefront.region or "ID",
            currency=storefront.currency_id.name,
            listing_platforms=self._listing_platforms(storefront),
        )
        return ending_approval(catalogue)

    def _stock_keeper(self, storefront, access_token):
        return ending_approval(TikTokStockKeeper(self._client_of(storefront, access_token)))

    def _client_of(self, storefront, access_token):
        account = storefront.account_id
        return self._shop_client(account, storefront.tiktok_cipher, access_token, self._transport(account))
