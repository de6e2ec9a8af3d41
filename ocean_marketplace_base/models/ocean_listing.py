from odoo import api, fields, models
from odoo.exceptions import AccessError


class OceanListing(models.Model):
    """An item as the platform shows it."""

    _name = "ocean.listing"
    _description = "Listing"
    _order = "storefront_id, name, id"

    storefront_id = fields.Many2one("ocean.storefront", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="storefront_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="storefront_id.currency_id")
    platform = fields.Selection(related="storefront_id.platform", store=True)
    external_id = fields.Char("Item ID", required=True)
    name = fields.Char(required=True)
    seller_sku = fields.Char("Seller SKU")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("checking", "Under review"),
            ("live", "Live"),
            ("hidden", "Hidden"),
            ("blocked", "Blocked by platform"),
            ("deleted", "Deleted"),
            ("unknown", "Unknown"),
        ],
        "Status",
        required=True,
        default="unknown",
    )
    raw_status = fields.Char("Platform's status")
    remote_updated_at = fields.Datetime("Changed on platform")
    image_url = fields.Char("Image")
    sku_ids = fields.One2many("ocean.listing.sku", "listing_id", "Variants")
    product_tmpl_id = fields.Many2one("product.template", "Product", compute="_compute_product_tmpl_id")
    has_unmatched = fields.Boolean(compute="_compute_product_tmpl_id")

    _item_uniq = models.Constraint("UNIQUE (storefront_id, external_id)", "This listing is already known.")

    @api.depends("sku_ids.product_id")
    def _compute_product_tmpl_id(self):
        for listing in self:
            listing.product_tmpl_id = listing.sku_ids.product_id.product_tmpl_id[:1]
            listing.has_unmatched = any(not sku.product_id for sku in listing.sku_ids)

    @api.model
    def _store(self, storefront, listings):
        """Create or update the rows of `listings` (`schema.Listing`); return them."""
        known = {
            row.external_id: row
            for row in self.search(
                [
                    ("storefront_id", "=", storefront.id),
                    ("external_id", "in", [listing.external_id for listing in listings]),
                ]
            )
        }
        missing = [listing for listing in listings if listing.external_id not in known]
        created = self.create([self._values(storefront, listing) for listing in missing])
        known.update({row.external_id: row for row in created})
        for listing in listings:
            if listing not in missing:
                known[listing.external_id]._write_changes(self._values(storefront, listing))
        self.env["ocean.listing.sku"]._store(storefront, known, listings)
        return self.concat(*known.values())

    @api.model
    def _values(self, storefront, listing):
        return {
            "storefront_id": storefront.id,
            "external_id": listing.external_id,
            "name": listing.name,
            "seller_sku": listing.seller_sku or False,
            "state": listing.status.value,
            "raw_status": listing.raw_status or False,
            "remote_updated_at": listing.updated_at.replace(tzinfo=None) if listing.updated_at else False,
            "image_url": listing.image_url or False,
        }

    def _write_changes(self, values):
        self.ensure_one()
        current = self._convert_to_write({name: self[name] for name in values})
        changed = {name: value for name, value in values.items() if current[name] != value}
        if changed:
            self.write(changed)

    def action_create_product(self):
        """Create one product per unmatched variant and match it."""
        if not self.env.user.has_group("ocean_marketplace_base.group_manager"):
            raise AccessError(self.env._("Only Marketplaces managers may create products from listings."))
        self.sku_ids.filtered(lambda sku: not sku.product_id)._create_products()
        return True
