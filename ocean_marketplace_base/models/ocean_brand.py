from odoo import fields, models


class OceanBrand(models.Model):
    """A brand of a platform's list. Only brands that were looked for or used are kept."""

    _name = "ocean.brand"
    _description = "Platform brand"
    _order = "is_none desc, name, id"

    tree_id = fields.Many2one(
        "ocean.category.tree", "Marketplace", required=True, readonly=True, ondelete="cascade", index=True
    )
    platform = fields.Selection(related="tree_id.platform", store=True, precompute=True)
    region = fields.Char(related="tree_id.region", store=True, precompute=True)
    external_id = fields.Char("Brand ID", required=True, readonly=True)
    name = fields.Char(required=True, readonly=True)
    is_none = fields.Boolean("No brand", readonly=True)
    category_ids = fields.Many2many(
        "ocean.category", "ocean_category_brand_rel", "brand_id", "category_id", "Categories", readonly=True
    )

    _brand_uniq = models.Constraint("UNIQUE (tree_id, external_id)", "This brand is already known.")
