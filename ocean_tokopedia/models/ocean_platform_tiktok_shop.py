import logging
from dataclasses import replace

from odoo import models

from odoo.addons.ocean_marketplace_base.lib.errors import MarketplaceError
from odoo.addons.ocean_tiktok_shop.lib.const import TOKOPEDIA

_logger = logging.getLogger(__name__)

REGION = "ID"  # the one country where a shop sells on both


class OceanPlatformTiktokShop(models.AbstractModel):
    """What TikTok Shop tells about the Tokopedia side of a shop."""

    _inherit = "ocean.platform.tiktok_shop"

    def _exchange_code(self, account, params):
        """Find out for each shop whether it sells on Tokopedia, too, while nothing is written yet."""
        grants = super()._exchange_code(account, params)
        return tuple(replace(grant, channels=self._channels_of(account, grant)) for grant in grants)

    def _channels_of(self, account, grant):
        if grant.region != REGION:
            return ()
        try:
            sells = self._lists_on_tokopedia(account, grant.cipher, grant.token.access_token)
        except MarketplaceError as error:
            # The approval stands; the storefront can still be created by its button.
            _logger.info("shop %s: Tokopedia unknown: %s", grant.external_shop_id, error.message)
            return ()
        return (TOKOPEDIA,) if sells else ()

    def _sells_on_tokopedia(self, storefront):
        """Return whether a connected shop sells on Tokopedia, too. Asks the platform.

        :raise MarketplaceError: when it does not answer
        """
        if storefront.region != REGION:
            return False
        # sudo: managers may link storefronts but may read neither keys nor tokens
        shop_sudo = storefront.sudo()
        account_sudo, cipher = shop_sudo.account_id, shop_sudo.tiktok_cipher or ""
        return shop_sudo._with_token(lambda token: self._lists_on_tokopedia(account_sudo, cipher, token))

    def _lists_on_tokopedia(self, account, cipher, access_token):
        """A shop sells there when something is for sale there; nothing else tells ("Search Products")."""
        with self._transport(account) as transport:
            client = self._shop_client(account, cipher, access_token, transport)
            page = client.product.search_products(
                page_size=1, status="ACTIVATE", listing_platforms=[TOKOPEDIA]
            )
        return bool(page["products"])
