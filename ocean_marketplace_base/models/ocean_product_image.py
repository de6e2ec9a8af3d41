from odoo import api, fields, models

from ..lib import catalogue, completeness, content, image_facts


class OceanProductImage(models.Model):
    """A further picture of a product on marketplaces, after the product's own."""

    _name = "ocean.product.image"
    _description = "Marketplace picture of a product"
    _order = "product_tmpl_id, sequence, id"

    product_tmpl_id = fields.Many2one(
        "product.template", "Product", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="product_tmpl_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char()
    image = fields.Image(required=True)
    facts_text = fields.Char("Size", compute="_compute_facts_text")
    problem_text = fields.Char("Not accepted because", compute="_compute_facts_text")

    @api.depends("image", "sequence", "product_tmpl_id.ocean_profile_ids.category_id")
    @api.depends_context("lang")
    def _compute_facts_text(self):
        # sudo: the picture is that of a record the user sees
        stored_sudo = (
            self.env["ir.attachment"]
            .sudo()
            .search([("res_model", "=", self._name), ("res_field", "=", "image"), ("res_id", "in", self.ids)])
        )
        by_image = {attachment.res_id: attachment for attachment in stored_sudo}
        facts = self.env["ocean.image.facts"]._of(stored_sudo, catalogue.Limits())
        for image in self:
            stored = by_image.get(image.id)
            image.facts_text = stored and image._facts_text(facts[stored.id])
            image.problem_text = stored and image._problem_text(stored)

    def _facts_text(self, row):
        size = self.env["ocean.listing"]._bytes_text(row.size)
        return f"{row.width} × {row.height} px · {size}" if row.width else size

    def _problem_text(self, stored_sudo):
        """Return the first thing that a platform of the product does not accept, after what can be mended."""
        number = list(self.product_tmpl_id.ocean_image_ids).index(self) + 2  # the product's own is the first
        for profile in self.product_tmpl_id.ocean_profile_ids:
            limits = profile._limits()
            facts = self.env["ocean.image.facts"]._of(stored_sudo, limits)[stored_sudo.id]._facts()
            for code, values in image_facts.faults(facts, limits):
                problem = completeness.Problem(
                    key=content.IMAGES, code=f"image_{code}", values={"image": number, **values}
                )
                text = self.env["ocean.listing"]._problem_text(problem)
                return f"{profile.tree_id.display_name}: {text}"
        return False
