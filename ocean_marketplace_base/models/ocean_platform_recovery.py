from odoo import models


class OceanPlatform(models.AbstractModel):
    """What platforms may offer to get back what was lost. These hooks have defaults: most offer nothing."""

    _inherit = "ocean.platform"

    def _lost_pushes(self, account):
        """Return pushes to `account` that did not arrive, the oldest first, as list of `recovery.LostPush`.

        The same come again until `_confirm_lost_pushes`; after that there may be more.

        :raise MarketplaceError: when the platform refuses
        """
        return []

    def _confirm_lost_pushes(self, account, mark):
        """Tell the platform that all lost pushes up to `mark` are stored. It forgets them.

        :param str mark: of a `recovery.LostPush`
        :raise MarketplaceError: when the platform refuses
        """
