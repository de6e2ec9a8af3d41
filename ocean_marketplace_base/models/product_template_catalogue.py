from decimal import Decimal

from odoo import api, fields, models

from ..lib.content import Dimensions

SIDES = ("ocean_length", "ocean_width", "ocean_height")


class ProductTemplate(models.Model):
    """What marketplaces want to know of a product."""

    _inherit = "product.template"

    ocean_profile_ids = fields.One2many("ocean.product.profile", "product_tmpl_id", "Platforms")
    ocean_image_ids = fields.One2many("ocean.product.image", "product_tmpl_id", "Further pictures")
    ocean_description = fields.Text(
        "Marketplace description",
        translate=True,
        help="Plain text. When it is empty, the sales description is sent.",
    )
    ocean_length = fields.Float("Length (cm)", help="Of the parcel.")
    ocean_width = fields.Float("Width (cm)", help="Of the parcel.")
    ocean_height = fields.Float("Height (cm)", help="Of the parcel.")
    ocean_condition = fields.Selection(
        [("new", "New"), ("used", "Used")], "Condition", required=True, default="new"
    )
    ocean_listing_sku_ids = fields.Many2many(
        "ocean.listing.sku", string="Listings", compute="_compute_ocean_listing_sku_ids"
    )
    ocean_listing_count = fields.Integer("Listing count", compute="_compute_ocean_listing_sku_ids")

    @api.depends("product_variant_ids.ocean_listing_sku_ids")
    def _compute_ocean_listing_sku_ids(self):
        for template in self:
            skus = template.with_context(active_test=False).product_variant_ids.ocean_listing_sku_ids
            template.ocean_listing_sku_ids = skus.filtered("active")
            template.ocean_listing_count = len(template.ocean_listing_sku_ids.listing_id)

    def _ocean_text(self):
        """Return the description for marketplaces as plain text."""
        self.ensure_one()
        return (self.ocean_description or self.description_sale or "").strip()

    def _ocean_dimensions(self):
        """Return the size of the parcel (`content.Dimensions`), ``None`` unless all sides are known."""
        self.ensure_one()
        sides = [self[name] for name in SIDES]
        if not all(side > 0 for side in sides):
            return None
        length, width, height = (Decimal(str(side)) for side in sides)
        return Dimensions(length=length, width=width, height=height)

    def _ocean_option_lines(self):
        """Return the attribute lines of which a buyer chooses: several values that make variants."""
        self.ensure_one()
        return self.valid_product_template_attribute_line_ids.filtered(
            lambda line: line.attribute_id.create_variant != "no_variant" and line.value_count > 1
        )

    def action_ocean_listings(self):
        """Open the listings of these products."""
        action = self.env["ir.actions.act_window"]._for_xml_id("ocean_marketplace_base.ocean_listing_action")
        action.update({"domain": [("product_tmpl_id", "in", self.ids)], "context": {}})
        return action


class ProductProduct(models.Model):
    _inherit = "product.product"

    ocean_listing_sku_ids = fields.One2many("ocean.listing.sku", "product_id", "Listings")

    def action_ocean_listings(self):
        """Open the listings that show these variants."""
        action = self.env["ir.actions.act_window"]._for_xml_id("ocean_marketplace_base.ocean_listing_action")
        action.update({"domain": [("sku_ids.product_id", "in", self.ids)], "context": {}})
        return action
