from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError

KEYS = ("storefront_key", "item_id", "external_id", "seller_sku")
TEMPLATE = "/ocean_marketplace_base/static/xls/mappings.xlsx"


class OceanListingSku(models.Model):
    """Mappings in files: which variant is which product, and its own price."""

    _name = "ocean.listing.sku"
    _inherit = ["ocean.listing.sku", "ocean.keyed.import"]

    # Not read-only, or Odoo's import would not offer them as columns.
    storefront_key = fields.Char(
        "Storefront name", compute="_compute_import_keys", inverse="_inverse_import_keys"
    )
    item_id = fields.Char("Item ID", compute="_compute_import_keys", inverse="_inverse_import_keys")

    @api.depends("listing_id.external_id", "storefront_id.name")
    def _compute_import_keys(self):
        for sku in self:
            sku.storefront_key = sku.storefront_id.name
            sku.item_id = sku.listing_id.external_id

    def _inverse_import_keys(self):
        raise UserError(self.env._("Storefront and item ID come from the platform and cannot be changed."))

    @api.model
    def get_import_templates(self):
        """Return the file that Odoo's import screen offers."""
        return [{"label": self.env._("Template for mappings"), "template": TEMPLATE}]

    @api.model
    def _import_keys(self):
        return KEYS

    @api.model
    def _import_columns(self):
        manager = self.env.user.has_group("ocean_marketplace_base.group_manager")
        return ("product_id", "ignored", "own_price") if manager else ("product_id", "ignored")

    # === FINDING === #

    @api.model
    def _import_find(self, rows):
        rows = [{key: _text(row.get(key)) for key in KEYS} for row in rows]
        known = self._import_known(rows)
        return [self._import_find_one(row, known) for row in rows]

    @api.model
    def _import_known(self, rows):
        """Return {(item id, variant id), (item id, None) or (None, SKU): variants} of what `rows` name."""
        items = list({row["item_id"] for row in rows if row["item_id"]})
        codes = list({row["seller_sku"] for row in rows if not row["item_id"] and row["seller_sku"]})
        found = self.search_fetch(
            ["|", ("listing_id.external_id", "in", items), ("seller_sku", "in", codes)],
            ["listing_id", "external_id", "seller_sku", "storefront_id"],
        )
        known = defaultdict(list)
        for sku in found:
            item = sku.listing_id.external_id
            for key in ((item, sku.external_id), (item, None), (None, sku.seller_sku)):
                known[key].append(sku)
        return known

    @api.model
    def _import_find_one(self, row, known):
        """Return the variant that a row names, or a sentence why there is none."""
        key = (row["item_id"] or None, row["external_id"] or None)
        if not row["item_id"]:
            key = (None, row["seller_sku"])
        if key == (None, "") or key == (None, None):
            return self.env._("Enter item ID and variant ID, or the seller SKU.")
        found = [
            sku for sku in known.get(key, ()) if sku.storefront_id._import_is_called(row["storefront_key"])
        ]
        if key[1] is None and row["seller_sku"]:
            found = [sku for sku in found if sku.seller_sku == row["seller_sku"]]
        if len(found) == 1:
            return found[0]
        words = {"name": " / ".join(part for part in key if part), "shop": row["storefront_key"] or "–"}
        if found:
            return self.env._(
                "%(name)s names several variants. Enter storefront, item ID and variant ID.", **words
            )
        return self.env._("There is no variant %(name)s in storefront %(shop)s.", **words)

    # === VALUES === #

    @api.model
    def _import_values(self, names, records, values):
        if "product_id" not in names:
            return names, values, {}
        place = names.index("product_id")
        products = self._import_products(records, [_text(row[place]) for row in values])
        unknown = {index: found for index, found in enumerate(products) if isinstance(found, str)}
        for row, found in zip(values, products, strict=True):
            row[place] = "" if isinstance(found, str) else str(found.id or "")
        return [*names[:place], "product_id/.id", *names[place + 1 :]], values, unknown

    @api.model
    def _import_products(self, records, texts):
        """Return for each of `texts` the product, or a sentence why there is none.

        A text is an internal reference, a barcode, or a name as Odoo exports it: with its reference in
        brackets. An empty one leaves the product as it is, so that an old file cannot clear newer matches.
        """
        codes = {code for text in texts for code in (text, _bracketed(text)) if code}
        companies = {record.company_id for record in records}
        by_company = {company: self._candidates(company, codes) for company in companies}
        return [
            self._import_product(text, by_company[record.company_id]) if text else record.product_id
            for record, text in zip(records, texts, strict=True)
        ]

    @api.model
    def _import_product(self, text, candidates):
        found = candidates.get(text) or candidates.get(_bracketed(text))
        if not found:
            found = self.env["product.product"].search([("name", "=", text)], limit=2)
        if not found:
            return self.env._("No product has the reference or barcode “%(text)s”.", text=text)
        if len(found) > 1:
            return self.env._("%(count)s products are “%(text)s”.", count=len(found), text=text)
        return found

    @api.model
    def _import_load(self, names, table, records):
        """Load mappings as one run, so that a wrong file can be undone."""
        before = records._mapping()
        result = super(OceanListingSku, self.with_context(ocean_match_batch=True))._import_load(
            names, table, records
        )
        if result["ids"] and (changes := records._after_match(before, reason="import")):
            self.env["ocean.job"]._of_changes("match", changes)
        return result


class OceanStorefront(models.Model):
    """Storefronts as files name them."""

    _inherit = "ocean.storefront"

    def _import_is_called(self, text):
        """Return whether `text` is the name or the shop's number; nothing said fits all."""
        self.ensure_one()
        names = ((self.name or "").casefold(), (self.external_shop_id or "").casefold())
        return not text or text.casefold() in names


def _text(value):
    return str(value or "").strip()


def _bracketed(text):
    """Return the reference in a product's display name, such as “[TOPI-01] Topi (Hitam)”."""
    return text[1:].partition("]")[0] if text.startswith("[") and "]" in text else ""
