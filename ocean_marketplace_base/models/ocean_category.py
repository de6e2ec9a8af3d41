from odoo import api, fields, models
from odoo.fields import Domain


class OceanCategory(models.Model):
    """A category of a platform, as read last; what is gone there stays here as not usable."""

    _name = "ocean.category"
    _description = "Platform category"
    _order = "complete_name, id"

    tree_id = fields.Many2one(
        "ocean.category.tree", "Marketplace", required=True, readonly=True, ondelete="cascade", index=True
    )
    platform = fields.Selection(related="tree_id.platform", store=True, precompute=True)
    region = fields.Char(related="tree_id.region", store=True, precompute=True)
    version = fields.Char(related="tree_id.version")
    external_id = fields.Char("Category ID", required=True, readonly=True)
    name = fields.Char(required=True, readonly=True)
    complete_name = fields.Char("Category", required=True, readonly=True)
    parent_id = fields.Many2one("ocean.category", readonly=True, ondelete="set null", index="btree_not_null")
    is_leaf = fields.Boolean("Lowest level", readonly=True)
    usable = fields.Boolean(readonly=True, help="The shop may list items in this category.")
    rules = fields.Json(readonly=True, help="What the category wants, as read last.")
    rules_read_at = fields.Datetime("Requirements read", readonly=True)
    rules_version = fields.Char(readonly=True)
    rules_due = fields.Boolean(readonly=True, help="Its requirements are to be read.")
    forbidden_reason = fields.Char("Not allowed because", readonly=True)
    brand_required = fields.Boolean(readonly=True)
    attribute_ids = fields.One2many("ocean.attribute", "category_id", "Attributes")
    brand_ids = fields.Many2many(
        "ocean.brand", "ocean_category_brand_rel", "category_id", "brand_id", "Brands", readonly=True
    )
    profile_ids = fields.One2many("ocean.product.profile", "category_id")
    product_count = fields.Integer("Products", compute="_compute_product_count")

    _category_uniq = models.Constraint("UNIQUE (tree_id, external_id)", "This category is already known.")
    _due_index = models.Index("(tree_id) WHERE rules_due")

    @api.depends("complete_name")
    def _compute_display_name(self):
        for category in self:
            category.display_name = category.complete_name

    @api.model
    def _search_display_name(self, operator, value):
        """Find categories that have all words of `value` somewhere in their path, in any order."""
        if operator == "ilike" and isinstance(value, str):
            return Domain.AND([("complete_name", "ilike", word)] for word in value.split())
        return super()._search_display_name(operator, value)

    def _compute_product_count(self):
        counts = dict(
            self.env["ocean.product.profile"]._read_group(
                [("category_id", "in", self.ids)], ["category_id"], ["__count"]
            )
        )
        for category in self:
            category.product_count = counts.get(category, 0)

    def action_read_again(self):
        """Let the catalogue lane read the categories of these platforms anew, of all without selection."""
        trees = self.tree_id or self.env["ocean.category.tree"].search(Domain.TRUE)
        return trees.action_read_now()

    def action_view_profiles(self):
        """Open what products say in this category."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Products"),
            "res_model": "ocean.product.profile",
            "view_mode": "list,kanban,form",
            "domain": [("category_id", "in", self.ids)],
        }
