from collections import defaultdict

from odoo import api, models
from odoo.tools import float_compare, float_round

FIGURES = ("on_hand", "expired", "demand", "holds", "sellable")


class ProductProduct(models.Model):
    """What places can still promise of a product.

    Neither `free_qty`, which forgets demand that found no stock, nor reservations: two workers may reserve
    the same unit. Goods that are not put away, or packed already, are not in the places.
    """

    _inherit = "product.product"

    def _get_sellable(self, places):
        """Return {product id: units} that `places` (`stock.location`) can still promise, without open holds.

        Below zero when more is promised than there is. A kit has whole kits, the least its components allow.
        Products that nobody counts are left out.
        """
        return {product.id: row["sellable"] for product, row in self._get_stock_figures(places).items()}

    def _get_stock_figures(self, places):
        """Return {product: figures} of the counted ones of these products; see `_get_sellable`.

        ``figures`` are ``on_hand - expired - demand - holds = sellable`` in the product's unit, without
        ``incoming`` moves. A kit has ``parts``: [{"product", "per_kit", "makes", figures of the component}],
        the scarcest first, and only ``sellable`` of its own.
        """
        company = places.company_id[:1] or self.env.company
        kits = self.env["ocean.stock.kit"]._components(self, company)
        simple = self.filtered(lambda product: product.is_storable and product not in kits)
        simple |= self.browse().union(*(component for parts in kits.values() for component in parts))
        figures = simple._get_simple_figures(places)
        found = {product: figures[product] for product in self if product in figures and product not in kits}
        found.update({kit: self._kit_figures(parts, figures) for kit, parts in kits.items() if parts})
        return found

    def _get_simple_figures(self, places):
        """Return {product: figures} of these counted products, no kits among them, in one read."""
        if not self:
            return {}
        rows = self.with_context(location=places.ids)._compute_quantities_dict(None, None, None)
        holds = self.env["ocean.order.line"]._open_holds(self, places)
        return {product: product._plain_figures(rows[product.id], holds[product]) for product in self}

    def _plain_figures(self, row, holds):
        incoming, demand = row["incoming_qty"], row["outgoing_qty"]
        promised = row["virtual_available"] - incoming
        return {
            "on_hand": row["qty_available"],
            "expired": self._round(row["qty_available"] - demand - promised),
            "demand": demand,
            "holds": self._round(holds),
            "sellable": self._round(promised - holds),
        }

    def _round(self, units):
        return float_round(units, precision_rounding=self.uom_id.rounding) + 0.0  # no minus zero

    @api.model
    def _kit_figures(self, parts, figures):
        rows = []
        for component, per_kit in parts.items():
            row = figures[component]
            rows.append({**row, "product": component, "per_kit": per_kit, "makes": row["sellable"] / per_kit})
        rows.sort(key=lambda row: (row["makes"], row["product"].id))
        return {"sellable": self._whole(rows[0]["makes"]), "parts": rows}

    @api.model
    def _whole(self, kits):
        """Return the whole kits in `kits`: 2.9999999999 from a division are three."""
        return float_round(kits, precision_digits=6, rounding_method="HALF-UP") // 1

    def _oversold(self, places):
        """Return {product: units} promised beyond what `places` have, by the figures of publishing."""
        return {
            product: -row["sellable"]
            for product, row in self._get_stock_figures(places).items()
            if float_compare(row["sellable"], 0, precision_rounding=product.uom_id.rounding) < 0
        }


class OceanOrderLine(models.Model):
    _inherit = "ocean.order.line"

    _open_hold_idx = models.Index("(product_id) WHERE hold_state = 'open'")

    @api.model
    def _open_holds(self, products, places):
        """Return {product: units} held in `places` for orders whose deliveries do not count yet.

        What is held of a kit is held of its components.
        """
        held, rows = defaultdict(float), list(self._holds_at(places))
        kits = self.env["ocean.stock.kit"]._components(
            products.browse().union(*(product for product, _units in rows)), self._company_of(places)
        )
        for product, units in rows:
            for component, per_kit in kits.get(product, {product: 1.0}).items():
                held[component] += units * per_kit
        return held

    @api.model
    def _company_of(self, places):
        return places.company_id[:1] or self.env.company

    @api.model
    def _holds_at(self, places):
        """Yield (product, units) of all open holds of storefronts that sell from one of `places`."""
        # sudo: stock is counted for all storefronts that share it, also those the user may not see
        rows = self.sudo()._read_group(
            [("hold_state", "=", "open")],
            ["product_id", "storefront_id", "platform_warehouse"],
            ["held_qty:sum"],
        )
        answers = {}
        for product, storefront, warehouse, units in rows:
            source = storefront, warehouse or ""
            if source not in answers:
                answers[source] = storefront._sells_from(places, warehouse or "")
            if answers[source]:
                yield product, units
