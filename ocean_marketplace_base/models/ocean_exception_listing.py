from odoo import _lt, models

from .ocean_exception_kinds import BLOCKING, KINDS, MONEY, WARNING

KINDS.update(
    {
        "listing_changed": (
            "catalogue",
            WARNING,
            _lt("Listing “%(detail)s” was changed on the platform."),
            _lt("What differs is neither sent nor taken over."),
            _lt("Compare and choose."),
        ),
        "listing_review": (
            "catalogue",
            BLOCKING,
            _lt("The platform refuses to show “%(detail)s”."),
            _lt("Buyers cannot buy it."),
            _lt("Read what the platform objects to, mend it, and publish again."),
        ),
        "listing_gone": (
            "catalogue",
            MONEY,
            _lt("“%(detail)s” was deleted on the platform."),
            _lt("Its product is not sold there any more."),
            _lt("Publish it again, or ignore this if it is meant to be."),
        ),
        "listing_sku_duplicate": (
            "catalogue",
            WARNING,
            _lt("Seller SKU %(detail)s is used by several variants of “%(storefront)s”."),
            _lt("Orders are booked on the product that each variant is matched to; check that it is right."),
            _lt("Give each variant its own SKU on the platform, or ignore this if they are one product."),
        ),
    }
)


class OceanException(models.Model):
    """Causes about listings: where they are mended, and what trying again means."""

    _inherit = "ocean.exception"

    def _listing(self):
        """Return the listing this cause is about."""
        self.ensure_one()
        return self.env["ocean.listing"]._of_cause(self.cause_key)

    def _fix_listing(self):
        listing = self._listing()
        if not listing:
            return self.storefront_id.action_view_listings()
        return {
            "type": "ir.actions.act_window",
            "res_model": listing._name,
            "res_id": listing.id,
            "views": [(False, "form")],
        }

    def _fix_listing_changed(self):
        return self._fix_order_changed()

    def _fix_listing_review(self):
        return self._fix_listing()

    def _fix_listing_gone(self):
        return self._fix_listing()

    def _fix_listing_sku_duplicate(self):
        domain = [("storefront_id", "=", self.storefront_id.id), ("seller_sku", "=", self.cause_key)]
        return self.storefront_id._action_of("ocean_marketplace_base.ocean_listing_sku_action_match", domain)

    def _retry_listing_changed(self):
        self._listing()._compare()

    def _retry_listing_review(self):
        self._listing()._look_now()

    def _retry_listing_gone(self):
        self._listing()._look_now()
