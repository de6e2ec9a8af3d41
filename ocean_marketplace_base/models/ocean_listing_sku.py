from odoo import api, fields, models
from odoo.fields import Domain


class OceanListingSku(models.Model):
    """A sellable variant of a listing and the product it is in Odoo."""

    _name = "ocean.listing.sku"
    _description = "Listing variant"
    _order = "listing_id, id"
    _check_company_auto = True

    listing_id = fields.Many2one("ocean.listing", required=True, ondelete="cascade", index=True)
    storefront_id = fields.Many2one(related="listing_id.storefront_id", store=True, index=True)
    company_id = fields.Many2one(related="listing_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="listing_id.currency_id")
    external_id = fields.Char("Variant ID", required=True, help="“0” for an item without variants.")
    seller_sku = fields.Char("Seller SKU", index=True)
    name = fields.Char()
    barcode = fields.Char()
    platform_price = fields.Monetary("Price on platform")
    platform_quantity = fields.Integer("Stock on platform")
    image_url = fields.Char(related="listing_id.image_url")
    product_id = fields.Many2one("product.product", check_company=True, index=True, ondelete="set null")
    match_state = fields.Selection(
        [("none", "Unmatched"), ("matched", "Matched")], "Match", compute="_compute_match_state", store=True
    )

    is_shared = fields.Boolean(
        "Shared",
        compute="_compute_is_shared",
        help="The same item is shown by another storefront too, which sends stock and price for both.",
    )

    _sku_uniq = models.Constraint("UNIQUE (listing_id, external_id)", "This variant is already known.")

    @api.depends("listing_id.name", "name", "seller_sku")
    def _compute_display_name(self):
        for sku in self:
            words = [
                sku.listing_id.name,
                sku.name and f"({sku.name})",
                sku.seller_sku and f"[{sku.seller_sku}]",
            ]
            sku.display_name = " ".join(word for word in words if word)

    @api.depends("product_id")
    def _compute_match_state(self):
        for sku in self:
            sku.match_state = "matched" if sku.product_id else "none"

    def write(self, vals):
        result = super().write(vals)
        if "product_id" in vals:
            self._match_twins()
        if vals.get("product_id"):
            self._retry_waiting_orders()
        return result

    def _twins(self):
        """Return the rows of the same variant on the other storefronts of the family, archived ones too."""
        self.ensure_one()
        if len(self.storefront_id._roots()._family()) < 2:
            return self.browse()
        return self._of_variants(self.storefront_id, [self._variant_key()]) - self

    def _variant_key(self):
        self.ensure_one()
        return self.listing_id.external_id, self.external_id

    def _match_twins(self):
        """Give the product of each variant to its twins: one variant is one product, wherever it is shown."""
        for sku in self:
            twins = sku._twins().filtered(lambda twin, sku=sku: twin.product_id != sku.product_id)
            twins.write({"product_id": sku.product_id.id})

    def _publisher(self):
        """Return the row whose storefront tells the platform quantity and price of this variant.

        Storefronts of a family show the same item, so they share one published number: only the row of the
        root is sent, and where the root does not show the item the first of the others.
        """
        self.ensure_one()
        rows = (self | self._twins()).sorted(lambda sku: (bool(sku.storefront_id.parent_id), sku.id))
        return rows[:1]

    @api.depends("storefront_id.parent_id", "external_id", "listing_id.external_id")
    def _compute_is_shared(self):
        for sku in self:
            sku.is_shared = sku._publisher() != sku

    @api.model
    def _of_variants(self, storefront, keys):
        """Return the rows of ``keys`` (item id, variant id) in the family of `storefront`, its own first.

        Where a platform has ids for variants that need no item, its orders name a variant as both.
        """
        family = storefront._roots()._family()
        items = [item for item, variant in keys if item != variant]
        alone = [variant for item, variant in keys if item == variant]
        found = self.search(
            Domain("storefront_id", "in", family.ids)
            & (
                Domain("external_id", "in", [variant for _item, variant in keys])
                & Domain("listing_id.external_id", "in", items)
                | Domain("external_id", "in", alone)
            )
        )
        wanted = set(keys)
        found = found.filtered(lambda sku: sku._variant_key() in wanted or sku.external_id in alone)
        return found.sorted(lambda sku: (sku.storefront_id != storefront, sku.id))

    def _retry_waiting_orders(self):
        """Let orders that wait for these variants go on."""
        lines = (
            self.env["ocean.order.line"]
            .sudo()
            .search(  # sudo: matching frees orders the user may only read
                Domain("order_id.exception_id.kind", "in", ["sku_unmatched", "sku_ambiguous"])
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

    @api.model
    def _store(self, storefront, listing_by_id, listings):
        """Create or update the variants of `listings` (`schema.Listing`) and match new ones by SKU."""
        known = {
            (sku.listing_id.id, sku.external_id): sku
            for sku in self.search([("listing_id", "in", [row.id for row in listing_by_id.values()])])
        }
        missing = []
        for listing in listings:
            row = listing_by_id[listing.external_id]
            for sku in listing.skus:
                values = self._values(row, sku)
                if found := known.get((row.id, sku.sku_id)):
                    found.filtered(lambda rec, new=values: rec._differs(new)).write(values)
                else:
                    missing.append(values)
        self.create(missing)
        self._match(storefront)

    @api.model
    def _values(self, listing_row, sku):
        return {
            "listing_id": listing_row.id,
            "external_id": sku.sku_id,
            "seller_sku": sku.seller_sku or listing_row.seller_sku or False,
            "name": sku.name or False,
            "barcode": sku.barcode or False,
            "platform_price": float(sku.price or 0),
            "platform_quantity": sku.quantity or 0,
        }

    def _differs(self, values):
        current = self._convert_to_write({name: self[name] for name in values})
        return any(current[name] != value for name, value in values.items())

    @api.model
    def _match(self, storefront):
        """Match unmatched variants whose SKU or barcode belongs to exactly one product of the company."""
        unmatched = self.search([("storefront_id", "=", storefront.id), ("product_id", "=", False)])
        unmatched = unmatched._match_like_twins()
        candidates = self._candidates(storefront.company_id, unmatched.mapped("seller_sku"))
        for sku in unmatched:
            products = candidates.get(sku.seller_sku)
            if products and len(products) == 1:
                sku.product_id = products

    def _match_like_twins(self):
        """Match those of these variants whose twins are matched; return the others."""
        if len(self.storefront_id._roots()._family()) > 1:
            keys = [sku._variant_key() for sku in self]
            matched = self._of_variants(self.storefront_id, keys).filtered("product_id")
            by_key = {sku._variant_key(): sku.product_id for sku in matched}
            for sku in self:
                if product := by_key.get(sku._variant_key()):
                    sku.product_id = product
        return self.filtered(lambda sku: not sku.product_id)

    @api.model
    def _candidates(self, company, seller_skus):
        """Return {SKU: products} whose internal reference or barcode is that SKU."""
        wanted = {sku for sku in seller_skus if sku}
        products = self.env["product.product"].search_fetch(
            Domain("company_id", "in", [False, company.id])
            & (Domain("default_code", "in", list(wanted)) | Domain("barcode", "in", list(wanted))),
            ["default_code", "barcode"],
        )
        found = {}
        for product in products:
            for code in {product.default_code, product.barcode} & wanted:
                found[code] = found.get(code, products.browse()) | product
        return found

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

    def _create_products(self):
        """Create one storable product per variant, with its SKU, name and price."""
        for sku in self:
            name = f"{sku.listing_id.name} - {sku.name}" if sku.name else sku.listing_id.name
            sku.product_id = self.env["product.product"].create(
                {
                    "name": name,
                    "default_code": sku.seller_sku,
                    "type": "consu",
                    "is_storable": True,
                    "list_price": sku.platform_price,
                    "company_id": False,
                }
            )

    def action_create_product(self):
        """Create a product for each of these variants."""
        self.check_access("write")
        self.filtered(lambda sku: not sku.product_id)._create_products()
        return True
