"""What a fresh marketplace order does not need.

Each override leaves something out only under the context key ``ocean_import`` and calls ``super()``
otherwise. A test compares the result of an import with and without the key.
"""

from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def message_post_with_source(self, source_ref, **kwargs):
        """Leave out the note "this transfer was created from": the transfer's origin says it."""
        if self.env.context.get("ocean_import") and source_ref == "mail.message_origin_link":
            return self.env["mail.message"]
        return super().message_post_with_source(source_ref, **kwargs)


class StockMove(models.Model):
    _inherit = "stock.move"

    def _search_picking_for_assignation(self):
        """The order is new and its reference unique, so there is no transfer to join."""
        if self.env.context.get("ocean_import"):
            return self.env["stock.picking"]
        return super()._search_picking_for_assignation()

    def _update_orderpoints(self):
        """Once per batch instead of several times per order, see `sale.order._ocean_catch_up_reordering`."""
        if self.env.context.get("ocean_import"):
            return None
        return super()._update_orderpoints()

    def _trigger_scheduler(self):
        """Once per batch instead of once per transfer, see `sale.order._ocean_catch_up_reordering`."""
        if self.env.context.get("ocean_import"):
            return None
        return super()._trigger_scheduler()


class StockRule(models.Model):
    _inherit = "stock.rule"

    def _get_rule(self, product_id, location_id, values):
        """Look a rule up once per batch for products with the same routes."""
        memo = self.env.context.get("ocean_rule_memo")
        if memo is None:
            return super()._get_rule(product_id, location_id, values)
        key = self._ocean_rule_key(product_id, location_id, values)
        if key not in memo:
            memo[key] = super()._get_rule(product_id, location_id, values).id
        return self.browse(memo[key])

    def _ocean_rule_key(self, product, location, values):
        return (
            location.id,
            tuple(product.route_ids.ids),
            tuple(product.categ_id.total_route_ids.ids),
            *(values.get(name) and tuple(values[name].ids) for name in ("route_ids", "packaging_uom_id")),
            *(values.get(name) and values[name].id for name in ("warehouse_id", "company_id")),
        )
