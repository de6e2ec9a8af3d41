from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

WAITING_KINDS = ("sku_unmatched", "sku_ambiguous")
PLATFORM_FIELDS = frozenset(
    {
        "listing_id",
        "external_id",
        "seller_sku",
        "name",
        "barcode",
        "options",
        "platform_price",
        "list_price",
        "platform_quantity",
        "price_locked",
        "price_locked_until",
    }
)
# Orders that wait for a product, by storefront and by what names the product in the order.
WAITING = SQL(
    """(SELECT line.storefront_id,
               COALESCE(NULLIF(line.seller_sku, ''), line.item_id || ':' || line.sku_id) AS key,
               COUNT(DISTINCT line.order_id) AS orders
          FROM ocean_order_line line
          JOIN ocean_order marketplace_order ON marketplace_order.id = line.order_id
          JOIN ocean_exception cause ON cause.id = marketplace_order.exception_id
         WHERE cause.kind IN %s AND cause.state = 'open' AND line.product_id IS NULL
      GROUP BY 1, 2)""",
    WAITING_KINDS,
)


class OceanListingSku(models.Model):
    """Which product a variant is, and what follows when that changes.

    A write of one product is followed by its consequences at once; `_assign` does that once for many.
    """

    _inherit = "ocean.listing.sku"

    match_state = fields.Selection(
        [("none", "Unmatched"), ("suggested", "Suggested"), ("matched", "Matched"), ("ignored", "Ignored")],
        "Match",
        compute="_compute_match_state",
        store=True,
        index=True,
    )
    ignored = fields.Boolean(help="This variant needs no product.")
    match_by_hand = fields.Boolean(
        readonly=True, help="Somebody took the product away, so none is given automatically."
    )
    waiting_orders = fields.Integer("Waiting", compute="_compute_waiting_orders", help="Orders that wait.")

    # The suggestion's own fields are not read, only told: a deleted product leaves neither.
    @api.depends("product_id.active", "suggestion_product_id.active", "ignored")
    def _compute_match_state(self):
        for sku in self:
            if sku.product_id:
                sku.match_state = "matched"
            elif sku.ignored:
                sku.match_state = "ignored"
            else:
                sku.match_state = "suggested" if sku.suggestion_product_id else "none"

    @api.depends("seller_sku", "product_id")
    def _compute_waiting_orders(self):
        for model in ("ocean.order.line", "ocean.order", "ocean.exception"):
            self.env[model].flush_model()
        rows = self.env.execute_query(SQL("SELECT storefront_id, key, orders FROM %s waiting", WAITING))
        counts = {(storefront, key): orders for storefront, key, orders in rows}
        for sku in self:
            sku.waiting_orders = counts.get((sku.storefront_id.id, sku._waiting_key()), 0)

    def _waiting_key(self):
        """Return what orders name this variant by while they wait for its product."""
        return self.seller_sku or f"{self.listing_id.external_id}:{self.external_id}"

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Sort by waiting orders as well; they are not stored, since every order would write here."""
        if field_name != "waiting_orders":
            return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        key = SQL(
            "COALESCE(NULLIF(%(sku)s.seller_sku, ''), (SELECT listing.external_id FROM ocean_listing listing "
            "WHERE listing.id = %(sku)s.listing_id) || ':' || %(sku)s.external_id)",
            sku=SQL.identifier(alias),
        )
        waiting = query.make_alias(alias, "waiting")
        query.add_join(
            "LEFT JOIN",
            waiting,
            WAITING,
            SQL(
                "%(waiting)s.storefront_id = %(sku)s.storefront_id AND %(waiting)s.key = %(key)s",
                waiting=SQL.identifier(waiting),
                sku=SQL.identifier(alias),
                key=key,
            ),
        )
        orders = SQL("COALESCE(%s, 0)", SQL.identifier(waiting, "orders"))
        query._order_groupby.append(orders)
        return SQL("%s %s %s", orders, direction, nulls)

    @api.constrains("product_id")
    def _check_product_once(self):
        for sku in self.filtered(lambda sku: sku.product_id and sku.active):
            if sku._sibling_of(sku.product_id):
                raise ValidationError(
                    self.env._(
                        "One product cannot be two variants of one listing: %(product)s is already another "
                        "variant of “%(listing)s”.",
                        product=sku.product_id.display_name,
                        listing=sku.listing_id.name,
                    )
                )

    def _sibling_of(self, product):
        """Return the other variant of the listing that is `product` already."""
        self.ensure_one()
        return (self.listing_id.sku_ids - self).filtered(lambda other: other.product_id == product)[:1]

    # === CHANGING === #

    def write(self, vals):
        """Remember what a variant was before, and let everything follow that waits for its product.

        :raise AccessError: people change matches and their own price, not what the platform says
        """
        if not self.env.su and not PLATFORM_FIELDS.isdisjoint(vals):
            raise AccessError(self.env._("What the platform says of a variant cannot be changed here."))
        if not {"product_id", "ignored"} & vals.keys():
            return super().write(vals)
        if "product_id" in vals:
            vals = {**self._settled(vals["product_id"]), **vals}
        if self.env.context.get("ocean_match_batch"):
            return super().write(vals)
        before = self._mapping()
        result = super().write(vals)
        self._after_match(before)
        return result

    @api.model
    def _settled(self, product_id):
        """Return what else is written with a product, or with none."""
        if not product_id:
            return {"match_by_hand": True}
        return {"match_by_hand": False, "ignored": False, **self._no_suggestion()}

    def _assign(self, products, **values):
        """Give each variant its product, with the consequences once for all.

        :param products: {variant: product}; an empty product takes it away
        :param values: for the log, see `_after_match`
        :return: the logged changes
        """
        skus = self.browse().concat(*products)
        before = skus._mapping()
        self._read_ahead([product.id for product in products.values()])
        for sku, product in products.items():
            sku.with_context(ocean_match_batch=True).write({"product_id": product.id})
        return skus._after_match(before, **values)

    @api.model
    def _read_ahead(self, product_ids):
        """Read the products that are about to be written: Odoo checks the company of each one by itself."""
        self.env["product.product"].browse(filter(None, dict.fromkeys(product_ids))).mapped("company_id")

    def _mapping(self):
        """Return {variant: (product, ignored)}."""
        return {sku: (sku.product_id, sku.ignored) for sku in self}

    def _after_match(self, before, reason=False):
        """Log how these variants changed since `before` (`_mapping`), then let twins and orders follow."""
        changed = self.filtered(lambda sku: before[sku] != (sku.product_id, sku.ignored))
        if not changed:
            return self.env["ocean.match.change"]
        # sudo: people change matches, the log is written by the system only
        changes = self.env["ocean.match.change"].sudo()._remember(changed, before, reason)
        changed.filtered(lambda sku: before[sku][0] != sku.product_id)._match_twins()
        changed.filtered("product_id")._retry_waiting_orders()
        return changes

    def _match_twins(self):
        """Give the product of each variant to its twins: one variant is one product, wherever it is shown."""
        for storefront, skus in self.grouped("storefront_id").items():
            if len(storefront._roots()._family()) < 2:
                continue
            products = {sku._variant_key(): sku.product_id for sku in skus}
            twins = self._of_variants(storefront, list(products)) - skus
            for twin in twins:
                if (key := twin._variant_key()) in products:
                    twin._become(products[key])

    def _become(self, product):
        """Take over `product` unless another variant of the listing is it already: then a person chooses."""
        self.ensure_one()
        if self.product_id != product and not (product and self._sibling_of(product)):
            self.with_context(ocean_match_batch=True).write({"product_id": product.id})
            self.filtered("product_id")._retry_waiting_orders()

    def _retry_waiting_orders(self):
        """Let orders that wait for these variants go on."""
        if not self:
            return
        # sudo: matching frees orders the user may only read
        lines = (
            self.env["ocean.order.line"]
            .sudo()
            .search(
                Domain("order_id.exception_id.kind", "in", WAITING_KINDS)
                & Domain("storefront_id", "in", self.storefront_id._roots()._family().ids)
                & (
                    Domain("seller_sku", "in", [sku for sku in self.mapped("seller_sku") if sku])
                    | Domain("item_id", "in", self.listing_id.mapped("external_id"))
                    | Domain("item_id", "in", self.mapped("external_id"))
                )
            )
        )
        lines.order_id._retry()
        if lines:
            self.env["ocean.storefront"]._dispatch("apply")

    # === WHAT ORDERS NEED === #

    @api.model
    def _candidates(self, company, codes):
        """Return {code: products} whose internal reference or barcode is that code."""
        wanted = {code for code in codes if code}
        products = self.env["product.product"].search_fetch(
            Domain("company_id", "in", [False, company.id])
            & (Domain("default_code", "in", list(wanted)) | Domain("barcode", "in", list(wanted))),
            ["default_code", "barcode"],
        )
        found = {}
        for product in products:
            for code in {product.default_code, product.barcode} & wanted:
                found.setdefault(code, []).append(product.id)
        return {code: products.browse(ids) for code, ids in found.items()}

    @api.model
    def _matched_by_sku(self, storefront, seller_sku):
        """Return the product that all matched variants of the family with this SKU are, if it is one."""
        if not seller_sku:
            return self.product_id
        family = storefront._roots()._family()
        domain = [("storefront_id", "in", family.ids), ("seller_sku", "=", seller_sku)]
        products = self.search([*domain, ("product_id", "!=", False)]).product_id
        return products if len(products) == 1 else products.browse()

    @api.model
    def _ensure_for_lines(self, lines):
        """Return the variants that `lines` (`ocean.order.line`) sold, creating rows for unknown ones."""
        result = self.browse()
        for line in lines:
            result |= self._find_for_line(line) or self._create_for_line(line)
        return result

    @api.model
    def _find_for_line(self, line):
        return self._of_variants(line.storefront_id, [(line.item_id, line.sku_id)])[:1]

    @api.model
    def _create_for_line(self, line):
        listing_model = self.env["ocean.listing"]
        key = {"storefront_id": line.storefront_id.id, "external_id": line.item_id}
        listing = listing_model.search([(name, "=", value) for name, value in key.items()], limit=1)
        listing = listing or listing_model.create({**key, "name": line.name})
        return self.create(
            {
                "listing_id": listing.id,
                "external_id": line.sku_id,
                "seller_sku": line.seller_sku,
                "name": line.variant,
            }
        )
