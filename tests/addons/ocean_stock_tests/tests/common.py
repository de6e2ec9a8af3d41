from odoo.fields import Command

from odoo.addons.ocean_marketplace_base.tests.common import MarketplaceCommon


class StockCommon(MarketplaceCommon):
    """A company with a warehouse; what sellable means is asked of its stock location."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})
        cls.warehouse = cls.env["stock.warehouse"].search([("company_id", "=", cls.company.id)], limit=1)
        cls.stock = cls.warehouse.lot_stock_id
        cls.customers = cls.env.ref("stock.stock_location_customers")
        cls.suppliers = cls.env.ref("stock.stock_location_suppliers")
        cls.buyer = cls.env["res.partner"].create({"name": "Pembeli"})
        cls.kaos = cls._make_product("KAOS")

    @classmethod
    def _make_kit(cls, product, parts, **values):
        return cls.env["mrp.bom"].create(
            {
                "product_tmpl_id": product.product_tmpl_id.id,
                "type": "phantom",
                "product_qty": 1,
                "bom_line_ids": [
                    Command.create({"product_id": part.id, "product_qty": units})
                    for part, units in parts.items()
                ],
                **values,
            }
        )

    def put(self, product, units, place=None, **values):
        """Have `units` more of `product` lie in a place."""
        self.env["stock.quant"].with_context(inventory_mode=False)._update_available_quantity(
            product, place or self.stock, units, **values
        )

    def order(self, product, units, confirm=True, **values):
        sale = self.env["sale.order"].create(
            {
                "partner_id": self.buyer.id,
                "company_id": self.company.id,
                "warehouse_id": self.warehouse.id,
                "order_line": [Command.create({"product_id": product.id, "product_uom_qty": units})],
                **values,
            }
        )
        if confirm:
            sale.action_confirm()
        return sale

    def move(self, product, units, source, destination, confirm=True, **values):
        move = self.env["stock.move"].create(
            {
                "product_id": product.id,
                "product_uom_qty": units,
                "product_uom": product.uom_id.id,
                "location_id": source.id,
                "location_dest_id": destination.id,
                "company_id": self.company.id,
                **values,
            }
        )
        if confirm:
            move._action_confirm()
            move._action_assign()
        return move

    def done(self, pickings):
        for picking in pickings:
            picking.action_assign()
            picking.move_ids.picked = True
            picking._action_done()

    def sellable(self, product=None, places=None):
        product = product or self.kaos
        return product._get_sellable(places or self.stock).get(product.id)
