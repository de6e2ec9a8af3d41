from odoo import models

from ..lib.errors import AuthExpired


class OceanStorefront(models.Model):
    _inherit = "ocean.storefront"

    def _with_token(self, function):
        """Return ``function(access_token)``; with a new token when the one there has just died.

        Nothing may have been written before: the platform is asked.

        :raise MarketplaceError: what the platform says
        """
        # sudo: code that works for users may use tokens that no user may read
        root_sudo = self.sudo()._roots().ensure_one()
        try:
            return function(root_sudo._valid_access_token())
        except AuthExpired:
            return function(root_sudo._valid_access_token(force_refresh=True))

    def _with_client(self, maker, function):
        """Return ``function(client)`` of the shop; see `_with_token`.

        :param maker: the hook of `ocean.platform` that makes the client: ``_reader``, ``_catalogue`` or
            ``_stock_keeper``
        """
        # sudo: as above; clients are made of what no user may read
        root_sudo = self.sudo()._roots().ensure_one()
        make = getattr(root_sudo._platform(), maker)
        return self._with_token(lambda token: function(make(root_sudo, token)))

    def _with_reader(self, function):
        """Return ``function(reader)`` of the shop; see `_with_client`."""
        return self._with_client("_reader", function)
