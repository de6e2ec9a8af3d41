from odoo import models


class OceanLane(models.Model):
    """The catalogue lane looks for products once all listings are read: only then doubles are known."""

    _inherit = "ocean.lane"

    def _store_listings(self, listings):
        return super(OceanLane, self.with_context(ocean_match_later=True))._store_listings(listings)

    def _finish_listings(self, values):
        company = self.company_id
        model = self.env["ocean.listing.sku"].with_company(company)
        for storefront in self.storefront_id._roots()._family():
            model.with_context(allowed_company_ids=company.ids)._match(storefront)
        return super()._finish_listings(values)
