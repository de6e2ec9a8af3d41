from odoo import api, fields, models
from odoo.fields import Domain


class OceanListingSku(models.Model):
    """A sellable variant of a listing and the product it is in Odoo."""

    _name = "ocean.listing.sku"
    _description = "Listing variant"
    _order = "listing_id, id"
    _check_company_auto = True

    listing_id = fields.Many2one("ocean.listing", required=True, ondelete="cascade", index=True)
    storefront_id = fields.Many2one(related="listing_id.storefront_id", store=True, index=True)
    company_id = fields.Many2one(related="listing_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="listing_id.currency_id")
    external_id = fields.Char(
        "Variant ID", help="“0” for an item without variants; empty until the platform has it."
    )
    seller_sku = fields.Char("Seller SKU", index=True)
    name = fields.Char()
    barcode = fields.Char()
    active = fields.Boolean(default=True, help="The platform may have given up a variant that was sold.")
    options = fields.Json("Values", help="What the buyer chooses, in the order of the listing's options.")
    platform_price = fields.Monetary("Price on platform", help="What buyers pay now, campaigns included.")
    list_price = fields.Monetary("Normal price on platform")
    own_price = fields.Monetary("Own price", help="Fixed for this storefront; 0: from the pricelist.")
    price_locked = fields.Boolean("Price locked", help="A campaign of the platform holds the price.")
    price_locked_until = fields.Datetime("Price locked until")
    platform_quantity = fields.Integer("Stock on platform")
    image_url = fields.Char(related="listing_id.image_url")
    product_id = fields.Many2one("product.product", check_company=True, index=True, ondelete="set null")
    is_shared = fields.Boolean(
        "Shared",
        compute="_compute_is_shared",
        help="The same item is shown by another storefront too, which sends stock and price for both.",
    )

    listing_text = fields.Char("Listing and variant", compute="_compute_listing_text")
    listing_state = fields.Selection(related="listing_id.state", string="Status of the listing")
    variant_text = fields.Char("Variant of the product", compute="_compute_variant_text")

    _sku_uniq = models.Constraint("UNIQUE (listing_id, external_id)", "This variant is already known.")

    @api.depends("listing_id.name", "name", "seller_sku")
    def _compute_display_name(self):
        for sku in self:
            words = [
                sku.listing_id.name,
                sku.name and f"({sku.name})",
                sku.seller_sku and f"[{sku.seller_sku}]",
            ]
            sku.display_name = " ".join(word for word in words if word)

    @api.depends("listing_id.name", "name")
    def _compute_listing_text(self):
        for sku in self:
            sku.listing_text = " · ".join(word for word in (sku.listing_id.name, sku.name) if word)

    @api.depends("product_id.product_template_attribute_value_ids")
    @api.depends_context("lang")
    def _compute_variant_text(self):
        """The values that tell a variant from the others of its product, as in `product.product` names."""
        for sku in self:
            sku.variant_text = sku.product_id.product_template_attribute_value_ids._get_combination_name()

    def _twins(self):
        """Return the rows of the same variant on the other storefronts of the family, archived ones too."""
        self.ensure_one()
        if not self.external_id or len(self.storefront_id._roots()._family()) < 2:
            return self.browse()
        return self._of_variants(self.storefront_id, [self._variant_key()]) - self

    def _variant_key(self):
        self.ensure_one()
        return self.listing_id.external_id, self.external_id

    def _publisher(self):
        """Return the row whose storefront tells the platform quantity and price of this variant.

        Storefronts of a family show the same item, so they share one published number: only the row of the
        root is sent, and where the root does not show the item the first of the others.
        """
        self.ensure_one()
        rows = (self | self._twins()).sorted(lambda sku: (bool(sku.storefront_id.parent_id), sku.id))
        return rows[:1]

    @api.depends("storefront_id.parent_id", "external_id", "listing_id.external_id")
    def _compute_is_shared(self):
        for sku in self:
            sku.is_shared = sku._publisher() != sku

    @api.model
    def _of_variants(self, storefront, keys):
        """Return the rows of ``keys`` (item id, variant id) in the family of `storefront`, its own first.

        Where a platform has ids for variants that need no item, its orders name a variant as both.
        """
        family = storefront._roots()._family()
        items = [item for item, variant in keys if item != variant]
        alone = [variant for item, variant in keys if item == variant]
        # Variants that the platform gave up may still be in orders.
        found = self.with_context(active_test=False).search(
            Domain("storefront_id", "in", family.ids)
            & (
                Domain("external_id", "in", [variant for _item, variant in keys])
                & Domain("listing_id.external_id", "in", items)
                | Domain("external_id", "in", alone)
            )
        )
        wanted = set(keys)
        found = found.filtered(lambda sku: sku._variant_key() in wanted or sku.external_id in alone)
        return found.sorted(lambda sku: (sku.storefront_id != storefront, not sku.active, sku.id))
