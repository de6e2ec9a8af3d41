from odoo import api, fields, models

from ..lib import cover

UNITS_HELP = "Stock is low below so many units; 0: not by units."
DAYS_HELP = "Stock is low when it lasts less than so many days at the pace it is sold; 0: not by days."


class ResCompany(models.Model):
    """What storefronts and products start from about stock."""

    _inherit = "res.company"

    ocean_stock_buffer = fields.Integer(
        "Buffer of new storefronts",
        help="Units that are never shown, where no allocation rule says otherwise.",
    )
    ocean_low_units = fields.Integer("Low below (units)", help=UNITS_HELP)
    ocean_low_days = fields.Integer("Low below (days of cover)", default=7, help=DAYS_HELP)
    ocean_sales_days = fields.Integer(
        "Count sales over (days)", default=30, help="From so many days it is known what is sold in a day."
    )

    _ocean_low = models.Constraint(
        "CHECK (ocean_stock_buffer >= 0 AND ocean_low_units >= 0 AND ocean_low_days >= 0)",
        "Buffer and thresholds cannot be negative.",
    )
    _ocean_sales_days = models.Constraint(
        "CHECK (ocean_sales_days BETWEEN 1 AND 365)", "Sales are counted over 1 to 365 days."
    )

    def write(self, vals):
        result = super().write(vals)
        if {"ocean_low_units", "ocean_low_days", "ocean_sales_days"} & set(vals):
            for company in self:
                self.env["ocean.stock.dirty"]._mark_company(company, "settings")
        return result


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ocean_stock_buffer = fields.Integer(related="company_id.ocean_stock_buffer", readonly=False)
    ocean_low_units = fields.Integer(related="company_id.ocean_low_units", readonly=False)
    ocean_low_days = fields.Integer(related="company_id.ocean_low_days", readonly=False)
    ocean_sales_days = fields.Integer(related="company_id.ocean_sales_days", readonly=False)


class OceanStorefront(models.Model):
    _inherit = "ocean.storefront"

    stock_buffer = fields.Integer(default=lambda self: self.env.company.ocean_stock_buffer)
    low_own = fields.Boolean("Own low-stock threshold", help="Otherwise the company's holds.")
    low_units = fields.Integer("Low below (units)", help=UNITS_HELP)
    low_days = fields.Integer("Low below (days of cover)", help=DAYS_HELP)

    _low_not_negative = models.Constraint(
        "CHECK (low_units >= 0 AND low_days >= 0)", "A threshold cannot be negative."
    )

    def _ocean_threshold(self):
        """Return below what stock is low on this storefront."""
        if self.low_own:
            return cover.Threshold(units=self.low_units, days=self.low_days)
        company = self.company_id
        return cover.Threshold(units=company.ocean_low_units, days=company.ocean_low_days)

    def write(self, vals):
        result = super().write(vals)
        if {"low_own", "low_units", "low_days", "stock_on"} & set(vals):
            self.env["ocean.stock.dirty"]._mark_storefronts(self, "settings")
        return result


class ProductTemplate(models.Model):
    _inherit = "product.template"

    ocean_low_own = fields.Boolean(
        "Own low-stock threshold",
        help="Otherwise that of the storefront or company. With 0 and 0 the product is not watched.",
    )
    ocean_low_units = fields.Integer("Low below (units)", help=UNITS_HELP)
    ocean_low_days = fields.Integer("Low below (days of cover)", help=DAYS_HELP)

    _ocean_low_not_negative = models.Constraint(
        "CHECK (ocean_low_units >= 0 AND ocean_low_days >= 0)", "A threshold cannot be negative."
    )

    @api.onchange("ocean_low_own")
    def _onchange_ocean_low_own(self):
        """Begin with what holds now."""
        if self.ocean_low_own and not self.ocean_low_units and not self.ocean_low_days:
            self.ocean_low_units = self.env.company.ocean_low_units
            self.ocean_low_days = self.env.company.ocean_low_days

    def write(self, vals):
        result = super().write(vals)
        if {"ocean_low_own", "ocean_low_units", "ocean_low_days"} & set(vals):
            self.env["ocean.stock.dirty"]._mark(self.product_variant_ids, "settings")
        return result


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _ocean_threshold(self):
        """Return below what stock of this product is low, where it has a threshold of its own."""
        return cover.Threshold(units=self.ocean_low_units, days=self.ocean_low_days)
