from odoo import api, fields, models
from odoo.tools import SQL

WINDOW_DAYS = 2  # orders placed earlier than this are all known; it keeps the sum below short
SCARCE = 100  # items; only numbers up to this are read before they are sent
# All but what a person wants sent.
READ_FIRST = ("order", "release", "stock", "rule", "settings", "mapping", "night", "drift")
CALM = ("order", "stock")  # a delivery takes over what an order held
CHECK_SOON = 60  # seconds until a number is read back that was corrected by orders not heard of


class OceanListingSku(models.Model):
    """What a variant shows by itself: a platform lowers its number with every order, before we hear of it.

    ``confirmed_qty`` follows: what was confirmed, less what we heard was sold there since. What the platform
    shows less than that are orders that are on their way to us.
    """

    _inherit = "ocean.listing.sku"

    heard_qty = fields.Integer(
        readonly=True, copy=False, help="Items of all orders of this variant that are counted already."
    )
    heard_since = fields.Datetime(
        readonly=True, copy=False, help="Orders placed earlier are not in the sum of items."
    )
    lost_qty = fields.Integer(
        readonly=True, copy=False, help="A number that was sent without an answer: the platform may show it."
    )
    check_at = fields.Datetime(readonly=True, copy=False, index="btree_not_null")
    low_at = fields.Datetime(readonly=True, copy=False, help="Since when the platform shows too few.")
    low_gap = fields.Integer(readonly=True, copy=False, help="How many too few it showed then.")
    low_heard = fields.Integer(readonly=True, copy=False, help="Items of orders that were counted then.")

    def _hear(self):
        """Count the orders of these variants that are known by now: their numbers have moved by themselves.

        Returns {id: items heard of since the last time}.

        A sum over what this transaction sees, not "new" rows: transactions that end in another order than
        they began lose no order.
        """
        rows, heard = self.filtered(lambda sku: sku.heard_since and not sku.desired_split), {}
        sold = rows._items_sold()
        for sku in rows:
            if units := sold.get(sku.id, 0) - sku.heard_qty:
                heard[sku.id] = units
                sku._move_number(units)
        (self - rows).filtered("heard_since").write({"heard_since": False, "heard_qty": 0})
        self._move_window()
        return heard

    def _move_number(self, units):
        values = {"heard_qty": self.heard_qty + units, "lost_qty": max(0, self.lost_qty - units)}
        if self.confirmed_at:
            number, read = self.confirmed_qty - units, self.platform_quantity
            # Orders that a reading showed already are in the number that was read.
            shown = max(read - units, min(read, number)) if units > 0 else read - units
            values.update(confirmed_qty=number, platform_quantity=max(0, shown))
        self.write(values)

    def _with_own_number(self):
        """Return the rows whose number is followed: confirmed, one number, counted from some moment on."""
        return self.filtered(lambda sku: sku.confirmed_at and sku.heard_since and not sku.desired_split)

    def _move_window(self):
        """Begin to count, or to count from later on; what is counted already stays counted."""
        now = fields.Datetime.now()
        oldest = fields.Datetime.subtract(now, days=2 * WINDOW_DAYS)
        rows = self.filtered(
            lambda sku: not sku.desired_split and (not sku.heard_since or sku.heard_since < oldest)
        )
        rows.write({"heard_since": fields.Datetime.subtract(now, days=WINDOW_DAYS)})
        sold = rows._items_sold()
        for sku in rows:
            sku._write_changes({"heard_qty": sold.get(sku.id, 0)})

    def _items_sold(self):
        """Return {id: items} of the orders placed since ``heard_since`` and not cancelled, in one query."""
        if not self:
            return {}
        self.env["ocean.listing.sku"].flush_model(["heard_since", "external_id", "listing_id"])
        self.env["ocean.order.line"].flush_model(
            ["item_id", "sku_id", "quantity", "quantity_cancelled", "product_id", "order_id", "storefront_id"]
        )
        self.env["ocean.order"].flush_model(["date_order", "state"])
        return dict(self.env.execute_query(self._sold_query()))

    def _sold_query(self):
        return SQL(
            """
            SELECT sku.id, SUM(COALESCE(line.quantity, 0) - COALESCE(line.quantity_cancelled, 0))
              FROM ocean_listing_sku sku
              JOIN ocean_listing item ON item.id = sku.listing_id
              JOIN ocean_storefront shop ON shop.id = sku.storefront_id
              JOIN ocean_order_line line
                ON line.sku_id = sku.external_id
               AND line.item_id = ANY (ARRAY[item.external_id, sku.external_id])
              JOIN ocean_storefront seller
                ON seller.id = line.storefront_id
               AND COALESCE(seller.parent_id, seller.id) = COALESCE(shop.parent_id, shop.id)
              JOIN ocean_order placed ON placed.id = line.order_id
             WHERE sku.id IN %s
               AND placed.date_order >= sku.heard_since
               AND placed.date_order >= %s
               AND placed.state NOT IN ('cancelled', 'unknown')
               AND line.product_id IS NOT NULL
             GROUP BY sku.id
            """,
            self._ids,
            min(self.mapped("heard_since")),
        )

    # === WHAT IT SHOWS === #

    def _most_shown(self):
        """Return the most that the platform may show, by orders we heard of."""
        return max(0, self.confirmed_qty, self.lost_qty)

    def _numbers_shown(self):
        """Return {id: items} of what is shown by those of these rows whose number is followed."""
        rows = self._with_own_number().filtered("storefront_id.stock_on")
        return {sku.id: sku._most_shown() for sku in rows}

    def _to_read_first(self):
        """Return {variant key: items it should show} of those of these rows to read before they are sent.

        Where much is left, a number that is a few too high for a moment sells nothing twice.
        """
        rows = self._with_own_number().filtered(
            lambda sku: sku.desired_qty <= SCARCE and sku.push_reason in READ_FIRST
        )
        return {sku._variant_key(): sku._most_shown() for sku in rows}

    def _may_rise(self):
        """Note numbers that are about to rise: should the worker die, the platform may show them.

        Returns {row: what was noted before}, for `_did_not_rise`.
        """
        rising = self._with_own_number().filtered(lambda sku: sku.desired_qty > sku._most_shown())
        before = {sku: sku.lost_qty for sku in rising}
        for sku in rising:
            sku.lost_qty = sku.desired_qty
        return before

    @api.model
    def _did_not_rise(self, before):
        """Nothing was sent after all."""
        for sku, lost in before.items():
            sku.lost_qty = lost

    @api.model
    def _soon(self):
        return fields.Datetime.add(fields.Datetime.now(), seconds=CHECK_SOON)

    def _tell_waiting(self):
        """Numbers of a pool whose units are given once may rise when others were lowered: look again."""
        lowered = self.filtered(lambda sku: sku.push_state == "same" and sku.rule_id.partitioned)
        self.env["ocean.stock.dirty"]._mark(lowered.product_id, "order")

    def _calm_products(self, marks, heard):
        """Return {id: units} of those products of these rows of which `marks` tell nothing but orders and
        their moves: how many units we heard of since the last time, by `heard` of `_hear`."""
        stirred = {mark.product_id for mark in marks if mark.reason not in CALM}
        marked = set(marks.mapped("product_id"))
        return {
            product.id: sum(sku._units_of(heard[sku.id]) for sku in rows if sku.id in heard)
            for product, rows in self.grouped("product_id").items()
            if product.id not in stirred and (product.id in marked or not stirred)
        }


class OceanOrderLine(models.Model):
    _inherit = "ocean.order.line"

    _variant_idx = models.Index("(sku_id, item_id) WHERE sku_id IS NOT NULL")


class OceanStorefront(models.Model):
    _inherit = "ocean.storefront"

    def _heard_until(self):
        """Return the moment up to which all orders of these storefronts, a family, are known for certain."""
        lanes = self.lane_ids.filtered(lambda lane: lane.lane == "orders")
        moments = [lane.watermark for lane in lanes]
        waiting = self.env["ocean.order"].search_count(
            [("storefront_id", "in", self.ids), ("needs_fetch", "=", True), ("state", "=", False)], limit=1
        ) or self.env["ocean.event"].search_count(
            [("storefront_id", "in", self.ids), ("outcome", "=", "new")], limit=1
        )
        return False if waiting or not all(moments) else min(moments, default=False)
