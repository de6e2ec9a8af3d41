from dataclasses import replace
from decimal import Decimal

from odoo import api, fields, models

from ..lib import cover

LOW_STATES = [(cover.LOW, "Low"), (cover.OUT, "Out of stock while live")]
NOT_SOLD = ("unpaid", "cancelled", "unknown")
NOTHING = {
    "low_state": False,
    "low_since": False,
    "sold_per_day": 0.0,
    "pool_per_day": 0.0,
    "days_of_cover": 0.0,
    "incoming_qty": 0.0,
    "incoming_date": False,
    "reorder_qty": 0,
}


class OceanListingSku(models.Model):
    """How long the stock behind a number lasts. Written by the stock lane right after the number itself."""

    _inherit = "ocean.listing.sku"

    low_state = fields.Selection(LOW_STATES, "Supply", readonly=True, copy=False, index="btree_not_null")
    low_since = fields.Datetime("Low since", readonly=True, copy=False)
    sold_per_day = fields.Float(
        "Sold per day", readonly=True, copy=False, digits=(16, 2), help="On this storefront, in units."
    )
    pool_per_day = fields.Float(
        "Sold per day in all",
        readonly=True,
        copy=False,
        digits=(16, 2),
        help="By all storefronts that sell from the same stock.",
    )
    days_of_cover = fields.Float(
        "Days of cover",
        readonly=True,
        copy=False,
        digits=(16, 1),
        aggregator="min",
        help="How long the sellable units last at the pace of all storefronts that sell from them.",
    )
    incoming_qty = fields.Float("Incoming", readonly=True, copy=False, digits="Product Unit")
    incoming_date = fields.Datetime("Next receipt", readonly=True, copy=False, aggregator="min")
    reorder_qty = fields.Integer(
        "Suggested to reorder",
        readonly=True,
        copy=False,
        help="So many units that they last as long as sales are counted over, less what is on its way.",
    )

    # === LOOKING === #

    def _watch_supply(self, terms):
        """Work out how long the stock of these variants lasts.

        :param terms: {variant: the terms of its number}; all variants of their products are given
        """
        told = self.filtered(lambda sku: sku.desired_at and any(part["counted"] for part in terms[sku]))
        (self - told).filtered(lambda sku: sku.low_state or sku.pool_per_day)._write_supply(NOTHING)
        # The ids of the places that a number was worked out from, in order.
        places = {
            sku: tuple(sorted({place for part in terms[sku] for place in part["places"]})) for sku in told
        }
        for company, rows in told.grouped("company_id").items():
            rows._watch_company(company, places)
        self._tell_supply()

    def _watch_company(self, company, places):
        days = company.ocean_sales_days
        sold = self._units_sold(days)
        supplies = {
            sku: sku._supply(rows, places, sold, days)
            for rows in self.grouped("product_id").values()
            for sku in rows
        }
        limits = self._thresholds()
        states = {sku: sku._low_state(supply, limits[sku]) for sku, supply in supplies.items()}
        incoming = self.filtered(lambda sku: states[sku])._incoming(places)
        for sku, supply in supplies.items():
            if states[sku] or supply.per_day or sku.low_state or sku.pool_per_day:
                units, date = incoming.get(sku, (0.0, False))
                whole = replace(supply, incoming=Decimal(str(units)))
                here = cover.sold_per_day(sold.get((sku.product_id, sku._seller()), Decimal(0)), days)
                sku._note_supply(states[sku], whole, limits[sku], here, date, days)

    def _seller(self):
        """Return the storefront whose sales count for this variant: the root of a family."""
        return self.storefront_id.parent_id or self.storefront_id

    def _supply(self, rows, places, sold, days):
        """Return the `cover.Supply` of this variant; `rows` are all of its product."""
        units = Decimal(0)
        if sold:
            mine = set(places[self])
            sellers = {row._seller() for row in rows if not mine.isdisjoint(places[row])}
            units = sum((sold.get((self.product_id, shop), units) for shop in sellers), units)
        return cover.Supply(sellable=Decimal(str(self.sellable_qty)), per_day=cover.sold_per_day(units, days))

    def _thresholds(self):
        """Return {row: threshold}: of the product, else of the storefront, else of the company."""
        own = {product: product._ocean_threshold() for product in self.product_id if product.ocean_low_own}
        shops = {shop: shop._ocean_threshold() for shop in self.storefront_id}
        return {sku: own.get(sku.product_id) or shops[sku.storefront_id] for sku in self}

    def _low_state(self, supply, threshold):
        live = self.listing_id.state == "live"
        return cover.state(supply, threshold, shown=self.desired_qty, live=live)

    def _note_supply(self, state, supply, threshold, here, incoming, days):
        """Write down how long the stock lasts; ``here`` is what is sold a day on this storefront."""
        lasts = cover.days_of_cover(supply)
        self._write_supply(
            {
                "low_state": state or False,
                "low_since": (self.low_since or fields.Datetime.now()) if state else False,
                "sold_per_day": float(round(here, 2)),
                "pool_per_day": float(round(supply.per_day, 2)),
                "days_of_cover": 0.0 if lasts is None else float(round(lasts, 1)),
                "incoming_qty": float(supply.incoming),
                "incoming_date": incoming,
                "reorder_qty": cover.to_reorder(supply, threshold, days) if state else 0,
            }
        )

    def _write_supply(self, values):
        for sku in self:
            sku._write_changes(values)

    # === WHAT WAS SOLD AND WHAT COMES === #

    def _units_sold(self, days):
        """Return {(product, storefront): units sold in the last `days`}.

        What is sold in kits counts for their components, too.
        """
        products, company = self.product_id, self.company_id
        kits = self.env["ocean.stock.kit"]
        with_kits = products | kits._kits_with(products)
        parts = kits._components(with_kits, company)
        sold = {}
        for product, shop, units in self._sales(with_kits, company, days):
            counted = {product: 1.0, **parts.get(product, {})}
            for each, per_kit in counted.items():
                key = each, shop.parent_id or shop
                sold[key] = sold.get(key, Decimal(0)) + Decimal(str(units)) * Decimal(str(per_kit))
        return sold

    @api.model
    def _sales(self, products, company, days):
        """Yield (product, storefront, units) of the last `days`, one query for all products."""
        since = fields.Datetime.subtract(fields.Datetime.now(), days=days)
        groups = self.env["ocean.order.line"]._read_group(
            [
                ("product_id", "in", products.ids),
                ("company_id", "=", company.id),
                ("order_id.date_order", ">=", since),
                ("order_id.state", "not in", NOT_SOLD),
            ],
            ["product_id", "storefront_id", "uom_id"],
            ["quantity:sum", "quantity_cancelled:sum"],
        )
        for product, shop, uom, ordered, cancelled in groups:
            items = ordered - cancelled
            yield product, shop, uom._compute_quantity(items, product.uom_id, round=False) if uom else items

    def _incoming(self, places):
        """Return {row: (units, date)} of what is on its way to the `places` of these rows."""
        found = {}
        for place_ids, rows in self.grouped(lambda sku: places[sku]).items():
            receipts = self._receipts_at(rows.product_id, place_ids)
            found.update({sku: receipts[sku.product_id] for sku in rows if sku.product_id in receipts})
        return found

    @api.model
    def _receipts_at(self, products, place_ids):
        """Return {product: (units, date of the first)} that come to places."""
        domain = self.env["ocean.stock.shortage"]._receipt_domain(products, place_ids)
        groups = self.env["stock.move"]._read_group(domain, ["product_id"], ["product_qty:sum", "date:min"])
        return {product: (units, date) for product, units, date in groups}
