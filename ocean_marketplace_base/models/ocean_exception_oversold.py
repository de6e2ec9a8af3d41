import re
from math import ceil

from odoo import _lt, api, fields, models

from .ocean_exception import SYSTEM_FIELDS
from .ocean_exception_kinds import BLOCKING, KINDS

KIND = "oversold"
CAUSE = re.compile(r"(\d{1,9}):(\d{1,9}(?:-\d{1,9})*)")  # product, places
KINDS[KIND] = (
    "stock",
    BLOCKING,
    _lt("More is promised than there is: %(detail)s"),
    _lt("The newest orders cannot be sent as they are."),
    _lt("Choose for each order: another warehouse, wait, split, or cancel."),
)
SYSTEM_FIELDS.add("shortage")


class OceanException(models.Model):
    """Oversold products: one row per product and set of places, gone as soon as there is enough again."""

    _inherit = "ocean.exception"

    shortage = fields.Float("Units missing", readonly=True, copy=False, digits="Product Unit")

    # === FINDING === #

    @api.model
    def _settle_oversold(self, products, figures):
        """Open, renew and close rows by `figures` ({(product id, ids of places): sellable units}).

        :param products: all that were looked at; their rows without a figure are counted anew
        """
        rows = {row.cause_key: row for row in self._oversold_rows(products, figures)}
        finder = self.env["ocean.stock.shortage"]
        known = self.env["product.product"].browse({product_id for product_id, _places in figures})
        by_id = {product.id: product for product in known}
        for (product_id, places), sellable in figures.items():
            product = by_id[product_id]
            row = rows.pop(self._oversold_key(product, places), self.browse())
            units = finder._units_short(product, sellable) if sellable < 0 else 0.0
            if units:
                row._note_oversold(product, places, units)
            else:
                row._resolve()
        for row in rows.values():
            row._look_at_oversold()

    @api.model
    def _oversold_rows(self, products, figures):
        """Return the rows of these products that are not over; ignoring one ends with the shortage."""
        ids = {*products.ids, *(product_id for product_id, _places in figures)}
        rows = self.search([("kind", "=", KIND), ("state", "in", ("open", "ignored"))])
        return rows.filtered(lambda row: row._oversold_ids()[0] in ids)

    @api.model
    def _oversold_key(self, product, places):
        return f"{product.id}:{'-'.join(map(str, places))}"

    def _oversold_ids(self):
        """Return (product id, ids of places) of this row."""
        found = CAUSE.fullmatch(self.cause_key)
        return (int(found[1]), [int(place) for place in found[2].split("-")]) if found else (0, [])

    def _oversold_about(self):
        """Return (product, places) of this row, as far as they still exist."""
        self.ensure_one()
        product_id, places = self._oversold_ids()
        return (
            self.env["product.product"].browse(product_id).exists(),
            self.env["stock.location"].browse(places).exists(),
        )

    def _note_oversold(self, product, places, units):
        """Open a row, or write down how many units are missing now; more than before wakes who put it off."""
        row = self or self._open_oversold(product, places)
        if not row or row.state != "open" or row.shortage == units:
            return
        values = {"shortage": units}
        if row.snooze_until and units > row.shortage:
            values.update(snooze_until=False, to_tell=True)
        row.write(values)

    @api.model
    def _open_oversold(self, product, places):
        locations = self.env["stock.location"].browse(places)
        storefront = self._oversold_storefront(locations)
        if not storefront:
            return self.browse()
        detail = f"{product.display_name} · {', '.join(locations.mapped('display_name'))}"
        return self._report(storefront, KIND, self._oversold_key(product, places), detail=detail)

    @api.model
    def _oversold_storefront(self, places):
        """Return the first storefront that sends stock of `places`: its responsible is told."""
        shops = self.env["ocean.storefront"].search([("stock_on", "=", True)])
        return shops.filtered(lambda shop: shop._sells_from(places))[:1]

    def _look_at_oversold(self):
        """Count again what this row is about; close it when nobody sells it any more."""
        product, places = self._oversold_about()
        sellable = product._get_sellable(places).get(product.id, 0.0) if product and places else 0.0
        units = self.env["ocean.stock.shortage"]._units_short(product, sellable) if sellable < 0 else 0.0
        if units and self._oversold_storefront(places):
            self._note_oversold(product, places.ids, units)
        else:
            self._resolve()

    # === SHOWING === #

    def _figures_alone(self, order):
        """Count the units that are missing."""
        if self.kind == KIND:
            return ceil(self.shortage), 0.0
        return super()._figures_alone(order)

    @api.depends("order_ids", "cause_key", "shortage")
    def _compute_affected_ids(self):
        oversold = self.filtered(lambda row: row.kind == KIND)
        result = super(OceanException, self - oversold)._compute_affected_ids()
        for row in oversold:
            row.affected_ids = row._oversold_orders()
        return result

    def _oversold_orders(self):
        """Return the marketplace orders that cannot be sent as they are."""
        # sudo: who may see the cause may see which orders it stops
        row_sudo = self.sudo()
        product, places = row_sudo._oversold_about()
        promises = self.env["ocean.stock.shortage"].sudo()._promises(product, places) if places else []
        orders = self.env["ocean.order"].union(
            *(row["order"].with_env(self.env) for row in promises if row["missing"])
        )
        return orders._filtered_access("read")

    # === ACTIONS === #

    def _fix_oversold(self):
        # sudo: only whether what it is about still exists
        if not all(self.sudo()._oversold_about()):
            return self.storefront_id.action_view_stock()
        return self.env["ocean.oversell"]._open(self)

    def _retry_oversold(self):
        product, _places = self._oversold_about()
        self.env["ocean.stock.dirty"]._mark(product, "stock")
