from odoo import models

from odoo.addons.ocean_tiktok_shop.lib.const import TOKOPEDIA

from .ocean_account import PARTNER


class OceanPlatformTokopedia(models.AbstractModel):
    """Tokopedia storefronts that are reached through one of TikTok Shop."""

    _inherit = "ocean.platform.tokopedia"

    def _linkable(self, storefronts):
        tiktok = self.env["ocean.platform.tiktok_shop"]
        return storefronts.filtered(
            lambda shop: (
                shop.platform == "tiktok_shop"
                and not shop.parent_id
                and shop.connection == "connected"
                and shop._for_channel(TOKOPEDIA) == shop
                and tiktok._sells_on_tokopedia(shop)
            )
        )

    def _link_values(self, storefront):
        return {
            "name": self.env._("%(name)s (Tokopedia)", name=storefront.name),
            "account_id": self._link_account(storefront).id,
            "channel": TOKOPEDIA,
        }

    def _link_account(self, storefront):
        """Return the app of the Tokopedia storefronts that share one of TikTok Shop; it needs no secret."""
        # sudo: only administrators make apps, but this one holds nothing that would have to be entered
        app_sudo = storefront.sudo().account_id
        accounts_sudo = app_sudo.with_context(active_test=False)
        retired_sudo = accounts_sudo.search(
            [
                ("platform", "=", "none"),
                ("storefront_ids.parent_id", "=", storefront.id),
                ("storefront_ids.channel", "=", TOKOPEDIA),
            ]
        )
        found_sudo = accounts_sudo.search(
            [
                ("platform", "=", "tokopedia"),
                ("tokopedia_connection", "=", PARTNER),
                ("app_key", "=", app_sudo.app_key),
                ("environment", "=", app_sudo.environment),
            ],
            order="active DESC, id",
            limit=1,
        )
        values = {"platform": "tokopedia", "tokopedia_connection": PARTNER, "active": True}
        if found_sudo or retired_sudo:
            account_sudo = found_sudo or retired_sudo[:1]
            account_sudo.write(values)
            return account_sudo
        return accounts_sudo.create(
            {
                **values,
                "name": self.env._("%(name)s: Tokopedia", name=app_sudo.name),
                "app_key": app_sudo.app_key,
                "environment": app_sudo.environment,
                "simulator_url": app_sudo.simulator_url,
                "company_id": app_sudo.company_id.id,
            }
        )
