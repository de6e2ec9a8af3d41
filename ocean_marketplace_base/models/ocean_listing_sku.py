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
        if vals.get("product_id"):
            self._retry_waiting_orders()
        return result

    def _retry_waiting_orders(self):
        """Let orders that wait for these variants go on."""
        lines = (
            self.env["ocean.order.line"]
            .sudo()
            .search(  # sudo: matching frees orders the user may only read
                Domain("order_id.exception_id.kind", "in", ["sku_unmatched", "sku_ambiguous"])
                & Domain("storefront_id", "in", self.storefront_id.ids)
                & (
                    Domain("seller_sku", "in", [sku for sku in self.mapped("seller_sku") if sku])
                    | Domain("item_id", "in", self.listing_id.mapped("external_id"))
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
        candidates = self._candidates(storefront.company_id, unmatched.mapped("seller_sku"))
        for sku in unmatched:
            products = candidates.get(sku.seller_sku)
            if products and len(products) == 1:
                sku.product_id = products

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
        return self.search(
            [
                ("storefront_id", "=", line.storefront_id.id),
                ("listing_id.external_id", "=", line.item_id),
                ("external_id", "=", line.sku_id),
            ],
            limit=1,
        )

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
