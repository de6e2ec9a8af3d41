from odoo import models
from odoo.exceptions import AccessError, UserError


class OceanAccount(models.Model):
    """Methods for other programs (JSON-2)."""

    _inherit = "ocean.account"

    def authorize_url(self, *, region: str | None = None) -> dict:
        """Return the address of the platform's page on which a seller approves this app.

        The approval has to come back to the same user within 30 minutes, in a browser that is logged in.

        :param str | None region: two-letter code of the shop's country, only checked: one page serves all
        :return: ``{"url": str}``
        :raise AccessError: caller is not a Marketplaces Manager
        :raise UserError: not exactly one app, an app without keys or without such a page, or a wrong region

        Example::

            POST /json/2/ocean.account/authorize_url  {"ids": [1]}
        """
        self.check_access("read")
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may connect storefronts."))
        if len(self) != 1:
            raise UserError(self.env._("Give the id of one platform app."))
        self._check_region(region)
        if self._platform()._approval(self.sudo()) != "consent":  # sudo: as in `action_connect`
            raise UserError(
                self.env._(
                    "The shops of “%(name)s” are not connected on a page of the platform.", name=self.name
                )
            )
        return {"url": self._action_consent()["url"]}

    def _check_region(self, region):
        """Platforms open the same page for all countries; a wrong code is a mistake all the same."""
        if region is None:
            return
        known = isinstance(region, str) and self.env["res.country"].sudo().search_count(
            [("code", "=", region.upper())], limit=1
        )
        if not known or len(region) != 2:
            raise UserError(self.env._("A region is a code of two letters, for example ID."))
