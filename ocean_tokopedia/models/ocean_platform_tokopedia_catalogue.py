from functools import partial

from odoo import SUPERUSER_ID, api, models

from odoo.addons.ocean_tiktok_shop.models.shop_reader import ending_approval

from ..lib.catalogue import TokopediaCatalogue
from ..lib.linked_catalogue import LinkedCatalogue
from ..lib.stock_keeper import TokopediaStockKeeper
from ..lib.times import Frame


class OceanPlatformTokopedia(models.AbstractModel):
    """Listings and quantities."""

    _inherit = "ocean.platform.tokopedia"

    def _features(self):
        return super()._features() | {"publish", "stock"}

    def _catalogue(self, storefront, access_token):
        account = storefront.account_id
        if not account._is_open_api():
            root = storefront._roots()
            client = self.env["ocean.platform.tiktok_shop"]._client_of(root, access_token)
            return ending_approval(
                LinkedCatalogue(client, region=root.region or "ID", currency=root.currency_id.name)
            )
        return TokopediaCatalogue(
            self._shop_client(storefront, access_token),
            publish=partial(_publish, self.env.registry, account.get_base_url()),
            keep_copies=partial(_keep_copies, self.env.registry, storefront.id),
            frame=Frame(account.tokopedia_frame),
        )

    def _stock_keeper(self, storefront, access_token):
        account = storefront.account_id
        if not account._is_open_api():
            return self.env["ocean.platform.tiktok_shop"]._stock_keeper(storefront._roots(), access_token)
        return TokopediaStockKeeper(
            self._shop_client(storefront, access_token), Frame(account.tokopedia_frame)
        )


def _publish(registry, base_url, data):
    """Put a picture where the platform can fetch it; return its address.

    In a transaction of its own: the platform fetches it while the caller's is still open.
    """
    with registry.cursor() as cr:
        attachment = api.Environment(cr, SUPERUSER_ID, {})["ir.attachment"]._ocean_publish(data)
        return base_url + attachment._ocean_path()


def _keep_copies(registry, storefront_id, copies):
    """Send pictures from now on as what the platform made of them, whatever becomes of the caller."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        rows = env["ocean.image.upload"].search(
            [("storefront_id", "=", storefront_id), ("external_id", "in", list(copies))]
        )
        for row in rows:
            image = copies[row.external_id]
            row.write({"external_id": image.external_id, "url": image.url})
