from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from ..lib import matching

SURE = 100
KNOWN = 95  # the same SKU was that product elsewhere, which is not the same variant
SIMILAR = (matching.SIMILAR_CODE, matching.SIMILAR_NAME)
REASONS = [
    ("sku", "Same SKU"),
    ("barcode", "Same barcode"),
    ("before", "Matched before"),
    ("other", "Same in other storefront"),
    (matching.SIMILAR_CODE, "Similar SKU"),
    (matching.SIMILAR_NAME, "Similar name"),
    ("products", "Several products have this SKU"),
    ("variants", "Several variants have this SKU"),
    ("taken", "The product is another variant of this listing"),
]


class OceanListingSku(models.Model):
    """Suggestions: which product a variant could be, why, and how sure that is.

    Whatever is found is read for all variants at once, so the number of queries does not grow with theirs.
    """

    _inherit = "ocean.listing.sku"

    suggestion_product_id = fields.Many2one(
        "product.product",
        "Suggestion",
        readonly=True,
        check_company=True,
        index="btree_not_null",
        ondelete="set null",
    )
    suggestion_reason = fields.Selection(REASONS, "Reason", readonly=True)
    suggestion_score = fields.Integer("Confidence", readonly=True, aggregator=None, help="Percent.")
    suggestion_count = fields.Integer(readonly=True, aggregator=None, help="How many have this SKU.")
    suggestion_exact = fields.Boolean(
        "Exact", readonly=True, help="One product and one variant of the storefront have this SKU or barcode."
    )
    suggestion_text = fields.Char("Reason of the suggestion", compute="_compute_suggestion_text")

    @api.depends("suggestion_reason", "suggestion_score", "suggestion_count")
    @api.depends_context("lang")
    def _compute_suggestion_text(self):
        texts = {
            "sku": self.env._("same SKU"),
            "barcode": self.env._("same barcode"),
            "before": self.env._("matched before"),
            "other": self.env._("same in other storefront"),
            "similar_sku": self.env._("similar SKU %(score)s %%"),
            "similar_name": self.env._("similar name %(score)s %%"),
            "products": self.env._("%(count)s products have this SKU"),
            "variants": self.env._("%(count)s variants have this SKU"),
            "taken": self.env._("the product is another variant of this listing"),
        }
        for sku in self:
            text = texts.get(sku.suggestion_reason) or self.env._("nothing alike")
            sku.suggestion_text = text % {
                "score": sku.suggestion_score,
                "count": sku.suggestion_count,
            }

    @api.model
    def _no_suggestion(self):
        """Return the values of a variant for which nothing is suggested."""
        return {
            "suggestion_product_id": False,
            "suggestion_reason": False,
            "suggestion_score": 0,
            "suggestion_count": 0,
            "suggestion_exact": False,
        }

    # === FINDING === #

    @api.model
    def _match(self, storefront, skus=None):
        """Suggest products for unmatched variants; exact ones are matched if the storefront wants that.

        :param skus: look at these only, and at codes only; all of the storefront, and at names, without
        """
        if self.env.context.get("ocean_match_later"):
            return
        domain = [("storefront_id", "=", storefront.id), *self._todo_domain()]
        todo = self.search(domain) if skus is None else skus.filtered_domain(domain)
        todo = todo._match_like_twins()
        todo._suggest(with_names=skus is None)
        if storefront.match_auto:
            todo.filtered(lambda sku: not sku.match_by_hand)._accept(exact=True, reason="auto")
        self._report_doubles(storefront)

    @api.model
    def _todo_domain(self):
        return [("product_id", "=", False), ("ignored", "=", False)]

    def _match_like_twins(self):
        """Match those of these variants whose twins are matched; return the others."""
        products = {}
        for storefront, skus in self.grouped("storefront_id").items():
            if len(storefront._roots()._family()) > 1:
                keys = [sku._variant_key() for sku in skus]
                matched = self._of_variants(storefront, keys).filtered("product_id")
                by_key = {sku._variant_key(): sku.product_id for sku in matched}
                products.update({sku: by_key.get(sku._variant_key()) for sku in skus})
        for sku, product in products.items():
            if product:
                sku._become(product)
        return self.filtered(lambda sku: not sku.product_id)

    def _accept(self, exact=False, reason=False):
        """Match these variants with what is suggested for them; return the logged changes."""
        chosen = self.filtered(
            lambda sku: (
                sku.suggestion_product_id and not sku.product_id and (sku.suggestion_exact or not exact)
            )
        )
        return chosen._assign(chosen._one_variant_each(), reason=reason)

    def _one_variant_each(self):
        """Return {variant: suggested product}, leaving out a product that its listing has already."""
        seen = {(sku.listing_id.id, sku.product_id.id) for sku in self.listing_id.sku_ids if sku.product_id}
        products = {}
        for sku in self:
            pair = (sku.listing_id.id, sku.suggestion_product_id.id)
            if pair not in seen:
                products[sku] = sku.suggestion_product_id
                seen.add(pair)
        return products

    def _suggest(self, with_names=True):
        """Look for the product of each of these variants and keep what is found.

        :param with_names: look for similar SKUs and names as well, which reads all products; otherwise such
            suggestions stay as they were
        """
        for storefront, skus in self.grouped("storefront_id").items():
            clues = skus._clues(storefront)
            found = {sku: sku._clear_case(clues) for sku in skus}
            if with_names:
                open_ones = skus.filtered(lambda sku, found=found: found[sku] is None)
                found.update(open_ones._similar(storefront.company_id, found))
            self._read_ahead([(found[sku] or {}).get("suggestion_product_id") for sku in skus])
            for sku in skus:
                if found[sku] is not None or with_names or sku.suggestion_reason not in SIMILAR:
                    sku._keep_suggestion(found[sku] or {})

    def _keep_suggestion(self, found):
        values = {**self._no_suggestion(), **found}
        current = self._convert_to_write({name: self[name] for name in values})
        if any((current[name] or False) != (value or False) for name, value in values.items()):
            self.write(values)

    def _clues(self, storefront):
        """Return all that is known about these variants' codes, as {kind: {code: what}}."""
        skus = {sku for sku in self.mapped("seller_sku") if sku}
        barcodes = {code for code in self.mapped("barcode") if code}
        return {
            "products": self._candidates(storefront.company_id, skus | barcodes),
            "variants": self._same_code(storefront, "seller_sku", skus),
            "barcodes": self._same_code(storefront, "barcode", barcodes),
            "by_code": self._matched_by_code(storefront, skus),
            "before": self.env["ocean.match.change"].sudo()._memory(storefront, self),  # sudo: the log's text
        }

    @api.model
    def _same_code(self, storefront, name, codes):
        """Return {code: variants of `storefront`} that have it, matched or not."""
        rows = self.search_fetch(
            [("storefront_id", "=", storefront.id), (name, "in", list(codes))],
            [name, "listing_id", "product_id"],
        )
        found = defaultdict(list)
        for row in rows:
            found[row[name]].append(row)
        return found

    @api.model
    def _matched_by_code(self, storefront, codes):
        """Return {this storefront?: {SKU: products}} of other storefronts, and of what this has no more."""
        rows = self.with_context(active_test=False).search_fetch(
            Domain("company_id", "=", storefront.company_id.id)
            & Domain("seller_sku", "in", list(codes))
            & Domain("product_id.active", "=", True)
            & (
                Domain("storefront_id", "!=", storefront.id)
                | Domain("active", "=", False)
                | Domain("listing_id.state", "=", "deleted")
            ),
            ["seller_sku", "product_id", "storefront_id"],
        )
        found = {own: defaultdict(self.env["product.product"].browse) for own in (True, False)}
        for row in rows:
            found[row.storefront_id == storefront][row.seller_sku] |= row.product_id
        return found

    def _clear_case(self, clues):
        """Return the values of a suggestion that codes or an earlier match give, ``None`` without any."""
        self.ensure_one()
        return self._by_code(clues) or self._by_memory(clues)

    def _by_code(self, clues):
        """Return the suggestion of the product that has this SKU, else of the one with this barcode."""
        many = {}
        for reason, code, rivals in (
            ("sku", self.seller_sku, clues["variants"].get(self.seller_sku, ())),
            ("barcode", self.barcode, clues["barcodes"].get(self.barcode, ())),
        ):
            products = clues["products"].get(code) if code else None
            if products and len(products) == 1:
                return self._one_product(products, reason, rivals)
            if products:
                many = many or {"suggestion_reason": "products", "suggestion_count": len(products)}
        return many

    def _one_product(self, product, reason, rivals):
        """Return the suggestion of `product`: exact if no other of `rivals` has the code too."""
        if self._sibling_of(product):
            return {"suggestion_reason": "taken"}
        others = [row for row in rivals if row != self]
        if any(row.listing_id == self.listing_id for row in others):
            return {"suggestion_reason": "variants", "suggestion_count": len(rivals)}
        return {
            "suggestion_product_id": product.id,
            "suggestion_reason": "variants" if others else reason,
            "suggestion_count": len(rivals) if others else 0,
            "suggestion_score": SURE,
            "suggestion_exact": not others,
        }

    def _by_memory(self, clues):
        """Return the suggestion of what this variant was before, or its SKU is in other storefronts."""
        own, others = clues["by_code"][True], clues["by_code"][False]
        for reason, products, score in (
            ("before", clues["before"].get(self._variant_key()), SURE),
            ("before", own.get(self.seller_sku), KNOWN),
            ("other", others.get(self.seller_sku), KNOWN),
        ):
            if products and len(products) == 1 and not self._sibling_of(products):
                return {
                    "suggestion_product_id": products.id,
                    "suggestion_reason": reason,
                    "suggestion_score": score,
                }
        return None

    def _similar(self, company, found):
        """Return {variant: suggestion} by likeness of SKU or name; a product once per listing."""
        if not self:
            return {}
        products = self.env["product.product"]._to_compare(company)
        taken = defaultdict(set)
        for sku in self.listing_id.sku_ids:
            values = found.get(sku) or {}
            taken[sku.listing_id].add(sku.product_id.id or values.get("suggestion_product_id"))
        result = {}
        for sku in self:
            wanted = matching.Entry(key=sku.id, code=sku.seller_sku or "", name=sku._full_name())
            if guess := products.like(wanted, taken[sku.listing_id]):
                taken[sku.listing_id].add(guess.key)
                result[sku] = {
                    "suggestion_product_id": guess.key,
                    "suggestion_reason": guess.reason,
                    "suggestion_score": guess.score,
                }
        return result

    def _full_name(self):
        return " ".join(part for part in (self.listing_id.name, self.name) if part)

    @api.model
    def _report_doubles(self, storefront):
        """Name listings of which two variants are one product, whoever did that: a person must choose."""
        doubles = self._read_group(
            [("storefront_id", "=", storefront.id), ("product_id", "!=", False)],
            ["listing_id", "product_id"],
            having=[("__count", ">", 1)],
        )
        cause = self.env["ocean.exception"]
        named = {listing.external_id or str(listing.id): (listing, product) for listing, product in doubles}
        for key, (listing, product) in named.items():
            cause._report(storefront, "product_twice", key, f"{listing.name}: {product.display_name}")
        cause.search(
            [
                ("storefront_id", "=", storefront.id),
                ("kind", "=", "product_twice"),
                ("state", "=", "open"),
                ("cause_key", "not in", list(named)),
            ]
        )._resolve()


class ProductProduct(models.Model):
    """Products as variants of platforms are compared with them."""

    _inherit = "product.product"

    @api.model
    def _to_compare(self, company):
        """Return the products of `company` prepared for `matching`."""
        products = self.search_fetch(
            [("company_id", "in", [False, company.id]), ("sale_ok", "=", True)],
            ["default_code", "product_tmpl_id", "product_template_attribute_value_ids"],
        )
        return matching.Products(
            matching.Entry(key=product.id, code=product.default_code or "", name=product._name_to_compare())
            for product in products
        )

    def _name_to_compare(self):
        values = self.product_template_attribute_value_ids.mapped("name")
        return " ".join([self.product_tmpl_id.name or "", *values])
