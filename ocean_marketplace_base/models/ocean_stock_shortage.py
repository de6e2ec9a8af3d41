from decimal import Decimal

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import float_compare

from ..lib import shortage

OPEN_MOVES = ("waiting", "confirmed", "partially_available", "assigned")


class OceanStockShortage(models.AbstractModel):
    """Finds products that are promised beyond what places have, and who was promised them."""

    _name = "ocean.stock.shortage"
    _description = "Oversold products"

    # === FINDING === #

    @api.model
    def _figures_of(self, terms):
        """Return {(product id, ids of places): sellable units} behind listing variants that were worked out
        just now, of the storefronts that send stock; components instead of kits.

        What publishing counted is used again. Only what it left alone is counted here.

        :param terms: {variant: the terms of its number, none where it has no number}
        """
        sending = {sku: parts for sku, parts in terms.items() if sku.storefront_id.stock_on}
        found = {}
        for sku, parts in sending.items():
            for part in parts:
                found.update(self._figures_in(sku, part))
        left = [sku.id for sku, parts in sending.items() if not parts]
        self._add_uncounted(self.env["ocean.listing.sku"].browse(left), found)
        return found

    @api.model
    def _figures_in(self, sku, part):
        places = tuple(sorted(part["places"]))
        if part["parts"]:
            return {(row["product"], places): row["sellable"] for row in part["parts"]}
        return {(sku.product_id.id, places): part["sellable"]} if part["counted"] else {}

    @api.model
    def _add_uncounted(self, rows, found):
        """Count what no number was worked out for: listings that are left alone, or gone while sold."""
        rows = rows.filtered("product_id.is_storable")
        pools = {}
        for storefront, group in rows.grouped("storefront_id").items():
            for locations in storefront._places().values():
                places = locations.sorted("id")
                pools[places] = pools.get(places, self.env["product.product"]) | group.product_id
        for places, products in pools.items():
            unknown = products.filtered(lambda product, key=tuple(places.ids): (product.id, key) not in found)
            for product, row in unknown._get_stock_figures(places).items():
                if "parts" not in row:
                    found[product.id, tuple(places.ids)] = row["sellable"]

    @api.model
    def _units_short(self, product, sellable):
        """Return how many units are promised beyond what there is; 0 when there is enough."""
        below = float_compare(sellable, 0, precision_rounding=product.uom_id.rounding) < 0
        return -sellable if below else 0.0

    # === WHO WAS PROMISED === #

    @api.model
    def _promises(self, product, places):
        """Return [{"order", "sale", "moves", "name", "since", "units", "missing", "wait"}], the newest first.

        Open holds of storefronts that sell from `places`, and confirmed demand that leaves them, as the
        figures of publishing count both. ``wait``: units that must come until this one has all of its own.
        """
        figures = product._get_stock_figures(places).get(product)
        if not figures:
            return []
        rows = dict(enumerate([*self._demand_rows(product, places), *self._hold_rows(product, places)]))
        claims = [
            shortage.Claim(key=key, since=row["since"], units=Decimal(str(row["units"])))
            for key, row in rows.items()
        ]
        available = Decimal(str(figures["on_hand"] - figures["expired"]))
        served = shortage.missing(claims, available)
        return [
            {
                **rows[claim.key],
                "missing": float(lacks),
                "wait": shortage.short_before(served, claim.key),
            }
            for claim, lacks in served
        ]

    @api.model
    def _demand_rows(self, product, places):
        _quants, _into, leaves = product.with_context(location=places.ids)._get_domain_locations()
        moves = self.env["stock.move"].search(
            Domain("product_id", "=", product.id) & Domain("state", "in", OPEN_MOVES) & leaves
        )
        for source, group in moves.grouped(self._source_of).items():
            sale = source if source._name == "sale.order" else self.env["sale.order"]
            order = sale.ocean_order_id
            yield {
                "order": order,
                "sale": sale,
                "moves": group,
                "name": order.external_id or sale.name or group[:1].reference or "–",
                "since": order.date_order or sale.date_order or min(group.mapped("create_date")),
                "units": sum(group.mapped("product_qty")),
            }

    @api.model
    def _source_of(self, move):
        """Return what a move is for: a sales order, else the move itself."""
        return move.sale_line_id.order_id or move.picking_id.sale_id or move

    @api.model
    def _hold_rows(self, product, places):
        kits = self.env["ocean.stock.kit"]
        products = product | kits._kits_with(product)
        company = places.company_id[:1] or self.env.company
        parts = kits._components(products, company)
        lines = self.env["ocean.order.line"].search(
            [("hold_state", "=", "open"), ("product_id", "in", products.ids)]
        )
        mine = lines.filtered(
            lambda line: line.storefront_id._sells_from(places, line.platform_warehouse or "")
        )
        for order, group in mine.grouped("order_id").items():
            per_kit = [parts.get(line.product_id, {product: 1.0}).get(product, 0.0) for line in group]
            units = sum(line.held_qty * each for line, each in zip(group, per_kit, strict=True))
            yield {
                "order": order,
                "sale": order.sale_order_ids[:1],
                "moves": self.env["stock.move"],
                "name": order.external_id,
                "since": order.date_order or order.create_date,
                "units": units,
            }

    # === WHAT COMES === #

    @api.model
    def _receipts(self, product, places):
        """Return the moves by which `product` comes into `places`, the soonest first."""
        return self.env["stock.move"].search(self._receipt_domain(product, places.ids), order="date, id")

    @api.model
    def _receipt_domain(self, products, place_ids):
        """Return the domain of moves that are on their way into places."""
        _quants, into, _leaves = products.with_context(location=list(place_ids))._get_domain_locations()
        return Domain("product_id", "in", products.ids) & Domain("state", "in", OPEN_MOVES) & into
