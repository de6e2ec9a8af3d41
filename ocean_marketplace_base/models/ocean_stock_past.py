from collections import defaultdict
from datetime import timezone
from decimal import Decimal

from odoo import api, models
from odoo.fields import Domain

from ..lib import allocation, whatif
from .ocean_storefront_location import _overlap

ROUNDS = 10  # kits that share components with kits that share components …
GONE = ("cancelled",)


class OceanStockPast(models.AbstractModel):
    """What happened to the stock of products: our orders, receipts and counts, as plain data to replay."""

    _name = "ocean.stock.past"
    _description = "Stock of the past"

    @api.model
    def _shelves(self, products, company, since):
        """Return ([`whatif.Shelf`], {key of a listing: row}) of all that shares stock with `products`.

        A few reads for all of them together. Call it with the rights of the system.

        :param since: naive UTC; the shelves hold all that happened from then until now
        """
        products = self._together(products, company)
        rows = self.env["ocean.listing.sku"].search(
            [("product_id", "in", products.ids), ("company_id", "=", company.id)]
        )
        rows = rows._takes_numbers()
        kits = self.env["ocean.stock.kit"]._components(products, company)
        pools = self.env["ocean.stock.pool"]._pools(rows)
        orders = self._orders(products, rows, since)
        moves = self._done_moves(products - products.browse().union(*kits), company, since)
        shelves = []
        for places, pool in pools.items():
            shelves += self._shelves_of(places, pool, kits, orders, moves, since)
        return shelves, {sku.id: sku for sku in rows}

    @api.model
    def _together(self, products, company):
        """Return `products`, the kits they are in and what these are made of; only those that are counted."""
        kit_model, found = self.env["ocean.stock.kit"], products
        for _round in range(ROUNDS):
            kits = kit_model._components(found, company)
            parts = found.browse().union(*(part for components in kits.values() for part in components))
            wider = found | parts | kit_model._kits_with(found | parts)
            if wider == found:
                break
            found = wider
        kits = kit_model._components(found, company)
        return found.filtered(lambda product: product.is_storable or kits.get(product))

    @api.model
    def _shelves_of(self, places, pool, kits, orders, moves, since):
        """Return the shelves of one set of places: products that share components lie on one shelf."""
        counted = self._counted(pool, kits)
        figures = counted._get_simple_figures(places)
        levels = {product: Decimal(str(row["sellable"])) for product, row in figures.items()}
        came = self._moves_of(places, moves)
        shelves = []
        for group in self._groups(pool, kits):
            mine = [line for line in orders if line["product"] in group and self._takes_from(line, places)]
            needed = {part for product in group for part in kits.get(product) or {product: 1}}
            components = sorted(needed, key=lambda part: part.id)
            shelves.append(
                whatif.Shelf(
                    levels={product.id: levels.get(product, Decimal(0)) for product in components},
                    listings=self._listings(group, pool, kits),
                    parts={
                        kit.id: {part.id: Decimal(str(units)) for part, units in kits[kit].items()}
                        for kit in group
                        if kits.get(kit)
                    },
                    orders=[self._plain_order(line, places) for line in mine if line["at"] >= since],
                    moves=[move for product in components for move in came[product]]
                    + [self._given_back(line) for line in mine if line["at"] < since],
                )
            )
        return shelves

    @api.model
    def _counted(self, pool, kits):
        """Return the products whose units are counted: the components of kits, the others themselves."""
        parts = [part for product in pool for part in kits.get(product) or {product: 1}]
        return self.env["product.product"].browse(dict.fromkeys(part.id for part in parts))

    @api.model
    def _groups(self, pool, kits):
        """Return the sets of products of `pool` that share a component, in order."""
        group_of = {}
        for product in pool:
            merged = {product, *(kits.get(product) or ())}
            for part in list(merged):
                merged |= group_of.get(part, set())
            for part in merged:
                group_of[part] = merged
        return list({id(group): group for product in pool for group in [group_of[product]]}.values())

    @api.model
    def _listings(self, group, pool, kits):
        """Return the plain listings of the products of `group`, the first storefront first."""
        model = self.env["ocean.stock.pool"]
        return [
            allocation.Listing(
                key=sku.id,
                storefront=sku.storefront_id.id,
                product=product.id,
                categories=model._categories(product.categ_id),
                pack=model._pack(sku),
                most=limit.most if limit else None,
                least=limit.least if limit else 0,
            )
            for product, members in pool.items()
            if product in group
            for sku, _warehouse, limit in members
        ]

    # === ORDERS === #

    @api.model
    def _orders(self, products, rows, since):
        """Return the lines that took or gave back units of `products` since then, as dictionaries."""
        placed = Domain("order_id.date_order", ">=", since)
        given_back = Domain("order_id.remote_updated_at", ">=", since) & (
            Domain("order_id.state", "in", GONE) | Domain("quantity_cancelled", ">", 0)
        )
        lines = self.env["ocean.order.line"].search(
            Domain("product_id", "in", products.ids)
            & Domain("quantity", ">", 0)
            & Domain("hold_state", "!=", "none")
            & Domain("order_id.date_order", "!=", False)
            & (placed | given_back),
            order="order_id, id",
        )
        find, sources = self._finder(rows), {}
        return [self._line(line, find(line), sources) for line in lines]

    @api.model
    def _line(self, line, sku, sources):
        order = line.order_id
        shop = (sku or line).storefront_id
        source = shop, line.platform_warehouse or ""
        if source not in sources:
            places = shop._places()
            sources[source] = (places.get(source[1]) or next(iter(places.values()))).sorted("id")
        released = line.hold_state == "released" or order.state in GONE
        return {
            "product": line.product_id,
            "sku": sku,
            "source": sources[source],
            "at": order.date_order,
            "items": line.quantity,
            "pack": self._pack(line),
            "cancelled": line.quantity if released else line.quantity_cancelled,
            # The platform's last change: of a cancelled order its cancellation.
            "cancelled_at": order.remote_updated_at or order.date_order,
        }

    @api.model
    def _pack(self, line):
        if not line.uom_id:
            return Decimal(1)
        units = line.uom_id._compute_quantity(1, line.product_id.uom_id, round=False)
        return Decimal(str(round(units, 6) or 1))

    @api.model
    def _finder(self, rows):
        """Return a function that finds the row that a line was sold by: the variant, or else the product."""
        by_variant, by_product = {}, {}
        for sku in rows.sorted("id"):
            root = sku.storefront_id.parent_id or sku.storefront_id
            by_variant.setdefault((root, sku.product_id, *sku._variant_key()), sku)
            by_product.setdefault((sku.storefront_id, sku.product_id), sku)
            by_product.setdefault((root, sku.product_id), sku)

        def find(line):
            shop, product = line.storefront_id, line.product_id
            root = shop.parent_id or shop
            return (
                by_variant.get((root, product, line.item_id, line.sku_id))
                or by_product.get((shop, product))
                or by_product.get((root, product))
            )

        return find

    @api.model
    def _takes_from(self, line, places):
        return any(_overlap(place, other) for place in line["source"] for other in places)

    @api.model
    def _plain_order(self, line, places):
        judged = line["sku"] and line["source"] == places
        return whatif.Order(
            at=self._aware(line["at"]),
            product=line["product"].id,
            items=line["items"],
            listing=line["sku"].id if judged else None,
            pack=line["pack"],
            cancelled=line["cancelled"],
            cancelled_at=self._aware(line["cancelled_at"]),
        )

    @api.model
    def _given_back(self, line):
        """Return what an order from before gave back meanwhile."""
        return whatif.Move(
            at=self._aware(line["cancelled_at"]),
            product=line["product"].id,
            units=line["cancelled"] * line["pack"],
        )

    @api.model
    def _aware(self, moment):
        return moment.replace(tzinfo=timezone.utc)

    # === RECEIPTS AND COUNTS === #

    @api.model
    def _done_moves(self, products, company, since):
        return self.env["stock.move"].search(
            [
                ("product_id", "in", products.ids),
                ("state", "=", "done"),
                ("date", ">=", since),
                ("company_id", "=", company.id),
            ],
            order="date, id",
        )

    @api.model
    def _moves_of(self, places, moves):
        """Return {product: [`whatif.Move`]} of what came into `places` or left them without our orders."""
        found = defaultdict(list)
        for move in moves:
            came = self._is_inside(move.location_dest_id, places)
            if came == self._is_inside(move.location_id, places) or self._is_of_an_order(move, came):
                continue
            units = move.product_uom._compute_quantity(move.quantity, move.product_id.uom_id, round=False)
            signed = Decimal(str(units)) * (1 if came else -1)
            found[move.product_id].append(
                whatif.Move(at=self._aware(move.date), product=move.product_id.id, units=signed)
            )
        return found

    @api.model
    def _is_inside(self, location, places):
        return any((location.parent_path or "").startswith(place.parent_path) for place in places)

    @api.model
    def _is_of_an_order(self, move, came):
        """Return whether an order of ours accounts for this already: what it took, what it gave back when it
        was cancelled; but not what its buyer sent back."""
        sale_line = move.sale_line_id
        if not sale_line.order_id.ocean_order_id:
            return False
        return not came or sale_line.order_id.ocean_order_id.state in GONE
