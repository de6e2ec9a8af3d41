from functools import partial

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import split_every

from ..lib import content
from .ocean_listing_requests import PUBLISH

AT_ONCE = 200  # listings that are compared in one transaction


class OceanJob(models.Model):
    """Every night: what differs because pricelists, costs or products changed is shown, or sent; and
    which warehouses the shops have on their platforms is read."""

    _inherit = "ocean.job"

    @api.model
    def _cron_nightly(self):
        result = super()._cron_nightly()
        for storefront in self.env["ocean.storefront"].search(Domain.TRUE):
            if storefront.can_publish and storefront._roots()._is_running():
                storefront._compare_nightly()
        self.env["ocean.storefront"]._read_warehouses_nightly()
        return result


class OceanStorefront(models.Model):
    _inherit = "ocean.storefront"

    def _compare_nightly(self):
        """Compare all listings; open a run for those that differ where they are sent by themselves."""
        self.ensure_one()
        listings = self.env["ocean.listing"].search(
            [
                ("storefront_id", "=", self.id),
                ("external_id", "!=", False),
                ("state", "not in", ("deleted", "draft")),
            ]
        )
        wanted = {}
        for ids in split_every(AT_ONCE, listings.ids):
            batch = listings.browse(ids)
            wanted.update(self._retrying(partial(self._compare_batch, batch)))
            batch.invalidate_recordset()
        if wanted and self.listing_push == "automatic":
            differing = listings.browse().union(*wanted)
            self._retrying(partial(self.env["ocean.job"]._open_listings, PUBLISH, differing, wanted))

    @api.model
    def _compare_batch(self, listings):
        """Compare `listings`; return {listing: parts that can be sent without a person looking first}."""
        keys = listings._differing_keys()
        listings.browse().union(*keys)._compare()
        steep = {listing for listing in keys if any(sku._is_steep() for sku in listing.sku_ids)}
        sent = {
            listing: found - {content.PRICE} if listing in steep else found for listing, found in keys.items()
        }
        return {listing: found for listing, found in sent.items() if found}
