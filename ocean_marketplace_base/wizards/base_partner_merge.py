from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _generate_query(self, fields, maximum_group=100):
        """Suggest no merge of marketplace buyers: alike names, often masked, are not the same person."""
        ours = "ocean_storefront_id IS NOT NULL OR ocean_address_digest IS NOT NULL"
        others = f"FROM (SELECT * FROM res_partner WHERE NOT ({ours})) AS res_partner"
        return super()._generate_query(fields, maximum_group).replace("FROM res_partner", others, 1)
