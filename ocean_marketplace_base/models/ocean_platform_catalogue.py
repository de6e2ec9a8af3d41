from odoo import models


class OceanPlatform(models.AbstractModel):
    """The part of the adapter contract about listings and quantities.

    Both objects do the HTTP of a shop; they are used outside of row locks and from threads: plain data only.
    """

    _inherit = "ocean.platform"

    def _catalogue(self, storefront, access_token):
        """Return the `catalogue.Catalogue` of a shop."""
        raise NotImplementedError

    def _stock_keeper(self, storefront, access_token):
        """Return the `stock_keeper.StockKeeper` of a shop."""
        raise NotImplementedError
