from odoo import models

from ..lib.catalogue import ShopeeCatalogue
from ..lib.const import TIER_WAIT
from ..lib.stock_keeper import ShopeeStockKeeper


class OceanPlatformShopee(models.AbstractModel):
    """Listings and quantities."""

    _inherit = "ocean.platform.shopee"

    def _features(self):
        return super()._features() | {"publish", "stock"}

    def _catalogue(self, storefront, access_token):
        account = storefront.account_id
        return ShopeeCatalogue.connect(
            self._app(account),
            account._transport(),
            self._base_url(account),
            shop_id=storefront.external_shop_id,
            access_token=access_token,
            region=storefront.region or "",
            # The simulator has new items at once.
            settle=0 if account.environment == "simulator" else TIER_WAIT,
        )

    def _stock_keeper(self, storefront, access_token):
        account = storefront.account_id
        return ShopeeStockKeeper.connect(
            self._app(account),
            account._transport(),
            self._base_url(account),
            shop_id=storefront.external_shop_id,
            access_token=access_token,
        )
