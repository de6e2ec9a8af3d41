"""Every event after which another number may be right leaves a mark, and nothing else."""

from odoo import api, models

MOVE_FIELDS = {
    "state",
    "product_uom_qty",
    "product_uom",
    "product_id",
    "location_id",
    "location_dest_id",
    "location_final_id",
}
QUANT_FIELDS = {"quantity", "location_id", "lot_id"}  # not the reservation: only demand counts
PRODUCT_FIELDS = {"is_storable", "type", "uom_id", "categ_id", "active"}


class StockMove(models.Model):
    _inherit = "stock.move"

    @api.model_create_multi
    def create(self, vals_list):
        moves = super().create(vals_list)
        self.env["ocean.stock.dirty"]._mark(moves.product_id, "stock")
        return moves

    def write(self, vals):
        touched = MOVE_FIELDS & set(vals)
        before = self.product_id if "product_id" in vals else None
        result = super().write(vals)
        if touched:
            self.env["ocean.stock.dirty"]._mark((before or self.product_id) | self.product_id, "stock")
        return result

    def unlink(self):
        self.env["ocean.stock.dirty"]._mark(self.product_id, "stock")
        return super().unlink()


class StockQuant(models.Model):
    _inherit = "stock.quant"

    @api.model_create_multi
    def create(self, vals_list):
        quants = super().create(vals_list)
        self.env["ocean.stock.dirty"]._mark(quants.filtered("quantity").product_id, "stock")
        return quants

    def write(self, vals):
        result = super().write(vals)
        if QUANT_FIELDS & set(vals):
            self.env["ocean.stock.dirty"]._mark(self.product_id, "stock")
        return result

    def unlink(self):
        self.env["ocean.stock.dirty"]._mark(self.filtered("quantity").product_id, "stock")
        return super().unlink()


class StockLot(models.Model):
    _inherit = "stock.lot"

    def write(self, vals):
        result = super().write(vals)
        if {"expiration_date", "removal_date"} & set(vals):
            self.env["ocean.stock.dirty"]._mark(self.product_id, "stock")
        return result


class StockLocation(models.Model):
    _inherit = "stock.location"

    def write(self, vals):
        result = super().write(vals)
        if {"location_id", "active", "usage", "company_id"} & set(vals):
            for company in self.company_id or [self.env["res.company"]]:
                self.env["ocean.stock.dirty"]._mark_company(company, "settings")
        if "active" in vals:
            self._ocean_storefronts()._settle_places()
        return result

    def _ocean_storefronts(self):
        """Return the storefronts that sell from these places or from one in them."""
        # sudo: who archives a place need not see the shops that sell from it
        storefronts_sudo = self.env["ocean.storefront"].sudo()
        chosen = self.env["ocean.storefront.location"].sudo().search([("location_ids", "child_of", self.ids)])
        own = storefronts_sudo.search([("warehouse_id.lot_stock_id", "child_of", self.ids)])
        return chosen.storefront_id | own


class ProductTemplate(models.Model):
    _inherit = "product.template"

    def write(self, vals):
        result = super().write(vals)
        if PRODUCT_FIELDS & set(vals):
            self.env["ocean.stock.dirty"]._mark(self.product_variant_ids, "settings")
        return result


class ProductCategory(models.Model):
    _inherit = "product.category"

    def write(self, vals):
        result = super().write(vals)
        if "parent_id" in vals:
            self.env["ocean.stock.dirty"]._mark_company(self.env["res.company"], "settings")
        return result
