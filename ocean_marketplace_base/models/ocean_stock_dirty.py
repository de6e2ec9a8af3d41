import logging
from functools import partial

from odoo import api, fields, models
from odoo.tools import SQL

from .ocean_retry import CONFLICTS

_logger = logging.getLogger(__name__)

REASONS = [
    ("order", "Order"),
    ("release", "Order cancelled"),
    ("stock", "Stock changed"),
    ("rule", "Rule"),
    ("mapping", "Matching"),
    ("settings", "Settings"),
    ("hand", "By hand"),
    ("night", "Nightly"),
    ("drift", "Platform differs"),
]
# Which reason names a push when several marks are there: the one a person would look for first.
RANKS = {
    reason: rank
    for rank, reason in enumerate(("hand", "release", "order", "stock", "mapping", "settings", "rule"))
}
BATCH = 1000  # products of one transaction


class OceanStockDirty(models.Model):
    """What may have changed the number of a product: only ever inserted, and deleted by the stock lane.

    No transaction of a user updates a listing, so none collides with a push. Nothing is unique and nothing
    refers to another table: an insert waits for nobody.
    """

    _name = "ocean.stock.dirty"
    _description = "Stock to be looked at"
    _log_access = False

    product_id = fields.Integer(help="0: all products.")
    storefront_id = fields.Integer(
        help="Whose number the platform itself may have changed, or whose numbers are to be sent.",
    )
    company_id = fields.Integer(help="0: of all companies.")
    reason = fields.Selection(REASONS, required=True)

    # === MARKING === #

    @api.model
    def _mark(self, products, reason, storefront=None):
        """Remember that the numbers of `products` may have changed; rows are written before the commit."""
        storefront_id = storefront.id if storefront else 0
        self._mark_rows((product_id, storefront_id, 0, reason) for product_id in products._origin.ids)

    @api.model
    def _mark_storefronts(self, storefronts, reason):
        """Remember that all numbers of `storefronts` may have changed."""
        self._mark_rows((0, storefront.id, storefront.company_id.id, reason) for storefront in storefronts)

    @api.model
    def _mark_company(self, company, reason):
        """Remember that all numbers of `company` (of all companies without one) may have changed."""
        self._mark_rows([(0, 0, company.id or 0, reason)])

    @api.model
    def _mark_rows(self, rows):
        precommit = self.env.cr.precommit
        if (marks := precommit.data.get(self._name)) is None:
            marks = precommit.data[self._name] = {}
            precommit.add(self.env(su=True)[self._name]._insert_marks)
        marks.update(dict.fromkeys(rows))

    @api.model
    def _insert_marks(self):
        """Insert what was marked: once at every savepoint and commit, so that a savepoint keeps its own."""
        marks = list(self.env.cr.precommit.data.pop(self._name, ()))
        if not marks or not self._is_anything_listed():
            return
        self._insert(marks)
        if self._is_stock_sent():
            self.env["ocean.storefront"]._dispatch("stock")

    @api.model
    def _insert(self, rows):
        values = SQL(", ").join(SQL("(%s, %s, %s, %s)", *row) for row in rows)
        self.env.cr.execute(
            SQL(
                "INSERT INTO ocean_stock_dirty (product_id, storefront_id, company_id, reason) VALUES %s",
                values,
            )
        )

    @api.model
    def _is_anything_listed(self):
        return bool(self.env["ocean.listing.sku"].sudo().search_count([("product_id", "!=", False)], limit=1))

    @api.model
    def _is_stock_sent(self):
        """Return whether anybody waits for numbers; otherwise the lane's own turn is soon enough."""
        return bool(self.env["ocean.storefront"].sudo().search_count([("stock_on", "=", True)], limit=1))

    # === SETTLING === #

    @api.model
    def _settle_next(self):
        """Settle the oldest marks, committed; return whether there were any.

        A product whose number cannot be worked out, such as one with units that do not fit together, must not
        stop the others: the batch is narrowed down to it, and a person is told.
        """
        retry = self.env["ocean.retry"]
        for limit in (BATCH, BATCH // 10, BATCH // 100, 1):
            try:
                return retry._retrying(partial(self._settle, limit))
            except CONFLICTS:
                raise
            except Exception as error:  # noqa: BLE001 - logged and told in `_give_up`
                self.env.cr.rollback()
                failure = error
        retry._retrying(partial(self._give_up, failure))
        return True

    @api.model
    def _give_up(self, error):
        """Leave the product of the oldest mark as it is, and say why its number is not known."""
        mark = self.sudo().search([], order="id", limit=1)
        _logger.error("stock of product %s is not known", mark.product_id, exc_info=error)
        skus = self.env["ocean.listing.sku"].sudo().search([("product_id", "=", mark.product_id)])
        for storefront in skus.storefront_id:
            self.env["ocean.exception"]._report_unknown(storefront, skus.product_id, error)
        self.env.cr.execute(SQL("DELETE FROM ocean_stock_dirty WHERE product_id = %s", mark.product_id))

    @api.model
    def _settle(self, limit=BATCH):
        """Work out the numbers behind the oldest marks and delete these; return whether there were any.

        A mark is committed with its cause, so a snapshot that shows the mark shows the cause.
        """
        marks = self.sudo().search([], order="id", limit=limit)
        if not marks:
            return False
        self._spread(marks.filtered(lambda mark: not mark.product_id))
        narrow = marks.filtered("product_id")
        if narrow:
            self.env["ocean.listing.sku"]._settle_stock(narrow)
            self.env["ocean.exception"]._settle_unknown(narrow)
        # Not by unlink(): the rows have nothing that could cascade, and there may be many.
        self.env.cr.execute(SQL("DELETE FROM ocean_stock_dirty WHERE id IN %s", marks._ids))
        marks.invalidate_recordset()
        return True

    @api.model
    def _rank(self, reason):
        """Return how early a person would look for `reason`; 0 first."""
        return RANKS.get(reason, len(RANKS))

    @api.model
    def _spread(self, marks):
        """Replace marks of whole storefronts or companies by marks of their products."""
        rows = {}
        for mark in marks:
            domain = [("product_id", "!=", False)]
            if mark.storefront_id:
                domain.append(("storefront_id", "=", mark.storefront_id))
            elif mark.company_id:
                domain.append(("company_id", "=", mark.company_id))
            groups = self.env["ocean.listing.sku"].sudo()._read_group(domain, ["product_id"])
            # Only who asks by hand wants numbers sent that are as they were.
            storefront_id = mark.storefront_id if mark.reason == "hand" else 0
            rows.update({(product.id, storefront_id, 0, mark.reason): None for (product,) in groups})
        if rows:
            self._insert(list(rows))
